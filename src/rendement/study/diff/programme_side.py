"""One version of a programme as it was written, with what its measures include and replace."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from rendement.bind.programme_part import Run
from rendement.engine.programme_plan import ProgrammePlan, YearAmount
from rendement.model.programme import Programme
from rendement.model.programme_rules import read_programme
from rendement.source import sums
from rendement.source.build import Node
from rendement.source.money import brought, counted_in, money_of
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.diff.changes import Written
from rendement.study.diff.kinds import PERSPECTIVE, ROWS
from rendement.study.diff.programme_rows import included_in, row_of
from rendement.study.programme import runs_of

MEASURES, TARGET = "maatregelen", "taakstelling"


class ProgrammeSide:
    """A computed programme, in which every amount says what it stands for."""

    def __init__(self, calculation: Calculation) -> None:
        source, result = calculation.source, calculation.programme
        programme = None if source is None else _read(source)
        if source is None or result is None or programme is None:
            raise ValueError("no result")
        node, model = _whole(source, programme, result.plan)
        self.whole = Written(node, SimpleNamespace(**model), title="het programma")
        self.rows = {
            section: [*map(row_of, node.get(section) or [], getattr(programme, section))]
            for section in (MEASURES, *ROWS)
        }
        self.runs: dict[int, Run] = {}  # of what a measure includes, by the identity of that measure
        self.inner: dict[int, Calculation] = {}
        measures = self.rows[MEASURES]
        for number, run in runs_of(calculation.measures).items():
            measures[number] = included_in(measures[number], run)
            self.runs[id(measures[number])] = run
            self.inner[id(measures[number])] = calculation.measures[number]
        self.taken_over: dict[int, list[int]] = {}  # of a measure: those that it replaces
        for item, written in zip(programme.maatregelen, measures, strict=True):
            numbers = [source.resolve((MEASURES, name))[1] for name in item.vervangt]
            found = [id(measures[number]) for number in numbers if isinstance(number, int)]
            if found:
                self.taken_over[id(written)] = found


def _read(source: Source) -> Programme | None:
    with counted_in(money_of(source.data)):
        return read_programme(source)[0]


def _whole(
    source: Source, programme: Programme, plan: ProgrammePlan
) -> tuple[dict[str, Node], dict[str, Any]]:
    """The keys of the whole, with what the programmes in it say in its place."""
    plain = {key: value for key, value in source.data.items() if key != "bedragen_x"}
    node = brought(plain, money_of(source.data)) | {PERSPECTIVE: plan.perspective}
    model = dict(programme) | {PERSPECTIVE: plan.perspective}
    if plan.counting is not None:
        node["telling"] = model["telling"] = plan.counting
    if programme.taakstelling is None and plan.target is not None:
        node[TARGET] = model[TARGET] = _target(plan, plan.target)
    return node, model


def _target(plan: ProgrammePlan, whole: tuple[YearAmount, ...]) -> dict[str, Node]:
    """A target as it would be written."""
    if plan.block_by is None:
        return _years(whole)
    blocks = {block.name: _years(block.target) for block in plan.blocks}
    return {"per": plan.block_by, **blocks}


def _years(amounts: tuple[YearAmount, ...]) -> dict[str, Node]:
    by_year: dict[int, list[float]] = {}
    for item in amounts:
        by_year.setdefault(item.year, []).append(item.value)
    return {str(year): written(sums.total(values)) for year, values in sorted(by_year.items())}


def written(value: float) -> str:
    """A number as it can stand in a file.

    >>> written(1.234), written(1000.0), written(-2.5)
    ('1.2340', '1000', '-2.5')
    """
    text = f"{Decimal(f'{value:.15g}'):f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text  # three decimals may be thousands
