"""The sheets of a case by year and by actor."""

from collections.abc import Callable, Sequence
from functools import partial

from rendement.engine.result import LineResult, Result
from rendement.engine.summary import Totals
from rendement.report.sheets.behind import BEHIND, at, of_year
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.records import LACKING, Form, address
from rendement.report.sheets.tables import ACROSS, WIDE, Contract, below, figure_table, line_of
from rendement.source.path import format_path, parse_path

_YEAR_HEADS = (
    "jaar",
    "baten",
    "kosten",
    "saldo",
    "gecumuleerd",
    "discontofactor",
    "baten contant",
    "kosten contant",
    "contante waarde",
    "baten per euro",
    "blijft op of boven 0",
)
_CUMULATIVE, _STAYS = 4, 10


def years_sheet(desk: Desk, result: Result, totals: Totals) -> None:
    """`Jaren`: the weight and amount of every line; the totals, what runs up and what it is worth."""
    grid = desk.grid("Jaren", (34.0, *(14.0,) * (ACROSS + 2)))
    grid.texts("Jaren", role="titel")
    grid.row += 1
    years = list(result.by_year)
    sides = (("Baten", result.benefits, 0), ("Kosten", result.costs, len(result.benefits)))
    for title, lines, _ in sides:
        _by_line(grid, f"{title}, netto per jaar", lines, years, _amount)
    for title, lines, start in sides:
        _by_line(grid, f"{title}: hoe vaak het bedrag van één telt", lines, years, partial(_weight, start))
    grid.texts("Alle regels samen", role="groep")
    grid.texts(*_YEAR_HEADS, role="kop")
    first = grid.row
    for year in years:
        own: tuple[tuple[str, Form], ...] = (
            (format_path(("per_jaar", str(year), "baten")), "bedrag"),
            (format_path(("per_jaar", str(year), "kosten")), "bedrag"),
            (format_path(("per_jaar", str(year), "saldo")), "bedrag"),
            (format_path(("per_jaar", str(year), "cumulatief")), "bedrag"),
            (of_year(year, "factor"), "los"),
            (of_year(year, "baten"), "bedrag"),
            (of_year(year, "kosten"), "bedrag"),
            (format_path(("per_jaar", str(year), "contante_waarde")), "bedrag"),
            (format_path(("per_jaar", str(year), "baten_per_euro")), "verhouding"),
        )
        line_of(grid, "", own)
        grid.row -= 1
        grid.put(0, float(year), "tekst", "jaar")
        grid.row += 1
    sums: tuple[tuple[str, Form], ...] = tuple(
        (format_path((BEHIND, "contant", side)), "bedrag") for side in ("baten", "kosten")
    )
    line_of(grid, "contant, opgeteld", sums, first=6)
    grid.row -= 1
    _payback(grid, first, totals.payback)
    _internal_rate(grid, totals.internal_rate)


_CellOf = Callable[[int, LineResult, int], tuple[str, Form]]


def _amount(_: int, item: LineResult, year: int) -> tuple[str, Form]:
    return format_path((*parse_path(item.line.path), "per_jaar", str(year))), "bedrag"


def _weight(start: int, number: int, _: LineResult, year: int) -> tuple[str, Form]:
    return at(start + number, "gewicht", str(year)), "aantal"


def _by_line(
    grid: Grid, title: str, lines: Sequence[LineResult], years: Sequence[int], cell: _CellOf
) -> None:
    figures = grid.desk.terms.figures
    for start in range(0, len(years), ACROSS):
        some = years[start : start + ACROSS]
        rows = [
            (item, [cell(number, item, year) for year in some])
            for number, item in enumerate(lines)
            if any(cell(number, item, year)[0] in figures for year in some)
        ]
        if not rows:
            continue
        grid.texts(title, *map(str, some), role="groep")
        for item, cells in rows:
            line_of(grid, item.line.name, cells)
        grid.row += 1


