"""The remarks on a case: each is right as it stands, and something that its reader must know."""

from collections.abc import Iterator

from rendement.engine.plan import Line, Price
from rendement.engine.result import Result
from rendement.lint.rule import Rule, Seen, seen_in
from rendement.source.path import parse_path

_BY_YEAR = ("fte", "uren_per_week")  # forms of which the amount is one of a year


def _no_price_level(result: Result) -> Iterator[Seen]:
    if result.plan.price_level is None and result.lines:
        yield Seen(("prijspeil",))


def _price_without_level(result: Result) -> Iterator[Seen]:
    """Of every post once, at the first line that uses it."""
    plan = result.plan
    if plan.price_level is None:
        return
    lines: dict[str, list[Line]] = {}
    for line in plan.lines:
        for code in dict.fromkeys(code for part in line.parts if (code := _unknown(part.price))):
            lines.setdefault(code, []).append(line)
    for code, about in lines.items():
        yield from seen_in(about, post=code)
    for item in plan.thresholds:
        code = _unknown(item.price)
        if code and code not in lines:
            yield Seen(parse_path(item.path), said={"post": code})


def _unknown(price: Price) -> str:
    """The post of a price of which nobody knows the price level."""
    return (price.post or "").partition("@")[0] if price.level is None else ""


def _provisional(result: Result) -> Iterator[Seen]:
    """Every series of which a figure was used that may still change."""
    for use in result.plan.indices:
        if use.provisional:
            years = " en ".join(map(str, use.provisional))
            yield Seen(("prijspeil",), said={"reeks": use.name, "jaren": years})


def _without_duration(result: Result) -> Iterator[Seen]:
    """Benefits of which it cannot be seen whether their amount stands for more years."""
    lines = (item.line for item in result.benefits if item.line.counted)
    return seen_in(line for line in lines if not (line.own_duration or _is_of_a_year(line)))


def _is_of_a_year(line: Line) -> bool:
    return line.prices is not None or line.form in _BY_YEAR or len(line.effect.spell) > 1


def _left_out(result: Result) -> Iterator[Seen]:
    for item in result.lines:
        if not item.line.counted and item.line.residual_of is None:
            yield from seen_in([item.line], "telt_mee", reden=(item.line.why_not or "").rstrip("."))


REMARKS: tuple[Rule, ...] = (
    Rule(
        "geen-prijspeil",
        "de casus heeft geen prijspeil; er is niets geïndexeerd",
        "schrijf `prijspeil:` met het jaar van uw bedragen",
        _no_price_level,
    ),
    Rule(
        "prijs-zonder-prijspeil",
        "de prijs {post} heeft geen bekend prijspeil en is niet geïndexeerd",
        "weet u van welk jaar de prijs is, zet hem dan met `bedrag` en `prijspeil` op de regel",
        _price_without_level,
    ),
    Rule(
        "index-voorlopig",
        "het cijfer van de indexreeks {reeks} voor {jaren} is voorlopig; de uitkomst kan nog iets bewegen",
        "reken opnieuw als het cijfer definitief is, of noem een eigen reeks onder `indexcijfers:`",
        _provisional,
    ),
    Rule(
        "baat-zonder-duur",
        "zonder `duur` of `over_jaren` is een baat geheel geboekt in het jaar van het resultaat, ook als het "
        "bedrag voor meer jaren staat; dan vallen terugverdienjaar en contante waarde te gunstig uit",
        "schrijf hoeveel jaren het bedrag geldt: `duur: 1` bij een bedrag voor één jaar, of `over_jaren: 7`",
        _without_duration,
    ),
    Rule(
        "telt-niet-mee",
        "telt niet mee: {reden}",
        "haal `telt_mee: nee` weg als de regel wel mee moet tellen",
        _left_out,
    ),
)
