"""Family pages."""
