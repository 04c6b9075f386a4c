"""On which figure is decided, go on or stop: on what can still be decided, and at today's worth."""

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
    return (PRESENT, "contant") if len(years) > 1 else (RETURN, "rendement")
