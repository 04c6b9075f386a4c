"""What stands under the tables of a budget: what is no money of it, and what it costs when it disappoints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rendement.engine import budget
from rendement.engine.arithmetic import Number
from rendement.engine.budget import Budget
from rendement.engine.budget_entry import MUNICIPALITY, WHOLE, When
from rendement.engine.plan import Unvalued
from rendement.figures.budget_fields import UNSAID
from rendement.figures.case import CaseFigures
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import added, euros, in_unit
from rendement.report.document import Block, Cell, Notes, text
from rendement.report.dutch import euro, number, plain
from rendement.report.financial.rows import PARAGRAPH, Amounts, Found, Years, summed
from rendement.report.wording import actor_name, effect
from rendement.source.path import format_path, parse_path

RISK = f"{PARAGRAPH}: wat het kost als het tegenvalt (voor de risicoparagraaf)"
_PATH, _LOWEST = "begroting.totaal.saldo", "onzekerheid.begroting.p5"
_BALANCE = "het saldo van verzilverbare baten en extra kosten over alle jaren"

Summed = CaseFigures | ProgrammeFigures


def outside(figures: Summed, found: Budget) -> list[Block]:
    """What is not cashable, or does not say so, and what falls to others."""
    rows = []
    for key, count, label in (
        ("niet_verzilverbaar", budget.not_cashable, "Gemeente: niet verzilverbaar"),
        ("niet_opgegeven", budget.unsaid, f"Gemeente: verzilverbaar of niet, {UNSAID}"),
    ):
        if any(count(entry) is not None for entry in found.entries):
            rows.append(summed(label, found, count, key))
    actors = figures.result.plan.actors
    others = [code for code in _balances(figures) if code != MUNICIPALITY]
    rows += [_of_actor(figures, code, f"{actor_name(actors, code)}: saldo") for code in others]
    title = "niet verzilverbaar, of van anderen"
    return [Years(found).table("begroting_buiten", title, rows)] if rows else []


def _balances(figures: Summed) -> Mapping[str, Number]:
    if figures.kind == "casus":
        return {code: share.balance.net for code, share in figures.actors.items()}
    return figures.result.by_actor


def _of_actor(figures: Summed, code: str, label: str) -> Amounts:
    """The balance of another party; of a programme only altogether."""
    base, whole = ("per_actor", code), _balances(figures)[code]
    years = figures.actors[code].by_year if figures.kind == "casus" else {}

    def at(when: When) -> Found | None:
        if when == WHOLE:
            return whole, format_path((*base, "saldo"))
        if when not in years:
            return None
        return years[int(when)], format_path((*base, "per_jaar", str(when)))

    return Amounts(label, at)


def disappointing(figures: Summed, found: Budget) -> list[Block]:
    """What is left of the budget in the worst of twenty draws, or in the lowest scenario."""
    pieces = tuple(_drawn(figures, found) or _scenario(figures, found))
    if not pieces:
        named = figures.asked.scenario
        first = f"gerekend is met scenario {plain(named)} alleen" if named else "er staat geen scenario"
        said = f"{UNSAID.capitalize()}: {first}{_no_draws(figures, found)}."
        return [Notes("risico", RISK, (said,), prose=True)]
    said = "".join(cell.text for cell in pieces)
    return [Notes("risico", RISK, (said,), pieces=(pieces,), prose=True)]


def _no_draws(figures: Summed, found: Budget) -> str:
    """Why draws do not say it either."""
    if figures.uncertainty is None:
        return ", en er zijn geen trekkingen gevraagd (--draws)"
    from rendement.report.uncertainty import FEW_DRAWS  # noqa: PLC0415 - only with draws

    if figures.uncertainty.draws < FEW_DRAWS:
        return f", en er zijn te weinig trekkingen: vraag ten minste {FEW_DRAWS} trekkingen"
    same = ", en in elke trekking is het saldo gelijk"
    cashable = any(budget.cashable(entry) is not None for entry in found.entries)
    return same if cashable else f"{same}: geen baat zegt `verzilverbaar`"


def _drawn(figures: Summed, found: Budget) -> list[Cell]:
    """Of enough draws; nothing otherwise."""
    drawn = figures.uncertainty
    if drawn is None or drawn.budget is None:
        return []
    from rendement.report.uncertainty import FEW_DRAWS, rounded  # noqa: PLC0415 - only with draws

    band = drawn.budget
    if drawn.draws < FEW_DRAWS or not band.deviation:
        return []
    low, net = rounded(band.low, band.errors.low), found.whole.net
    said = [
        text(f"In 5% van de {number(drawn.draws)} trekkingen (zaad {drawn.seed}) is {_BALANCE} "),
        replace(euros(low), value=in_unit(band.low), path=_LOWEST),
        text(" of lager; zoals geschreven is het "),
        euros(net, _PATH),
        text("."),
    ]
    if low >= net:
        return said
    more = _more(net, band.low, _LOWEST, _whole(net) - low)
    return [*said, text(" Dat kost de gemeente dan ten minste "), more, text(" meer.")]


def _scenario(figures: Summed, found: Budget) -> Iterator[Cell]:
    """Of the scenario that leaves least."""
    nets = {
        name: own.budget.whole.net
        for name, own in figures.scenario_figures.items()
        if own is not None and own.budget is not None
    }
    if not nets:
        return
    name = min(nets, key=nets.__getitem__)
    low, net = nets[name], found.whole.net
    if low >= net:
        yield text(f"In geen enkel scenario is {_BALANCE} lager dan ")
        yield euros(net, _PATH)
        yield text(".")
        return
    path = format_path(("scenarios", name, *parse_path(_PATH)))
    yield text(f"In het laagste scenario, {plain(name)}, is {_BALANCE} ")
    yield euros(low, path)
    yield text("; zoals geschreven is het ")
    yield euros(net, _PATH)
    yield text(". Dat kost de gemeente ")
    yield _more(net, low, path, _whole(net) - _whole(low))
    yield text(" meer.")


def _whole(value: float) -> int:
    """An amount as it is shown in a sentence, so that the difference is that of what stands there."""
    return round(value)


def _more(net: float, low: float, path: str, shown: float) -> Cell:
    """What is left less, which is the difference of two figures."""
    return replace(added(net - low, ((1, _PATH), (-1, path))), text=euro(shown))


def unvalued_of(figures: Summed) -> Sequence[Unvalued]:
    """What has no amount."""
    return figures.result.plan.unvalued if figures.kind == "casus" else figures.unvalued


def open_ends(figures: Summed) -> list[Block]:
    """What has no amount, and counts in no row."""
    said = tuple(f"P.M.: {effect(item)}" for item in unvalued_of(figures))
    return [Notes("begroting_pm", f"{PARAGRAPH}: P.M., in geen bedrag meegeteld", said)] if said else []


def covers(figures: Summed) -> list[Block]:
    """What the covers are called."""
    said = []
    for row in figures.result.plan.cover:
        origin = f"uit {row.origin}" if row.origin else f"herkomst {UNSAID}"
        said.append(f"{plain(row.name)}: {origin}, {row.nature or f'soort {UNSAID}'}")
    return [Notes("begroting_dekking", f"{PARAGRAPH}: de dekking", tuple(said))] if said else []


def reading(level: int | None) -> list[Block]:
    """What the figures are."""
    prices = f"in het prijspeil van {level}" if level is not None else "zoals zij geschreven zijn"
    said = (
        f"Bedragen staan {prices}, niet contant. Een investering staat in het jaar waarin zij wordt "
        "betaald; rente en afschrijving staan er niet in.",
        "Verzilverbaar is alleen wat het bestand zo noemt (`verzilverbaar`). Een baat die er niets over "
        "zegt, telt in het saldo niet mee en staat onderaan.",
        "Of een verzilverbare baat in de begroting een lagere last of een hogere baat is, zegt het bestand "
        "niet; in de wijziging staat zij bij de baten.",
    )
    return [Notes("begroting_leeswijzer", f"{PARAGRAPH}: leeswijzer", said, coded=True)]
