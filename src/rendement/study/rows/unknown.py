"""Posts of a table of rows that no list has: how many rows each has, and where the first stand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from rendement.source.finding import Finding
from rendement.source.rows import RowTable
from rendement.source.tree import Source
from rendement.study.rows.faults import Places
from rendement.study.rows.files import files_of
from rendement.study.rows.query import opened

_UNKNOWN = "onbekende-prijs"


def with_rows(findings: Sequence[Finding], source: Source, root: FilePath) -> list[Finding]:
    """The findings, with the rows of the table of each post that is not known."""
    by_table: dict[str, list[Finding]] = {}
    for found in findings:
        table = _table(found, source)
        if table is not None:
            by_table.setdefault(table.written, []).append(found)
    told: dict[int, Finding] = {}
    for written, own in by_table.items():
        files, _ = files_of(written, source.folder, root)
        with opened(files) as connection:
            posts = sorted({str(found.place[-1]) for found in own})
            rows = Places(connection, files, filled=True).of_posts(posts)
        for found in own:
            count, places = rows.get(str(found.place[-1]), (0, ""))
            many = f"{count} rijen" if count > 1 else "één rij"
            if count:
                told[id(found)] = replace(found, message=f"{found.message}; {many}: {places}")
    return [told.get(id(found), found) for found in findings]


def _table(found: Finding, source: Source) -> RowTable | None:
    """The table that a finding about an unknown post is of."""
    place = found.place
    if found.code != _UNKNOWN or len(place) != 6 or place[2] != "casussen":
        return None
    note = source.get((*place[:4], "omschrijving"))
    return source.rows.get(note) if isinstance(note, str) else None
