"""Workbooks from their bare XML, as no program would write them: to see what reading one does with it."""

import zipfile
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "<sheets><sheet name='Een' r:id='r1'/></sheets>"


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def bare_workbook(
    file: Path, sheet: str, strings: str = "", styles: str = "", sheets: str = SHEET, **more: str
) -> str:
    """Write a workbook with this inside its one sheet, and give its name; `more` are other parts."""
    links = _link("r1", "worksheet", "worksheets/blad.xml")
    links += _link("r2", "sharedStrings", "/xl/teksten.xml") if strings else ""
    links += _link("r3", "styles", "stijlen.xml") if styles else ""
    main = _link("r1", "officeDocument", "/xl/workbook.xml")
    parts = {
        "_rels/.rels": f"<Relationships>{main}</Relationships>",
        "xl/workbook.xml": f"<workbook xmlns:r='{OFFICE}'>{sheets}</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/worksheets/blad.xml": f"<worksheet>{sheet}</worksheet>",
        "xl/teksten.xml": f"<sst>{strings}</sst>",
        "xl/stijlen.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in {**parts, **more}.items():
            archive.writestr(part, text)
    return str(file)


def sheet_of(rows: list[list[object]]) -> str:
    """The XML of a sheet with these rows; numbers as numbers, nothing for None."""
    written = "".join(
        f"<row r='{line}'>{''.join(_cell(value) for value in row)}</row>"
        for line, row in enumerate(rows, 1)
        if row
    )
    return f"<sheetData>{written}</sheetData>"


def _cell(value: object) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f"<c t='inlineStr'><is><t>{value}</t></is></c>"
