"""Catalogue, eras, regions, matching, familiarity, builder. Pure: no files, clock, Flask or database."""
