"""Observations, plays, learning from them. Pure: no files, clock, Flask or database."""
