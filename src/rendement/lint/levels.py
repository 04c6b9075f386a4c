"""R4: price levels, and the rate by which money of other years counts."""

from collections.abc import Iterator

from rendement.bind.discount import discount_place
from rendement.engine.plan import Price
from rendement.lint.known import KnownCase, percent_of
from rendement.lint.rule import Method, Named, Seen
from rendement.model.case import Case
from rendement.model.library import norm_exceptions, norms, standing_norm
from rendement.model.line import Line
from rendement.model.pricelist import Norm
from rendement.model.rates import RateSteps
from rendement.source.bundled import bundled_lists
from rendement.source.currency import EURO
from rendement.source.path import Path, parse_path

_OLD = 5  # years before the price level of the case
_SAME = 1e-12
_LONG = 3  # years over which prices are hardly those of one year

Rate = float | RateSteps
Steps = tuple[tuple[int, float], ...]


def _counted_prices(known: KnownCase) -> Iterator[tuple[Path, tuple[Named, ...], Price]]:
    """Every price behind a total, and those of break-even values: where, of which line, and the price."""
    for item in (*known.benefits, *known.costs):
        for part in item.line.parts:
            yield parse_path(part.basket or item.line.path), (item.line,), part.price
    for threshold in known.plan.thresholds:
        yield parse_path(threshold.path), (), threshold.price


def _mixed_levels(known: KnownCase) -> Iterator[Seen]:
    if known.plan.price_level is not None:
        return
    items = (*known.benefits, *known.costs)
    levels = {part.price.level for item in items for part in item.line.parts} - {None}
    if len(levels) > 1:
        dated = tuple(item.line for item in items if any(part.price.level for part in item.line.parts))
        yield Seen(("prijspeil",), dated, {"jaren": _listed(sorted(levels, key=str))})


def _listed(items: list[object]) -> str:
    *first, last = map(str, items)
    return f"{', '.join(first)} en {last}" if first else last


def _old_prices(known: KnownCase) -> Iterator[Seen]:
    yield from _long_ago(known, known.plan.price_level)
    for number, (name, _) in enumerate(known.library.lists):
        later = _later(name)
        if later is not None and name in _used(known):
            yield Seen(("prijslijsten", number), said={"wat": f"na `{name}` kwam `{later}`"})


def _long_ago(known: KnownCase, wanted: int | None) -> Iterator[Seen]:
    """The prices from long before the price level of the case."""
    if wanted is None:
        return
    said = set[Path]()
    for place, about, price in _counted_prices(known):
        if price.level is not None and price.level < wanted - _OLD and place not in said:
            said.add(place)
            name = f"`{price.post}`" if price.post is not None else "dit bedrag"
            yield Seen(place, about, {"wat": f"{name} is van {price.level}, en de casus rekent in {wanted}"})


def _later(name: str) -> str | None:
    """The newest bundled list that is called the same but for its year, when it is newer than this."""
    stem, _, year = name.rpartition("-")
    others = [other for other in bundled_lists() if other.rpartition("-")[0] == stem]
    newest = max(others, default="", key=_year)
    return newest if year.isdigit() and newest and _year(newest) > int(year) else None


def _year(name: str) -> int:
    year = name.rpartition("-")[2]
    return int(year) if year.isdigit() else 0


def _used(known: KnownCase) -> set[str | None]:
    return {price.price_list for _, _, price in _counted_prices(known)}


def _nominal(known: KnownCase) -> Iterator[Seen]:
    plan, norm = known.plan, standing_norm().voet
    if plan.price_level is not None or plan.discount.steps != _steps(norm):
        return
    if not known.benefits or not known.costs:
        return
    items = (*known.benefits, *known.costs)
    years = sorted({year for item in items for year, amount in item.by_year.items() if amount})
    if years and years[-1] - years[0] + 1 >= _LONG:
        said = {"voet": _steps_text(_steps(norm)), "eerste": years[0], "laatste": years[-1]}
        yield Seen(("prijspeil",), said=said)


def _steps(rate: Rate) -> Steps:
    """A rate from each number of years on."""
    return (
        tuple((int(start), step) for start, step in rate.knots)
        if isinstance(rate, RateSteps)
        else ((0, rate),)
    )


