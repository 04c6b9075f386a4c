"""Floor 7: one file per verb. Load, call one thing, render, exit code; no sums, no sentences of a report."""

from rendement.cli.app import app
from rendement.cli.batch import batch
from rendement.cli.calc import calc
from rendement.cli.check import check
from rendement.cli.explain import explain
from rendement.cli.init import init
from rendement.cli.prices import prices
from rendement.cli.schema import schema

__all__ = ["app", "batch", "calc", "check", "explain", "init", "prices", "schema"]
