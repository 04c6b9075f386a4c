"""A programme: its document and its tables."""
