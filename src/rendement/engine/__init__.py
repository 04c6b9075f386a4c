"""Floor 2: the plan's records and pure formulas; knows no YAML and no pydantic."""
