"""From the plan as it was decided to what came of it: by year, and what happened to each measure."""

from collections.abc import Iterator

from rendement.engine.programme_bridge import CHANGES, STEPS, BridgeRow, added
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import amount, heads, notes
from rendement.report.document import Block, Role, Row, Table, text
from rendement.report.dutch import plain
from rendement.report.yearly import Yearly, yearly_table

_ROLES: dict[str, Role] = {"vastgesteld": "totaal", "bijgesteld": "totaal"}
_NOTHING = 0.005


def bridge_tables(figures: ProgrammeFigures, *, brief: bool = False) -> list[Block]:
    """Every step by year, every measure over the years unless it is brief, and in words what happened."""
    bridge = figures.bridge
    if bridge is None:
        return []
    years = [str(year) for year in figures.result.plan.years]
    rows, found_by_year = [], bridge.years
    for step in STEPS:
        count = bridge.counts[step]
        if count or step in _ROLES:
            cells = {str(year): amount(found.steps[step]) for year, found in found_by_year.items()}
            label, role = f"{_said(step)} ({count})", _ROLES.get(step, "regel")
            rows.append(Yearly(label, cells, amount(bridge.steps[step]), role, summed=True))
    title = "Van vastgesteld naar gerealiseerd; tussen haakjes het aantal maatregelen"
    return [
        yearly_table("brug", title, "", years, rows),
        *([] if brief else [_measures(bridge.rows)]),
        *notes("brug_verloop", "Wat er met de maatregelen gebeurde", _happened(bridge.rows)),
    ]


def _measures(rows: tuple[BridgeRow, ...]) -> Table:
    shown = []
    for row in rows:
        own = added([row])
        rest = own["nog_te_realiseren"] + own["niet_gehaald"]
        cells = (own["vastgesteld"], own["bijgesteld"], own["gerealiseerd"], rest)
        shown.append(Row((text(plain(row.measure.name)), *map(amount, cells))))
    columns = heads("maatregel", "vastgesteld", "bijgesteld", "gerealiseerd", "verschil")
    return Table("brug_maatregelen", "Per maatregel, elk bedrag eenmaal", columns, tuple(shown))


def _happened(rows: tuple[BridgeRow, ...]) -> Iterator[str]:
    for row in rows:
        name, successor = plain(row.measure.name), row.measure.replaced_by
        if successor is not None:
            yield f"{name}: vervangen door {plain(successor)}."
            continue
        pieces = [f"{_said(step).lower()} {found}" for step in CHANGES if (found := _by_year(row, step))]
        if missed := _by_year(row, "niet_gehaald"):
            pieces.append(f"niet gehaald {missed}")
        if pieces:
            yield f"{name}: {'; '.join(pieces)}."


def _by_year(row: BridgeRow, step: str) -> str:
    """`-80.000 in 2023, 80.000 in 2024`; nothing where nothing happened."""
    found = {year: steps[step] for year, steps in row.cells.items() if abs(steps[step]) > _NOTHING}
    return ", ".join(f"{amount(value).text}{f' in {year}' if year else ''}" for year, value in found.items())


def _said(step: str) -> str:
    return {"vervangen": "Vervangen en overgenomen", "doorgeschoven": "Doorgeschoven naar later"}.get(
        step, step.replace("_", " ").capitalize()
    )
