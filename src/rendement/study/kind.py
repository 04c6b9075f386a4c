"""What kind of file this is by its keys: prices, index series, or a case under a key of its own."""

from typing import Literal

from rendement.source.build import Node
from rendement.source.tree import Source

Kind = Literal["eigen", "prijslijst", "indexcijfers", "twijfel", "anders"]
OURS: Kind = "eigen"  # a case or programme, however broken
PRICES: Kind = "prijslijst"
SERIES: Kind = "indexcijfers"
PERHAPS: Kind = "twijfel"  # it may be ours, and does not say so
OTHER: Kind = "anders"

BESIDE = (PRICES, SERIES)  # what cases name, and nobody computes

# no other file has these
TELLING = frozenset({"gemeente", "plaats", "periode", "baten", "kosten", "maatregelen", "kolommen"})
_AROUND = ("casus", "programma", "monitor")


def is_price_list(source: Source) -> bool:
    """Whether a file is a list of prices; a case with a slip in `prijslijsten` is none."""
    named = "prijslijst" in source.data or ("posten" in source.data and "naam" not in source.data)
    return named and not TELLING & folded(source.data)


def is_index_file(source: Source) -> bool:
    """Whether a file has index series, and is nothing else."""
    return "reeksen" in source.data and not {"prijslijst", "posten", *TELLING} & folded(source.data)


def is_outcome(source: Source) -> bool:
    """Whether a file is what `calc --format json` wrote: it says what it was computed with."""
    return isinstance(source.data.get("herkomst"), dict) and bool({"soort", "totaal"} & set(source.data))


def key_around(source: Source) -> str | None:
    """The key under which a whole case is indented; None when none is."""
    if TELLING & folded(source.data):
        return None
    for key, value in source.data.items():
        if isinstance(value, dict) and (key in _AROUND or len(TELLING & folded(value)) > 1):
            return key
    return None


def folded(data: dict[str, Node]) -> set[str]:
    """Its keys, whatever their capitals."""
    return {key.strip().casefold() for key in data}
