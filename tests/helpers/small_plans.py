"""Small plans, written as what matters to a test."""

from rendement.engine.plan import BENEFITS, BaseRate, Bearer, Discount, Line, Part, Plan, Price, Share
from rendement.engine.steps import step_named

INSIDE = frozenset({"gemeente", "rijk"})


def priced(amount, actor="gemeente", quantity=1.0, **rest):
    """A part of one actor; `index`, `counterparty` and `domain` as wanted."""
    index = rest.pop("index", 1.0)
    bearers = rest.pop("bearers", (Bearer(actor, share=1.0),))
    return Part(quantity, Price("", "prijs", amount, index=index), bearers, **rest)


def share(value, step="toerekening"):
    """A share of the chain as it is written."""
    return Share("", step_named(step), value)


def base_rate(rate, helped):
    """What would have happened anyway, as a chance among everybody helped."""
    return BaseRate("", step_named("business_as_usual"), rate, helped)


def curves(**named):
    """Curves by the names of their steps."""
    return tuple((step_named(name), curve) for name, curve in named.items())


def line(*parts, years=(2020,), timing=None, side=BENEFITS, **rest):
    """A line of these parts; every year counts once."""
    return Line(
        path=f"{side}[0]",
        name="Regel",
        slug="regel",
        side=side,
        years=years,
        timing=timing or (1.0,) * len(years),
        quantity=rest.pop("quantity", ()),
        parts=parts or (priced(100.0),),
        **rest,
    )


def plan(*lines, rate=0.0, period=(2020, 2020), inside=INSIDE, **rest):
    """A plan of these lines, at one discount rate."""
    discount = rest.pop("discount", Discount(((0, rate),), period[0]))
    return Plan("Plan", "Plaats", period, 2020, "financieel", inside, discount, lines, {}, **rest)
