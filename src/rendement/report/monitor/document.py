"""A monitor as a document: amounts, differences, counts and averages, and why costs changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rendement.engine.monitor import every
from rendement.engine.monitor_plan import Column
from rendement.engine.monitor_volume import Change
from rendement.figures.monitor import MonitorFigures
from rendement.report.cells import amount, heads, notes
from rendement.report.document import Block, Document, Role, Row, Table, text
from rendement.report.dutch import percent, plain
from rendement.report.monitor import tables
from rendement.report.monitor.answer import answer
from rendement.report.wording import asked_text, findings_blocks, printed_blocks
from rendement.source.money import counted_in, current, power_of
from rendement.source.scalar import span_text

_PARTS = ("volume", "samenstelling", "kosten_per_client", "zonder_aantal", "verschil")
_NO_PRICE = (
    "Kosten per cliënt is geen prijs: tarief, uren en duur zitten er samen in. Volume is het verschil in "
    "aantal maal het midden van beide gemiddelden; kosten per cliënt het verschil in gemiddelde maal het "
    "midden van beide aantallen. Samen met samenstelling en wat geen aantal heeft zijn zij het verschil."
)


def monitor_document(figures: MonitorFigures, *, brief: bool = False) -> Document:
    """The document of one monitor; a brief one has its posts, and not what these are made of."""
    shown, told = (_posts_alone(figures), _of_posts(figures)) if brief else (figures, figures.changes)
    plan, volume = figures.plan, volume_table(told, figures.changes)
    with counted_in(replace(current(), power=power_of(plan.times))):
        head = answer(figures)
    blocks: list[Block] = [
        head,
        *tables.amount_tables(shown),
        *tables.difference_table(shown),
        *tables.count_tables(shown),
        *tables.share_tables(shown),
        *volume,
        *explanation_tables(told),
        *printed_blocks(figures.printed),
        *notes("kolommen", "Kolommen", map(_column, plan.columns.values())),
        *(notes("methode", "Volume en kosten per cliënt", [_NO_PRICE]) if volume else []),
        *findings_blocks(figures.findings),
        *notes("herkomst", "Herkomst", map(plain, _origins(figures))),
    ]
    pieces = (plain(plan.place), "monitor", span_text(plan.period), f"bedragen {_unit(figures)}")
    return Document(plain(plan.name), " · ".join(pieces), tuple(blocks), asked_text(figures.asked))


def _posts_alone(figures: MonitorFigures) -> MonitorFigures:
    """The same figures of every post, without what it is made of."""
    posts = tuple(replace(post, parts=(), of_which=()) for post in figures.result.posts)
    return replace(figures, result=replace(figures.result, posts=posts))


def _of_posts(figures: MonitorFigures) -> list[Change]:
    """Why whole posts changed."""
    posts = set(map(id, figures.result.posts))
    return [change for change in figures.changes if id(change.item) in posts]


def _unit(figures: MonitorFigures) -> str:
    return tables.unit_text(figures.plan.unit, figures.plan.times)


def volume_table(changes: Iterable[Change], known: Sequence[Change]) -> list[Block]:
    """How much of a change is more clients, other clients, and more for each of them."""
    found = [change for change in changes if change.split.volume is not None]
    places = {id(change): place for place, change in enumerate(known)}
    if not found:
        return []
    names = ("van", "naar")
    figures_of = ("volume", "samenstelling", "kosten per cliënt", "zonder aantal", "verschil")
    columns = heads("post", *names, *figures_of, words=names)
    rows = []
    for change in found:
        split = change.split
        values = (split.volume, split.mix, split.per_client, split.uncounted, split.change)
        words = (text(plain(change.item.node.name)), *map(text, map(plain, change.pair)))
        paths = (f"volume[{places[id(change)]}].{key}" for key in _PARTS)
        rows.append(Row((*words, *map(amount, values, paths))))
    return [Table("volume", f"Waarom de kosten veranderden, {current().text}", columns, tuple(rows))]


def explanation_tables(changes: Iterable[Change]) -> list[Block]:
    """The steps of the author beside the change, and what stays unexplained."""
    blocks: list[Block] = []
    for change in changes:
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
        title = f"Verklaring van {plain(change.item.node.name)}, {before} naar {after}, {current().text}"
        rows = tuple(Row((text(name), amount(value)), role) for name, value, role in lines)
        blocks.append(Table(f"verklaring_{len(blocks) + 1}", title, heads("", "bedrag"), rows))
    return blocks


def _step_name(name: str, rate: float | None) -> str:
    return plain(name) if rate is None else f"{plain(name)} ({percent(rate)})"


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
