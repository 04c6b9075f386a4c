"""The value of an assumption at which the return is exactly zero."""

from rendement.source.record import record


@record
class Crossing:
    """Where the return is zero: the value and how to write it in `--set`, or why there is none."""

    path: str
    label: str  # in words
    kind: str
    now: float
    value: float | None
    written: str | None
    rises: bool | None  # whether the return rises with the assumption
    reason: str | None
    together: bool = False  # a series: every year in proportion, the values are sums
