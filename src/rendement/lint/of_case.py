"""The remarks on a case: each is right as it stands, and something that its reader must know."""

from collections.abc import Iterator

from rendement.engine.result import Result
from rendement.lint.rule import Rule, Seen, seen_in


def _no_price_level(result: Result) -> Iterator[Seen]:
    if result.plan.price_level is None and result.lines:
        yield Seen(("prijspeil",))


def _provisional(result: Result) -> Iterator[Seen]:
    """Every series of which a figure was used that may still change."""
    for use in result.plan.indices:
        if use.provisional:
            years = " en ".join(map(str, use.provisional))
            yield Seen(("prijspeil",), said={"reeks": use.name, "jaren": years})


def _left_out(result: Result) -> Iterator[Seen]:
    for item in result.lines:
        if not item.line.counted and item.line.follows is None:
            yield from seen_in([item.line], "telt_mee", reden=(item.line.why_not or "").rstrip("."))


REMARKS: tuple[Rule, ...] = (
    Rule(
        "geen-prijspeil",
        "de casus heeft geen prijspeil; er is niets geïndexeerd",
        "schrijf `prijspeil:` met het jaar van uw bedragen",
        _no_price_level,
    ),
    Rule(
        "index-voorlopig",
        "het cijfer van de indexreeks {reeks} voor {jaren} is voorlopig; de uitkomst kan nog iets bewegen",
        "reken opnieuw als het cijfer definitief is, of noem een eigen reeks onder `indexcijfers:`",
        _provisional,
    ),
    Rule(
        "telt-niet-mee",
        "telt niet mee ({reden})",
        "haal `telt_mee: nee` weg als de regel wel mee moet tellen",
        _left_out,
    ),
)
