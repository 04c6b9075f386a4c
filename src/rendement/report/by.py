"""The same result by year, by domain or by actor."""

from collections.abc import Iterator, Sequence

from rendement.engine.result import Result
from rendement.engine.summary import Share
from rendement.figures.case import CaseFigures
from rendement.report.cells import EMPTY, amount, balance_cells, figure, heads, optional
from rendement.report.document import Block, Cell, Column, Facts, Notes, Row, Table, text
from rendement.report.dutch import euro, percent, plain
from rendement.report.wording import actor_name, name_of
from rendement.report.yearly import Yearly, amounts, yearly_table
from rendement.source import sums
from rendement.source.money import current
from rendement.source.path import format_path

MOST_YEARS = 15
BAR = 24

Named = Sequence[tuple[str, Share, str]]  # with the path of it


def by_blocks(figures: CaseFigures, way: str) -> list[Block]:
    """The tables of one way of looking."""
    return {"jaar": _by_year, "domein": _by_domain, "actor": _by_actor}[way](figures)


def _by_year(figures: CaseFigures) -> list[Block]:
    longest = max((abs(year.balance.net) for year in figures.years.values()), default=0.0)
    rows, slim = [], []
    for name, year in figures.years.items():
        at = f"per_jaar.{name}"
        running = (
            amount(year.cumulative, f"{at}.cumulatief"),
            amount(year.present.net, f"{at}.contante_waarde"),
            figure(year.per_euro, 2, f"{at}.baten_per_euro"),
        )
        cells = (*balance_cells(year.balance, at), *running)
        rows.append(Row((text(str(name)), *cells, text(bar(year.balance.net, longest)))))
        slim.append(Row((text(str(name)), *cells)))
    columns = heads(
        "jaar", "baten", "kosten", "saldo", "cumulatief", "contante waarde", f"per {current().word}"
    )
    narrow = Table("per_jaar", "Per jaar", columns, tuple(slim))
    wide = (*columns, Column("", figures=False))
    blocks: list[Block] = [Table("per_jaar", "Per jaar", wide, tuple(rows), narrow)]
    if len(rows) <= MOST_YEARS:
        title = "Netto per regel en jaar (elke regel heel)"
        return [*blocks, yearly_table("regel_jaar", title, "", figures.years, _lines(figures.result))]
    note = f"De tabel regel × jaar is er tot {MOST_YEARS} jaren; daarboven staat zij in de JSON (per_jaar)."
    return [*blocks, Notes("regel_jaar", "Regel × jaar", (note,))]


def _lines(result: Result) -> Iterator[Yearly]:
    for title, items in (("Baten", result.benefits), ("Kosten", result.costs)):
        if items:
            yield Yearly(title, {}, role="kop")
        for item in items:
            path = item.line.path
            years = amounts(item.by_year, f"{path}.per_jaar")
            yield Yearly(name_of(item.line), years, amount(item.net, f"{path}.netto"))


def _by_domain(figures: CaseFigures) -> list[Block]:
    named = [
        (plain(domain), share, format_path(("per_domein", domain)))
        for domain, share in figures.domains.items()
    ]
    rows = [
        Row((text(name), *balance_cells(share.balance, at), _part(share, at))) for name, share, at in named
    ]
    total = figures.result.total
    base = "totaal" if figures.result.valued else ""  # without a valued benefit the return is none
    rows.append(Row((text("Totaal"), *balance_cells(total, base, "rendement"), EMPTY), "totaal"))
    columns = heads("domein", "baten", "kosten", "saldo", "aandeel in de baten")
    table = Table("per_domein", "Per domein", columns, tuple(rows))
    return [table, *_balances(figures, "domein_jaar", "Saldo per domein en jaar", named)]


def _part(share: Share, at: str) -> Cell:
    return optional(share.part, percent, "-", f"{at}.aandeel")


def _by_actor(figures: CaseFigures) -> list[Block]:
    actors = figures.result.plan.actors
    named = [
        (actor_name(actors, code), share, format_path(("per_actor", code)))
        for code, share in figures.actors.items()
    ]
    rows = []
    for name, share, at in named:
        part = EMPTY if share.contribution is None else amount(share.contribution, f"{at}.bijdrage")
        present = amount(share.present.net, f"{at}.contante_waarde.saldo")
        more = (present, figure(share.per_euro, 2, f"{at}.baten_per_euro"), part)
        rows.append(Row((text(name), *balance_cells(share.balance, at), *more)))
    balances = [share.balance for _, share, _ in named]
    totals = (
        sums.total(balance.benefits for balance in balances),
        sums.total(balance.costs for balance in balances),
        sums.total(balance.net for balance in balances),
    )
    whole = amount(sums.total(share.present.net for _, share, _ in named))
    rows.append(Row((text("Alle actoren"), *map(amount, totals), whole, EMPTY, EMPTY), "totaal"))
    columns = heads(
        "actor", "baten", "kosten", "saldo", "contant", f"per {current().word}", "bijdrage om uit te komen"
    )
    return [
        Table("per_actor", "Wie betaalt en wie ontvangt", columns, tuple(rows)),
        *_balances(figures, "actor_jaar", "Saldo per actor en jaar", named),
        Notes("bijdragen", "Uitkomen", (contribution_sentence(figures),)),
        *_public(figures),
    ]


def _public(figures: CaseFigures) -> list[Block]:
    """What a net euro of the government brings to the others."""
    public = figures.totals.public
    if public is None:
        return []
    found = public.per_euro
    cell = Cell(public.reason or "") if found is None else figure(found, 2, "totaal.waarde_per_publieke_euro")
    return [Facts("publieke_euro", "", ((f"Waarde per publieke {current().word} (contant)", cell),))]


def _balances(figures: CaseFigures, key: str, title: str, named: Named) -> list[Block]:
    """Net balances by name and year, while the years fit."""
    if len(figures.years) > MOST_YEARS:
        return []
    rows = (
        Yearly(name, amounts(share.by_year, f"{at}.per_jaar"), amount(share.balance.net, f"{at}.saldo"))
        for name, share, at in named
    )
    return [yearly_table(key, title, "saldo", figures.years, rows)]


def contribution_sentence(figures: CaseFigures) -> str:
    """Who is left with less, and whether those who gain can make up for it."""
    actors = figures.result.plan.actors
    nets = [
        (actor_name(actors, code), share.balance.net)
        for code, share in figures.actors.items()
        if share.contribution is not None
    ]
    losers = [(name, net) for name, net in nets if net < -0.005]
    if not losers:
        return "Geen enkele actor binnen het perspectief houdt een tekort over."
    names = ", ".join(f"{name} ({euro(-net)})" for name, net in losers)
    short = -sums.total(net for _, net in losers) - sums.total(net for _, net in nets if net > 0)
    if short > 0.005:
        return f"Tekort: {names}. Wie wint, kan dat niet dekken: er blijft een tekort van {euro(short)}."
    return f"Tekort: {names}. Met bijdragen naar rato van ieders winst komt iedereen uit."


def bar(value: float, longest: float) -> str:
    """A bar for one figure: full blocks for a gain, light ones for a loss.

    >>> bar(50, 100), bar(-100, 100)
    ('████████████', '░░░░░░░░░░░░░░░░░░░░░░░░')
    """
    if not longest:
        return ""
    length = int(abs(value) / longest * BAR + 0.5)
    return ("█" if value >= 0 else "░") * length
