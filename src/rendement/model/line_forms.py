"""What a line may say of its years: a rate of its own, and what is left at the end."""

from rendement.model.forms import looks_like_post
from rendement.model.nodes import Node, gather, only, text
from rendement.model.parse import within
from rendement.model.rates import RateSteps, rate_steps
from rendement.model.values import Uncertain
from rendement.source import years
from rendement.source.record import record


def line_rate(node: Node) -> float | RateSteps | str:
    """A discount rate as a case has it, or the name of an exception of the norm."""
    if isinstance(node, str) and looks_like_post(node):
        return text(node)
    return rate_steps(node)


@record
class Residual:
    """What is left of an investment, and in which year when that is said."""

    amount: Uncertain
    year: int | None = None


def residual(node: Node) -> Residual:
    """An amount of 0 or more, or `{bedrag: 12000, jaar: 2030}`."""
    if not isinstance(node, dict) or not {"bedrag", "jaar"} & node.keys():
        return Residual(within(node, "bedrag", 0, None))
    only(node, ("bedrag", "jaar"), required=("bedrag",))
    amount, year = gather(
        [
            (("bedrag",), lambda: within(node["bedrag"], "bedrag", 0, None)),
            (("jaar",), lambda: years.year(text(node["jaar"])) if "jaar" in node else None),
        ]
    )
    return Residual(amount, year)  # type: ignore[arg-type]
