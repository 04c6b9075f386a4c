"""Files side by side: what each is held against the others by, and why they add up to nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rendement.report.cells import Headline, headline
from rendement.report.dutch import counted, plain
from rendement.source import sums
from rendement.source.record import record
from rendement.study.shared_lines import Amounts, counted_lines, shared_among

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures
    from rendement.figures.streams import Streams

    Figures: TypeAlias = CaseFigures | ProgrammeFigures

# what files may not differ in, or adding up would mean nothing
APART = {"soort": "kind", "perspectief": "perspective", "prijspeil": "price_level"}


@record
class Beside:
    """What is compared of a case or a programme; `discount` is nothing where there is no present value."""

    name: str
    place: str
    kind: str
    perspective: str
    price_level: int | None
    headline: Headline
    discount: str
    lines: tuple[tuple[str, str, Amounts], ...]


def beside(found: "Figures") -> Beside:
    """What of these figures is compared."""
    plan = found.result.plan
    return Beside(
        plan.name,
        plan.place,
        found.kind,
        plan.perspective,
        plan.price_level,
        headline(found) if found.kind == "casus" else _of_programme(found.streams),
        _discount(found),
        tuple(line[:3] for line in counted_lines(found)),
    )


def _of_programme(streams: "Streams") -> Headline:
    """What is in place is the benefit; ratio and present value a programme has not."""
    parts = [part.total for part in (streams.investment, streams.costs, streams.staff) if part is not None]
    saved, net = (stream.total if stream is not None else None for stream in (streams.in_place, streams.net))
    return saved, sums.total(parts) if parts else None, net, None, None


def _discount(found: "Figures") -> str:
    if found.kind != "casus" or found.present_net is None:
        return ""
    discount = found.result.plan.discount
    return repr((discount.steps, discount.base, discount.moment))


def differing(files: Sequence[Beside]) -> list[str]:
    """In which of these things the files differ."""
    return [word for word, key in APART.items() if len({getattr(file, key) for file in files}) > 1]


def together(files: Sequence[Beside]) -> tuple[Headline | None, list[str]]:
    """What files come to together, if that means anything; and what there is to say of comparing them."""
    why, mixed = list(_why_no_total(files)), _mixed(files)
    total = None if why else _total([file.headline for file in files], bool(mixed))
    return total, [*why, *([mixed] if mixed else [])]


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


def _why_no_total(files: Sequence[Beside]) -> Iterator[str]:
    """Why the files together are no sum of anything; nothing when they are."""
    apart = differing(files)
    if apart:
        yield f"Geen totaal: de casussen verschillen in {' en '.join(apart)}."
    shared = shared_among(file.lines for file in files)
    if shared:
        first = shared[0]
        one, other = (plain(files[number].name) for number in (first.first, first.second))
        line = f"{plain(first.name)} ({first.section})"
        more = f" Dat geldt voor nog {counted(len(shared) - 1, 'regel', 'regels')}." if shared[1:] else ""
        both = f"staat met dezelfde bedragen in {one} en in {other}, en zou dubbel tellen"
        yield f"Geen totaal: {line} {both}.{more}"
    if any(file.headline[2] is None for file in files):
        yield "Geen totaal: niet elke casus heeft een rendement."


def _mixed(files: Sequence[Beside]) -> str:
    if len({file.discount for file in files if file.discount}) <= 1:
        return ""
    return "De contante waarden hebben niet dezelfde discontovoet en hetzelfde basisjaar; ze tellen niet op."
