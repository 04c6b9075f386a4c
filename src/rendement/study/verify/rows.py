"""What a row of a batch says it was computed with."""

from collections.abc import Iterator, Mapping
from typing import Any

from rendement.figures.asked import MOST_DRAWS, MOST_SEED
from rendement.study.calculation import Options
from rendement.study.verify.again import whole
from rendement.study.verify.comparing import DamagedError

HASH, OTHERS = "hash", "hash_overig"
FILES = ((HASH, "bestand"), (OTHERS, "prijslijsten, tabellen en wat is opgenomen"))


def options_of_row(row: Mapping[str, Any]) -> Options:
    """What was asked; not whether a perspective was. Raises DamagedError."""
    for key in ("scenario", "set", "versie", HASH, OTHERS):
        if not isinstance(row.get(key), (str, type(None))):
            raise DamagedError(f"`{key}` is geen tekst")
    draws = whole(row.get("trekkingen"), "trekkingen", 1, MOST_DRAWS)
    seed = whole(row.get("zaad"), "zaad", 0, MOST_SEED)
    sets = tuple(_sets(row.get("set") or ""))
    return Options(sets, row.get("scenario"), draws=draws, seed=1 if seed is None else seed)


def _sets(listed: str) -> Iterator[str]:
    """The changes that stand in one cell.

    >>> list(_sets("baten[0].aantal=4; naam=a; b"))
    ['baten[0].aantal=4', 'naam=a; b']
    """
    told = ""
    for piece in listed.split("; ") if listed else ():
        if told and "=" in piece:
            yield told
            told = piece
        else:
            told = f"{told}; {piece}" if told else piece
    if told:
        yield told
