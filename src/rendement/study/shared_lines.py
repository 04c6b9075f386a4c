"""Lines that stand in two files: one thing, which adding the files up would count twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from rendement.source.names import visible
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures

    Figures: TypeAlias = CaseFigures | ProgrammeFigures

Amounts = tuple[tuple[int | None, int], ...]  # whole cents by year; what has no year under None


@record
class SharedLine:
    """A line that stands in two files, by their numbers: the same section, name and amounts."""

    section: str
    name: str
    first: int
    second: int


def shared_lines(files: Sequence["Figures"]) -> list[SharedLine]:
    """Every line that counts in a file and in an earlier one as well; a line of nothing counts nowhere."""
    return shared_among([[line[:3] for line in counted_lines(figures)] for figures in files])


def shared_among(files: Iterable[Iterable[tuple[str, str, Amounts]]]) -> list[SharedLine]:
    """The same, for who has the lines of each already."""
    seen: dict[tuple[str, str, Amounts], int] = {}
    found = []
    for number, lines in enumerate(files):
        for section, name, amounts in lines:
            first = seen.setdefault((section, visible(name).casefold(), amounts), number)
            if amounts and first != number:
                found.append(SharedLine(section, name, first, number))
    return found


def counted_lines(figures: "Figures") -> Iterator[tuple[str, str, Amounts, str]]:
    """Section, name, net amounts and path of every line that counts."""
    if figures.kind == "casus":
        for item in figures.result.lines:
            if item.line.counted:
                yield item.line.side, item.line.name, _cents(item.by_year), item.line.path
        return
    result = figures.result
    for saved in (leaf for measure in result.measures for leaf in measure.leaves):
        if saved.measure.counted:
            amounts = _cents(saved.net.dated, saved.net.undated)
            yield "maatregelen", saved.measure.name, amounts, saved.measure.path
    for row in result.plan.costs:
        yield "kosten", row.name, _cents(row.by_year), row.path
    for staff in result.plan.staff:
        yield "formatie", staff.name, _cents(staff.by_year), staff.path


def _cents(by_year: Mapping[int, float], undated: float = 0.0) -> Amounts:
    amounts = [(None, undated), *sorted(by_year.items())]
    return tuple((year, cents) for year, amount in amounts if (cents := round(100 * amount)))
