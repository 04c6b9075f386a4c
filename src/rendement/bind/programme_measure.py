"""A measure of a programme, as it is written: what it saves, what it costs, whose money that is."""

from collections.abc import Iterable, Iterator

from rendement.bind.context import Context
from rendement.bind.firmness import cashable, evidence
from rendement.bind.prices import DEFAULT_BEARER
from rendement.bind.programme_case import is_realised, status_as_written
from rendement.bind.programme_rows import figures, unknown
from rendement.engine.arithmetic import Number
from rendement.engine.plan import Unvalued
from rendement.engine.programme_plan import KINDS, YEARLY, Decision, Measure, Tranche
from rendement.model import programme as written
from rendement.model.programme_values import Booked
from rendement.source.path import Path, format_path
from rendement.source.record import record
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
            yield Tranche(format_path(own), kind, amount.span, euros, realised, item.domein, item.groep)


def amounts_of(saving: written.Saving | None) -> list[float]:
    """Every amount of a saving that is known."""
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


def _budget(context: Context, item: written.Measure, place: Path) -> Number | None:
    if item.huidig_budget is None:
        return None
    return context.number((*place, "huidig_budget"), item.huidig_budget, "bedrag")
