"""Names of cells: valid in every spreadsheet, each once, and never one that reads as a cell."""

from collections.abc import Iterable

from rendement.source.path import slug

_MOST = 80  # characters; a spreadsheet takes 255


def unique_names(keys: Iterable[str]) -> list[str]:
    """A name for each of these; it starts with a word, so that no line called `A1` becomes a cell.

    >>> unique_names(["baten.a1.aantal", "baten.a1.aantal", "R1C1"])
    ['invoer_baten_a1_aantal', 'invoer_baten_a1_aantal_2', 'invoer_r1c1']
    """
    found: list[str] = []
    seen: set[str] = set()
    for key in keys:
        base = f"invoer_{slug(key).replace('-', '_')}"[:_MOST].rstrip("_")
        name, number = base, 1
        while name in seen:
            number += 1
            name = f"{base}_{number}"
        seen.add(name)
        found.append(name)
    return found
