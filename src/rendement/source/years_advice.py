"""What an analyst probably meant by a text that is no year."""

import re

from rendement.source.advice import LONGEST

_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_SHORT_END = re.compile(r"([0-9]{2})([0-9]{2})\s*[-–/]\s*'?([0-9]{2})")
_SHORT = re.compile(r"'?([0-9]{2})\s*[-–/]\s*'?([0-9]{2})")


def years_in(text: str) -> list[int]:
    """The years that a text names, in full or by their last two figures.

    >>> years_in("2018 t/m 2020"), years_in("2018/19"), years_in("'18-'19"), years_in("drie jaar")
    ([2018, 2020], [2018, 2019], [2018, 2019], [])
    """
    if (match := _SHORT_END.fullmatch(text)) is not None and match[3] > match[2]:
        return [int(match[1] + match[2]), int(match[1] + match[3])]
    if (match := _SHORT.fullmatch(text)) is not None:
        return [int(f"20{match[1]}"), int(f"20{match[2]}")]
    return [int(year) for year in _YEAR.findall(text[:LONGEST])]
