"""The sheets of the lines of a case: what is priced, how long it lasts, and each line from gross to net."""

from collections.abc import Iterable, Sequence

from rendement.engine.result import LineResult, Result
from rendement.engine.sample import called
from rendement.engine.steps import step_named
from rendement.report.households import partly
from rendement.report.sheets.behind import BEHIND, at
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.records import Form
from rendement.report.sheets.tables import Contract, below, figure_table
from rendement.source.path import format_path, parse_path
from rendement.source.rows import CLIENTS, OTHERS

_PARTS = ("wat", "aantal", "prijs", "index", "bedrag", "huishouden", "prijslijst of bron")


def parts_sheet(desk: Desk, result: Result, contract: Contract) -> None:
    """`Posten`: every priced thing of every line, quantity x price x index."""
    grid = desk.grid("Posten", (46.0, 12.0, 14.0, 10.0, 16.0, 26.0, 60.0))
    grid.texts("Posten", role="titel")
    grid.sentence("Wat een prijs heeft: aantal × prijs × index is het bedrag.", 5)
    grid.row += 1
    grid.texts(*_PARTS, role="kop")
    grid.heads = grid.row
    for number, item in enumerate(result.lines):
        grid.texts(item.line.name, role="groep")
        for place, part in enumerate(item.line.parts):
            forms: tuple[tuple[str, Form], ...] = (
                ("aantal", "aantal"),
                ("prijs", "centen"),
                ("index", "aantal"),
                ("bedrag", "centen"),
            )
            grid.put(0, part.price.name)
            for column, (key, form) in enumerate(forms, 1):
                grid.figure(column, at(number, "posten", place, key), form)
            if part.household is not None:
                grid.put(5, item.line.households[part.household][0])
            grid.put(6, "; ".join(filter(None, (part.price.price_list, part.price.source))))
            grid.row += 1
    grid.row += 1
    for item in result.lines:
        own = parse_path(item.line.path)
        paths = [path for path in below(desk.terms.figures, *own) if _of_households(path)]
        _, more = called(item.line.sample, *CLIENTS["huishouden"])
        figure_table(grid, contract, f"{item.line.name}: {more}", paths, 3)
        if elsewhere := partly(item):
            named = ", ".join(elsewhere.values())
            grid.sentence(f"Wat van een andere groep in {OTHERS} staat, missen de totalen van {named}.", 5)


def _of_households(path: str) -> bool:
    """Whether it is a sum over households that stands nowhere else on the sheet."""
    pieces = parse_path(path)[2:]
    key, last = pieces[0], pieces[-1]
    if key == "matrix":
        return "bedragen" not in pieces
    return key == "opschaling" or (key == "casussen" and last == "totaal")


def curves_sheet(desk: Desk, result: Result) -> None:
    """`Curven`: every effect-year of the lines that last, each curve and what it leaves; if there are any."""
    lasting = [
        (number, item)
        for number, item in enumerate(result.lines)
        if len(item.line.effect.spell) > 1 or item.line.effect.curves
    ]
    if not lasting:
        return
    grid = desk.grid("Curven", (46.0, *(14.0,) * 9))
    grid.texts("Curven", role="titel")
    grid.sentence("Hoeveel van een resultaat er in elk jaar van het effect over is.", 5)
    grid.row += 1
    grid.heads = grid.row
    for number, item in lasting:
        effect = item.line.effect
        grid.texts(item.line.name, role="groep")
        heads = [name for kind, _ in effect.curves for name in (kind.label, f"na {kind.label}")]
        keys = [name for kind, _ in effect.curves for name in (kind.name, f"na {kind.name}")]
        grid.texts("effectjaar", "deel van een jaar", *heads, role="kop")
        for year in range(len(effect.spell)):
            grid.put(0, str(year + 1))
            for column, key in enumerate(("duur", *keys), 1):
                grid.figure(column, at(number, "effect", year, key), "fijn")
            grid.row += 1
        grid.row += 1


