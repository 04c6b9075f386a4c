"""What a source printed for a result."""

from rendement.source.record import record


@record
class Printed:
    """What a source printed for a result; `written_as` is its path, as it was written."""

    path: str
    value: float
    decimals: int
    tolerance: float | None
    source: str | None
    error: str | None
    of_hundred: bool  # printed as a percentage
    written_as: str
