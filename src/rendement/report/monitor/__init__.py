"""A monitor: its document and its tables."""
