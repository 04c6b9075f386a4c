"""Where a page leads: to every measure of a programme, and from there to the file that it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rendement.report.document import Cell
from rendement.report.programme.measure_blocks import file_key, links_of, monitor_key
from rendement.report.wording import name_of

if TYPE_CHECKING:
    from rendement.engine.programme_plan import Measure
    from rendement.study.contract import Figures

    Measures: TypeAlias = tuple[Measure, ...]


def ways_of(figures: "Figures") -> tuple[Cell, ...]:
    """The name of every measure, with where it leads."""
    if figures.kind != "programma":
        return ()
    return tuple(Cell(name_of(measure), links=links_of(measure)) for measure in figures.result.plan.leaves)


def files_of(figures: "Figures") -> Mapping[str, Path]:
    """The files that the measures of a programme are, or read, by the link that leads there."""
    return dict(_files(figures.result.plan.measures)) if figures.kind == "programma" else {}


def _files(measures: "Measures") -> Iterator[tuple[str, Path]]:
    for measure in measures:
        for origin in (measure.case, measure.programme):
            if origin is not None:
                yield file_key(measure), Path(origin.file)
        if measure.post is not None and measure.post.read:
            yield monitor_key(measure), Path(measure.post.read[0].file)
        yield from _files(measure.parts)
