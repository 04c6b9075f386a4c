"""How firm the benefits are: cashable or not, of which kind, on what evidence and for how long."""

from rendement.engine.arithmetic import ratio
from rendement.engine.result import LineResult, Result
from rendement.source.record import record


@record
class Firmness:
    """Net benefits in the perspective, split in three ways; what a line does not say is under `None`."""

    cashable: float
    not_cashable: float
    unsaid: float
    by_nature: dict[str | None, float]
    by_evidence: dict[str | None, float]
    after_evidence: float  # in the years after the evidence of a line ends
    after_share: float | None  # of all benefits
    stated: bool  # at least one line says something


def firmness(result: Result) -> Firmness:
    """The benefits that count, by what they are worth to a budget and what they rest on."""
    cashable = not_cashable = unsaid = after = 0.0
    nature: dict[str | None, float] = {}
    evidence: dict[str | None, float] = {}
    stated = False
    for item in result.benefits:
        if not item.line.counted:
            continue
        line, unit = item.line, item.unit_for(result.plan.inside)
        net = unit * item.weight
        grade = line.evidence[0] if line.evidence is not None else None
        nature[line.nature] = nature.get(line.nature, 0.0) + net
        evidence[grade] = evidence.get(grade, 0.0) + net
        after += unit * item.late_weight
        stated = stated or says_something(item)
        if line.cashable is None:
            unsaid += net
        else:
            cashable += net * line.cashable
            not_cashable += net * (1 - line.cashable)
    share = ratio(after, result.total.benefits)
    return Firmness(cashable, not_cashable, unsaid, nature, evidence, after, share, stated)


def says_something(item: LineResult) -> bool:
    """Whether a benefit says how firm it is."""
    line = item.line
    return line.cashable is not None or line.nature is not None or line.evidence is not None
