"""Runs a programme given as text, as if it were a file in the folder of the tests."""

from text_kind import TextKind

_PROGRAMME = TextKind("programma")
HEAD = _PROGRAMME.head
run, data, codes = _PROGRAMME.run, _PROGRAMME.data, _PROGRAMME.codes


def by_year(found, key):
    """One figure over the years, in order."""
    return [year[key] for year in found["per_jaar"].values()]
