"""A computed case by calendar year and domain, for a programme of which it is a measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rendement.engine.compute import compute_line
from rendement.engine.plan import Line, Plan
from rendement.engine.result import LineResult, Result


@dataclass(frozen=True, slots=True)
class CaseYear:
    """What one line is worth in one year and domain, inside the perspective; and how much is realised."""

    line: Line
    year: int
    domain: str | None
    amount: float
    realised: float


def case_years(result: Result) -> Iterator[CaseYear]:
    """Every line that counts, by year and domain."""
    for item in result.lines:
        if not item.line.counted:
            continue
        done = realised_weights(result.plan, item)
        for flow in item.flows:
            if flow.actor not in result.plan.inside:
                continue
            for year, weight in item.weights.items():
                realised = flow.unit * done.get(year, 0.0)
                yield CaseYear(item.line, year, flow.domain, flow.unit * weight, realised)


def realised_weights(plan: Plan, item: LineResult) -> Mapping[int, float]:
    """The weights by calendar year of the results already realised.

    Their course over the years is that of a line with only those results and no chain; the chain takes the
    same share from every result, so their known sum gives the scale.
    """
    line = item.line
    if not line.realised:
        return {}
    timing = tuple(
        share if year in line.realised else 0.0 for year, share in zip(line.years, line.timing, strict=True)
    )
    course = compute_line(plan, replace(line, timing=timing, chain=())).weights
    whole = sum(course.values())
    scale = item.realised_weight / whole if whole else 0.0
    return {year: scale * weight for year, weight in course.items()}
