"""On which figures is decided, go on or stop: on what can still be decided, a case at today's worth."""

from collections.abc import Mapping
from dataclasses import field

from rendement.engine.programme import ProgrammeResult
from rendement.engine.result import Result
from rendement.source.record import record
from rendement.study.drawing import PRESENT, Drawable, Drawing
from rendement.study.drawing_programme import ProgrammeDrawing
from rendement.study.recording_return import RETURN

EXPECTED = "totaal.verwacht.rendement"


@record
class Decided:
    """What is decided on, and why that: one figure, or of a programme that of each measure.

    `measures`: the path and the name of each measure by its figure.
    """

    path: str
    why: str
    behind: bool  # everything is realised, so that there is nothing to decide any more
    measures: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[str, ...]:
        """The path of each figure."""
        return tuple(self.measures) if self.why == "maatregelen" else (self.path,)


def decided_on(drawing: Drawable, asked: str | None) -> Decided:
    """Of a case the figure that was asked, or else the one that fits it."""
    if isinstance(drawing, ProgrammeDrawing):
        found = {path: (item.measure.path, item.measure.name) for path, item in drawing.undecided.items()}
        return Decided(drawing.headline, "maatregelen", _all_realised(drawing.result), found)
    if not isinstance(drawing, Drawing):
        raise TypeError(drawing)
    path, why = _of_case(drawing, asked)
    return Decided(path, why, is_behind(drawing.result))


def _of_case(drawing: Drawing, asked: str | None) -> tuple[str, str]:
    result = drawing.result
    if asked is not None:
        return asked, "gevraagd"
    if result.realised is not None and EXPECTED in drawing.known:
        return EXPECTED, "verwacht"
    years = [part for part in result.by_year.values() if part.benefits or part.costs]
    return (PRESENT, "contant") if len(years) > 1 and PRESENT in drawing.known else (RETURN, "rendement")


def is_behind(result: Result) -> bool:
    """Whether everything of a case is realised."""
    lines = [item.line for item in result.lines if item.line.counted]
    left = any(set(line.years) - (line.realised or set()) for line in lines)
    return any(line.realised for line in lines) and not left


def _all_realised(result: ProgrammeResult) -> bool:
    tranches = [tranche for leaf in result.plan.leaves if leaf.counted for tranche in leaf.tranches]
    return bool(tranches) and all(tranche.realised for tranche in tranches)
