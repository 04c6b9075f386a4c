"""Which figure is asked, what it is on both sides, and whether it can be taken apart."""

from rendement.figures.case import CaseFigures
from rendement.figures.case_fields import CASE
from rendement.figures.difference import Moved
from rendement.figures.field import build
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.source.finding import UsageError
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.record import record
from rendement.study.calculation import Calculation
from rendement.study.diff.reading import RETURN, SUMS, field_at, present_of

OPTION = "--cijfer"
_TITLES = {RETURN: "rendement", present_of(RETURN): "contante waarde"}
_NONE = "het bestaat niet aan beide kanten"
_READ = "dit cijfer is geen som over regels en geen verhouding van sommen"


@record
class Asked:
    """The figures, with whether they add up over lines; `reason`: why nothing can be taken apart."""

    figures: tuple[Moved, ...]
    adds: bool
    reason: str
    currency: str

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the figures."""
        return tuple(figure.path for figure in self.figures)

    @property
    def parsed(self) -> tuple[Path, ...]:
        """The same, read."""
        return tuple(parse_path(figure.path) for figure in self.figures)


def asked_of(old: Calculation, new: Calculation, written: str | None) -> Asked:
    """The figure by its path, of two cases. Raises UsageError when there is no such figure."""
    path = _parsed(written or RETURN)
    field = field_at(path)
    if field is None or not (field.numeric or field.kind == "jaar") or path[0] not in SUMS:
        raise UsageError(
            f"{OPTION} {written}: dat is geen cijfer van het geheel; kies een bedrag, zoals {RETURN}"
        )
    text = format_path(path)
    names = [text, *filter(None, [present_of(text)])]
    figures = tuple(_moved(old, new, parse_path(name)) for name in names)
    first = figures[0]
    if first.old is None and first.new is None and not _there(new, path) and not _there(old, path):
        raise UsageError(f"{OPTION} {written}: dat cijfer is er aan geen van beide kanten")
    adds = field.adds
    if adds and path[0] != "totaal":
        figures = tuple(Moved(f.path, f.title, f.old or 0.0, f.new or 0.0) for f in figures)
    first = figures[0]
    reason = ""
    if not adds and (field.read_off or field.kind not in ("verhouding", "aandeel")):
        reason = _READ
    elif first.old is None or first.new is None:
        reason = _NONE
    if first.old is None or first.new is None:
        figures = figures[:1]
    return Asked(figures, adds, reason, new.money.currency)


def _parsed(written: str) -> Path:
    try:
        return parse_path(written)
    except PathError as error:
        raise UsageError(f"{OPTION} {written[:80]}: {error}") from None


def _moved(old: Calculation, new: Calculation, path: Path) -> Moved:
    text = format_path(path)
    return Moved(text, _TITLES.get(text, text), *(_value(side, path) for side in (old, new)))


def _value(side: Calculation, path: Path) -> float | None:
    found = _read(side, path)
    return float(found) if isinstance(found, int | float) else None


def _there(side: Calculation, path: Path) -> bool:
    try:
        _read(side, path, strict=True)
    except LookupFailedError:
        return False
    return True


def _read(side: Calculation, path: Path, *, strict: bool = False) -> object:
    if side.result is None:
        raise ValueError("no result")
    try:
        return lookup(build(CASE.only({str(path[0])}), CaseFigures(side.result)), path)
    except LookupFailedError:
        if strict:
            raise
        return None
