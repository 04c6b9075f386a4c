"""Floor 5: from a result to a document: which tables, which words, which rounding."""
