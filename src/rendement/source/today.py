"""On which day something is judged."""

from datetime import date


def judged_on(day: str) -> str:
    """The day that was asked for, else today, as 2026-11-30.

    >>> judged_on("2026-11-30")
    '2026-11-30'
    """
    return day or date.today().isoformat()
