"""The tables: tornado, break-even, variance, one way, two ways, and the chance of each threshold."""

from rendement.figures.sensitivity import Axis, Bar, Driven, OneWay, Sensitivity, Share, TwoWay
from rendement.figures.sensitivity_fields import told
from rendement.report.breakeven import at_the_edge, edge, shown
from rendement.report.cells import heads, in_unit
from rendement.report.document import Block, Cell, Column, Row, Table, text
from rendement.report.dutch import percent, plain
from rendement.report.sensitivity.bars import Line, up_to
from rendement.report.sensitivity.values import about, outcome_cell, value_text
from rendement.report.uncertainty import chance
from rendement.source.money import current
from rendement.source.sums import total

TINY = 0.01  # shares of the variance below it are told of together
BELOW = "▼"
_CHANCE_BAR = 30


def unit_of(found: Sensitivity) -> str:
    """What the outcome is in."""
    return f"{found.title}, {current().text}" if found.kind == "bedrag" else found.title


def tornado_table(found: Sensitivity) -> list[Block]:
    """A bar for each thing, the widest first."""
    ends = [end for bar in found.bars for end in (bar.at_low, bar.at_high) if end is not None]
    if not found.bars:
        return []
    line = Line(min([*ends, found.point]), max([*ends, found.point]), found.point)
    rows = [_bar_row(found, bar, line) for bar in found.bars]
    columns = (*heads("aanname, van – tot", "bij 10%", "bij 90%"), Column("", figures=False))
    return [Table("tornado", f"Elk apart op zijn 10%- en 90%-punt: {unit_of(found)}", columns, tuple(rows))]


def bar_name(bar: Bar) -> str:
    """What moves, and from where to where."""
    span = " – ".join(value_text(bar.kind, end) for end in (bar.low, bar.high) if end is not None)
    return plain(bar.label) + (f", {span}" if span else "") + (" (zeker, ±10%)" if bar.certain else "")


def _bar_row(found: Sensitivity, bar: Bar, line: Line) -> Row:
    first, last = bar.at_low, bar.at_high
    drawn = "" if first is None or last is None else line.bar(first, last)
    mark = " nul" if bar.turns else ""
    cells = (outcome_cell(found, first), outcome_cell(found, last))
    return Row((text(bar_name(bar)), *cells, text(drawn + mark)))


def turn_table(found: Sensitivity) -> list[Block]:
    """Where the return is zero; first what is uncertain and turns within its range."""
    known = [turn for turn in found.turns if turn.crossing.value is not None]
    rows = []
    for turn in sorted(known, key=lambda turn: not turn.inside):
        item = turn.crossing
        value = item.value or 0.0
        now = edge(item, shown(item, item.now), item.now)
        name = plain(item.label) + (", in totaal" if item.together else "")
        said = "binnen de bandbreedte keert het oordeel om" if turn.inside else ""
        rows.append(Row((text(name), now, edge(item, at_the_edge(item, value), value), text(said))))
    columns = heads("aanname", "nu", "rendement nul bij", "", words=("",))
    return [Table("omslag", "Waar het rendement omslaat", columns, tuple(rows))] if rows else []


def variance_table(found: Sensitivity) -> list[Block]:
    """What each thing explains of the variance, and what knowing it is worth.

    Tiny ones stand together, and what remains of the variance has a name.
    """
    shares = [(one, one.share) for one in found.driven if one.share is not None]
    if not any(share.whole for _, share in shares):
        return []
    by_size = sorted(shares, key=lambda pair: -pair[1].whole)
    rows = [_driven_row(found, one, share) for one, share in by_size if _is_told(one, share)]
    rest = [share.first for one, share in by_size if share.whole and not _is_told(one, share)]
    if rest:
        rows.append(_last_row(f"overige ({len(rest)})", total(rest)))
    explained = total(share.first for _, share in shares)
    rows.append(_last_row("samenspel", max(0.0, 1 - explained)))
    columns = heads("aanname", "alleen", "met samenspel", "weten waard")
    return [Table("variantie", f"Waar de spreiding vandaan komt: {found.title}", columns, tuple(rows))]


def _is_told(one: Driven, share: Share) -> bool:
    return share.whole >= TINY or (one.worth is not None and one.worth.value > one.worth.error)


def _driven_row(found: Sensitivity, one: Driven, share: Share) -> Row:
    cells = [Cell(_percent(value), value) for value in (share.first, share.whole)]
    worth = one.worth if told(found) is not None else None
    if worth is None:
        return Row((text(plain(one.label)), *cells, text("-")))
    return Row((text(plain(one.label)), *cells, Cell(about(worth.value, worth.error), in_unit(worth.value))))


def _last_row(name: str, first: float) -> Row:
    return Row((text(name), Cell(_percent(first), first), text(""), text("")))


def _percent(value: float) -> str:
    return "< 1%" if 0 < value < 0.005 else percent(round(value, 2))


def curve_table(found: Sensitivity) -> list[Block]:
    """The chance that the outcome is more than each round threshold."""
    rows = []
    for one in found.curve:
        bar = up_to(one.chance, _CHANCE_BAR) + ("  ← nul" if one.threshold == 0 else "")
        rows.append(
            Row((outcome_cell(found, one.threshold), Cell(chance(one.chance), one.chance), text(bar)))
        )
    columns = (Column("meer dan"), Column("kans"), Column("", figures=False))
    title = f"Kans dat de uitkomst hoger is: {unit_of(found)}"
    return [Table("aanvaardbaarheid", title, columns, tuple(rows))] if rows else []


def one_way_table(found: Sensitivity, way: OneWay) -> Table:
    """The outcome for each value of one thing."""
    rows = []
    for step in way.steps:
        at = "" if step.chance is None else percent(round(step.chance, 4))
        rows.append(
            Row(
                (
                    text(at),
                    Cell(value_text(way.kind, step.value), step.value),
                    _signed(found, step.outcome),
                )
            )
        )
    columns = heads("punt", "waarde", found.title)
    return Table(
        "een-op-een", f"{plain(way.label)} van laag naar hoog: {unit_of(found)}", columns, tuple(rows)
    )


def two_way_tables(found: Sensitivity, two: TwoWay) -> list[Block]:
    """Two things against each other; below zero has a mark."""
    columns = (Column("↓ →", figures=False), *(Column(name) for name in _names(two.columns)))
    rows = tuple(
        Row((text(name), *(_signed(found, value) for value in line)))
        for name, line in zip(_names(two.rows), two.outcomes, strict=True)
    )
    sides = f"Omlaag {plain(two.rows.label)}; naar rechts {plain(two.columns.label)}"
    return [Table("twee-weg", f"{sides}: {unit_of(found)}; {BELOW} is onder nul", columns, rows)]


def _names(axis: Axis) -> list[str]:
    if axis.values is None:
        return [percent(round(at, 4)) for at in axis.chances]
    return [value_text(axis.kind, value).removeprefix(f"{current().sign} ") for value in axis.values]


def _signed(found: Sensitivity, value: float | None) -> Cell:
    """An outcome; below zero with a mark that needs no colour."""
    cell = outcome_cell(found, value)
    if value is None or value >= 0:
        return cell
    return Cell(f"{BELOW}{cell.text}", cell.value)
