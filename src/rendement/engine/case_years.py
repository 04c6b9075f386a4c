"""A computed case by calendar year and domain, for a programme of which it is a measure."""

from collections.abc import Iterator

from rendement.engine.plan import Line
from rendement.engine.result import Result
from rendement.source.record import record


@record
class CaseYear:
    """What one line is worth to one actor in one year and domain; and how much of it is realised."""

    line: Line
    year: int
    actor: str
    domain: str | None
    amount: float
    realised: float


def case_years(result: Result) -> Iterator[CaseYear]:
    """Every line that counts, by actor, year and domain, whoever the actor is."""
    for item in result.lines:
        if not item.line.counted:
            continue
        for flow in item.flows:
            for year, weight in item.weights.items():
                realised = flow.unit * item.realised_weights.get(year, 0.0)
                yield CaseYear(item.line, year, flow.actor, flow.domain, flow.unit * weight, realised)
