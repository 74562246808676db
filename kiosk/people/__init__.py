"""Residents, life stories, chapters, memories, red flags. Pure: no files, clock, Flask or database."""
