"""What an investment is still worth at the end: a line of its own, that goes off the costs."""

from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.discount import case_discount
from rendement.engine.plan import IN_ALL, Discount, Effect, Factor, Part, Price
from rendement.engine.plan import Line as PlanLine
from rendement.model.case import Case
from rendement.model.line import CostLine
from rendement.source.path import format_path, parse_path

END, KEY = "eind", "restwaarde"


def residual_line(context: Context, written: CostLine, cost: PlanLine, number: int) -> PlanLine | None:
    """The residual value of a cost, as the cost line with this number; None where there is none."""
    # it comes once, at the end of its year, to whoever bore the cost, and for the same additional share
    residual, place = written.restwaarde, (*parse_path(cost.path), KEY)
    if residual is None or not cost.parts:
        return None
    at = (*place, "bedrag") if context.node((*place, "bedrag")) is not None else place
    year = residual.year or _last_year(context.case)
    if year < cost.years[0]:
        message = f"in {year} is er nog geen restwaarde: deze regel begint in {cost.years[0]}"
        amount = node if isinstance(node := context.node(at), str) else "…"
        remedy = f"noem een later jaar: `restwaarde: {{bedrag: {amount}, jaar: {cost.years[-1]}}}`"
        context.add(place, "restwaarde-te-vroeg", message, remedy)
        return None
    name, first, old = f"{written.naam} ({KEY})", cost.parts[0], cost.parts[0].price
    worth = context.number(at, residual.amount, "bedrag")
    price = Price(format_path(at), name, worth, old.index, old.level, old.series, source=written.bron)
    done = cost.realised is not None and cost.realised.issuperset(cost.years)
    return PlanLine(
        path=format_path((*place[:1], number)),
        name=name,
        slug=f"{cost.slug}-{KEY}",
        side=cost.side,
        years=(year,),
        timing=(1.0,),
        quantity=(Factor(format_path(place), "gaat van de kosten af", -1.0),),
        parts=(Part(1.0, price, first.bearers, first.counterparty, first.domain),),
        basis=IN_ALL,
        effect=Effect(horizon=cost.effect.horizon),
        chain=cost.chain,
        bearers=cost.bearers,
        discount=_at_the_end(context, cost.discount),
        residual_of=cost.path,
        counted=cost.counted,
        why_not=cost.why_not,
        form=KEY,
        indexed=cost.indexed,
        group=cost.group,
        domain=cost.domain,
        field=cost.field,
        people=cost.people,
        source=cost.source,
        realised=None if cost.realised is None else frozenset({year} if done else ()),
        nature=cost.nature,
    )


def _last_year(case: Case) -> int:
    """The last year of the horizon, else of the period."""
    return case.periode[1] if case.horizon is None else case.periode[0] + case.horizon - 1


def _at_the_end(context: Context, own: Discount | None) -> Discount | None:
    """Discounted as its cost, at the end of the year; None where that is how everything is."""
    known = own or case_discount(context)
    return own if known.moment == END else replace(known, moment=END)
