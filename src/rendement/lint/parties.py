"""R5: who pays, who gains."""

import re
from collections.abc import Iterator

from rendement.bind.case import SOCIETY
from rendement.bind.prices import DEFAULT_BEARER
from rendement.engine.arithmetic import total
from rendement.engine.result import Borne, LineResult
from rendement.lint.known import LOAD, KnownCase, KnownProgramme, own_measures, percent_of
from rendement.lint.rule import Method, Seen, at
from rendement.source.scalar import euros, span_text

_WELFARE = "participatiewet"
_GOVERNMENT = "overheid"
_STATE = "rijk"
_BUDGETS = (_GOVERNMENT, "organisatie")  # what has a budget from which money can leave
_STATE_FUND = re.compile(r"buig|\brijk(?:\b|s)", re.IGNORECASE)  # with which the state pays social assistance
_FUND_YEARS = 2  # after which that fund follows what municipalities spend
_MOST = 0.5
_FICTITIOUS = "fictief"


def _is_of(known: KnownCase, part: Borne, kinds: tuple[str, ...]) -> bool:
    """Whether actors of these kinds bear a share of a part."""
    return any(share and known.plan.actors[actor].kind in kinds for actor, share in part.shares)


def _transfer_as_gain(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits if known.plan.perspective == SOCIETY else ():
        own = [part for part in item.borne if part.domain == _WELFARE and part.counterparty is None]
        if any(_is_of(known, part, (_GOVERNMENT,)) for part in own):
            yield at(item.line, bedrag=euros(item.net))


def _fund_follows(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        years = _years(known, item)
        if years > _FUND_YEARS and _all_to_the_municipality(item) and not _says_fund(known, item):
            yield at(item.line, jaren=years)


def _years(known: KnownCase, item: LineResult) -> int:
    """In how many years there is less to pay; a price may be the sum over some, and be booked at once."""
    moving = sum(amount != 0 for amount in item.by_year.values())
    inside = [entry.post.over_jaren or 0 for _, entry in known.posts(item.line)]
    return moving if item.line.effect.spread else max((moving, *inside))


def _all_to_the_municipality(item: LineResult) -> bool:
    own = [dict(part.shares) for part in item.borne if part.domain == _WELFARE]
    return any(shares.get(DEFAULT_BEARER) and not shares.get(_STATE) for shares in own)


def _says_fund(known: KnownCase, item: LineResult) -> bool:
    notes = (item.line.note, known.plan.note, known.plan.baseline)
    return any(_STATE_FUND.search(note or "") for note in notes)


def _nothing_got_worse(known: KnownCase) -> Iterator[Seen]:
    if known.plan.perspective != SOCIETY or not known.benefits or not known.costs:
        return
    worse = any(item.net < 0 for item in known.benefits)
    parts = [part for item in known.costs for part in item.borne]
    shares = [(actor, share) for part in parts for actor, share in part.shares if share]
    others = any(known.plan.actors[actor].kind != _GOVERNMENT for actor, _ in shares)
    if not (worse or others or any(item.direction == LOAD for item in known.plan.unvalued)):
        yield Seen(("baten",), said={"baten": euros(known.result.total.benefits)})


def _wrong_pocket(known: KnownCase) -> Iterator[Seen]:
    """What others than the payer keep must be money of a budget: citizens who gain are what it is for."""
    result = known.result
    inside = {actor: own for actor, own in result.by_actor.items() if actor in known.plan.inside}
    budgets = total(own.net for actor, own in inside.items() if known.plan.actors[actor].kind in _BUDGETS)
    nothing, half = result.nothing, _MOST * result.total.costs
    payers = [pair for pair in inside.items() if pair[1].costs >= half - nothing and pair[1].net < -nothing]
    if payers and half > nothing and min(budgets, result.total.net) > nothing:
        actor, own = max(payers, key=lambda pair: (pair[1].costs, pair[0]))
        part = percent_of(round(own.costs / result.total.costs, 2))
        said = {"samen": euros(budgets), "wie": actor, "deel": part, "saldo": euros(own.net)}
        yield Seen(("kosten",), said=said)


def _met_by_others(known: KnownProgramme) -> Iterator[Seen]:
    """The whole period first, for what has no year counts in that alone."""
    from rendement.engine.programme_plan import NEW  # noqa: PLC0415 - not for a case

    plan, result = known.result.plan, known.result
    if result.difference is None or not plan.bearer_inside:
        return
    wide = result.saving.new if plan.counting == NEW else result.saving.in_place
    own, short = result.saving.measured, result.difference
    sums = [(span_text(plan.period), short.total, wide.total - own.total)]
    sums += [(str(year), short.by_year[year], wide.by_year[year] - own.by_year[year]) for year in plan.years]
    for when, difference, others in sums:
        if difference < 0 <= difference + others:
            said = {"jaren": when, "tekort": euros(-difference), "anderen": euros(others)}
            yield Seen(("taakstelling",), said=said)
            return


def _not_cash(known: KnownProgramme) -> Iterator[Seen]:
    if known.result.target is None:
        return
    for item in own_measures(known.result.plan.measures):
        if item.cashable is not None and item.cashable < 1:
            what = f"van deze maatregel is {percent_of(item.cashable)} verzilverbaar"
            yield at(item, "verzilverbaar", wat=what, gevolg="zij telt geheel voor de taakstelling")


def _some_cash(known: KnownCase) -> Iterator[Seen]:
    own = [item for item in known.benefits if any(_is_of(known, part, _BUDGETS) for part in item.borne)]
    silent = [item.line for item in own if item.line.cashable is None]
    if silent and len(silent) < len(own):
        what = f"bij {len(silent)} van de {len(own)} baten staat niet of het verzilverbaar is"
        yield Seen(("baten",), tuple(silent), {"wat": what, "gevolg": "bij de andere wel"}, "opmerking")


def _fictitious_cash(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        if item.line.nature == _FICTITIOUS and item.line.cashable:
            yield at(item.line, "verzilverbaar", deel=percent_of(item.line.cashable))


RULES: tuple[Method, ...] = (
    Method(
        "R501",
        "overdracht-als-winst",
        "waarschuwing",
        "in perspectief maatschappij telt {bedrag} minder bijstand als winst, en niemand verliest het",
        "schrijf `tegenpartij: client` op de regel of bij de post",
        "Wat de overheid niet uitkeert, ontvangt de cliënt niet: samen is dat niets.",
        "Berden en Kok 2011: overdrachten zijn geen welvaartswinst",
        case=_transfer_as_gain,
    ),
    Method(
        "R502",
        "budget-volgt-bijstand",
        "opmerking",
        "{jaren} jaar minder bijstand blijft geheel bij de gemeente, alsof haar BUIG-budget niet daalt",
        "zeg in `toelichting` hoe het BUIG-budget meebeweegt, of verdeel `ontvanger` over gemeente en rijk",
        "Het rijk betaalt de bijstand en past het budget aan; de gemeente houdt er vaak minder aan over.",
        "Divosa 2017, over besparen op bijstand en het BUIG-budget",
        case=_fund_follows,
    ),
    Method(
        "R503",
        "niets-werd-slechter",
        "opmerking",
        "de maatschappij wint {baten}, niemand verliest iets en alleen de overheid betaalt",
        "tel wat deelnemers, mantelzorgers en vrijwilligers erin steken en wat slechter werd; als bedrag of "
        "als `pm` met `richting: last`",
        "Wie alleen opschrijft wat beter werd, weegt niets af.",
        "Social Value UK, assurance: ook negatieve uitkomsten horen erbij",
        case=_nothing_got_worse,
    ),
    Method(
        "R504",
        "verkeerde-zak",
        "waarschuwing",
        "samen blijft er {samen} over, maar `{wie}` betaalt {deel} van de kosten en staat op {saldo}",
        "bekijk met `--by actor` wie eraan wint, en schrijf wie er meebetaalt bij `betaler`",
        "Wie betaalt en er zelf niets aan overhoudt, begint er niet aan of houdt ermee op.",
        "Roman 2015: wrong pockets",
        case=_wrong_pocket,
    ),
    Method(
        "R505",
        "gehaald-met-geld-van-anderen",
        "waarschuwing",
        "de taakstelling van {jaren} is alleen gehaald met {anderen} van anderen; de gemeente mist {tekort}",
        "noem bij de uitkomst het bedrag van de gemeente zelf, of laat `perspectief` weg",
        "Een taakstelling haalt de gemeente met haar eigen geld.",
        programme=_met_by_others,
    ),
    Method(
        "R506",
        "niet-verzilverbaar",
        "waarschuwing",
        "{wat}, en {gevolg}",
        "reken voor de begroting alleen met wat er echt af gaat, en schrijf `verzilverbaar` bij elke regel",
        "Alleen wat uit de begroting verdwijnt, dekt een taakstelling.",
        "Greater Manchester Combined Authority: verzilverbaar staat apart",
        case=_some_cash,
        programme=_not_cash,
    ),
    Method(
        "R507",
        "fictief-en-verzilverbaar",
        "waarschuwing",
        "de baat heet fictief, en toch is {deel} ervan verzilverbaar",
        "kies een van de twee: haal `soort: fictief` weg, of schrijf `verzilverbaar: nee`",
        "Fictief is geld dat niet vrijkomt; verzilverbaar is geld dat dat wel doet.",
        case=_fictitious_cash,
    ),
)
