"""The figures of a monitor from a table: `tabel: cijfers.csv` (or .xlsx).

Columns `post`, if need be `onderdeel` and `soort` (`bedrag`, or what is counted: `cliënten (uniek)`), and one
for each column of the monitor. An empty cell is a missing figure. The rows become the tree that the analyst
would have typed, below the post of the same name where the file has one.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from rendement.model.monitor import COUNTS, KINDS_OF_COUNT
from rendement.model.parse import Node
from rendement.source.elsewhere import bytes_of
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.grid import Cell, Sheet
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.root import OutsideRootError, inside, shown
from rendement.source.sheet import read_sheet
from rendement.source.suggest import did_you_mean
from rendement.source.tree import Source

TABLE = "tabel"
AMOUNT = "bedrag"
POST, PART, KIND = "post", "onderdeel", "soort"

_COUNT = re.compile(rf"(.*\S)\s*\(({'|'.join(KINDS_OF_COUNT)})\)")

Hashes = tuple[tuple[str, str], ...]


@record
class Expanded:
    """The source with the rows of its table among its posts; and the name and hash of that table."""

    source: Source
    findings: tuple[Finding, ...] = ()
    tables: Hashes = ()


def expand_table(source: Source, root: FilePath) -> Expanded:
    """The monitor with its table written out; findings point into the table."""
    name, posts = source.data.get(TABLE), source.data.get("posten", [])
    if not isinstance(name, str) or not name.strip() or not isinstance(posts, list):
        return Expanded(source)
    sheet, findings = _open(source, name, root)
    if sheet is None:
        return Expanded(source, tuple(findings))
    unknown = _heading(sheet, source.data.get("kolommen")) if sheet.columns else []
    if unknown or not sheet.columns:
        return Expanded(source, (*findings, *unknown))
    rows = _Rows(sheet, [dict(post) if isinstance(post, dict) else post for post in posts])
    found = rows.read()
    marks = {("posten", *place): mark for place, mark in rows.marks.items()}
    foreign = {("posten",): source.locate((TABLE,)), **source.foreign, **marks}
    expanded = replace(source, data={**source.data, "posten": rows.posts}, foreign=foreign)
    digest = hashlib.sha256(bytes_of(sheet.name)).hexdigest()
    return Expanded(expanded, (*findings, *found), ((name, f"sha256:{digest}"),))


def _open(source: Source, name: str, root: FilePath) -> tuple[Sheet | None, list[Finding]]:
    """The table; or the finding that says why there is none."""
    try:
        return read_sheet(shown(inside(name, source.folder, root)))
    except OutsideRootError as error:
        remedy = "zet de tabel bij de monitor"
        found = Finding("pad-verlaat-wortel", str(error), remedy, (TABLE,), of_value=True)
    except UsageError as error:
        remedy = "verbeter het pad, vanaf de map van de monitor"
        found = Finding("tabel-onbekend", str(error), remedy, (TABLE,), of_value=True)
    return None, [source.placed(found)]


def _heading(sheet: Sheet, columns: Node) -> list[Finding]:
    """A heading without posts, or with a column that the monitor does not have."""
    first = next(iter(sheet.columns.values()), Mark(sheet.name))
    known = [*columns] if isinstance(columns, dict) else []
    if POST not in sheet.columns:
        remedy = "geef de kolommen post, onderdeel, soort, en een voor elke kolom van de monitor"
        return [Finding("kop-onbekend", "er ontbreekt een kolom `post`", remedy, mark=first)]
    findings = []
    for key, mark in sheet.columns.items():
        name = sheet.titles.get(key, key)
        if key in (POST, PART, KIND) or name in known:
            continue
        remedy = did_you_mean(name, known, f"bekend zijn: {', '.join((POST, PART, KIND, *known))}")
        message = f"`{name[:40]}` is hier geen kolom"
        findings.append(Finding("kop-onbekend", message, remedy, mark=mark))
    return findings


class _Rows:
    """The posts of a file, to which the rows of a table are added."""

    def __init__(self, sheet: Sheet, posts: list[Node]) -> None:
        self.sheet, self.posts = sheet, posts
        self.marks: dict[Path, Mark] = {}
        self.seen: set[tuple[str, str, str]] = set()

    def read(self) -> list[Finding]:
        """Every row; what is wrong with any of them."""
        findings = []
        for number, row in enumerate(self.sheet.rows):
            if POST not in row:
                message = "de cel onder `post` is leeg"
                remedy = "schrijf bij elke rij de post"
                findings.append(Finding("lege-cel", message, remedy, mark=self.sheet.place(number, POST)))
                continue
            kind = row[KIND].text if KIND in row else AMOUNT
            own = (row[POST].text, row[PART].text if PART in row else "", kind)
            if own in self.seen:
                message = f"de rij `{' · '.join(filter(None, own))[:60]}` staat er twee keer"
                remedy = "houd er een van over"
                findings.append(Finding("dubbele-cel", message, remedy, mark=row[POST].mark))
                continue
            self.seen.add(own)
            self._row(row, kind)
        return findings

    def _row(self, row: dict[str, Cell], kind: str) -> None:
        """Add the figures of a row; what the file itself has there in a wrong shape stays, to be refused."""
        place, node = self._named(self.posts, (), row[POST])
        if PART in row:
            parts = node.get("onderdelen", [])
            if not isinstance(parts, list):
                return
            node["onderdelen"] = parts = list(parts)
            place, node = self._named(parts, (*place, "onderdelen"), row[PART])
        titles = self.sheet.titles
        cells = {titles.get(key, key): cell for key, cell in row.items() if key not in (POST, PART, KIND)}
        own = self._block(node, kind) if cells else None
        if own is None:
            return
        place = (*place, "bedragen") if kind == AMOUNT else (*place, "aantallen", _counted(kind)[0])
        self.marks.setdefault(place, row[POST].mark)
        for column, cell in cells.items():
            own[column] = cell.text
            self.marks[(*place, column)] = cell.mark

    def _block(self, node: dict[str, Any], kind: str) -> dict[str, Any] | None:
        """Where figures of a kind are kept in a post; None where something else stands there."""
        block = node.get("bedragen" if kind == AMOUNT else "aantallen", {})
        if not isinstance(block, dict):
            return None
        block = dict(block)
        if kind == AMOUNT:
            node["bedragen"] = block
            return block
        name, counted = _counted(kind)
        own = block.get(name, {})
        if not isinstance(own, dict):
            return None
        node["aantallen"] = block
        block[name] = own = {**own, **counted}
        return own

    def _named(self, items: list[Any], base: Path, cell: Cell) -> tuple[Path, dict[str, Any]]:
        """The item of this name in a list, of its own; made when there is none."""
        for i, item in enumerate(items):
            if isinstance(item, dict) and cell.text in (item.get("naam"), item.get("id")):
                items[i] = dict(item)
                return (*base, i), items[i]
        items.append({"naam": cell.text})
        place = (*base, len(items) - 1)
        self.marks[place] = self.marks[(*place, "naam")] = cell.mark
        return place, items[-1]


def _counted(kind: str) -> tuple[str, dict[str, str]]:
    """What a row counts, and how: `cliënten (uniek)`."""
    found = _COUNT.fullmatch(kind)
    return (found[1], {COUNTS: found[2]}) if found is not None else (kind, {})
