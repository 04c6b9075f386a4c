"""From a programme, and its cases already computed, to the plan of the programme."""

from collections.abc import Iterable, Iterator, Mapping

from rendement.bind.case import inside
from rendement.bind.context import Context
from rendement.bind.firmness import cashable, evidence
from rendement.bind.numbers import Numbers
from rendement.bind.prices import DEFAULT_BEARER
from rendement.bind.printed import printed
from rendement.bind.programme_case import CaseRun, bind_case, is_realised, status_as_written, warn_mixed
from rendement.bind.programme_ledger import programme_ledger
from rendement.bind.programme_rows import costs, covers, figures, known, staff, unknown
from rendement.engine.arithmetic import Number
from rendement.engine.plan import Unvalued
from rendement.engine.programme_plan import (
    KINDS,
    YEARLY,
    Decision,
    Measure,
    ProgrammePlan,
    Tranche,
)
from rendement.model import programme as written
from rendement.model.case import Case
from rendement.model.library import Library, content_hash
from rendement.model.programme_values import Booked
from rendement.source.finding import Finding, has_errors
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.tree import Source, line_names

_COVER = "voeg `taakstelling:` en `telling:` toe, of haal de dekking weg"


@record
class Shares:
    """How much of a direct measure counts in the perspective."""

    actors: frozenset[str]

    @property
    def bearer(self) -> float:
        """The costs and the savings are those of the municipality."""
        return float(DEFAULT_BEARER in self.actors)

    def of(self, counterparty: str | None) -> float:
        """What the saving counts for: nothing when the loser of a transfer is inside as well."""
        return self.bearer - float(counterparty in self.actors)


# the money of the municipality itself, which is what a target is about
OWN = Shares(frozenset({DEFAULT_BEARER}))


def bind_programme(
    programme: written.Programme,
    source: Source,
    cases: Mapping[int, CaseRun],
    perspective: str | None = None,
    numbers: Numbers | None = None,
) -> tuple[ProgrammePlan | None, list[Finding]]:
    """The plan, or the findings that forbid it; `cases` by the number of their measure.

    With `numbers` of symbols, and cases computed with symbols of the same tape, the plan is of symbols.
    """
    # a programme has no price lists and no lines: a context over its actors and printed figures is enough
    head = Case.model_construct(actoren=programme.actoren, gedrukt=programme.gedrukt)
    context = Context(head, source, Library(), numbers or Numbers())
    name = perspective or programme.perspectief or DEFAULT_BEARER
    actors = {code: actor for run in cases.values() for code, actor in run.result.plan.actors.items()}
    actors |= context.actors()
    shares = Shares(inside(context, name, actors))
    measures = tuple(
        bind_case(context, item, i, cases[i], programme.periode, name)
        if item.casus is not None
        else _measure(context, item, i, shares)
        for i, item in enumerate(programme.maatregelen)
    )
    _check(context, programme, measures)
    target, end = programme.taakstelling, programme.periode[1]
    plan = ProgrammePlan(
        name=programme.naam,
        place=programme.gemeente,
        period=programme.periode,
        price_level=programme.prijspeil,
        perspective=name,
        bearer=DEFAULT_BEARER,
        bearer_inside=bool(shares.bearer),
        counting=programme.telling,
        target=figures(context, known(target), ("taakstelling",), end) if target else None,
        cover=covers(context, programme.dekking, end),
        measures=measures,
        costs=costs(context, programme.kosten, end),
        staff=staff(context, programme.formatie, end),
        actors=actors,
        unvalued=tuple(_unvalued(programme)),
        printed=printed(context),
        source=programme.bron,
        note=programme.toelichting,
        file_hash=content_hash(source.text),
        ledger=programme_ledger(context, cases),
    )
    return (None if has_errors(context.findings) else plan), context.findings


def _check(context: Context, programme: written.Programme, measures: tuple[Measure, ...]) -> None:
    """What measures may not be together, and what is probably not meant."""
    _refuse_same_case(context, measures)
    _warn_target(context, programme)
    warn_mixed(context, measures, programme.prijspeil)
    saved = {i: _amounts(item.besparing) for i, item in enumerate(programme.maatregelen)}
    filled = [i for i, amounts in saved.items() if amounts]
    if filled:
        every = [amount for i in filled for amount in saved[i]]
        _warn_sign(context, ("maatregelen", filled[0], "besparing"), every)


