"""How firm a line or a measure is: on what evidence, how much of it leaves a budget, what is realised."""

from rendement.bind.context import Context
from rendement.engine.arithmetic import Number
from rendement.model.line import Evidence, Line
from rendement.source.path import Path


def evidence(context: Context, written: Evidence | None, place: Path) -> tuple[str, Number | None] | None:
    """How strong the ground is, and how many years it covers."""
    if written is None:
        return None
    if written.looptijd is None:
        return written.graad, None
    return written.graad, context.number((*place, "looptijd"), written.looptijd, "jaren")


def cashable(context: Context, written: float | None, place: Path) -> Number | None:
    """How much of it is money that leaves a budget."""
    return None if written is None else context.number((*place, "verzilverbaar"), written, "aandeel")


def realised(context: Context, line: Line, years: tuple[int, ...], place: Path) -> frozenset[int] | None:
    """The years of which the results are realised already; None when the line does not say."""
    if line.status is None:
        return None
    if isinstance(line.status, str):
        return frozenset(years if line.status == "gerealiseerd" else ())
    for year in line.status:
        if year not in years:
            message = f"deze regel telt niet in {year}"
            context.add((*place, "status", str(year)), "status-zonder-jaar", message, "haal dit jaar weg")
    return frozenset(year for year, word in line.status.items() if word == "gerealiseerd")
