"""The sheet `Controle`: the workbook beside the figures of `calc`, and what `calc` would refuse."""

from collections.abc import Iterable

from rendement.figures.field import Family
from rendement.report.sheets.desk import Desk, Grid, shown
from rendement.report.sheets.inputs import REFUSED
from rendement.report.sheets.labels import form_of
from rendement.report.sheets.records import LACKING
from rendement.source.path import parse_path
from rendement.study.recording_return import CONTROL

_HEADS = ("pad", "werkboek", "rekenkern", "verschil", "oordeel")
_HALF_CENT = 0.005


def control_sheet(desk: Desk, family: Family, paths: Iterable[str]) -> None:
    """A row for each total, year and actor; then everything that would be refused."""
    grid = desk.grid("Controle", (56.0, 18.0, 18.0, 14.0, 18.0))
    grid.texts("Controle", role="titel")
    grid.sentence("Het werkboek naast de cijfers die `calc` voor de invoer van het bestand geeft.", 5)
    grid.put(0, "verschil dat geen afronding meer is")
    cent = grid.put(1, _HALF_CENT, "vast", "los")
    desk.names.append(("halve_cent", cent))
    grid.row += 2
    grid.texts(*_HEADS, role="kop")
    grid.heads = grid.row
    for path in paths:
        _compared(grid, family, path, cent)
    guards = [path for path in desk.terms.figures if path.startswith(CONTROL)]
    grid.row += 1
    grid.texts("Wat `calc` zou weigeren", "speling", role="groep")
    _entered(grid)
    for path in guards:
        _guarded(grid, path)
    desk.names.append(("alles_klopt", _verdict(grid)))


def _compared(grid: Grid, family: Family, path: str, cent: str) -> None:
    value = shown(grid.desk.terms.values[grid.desk.terms.figures[path]])
    form = form_of(family, parse_path(path))
    grid.put(0, path)
    own = grid.figure(1, path, form)
    known = grid.put(2, value, "vast", form)
    lacking = value == LACKING
    gap = grid.formula(3, f'IFERROR({own}-{known},"-")', LACKING if lacking else 0.0, form="centen")
    same = f'IF(IFERROR(ABS({gap}),1)<={cent},"klopt","gewijzigd")'
    grid.formula(4, f'IF({own}={known},"klopt",{same})', "klopt", "oordeel")
    grid.row += 1


def _entered(grid: Grid) -> None:
    """Whether every yellow cell holds a number that can be one."""
    place = dict(grid.desk.names)["aantal_geweigerd"]
    grid.put(0, "invoer die geen getal is, of buiten de grenzen")
    count = grid.formula(1, place, 0.0, form="los")
    grid.formula(4, f'IF({count}>0,"{REFUSED}","mag")', "mag", "oordeel")
    grid.row += 1


def _guarded(grid: Grid, path: str) -> None:
    code = parse_path(path)[1]
    grid.put(0, f"{str(code).replace('-', ' ')}: {path.removeprefix(f'{CONTROL}{code}.')}")
    margin = grid.figure(1, path, "los")
    grid.formula(4, f'IF(N({margin})<0,"{REFUSED}","mag")', "mag", "oordeel")
    grid.row += 1


def _verdict(grid: Grid) -> str:
    after = grid.row
    grid.row = 3
    run = f"{grid.name}!$E$1:$E${after + 1}"
    grid.put(0, "Alles bij elkaar", "totaal")
    place = grid.formula(
        1,
        f'IF(COUNTIF({run},"{REFUSED}")>0,"{REFUSED}",IF(COUNTIF({run},"gewijzigd")>0,"gewijzigd","klopt"))',
        "klopt",
        "oordeel",
    )
    grid.row = after
    return place
