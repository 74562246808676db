"""The home's audio files on disk, pictures, catalogue packs and the gazetteer."""
