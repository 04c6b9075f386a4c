"""On which figure is decided, go on or stop: on what can still be decided, and at today's worth."""

from collections.abc import Sequence

from rendement.engine.result import Result
from rendement.study.drawing import PRESENT, Drawing
from rendement.study.recording_return import RETURN

EXPECTED = "totaal.verwacht.rendement"


def decided_on(drawing: Drawing, asked: str | None) -> tuple[str, str]:
    """The path of the figure, and why that one."""
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
    """Whether everything is realised, so that there is nothing to decide any more."""
    lines = [item.line for item in result.lines if item.line.counted]
    left = any(set(line.years) - (line.realised or set()) for line in lines)
    return any(line.realised for line in lines) and not left
