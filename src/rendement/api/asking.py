"""What every function of this floor does with what it is given: read it, or say in Dutch what is wrong."""

import os
from collections.abc import Iterable
from operator import index
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from rendement.source.finding import Finding
    from rendement.study.calculation import Calculation, Options

_WRITTEN = {
    "sets": 'sets=["baten[0].aantal=4"]',
    "one_way": 'one_way=["baten[0].aantal"]',
    "two_way": 'two_way=("baten[0].aantal", "baten[0].bedrag")',
    "weten": 'weten=["baten[0].aantal,baten[0].bedrag"]',
}
_COMPARE = "`rendement sensitivity BESTAND --scenario a --scenario b`"
_ELSE = {"scenario": f"; scenario's vergelijken kan met {_COMPARE}"}


class CaseError(ValueError):
    """The case cannot be computed: `findings` says why, and so does the text, in Dutch."""

    def __init__(self, message: str, findings: "Iterable[Finding]" = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def calculated(path_or_text: "str | os.PathLike[str]", options: "Options") -> "Calculation":
    """The case or programme at a path, or of a text. Raises CaseError when it cannot be computed."""
    from rendement.render.findings import as_text
    from rendement.source.finding import UsageError

    if not isinstance(path_or_text, str | os.PathLike):
        several = "; bestanden vergelijken kan met `rendement sensitivity BESTAND BESTAND`"
        what = f"{path_or_text!r}: noem één bestand, als pad of als tekst"
        raise CaseError(what + several * isinstance(path_or_text, Iterable))
    try:
        calculation = _read(path_or_text, options)
    except UsageError as error:
        raise CaseError(str(error)) from None
    if calculation.failed:
        raise CaseError(as_text(calculation.findings), calculation.findings)
    return calculation


def changes_from(sets: Iterable[str], name: str = "sets") -> tuple[str, ...]:
    """The changes; a single one may stand without a list around it. Raises CaseError for what is no text."""
    if isinstance(sets, str):
        return (sets,)
    given = tuple(sets) if isinstance(sets, Iterable) else (sets,)
    if not all(isinstance(one, str) for one in given):
        raise CaseError(
            f"{name}={sets!r}: schrijf een tekst of een lijst van teksten, zoals {_WRITTEN[name]}"
        )
    return given


def text_from(name: str, given: str | None) -> str | None:
    """One word or path, if any; raises CaseError for anything else."""
    if given is not None and not isinstance(given, str):
        raise CaseError(f"{name}={given!r}: schrijf er één, als tekst{_ELSE.get(name, '')}")
    return given


def draws_from(draws: int | None, seed: int) -> tuple[int | None, int]:
    """How many draws, if any, and from which seed; raises CaseError for what is no such number."""
    from rendement.figures.asked import MOST_DRAWS, MOST_SEED

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
