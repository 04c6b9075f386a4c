"""A figure of a case that is a sum over lines, read off the lines that are there."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rendement.engine.budget_entry import Cover
from rendement.engine.compute import totals
from rendement.engine.plan import BENEFITS
from rendement.engine.result import Balance, LineResult, Result
from rendement.figures.case import CaseFigures
from rendement.figures.case_fields import CASE
from rendement.figures.field import Family, Field, build
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.source.path import Path, format_path

RETURN, PRESENT = "totaal.rendement", "totaal.contante_waarde.rendement"
BALANCE = "totaal.saldo"  # of a programme
RUN_UP = "cumulatief"
BUDGET = "begroting"
SUMS = ("totaal", "per_jaar", "per_actor", "per_domein", "hardheid", BUDGET)
SUMS_OF_PROGRAMME = (
    "totaal",
    "per_jaar",
    "niet_per_jaar",
    "structureel",
    "overlap",
    "per_actor",
    "per_domein",
    "per_blok",
    BUDGET,
)
SUMS_OF_MONITOR = ("totaal", "per_domein")

Reader = Callable[[Result], float | None]

_DIRECT: dict[str, Reader] = {
    RETURN: lambda result: result.total.net,
    "totaal.baten": lambda result: result.total.benefits,
    "totaal.kosten": lambda result: result.total.costs,
    PRESENT: lambda result: result.present.net,
    "totaal.contante_waarde.baten": lambda result: result.present.benefits,
    "totaal.contante_waarde.kosten": lambda result: result.present.costs,
}


def field_at(path: Path, family: Family) -> Field | None:
    """The field that stands at a path of the contract; None where no figure stands."""
    if not path:
        return None
    field = next((field for field in family.fields if field.key == path[0]), None)
    if field is None:
        return None
    rest = path[1 + {"by": 1, "many": 1, "table": 2, "grid": 2}.get(field.form, 0) :]
    if isinstance(field.kind, Family):
        return field_at(rest, field.kind)
    return None if rest else field


def present_of(path: str) -> str:
    """The figure that is printed beside another: the present value of the whole return, of that alone."""
    return PRESENT if path == RETURN else ""


def reader_of(path: Path) -> Reader:
    """Reads a figure off lines that may be only some of the case; what is not there is 0."""
    direct = _DIRECT.get(format_path(path))
    if direct is not None:
        return direct

    def read(result: Result) -> float | None:
        at = path
        if path[0] == "per_jaar" and path[-1] == RUN_UP:
            years = [year for year in result.by_year if year <= int(path[1])]
            if not years:
                return 0.0
            at = (path[0], str(max(years)), RUN_UP)
        return read_off(CASE, CaseFigures(result), at)

    return read


def read_off(family: Family, figures: object, path: Path) -> float | None:
    """A figure of the contract; 0 where nothing of it is there."""
    try:
        value = lookup(build(family.only({str(path[0])}), figures), path)
    except LookupFailedError:
        return 0.0
    return None if value is None else float(value)


def alone_of(result: Result, lines: Sequence[LineResult], cover: tuple[Cover, ...] = ()) -> Result:
    """What a case would be with only these of its lines and its cover; every sum over them is there."""
    benefits = tuple(item for item in lines if item.line.side == BENEFITS)
    costs = tuple(item for item in lines if item.line.side != BENEFITS)
    plan = result.plan if result.plan.cover == cover else replace(result.plan, cover=cover)
    made = totals(plan, benefits, costs)
    counted = [item for item in lines if item.line.counted]
    done = Balance()
    for item in counted:
        done = done.plus(item.balance(item.unit_for(result.plan.inside) * item.realised_weight))
    return replace(made, valued=True, realised=done)
