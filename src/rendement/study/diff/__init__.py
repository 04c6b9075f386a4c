"""Why a figure moved between two versions of a file."""
