"""Files side by side: what each is held against the others by, and why they add up to nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rendement.report.apart import apart_text, files_text
from rendement.report.cells import Headline, headline
from rendement.report.dutch import counted, plain
from rendement.source import sums
from rendement.source.record import record
from rendement.study.comparable import ADDED, PRESENT, Difference, Grounds, differences, grounds_of, unpacked
from rendement.study.shared_lines import Amounts, counted_lines, shared_among

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures
    from rendement.figures.streams import Streams

    Figures: TypeAlias = CaseFigures | ProgrammeFigures


@record
class Beside:
    """What is compared of a case or a programme: its figures, the packed grounds of those, its lines."""

    file: str
    name: str
    place: str
    headline: Headline
    grounds: str
    lines: tuple[tuple[str, str, Amounts], ...]

    @property
    def counted_with(self) -> Grounds:
        """What the figures were counted with."""
        return unpacked(self.grounds)


def beside(found: "Figures", file: str) -> Beside:
    """What of these figures is compared; `file` is how the file is called."""
    plan = found.result.plan
    return Beside(
        file,
        plan.name,
        plan.place,
        headline(found) if found.kind == "casus" else _of_programme(found.streams),
        grounds_of(found).packed,
        tuple(line[:3] for line in counted_lines(found)),
    )


def _of_programme(streams: "Streams") -> Headline:
    """What is in place is the benefit; ratio and present value a programme has not."""
    parts = [part.total for part in (streams.investment, streams.costs, streams.staff) if part is not None]
    saved, net = (stream.total if stream is not None else None for stream in (streams.in_place, streams.net))
    return saved, sums.total(parts) if parts else None, net, None, None


def differing(files: Sequence[Beside]) -> list[str]:
    """In what the files differ of that which they must share to be added up, but for price lists."""
    return [item.what for item in _apart(files) if item.what in ADDED]


def together(files: Sequence[Beside]) -> tuple[Headline | None, list[str]]:
    """What files come to together, if that means anything; and what there is to say of comparing them."""
    why, mixed = list(_why_no_total(files)), _mixed(files)
    total = None if why else _total([file.headline for file in files], bool(mixed))
    return total, [*why, *([mixed] if mixed else [])]


def _apart(files: Sequence[Beside]) -> list[Difference]:
    return differences([file.counted_with for file in files], ADDED)


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
    names = [file.file for file in files]
    for item in _apart(files):
        yield f"Geen totaal: de casussen verschillen in {plain(item.what)}: {apart_text(item, names)}."
    shared = shared_among(file.lines for file in files)
    if shared:
        first = shared[0]
        one, other = (plain(files[number].name) for number in (first.first, first.second))
        told = files_text((first.first, first.second), names)
        line = f"{plain(first.name)} ({first.section})"
        more = f" Dat geldt voor nog {counted(len(shared) - 1, 'regel', 'regels')}." if shared[1:] else ""
        both = f"staat met dezelfde bedragen in {one} en in {other} ({told}), en zou dubbel tellen"
        yield f"Geen totaal: {line} {both}.{more}"
    without = [number for number, file in enumerate(files) if file.headline[2] is None]
    if without:
        yield f"Geen totaal: niet elke casus heeft een rendement ({files_text(without, names)} niet)."


def _mixed(files: Sequence[Beside]) -> str:
    """Why the present values do not add up; nothing when they do, or when there are none."""
    valued = [file for file in files if file.headline[4] is not None]
    apart = differences([file.counted_with for file in valued], PRESENT, lists=False)
    if not apart:
        return ""
    names = [file.file for file in valued]
    told = "; ".join(f"{item.what} {apart_text(item, names)}" for item in apart)
    unlike = "De contante waarden hebben niet dezelfde discontovoet en hetzelfde basisjaar"
    return f"{unlike}; ze tellen niet op: {told}."
