"""How a case and its lines are discounted: the rate, the base year and the moment in the year."""

from rendement.bind.context import Context
from rendement.engine.arithmetic import Number
from rendement.engine.plan import Discount
from rendement.model.case import Case
from rendement.model.library import norm_exceptions, standing_norm
from rendement.model.line import Line
from rendement.model.rates import RateSteps
from rendement.source.path import Path
from rendement.source.scalar import keys_by_number, written_number
from rendement.source.suggest import did_you_mean

Steps = tuple[tuple[int, Number], ...]


def discount_place(written: Case | Line) -> Path:
    """Where below a case or line the discount rate is written, or would be."""
    block = written.disconteren
    return ("disconteren", "voet") if block is not None and block.voet is not None else ("discontovoet",)


def case_discount(context: Context) -> Discount:
    """How every amount is discounted, unless its line says otherwise."""
    case = context.case
    given, place, origin = case.disconteren, discount_place(case), ""
    rate = case.discontovoet if given is None or given.voet is None else given.voet
    if rate is None:
        norm = standing_norm()
        rate, origin = norm.voet, f"geldende norm sinds {norm.van}"
    base = given.basisjaar if given is not None and given.basisjaar is not None else case.periode[0]
    moment = given.moment if given is not None and given.moment is not None else "begin"
    return Discount(_steps(context, rate, place), base, moment, origin)


def line_discount(context: Context, line: Line, place: Path) -> Discount | None:
    """How a line that says so is discounted; what it does not say is that of the case."""
    given = line.disconteren
    if given is None and line.discontovoet is None:
        return None
    standard, own = case_discount(context), (*place, *discount_place(line))
    rate = line.discontovoet if given is None or given.voet is None else given.voet
    moment = standard.moment if given is None or given.moment is None else given.moment
    if rate is None:
        return Discount(standard.steps, standard.base, moment, standard.origin)
    if isinstance(rate, str):
        name, rate = rate, _exception(context, rate, own)
        return None if rate is None else Discount(_steps(context, rate, own), standard.base, moment, name)
    return Discount(_steps(context, rate, own), standard.base, moment)


def _exception(context: Context, name: str, place: Path) -> float | None:
    """The rate of an exception of the norm; a finding when it is none, or not for this side."""
    known = norm_exceptions()
    if name not in known:
        message = f"er is geen uitzondering `{name[:60]}` op de standaarddiscontovoet"
        remedy = did_you_mean(name, known, f"schrijf een percentage, of een van: {', '.join(known)}")
        context.add(place, "onbekende-voet", message, remedy)
        return None
    found = known[name]
    if found.bij != place[0]:
        message = f"`{name}` geldt alleen voor {found.bij}"
        context.add(place, "voet-verkeerde-kant", message, "haal deze voet weg, of schrijf een percentage")
        return None
    return found.voet


def _steps(context: Context, rate: float | RateSteps, place: Path) -> Steps:
    if not isinstance(rate, RateSteps):
        return ((0, context.number(place, rate, "voet")),)
    keys = keys_by_number(context.node(place))
    return tuple(
        (int(start), context.number((*place, keys.get(start, written_number(start))), step, "voet"))
        for start, step in rate.knots
    )
