"""On which day something is judged."""

import re
from datetime import date


def judged_on(day: str) -> str:
    """The day that was asked for, else today, as 2026-11-30.

    >>> judged_on("2026-11-30")
    '2026-11-30'
    """
    return day or date.today().isoformat()


def is_day(text: str) -> bool:
    """Whether this is a day as we write it.

    >>> is_day("2026-11-30"), is_day("2026-11-31"), is_day("20261130")
    (True, False, False)
    """
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None
