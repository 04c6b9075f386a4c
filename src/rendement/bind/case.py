"""From a case and its price lists to a plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import prod

from rendement.bind.by_year import bind_lines, numbered
from rendement.bind.checks import check_plan
from rendement.bind.context import TINY, Context
from rendement.bind.discount import case_discount
from rendement.bind.numbers import Numbers
from rendement.bind.prices import (
    DEFAULT_BEARER,
    amount_of,
    check_reference,
    find,
    listed,
    multiplied,
    post_bearers,
)
from rendement.bind.residual import residual_line
from rendement.engine.arithmetic import Number
from rendement.engine.budget_entry import Cover
from rendement.engine.inputs import Group, Input, Ledger
from rendement.engine.plan import (
    BENEFITS,
    COSTS,
    Actor,
    Bearer,
    Line,
    OutcomeCount,
    Plan,
    Price,
    Threshold,
    Unvalued,
)
from rendement.engine.printed import Printed
from rendement.model.case import Case, Outcome
from rendement.model.forms import PostRef
from rendement.model.library import Library
from rendement.model.list_files import content_hash
from rendement.model.post_price import lowest_of
from rendement.model.values import ends
from rendement.source.finding import Finding, has_errors
from rendement.source.notes import StopReading
from rendement.source.path import format_path
from rendement.source.suggest import did_you_mean
from rendement.source.tree import Source

FINANCIAL, PUBLIC, SOCIETY = "financieel", "overheid", "maatschappij"

_KINDS = {
    FINANCIAL: ("overheid", "organisatie"),
    PUBLIC: ("overheid",),
    SOCIETY: ("overheid", "organisatie", "client", "samenleving"),
}


def bind(
    case: Case,
    source: Source,
    library: Library,
    perspective: str | None = None,
    numbers: Numbers | None = None,
    *,
    whole: bool = True,
) -> tuple[Plan | None, list[Finding]]:
    """The plan, or the findings that forbid it; of lines that are not the `whole`, what holds of each alone.

    With `numbers` of symbols the plan is of symbols: what a value would forbid is among its guards then.
    """
    context = Context(case, source, library, numbers or Numbers())
    try:
        plan = _plan(context, perspective)
        if not has_errors(context.findings):
            check_plan(context, plan, whole=whole)
    except StopReading:
        return None, context.findings
    if context.recording:
        plan = replace(plan, guards=tuple(context.guards))
    return (None if has_errors(context.findings) else plan), context.findings


def _plan(context: Context, perspective: str | None) -> Plan:
    """The plan in a perspective, whether or not something is wrong with it."""
    case, library = context.case, context.library
    own = case.perspectief or FINANCIAL
    name = perspective or own
    actors = inside(context, name)
    context.check_index(case.index, ("index",))
    lines = list(numbered([bind_lines(context, line, BENEFITS, i) for i, line in enumerate(case.baten)]))
    costs = list(numbered([bind_lines(context, line, COSTS, i) for i, line in enumerate(case.kosten)]))
    lines += [*costs, *_residuals(context, costs)]
    thresholds = _thresholds(context)
    return Plan(
        name=case.naam,
        place=case.gemeente or case.plaats or "",
        period=case.periode,
        price_level=case.prijspeil,
        perspective=name,
        own_perspective=own,
        inside=actors,
        discount=case_discount(context),
        lines=tuple(lines),
        actors=context.actors,
        horizon=case.horizon,
        description=case.beschrijving,
        baseline=case.nulalternatief,
        source=case.bron,
        note=case.toelichting,
        unvalued=tuple(
            Unvalued(f"pm[{i}]", item.naam, item.reden, item.richting) for i, item in enumerate(case.pm)
        ),
        outcomes=tuple(_outcome(context, i, item) for i, item in enumerate(case.resultaten)),
        thresholds=thresholds,
        cover=tuple(_covers(context)),
        participants=_participants(context),
        printed=_printed(context),
        price_lists=library.lists,
        list_titles=library.titles,
        indices=context.index_uses(),
        case_hash=content_hash(context.source.text),
        groups=_groups(context),
        ledger=Ledger(partial(_inputs, context), context.numbers.uncertain, len(context.numbers.written)),
    )


def _residuals(context: Context, costs: Sequence[Line]) -> Iterator[Line]:
    """The residual values, numbered on from the costs of the file."""
    number = len(costs)
    for written, cost in zip(context.case.kosten, costs, strict=False):  # behind these stand later years
        line = residual_line(context, written, cost, number)
        if line is not None:
            yield line
            number += 1


def _groups(context: Context) -> tuple[Group, ...]:
    if not context.case.samen:
        return ()
    from rendement.bind.together import groups  # noqa: PLC0415 - few cases have any

    return groups(context)


def _printed(context: Context) -> tuple[Printed, ...]:
    if not context.case.gedrukt:
        return ()
    from rendement.bind.printed import of_file, printed  # noqa: PLC0415 - only where something was printed
    from rendement.figures.case_fields import CASE  # noqa: PLC0415

    return printed(context, of_file(context, CASE), CASE)


def _inputs(context: Context) -> tuple[Input, ...]:
    from rendement.bind.ledger import inputs_of  # noqa: PLC0415 - only for whoever asks for them

    return inputs_of(context)


def actors_inside(actors: Mapping[str, Actor], name: str) -> frozenset[str]:
    """The actors of a perspective: those of some kinds, or one."""
    if name in _KINDS:
        return frozenset(code for code, actor in actors.items() if actor.kind in _KINDS[name])
    return frozenset({name})


def inside(context: Context, name: str, more: Iterable[str] = ()) -> frozenset[str]:
    """The same; a name that is no perspective and no actor, also not one of `more`, is a finding."""
    actors = context.actors
    if name not in _KINDS and name not in {*actors, *more}:
        options = [*_KINDS, *actors]
        message = f"`{name[:60]}` is geen perspectief en geen actor"
        otherwise = f"kies {', '.join(_KINDS)} of een actor"
        context.add(("perspectief",), "onbekend-perspectief", message, did_you_mean(name, options, otherwise))
    return actors_inside(actors, name)


def _outcome(context: Context, number: int, item: Outcome) -> OutcomeCount:
    place = ("resultaten", number)
    count = context.number((*place, "aantal"), item.aantal, "aantal")
    return OutcomeCount(format_path(place), item.naam, count, item.van, item.jaren)


def _covers(context: Context) -> Iterator[Cover]:
    for i, row in enumerate(context.case.dekking):
        place = ("dekking", i)
        amounts = {
            year: context.number((*place, "bedragen", str(year)), row.bedragen[year], "bedrag")
            for year in sorted(row.bedragen)
        }
        yield Cover(format_path(place), row.naam, amounts, row.uit, row.soort, row.bron, row.toelichting)


def _participants(context: Context) -> Number | None:
    written = context.case.deelnemers
    return None if written is None else context.number(("deelnemers",), written, "aantal")


def _thresholds(context: Context) -> tuple[Threshold, ...]:
    thresholds = []
    for i, item in enumerate(context.case.omslag):
        place = ("omslag", i)
        if isinstance(item, PostRef):
            entry = find(context, item, place)
            found = check_reference(context, entry, item, place) if entry is not None else None
            if entry is None or found is None:
                continue
            price = listed(context, entry, item, amount_of(context, found), place)
            price, low = multiplied(context, price, entry), lowest_of(found)
            low *= prod(ends(factor)[0] for _, factor in entry.post.factoren or ())
            bearers = post_bearers(context, entry, place)
        else:
            name, written = item
            own = (*place, "bedrag")
            amount, low = context.number(own, written, "bedrag"), ends(written)[0]
            price = Price(format_path(own), name, amount, level=context.case.prijspeil)
            bearers = (Bearer(DEFAULT_BEARER, share=1.0),)
        context.guard("te-klein", place, price.amount - TINY)
        if not context.recording and low <= 0:
            where = (*place, "bedrag") if price.post is None else place
            context.add(where, "te-klein", "de prijs moet boven 0 liggen", "geef of kies een prijs boven 0")
        thresholds.append(Threshold(format_path(place), price, bearers))
    return tuple(thresholds)
