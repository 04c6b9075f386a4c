"""What `diff` says of folders, as a document and as one flat table."""

from rendement.figures.differences import Differences, FileMoved, Summed
from rendement.report.cells import EMPTY, heads, notes
from rendement.report.diff.document import COLUMNS, difference_rows
from rendement.report.diff.rounding import apportioned, rounded
from rendement.report.document import Block, Cell, Column, Document, Row, Table, text
from rendement.report.dutch import number, plain


def differences_document(found: Differences) -> Document:
    """A row for each file that moved, and the parts by kind."""
    there = [row for row in found.rows if not row.nowhere]
    moved = [row for row in there if row.gap or row.why]
    without = [row.path for row in found.rows if row.nowhere and not row.lost]
    columns = heads(
        "bestand", "cijfer", "oud", "nieuw", "verschil", "grootste deel", words=("cijfer", "grootste deel")
    )
    blocks: list[Block] = []
    if moved:
        blocks.append(Table("bestanden", "", columns, tuple(map(_row, moved))))
    blocks += [_by_kind(one) for one in found.sums if one.by_kind]
    same = len(there) - len(moved)
    said = [f"Gelijk gebleven: {number(same)} {'bestand' if same == 1 else 'bestanden'}."] if same else []
    said += [
        f"{plain(row.path)}: {plain(row.why)}."
        for row in found.rows
        if row.why and (row in moved or row.lost)
    ]
    if without:
        said.append(f"Zonder dit cijfer: {', '.join(map(plain, without))}.")
    if found.passed_over:
        said.append(f"Overgeslagen: {', '.join(map(plain, found.passed_over))}.")
    blocks += notes("erbij", "", said)
    subtitle = f"{plain(found.sides[0])} → {plain(found.sides[1])} · bedragen zijn heel"
    return Document("Waarom uitkomsten anders zijn", subtitle, tuple(blocks))


def _row(row: FileMoved) -> Row:
    cells = [_figure(value, row.figure) for value in (row.old, row.new, row.gap)]
    return Row((text(plain(row.path)), text(row.title), *cells, text(plain(_largest(row)))))


def _largest(row: FileMoved) -> str:
    if row.found is not None and row.found.parts:
        part = row.found.parts[0]
        return f"{part.subjects[0]}: {part.group}"
    return next((group for group, _ in row.parts), "")


def _figure(value: float | None, path: str) -> Cell:
    ratio = any(word in path for word in ("per_euro", "aandeel", "rentevoet", "tijd"))
    return Cell(number(value, 2 if ratio else 0), value)


def _by_kind(one: Summed) -> Table:
    """The parts by kind; what is printed adds up."""
    units = apportioned([amount for _, amount in one.by_kind], rounded(one.gap))
    rows = [
        Row((text(group), Cell(number(unit), float(unit))))
        for (group, _), unit in zip(one.by_kind, units, strict=True)
    ]
    whole = sum(units)
    rows.append(Row((text("Samen"), Cell(number(whole), float(whole))), "totaal"))
    title = f"Per soort wijziging: {plain(one.title)}, in {one.currency}"
    return Table("per-soort", title, heads("soort", "verschil"), tuple(rows))


def differences_rows(found: Differences) -> Table:
    """A row for each part on each line of each file; a file on one side is one row."""
    rows: list[Row] = []
    for row in found.rows:
        file = text(plain(row.path))
        if row.found is not None:
            rows += [Row((file, *item.cells)) for item in difference_rows(row.found).rows]
            continue
        said = [text(next((group for group, _ in row.parts), row.why)), file, *[EMPTY] * 4]
        figures = [Cell(value=row.gap), EMPTY, text(row.figure), *map(_plain, (row.old, row.new, row.gap))]
        rows.append(Row((file, *said, *figures)))
    return Table("verschillen", "", (Column("bestand", figures=False), *COLUMNS), tuple(rows))


def _plain(value: float | None) -> Cell:
    return EMPTY if value is None else Cell(value=value)
