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
    together: bool = False  # a series: every year in proportion, the values are sums


CROSSING = Family(
    (
        text("pad", "path"),
        text("soort", "kind"),
        Field("nu", "factor", "now", "Waarde nu", read_off=True),
        Field("waarde", "factor", "value", "Omslag bij", maybe=True, read_off=True),
        text("set", "written", maybe=True),
        Field("stijgt", "vlag", "rises", maybe=True),
        text("reden", "reason", maybe=True),
        Field("reeks", "vlag", "together"),
    )
)
