"""From a programme, and its cases already computed, to the plan of the programme."""

from collections.abc import Iterable, Mapping

from rendement.bind.case import FINANCIAL, inside
from rendement.bind.checks import HALF_CENT
from rendement.bind.context import Context
from rendement.bind.firmness import cashable, evidence
from rendement.bind.numbers import Numbers
from rendement.bind.prices import DEFAULT_BEARER
from rendement.bind.printed import printed
from rendement.bind.programme_case import CaseRun, bind_case, is_realised, status_as_written, warn_mixed
from rendement.bind.programme_ledger import programme_ledger
from rendement.engine.arithmetic import Number
from rendement.engine.inputs import InputKind
from rendement.engine.plan import Unvalued
from rendement.engine.programme_plan import (
    KINDS,
    YEARLY,
    AmountRow,
    Decision,
    Measure,
    ProgrammePlan,
    StaffRow,
    Tranche,
    YearAmount,
)
from rendement.engine.stream import in_place
from rendement.model import programme as written
from rendement.model.case import Case
from rendement.model.library import Library, content_hash
from rendement.source.finding import Finding, has_errors
from rendement.source.notes import StopReading
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.scalar import euros
from rendement.source.tree import Source, line_names

_UNSIGNED = "schrijf deze bedragen zonder minteken, ook als de bron dat wel doet"
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
    try:
        plan = _plan(context, programme, cases, perspective or _perspective(programme, cases))
    except StopReading:
        return None, context.findings
    return (None if has_errors(context.findings) else plan), context.findings


def _plan(
    context: Context, programme: written.Programme, cases: Mapping[int, CaseRun], name: str
) -> ProgrammePlan:
    """The plan in a perspective, whether or not something is wrong with it."""
    shares = Shares(inside(context, name))
    measures = tuple(
        bind_case(context, item, i, cases[i], programme.periode)
        if item.casus is not None
        else _measure(context, item, i, shares)
        for i, item in enumerate(programme.maatregelen)
    )
    target = programme.taakstelling
    _judge(context, programme, measures, name)
    return ProgrammePlan(
        name=programme.naam,
        place=programme.gemeente,
        period=programme.periode,
        price_level=programme.prijspeil,
        perspective=name,
        own_perspective=_perspective(programme, cases),
        bearer=DEFAULT_BEARER,
        bearer_inside=bool(shares.bearer),
        counting=programme.telling,
        target=_years(context, target, ("taakstelling",)) if target else None,
        cover=_rows(context, programme.dekking, "dekking"),
        measures=measures,
        costs=_rows(context, programme.kosten, "kosten"),
        staff=_staff(context, programme.formatie),
        actors=context.actors,
        unvalued=tuple(
            Unvalued(f"pm[{i}]", item.naam, item.reden, item.richting) for i, item in enumerate(programme.pm)
        ),
        printed=printed(context),
        source=programme.bron,
        note=programme.toelichting,
        file_hash=content_hash(context.source.text),
        ledger=programme_ledger(context, cases),
    )


def _judge(
    context: Context, programme: written.Programme, measures: tuple[Measure, ...], perspective: str
) -> None:
    _refuse_same_case(context, measures)
    _warn_target(context, programme)
    _warn_budget(context, measures, programme.periode)
    _warn_signs(context, programme)
    warn_mixed(context, measures, perspective, programme.prijspeil, programme.periode[1])


def _perspective(programme: written.Programme, cases: Mapping[int, CaseRun]) -> str:
    """That of the first case when there is nothing but cases; a measure of its own is a budget."""
    own = programme.kosten or programme.formatie or len(cases) < len(programme.maatregelen)
    return FINANCIAL if own or not cases else cases[min(cases)].result.plan.own_perspective


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
        investments=_years(context, item.investering or {}, (*place, "investering"), item.domein),
        share=shares.of(item.tegenpartij),
        investment_share=shares.bearer,
        counted=item.telt_mee is not False,
        why_not=item.reden,
        unvalued=item.pm,
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
        booked: tuple[written.Booked, ...] | None = getattr(item.besparing, kind, None)
        for amount in booked or ():
            own: Path = (*place, "besparing", kind)
            own = own if amount.key is None else (*own, amount.key)
            if kind == YEARLY and (amount.span is None or amount.span[0] != amount.span[1]):
                message = "dit jaarlijkse bedrag telt één keer, want het staat niet bij één jaar"
                remedy = "schrijf het bij elk jaar waarin het geldt, bijvoorbeeld {2021: 85000, 2022: 85000}"
                context.add(own, "jaarlijks-zonder-jaar", message, remedy, "waarschuwing")
            realised = is_realised(item.status, amount.span)
            worth = context.number(own, amount.amount, "bedrag")
            yield Tranche(format_path(own), kind, amount.span, worth, realised, item.domein)


