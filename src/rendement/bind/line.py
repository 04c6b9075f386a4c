"""From a written line to a line of the plan: its years, its quantity, its priced parts."""

from operator import mul

from rendement.bind.context import Context
from rendement.bind.discount import line_discount
from rendement.bind.effect import chain, effect, growth
from rendement.bind.firmness import cashable, evidence, realised
from rendement.bind.parts import priced
from rendement.bind.prices import own_bearers
from rendement.bind.size import basis, months, prices, quantity, results, scaled_to, unit
from rendement.engine.arithmetic import Number
from rendement.engine.plan import Line as PlanLine
from rendement.engine.plan import Side
from rendement.model.line import BenefitLine, CostLine, Line
from rendement.model.years import covered_years, repeat_of, repeated
from rendement.source.path import Path, format_path
from rendement.source.tree import line_names


def bind_line(context: Context, line: Line, side: Side, number: int) -> PlanLine:
    """One line of the plan; what cannot be bound is a finding."""
    place: Path = (side, number)
    years, counts, shares = _in_years(context, line, place)
    parts, sample = priced(context, line, place)
    return PlanLine(
        path=format_path(place),
        name=line.naam,
        slug=next(iter(line_names(context.source.data[side][number])), format_path(place)),
        side=side,
        years=years,
        timing=counts if shares is None else tuple(map(mul, counts, shares)),
        results=None if shares is None else counts,
        prices=prices(context, line, years, place),
        basis=basis(line),
        again=repeat.elke if (repeat := repeat_of(line)) is not None else None,
        unit=unit(line, parts, years, sample),
        quantity=quantity(context, line, place),
        parts=parts,
        factors=context.factors(line.factoren, (*place, "factoren")),
        effect=effect(context, line, place),
        growth=growth(context, line, place),
        chain=chain(context, line, place),
        bearers=own_bearers(context, line, place),
        discount=line_discount(context, line, place),
        counted=line.telt_mee is not False,
        why_not=line.reden,
        form=_form(line),
        indexed=any(part.price.series is not None for part in parts),
        group=line.groep,
        domain=line.domein,
        field=line.taakveld,
        people=line.doelgroep or context.case.doelgroep,
        pot=line.budget if isinstance(line, BenefitLine) else None,
        source=line.bron,
        note=line.toelichting,
        households=tuple((household.naam, household.omschrijving) for household in line.casussen or ()),
        sample=sample,
        scaled_to=scaled_to(context, line, place),
        realised=realised(context, line, years, place),
        evidence=evidence(context, line.bewijs, (*place, "bewijs")),
        cashable=cashable(context, line.verzilverbaar, place) if isinstance(line, BenefitLine) else None,
        nature=line.soort if isinstance(line, BenefitLine | CostLine) else None,
        own_duration=isinstance(line, BenefitLine) and (line.duur or line.over_jaren) is not None,
    )


def _in_years(
    context: Context, line: Line, place: Path
) -> tuple[tuple[int, ...], tuple[Number, ...], tuple[Number, ...] | None]:
    """The years of a line, how often its size counts in each, and which part of a yearly amount."""
    years, repeat = covered_years(line, context.case.periode), repeat_of(line)
    table = context.rows(line)
    years = (table.named_years if table is not None else ()) or years
    counts, shares = results(context, line, years, place), months(context, line, years, place)
    if repeat is None or len(years) > 1:
        return years, counts, shares
    years = repeated(repeat, years[0])
    return years, counts * len(years), None if shares is None else shares * len(years)


def _form(line: Line) -> str:
    forms = ("casussen", "posten", "voor", "prijs", "fte", "uren_per_week", "totaal")
    return next((form for form in forms if getattr(line, form) is not None), "bedrag")
