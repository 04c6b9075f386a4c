"""Fields of a case and of a programme alike."""

from rendement.engine.inputs import DISTRIBUTIONS
from rendement.figures.field import Family, Field, named, text

YEARS = r"^\d{4}$"

UNVALUED = named(
    "pm",
    (
        text("pad", "path"),
        text("naam", "name"),
        text("reden", "reason", maybe=True),
        text("richting", "direction", maybe=True),
    ),
)

_CHANCE = Family(
    (
        Field("waarde", "factor", lambda option: option[0], read_off=True),
        Field("kans", "aandeel", lambda option: option[1], read_off=True),
    )
)
_RANGE = named(
    "bandbreedte",
    (
        text("pad", "path"),
        text("naam", "label"),
        text("soort", "spread.distribution", choices=DISTRIBUTIONS),
        Field("laag", "factor", "spread.low", read_off=True),
        Field("hoog", "factor", "spread.high", read_off=True),
        Field("waarde", "factor", "value", read_off=True),
        Field(
            "kansen",
            _CHANCE,
            "spread.options",
            form="many",
            when=lambda item: bool(item.spread.options),
        ),
    ),
    "Een invoer die als bandbreedte is geschreven, en de waarde waarmee gerekend is.",
)
RANGES = Field("bandbreedtes", _RANGE, "result.plan.ledger.ranges", form="many", read_off=True)
