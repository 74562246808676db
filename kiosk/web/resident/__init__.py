"""The resident's screen."""