def _payback(grid: Grid, first: int, payback: int | None) -> None:
    """The first year from which what ran up never lies below 0 again: read off, from the last year back."""
    after_sums, last = grid.row + 1, grid.row - 1
    paid = "-" if payback is None else float(payback)
    stays = False
    for row in range(last, first - 1, -1):
        grid.row = row
        cell = f"{grid.name}!{address(row, _CUMULATIVE)}"
        after = "1" if row == last else f"{grid.name}!{address(row + 1, _STAYS)}"
        value = grid.value(row, _CUMULATIVE)
        stays = value >= 0 and (stays or row == last)
        grid.formula(_STAYS, f"IF({cell}>=0,{after},0)", float(stays), "tussenstap", "aantal")
    grid.row = after_sums
    run = f"{grid.name}!{address(first, _STAYS)}:{address(last, _STAYS)}"
    years = f"{grid.name}!{address(first, 0)}:{address(last, 0)}"
    grid.put(0, "Terugverdiend in", "totaal")
    place = grid.formula(1, f'IFERROR(INDEX({years},MATCH(1,{run},0)),"-")', paid, "totaal", "jaar")
    grid.desk.names.append(("terugverdienjaar", place))
    grid.row += 2


def _internal_rate(grid: Grid, rate: float | None) -> None:
    """It is looked for, not computed: a workbook shows that of the file."""
    grid.row -= 1
    grid.put(0, "Interne rentevoet (rekent niet mee)")
    grid.put(1, LACKING if rate is None else rate, "vast", "fijn")
    grid.row += 2


def bearers_sheet(desk: Desk, result: Result, contract: Contract) -> None:
    """`Wie`: what falls to each actor and domain, in all, by line and by year."""
    grid = desk.grid("Wie", (*WIDE, 16.0))
    grid.texts("Wie betaalt en wie profiteert", role="titel")
    grid.row += 1
    _shares(grid, contract, "per_actor", "actor")
    _by_bearer(grid, result)
    _shares(grid, contract, "per_domein", "domein")
    for title, key in (("Actor, per jaar", "per_actor"), ("Domein, per jaar", "per_domein")):
        paths = [path for path in below(desk.terms.figures, key) if "per_jaar" in parse_path(path)]
        figure_table(grid, contract, title, paths)


_COLUMNS: tuple[tuple[str, str, Form], ...] = (
    ("baten", "baten", "bedrag"),
    ("kosten", "kosten", "bedrag"),
    ("saldo", "saldo", "bedrag"),
    ("contante_waarde.baten", "contante baten", "bedrag"),
    ("contante_waarde.kosten", "contante kosten", "bedrag"),
    ("contante_waarde.saldo", "contant saldo", "bedrag"),
    ("bijdrage", "bijdrage om uit te komen", "bedrag"),
    ("baten_per_euro", "baten per euro", "verhouding"),
    ("aandeel", "aandeel in de baten", "aandeel"),
)


def _shares(grid: Grid, contract: Contract, key: str, head: str) -> None:
    figures = grid.desk.terms.figures
    names = list(contract.data[key])
    known = [
        (own, label, form)
        for own, label, form in _COLUMNS
        if any(format_path((key, name, *own.split("."))) in figures for name in names)
    ]
    if not names:
        return
    grid.texts(head, *(label for _, label, _ in known), "wint of betaalt", role="groep")
    for name in names:
        line_of(grid, name, [(format_path((key, name, *own.split("."))), form) for own, _, form in known])
        _gain(grid, format_path((key, name, "saldo")), len(known) + 1)
    grid.row += 1


def _gain(grid: Grid, path: str, column: int) -> None:
    """Whether somebody gains or pays, in words that move with the balance."""
    desk = grid.desk
    term = desk.terms.figures[path]
    value, place = desk.terms.values[term], desk.homes.get(term)
    if place is None:
        return
    grid.row -= 1
    said = "wint" if value > 0 else "betaalt" if value < 0 else "geen van beide"
    words = f'IF({place}>0,"wint",IF({place}<0,"betaalt","geen van beide"))'
    grid.formula(column, words, said, "oordeel")
    grid.row += 1


def _by_bearer(grid: Grid, result: Result) -> None:
    """The amount of each actor in every line, and its share in what the line leaves."""
    grid.texts("regel", "wie", "bedrag", "deel", role="groep")
    for item in result.lines:
        own = parse_path(item.line.path)
        for actor, amount in item.by_actor.items():
            path = format_path((*own, "per_actor", actor))
            if path not in grid.desk.terms.figures:
                continue
            grid.put(0, item.line.name)
            cell = grid.figure(2, path, "bedrag")
            net = grid.desk.homes.get(grid.desk.terms.figures[format_path((*own, "netto"))])
            if net is not None:
                share = amount / item.net if item.net else LACKING
                grid.formula(3, f'IFERROR({cell}/{net},"-")', share, "tekst", "aandeel")
            grid.put(1, result.plan.actors[actor].name)
            grid.row += 1
    grid.row += 1
