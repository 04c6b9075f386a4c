"""Several cases side by side: one row per case, and a total where adding up means something."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rendement.report.apart import apart_text, files_text
from rendement.report.cells import EMPTY, Headline, headline, heads, notes, outcome_cells
from rendement.report.document import Cell, Document, Row, Table, text
from rendement.report.dutch import counted, plain
from rendement.report.wording import asked_text
from rendement.source import sums
from rendement.source.money import current
from rendement.study.comparable import ADDED, PRESENT, Difference, Grounds, differences, grounds_of
from rendement.study.shared_lines import shared_lines

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures
    from rendement.figures.streams import Streams

    Figures: TypeAlias = CaseFigures | ProgrammeFigures


def overview_document(cases: Sequence["Figures"], names: Sequence[str]) -> Document:
    """The document that stands after the cases themselves; `names` are those of their files."""
    grounds = [grounds_of(found) for found in cases]
    apart = differences(grounds, ADDED)
    shown = [word for word in ADDED if any(item.what == word for item in apart)]
    words = ("casus", "gemeente", *shown)
    columns = heads(
        *words, "baten", "kosten", "rendement", f"baten per {current().word}", "contante waarde", words=words
    )
    lines = [_headline(found) for found in cases]
    rows = [
        Row((*_texts(found, ground, shown), *outcome_cells(line)))
        for found, ground, line in zip(cases, grounds, lines, strict=True)
    ]
    said: list[str] = []
    if len(cases) > 1:
        why, mixed = list(_why_no_total(cases, lines, names, apart)), _mixed(cases, grounds, names)
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
    cases: Sequence["Figures"],
    lines: Sequence[Headline],
    names: Sequence[str],
    apart: Sequence[Difference],
) -> Iterator[str]:
    """Why the cases together are no sum of anything; nothing when they are."""
    for item in apart:
        yield f"Geen totaal: de casussen verschillen in {plain(item.what)}: {apart_text(item, names)}."
    shared = shared_lines(cases)
    if shared:
        first = shared[0]
        one, other = (plain(cases[number].result.plan.name) for number in (first.first, first.second))
        files = files_text((first.first, first.second), names)
        line = f"{plain(first.name)} ({first.section})"
        more = f" Dat geldt voor nog {counted(len(shared) - 1, 'regel', 'regels')}." if shared[1:] else ""
        both = f"staat met dezelfde bedragen in {one} en in {other} ({files}), en zou dubbel tellen"
        yield f"Geen totaal: {line} {both}.{more}"
    without = [number for number, line in enumerate(lines) if line[2] is None]
    if without:
        yield f"Geen totaal: niet elke casus heeft een rendement ({files_text(without, names)} niet)."


def _mixed(cases: Sequence["Figures"], grounds: Sequence[Grounds], names: Sequence[str]) -> str:
    """Why the present values do not add up; nothing when they do, or when there are none."""
    valued = [
        number
        for number, found in enumerate(cases)
        if found.kind == "casus" and found.present_net is not None
    ]
    apart = differences([grounds[number] for number in valued], PRESENT, lists=False)
    if not apart:
        return ""
    own = [names[number] for number in valued]
    told = "; ".join(f"{item.what} {apart_text(item, own)}" for item in apart)
    unlike = "De contante waarden hebben niet dezelfde discontovoet en hetzelfde basisjaar"
    return f"{unlike}; ze tellen niet op: {told}."


def _texts(found: "Figures", grounds: Grounds, shown: Sequence[str]) -> list[Cell]:
    plan = found.result.plan
    return [
        text(plain(value)) for value in (plan.name, plan.place, *(grounds.said.get(w, "-") for w in shown))
    ]
