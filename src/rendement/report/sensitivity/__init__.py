"""What drives an outcome, and what is worth measuring, as a document."""
