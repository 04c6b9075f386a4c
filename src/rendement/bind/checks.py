"""What can only be judged of a whole plan: who bears what, and costs below 0."""

from collections.abc import Iterator, Mapping, Sequence

from rendement.bind.context import PRICES, Context
from rendement.bind.extremes import highest, lowest
from rendement.engine.arithmetic import Number, settled, size, total
from rendement.engine.compute import years_of
from rendement.engine.discounting import factors
from rendement.engine.growth import growth_factors
from rendement.engine.line import compute_line
from rendement.engine.plan import BENEFITS, COSTS, Discount, Line, Plan
from rendement.engine.result import LineResult
from rendement.model.values import ends, point
from rendement.source.finding import Severity
from rendement.source.path import Path, parse_path
from rendement.source.scalar import euros

HALF_CENT = 0.005
FURTHEST = 1e100  # times a euro: beyond it sums of money no longer fit a number


def check_plan(context: Context, plan: Plan, *, whole: bool = True) -> None:
    """Everything that a plan must hold to; what its lines must be together, only where they are the whole."""
    checks = (_check_growth, _check_amounts, _check_residuals, _check_costs, _check_discount)
    for check in checks:
        if whole or check is not _check_costs:
            check(context, plan)


def _check_amounts(context: Context, plan: Plan) -> None:
    """Fixed amounts of bearers fit the line they divide, also at the ends of its ranges."""
    for line in plan.lines:
        if all(bearer.amount is None for bearer in line.bearers or ()):
            continue
        place = (*parse_path(line.written), "ontvanger" if line.side == BENEFITS else "betaler")
        net = _net(compute_line(plan, line))
        margin, taken = _division(line, net)
        context.guard("betalers-geen-100", place, margin)
        if context.recording:
            continue
        severity: Severity = "fout"
        if margin >= 0:
            severity = "waarschuwing"
            margin, net = min(_at_the_ends(context, plan, line))
            taken = _division(line, net)[1]
        if margin < 0:
            least = " aan een eind van de bandbreedte" if severity == "waarschuwing" else ""
            message = f"de verdeling telt op tot {euros(taken)}, maar de regel is netto {euros(net)}{least}"
            remedy = "geef één actor `rest`; bedragen gelden voor de hele regel, over alle jaren samen"
            if severity == "waarschuwing":
                remedy = "geef aandelen in plaats van bedragen: die gelden bij elke uitkomst"
            context.add(place, "betalers-geen-100", message, remedy, severity)


def _division(line: Line, net: Number) -> tuple[Number, Number]:
    """By how much a division of this amount fits, below 0 when it does not; and what is taken of it."""
    bearers = line.bearers or ()
    taken = total(
        net * (0.0 if bearer.share is None else bearer.share) if bearer.amount is None else bearer.amount
        for bearer in bearers
    )
    over = net - taken
    return (HALF_CENT + over if _has_rest(line) else HALF_CENT - size(over)), taken


def _at_the_ends(context: Context, plan: Plan, line: Line) -> Iterator[tuple[float, float]]:
    """The margin of a division and the net amount, where it is tightest."""
    for end in (lowest, highest) if not _has_rest(line) else (lowest,):
        net = end(context, plan, line, _net)
        yield _division(line, net)[0], net


def _has_rest(line: Line) -> bool:
    return any(bearer.share is None and bearer.amount is None for bearer in line.bearers or ())


def _check_residuals(context: Context, plan: Plan) -> None:
    """What is left of an investment is no more than it cost, also at the ends of the ranges."""
    costs = {line.path: line for line in plan.lines}
    for line in plan.lines:
        if line.residual_of is None:
            continue
        cost, place = costs[line.residual_of], parse_path(line.parts[0].price.path)
        spent, left = _net(compute_line(plan, cost)), -_net(compute_line(plan, line))
        context.guard("restwaarde-te-hoog", place, spent - left + HALF_CENT)
        if context.recording:
            continue
        severity: Severity = "fout"
        if spent - left + HALF_CENT >= 0:
            severity = "waarschuwing"
            value = context.numbers.written[place][0]
            left *= ends(value)[1] / point(value) if point(value) else 1.0
            spent = lowest(context, plan, cost, _net)
        if spent - left + HALF_CENT < 0:
            least = " aan een eind van de bandbreedte" if severity == "waarschuwing" else ""
            message = f"de restwaarde is {euros(left)}, maar de regel kost netto {euros(spent)}{least}"
            context.add(place, "restwaarde-te-hoog", message, "geef hooguit wat de regel kost", severity)


