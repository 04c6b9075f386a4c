"""Floor 3: every figure of a result by its path; one registry for JSON, schema, columns and thresholds."""
