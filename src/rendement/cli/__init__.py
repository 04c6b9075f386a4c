"""Floor 7: one file per verb. Load, call one thing, render, exit code; no sums, no sentences of a report."""

from rendement.cli.app import app

__all__ = ["app"]
