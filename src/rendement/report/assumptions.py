"""Every number that went in: its value and unit, where the return turns, on what evidence, and from where."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rendement.figures.crossing import Crossing
from rendement.report.breakeven import edge, edge_cell, shown
from rendement.report.cells import EMPTY, in_unit
from rendement.report.document import Block, Cell, Column, Notes, Row, Table, text
from rendement.report.dutch import plain, precise
from rendement.report.wording import evidence_text, per, place_text
from rendement.source.money import current
from rendement.study.report import Reported

if TYPE_CHECKING:
    from rendement.engine.inputs import Input

_HEADS = (
    Column("aanname", figures=False),
    Column("waarde"),
    Column("eenheid", figures=False),
    Column("omslag bij"),
    *(Column(head, figures=False) for head in ("bewijs", "bron", "prijslijst", "waar", "pad")),
)
_ASK = Notes(
    "omslag_elders",
    "",
    ("De omslagwaarde van elke aanname geeft `rendement calc BESTAND --omslag`.",),
    coded=True,
)


def assumption_blocks(reported: Reported) -> list[Block]:
    """One table of them all."""
    crossings = reported.crossings or ()
    turns = {item.path: item for item in crossings if not item.together}
    proof = dict(_evidence(reported))
    monitor = reported.figures.kind == "monitor"
    rows = [
        _cells(item, turns.get(item.path), _proof(proof, item.path), monitor=monitor)
        for item in reported.inputs
    ]
    rows += [_together(item, _proof(proof, item.path)) for item in crossings if item.together]
    used = [place for place in range(len(_HEADS)) if any(row[place].text for row in rows)]
    shown = tuple(Row(tuple(row[place] for place in used)) for row in rows)
    columns = tuple(_HEADS[place] for place in used)
    more = [_ASK] if reported.trials is not None and reported.crossings is None else []
    own = ", elk in de eenheid van haar post" if monitor else ""
    return [Table("aannamen", f"Aannamen{own}", columns, shown), *more] if rows else []


def _cells(item: "Input", turn: Crossing | None, proof: str, *, monitor: bool) -> tuple[Cell, ...]:
    origin, unit = item.origin, _unit(item)
    if monitor and item.kind == "bedrag":
        unit = ""  # written in thousands, or hours, as its post says
    where = place_text(origin)
    words = (proof, plain(origin.source), plain(origin.price_list), where, plain(item.path))
    found = edge_cell(turn) if turn is not None and turn.value is not None else EMPTY
    return (
        text(plain(item.label)),
        _value(item),
        text(unit),
        found,
        *map(text, words),
    )


def _value(item: "Input") -> Cell:
    """What it is, so that it can be written again."""
    if item.kind == "bedrag":
        return Cell(precise(in_unit(item.value)), in_unit(item.value))
    if item.kind in ("aandeel", "voet"):
        return Cell(f"{precise(item.value * 100)}%", item.value)
    return Cell(precise(item.value), item.value)


def _together(item: Crossing, proof: str) -> tuple[Cell, ...]:
    """A series by year as a whole."""
    now = edge(item, shown(item, item.now), item.now)
    found = edge_cell(item) if item.value is not None else EMPTY
    label = text(f"{plain(item.label)}, alle jaren samen")
    return (label, now, EMPTY, found, text(proof), *(EMPTY,) * 3, text(plain(item.path)))


def _unit(item: "Input") -> str:
    """`euro`, `euro per uur`, `jaar`."""
    if item.kind != "bedrag":
        return plain(item.unit)
    money = current().text.removeprefix("in ")
    return f"{money} {per(item.unit)}" if item.unit else money


def _evidence(reported: Reported) -> Iterator[tuple[str, str]]:
    """What lines and measures rest on, by how a path of theirs begins."""
    figures = reported.figures
    found: Iterable[tuple[str, tuple[str, float | None] | None]] = ()
    if figures.kind == "casus":
        found = ((item.line.written, item.line.evidence) for item in figures.result.lines)
    elif figures.kind == "programma":
        found = ((leaf.path, leaf.evidence) for leaf in figures.result.plan.leaves)
    return ((f"{path}.", evidence_text(evidence)) for path, evidence in found if evidence is not None)


def _proof(known: Mapping[str, str], path: str) -> str:
    return next((said for base, said in known.items() if path.startswith(base)), "")
