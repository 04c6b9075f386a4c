"""Floor 6: a document in one format each. No arithmetic, no wording."""
