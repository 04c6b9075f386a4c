"""Several cases side by side: one row per case, and a total where adding up means something."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from rendement.report.cells import EMPTY, Headline, headline, heads, notes, outcome_cells
from rendement.report.document import Cell, Document, Row, Table, text
from rendement.report.dutch import counted, plain
from rendement.report.wording import asked_text
from rendement.source import sums
from rendement.source.money import current
from rendement.study.shared_lines import shared_lines

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures
    from rendement.figures.streams import Streams

    Figures: TypeAlias = CaseFigures | ProgrammeFigures

# what cases may not differ in, or adding up would mean nothing
_APART: dict[str, Callable[["Figures"], Any]] = {
    "soort": lambda found: found.kind,
    "perspectief": lambda found: found.result.plan.perspective,
    "prijspeil": lambda found: found.result.plan.price_level,
}


def overview_document(cases: Sequence["Figures"]) -> Document:
    """The document that stands after the cases themselves."""
    apart = [word for word, of in _APART.items() if len({of(found) for found in cases}) > 1]
    words = ("casus", "gemeente", *apart)
    columns = heads(
        *words, "baten", "kosten", "rendement", f"baten per {current().word}", "contante waarde", words=words
    )
    lines = [_headline(found) for found in cases]
    rows = [
        Row((*_texts(found, apart), *outcome_cells(line))) for found, line in zip(cases, lines, strict=True)
    ]
    said: list[str] = []
    if len(cases) > 1:
        why, mixed = list(_why_no_total(cases, lines, apart)), _mixed(cases)
        said = [*why, *([mixed] if mixed else [])]
        if not why:
            empty = (EMPTY,) * (len(words) - 1)
            rows.append(Row((text("Totaal"), *empty, *outcome_cells(_total(lines, bool(mixed)))), "uitkomst"))
    count = f"{len(cases)} casussen" if len(cases) > 1 else "1 casus"
    table = Table("overzicht", "", columns, tuple(rows))
    blocks = (table, *notes("overzicht-opmerkingen", "", said))
    return Document("Overzicht", f"{count} · bedragen {current().text}", blocks, asked_text(cases[0].asked))


def _headline(found: "Figures") -> Headline:
    return headline(found) if found.kind == "casus" else _of_programme(found.streams)


def _of_programme(streams: "Streams") -> Headline:
    """What is in place is the benefit; ratio and present value a programme has not."""
    parts = [part.total for part in (streams.investment, streams.costs, streams.staff) if part is not None]
    saved, net = (stream.total if stream is not None else None for stream in (streams.in_place, streams.net))
    return saved, sums.total(parts) if parts else None, net, None, None


def _total(lines: Sequence[Headline], mixed: bool) -> Headline:
    """Sums of the unrounded figures; the present values only add up when they are of one kind."""
    benefits, costs, net = (_sum(line[i] for line in lines) for i in range(3))
    ratio = benefits / costs if benefits is not None and costs else None
    return benefits, costs, net, ratio, None if mixed else _sum(line[4] for line in lines)


def _sum(figures: Iterable[float | None]) -> float | None:
    """A sum with a part that does not exist does not exist."""
    total = 0.0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total


def _why_no_total(
    cases: Sequence["Figures"], lines: Sequence[Headline], apart: Sequence[str]
) -> Iterator[str]:
    """Why the cases together are no sum of anything; nothing when they are."""
    if apart:
        yield f"Geen totaal: de casussen verschillen in {' en '.join(apart)}."
    shared = shared_lines(cases)
    if shared:
        first = shared[0]
        one, other = (plain(cases[number].result.plan.name) for number in (first.first, first.second))
        line = f"{plain(first.name)} ({first.section})"
        more = f" Dat geldt voor nog {counted(len(shared) - 1, 'regel', 'regels')}." if shared[1:] else ""
        both = f"staat met dezelfde bedragen in {one} en in {other}, en zou dubbel tellen"
        yield f"Geen totaal: {line} {both}.{more}"
    if any(line[2] is None for line in lines):
        yield "Geen totaal: niet elke casus heeft een rendement."


def _mixed(cases: Sequence["Figures"]) -> str:
    discounts = [
        found.result.plan.discount
        for found in cases
        if found.kind == "casus" and found.present_net is not None
    ]
    if len({(discount.steps, discount.base, discount.moment) for discount in discounts}) <= 1:
        return ""
    return "De contante waarden hebben niet dezelfde discontovoet en hetzelfde basisjaar; ze tellen niet op."


def _texts(found: "Figures", apart: Sequence[str]) -> list[Cell]:
    plan = found.result.plan
    values = [plan.name, plan.place, *(_APART[word](found) for word in apart)]
    return [text(plain(str(value)) if value is not None else "-") for value in values]
