"""On which figure is decided, go on or stop: on what can still be decided, and at today's worth."""

from rendement.engine.result import Result
from rendement.study.drawing import PRESENT, Drawing
from rendement.study.recording_return import RETURN

EXPECTED = "totaal.verwacht.rendement"


def decided_on(drawing: Drawing, asked: str | None) -> tuple[str, str]:
    """The path of the figure, and why that one."""
    result = drawing.result
    if asked is not None:
        return asked, "gevraagd"
    if result.realised is not None and EXPECTED in drawing.known:
        return EXPECTED, "verwacht"
    years = [part for part in result.by_year.values() if part.benefits or part.costs]
    return (PRESENT, "contant") if len(years) > 1 and PRESENT in drawing.known else (RETURN, "rendement")


def is_behind(result: Result) -> bool:
    """Whether everything is realised, so that there is nothing to decide any more."""
    lines = [item.line for item in result.lines if item.line.counted]
    left = any(set(line.years) - (line.realised or set()) for line in lines)
    return any(line.realised for line in lines) and not left
