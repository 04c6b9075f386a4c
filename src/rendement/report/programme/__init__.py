"""A programme: its document, its tables, its contract and the schema of that."""
