"""The steps of a line from gross to net, in the order in which they are taken: one registry.

Whoever names a step reads it here: bind, compute, tables, CSV, explanations, schemas, docs. A step that is
not in it cannot be made.
"""

from typing import Literal

from rendement.source.record import record

Way = Literal["start", "level", "keeps", "takes", "curve", "grows", "cut"]
KEEPS: Way = "keeps"
TAKES: Way = "takes"
CURVE: Way = "curve"


@record
class StepKind:
    """A step: its key, what its number says, and how it is called.

    `keeps`: the share that is left; `takes`: the share that goes off; `curve`: a share for every effect-year;
    `level`: from one price level to another; `grows`: more, or less, every calendar year; `cut`: what falls
    after the horizon.
    """

    name: str
    way: Way
    label: str
    formula: str = ""  # how its share is explained, where the way alone does not say it


GROSS = StepKind("bruto", "start", "bruto")
PRICE_LEVEL = StepKind("prijspeil", "level", "prijspeil")
GROWTH = StepKind("groei", "grows", "groei")
HORIZON = StepKind("horizon", "cut", "horizon")

STEPS = (
    PRICE_LEVEL,
    StepKind("additioneel", KEEPS, "additioneel"),
    StepKind("blijfkans", CURVE, "blijfkans"),
    StepKind("ingroei", CURVE, "ingroei"),
    StepKind("terugval", CURVE, "terugval"),
    StepKind("afname", CURVE, "afname"),
    StepKind("business_as_usual", TAKES, "business as usual", "1 − wat ook zonder gebeurd was"),
    StepKind("toerekening", KEEPS, "toerekening"),
    StepKind("verdringing", TAKES, "verdringing"),
    StepKind("optimismecorrectie", TAKES, "optimismecorrectie"),
    GROWTH,
    HORIZON,
)
SHARES = tuple(step for step in STEPS if step.way in (KEEPS, TAKES))
_BY_NAME = {step.name: step for step in (GROSS, *STEPS)}


def step_named(name: str) -> StepKind:
    """The step with this key. Raises KeyError when there is none."""
    return _BY_NAME[name]
