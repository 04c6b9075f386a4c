"""The table of a batch: columns, rows, thresholds."""
