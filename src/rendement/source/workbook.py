"""The cells of one sheet of an Excel workbook, in one pass over its XML and with no library in between.

A formula counts with the outcome that was saved with it; one without is a finding, never 0. A hidden sheet
is never read. Everything in the sheet counts, or a finding names the bound.
"""

import shlex
from contextlib import closing
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from rendement.source.allowance import Allowance, TooLargeError
from rendement.source.finding import Finding, Mark, UsageError, too_many
from rendement.source.grid import MAX_ROWS, Cell, Grid, NoSheetError, spell
from rendement.source.suggest import did_you_mean
from rendement.source.text import MAX_BYTES, MAX_WORKBOOK
from rendement.source.workbook_parts import Written, cells, dates, letters, related, texts
from rendement.source.zipped import BrokenError, Zipped

MAX_SHEETS = 1_000
_FIRST_DAY, _OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def read_grid(
    name: str, tab: str | None, allowance: Allowance, raw: bytes | None = None
) -> tuple[Grid | None, list[Finding]]:
    """The cells of one sheet as text; `raw`: what the file held, where it is not that on disk.

    Raises UsageError without the file or the sheet.
    """
    size = _size(name) if raw is None else len(raw)
    try:
        if size > MAX_WORKBOOK:
            raise TooLargeError("het werkboek is groter dan 5 MB")
        with closing(Zipped(name if raw is None else BytesIO(raw), allowance)) as document:
            return _Workbook(name, document).grid(tab)
    except TooLargeError as error:
        remedy = "bewaar alleen de tabel in een eigen werkboek, of als CSV"
        return None, [Finding("bestand-te-groot", str(error), remedy, mark=Mark(name))]
    except (BrokenError, ArithmeticError, LookupError, ValueError):  # numbers and places that are none
        remedy = "sla het opnieuw op als .xlsx, of bewaar de tabel als CSV UTF-8"
        message = "dit is geen leesbaar werkboek"
        return None, [Finding("werkboek-onleesbaar", message, remedy, mark=Mark(name))]


def _size(name: str) -> int:
    path = Path(name)
    try:
        present = path.is_file()
    except OSError:  # a name that no file can have
        present = False
    if not present:
        raise UsageError(f"het bestand {name[:200]} bestaat niet")
    return path.stat().st_size


class _Workbook:
    """A workbook of which one sheet is read."""

    def __init__(self, name: str, document: Zipped) -> None:
        self.name, self.document = name, document
        self.first_day = _FIRST_DAY
        main = next((part for kind, part in related(document, "").values() if kind == "officeDocument"), "")
        self.parts = related(document, main)
        self.sheets = self._sheets(main)
        self.texts: list[str] = []
        self.dates: list[bool] = []

    def grid(self, tab: str | None) -> tuple[Grid, list[Finding]]:
        """The rows of a sheet, and that there are other sheets when none was named."""
        visible = [title for title, (_, hidden) in self.sheets.items() if not hidden]
        title = self._choose(visible, tab)
        where = dict(self.parts.values())
        if "sharedStrings" in where:
            self.texts = list(texts(self.document.read(where["sharedStrings"])))
        if "styles" in where:
            self.dates = list(dates(self.document.read(where["styles"])))
        rows, findings = self._rows(self.sheets[title][0])
        if tab is None and len(visible) > 1:
            findings.append(_other_sheets(self.name, title, visible))
        return rows, findings

    def _sheets(self, main: str) -> dict[str, tuple[str, bool]]:
        """Every sheet with cells by its title: where it is, and whether it is hidden."""
        found: dict[str, tuple[str, bool]] = {}
        for name, attributes, _ in self.document.read(main):
            if attributes is None:
                continue
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.first_day = _OF_1904
            kind, part = self.parts.get(attributes.get("id", ""), ("", ""))
            if name == "sheet" and kind == "worksheet":
                found[attributes.get("name", "")] = part, attributes.get("state", "visible") != "visible"
            if len(found) > MAX_SHEETS:
                raise TooLargeError("het werkboek heeft meer dan 1.000 bladen")
        return found

    def _choose(self, visible: list[str], tab: str | None) -> str:
        if not visible:
            raise NoSheetError("het werkboek heeft geen zichtbaar blad met cellen", "maak een blad zichtbaar")
        if tab is None:
            return visible[0]
        if tab in visible:
            return tab
        if tab in self.sheets:
            message = f"het blad `{tab[:60]}` is verborgen en wordt niet gelezen"
            raise NoSheetError(message, "maak het zichtbaar, of kies een ander")
        remedy = did_you_mean(tab, visible, f"kies uit {', '.join(visible[:10])}")
        raise NoSheetError(f"het werkboek heeft geen blad `{tab[:60]}`", remedy)

    def _rows(self, part: str) -> tuple[Grid, list[Finding]]:
        """The rows with something in them."""
        rows: dict[int, dict[int, Cell]] = {}
        findings: list[Finding] = []
        length = 0
        for item in cells(self.document.read(part)):
            mark = Mark(self.name, item.line, item.column)
            text, found = self._text(item, mark)
            findings += found
            length += len(text)
            if length > MAX_BYTES:
                raise TooLargeError("de tabel is groter dan 1 MB")
            if text:
                rows.setdefault(item.line, {})[item.column] = Cell(text, mark)
            if len(rows) > MAX_ROWS or too_many(findings):
                break  # it is refused, whatever comes after
        return [(Mark(self.name, line, 1), rows[line]) for line in sorted(rows)], findings

    def _text(self, item: Written, mark: Mark) -> tuple[str, list[Finding]]:
        """What a cell says; `?` and a finding where that is nothing to count with."""
        where, value = f"{letters(mark.column)}{mark.line}", item.value
        if item.kind == "e":
            message = f"in cel {where} staat een fout ({(value or '')[:20]})"
            return "?", [Finding("cel-fout", message, "verbeter de formule of vul de waarde in", mark=mark)]
        if value is None:
            if not item.formula:
                return "", []
            message = f"in cel {where} staat een formule zonder bewaarde uitkomst"
            remedy = "open het werkboek in Excel of LibreOffice en sla het op, of vul de waarde zelf in"
            return "?", [Finding("formule-zonder-waarde", message, remedy, mark=mark)]
        if item.kind == "s":
            return self.texts[int(value)], []
        if item.kind == "b":
            return ("waar" if value.strip() in ("1", "true") else "onwaar"), []
        return (self._number(item, float(value)) if item.kind == "n" else " ".join(value.split())), []

    def _number(self, item: Written, value: float) -> str:
        """A number; a date or a time of the day is none, whatever it looks like in the file."""
        if item.style >= len(self.dates) or not self.dates[item.style]:
            return spell(value)
        moment = self.first_day + timedelta(seconds=round(value * 86_400))
        return str(moment.time() if 0 <= value < 1 else moment)


def _other_sheets(name: str, title: str, visible: list[str]) -> Finding:
    message = f"alleen het blad `{title[:40]}` is gelezen; het werkboek heeft er {len(visible)}"
    remedy = f"kies een ander met --blad, bijvoorbeeld --blad {shlex.quote(visible[1][:40])}"
    other = {"ander": visible[1]}
    return Finding(
        "een-van-de-bladen", message, remedy, severity="opmerking", mark=Mark(name), arguments=other
    )
