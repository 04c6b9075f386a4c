"""The derivation of what a line starts with: number, price and years, and the gross amount they make."""

from rendement.engine.arithmetic import settled, total
from rendement.engine.plan import BY_YEAR, EACH_YEAR, SCALING, Factor, Line, Part
from rendement.engine.result import LineResult
from rendement.engine.sample import called
from rendement.report.explain.records import Derivation, Figure, Subject, Term, product_of, sum_of


def gross_figure(subject: Subject, item: LineResult) -> Derivation:
    """The derivation of the gross amount; a price of one number stands there itself."""
    price = _price_terms(subject, item.line)
    whole = Term((Figure("prijs", item.product.price, path=f"{item.line.path}.prijs"),))
    return _times(subject, item, "aantal × prijs × jaren", price[0] if len(price) == 1 else whole)


def indexed_figure(subject: Subject, item: LineResult) -> Derivation:
    """The derivation of the gross amount at the price level of the case."""
    parts = item.line.parts
    if len({(part.price.index, part.price.series, part.price.level) for part in parts}) == 1:
        gross = Figure("bruto", item.gross, path=f"{item.line.path}.stappen[0].bedrag")
        return product_of("bruto × index", gross, *index_figures(subject, parts[0]))
    price = _price_terms(subject, item.line, indexed=True)
    return _times(subject, item, "aantal × prijs × index × jaren", *price)


def count_figure(subject: Subject, item: LineResult) -> Derivation:
    """The derivation of the number."""
    line = item.line
    factors = [_quantity(subject, line, factor) for factor in line.quantity if factor.step != SCALING]
    if line.scaled_to is not None:
        path = f"{line.written}.opschalen_naar"
        factors.append(subject.input("grootte van de groep", line.scaled_to, "aantal", path, line.source))
    factors += subject.factors(line.factors, line.source)
    more = "bereik × slaagkans × factoren" if line.factors else "bereik × slaagkans"
    cancelled = line.prices is not None and not settled(line.timing)
    if line.basis != BY_YEAR or cancelled:
        whole = factors or [Figure("geen aantal: één", 1.0, "aantal")]
        return product_of(f"aantal (× {more})", *whole, unit="aantal")
    terms = (Term((*factors, figure)) for figure in _yearly_numbers(subject, line))
    return sum_of(f"som van de jaren: aantal (× {more})", *terms, unit="aantal")


def price_figure(subject: Subject, item: LineResult) -> Derivation:
    """The derivation of the price."""
    line = item.line
    formula = "som van de prijzen"
    if line.scaled_to is not None:
        formula = f"gemiddelde van de {called(line.sample, 'casus', 'casussen')[1]}"
    elif line.prices is not None and line.basis == BY_YEAR:
        formula = "gemiddelde, gewogen naar het aantal"
    return sum_of(formula, *_price_terms(subject, line))


def years_figure(subject: Subject, item: LineResult) -> Derivation:
    """The derivation of the years: those in which the size holds, times those of the effect."""
    line = item.line
    own = f"{line.written}.over_jaren" if line.effect.spread else f"{line.written}.duur"
    effect = subject.input("jaren effect", total(line.effect.spell), "aantal", own)
    if line.basis != EACH_YEAR:
        return product_of("jaren effect", effect, unit="aantal")
    own = f"{line.path}.maanden"
    covered = subject.input("jaren van de regel", settled(line.timing), "aantal", own)
    if line.effect.spell == (1.0,):
        return product_of("jaren van de regel (maanden als twaalfden)", covered, unit="aantal")
    return product_of(
        "jaren van de regel (maanden als twaalfden) × jaren effect", covered, effect, unit="aantal"
    )


def composed(item: LineResult) -> list[str]:
    """The factors of a line that are made of several numbers, by their key."""
    several = len(item.line.parts) > 1 or item.line.scaled_to is not None or item.line.prices is not None
    return [*(["prijs"] if several else []), *(["jaren"] if item.product.years != 1 else [])]


def _times(subject: Subject, item: LineResult, formula: str, *price: Term) -> Derivation:
    """Every term of the price, times number and years; one year is left out."""
    own, product = item.line.path, item.product
    count = Figure("aantal", product.count, "aantal", f"{own}.aantal")
    years = [Figure("jaren", product.years, "aantal", f"{own}.jaren")] if product.years != 1 else []
    return sum_of(formula, *(Term((count, *term.figures, *years)) for term in price))


def _price_terms(subject: Subject, line: Line, *, indexed: bool = False) -> list[Term]:
    if line.prices is None:
        named = called(line.sample, "casus", "casussen")[1]
        casus = Figure(f"aantal {named}", line.cases, "aantal", inverse=True)
        mean = (casus,) if line.scaled_to is not None else ()
        return [
            Term((*_part_figures(subject, part), *index_figures(subject, part, indexed=indexed), *mean))
            for part in line.parts
        ]
    often = settled(line.timing)
    mean = (Figure("som van de aantallen", often, "aantal", inverse=True),) if often else ()
    numbers = [(number, *mean) for number in _yearly_numbers(subject, line)]
    terms = []
    for year, price, number in zip(line.years, line.prices, numbers, strict=True):
        amount = subject.input(f"bedrag in {year}", price, "euro", f"{line.path}.bedrag.{year}", line.source)
        weight = number if line.basis == BY_YEAR else ()
        terms.append(Term((amount, *weight, *index_figures(subject, line.parts[0], indexed=indexed))))
    return terms


def _yearly_numbers(subject: Subject, line: Line) -> list[Figure]:
    """How often the size counts in each year; months count part of it."""
    if line.again is not None:
        pairs = zip(line.years, line.timing, strict=True)
        return [Figure(f"keer in {year}", times, "aantal", f"{line.path}.herhaling") for year, times in pairs]
    key = "fte" if line.form == "fte" and all(factor.step != "fte" for factor in line.quantity) else "aantal"
    name = f"{key} × deel van het jaar" if line.results is not None else key
    return [
        subject.input(f"{name} in {year}", number, "aantal", f"{line.path}.{key}.{year}", line.source)
        for year, number in zip(line.years, line.timing, strict=True)
    ]


def _quantity(subject: Subject, line: Line, factor: Factor) -> Figure:
    unit = "aandeel" if factor.step in ("bereik", "slaagkans") else "aantal"
    return subject.input(factor.step, factor.value, unit, factor.path, line.source)  # type: ignore[arg-type]


def _part_figures(subject: Subject, part: Part) -> tuple[Figure, ...]:
    price = subject.priced(part.price)
    return (*subject.counted(part, "aantal van de post"), *price) if part.basket else price


def index_figures(subject: Subject, part: Part, *, indexed: bool = True) -> tuple[Figure, ...]:
    """The price index of a part, as the two figures it is a quotient of; nothing when its price has none."""
    series = part.price.series
    if not indexed or series is None:
        return ()
    levels = (subject.result.plan.price_level, part.price.level)
    use = next(use for use in subject.result.plan.indices if use.name == series)
    found = [(year, subject.index_levels[f"indexcijfers.{series}.{year}"]) for year in levels]
    return tuple(
        Figure(
            f"indexcijfer {series} {year}",
            level.value,
            "factor",
            inverse=bool(position),
            place=f"{use.file}:{level.origin.line}" if level.origin.line else use.file,
            source=f"{use.title}; {use.source}{'; voorlopig' if year in use.provisional else ''}",
        )
        for position, (year, level) in enumerate(found)
    )
