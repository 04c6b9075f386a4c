"""A discount rate: one, or one that steps with the years. It is a choice, and certain."""

from rendement.model.certain import refuse_range
from rendement.model.nodes import Node
from rendement.model.parse import certain, steps
from rendement.source.record import record


@record
class RateSteps:
    """The rate from each number of years on, in rising order."""

    knots: tuple[tuple[float, float], ...]


def rate_steps(node: Node) -> float | RateSteps:
    """A discount rate, or a stepped one `{0: 3.5%, 30: 3%}`."""
    if not isinstance(node, dict):
        return certain(node, "voet")
    refuse_range(node, "voet")
    return RateSteps(tuple(steps(node, lambda item: certain(item, "voet"))))
