"""What every function of this floor does with what it is given: read it, or say in Dutch what is wrong."""

import os
from collections.abc import Iterable
from operator import index
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from rendement.source.finding import Finding
    from rendement.study.calculation import Calculation, Options


class CaseError(ValueError):
    """The case cannot be computed: `findings` says why, and so does the text, in Dutch."""

    def __init__(self, message: str, findings: "Iterable[Finding]" = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def calculated(path_or_text: "str | os.PathLike[str]", options: "Options") -> "Calculation":
    """The case or programme at a path, or of a text. Raises CaseError when it cannot be computed."""
    from rendement.render.findings import as_text
    from rendement.source.finding import UsageError

    try:
        calculation = _read(path_or_text, options)
    except UsageError as error:
        raise CaseError(str(error)) from None
    if calculation.failed:
        raise CaseError(as_text(calculation.findings), calculation.findings)
    return calculation


def changes_from(sets: Iterable[str]) -> tuple[str, ...]:
    """The changes; a single one may stand without a list around it."""
    return (sets,) if isinstance(sets, str) else tuple(sets)


def draws_from(draws: int | None, seed: int) -> tuple[int | None, int]:
    """How many draws, if any, and from which seed; raises CaseError for what is no such number."""
    from rendement.figures.uncertainty import MOST_DRAWS, MOST_SEED

    if draws is None:
        if seed != 1:
            raise CaseError(f"seed={seed!r}: dat hoort bij draws; schrijf bijvoorbeeld draws=10000")
        return None, 1
    return _count("draws", draws, 1, MOST_DRAWS), _count("seed", seed, 0, MOST_SEED)


def _count(name: str, given: int, least: int, most: int) -> int:
    from rendement.report.dutch import number

    try:
        value = index(given)
    except TypeError:
        raise CaseError(f"{name}={given!r}: geen heel getal") from None
    if isinstance(given, bool) or not least <= value <= most:
        raise CaseError(f"{name}={given!r}: kies een heel getal van {number(least)} tot {number(most)}")
    return value


def day_from(day: "str | date | None") -> str:
    """A day as options have it; raises CaseError for what is none."""
    from rendement.source.today import is_day

    if day is None:
        return ""
    if not is_day(str(day)):
        raise CaseError(f"day={day!r}: geen dag; schrijf bijvoorbeeld day='2026-11-30'")
    return str(day)


def _read(path_or_text: "str | os.PathLike[str]", options: "Options") -> "Calculation":
    from rendement.source.text import TEXT_NAME
    from rendement.source.tree import parse_bytes
    from rendement.study.pipeline import calculate, calculate_source

    name = os.fspath(path_or_text)
    if isinstance(path_or_text, str) and ("\n" in name or name.lstrip().startswith("{")):
        source, findings = parse_bytes(name.encode(errors="surrogatepass"), TEXT_NAME)
        return calculate_source(TEXT_NAME, source, findings, options)
    return calculate(name, options)
