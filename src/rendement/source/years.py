"""Years and periods as they are written: `2018`, `2017-2018`."""

import re

from rendement.source.finding import ScalarError
from rendement.source.notation import show
from rendement.source.scalar import filled, span_text

FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_PERIOD = 200

_PERIOD = re.compile(r"([0-9]{4})\s*[-–]\s*([0-9]{4})")


def year(text: str, more: str = "schrijf één jaar: {} of {}") -> int:
    """A calendar year; `more` is the remedy where two of them are written."""
    value = filled(text)
    if not _is_year(value):
        years = years_meant(value) or [2018]
        remedy = f"schrijf een jaar van {FIRST_YEAR} t/m {LAST_YEAR}, bijvoorbeeld {years[0]}"
        if len(years) > 1:
            remedy = more.format(years[0], years[-1])
        raise ScalarError("geen-jaar", f"{show(value)} is geen jaartal", remedy)
    return int(value)


def period(text: str) -> tuple[int, int]:
    """First and last year: `2017-2018`, or one year."""
    value = filled(text)
    if _is_year(value):
        return int(value), int(value)
    match = _PERIOD.fullmatch(value)
    if match is None or not all(map(_is_year, match.groups())):
        years = years_meant(value)
        span = span_text((min(years), max(years))) if years else "bijvoorbeeld 2018 of 2018-2020"
        remedy = f"schrijf {span}"
        raise ScalarError("geen-periode", f"{show(value)} is geen jaar en geen periode", remedy)
    begin, end = map(int, match.groups())
    if end < begin:
        message = f"de periode {show(value)} loopt terug"
        raise ScalarError("periode-omgekeerd", message, f"schrijf {end}-{begin}")
    if end - begin >= LONGEST_PERIOD:
        message = f"de periode {show(value)} beslaat {end - begin + 1} jaren"
        longest = span_text((begin, begin + LONGEST_PERIOD - 1))
        remedy = f"schrijf een periode van hooguit {LONGEST_PERIOD} jaren, zoals {longest}"
        raise ScalarError("periode-te-lang", message, remedy)
    return begin, end


def years_meant(text: str) -> list[int]:
    """The years that a text names, for a remedy."""
    from rendement.source.years_advice import years_in  # noqa: PLC0415 - only when something is wrong

    return [year for year in years_in(text) if FIRST_YEAR <= year <= LAST_YEAR]


def _is_year(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}", text) is not None and FIRST_YEAR <= int(text) <= LAST_YEAR
