"""What the prices or the period of a case say of rows: of how many, and where the first stand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import cast

from rendement.source.finding import Finding
from rendement.source.rows import RowTable
from rendement.source.tree import Source
from rendement.study.rows.faults import Places
from rendement.study.rows.files import files_of
from rendement.study.rows.query import opened

_UNKNOWN, _OUTSIDE = "onbekende-prijs", "jaar-buiten-periode"


def with_rows(findings: Sequence[Finding], source: Source, root: FilePath) -> list[Finding]:
    """The findings, with the rows of the table of each post that is not known, and of years outside."""
    by_table: dict[str, list[Finding]] = {}
    for found in findings:
        table = _table(found, source)
        if table is not None:
            by_table.setdefault(table.written, []).append(found)
    told: dict[int, Finding] = {}
    for written, own in by_table.items():
        files, _ = files_of(written, source.folder, root)
        with opened(files) as connection:
            places = Places(connection, files, filled=True)
            posts = sorted({str(found.place[-1]) for found in own if found.code == _UNKNOWN})
            rows = places.of_posts(posts) if posts else {}
            for found in own:
                said = rows.get(str(found.place[-1])) if found.code == _UNKNOWN else _outside(places, found)
                if said is not None:
                    count, where = said
                    many = f"{count} rijen" if count > 1 else "één rij"
                    told[id(found)] = replace(found, message=f"{found.message}; {many}: {where}")
    return [told.get(id(found), found) for found in findings]


def _outside(places: Places, found: Finding) -> tuple[int, str]:
    """The rows that count in a year outside the period; costs may come after it."""
    first, last = cast("tuple[int, int]", found.arguments["periode"])
    return places.outside(first, None if found.place[0] == "kosten" else last)


def _table(found: Finding, source: Source) -> RowTable | None:
    """The table that a finding about an unknown post, or about a year outside the period, is of."""
    place = found.place
    lengths = {_UNKNOWN: 6, _OUTSIDE: 3}
    if len(place) != lengths.get(found.code) or place[2] != "casussen":
        return None
    note = source.get((*place[:3], *(place[3:4] or (0,)), "omschrijving"))
    return source.rows.get(note) if isinstance(note, str) else None
