"""The verbs of a home: what people can do, over store, library and listening; knows nothing of the web."""
