"""Cells that stand one below the other: what is added from them is a sum of ranges, wherever those are."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

_LEAST = 3  # cells of a range that is less to read than each by itself
_Column = tuple[str, str]  # a sheet, and the letters of a column

Ranges = list[tuple[str, list[int]]]


def stretches(parts: Sequence[int], shown: Mapping[int, Mapping[str, None]]) -> tuple[Ranges, list[int]]:
    """The ranges in which parts stand, each with those parts; and the parts that stand by themselves.

    >>> stretches([7, 8, 9, 4], {7: {"A!$B$3": None}, 8: {"A!$B$2": None}, 9: {"A!$B$4": None}})
    ([('A!$B$2:$B$4', [8, 7, 9])], [4])
    """
    left = Counter(parts)
    columns: dict[_Column, dict[int, int]] = {}
    for part, times in left.items():
        for place in shown.get(part, ()) if times == 1 else ():
            sheet, letters, row = place.split("$")
            columns.setdefault((sheet, letters), {})[int(row)] = part
    found: Ranges = []
    for (sheet, letters), rows in sorted(columns.items(), key=lambda item: -len(item[1])):
        for run in _runs(sorted(row for row, part in rows.items() if part in left)):
            members = list(dict.fromkeys(rows[row] for row in run))
            enough = len(run) >= _LEAST or len(run) == len(parts) > 1
            if enough and len(members) == len(run) and all(part in left for part in members):
                found.append((f"{sheet}${letters}${run[0]}:${letters}${run[-1]}", members))
                for part in members:
                    del left[part]
    return found, list(left.elements())


def _runs(rows: Sequence[int]) -> Iterator[list[int]]:
    """Rows that follow each other."""
    run: list[int] = []
    for row in rows:
        if run and row != run[-1] + 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run
