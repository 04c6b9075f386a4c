"""Floor 4: runs of the engine: one file, its scenarios, and whatever needs many."""
