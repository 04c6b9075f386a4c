"""Runs a monitor given as text, as if it were a file in the folder of the tests."""

from text_kind import TextKind

_MONITOR = TextKind("monitor")
HEAD = _MONITOR.head
YEARS = "kolommen: {2021: realisatie, 2022: realisatie}\n"
run, data, codes = _MONITOR.run, _MONITOR.data, _MONITOR.codes
