"""How much work a file asks, so that what would take too long is refused before it begins.

Work is counted in steps of about the same time: a year in which a line has an effect, a cell of the matrix of
households and posts. docs/casustaal.md says what counts how often.
"""

from math import ceil

from rendement.model.case import Case
from rendement.model.durations import LONGEST
from rendement.model.line import BenefitLine, CostLine, Line
from rendement.model.values import furthest
from rendement.model.years import Period, covered_years, repeat_of, repeated
from rendement.source.finding import Finding
from rendement.source.tree import Source

MOST = 150_000
AGAIN = 20 * MOST  # of what the scenarios of a programme compute anew in all that it takes in
TOGETHER = 4  # to put a programme together takes this part of what computing all of it does
LINE, PART, BLOCK, CURVE, SCENARIO, UNREAD = 25, 15, 40, 25, 50, 8


def work_of(case: Case) -> int:
    """The steps that a case asks without its scenarios."""
    return sum(_of_line(line, case.periode) for line in (*case.baten, *case.kosten))


def work_of_scenarios(case: Case | None, source: Source, count: int) -> int:
    """The steps that the scenarios of a case ask: it is read and computed again for each."""
    values = sum(path[0] != "scenarios" for path in source.values if path)
    again = UNREAD * values if case is None else values + work_of(case)
    return count * (SCENARIO + again // 2)  # only JSON shows more of them than their totals


def too_much(work: int, place: tuple[str, ...] = ()) -> Finding | None:
    """The refusal of so many steps; None when they can be done."""
    if work <= MOST:
        return None
    what = "de scenario's vragen" if place else "dit bestand vraagt"
    message = f"{what} {_dutch(work)} rekenstappen; meer dan {_dutch(MOST)} zou te lang duren"
    remedy = "splits het bestand, of neem regels, jaren, posten of scenario's samen"
    return Finding("te-veel-rekenwerk", message, remedy, place, arguments={"stappen": work, "hooguit": MOST})


def too_much_again(work: int, place: tuple[str, ...]) -> Finding | None:
    """The refusal of what scenarios make of the cases of a programme; it shows while they are computed."""
    if work <= AGAIN:
        return None
    message = f"de scenario's rekenen te veel opnieuw door: meer dan {_dutch(AGAIN)} rekenstappen"
    remedy = "reken ze een voor een, met --scenario, of neem scenario's samen"
    return Finding("te-veel-rekenwerk", message, remedy, place, arguments={"hooguit": AGAIN})


def _of_line(line: Line, period: Period) -> int:
    bearers = len(getattr(line, "ontvanger" if isinstance(line, BenefitLine) else "betaler") or ())
    parts, cells = _parts(line)
    fixed = LINE + (BLOCK if parts > 1 or line.casussen is not None else 0)  # a table of its own
    if line.terugval is not None or (isinstance(line, BenefitLine) and line.blijfkans is not None):
        fixed += CURVE
    if isinstance(line, CostLine) and line.restwaarde is not None:
        fixed += LINE
    return fixed + _years(line, period) * (1 + bearers // 10) + parts * (PART + bearers) + cells


def _years(line: Line, period: Period) -> int:
    """How many years the line may have an effect."""
    covered, repeat = covered_years(line, period), repeat_of(line)
    years = len(covered if repeat is None else repeated(repeat, covered[0]))
    over = line.over_jaren if isinstance(line, BenefitLine) else None
    lasting = 1.0 if line.duur is None else min(LONGEST, furthest(line.duur))
    return years + max(ceil(lasting), over or 1) - 1


def _parts(line: Line) -> tuple[int, int]:
    """How many priced parts a line has beside its first, and how many cells its matrix."""
    if line.casussen is not None:
        posts = {item.post for household in line.casussen for item in household.posten}
        parts = sum(len(household.posten) for household in line.casussen)
        return parts, len(posts) * len(line.casussen)
    baskets = (line.posten, line.voor, line.na, line.bedrag if isinstance(line.bedrag, tuple) else ())
    return max(0, sum(len(basket or ()) for basket in baskets) - 1), 0


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
