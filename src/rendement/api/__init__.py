"""What notebooks and scripts use: a function and what it gives per file; `asking` and `frames` serve all."""
