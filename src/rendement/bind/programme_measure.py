"""A measure of a programme, as it is written: what it saves, what it costs, whose money that is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.firmness import cashable, evidence
from rendement.bind.prices import DEFAULT_BEARER
from rendement.bind.programme_case import is_realised, status_as_written
from rendement.bind.programme_rows import figures, unknown
from rendement.engine.arithmetic import Number
from rendement.engine.plan import Unvalued
from rendement.engine.programme_plan import Decision, Measure, Tranche
from rendement.model import programme as written
from rendement.model.programme_later import EVIDENCE, Later
from rendement.model.programme_later_rules import planned
from rendement.model.programme_values import Booked, OfColumn
from rendement.model.values import ends
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.saving_kinds import KINDS, YEARLY, SavingKind
from rendement.source.tree import line_names


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


def bind_measure(context: Context, item: written.Measure, number: int, shares: Shares) -> Measure:
    """One measure, whole; its shares say how much of it counts."""
    place: Path = ("maatregelen", number)
    if item.tegenpartij is not None:
        context.check_actor(item.tegenpartij, (*place, "tegenpartij"))
    decided = tuple(_tranches(context, item, place))
    adjusted = _later(context, item, place, "bijgesteld", realised=False)
    realised = _later(context, item, place, "gerealiseerd", realised=True)
    changed = bool(adjusted or realised)
    return Measure(
        path=format_path(place),
        name=item.naam or "",
        slug=next(iter(line_names(context.source.get(place))), format_path(place)),
        tranches=_latest(decided, adjusted, realised),
        decided=decided if changed else None,
        revised=_latest(decided, adjusted) if changed else None,
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
        field=item.taakveld,
        group=item.groep,
        people=item.doelgroep,
        pot=item.budget,
        owner=item.eigenaar,
        budget=_budget(context, item, place),
        decision=_decision(item),
        evidence=evidence(context, item.bewijs, (*place, EVIDENCE)),
        realised_evidence=_realised_evidence(context, item, place),
        cashable=cashable(context, item.verzilverbaar, place),
        counterparty=item.tegenpartij,
        source=item.bron,
        note=item.toelichting,
    )


def _tranches(context: Context, item: written.Measure, place: Path) -> Iterator[Tranche]:
    """The plan as it was decided."""
    plan = planned(item)
    for kind in KINDS:
        for amount in plan.get(kind, ()):
            own: Path = (*place, "besparing", kind)
            own = own if amount.key is None else (*own, amount.key)
            if kind == YEARLY and (amount.span is None or amount.span[0] != amount.span[1]):
                message = "dit jaarlijkse bedrag telt één keer, want het staat niet bij één jaar"
                remedy = "schrijf het bij elk jaar waarin het geldt, bijvoorbeeld {2021: 85000, 2022: 85000}"
                context.add(own, "jaarlijks-zonder-jaar", message, remedy, "waarschuwing")
            yield from _tranche(context, item, own, kind, amount, is_realised(item.status, amount.span))


def _later(
    context: Context, item: written.Measure, place: Path, key: str, *, realised: bool
) -> tuple[Tranche, ...]:
    """What became of the plan; of no kind is of the one kind that it has."""
    found: Later | None = getattr(item, key)
    if found is None:
        return ()
    plan, kinds = planned(item), dict(found.kinds)
    only = next((kind for kind in KINDS if kind in plan), YEARLY)
    return tuple(
        tranche
        for kind in (None, *KINDS)
        for amount in kinds.get(kind, ())
        for tranche in _tranche(
            context,
            item,
            (*place, key, *(() if kind is None else (kind,)), str(amount.key)),
            kind or only,
            amount,
            realised or is_realised(item.status, amount.span),
        )
    )


def _decision(item: written.Measure) -> Decision | None:
    given = item.besluit
    return None if given is None else Decision(given.nodig, given.planning, given.genomen)


def _realised_evidence(
    context: Context, item: written.Measure, place: Path
) -> tuple[str, Number | None] | None:
    """How sure it is what came of it."""
    found = item.gerealiseerd.evidence if item.gerealiseerd is not None else None
    return evidence(context, found, (*place, "gerealiseerd", EVIDENCE))


def _tranche(
    context: Context,
    item: written.Measure,
    place: Path,
    kind: SavingKind,
    amount: Booked,
    realised: bool,
) -> Iterator[Tranche]:
    if amount.amount is not None:
        if realised and not isinstance(amount.amount, int | float):
            message = "dit bedrag is gerealiseerd en heeft toch een bandbreedte"
            remedy = "schrijf wat het werd als één getal, of noem het verwacht zolang dat niet vaststaat"
            context.add(place, "bereik-gerealiseerd", message, remedy, "waarschuwing")
        euros = context.number(place, amount.amount, "bedrag")
        yield Tranche(format_path(place), kind, amount.span, euros, realised, item.domein, item.groep)


def _latest(*layers: tuple[Tranche, ...]) -> tuple[Tranche, ...]:
    """Of each year what is known last; the layers from first to last."""
    found: tuple[Tranche, ...] = ()
    for layer in layers:
        spans = {tranche.span for tranche in layer}
        found = (*(tranche for tranche in found if tranche.span not in spans), *layer)
    return found


def amounts_of(measure: written.Measure) -> list[float]:
    """Every amount of the plan of a measure that is known; of a range its high end."""
    items = [item for booked in planned(measure).values() for item in booked]
    return [ends(item.amount)[1] for item in items if item.amount is not None]


def _unknown(item: written.Measure, place: Path) -> Iterator[Unvalued]:
    """The years of a measure that are pro memorie."""
    name = item.naam or ""
    for kind in KINDS:
        yield from unknown(
            getattr(item.besparing, kind, None) or (), (*place, "besparing", kind), name, "baat"
        )
    yield from unknown(item.investering or (), (*place, "investering"), f"{name}: investering", "last")


def _budget(context: Context, item: written.Measure, place: Path) -> Number | None:
    if item.huidig_budget is None or isinstance(item.huidig_budget, OfColumn):
        return None  # that of a column is known with its monitor
    return context.number((*place, "huidig_budget"), item.huidig_budget, "bedrag")


def replaced(measures: tuple[Measure, ...], taken_over: Mapping[int, tuple[int, ...]]) -> tuple[Measure, ...]:
    """The measures, of which those that others took over count no more; all by number."""
    gone = {number: measures[by].name for by, numbers in taken_over.items() for number in numbers}
    kept = [
        _gone(measure, gone[number]) if number in gone else measure for number, measure in enumerate(measures)
    ]
    return tuple(
        replace(measure, replaces=tuple(measures[old].path for old in taken_over.get(number, ())))
        for number, measure in enumerate(kept)
    )


def _gone(measure: Measure, name: str) -> Measure:
    return replace(
        measure,
        tranches=(),
        own=(),
        investments=(),
        decided=measure.at_first,
        revised=(),
        replaced_by=name,
    )
