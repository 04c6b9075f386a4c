"""Floor 1: text, marks, YAML, findings and "did you mean"."""