def _measure(context: Context, item: written.Measure, number: int, shares: Shares) -> Measure:
    place: Path = ("maatregelen", number)
    if item.tegenpartij is not None:
        context.check_actor(item.tegenpartij, (*place, "tegenpartij"))
    tranches = tuple(_tranches(context, item, place))
    return Measure(
        path=format_path(place),
        name=item.naam or "",
        slug=next(iter(line_names(context.source.get(place))), format_path(place)),
        tranches=tranches,
        investments=figures(context, item.investering or (), (*place, "investering"), 0, item.domein),
        share=shares.of(item.tegenpartij),
        investment_share=shares.bearer,
        own_share=OWN.of(item.tegenpartij),
        counted=item.telt_mee is not False,
        why_not=item.reden,
        unvalued=item.pm,
        unknown=tuple(_unknown(item, place)),
        status=status_as_written(item.status),
        domain=item.domein,
        group=item.groep,
        owner=item.eigenaar,
        budget=_budget(context, item, place),
        decision=Decision(item.besluit.nodig, item.besluit.planning) if item.besluit is not None else None,
        evidence=evidence(context, item.bewijs, (*place, "bewijs")),
        cashable=cashable(context, item.verzilverbaar, place),
        counterparty=item.tegenpartij,
        source=item.bron,
        note=item.toelichting,
    )


def _tranches(context: Context, item: written.Measure, place: Path) -> Iterable[Tranche]:
    for kind in KINDS:
        booked: tuple[Booked, ...] | None = getattr(item.besparing, kind, None)
        for amount in booked or ():
            if amount.amount is None:
                continue
            own: Path = (*place, "besparing", kind)
            own = own if amount.key is None else (*own, amount.key)
            if kind == YEARLY and (amount.span is None or amount.span[0] != amount.span[1]):
                message = "dit jaarlijkse bedrag telt één keer, want het staat niet bij één jaar"
                remedy = "schrijf het bij elk jaar waarin het geldt, bijvoorbeeld {2021: 85000, 2022: 85000}"
                context.add(own, "jaarlijks-zonder-jaar", message, remedy, "waarschuwing")
            realised = is_realised(item.status, amount.span)
            euros = context.number(own, amount.amount, "bedrag")
            yield Tranche(format_path(own), kind, amount.span, euros, realised, item.domein)


def _amounts(saving: written.Saving | None) -> list[float]:
    items = [item for kind in KINDS for item in getattr(saving, kind, None) or ()]
    return [item.amount for item in items if item.amount is not None]


def _unknown(item: written.Measure, place: Path) -> Iterator[Unvalued]:
    """The years of a measure that are pro memorie."""
    name = item.naam or ""
    for kind in KINDS:
        yield from unknown(
            getattr(item.besparing, kind, None) or (), (*place, "besparing", kind), name, "baat"
        )
    yield from unknown(item.investering or (), (*place, "investering"), f"{name}: investering", "last")


def _unvalued(programme: written.Programme) -> Iterator[Unvalued]:
    """What the programme as a whole leaves without an amount."""
    for i, item in enumerate(programme.pm):
        yield Unvalued(f"pm[{i}]", item.naam, item.reden, item.richting)
    for i, row in enumerate(programme.kosten):
        yield from unknown(row.bedragen, ("kosten", i, "bedragen"), row.naam, "last")


def _budget(context: Context, item: written.Measure, place: Path) -> Number | None:
    if item.huidig_budget is None:
        return None
    return context.number((*place, "huidig_budget"), item.huidig_budget, "bedrag")


def _refuse_same_case(context: Context, measures: Iterable[Measure]) -> None:
    """A case has its name from its own file, so only now it shows that two measures share one."""
    seen: dict[str, Measure] = {}
    for number, measure in enumerate(measures):
        first = seen.setdefault(measure.slug, measure)
        if first is not measure and (first.case is not None or measure.case is not None):
            message = f"deze maatregel heet in paden `{measure.slug[:60]}`, net als {first.path}"
            remedy = "neem elke casus één keer op, of geef een van de twee een andere `naam`"
            context.add(("maatregelen", number), "dubbele-regel", message, remedy)


def _warn_target(context: Context, programme: written.Programme) -> None:
    """What is probably not meant: a cover for no target, a level that falls away, a reversed sign."""
    target = programme.taakstelling
    if target is None:
        if programme.dekking:
            message = "er is dekking, maar geen taakstelling; de dekking telt nergens in mee"
            context.add(("dekking",), "dekking-zonder-taakstelling", message, _COVER, "waarschuwing")
        return
    _warn_sign(context, ("taakstelling",), target.values())
    if programme.telling == "stand":
        gone = [year for year in range(min(target), programme.periode[1] + 1) if year not in target]
        if gone:
            message = f"de taakstelling is een niveau, maar {gone[0]} ontbreekt en telt als 0"
            remedy = f"voeg {gone[0]} toe, ook als het niveau gelijk blijft"
            context.add(("taakstelling",), "taakstelling-per-jaar", message, remedy, "waarschuwing")


def _warn_sign(context: Context, place: Path, values: Iterable[float]) -> None:
    amounts = tuple(values)
    if amounts and max(amounts) < 0:
        message = "alle bedragen zijn negatief; een besparing en een taakstelling zijn positief"
        remedy = "schrijf ze zonder minteken, ook als de bron dat wel doet"
        context.add(place, "alles-negatief", message, remedy, "waarschuwing")
