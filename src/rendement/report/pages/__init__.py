"""Many reports at once: a page for every file, and one on which they all stand."""
