"""What drives the outcome of a case, and what is worth measuring before deciding."""
