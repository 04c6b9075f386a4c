"""A monitor as a document: amounts, differences, counts and averages, and why costs changed."""

from collections.abc import Iterator

from rendement.engine.monitor import NodeResult, Series, every
from rendement.engine.monitor_plan import UNIQUE, Column
from rendement.figures.monitor import MonitorFigures
from rendement.report.cells import amount, heads, notes
from rendement.report.document import Block, Document, Role, Row, Table, text
from rendement.report.dutch import percent, plain, quantity
from rendement.report.monitor import tables
from rendement.report.wording import printed_blocks
from rendement.source.scalar import span_text

_NO_PRICE = (
    "Kosten per cliënt is geen prijs: tarief, uren en duur zitten er samen in. Volume is het verschil in "
    "aantal maal het midden van beide gemiddelden; kosten per cliënt het verschil in gemiddelde maal het "
    "midden van beide aantallen. Samen met samenstelling en wat geen aantal heeft zijn zij het verschil."
)


def monitor_document(figures: MonitorFigures) -> Document:
    """The document of one monitor."""
    plan = figures.plan
    blocks: list[Block] = [
        *tables.amount_tables(figures),
        *tables.difference_table(figures),
        *tables.count_tables(figures),
        *tables.share_tables(figures),
        *volume_table(figures),
        *explanation_tables(figures),
        *printed_blocks(figures.printed),
        *notes("kolommen", "Kolommen", map(_column, plan.columns.values())),
        *notes("opmerkingen", "Opmerkingen", _remarks(figures)),
        *notes("herkomst", "Herkomst", map(plain, _origins(figures))),
    ]
    pieces = (plain(plan.place), "monitor", span_text(plan.period), f"bedragen {_unit(figures)}")
    return Document(plain(plan.name), " · ".join(pieces), tuple(blocks))


def _unit(figures: MonitorFigures) -> str:
    return tables.unit_text(figures.plan.unit, figures.plan.times)


def volume_table(figures: MonitorFigures) -> list[Block]:
    """How much of a change is more clients, other clients, and more for each of them."""
    found = [change for change in figures.changes if change.split.volume is not None]
    if not found:
        return []
    names = ("van", "naar")
    figures_of = ("volume", "samenstelling", "kosten per cliënt", "zonder aantal", "verschil")
    columns = heads("post", *names, *figures_of, words=names)
    rows = []
    for change in found:
        split = change.split
        values = (split.volume, split.mix, split.per_client, split.uncounted, split.change)
        words = (text(_name(change.item)), *map(text, map(plain, change.pair)))
        rows.append(Row((*words, *map(amount, values))))
    return [Table("volume", "Waarom de kosten veranderden, in euro", columns, tuple(rows))]


def explanation_tables(figures: MonitorFigures) -> list[Block]:
    """The steps of the author beside the change, and what stays unexplained."""
    blocks: list[Block] = []
    for change in figures.changes:
        if change.explained is None:
            continue
        lines: list[tuple[str, float | None, Role]] = [
            (_step_name(name, rate), value, "regel")
            for name, rate, value in ((step.name, step.rate, own) for step, own in change.steps)
        ]
        lines.append(("Verklaard", change.explained, "totaal"))
        lines.append(("Onverklaard", change.unexplained, "regel"))
        lines.append(("Verschil", change.split.change, "uitkomst"))
        if change.beside_tariff is not None:
            lines.append(("Kosten per cliënt buiten het tarief", change.beside_tariff, "regel"))
        before, after = map(plain, change.pair)
        title = f"Verklaring van {plain(change.item.node.name)}, {before} naar {after}, in euro"
        rows = tuple(Row((text(name), amount(value)), role) for name, value, role in lines)
        blocks.append(Table(f"verklaring_{len(blocks) + 1}", title, heads("", "bedrag"), rows))
    return blocks


def _step_name(name: str, rate: float | None) -> str:
    return plain(name) if rate is None else f"{plain(name)} ({percent(rate)})"


def _name(item: NodeResult) -> str:
    return plain(item.node.name)


def _column(column: Column) -> str:
    """What a column holds, when it was known, and what it comes in place of."""
    pieces = [f"{tables.column_title(column)}: {plain(column.kind)}"]
    if column.name:
        pieces.append(plain(column.name))
    if column.known:
        pieces.append(f"bekend op {plain(column.known)}")
    if column.replaces:
        pieces.append(f"in plaats van {plain(column.replaces)}")
    if column.adds:
        pieces.append(f"som van {', '.join(map(plain, column.adds))}")
    return ", ".join(pieces)


def _remarks(figures: MonitorFigures) -> Iterator[str]:
    plan = figures.plan
    yield from plan.remarks
    for column in plan.columns.values():
        if column.until is not None:
            title = tables.column_title(column)
            yield (
                f"{title} is een deel van een jaar: ook een gemiddelde daarin is niet te vergelijken met dat "
                "van een heel jaar, en groei en volume staan er niet."
            )
    for post in figures.result.posts:
        if not post.node.counted:
            why = f": {plain(post.node.why_not).rstrip('.')}" if post.node.why_not else ""
            yield f"{_name(post)} telt niet mee in de totalen{why}."
    yield from _lacking("Totaal", figures.result.total)
    for item in every(figures.result.posts):
        yield from _lacking(_name(item), item.amounts)
        yield from _overlapping(item)
    if any(change.split.volume is not None for change in figures.changes):
        yield _NO_PRICE


def _lacking(name: str, sums: Series) -> Iterator[str]:
    for key, names in sums.lacking.items():
        missing = ", ".join(map(plain, names))
        yield f"{name}, {plain(key)}: de som is zonder {missing}, want daar staat geen bedrag bij."


def _overlapping(item: NodeResult) -> Iterator[str]:
    """Unique counts of parts beside the count of the whole."""
    for name, count in item.counts.items():
        parts = [part.counts[name] for part in item.parts if name in part.counts]
        if count.kind != UNIQUE or not count.own or not parts:
            continue
        for key, own in count.series.by_column.items():
            together = sum(part.series.by_column.get(key, 0.0) for part in parts)
            if together > own:
                yield (
                    f"{_name(item)}, {plain(key)}: {plain(name)} zijn uniek geteld en tellen niet op; de "
                    f"onderdelen hebben er samen {quantity(together)}, het geheel {quantity(own)}."
                )


def _origins(figures: MonitorFigures) -> Iterator[str]:
    plan = figures.plan
    if plan.note:
        yield plan.note
    if plan.source:
        yield f"Bron: {plan.source}"
    for item in every(figures.result.posts):
        pieces = [piece for piece in (item.node.source, item.node.note) if piece]
        if pieces:
            yield f"{item.node.name}: {'; '.join(pieces)}"
    for change in figures.changes:
        if change.source:
            yield f"Verklaring van {change.item.node.name}: {change.source}"
    for name, _ in plan.tables:
        yield f"Tabel: {name}"
