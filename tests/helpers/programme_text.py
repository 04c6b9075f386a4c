"""Runs a programme given as text, as if it were a file in the folder of the tests."""

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

HEAD = "soort: programma\nnaam: Proef\ngemeente: Voorbeeldstad\n"


def run(text, name="proef.yaml", **options):
    """The outcome of a text; what every programme has, stands before it."""
    source, findings = parse(HEAD + text, name)
    return calculate_source(name, source, findings, Options(**options))


def data(text, name="proef.yaml", **options):
    """The contract of a programme in which nothing is wrong."""
    outcome = run(text, name, **options)
    assert outcome.programme is not None, [finding.message for finding in outcome.findings]
    return contract(outcome)


def by_year(found, key):
    """One figure over the years, in order."""
    return [year[key] for year in found["per_jaar"].values()]


def codes(text, name="proef.yaml", **options):
    """The codes of what is said about a text, with the path and the severity."""
    return [(f.code, f.path, f.severity) for f in run(text, name, **options).findings]
