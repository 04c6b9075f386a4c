"""What a case is compared with: its own words, or else what its lines say would have happened anyway."""

from collections.abc import Iterator

from rendement.engine.result import LineResult, Result
from rendement.report.cells import notes
from rendement.report.document import Block
from rendement.report.dutch import counted, percent, plain

MOST_NAMES = 3
USUAL = "business_as_usual"


def compared_blocks(result: Result) -> list[Block]:
    """One block, always there: a return says nothing without what it is compared with."""
    said = [plain(result.plan.baseline)] if result.plan.baseline else [" ".join(_sentences(result))]
    return notes("nulalternatief", "Vergeleken met", said, prose=True)


def _sentences(result: Result) -> Iterator[str]:
    yield "Een nulalternatief is niet beschreven."
    lines = [item for item in result.benefits if item.line.counted]
    if not lines:
        return
    shares = [(item, lost) for item in lines if (lost := _usual(item))]
    if not shares:
        yield "Geen enkele baat zegt wat er ook zonder de aanpak was gebeurd: alles telt als effect ervan."
        return
    pieces = [f"{percent(round(lost, 4))} van {plain(item.line.name)}" for item, lost in shares[:MOST_NAMES]]
    more = len(shares) - len(pieces)
    pieces += [f"een deel van nog {counted(more, 'baat', 'baten')}"] if more else []
    yield f"De casus rekent ermee dat dit ook zonder de aanpak was gebeurd: {_listed(pieces)}."
    others = len(lines) - len(shares)
    if others:
        rest = "De andere baat telt" if others == 1 else f"De andere {others} baten tellen"
        yield f"{rest} helemaal als effect van de aanpak."


def _usual(item: LineResult) -> float:
    """The part of a line that would have come anyway."""
    step = next((step for step in item.steps if step.name == USUAL), None)
    return 0.0 if step is None or step.share is None else 1 - step.share


def _listed(pieces: list[str]) -> str:
    *first, last = pieces
    return f"{', '.join(first)} en {last}" if first else last
