"""On which figures is decided, go on or stop: on what can still be decided, a case at today's worth."""

from collections.abc import Mapping, Sequence
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
    if asked is not None:
        return asked, "gevraagd"
    if _partly_realised(drawing):
        return EXPECTED, "verwacht"
    return whole_of([drawing])


def decided_between(drawings: Sequence[Drawing]) -> tuple[list[str], str]:
    """The same when one of several is chosen: of each the figure by which they are compared, and why that."""
    if not any(is_behind(drawing.result) for drawing in drawings):
        left = [EXPECTED if _partly_realised(drawing) else RETURN for drawing in drawings]
        if EXPECTED in left:
            return left, "verwacht"  # of who has realised nothing all is expected
    path, why = whole_of(drawings)
    return [path] * len(drawings), why


def whole_of(drawings: Sequence[Drawing]) -> tuple[str, str]:
    """The figure of whole cases: at today's worth where money moves in more than one year."""
    present = all(PRESENT in drawing.known for drawing in drawings)
    return (PRESENT, "contant") if present and any(map(_lasts, drawings)) else (RETURN, "rendement")


def _lasts(drawing: Drawing) -> bool:
    return sum(bool(part.benefits or part.costs) for part in drawing.result.by_year.values()) > 1


def _partly_realised(drawing: Drawing) -> bool:
    return drawing.result.realised is not None and EXPECTED in drawing.known


def is_behind(result: Result) -> bool:
    """Whether everything of a case is realised."""
    lines = [item.line for item in result.lines if item.line.counted]
    left = any(set(line.years) - (line.realised or set()) for line in lines)
    return any(line.realised for line in lines) and not left


def _all_realised(result: ProgrammeResult) -> bool:
    tranches = [tranche for leaf in result.plan.leaves if leaf.counted for tranche in leaf.tranches]
    return bool(tranches) and all(tranche.realised for tranche in tranches)