def _steps_text(steps: Steps) -> str:
    return ", dan ".join(percent_of(step) for _, step in steps)


def _other_rates(known: KnownCase) -> Iterator[Seen]:
    if known.calculation.money.currency != EURO:
        return
    case, standard = known.case, known.plan.discount
    if not (case.bron or case.toelichting):
        yield from _other_rate(case, (), standard.base, _steps(standing_norm().voet))
    for item in (*known.benefits, *known.costs):
        written = known.written(item.line)
        if not (written.bron or written.toelichting):
            place = parse_path(item.line.path)
            yield from _other_rate(written, place, standard.base, standard.steps, (item.line,))


def _other_rate(
    written: Case | Line, place: Path, base: int, without: Steps, about: tuple[Named, ...] = ()
) -> Iterator[Seen]:
    """The rate that a case or a line writes, when it is not one that holds; what holds without it."""
    given = written.disconteren
    rate = written.discontovoet if given is None or given.voet is None else given.voet
    if rate is None or isinstance(rate, str) or _holds(rate, base, place[:1]):
        return
    once = [norm for norm in norms() if _same(norm.voet, rate)]
    said = {
        "voet": _steps_text(_steps(rate)),
        "jaar": base,
        "ooit": f"; het was de norm van {_listed([_span(norm) for norm in once])}" if once else "",
        "norm": _steps_text(without),
    }
    yield Seen((*place, *discount_place(written)), about, said)


def _holds(rate: Rate, base: int, side: Path) -> bool:
    """Whether a rate is the norm of its base year, the standing one, or an exception for its side."""
    own = [norm.voet for norm in norms() if norm.geldend or norm.van <= base <= (norm.tot or norm.van)]
    own += [found.voet for found in norm_exceptions().values() if side == (found.bij,) and found.van <= base]
    return any(_same(norm, rate) for norm in own)


def _same(one: Rate, other: Rate) -> bool:
    ours, theirs = _steps(one), _steps(other)
    return len(ours) == len(theirs) and all(
        start == begin and abs(rate - step) < _SAME
        for (start, rate), (begin, step) in zip(ours, theirs, strict=True)
    )


def _span(norm: Norm) -> str:
    return f"{norm.van} tot en met {norm.tot}" if norm.tot is not None else f"{norm.van} af"


RULES: tuple[Method, ...] = (
    Method(
        "R401",
        "prijspeilen-door-elkaar",
        "waarschuwing",
        "de casus heeft geen `prijspeil`, en telt prijzen van {jaren} bij elkaar op",
        "schrijf `prijspeil:` met het jaar waarin u rekent; dan wordt elke prijs daarheen gebracht",
        "Euro's van verschillende jaren zijn niet dezelfde euro's.",
        "transport-cba waarschuwt bij hetzelfde",
        case=_mixed_levels,
    ),
    Method(
        "R402",
        "oude-prijs",
        "opmerking",
        "er is gerekend met een oude prijs: {wat}",
        "neem de nieuwste lijst, of een prijs van dichterbij",
        "Een index maakt een prijs duurder, maar weet niet wat er in de zorg of de wet is veranderd.",
        "greenbook houdt van elke waarde bij uit welke uitgave zij komt",
        case=_old_prices,
    ),
    Method(
        "R403",
        "nominaal-met-reele-voet",
        "opmerking",
        "zonder `prijspeil` tellen bedragen van {eerste} tot en met {laatste} met de reële voet van {voet}",
        "schrijf `prijspeil:` met het jaar waarin alle bedragen staan",
        "De norm is een voet na inflatie; bij bedragen met inflatie erin trekt zij te weinig af.",
        "healthiar#440 en #1491: nominale bedragen met een reële voet",
        case=_nominal,
    ),
    Method(
        "R404",
        "voet-is-geen-norm",
        "waarschuwing",
        "de discontovoet van {voet} is in {jaar} niet de norm{ooit}",
        "laat de voet weg (dan geldt {norm}), of zeg in `bron` of `toelichting` waar zij vandaan komt",
        "Met een eigen voet is een uitkomst niet te vergelijken met die van een ander.",
        "rwseconomie.nl: 2,25% sinds 2021",
        case=_other_rates,
    ),
)
