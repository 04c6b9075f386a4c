"""The cells of an Excel workbook, with openpyxl (`rendement[excel]`) imported only here.

A formula counts with the outcome that was saved with it; one without is a finding, never 0.
"""

import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.grid import Grid, spell
from rendement.source.suggest import did_you_mean

MAX_UNPACKED = 20_000_000
MAX_ROWS = 10_000
MAX_COLUMNS = 50


def read_grid(name: str, tab: str | None = None) -> tuple[Grid | None, list[Finding]]:
    """The cells of one sheet as text. Raises UsageError without the file, openpyxl or the sheet."""
    path = Path(name)
    try:
        present = path.is_file()
    except OSError:  # a name that no file can have
        present = False
    if not present:
        raise UsageError(f"het bestand {name[:200]} bestaat niet")
    openpyxl = _openpyxl()
    refused = _too_large(path)
    if refused:
        return None, [refused]
    try:
        with (
            closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as values,
            closing(openpyxl.load_workbook(path, read_only=True, data_only=False)) as formulas,
        ):
            title = _choose(values.sheetnames, tab)
            rows, findings = _rows(name, values[title], formulas[title])
            if tab is None and len(values.sheetnames) > 1:
                findings.append(_other_sheets(name, title, values.sheetnames))
    except UsageError:
        raise
    except Exception:  # a damaged or hostile workbook may fail anywhere inside the library
        return None, [_unreadable(name)]
    return rows, findings


def _openpyxl() -> Any:
    try:
        import openpyxl  # noqa: PLC0415
    except ImportError:
        message = (
            "voor een werkboek is openpyxl nodig: pip install 'rendement[excel]' (of bewaar het als CSV)"
        )
        raise UsageError(message) from None
    return openpyxl


def _rows(name: str, values: Any, formulas: Any) -> tuple[Grid, list[Finding]]:
    rows: Grid = []
    findings: list[Finding] = []
    limits = {"max_row": MAX_ROWS, "max_col": MAX_COLUMNS}
    pairs = zip(values.iter_rows(**limits), formulas.iter_rows(**limits), strict=False)
    for line, (row, written) in enumerate(pairs, 1):
        cells = []
        for column, (cell, source) in enumerate(zip(row, written, strict=False), 1):
            text, found = _read(cell, source, Mark(name, line, column))
            cells.append((text, Mark(name, line, column)))
            findings += found
        rows.append((line, cells))
    return rows, findings


def _read(cell: Any, source: Any, mark: Mark) -> tuple[str, list[Finding]]:
    value = cell.value
    where = f"{_letters(mark.column)}{mark.line}"
    if value is None and getattr(source, "data_type", "") == "f":
        message = f"in cel {where} staat een formule zonder bewaarde uitkomst"
        remedy = "open het werkboek in Excel of LibreOffice en sla het op, of vul de waarde zelf in"
        return "?", [Finding("formule-zonder-waarde", message, remedy, mark=mark)]
    if getattr(cell, "data_type", "") == "e":
        message = f"in cel {where} staat een fout ({str(value)[:20]})"
        return "?", [Finding("cel-fout", message, "verbeter de formule of vul de waarde in", mark=mark)]
    if isinstance(value, bool):
        return ("waar" if value else "onwaar"), []
    if isinstance(value, int | float):
        return spell(value), []
    return " ".join(str(value if value is not None else "").split()), []


def _choose(names: list[str], tab: str | None) -> str:
    if tab is None:
        return names[0]
    if tab not in names:
        listed = f"kies uit {', '.join(names[:10])}"
        raise UsageError(f"het werkboek heeft geen blad `{tab[:60]}`; {did_you_mean(tab, names, listed)}")
    return tab


def _other_sheets(name: str, title: str, names: list[str]) -> Finding:
    message = f"alleen het blad `{title[:40]}` is gelezen; het werkboek heeft er {len(names)}"
    remedy = f"kies een ander met --blad, bijvoorbeeld --blad {names[1][:40]}"
    return Finding("een-van-de-bladen", message, remedy, mark=Mark(name), severity="opmerking")


def _too_large(path: Path) -> Finding | None:
    """A workbook is a zip: what it unpacks to is judged before anything is unpacked."""
    mark = Mark(str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except Exception:  # a damaged zip fails in as many ways as there are bytes
        return _unreadable(str(path))
    if unpacked > MAX_UNPACKED:
        remedy = "bewaar alleen de tabel in een eigen werkboek, of als CSV"
        return Finding("bestand-te-groot", "het werkboek is te groot voor een prijslijst", remedy, mark=mark)
    return None


def _unreadable(name: str) -> Finding:
    remedy = "sla het opnieuw op als .xlsx, of bewaar de tabel als CSV UTF-8"
    return Finding("werkboek-onleesbaar", "dit is geen leesbaar werkboek", remedy, mark=Mark(name))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