def _amounts(saving: written.Saving | None) -> Iterable[float]:
    return [item.amount for kind in KINDS for item in getattr(saving, kind, None) or ()]


def _budget(context: Context, item: written.Measure, place: Path) -> Number | None:
    if item.huidig_budget is None:
        return None
    return context.number((*place, "huidig_budget"), item.huidig_budget, "bedrag")


def _years(
    context: Context,
    values: Mapping[int, float],
    place: Path,
    domain: str | None = None,
    kind: InputKind = "bedrag",
) -> tuple[YearAmount, ...]:
    return tuple(
        YearAmount(format_path(own), year, context.number(own, value, kind), domain)
        for year, value in values.items()
        for own in ((*place, str(year)),)
    )


def _rows(
    context: Context, rows: Iterable[written.CoverRow | written.CostRow], section: str
) -> tuple[AmountRow, ...]:
    return tuple(
        AmountRow(
            path=f"{section}[{i}]",
            name=row.naam,
            amounts=_years(context, row.bedragen, (section, i, "bedragen")),
            source=row.bron,
            note=row.toelichting,
        )
        for i, row in enumerate(rows)
    )


def _staff(context: Context, rows: Iterable[written.StaffRow]) -> tuple[StaffRow, ...]:
    return tuple(
        StaffRow(
            path=f"formatie[{i}]",
            name=row.naam,
            staff=_years(context, row.fte, ("formatie", i, "fte"), kind="aantal"),
            rate=context.number(("formatie", i, "tarief"), row.tarief, "bedrag"),
            source=row.bron,
            note=row.toelichting,
        )
        for i, row in enumerate(rows)
    )


def _refuse_same_case(context: Context, measures: Iterable[Measure]) -> None:
    """A case has its name from its own file, so only now it shows that two measures share one."""
    seen: dict[str, Measure] = {}
    for number, measure in enumerate(measures):
        first = seen.setdefault(measure.slug, measure)
        if first is not measure and (first.case is not None or measure.case is not None):
            message = f"deze maatregel heet in paden `{measure.slug[:60]}`, net als {first.path}"
            remedy = "neem elke casus één keer op, of geef een van de twee een andere `naam`"
            context.add(("maatregelen", number), "dubbele-regel", message, remedy)


def _warn_budget(context: Context, measures: Iterable[Measure], period: written.Span) -> None:
    """No measure can take more off a budget than there is; what has no year comes on top of any year."""
    if context.recording:
        return
    for number, measure in enumerate(measures):
        if measure.budget is None:
            continue
        saved = in_place(measure.tranches, tuple(range(period[0], period[1] + 1)))
        most = saved.undated + max(saved.dated.values())
        if most > measure.budget + HALF_CENT:
            message = (
                f"deze maatregel bespaart in een jaar {euros(most)} op een budget van {euros(measure.budget)}"
            )
            remedy = "verbeter `huidig_budget` of de besparing; meer dan het hele budget kan er niet af"
            place = ("maatregelen", number, "huidig_budget")
            context.add(place, "besparing-boven-budget", message, remedy, "waarschuwing")


def _warn_target(context: Context, programme: written.Programme) -> None:
    """What is probably not meant: a cover for no target, a level that falls away, a reversed sign."""
    target = programme.taakstelling
    if target is None:
        if programme.dekking:
            message = "er is dekking, maar geen taakstelling; de dekking telt nergens in mee"
            context.add(("dekking",), "dekking-zonder-taakstelling", message, _COVER, "waarschuwing")
        return
    if max(target.values()) < 0:
        message = "alle bedragen zijn hier negatief; een taakstelling is positief"
        context.add(("taakstelling",), "alles-negatief", message, _UNSIGNED, "waarschuwing")
    if programme.telling == "stand":
        gone = [year for year in range(min(target), programme.periode[1] + 1) if year not in target]
        if gone:
            message = f"de taakstelling is een niveau, maar {gone[0]} ontbreekt en telt als 0"
            remedy = f"voeg {gone[0]} toe, ook als het niveau gelijk blijft"
            context.add(("taakstelling",), "taakstelling-per-jaar", message, remedy, "waarschuwing")


def _warn_signs(context: Context, programme: written.Programme) -> None:
    """A saving with a minus is a setback; are all of them negative, it is how the source writes them."""
    amounts = {i: [*_amounts(item.besparing)] for i, item in enumerate(programme.maatregelen)}
    saving = [i for i, values in amounts.items() if values]
    if saving and max(max(amounts[i]) for i in saving) < 0:
        message = "alle besparingen zijn hier negatief; alleen een tegenvaller is dat"
        remedy = f"{_UNSIGNED}; zijn het alleen tegenvallers, zet ze dan zonder minteken onder `kosten:`"
        context.add(
            ("maatregelen", saving[0], "besparing"), "alles-negatief", message, remedy, "waarschuwing"
        )
