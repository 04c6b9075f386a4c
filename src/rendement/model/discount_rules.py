"""Rules about discount rates: written once, and stepped from 0 in whole years."""

from collections.abc import Iterator

from rendement.model.case import Case
from rendement.model.facts import Facts
from rendement.model.line import Line
from rendement.model.rates import RateSteps
from rendement.source.finding import Finding
from rendement.source.path import Path

ROUND = 5  # tables of rates change after 30, 35, 75 years


def rate_of_line(facts: Facts) -> Iterator[Finding]:
    """A line says its rate once; what is no name of a norm keeps to the rules of any rate."""
    line, block = facts.line, facts.line.disconteren
    if "discontovoet" in facts.keys and block is not None and block.voet is not None:
        yield two_rates()
    yield from stepped_rates(line)


def stepped_rates(written: Case | Line) -> Iterator[Finding]:
    """What is wrong with the steps of a rate, in its short or its long form."""
    block = written.disconteren
    rates = (
        (("discontovoet",), written.discontovoet),
        (("disconteren", "voet"), block.voet if block is not None else None),
    )
    for place, rate in rates:
        if isinstance(rate, RateSteps):
            yield from step_findings(rate, place)


def two_rates() -> Finding:
    """The short and the long form exclude each other."""
    message, remedy = "de discontovoet staat er twee keer", "houd `disconteren.voet` of `discontovoet` over"
    return Finding("twee-voeten", message, remedy, ("discontovoet",))


def step_findings(rate: RateSteps, place: Path) -> Iterator[Finding]:
    """A stepped rate counts in whole years from 0; a table that counts years gives the year after."""
    starts = [start for start, _ in rate.knots]
    if starts[0] != 0 or any(start != int(start) for start in starts):
        message = "een trapsgewijze voet telt in hele jaren en begint bij 0"
        earlier = 1 if starts[0] == 1 else 0
        shown = _written(rate, [0, *(int(start) - earlier for start in starts[1:])])
        yield Finding("voet-vanaf-nul", message, f"schrijf bijvoorbeeld {shown}", place, of_value=True)
        return
    late = [int(start) for start in starts if start > ROUND and start % ROUND == 1]
    if late:
        message = f"de nieuwe voet begint na {late[0]} hele jaren; jaar {late[0]} heeft nog de voet ervoor"
        shown = _written(rate, [int(start) - (start in late) for start in starts])
        remedy = f"zet de bron de nieuwe voet bij jaar {late[0]}, schrijf dan {shown}"
        yield Finding("voet-een-jaar-later", message, remedy, place, "opmerking", of_value=True)


def _written(rate: RateSteps, starts: list[int]) -> str:
    shares = [f"{100 * share:.6g}%" for _, share in rate.knots]
    return f"{{{', '.join(f'{start}: {share}' for start, share in zip(starts, shares, strict=True))}}}"
