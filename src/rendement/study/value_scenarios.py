"""The scenarios that only change values: as settings of the program of a file, proven on every figure."""

from collections.abc import Iterator, Mapping
from math import isclose

from rendement.study.contract import family_of, figures_of
from rendement.study.recording_case import figures_by_path
from rendement.study.recording_return import CONTROL
from rendement.study.report import Reported

CENT = 0.005

Setting = dict[str, float]


def value_scenarios(reported: Reported) -> Iterator[tuple[str, Setting]]:
    """Each with what it changes; one that changes the shape of the file is left out."""
    program, family = reported.program, family_of(reported.figures)
    movable = {item.path for item in reported.inputs} & program.inputs.keys()
    for name, run in reported.calculation.scenario_runs.items():
        if run.failed:
            continue
        figures = figures_of(run)
        values = {item.path: item.value for item in figures.result.plan.ledger.inputs}
        setting = {path: value for path, value in values.items() if program.inputs.get(path, value) != value}
        if not setting.keys() <= movable or not program.inputs.keys() <= values.keys():
            continue
        if _same(program.run(setting), figures_by_path(family, figures)):
            yield name, setting


def _same(found: Mapping[str, float | None], wanted: Mapping[str, float]) -> bool:
    """Whether a program gives the figures of a scenario, all of them and no others."""
    own = {path: value for path, value in found.items() if not path.startswith(CONTROL)}
    return wanted.keys() <= own.keys() and all(
        path in wanted and isclose(value, wanted[path], abs_tol=CENT)
        for path, value in own.items()
        if value is not None
    )
