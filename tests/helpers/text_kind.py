"""Runs a file of one kind given as text, as if it stood in the folder of the tests."""

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

NAME = "proef.yaml"


class TextKind:
    """A kind of file: what every text of it begins with, and where its result stands."""

    def __init__(self, soort):
        self.head = f"soort: {soort}\nnaam: Proef\ngemeente: Voorbeeldstad\n"
        self.result = {"programma": "programme", "monitor": "monitor"}[soort]

    def run(self, text, name=NAME, **options):
        """The outcome of a text; what every file of the kind has, stands before it."""
        source, findings = parse(self.head + text, name)
        return calculate_source(name, source, findings, Options(**options))

    def data(self, text, name=NAME, **options):
        """The contract of a text in which nothing is wrong."""
        outcome = self.run(text, name, **options)
        messages = [finding.message for finding in outcome.findings]
        assert getattr(outcome, self.result) is not None, messages
        return contract(outcome)

    def codes(self, text, name=NAME, **options):
        """The codes of what is said about a text, with the path and the severity."""
        return [(f.code, f.path, f.severity) for f in self.run(text, name, **options).findings]
