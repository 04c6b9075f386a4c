"""A change that gives a line another size: the size that it had, and what belongs to that alone, goes."""

from collections.abc import Collection

from rendement.model.size_rules import SIZES, STAFF
from rendement.source.path import Path
from rendement.source.tree import Edit

_STAFFED = ("fte", "uren_per_week", "voltijd", "tarief")
_LEVEL = ("prijspeil", "index")  # of an amount of the line itself
# beside each size the keys that may stay
_WITH: dict[str, tuple[str, ...]] = {
    "bedrag": _LEVEL,
    "totaal": _LEVEL,
    "prijs": (),
    "fte": ("tarief", *_LEVEL),
    "uren_per_week": ("tarief", "voltijd", *_LEVEL),
    "posten": (),
    "casussen": ("opschalen_naar", "leeg", "blad", "kleinste_groep", "splits"),
    "voor": ("na",),
}
_ALL = {*SIZES, *_STAFFED, *_LEVEL, "na", "opschalen_naar", "leeg", "blad", "kleinste_groep", "splits"}


def switched(edit: Edit, path: Path, known: Collection[str], written: Collection[Path]) -> None:
    """Take away what belongs to the size a line had, where a change gave it a size that was not `known`."""
    if len(path) < 3 or path[0] not in ("baten", "kosten"):
        return
    line, key = path[:2], path[2]
    if key not in SIZES or key in known or not set(SIZES).intersection(known):
        return
    if key == "totaal" and not set(STAFF).isdisjoint(known):  # the rate of the staff
        return
    for gone in _ALL.intersection(known) - {key, *_WITH[str(key)]}:
        if (*line, gone) not in written:
            edit.remove((*line, gone))
