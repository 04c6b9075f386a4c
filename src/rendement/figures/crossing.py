"""The value of an assumption at which the return is exactly zero."""

from rendement.figures.field import Family, Field, text
from rendement.source.record import record


@record
class Crossing:
    """Where the return is zero: the value and how to write it in `--set`, or why there is none."""

    path: str
    kind: str
    now: float
    value: float | None
    written: str | None
    rises: bool | None  # whether the return rises with the assumption
    reason: str | None


CROSSING = Family(
    (
        text("pad", lambda found: found.path),
        text("soort", lambda found: found.kind),
        Field("nu", "factor", lambda found: found.now, "Waarde nu", read_off=True),
        Field("waarde", "factor", lambda found: found.value, "Omslag bij", maybe=True, read_off=True),
        text("set", lambda found: found.written, maybe=True),
        Field("stijgt", "vlag", lambda found: found.rises, maybe=True),
        text("reden", lambda found: found.reason, maybe=True),
    )
)
