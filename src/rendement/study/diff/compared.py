"""Two files beside each other: whether they can be, and why a figure moved."""

from collections.abc import Sequence

from rendement.figures.difference import Difference
from rendement.source.finding import Finding, UsageError
from rendement.source.money import counted_in
from rendement.study.calculation import Calculation, other_currency
from rendement.study.diff.between import Between
from rendement.study.diff.figure import asked_of
from rendement.study.diff.hybrids import CaseBetween
from rendement.study.diff.whole import Comparing


def refused(sides: Sequence[Calculation]) -> list[Finding]:
    """The errors that forbid comparing."""
    wrong = dict.fromkeys(found for side in sides for found in side.findings if found.severity == "fout")
    return [*wrong] or other_currency(sides)


def difference(
    old: Calculation, new: Calculation, names: tuple[str, str], written: str | None = None
) -> Difference:
    """Why a figure moved. Raises UsageError for what cannot be compared."""
    kinds = [_kind(side) for side in (old, new)]
    if kinds[0] != kinds[1]:
        raise UsageError(
            f"diff: {names[0]} is een {kinds[0]} en {names[1]} een {kinds[1]}; noem er twee van één soort"
        )
    if old.monitor is not None and new.monitor is not None:
        units = [side.plan.unit for side in (old.monitor, new.monitor)]
        if units[0] != units[1]:
            raise UsageError(f"diff: {names[0]} telt op in {units[0]} en {names[1]} in {units[1]}")
    asked = asked_of(old, new, names, written)
    made = new.monitor or new.programme
    plan = new.plan if made is None else made.plan
    if plan is None:
        raise ValueError("no result")
    known = Difference(
        plan.name, plan.place, names, asked.figures, currency=asked.currency, asked=new.options.asked
    )
    with counted_in(new.money.single):
        return Comparing(_between(old, new, asked.paths), asked).filled(known)


def _between(old: Calculation, new: Calculation, paths: Sequence[str]) -> Between:
    if new.monitor is not None:
        from rendement.study.diff.monitors import MonitorBetween  # noqa: PLC0415 - not for a case

        return MonitorBetween(old, new, paths)
    if new.programme is None:
        return CaseBetween(old, new, paths)
    from rendement.study.diff.programmes import ProgrammeBetween  # noqa: PLC0415 - not for a case

    return ProgrammeBetween(old, new, paths)


def _kind(side: Calculation) -> str:
    if side.monitor is not None:
        return "monitor"
    return "programma" if side.programme is not None else "casus"
