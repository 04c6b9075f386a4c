"""Fields of a case and of a programme alike."""

from rendement.figures.field import named, text

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
