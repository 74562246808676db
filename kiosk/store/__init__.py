"""Durable documents and records in one SQLite file; the only package that knows a database."""
