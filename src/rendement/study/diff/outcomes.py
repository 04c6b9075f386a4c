"""Outcomes as sides: what their files did to a figure, and what another version of us did."""

from dataclasses import replace
from fractions import Fraction

from rendement import __version__
from rendement.figures.difference import BY_LINE, ENDS_ONLY, Difference, Moved, Part
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.study.calculation import Calculation, Options
from rendement.study.contract import figures_of
from rendement.study.diff.compared import difference
from rendement.study.diff.recovered import recovered
from rendement.study.diff.sides import Side
from rendement.study.diff.stored import Stored, stored_in
from rendement.study.verify.comparing import NEAR

VERSION = "rekenversie"
OURS = "de rekenaar"  # what has a version
_PLACE = "herkomst.versie"


@record
class Taken:
    """A side as it was computed; of an outcome also what stands in it, and why it could not be."""

    calculation: Calculation | None
    stored: Stored | None = None
    why: str = ""


def taken(side: Side, options: Options) -> Taken:
    """A side, computed; an outcome with what it says itself. Raises UsageError and NoOutcomeError."""
    if not side.is_outcome:
        return Taken(side.calculated(options))
    return taken_again(stored_in(side.file, side.number, options.root))


def taken_again(stored: Stored) -> Taken:
    """An outcome, computed from its files of then."""
    found = recovered(stored)
    return Taken(None, stored, found) if isinstance(found, str) else Taken(found, stored)


def behind(old: Taken, asked: Options) -> tuple[Side, Options]:
    """The file of an outcome as it is now, and what was asked of it with what is asked now behind that."""
    stored = old.stored
    if stored is None:
        raise ValueError("no outcome")
    own = stored.options if old.calculation is None else old.calculation.options
    more = replace(
        asked,
        sets=(*own.sets, *asked.sets),
        scenario=own.scenario if asked.scenario is None else asked.scenario,
        perspective=own.perspective if asked.perspective is None else asked.perspective,
        root=str(stored.root),
    )
    return Side(stored.file, stored.file), more


def explained(old: Taken, new: Taken, names: tuple[str, str], written: str | None = None) -> Difference:
    """Why a figure moved. Raises UsageError for what cannot be compared."""
    sides = (old, new)
    there = [side.calculation for side in sides if side.calculation is not None]
    if not there:
        raise UsageError("diff: van beide uitkomsten zijn de bestanden van toen er niet meer; noem een casus")
    _check(sides, there[0], names)
    found = difference(there[0], there[-1], names, written)
    figures = tuple(_standing(moved, sides, adds=found.method == BY_LINE) for moved in found.figures)
    reason = next((side.why for side in sides if side.why), "") or _altered(sides, figures, found.figures)
    if None in (figures[0].old, figures[0].new):
        reason = reason or found.reason or "dit cijfer staat niet in de uitkomst"
    if reason or found.reason:
        shown = [figure for figure in figures if None not in (figure.old, figure.new)] or [figures[0]]
        return replace(
            found,
            figures=tuple(shown),
            parts=(),
            joints=(),
            method=ENDS_ONLY,
            reason=reason or found.reason,
            silent=() if reason else found.silent,
        )
    return _with_version(found, figures, (_version(old), _version(new)))


def _check(sides: tuple[Taken, Taken], there: Calculation, names: tuple[str, str]) -> None:
    """Refuse an outcome that could not be computed again and is of another kind, or in other money."""
    figures = figures_of(there, ())
    for side, name in zip(sides, names, strict=True):
        if side.stored is None or side.calculation is not None:
            continue
        for key, own in (("soort", figures.kind), ("bedragen_in", there.money.currency)):
            theirs = side.stored.data.get(key)
            if theirs != own:
                raise UsageError(f"diff: {name} heeft als {key} {str(theirs)[:40]}, en de andere kant {own}")


def _version(side: Taken) -> str:
    return __version__ if side.stored is None else side.stored.version


def _standing(moved: Moved, sides: tuple[Taken, Taken], *, adds: bool) -> Moved:
    """The figure as it stands in outcomes; what is as good as what comes out now is that."""
    values = [
        _value(side, moved.path, now, adds=adds)
        for side, now in zip(sides, (moved.old, moved.new), strict=True)
    ]
    return replace(moved, old=values[0], new=values[1])


def _value(side: Taken, path: str, now: float | None, *, adds: bool) -> float | None:
    if side.stored is None:
        return now
    there, value = side.stored.value(path)
    if not there and adds and not side.stored.is_row and not path.startswith("totaal"):
        return 0.0  # as of a year of which there is nothing
    near = None not in (value, now) and side.calculation is not None and _near(value or 0.0, now or 0.0)
    return now if near else value


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(1.0, abs(other))


def _altered(sides: tuple[Taken, Taken], standing: tuple[Moved, ...], computed: tuple[Moved, ...]) -> str:
    """That a figure was not made by what it says, which is a matter for `verify`."""
    for number, side in enumerate(sides):
        if side.stored is None or _version(side) != __version__ or side.calculation is None:
            continue
        for stands, now in zip(standing, computed, strict=True):
            pair = (stands.old, now.old) if number == 0 else (stands.new, now.new)
            if pair[0] != pair[1] and not (side.stored.is_row and pair[0] is None):
                same = f"{stands.path} komt met dezelfde versie niet uit dezelfde bestanden"
                return f"{same} en is later gewijzigd; `rendement verify` gaat alles na"
    return ""


def _with_version(found: Difference, figures: tuple[Moved, ...], versions: tuple[str, str]) -> Difference:
    """The parts, with what another version did first."""
    whole = [None not in (figure.old, figure.new) for figure in figures]
    count = len(figures) if all(whole) else 1
    amounts = tuple(
        _gap(figure) - _gap(now) for figure, now in zip(figures[:count], found.figures, strict=False)
    )
    parts = [
        replace(
            part,
            amounts=part.amounts[:count],
            by_line=tuple((path, name, moved[:count]) for path, name, moved in part.by_line),
        )
        for part in found.parts
    ]
    known = replace(found, figures=figures[:count], parts=tuple(parts))
    if any(amounts):
        line = ((_PLACE, OURS, amounts),)
        now = versions[1] if versions[0] != versions[1] else f"nagerekend met {__version__}"
        step = Part((VERSION,), (OURS,), (_PLACE,), versions[0], now, amounts, line)
        return replace(known, parts=(step, *parts))
    if versions[0] == versions[1]:
        return known
    return replace(known, silent=((f"{VERSION} ({versions[0]} → {versions[1]})", 1), *found.silent))


def _gap(figure: Moved) -> Fraction:
    return Fraction(figure.new or 0.0) - Fraction(figure.old or 0.0)
