"""What runs under the Python of LibreOffice: one office, asked over its bridge (see office.py).

Reads questions in lines of JSON and answers in the same form. Knows nothing of the project.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno  # comes with LibreOffice
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table.CellContentType import EMPTY, FORMULA, TEXT, VALUE

ERROR = 4  # com.sun.star.sheet.FormulaResult
FORMULAS = 16  # com.sun.star.sheet.CellFlags


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Office:
    """A LibreOffice of its own, with a profile of its own."""

    def __init__(self, program, profile):
        name = f"rendement{os.getpid()}"
        self.process = subprocess.Popen(
            [
                program,
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                f"-env:UserInstallation={profile.as_uri()}",
                f"--accept=pipe,name={name};urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            start_new_session=True,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        address = f"uno:pipe,name={name};urp;StarOffice.ComponentContext"
        self.context = self.connect(resolver, address)
        self.desktop = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", self.context
        )
        self.opened = {}

    def connect(self, resolver, address):
        end = time.monotonic() + 90
        while True:
            try:
                return resolver.resolve(address)
            except NoConnectException:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def open(self, path):
        """The workbook of this path, as it is now; opened once."""
        key = (path, Path(path).stat().st_mtime_ns)
        if key not in self.opened:
            document = self.desktop.loadComponentFromURL(
                Path(path).as_uri(), "_blank", 0, properties(Hidden=True)
            )
            if document is None or not hasattr(document, "Sheets"):
                raise ValueError(f"{path}: LibreOffice leest hierin geen werkboek")
            document.enableAutomaticCalculation(False)
            self.opened[key] = document
        return self.opened[key]

    def text(self, path):
        """The text document of this path, as it opens for who looks at it."""
        document = self.desktop.loadComponentFromURL(
            Path(path).as_uri(), "_blank", 0, properties(Hidden=True)
        )
        if document is None or not hasattr(document, "Text"):
            raise ValueError(f"{path}: LibreOffice leest hierin geen tekst")
        return document

    def leave(self, path):
        for key in [key for key in self.opened if key[0] == path]:
            self.opened.pop(key).close(True)

    def end(self):
        try:
            self.desktop.terminate()
            self.process.wait(10)
        except Exception:  # whatever it says: it has to go
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def place(document, name):
    """The range that `Sheet!B3`, `'Sheet'!A1:C9`, a whole sheet (`Sheet!`) or a defined name stands for."""
    sheet, mark, cells = name.rpartition("!")
    if not mark:
        if not document.NamedRanges.hasByName(name):
            raise ValueError(f"geen naam in het werkboek: {name}")
        return document.NamedRanges.getByName(name).getReferredCells()
    if re.fullmatch("'.*'", sheet):
        sheet = sheet[1:-1].replace("''", "'")
    found = document.Sheets.getByName(sheet)
    if cells:
        return found.getCellRangeByName(cells.replace("$", ""))
    cursor = found.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return found.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def is_one(cells):
    address = cells.RangeAddress
    return address.StartColumn == address.EndColumn and address.StartRow == address.EndRow


def one(document, name):
    cells = place(document, name)
    if not is_one(cells):
        raise ValueError(f"niet één cel: {name}")
    return cells.getCellByPosition(0, 0)


def content(cell):
    """What stands in a cell: a number, a text or nothing; an error as its code."""
    kind = cell.Type
    if kind == EMPTY:
        return None
    if kind == TEXT:
        return cell.String
    if kind == VALUE:
        return cell.Value
    if cell.getError():
        return {"fout": cell.getError(), "staat": cell.String}
    return cell.Value if cell.FormulaResultType2 == 1 else cell.String


def put(cell, value):
    if value is None:
        cell.String = ""
    elif isinstance(value, str):
        cell.String = value
    else:
        cell.Value = value
    if content(cell) != value:
        raise ValueError(f"{cell.AbsoluteName}: {value!r} is niet gezet, er staat {content(cell)!r}")


def read(document, name):
    cells = place(document, name)
    if is_one(cells):
        return content(cells.getCellByPosition(0, 0))

    def said(row, column, value, written):
        """One question for each cell takes long; only what is no plain value is asked again."""
        if value or isinstance(value, float):
            return value
        return content(cells.getCellByPosition(column, row)) if written else None

    both = zip(cells.getDataArray(), cells.getFormulaArray(), strict=True)
    return [
        [said(row, column, *pair) for column, pair in enumerate(zip(values, formulas, strict=True))]
        for row, (values, formulas) in enumerate(both)
    ]


def errors(document):
    found = []
    for sheet in document.Sheets:
        for cells in sheet.queryFormulaCells(ERROR):
            found.append(cells.AbsoluteName.replace("$", ""))
    return found


def with_settings(document, setting, then):
    """Put the values in, compute everything anew, ask, and put back what stood there."""
    before = []
    try:
        for name, value in setting.items():
            cell = one(document, name)
            if cell.Type == FORMULA:
                raise ValueError(f"{name}: daar staat een formule, geen invoer")
            before.append((cell, content(cell)))
            put(cell, value)
        document.calculateAll()
        return then()
    finally:
        for cell, value in reversed(before):
            put(cell, value)


def paragraphs(document):
    """Every paragraph of the text itself, not of its tables."""
    found = document.Text.createEnumeration()
    while found.hasMoreElements():
        element = found.nextElement()
        if element.supportsService("com.sun.star.text.Paragraph"):
            yield element


def read_text(document, target):
    """What stands in a text document once its contents and fields are brought up to date; and its print."""
    indexes = document.DocumentIndexes
    before = [indexes.getByIndex(number).Anchor.String for number in range(indexes.Count)]
    for number in range(indexes.Count):
        indexes.getByIndex(number).update()
    document.TextFields.refresh()
    pages = document.StyleFamilies.getByName("PageStyles")
    used = [pages.getByIndex(number) for number in range(pages.Count)]
    pictures = document.GraphicObjects
    drawn = [pictures.getByIndex(number) for number in range(pictures.Count)]
    tables = [document.TextTables.getByIndex(number) for number in range(document.TextTables.Count)]
    if target:
        save = properties(FilterName="writer_pdf_Export", Overwrite=True)
        document.storeToURL(Path(target).as_uri(), save)
    return {
        "inhoud_was": before,
        "inhoud": [indexes.getByIndex(number).Anchor.String for number in range(indexes.Count)],
        "alineas": [
            {
                "tekst": one.String,
                "stijl": one.ParaStyleName,
                "niveau": one.OutlineLevel,
                "letter": one.CharFontName,
                "kleur": one.CharColor,
            }
            for one in paragraphs(document)
        ],
        "beelden": [one.Description for one in drawn],
        "herhaald": [table.RepeatHeadline and table.HeaderRowCount for table in tables],
        "koppen": [page.HeaderText.String for page in used if page.isInUse() and page.HeaderIsOn],
        "taal": document.StyleFamilies.getByName("ParagraphStyles").getByName("Standard").CharLocale.Language,
    }


def answer(office, question):
    task, path = question["taak"], question["pad"]
    if task == "laat":
        return office.leave(path)
    if task == "tekst":
        written = office.text(path)
        try:
            return read_text(written, question["naar"])
        finally:
            written.close(True)
    document = office.open(path)
    if task == "reken":
        names = question["lees"]

        def outcome():
            return {"waarden": {name: read(document, name) for name in names}, "fouten": errors(document)}

        return [with_settings(document, setting, outcome) for setting in question["instellingen"]]
    if task == "formules":
        return {
            sheet.Name: sum(
                cells.Rows.Count * cells.Columns.Count for cells in sheet.queryContentCells(FORMULAS)
            )
            for sheet in document.Sheets
        }
    if task == "pdf":
        save = properties(FilterName="calc_pdf_Export", Overwrite=True)
        return with_settings(
            document,
            question["instelling"],
            lambda: document.storeToURL(Path(question["naar"]).as_uri(), save),
        )
    raise ValueError(f"onbekende taak: {task}")


def main():
    with tempfile.TemporaryDirectory(prefix="rendement-office-", ignore_cleanup_errors=True) as folder:
        office = Office(sys.argv[1], Path(folder))
        try:
            for line in sys.stdin:
                try:
                    said = {"antwoord": answer(office, json.loads(line))}
                except Exception as error:  # it goes back to who asked
                    said = {"fout": f"{type(error).__name__}: {error}"}
                print(json.dumps(said), flush=True)  # noqa: T201 - the answer
        finally:
            office.end()


if __name__ == "__main__":
    main()
