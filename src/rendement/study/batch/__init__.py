"""Many files: which, in how many processes, with which memory of an earlier run."""