def chain_sheet(desk: Desk, result: Result, contract: Contract) -> None:
    """`Keten`: a small block for each line, downward; then the totals."""
    grid = desk.grid("Keten", (46.0, 14.0, 18.0, 18.0, 40.0))
    grid.texts("Keten", role="titel")
    grid.sentence("Per regel van bruto naar netto: wat een stap overlaat, en wat hij eraf haalt.", 5)
    grid.row += 1
    grid.heads = grid.row
    for side, lines in (("Baten", result.benefits), ("Kosten", result.costs)):
        for item in lines:
            _block(grid, side, item, contract)
    _totals(grid, result, contract)


_HEADLINE: tuple[tuple[str, str, Form], ...] = (
    ("aantal", "aantal", "aantal"),
    ("prijs", "prijs", "centen"),
    ("jaren", "jaren", "aantal"),
)
_AFTER: tuple[tuple[str, str, Form], ...] = (
    ("netto", "netto", "bedrag"),
    ("contante_waarde", "contante waarde", "bedrag"),
    ("aandeel", "aandeel in het totaal", "aandeel"),
)
_ELSEWHERE = frozenset({"per_jaar", "per_actor", "delen", "casussen", "matrix", "opschaling", "stappen"})


def _block(grid: Grid, side: str, item: LineResult, contract: Contract) -> None:
    own = parse_path(item.line.path)
    counted = "" if item.line.counted else f"telt niet mee: {item.line.why_not}"
    grid.texts(f"{side}: {item.line.name}", "", "", "", counted, role="groep")
    for key, label, form in _HEADLINE:
        _figure_row(grid, label, (format_path((*own, key)),), form)
    grid.texts("stap", "laat over", "na de stap", "gaat eraf", role="kop")
    for number, step in enumerate(item.steps):
        base = (*own, "stappen", number)
        grid.put(0, step_named(step.name).label)
        _maybe(grid, 1, format_path((*base, "aandeel")), "aandeel")
        _maybe(grid, 2, format_path((*base, "bedrag")), "bedrag")
        _maybe(grid, 3, format_path((*base, "aftrek")), "bedrag")
        grid.row += 1
    for key, label, form in _AFTER:
        role_path = format_path((*own, key))
        grid.put(0, label, "totaal" if key == "netto" else "tekst")
        _maybe(grid, 2, role_path, form, total=key == "netto")
        grid.row += 1
    done = {key for key, _, _ in (*_HEADLINE, *_AFTER)} | _ELSEWHERE
    for path in below(grid.desk.terms.figures, *own):
        if parse_path(path)[2] not in done:
            _figure_row(grid, contract.label(parse_path(path), 2), (path,), "bedrag", column=2)
    grid.row += 1


def _figure_row(grid: Grid, label: str, paths: Sequence[str], form: Form, column: int = 1) -> None:
    if not any(path in grid.desk.terms.figures for path in paths):
        return
    grid.put(0, label)
    for place, path in enumerate(paths, column):
        _maybe(grid, place, path, form)
    grid.row += 1


def _maybe(grid: Grid, column: int, path: str, form: Form, *, total: bool = False) -> None:
    if path in grid.desk.terms.figures:
        grid.figure(column, path, form, "totaal" if total else "tekst")


def _added(grid: Grid, result: Result) -> None:
    """What counts of each line in the perspective, one below the other, so that a total is their sum."""
    grid.texts(f"Wat meetelt ({result.plan.perspective})", "bedrag", role="groep")
    for side, lines, start in (
        ("baten", result.benefits, 0),
        ("kosten", result.costs, len(result.benefits)),
    ):
        for number, item in enumerate(lines, start):
            _figure_row(grid, item.line.name, (at(number, "meetelt"),), "bedrag")
        _figure_row(grid, f"{side}, opgeteld", (format_path((BEHIND, "opgeteld", side)),), "bedrag")
    grid.row += 1


def _totals(grid: Grid, result: Result, contract: Contract) -> None:
    figures = grid.desk.terms.figures
    _added(grid, result)
    figure_table(grid, contract, "Totaal", below(figures, "totaal"))
    for title, key in (
        ("Hoe hard de baten zijn", "hardheid"),
        ("Resultaten", "resultaten"),
        ("Te voorkomen om uit te komen", "omslag"),
        ("Deelnemers", "deelnemers"),
    ):
        figure_table(grid, contract, title, [*below(figures, key), *_only(figures, key)])


def _only(figures: Iterable[str], key: str) -> list[str]:
    return [key] if key in set(figures) else []
