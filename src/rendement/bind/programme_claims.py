"""What a case in a programme saves from which pots, for whom, by year."""

from collections.abc import Iterator

from rendement.bind.pot import pot_of
from rendement.bind.prices import DEFAULT_BEARER
from rendement.engine.arithmetic import exact_total
from rendement.engine.overlap_plan import CaseClaim
from rendement.engine.programme_plan import Span
from rendement.engine.result import Result
from rendement.model import programme as written

ATTRIBUTION = "toerekening"
_OWN = frozenset({DEFAULT_BEARER})


def case_claims(
    item: written.Measure, result: Result, period: Span, actors: frozenset[str]
) -> Iterator[CaseClaim]:
    """By pot and target group, in the years of the programme; what the case leaves out stands beside it."""
    found: dict[tuple[str | None, str | None, int], list[tuple[float, float]]] = {}
    for line in result.benefits:
        if not line.line.counted:
            continue
        group = line.line.people or item.doelgroep
        for part, borne in zip(line.line.parts, line.borne, strict=True):
            pot = pot_of(line.line, part) or item.budget
            unit, own = borne.unit_for(actors), borne.unit_for(_OWN)
            for year, weight in line.weights.items():
                if period[0] <= year <= period[1]:
                    found.setdefault((pot, group, year), []).append((unit * weight, own * weight))
    for (pot, group, year), amounts in found.items():
        whole, municipal = zip(*amounts, strict=True)
        yield CaseClaim(pot, group, year, exact_total(whole), exact_total(municipal))


def attributed(result: Result) -> Iterator[tuple[str, str | None, str | None, float]]:
    """Of every benefit that claims a share for itself: its path, pot and target group, and that share."""
    found: dict[tuple[str, str | None], tuple[str | None, float]] = {}  # once of a line and all its years
    for item in result.benefits:
        share = next((step.share for step in item.steps if step.kind.name == ATTRIBUTION), None)
        if item.line.counted and share is not None:
            for part in item.line.parts:
                found.setdefault((item.line.written, pot_of(item.line, part)), (item.line.people, share))
    for (path, pot), (people, share) in found.items():
        yield path, pot, people, share
