"""Files side by side: what each is held against the others by, and why they add up to nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from rendement.report.apart import apart_text, files_text
from rendement.report.cells import Headline, headline
from rendement.report.dutch import counted, euro, plain
from rendement.source import sums
from rendement.source.record import record
from rendement.study.comparable import ADDED, PRESENT, Difference, Grounds, differences, grounds_of, unpacked
from rendement.study.inside import Inside, Twice, hash_of, inside_of, twice
from rendement.study.shared_lines import Amounts, counted_lines, shared_among
from rendement.study.shared_pots import PotClaim, claims_on_pots, meetings

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures
    from rendement.figures.streams import Streams

    Figures: TypeAlias = CaseFigures | ProgrammeFigures


PROGRAMME = "programma"
_MOST_NAMES = 4
_WORDS = {"casus": ("casus", "casussen"), PROGRAMME: (PROGRAMME, "programma's")}


@record
class Beside:
    """What is compared of a case or a programme: its figures, the packed grounds of those, its lines."""

    file: str
    name: str
    place: str
    headline: Headline
    grounds: str
    lines: tuple[tuple[str, str, Amounts], ...]
    hash: str = ""
    inside: Inside = ()
    claims: tuple[tuple[Any, ...], ...] = ()

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
        hash_of(found),
        inside_of(found),
        claims_on_pots(found),
    )


def _of_programme(streams: "Streams") -> Headline:
    """What is in place is the benefit; ratio and present value a programme has not."""
    parts = [part.total for part in (streams.investment, streams.costs, streams.staff) if part is not None]
    saved, net = (stream.total if stream is not None else None for stream in (streams.in_place, streams.net))
    return saved, sums.total(parts) if parts else None, net, None, None


def kinds_of(files: Sequence[Beside]) -> set[str]:
    """Which kinds of file there are."""
    return {file.counted_with.said["soort"] for file in files}


def words_for(files: Sequence[Beside]) -> tuple[str, str]:
    """What one of the files is called, and several of them."""
    kinds = kinds_of(files)
    return _WORDS[kinds.pop()] if len(kinds) == 1 else ("bestand", "bestanden")


def differing(files: Sequence[Beside]) -> list[str]:
    """In what the files differ of that which they must share to be added up, but for price lists."""
    return [item.what for item in _apart(files) if item.what in ADDED]


def together(files: Sequence[Beside]) -> tuple[Headline | None, list[str]]:
    """What files come to together, if that means anything; and what there is to say of comparing them."""
    why, mixed = list(_why_no_total(files)), _mixed(files)
    rated = PROGRAMME not in kinds_of(files)  # a programme has no benefits per euro, and so has their total
    total = None if why else _total([file.headline for file in files], bool(mixed), rated=rated)
    doubts = [] if total is None else list(_same_pots(files))
    return total, [*why, *([mixed] if mixed else []), *doubts]


def _same_pots(files: Sequence[Beside]) -> Iterator[str]:
    """Of every pot that several files save from: what of the total may be the same euro."""
    for found in meetings([[PotClaim(*claim) for claim in file.claims] for file in files]):
        names = dict.fromkeys(f"{plain(claim.name)} ({plain(files[n].file)})" for n, claim in found.claims)
        shown = list(names)[:_MOST_NAMES]
        more = f" en nog {len(names) - len(shown)}" if len(names) > len(shown) else ""
        ends = f"opgeteld {euro(found.gross)}, en {euro(found.least)} als dezelfde euro één keer telt"
        yield f"Op {plain(found.pot)} besparen {', '.join(shown)}{more}: {ends}. Het totaal telt ze op."


def _apart(files: Sequence[Beside]) -> list[Difference]:
    return differences([file.counted_with for file in files], ADDED)


def _total(lines: Sequence[Headline], mixed: bool, *, rated: bool) -> Headline:
    """Sums of the unrounded figures; the present values only add up when they are of one kind."""
    benefits, costs, net = (_sum(line[i] for line in lines) for i in range(3))
    ratio = benefits / costs if rated and benefits is not None and costs else None
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
    names, (one_of, several) = [file.file for file in files], words_for(files)
    for item in _apart(files):
        yield f"Geen totaal: de {several} verschillen in {plain(item.what)}: {apart_text(item, names)}."
    inside = twice(((file.hash, file.name), file.inside) for file in files)
    if inside:
        yield _counted_twice(files, inside)
    told = {(found.first, found.second) for found in inside}
    shared = [
        line for line in shared_among(file.lines for file in files) if (line.first, line.second) not in told
    ]
    if shared:
        first = shared[0]
        one, other = (plain(files[number].name) for number in (first.first, first.second))
        where = files_text((first.first, first.second), names)
        line = f"{plain(first.name)} ({first.section})"
        more = f" Dat geldt voor nog {counted(len(shared) - 1, 'regel', 'regels')}." if shared[1:] else ""
        both = f"staat met dezelfde bedragen in {one} en in {other} ({where}), en zou dubbel tellen"
        yield f"Geen totaal: {line} {both}.{more}"
    without = [number for number, file in enumerate(files) if file.headline[2] is None]
    if without:
        net = "saldo" if one_of == PROGRAMME else "rendement"
        each = f"elke {one_of}" if one_of == "casus" else f"elk {one_of}"
        yield f"Geen totaal: niet {each} heeft een {net} ({files_text(without, names)} niet)."


def _counted_twice(files: Sequence[Beside], inside: Sequence[Twice]) -> str:
    """That a file stands in another, or something in both; the first of them."""
    names, first = [file.file for file in files], inside[0]
    more = f" Dat geldt voor nog {len(inside) - 1}." if inside[1:] else ""
    if first.whole is None:
        where = files_text((first.first, first.second), names)
        one, other = (plain(files[number].name) for number in (first.first, first.second))
        both = f"{plain(first.name)} zit in {one} en in {other} ({where})"
        return f"Geen totaal: {both}, en zou dubbel tellen.{more}"
    around = first.second if first.whole == first.first else first.first
    own, outer = (f"{plain(files[n].name)} ({plain(names[n])})" for n in (first.whole, around))
    return f"Geen totaal: {own} zit al in {outer}, en zou dubbel tellen.{more}"


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