def _check_costs(context: Context, plan: Plan) -> None:
    """What everything costs together is no gain."""
    costs = [line for line in plan.lines if line.side == COSTS and line.counted]
    lines = [line for line in costs if line.residual_of is None]
    gaining = _gaining(context, lines)
    if not context.recording and not gaining:
        return
    left = settled([_net(compute_line(plan, line)) for line in costs if line.residual_of is not None])
    nets = [_net(compute_line(plan, line)) for line in lines]
    whole = settled([*nets, left])
    context.guard("kosten-negatief", (COSTS,), whole)
    if context.recording:
        return
    severity: Severity = "fout"
    if whole >= 0:
        severity = "waarschuwing"
        nets = _lowest_nets(context, plan, lines, gaining)
        whole = settled([*nets, left])
    if whole < 0:
        least = " aan een eind van de bandbreedte" if severity == "waarschuwing" else ""
        message = f"de kosten zijn samen {euros(whole)}{least}, en dus een opbrengst"
        remedy = "zet wat geld oplevert of bespaart bij de baten, zonder minteken"
        place = parse_path(lines[nets.index(min(nets))].written)
        context.add(place, "kosten-negatief", message, remedy, severity)


def _gaining(context: Context, lines: list[Line]) -> set[str]:
    """The lines with anything below 0 about them, by their paths; no other can turn out below 0."""
    below = {place[:2] for place, (value, _) in context.numbers.written.items() if ends(value)[0] < 0}
    if any(place[0] == PRICES for place in below):
        return {line.path for line in lines}
    return {line.path for line in lines if line.form == "voor" or parse_path(line.written) in below}


def _lowest_nets(context: Context, plan: Plan, lines: list[Line], gaining: set[str]) -> list[float]:
    """How low every line turns out; 0 for the others once they make up for those that may be a gain."""
    lows = {line.path: lowest(context, plan, line, _net) for line in lines if line.path in gaining}
    whole = total(lows.values())
    for line in lines:
        if line.path not in lows:
            lows[line.path] = lowest(context, plan, line, _net) if whole < 0 else 0.0
            whole += lows[line.path]
    return [lows[line.path] for line in lines]


def _check_growth(context: Context, plan: Plan) -> None:
    """What a euro grows to stays within what a number can hold."""
    for line in plan.lines:
        if line.growth is None:
            continue
        place, years = parse_path(line.growth.path), years_of((line,))
        grown = growth_factors(line.growth, (min(years), max(years)))
        said = f"met deze groei is een euro van {line.growth.since} in {{}} niet uit te drukken"
        _check_reach(context, place, grown, said, "kies een groei dichter bij 0%")


def _check_discount(context: Context, plan: Plan) -> None:
    """The discount factors stay within what a number can hold."""
    place = ("discontovoet" if context.case.disconteren is None else "disconteren",)
    _check_factors(context, plan.discount, place, [*plan.period, *years_of(plan.lines)])
    for line in plan.lines:
        if line.discount is not None:
            _check_factors(context, line.discount, _rate_place(context, line), years_of([line]))


def _rate_place(context: Context, line: Line) -> Path:
    """Where a line, or the cost of which it is the residual value, says how it is discounted."""
    place = parse_path(line.follows or line.path)
    written = (key for key in ("discontovoet", "disconteren") if context.node((*place, key)) is not None)
    return (*place, *list(written)[:1])


def _check_factors(context: Context, discount: Discount, place: Path, years: Sequence[int]) -> None:
    worth = factors(discount, (min(years), max(years)))
    said = f"een euro uit {{}} is met deze voet in {discount.base} niet meer in een getal uit te drukken"
    _check_reach(context, place, worth, said, "kies een voet dichter bij 0%")


def _check_reach(
    context: Context, place: Path, by_year: Mapping[int, Number], said: str, remedy: str
) -> None:
    """What a euro is in each year stays within what a number can hold; of one place one year is named."""
    for year, euro in by_year.items():
        context.guard("voet-buiten-bereik", place, euro - 1 / FURTHEST)
        context.guard("voet-buiten-bereik", place, FURTHEST - euro)
        if not context.recording and not 1 / FURTHEST < euro < FURTHEST:
            context.add(place, "voet-buiten-bereik", said.format(year), remedy)
            return


def _net(item: LineResult) -> Number:
    return item.net
