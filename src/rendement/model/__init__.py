"""Floor 2: what the analyst wrote, as frozen pydantic models whose field names are the YAML keys."""
