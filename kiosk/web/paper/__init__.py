"""Pages on paper: what is on them, and the press that makes them PDFs."""
