"""Runs a monitor given as text, as if it were a file in the folder of the tests."""

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

HEAD = "soort: monitor\nnaam: Proef\ngemeente: Voorbeeldstad\n"
YEARS = "kolommen: {2021: realisatie, 2022: realisatie}\n"


def run(text, name="proef.yaml", **options):
    """The outcome of a text; what every monitor has, stands before it."""
    source, findings = parse(HEAD + text, name)
    return calculate_source(name, source, findings, Options(**options))


def data(text, name="proef.yaml", **options):
    """The contract of a monitor in which nothing is wrong."""
    outcome = run(text, name, **options)
    assert outcome.monitor is not None, [finding.message for finding in outcome.findings]
    return contract(outcome)


def codes(text, name="proef.yaml", **options):
    """The codes of what is said about a text, with the path and the severity."""
    return [(f.code, f.path, f.severity) for f in run(text, name, **options).findings]
