"""Which figure is asked, what it is on both sides, and whether it can be taken apart."""

from rendement.engine.monitor_plan import BUDGET as OF_BUDGET
from rendement.engine.monitor_plan import EURO
from rendement.figures.difference import Moved
from rendement.figures.field import Field, build
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.source.finding import UsageError
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.record import record
from rendement.study.calculation import Calculation
from rendement.study.contract import family_of, figures_of
from rendement.study.diff.reading import (
    BALANCE,
    BUDGET,
    RETURN,
    SUMS,
    SUMS_OF_MONITOR,
    SUMS_OF_PROGRAMME,
    field_at,
    present_of,
)

OPTION = "--cijfer"
_TITLES = {RETURN: "rendement", present_of(RETURN): "contante waarde", BALANCE: "saldo"}
COLUMNS = ("totaal", "bedragen")  # of a monitor
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


def asked_of(old: Calculation, new: Calculation, called: tuple[str, str], written: str | None) -> Asked:
    """The figure by its path, of two files of one kind. Raises UsageError when there is no such figure."""
    heads = _heads(new)
    path = _parsed(written or _standard(old, new, called))
    field = field_at(path, family_of(figures_of(new, ())))
    if field is None or not (field.numeric or field.kind == "jaar") or path[0] not in heads:
        message = f"{OPTION} {written}: dat is geen cijfer van het geheel"
        raise UsageError(f"{message}; kies een bedrag, zoals {_standard(old, new, called)}")
    names = [format_path(path), *filter(None, [present_of(format_path(path))])]
    adds = _adds(field, format_path(path))
    sides = [_read(side, path) for side in (old, new)]
    if not any(found for found, _ in sides):
        raise UsageError(f"{OPTION} {written}: dat cijfer is er aan geen van beide kanten")
    figures = tuple(_moved(old, new, parse_path(name), adds=adds) for name in names)
    missing = figures[0].old is None or figures[0].new is None
    return Asked(
        figures[:1] if missing else figures, adds, _why_not(field, adds, missing), new.money.currency
    )


def value_of(side: Calculation, written: str | None) -> tuple[str, str, float | None]:
    """The path and the title of a figure, and what it is in one file; nothing where it is not there."""
    path = _parsed(written or _standard(side, side, (side.name, side.name)))
    text = format_path(path)
    return text, _title(path), _read(side, path)[1]


def adds_up(side: Calculation, path: str) -> bool:
    """Whether a figure is a sum over lines, so that those of files add up."""
    return _adds(field_at(parse_path(path), family_of(figures_of(side, ()))), path)


def _heads(side: Calculation) -> tuple[str, ...]:
    """Under which keys there are figures of the whole."""
    if side.monitor is not None:
        return SUMS_OF_MONITOR
    return SUMS if side.programme is None else SUMS_OF_PROGRAMME


def _standard(old: Calculation, new: Calculation, names: tuple[str, str]) -> str:
    """The figure when none is named: of a monitor the last column that both have, rather than a budget."""
    if old.monitor is None or new.monitor is None:
        return RETURN if new.programme is None else BALANCE
    columns = new.monitor.plan.columns
    before, after = (side.total.by_column for side in (old.monitor, new.monitor))
    both = [key for key in columns if key in before and key in after]
    if not both:
        raise UsageError(_no_total(names, (list(before), list(after))))
    plain = [key for key in both if columns[key].kind != OF_BUDGET]
    return format_path((*COLUMNS, (plain or both)[-1]))


def _no_total(names: tuple[str, str], columns: tuple[list[str], list[str]]) -> str:
    """That two monitors have no total in the same column, and what can be asked all the same."""
    sides = [*zip(names, columns, strict=True)]
    without = [*dict.fromkeys(name for name, own in sides if not own)]
    if not without:
        told = " en ".join(f"{name} ({', '.join(own)})" for name, own in sides)
        message = f"diff: er is geen kolom waarin aan beide kanten een totaal staat: {told}"
        figure = format_path((*COLUMNS, columns[1][-1]))
        return f"{message}; kies er een, en u ziet wat zij aan elke kant is: {OPTION} {figure}"
    have = "heeft" if len(without) == 1 else "hebben"
    return (
        f"diff: {' en '.join(without)} {have} geen enkel totaal, want er staan geen bedragen die meetellen; "
        "diff gaat over bedragen: zet `bedragen` bij een post. De aantallen toont `rendement calc`"
    )


def _title(path: Path) -> str:
    """What a figure is called."""
    text = format_path(path)
    return f"totaal {path[-1]}" if path[:2] == COLUMNS else _TITLES.get(text, text)


def _adds(field: Field | None, path: str) -> bool:
    words = ("structureel", BUDGET)
    kept = path.startswith(words) and field is not None and field.kind == "bedrag"
    return field is not None and (field.adds or kept)


def _why_not(field: Field, adds: bool, missing: bool) -> str:
    """Why it cannot be taken apart; nothing when it can."""
    if not adds and (field.read_off or field.kind not in ("verhouding", "aandeel")):
        return _READ
    return _NONE if missing else ""


def _parsed(written: str) -> Path:
    try:
        return parse_path(written)
    except PathError as error:
        raise UsageError(f"{OPTION} {written[:80]}: {error}") from None


def _moved(old: Calculation, new: Calculation, path: Path, *, adds: bool) -> Moved:
    """The figure on both sides; a sum of which nothing is there, as of a year, is 0."""
    text = format_path(path)
    before, after = (_value(side, path, adds=adds) for side in (old, new))
    unit = new.monitor.plan.unit if new.monitor is not None and adds else EURO
    return Moved(text, _title(path), before, after, "" if unit == EURO else unit)


def _value(side: Calculation, path: Path, *, adds: bool) -> float | None:
    found, value = _read(side, path)
    return 0.0 if adds and not found and path[0] != "totaal" else value


def _read(side: Calculation, path: Path) -> tuple[bool, float | None]:
    """Whether the figure is there, and its value where it has one."""
    figures = figures_of(side, ())
    try:
        value = lookup(build(family_of(figures).only({str(path[0])}), figures), path)
    except LookupFailedError:
        return False, None
    return True, float(value) if isinstance(value, int | float) else None
