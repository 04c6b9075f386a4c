"""The same result by year, by domain or by actor."""

from typing import Any

from rendement.engine.result import LineResult, Result
from rendement.report.document import Block, Cell, Column, Notes, Row, Table, text
from rendement.report.dutch import euro, number, plain
from rendement.source import sums

Data = dict[str, Any]

MOST_YEARS = 15
BAR = 24


def by_blocks(result: Result, data: Data, way: str) -> list[Block]:
    """The tables of one way of looking."""
    return {"jaar": _by_year, "domein": _by_domain, "actor": _by_actor}[way](result, data)


def _by_year(result: Result, data: Data) -> list[Block]:
    keys = ("baten", "kosten", "saldo", "cumulatief", "contante_waarde")
    columns = (
        Column("jaar", figures=False),
        *(Column(key.replace("_", " ")) for key in keys),
        Column("saldo", figures=False),
    )
    years = data["per_jaar"]
    longest = max((abs(row["saldo"]) for row in years.values()), default=0.0)
    rows = [
        Row((text(year), *(_cell(row[key]) for key in keys), text(bar(row["saldo"], longest))))
        for year, row in years.items()
    ]
    slim = [Row((text(year), *(_cell(row[key]) for key in keys))) for year, row in years.items()]
    narrow = Table("per_jaar", "Per jaar", columns[:-1], tuple(slim))
    blocks: list[Block] = [Table("per_jaar", "Per jaar", columns, tuple(rows), narrow)]
    if len(years) <= MOST_YEARS:
        return [*blocks, _lines_by_year(result, list(result.by_year))]
    note = f"De tabel regel × jaar is er tot {MOST_YEARS} jaren; daarboven staat zij in de JSON (per_jaar)."
    return [*blocks, Notes("regel_jaar", "Regel × jaar", (note,))]


def _lines_by_year(result: Result, years: list[int]) -> Table:
    columns = (Column("", figures=False), *(Column(str(year)) for year in years), Column("totaal"))
    rows: list[Row] = []
    slim: list[Row] = []
    for title, items in (("Baten", result.benefits), ("Kosten", result.costs)):
        if items:
            rows.append(Row((text(title), *(text(""),) * (len(years) + 1)), "kop"))
            slim.append(Row((text(title), text("")), "kop"))
        for item in items:
            by_year = item.by_year
            cells = [_cell(by_year[year]) if year in by_year else text("") for year in years]
            rows.append(Row((text(_line_name(item)), *cells, _cell(item.net))))
            slim.append(Row((text(_line_name(item)), _cell(item.net)), "regel"))
            slim += [Row((text(f"  {year}"), _cell(amount))) for year, amount in by_year.items()]
    title = "Netto per regel en jaar (elke regel heel)"
    narrow = Table("regel_jaar", title, (columns[0], Column("bedrag")), tuple(slim))
    return Table("regel_jaar", title, columns, tuple(rows), narrow)


def _line_name(item: LineResult) -> str:
    return plain(item.line.name) + ("" if item.line.counted else " (telt niet mee)")


def _by_domain(result: Result, data: Data) -> list[Block]:
    columns = (Column("domein", figures=False), Column("baten"), Column("kosten"), Column("saldo"))
    rows = [_balance_row(plain(domain), balance) for domain, balance in data["per_domein"].items()]
    rows.append(_balance_row("Totaal", _totals(data), "totaal"))
    blocks: list[Block] = [Table("per_domein", "Per domein", columns, tuple(rows))]
    years = list(result.by_year)
    if len(years) <= MOST_YEARS:
        named = [(plain(domain), balance) for domain, balance in data["per_domein"].items()]
        blocks.append(_balances_by_year("domein_jaar", "Saldo per domein en jaar", named, years))
    return blocks


def _by_actor(result: Result, data: Data) -> list[Block]:
    columns = (
        Column("actor", figures=False),
        Column("baten"),
        Column("kosten"),
        Column("saldo"),
        Column("bijdrage om uit te komen"),
    )
    actors = data["per_actor"]
    rows = []
    for code, balance in actors.items():
        share = balance["bijdrage"]
        cells = (*_figures(balance), _cell(share) if share is not None else text(""))
        rows.append(Row((text(_actor(result, code)), *cells)))
    total = {
        key: sums.total(balance[key] for balance in actors.values()) for key in ("baten", "kosten", "saldo")
    }
    rows.append(Row((text("Alle actoren"), *_figures(total), text("")), "totaal"))
    blocks: list[Block] = [Table("per_actor", "Wie betaalt en wie ontvangt", columns, tuple(rows))]
    years = list(result.by_year)
    if len(years) <= MOST_YEARS:
        named = [(_actor(result, code), balance) for code, balance in actors.items()]
        blocks.append(_balances_by_year("actor_jaar", "Saldo per actor en jaar", named, years))
    return [*blocks, Notes("bijdragen", "Uitkomen", (_contribution_sentence(result, data),))]


def _balances_by_year(key: str, title: str, named: list[tuple[str, Data]], years: list[int]) -> Table:
    """Net balances as a matrix of names and years."""
    columns = (Column("saldo", figures=False), *(Column(str(year)) for year in years), Column("totaal"))
    rows, slim = [], []
    for name, balance in named:
        amounts = balance["per_jaar"]
        cells = [_cell(amounts[str(year)]) if str(year) in amounts else text("") for year in years]
        rows.append(Row((text(name), *cells, _cell(balance["saldo"]))))
        slim.append(Row((text(name), _cell(balance["saldo"]))))
        slim += [Row((text(f"  {year}"), _cell(amount))) for year, amount in amounts.items()]
    narrow = Table(key, title, (columns[0], Column("bedrag")), tuple(slim))
    return Table(key, title, columns, tuple(rows), narrow)


def _contribution_sentence(result: Result, data: Data) -> str:
    inside = {code: b for code, b in data["per_actor"].items() if b["bijdrage"] is not None}
    losers = {code: b["saldo"] for code, b in inside.items() if b["saldo"] < -0.005}
    gains = sums.total(b["saldo"] for b in inside.values() if b["saldo"] > 0)
    if not losers:
        return "Geen enkele actor binnen het perspectief houdt een tekort over."
    names = ", ".join(f"{_actor(result, code)} ({euro(net)})" for code, net in losers.items())
    short = -sums.total(losers.values()) - gains
    if short > 0.005:
        return f"Tekort: {names}. Wie wint, kan dat niet dekken: er blijft een tekort van {euro(short)}."
    return f"Tekort: {names}. Met de bijdragen hierboven, naar rato van ieders winst, komt iedereen uit."


def bar(value: float, longest: float) -> str:
    """A bar for one figure: full blocks for a gain, light ones for a loss.

    >>> bar(50, 100), bar(-100, 100)
    ('████████████', '░░░░░░░░░░░░░░░░░░░░░░░░')
    """
    if not longest:
        return ""
    length = int(abs(value) / longest * BAR + 0.5)
    return ("█" if value >= 0 else "░") * length


def _balance_row(label: str, balance: Data, role: Any = "regel") -> Row:
    return Row((text(label), *_figures(balance)), role)


def _figures(balance: Data) -> tuple[Cell, ...]:
    return tuple(_cell(balance[key]) for key in ("baten", "kosten", "saldo"))


def _totals(data: Data) -> Data:
    total = data["totaal"]
    return {**total, "saldo": total["baten"] - total["kosten"]}


def _actor(result: Result, code: str) -> str:
    actor = result.plan.actors.get(code)
    return plain(actor.name if actor else code)


def _cell(value: float) -> Cell:
    return Cell(number(value), value)
