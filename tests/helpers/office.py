"""A real LibreOffice: set inputs of a workbook, compute everything anew, read cells, print; read a document.

Converting a workbook shows the values that were cached in it; here each setting is recalculated.

    outcome = office.computed(path, {"Invoer!C7": 4}, ["Samenvatting!B3", "een_naam", "Controle!A1:E20"])
    outcome.values["Samenvatting!B3"]  # a number, a text or None; a range is a list of rows
    outcome.errors  # addresses of the cells of the whole workbook with an error value
    office.many(path, [{...}, {...}], [...])  # many settings in one question, each from the file's own inputs
"""

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from other_program import OtherProgram, missing

BRIDGE = Path(__file__).with_name("office_bridge.py")
PYTHON = "/usr/bin/python3"  # the one that the bridge of the system's packages is made for

Setting = Mapping[str, float | str | None]


@dataclass(frozen=True)
class Outcome:
    """What a workbook came to with one setting; an error value is a dict with its code and its text."""

    values: dict[str, Any]
    errors: list[str]


class Office:
    """One LibreOffice for as long as the tests last."""

    def __init__(self, program: str) -> None:
        self._process = OtherProgram(PYTHON, str(BRIDGE), program)

    def many(self, workbook: Path, settings: Iterable[Setting], read: Sequence[str]) -> list[Outcome]:
        """The cells, ranges or defined names to read, for each setting of cells or defined names."""
        found = self._process.ask(
            600,
            taak="reken",
            pad=workbook.resolve(),
            instellingen=[dict(setting) for setting in settings],
            lees=list(read),
        )
        return [Outcome(one["waarden"], one["fouten"]) for one in found]

    def computed(self, workbook: Path, setting: Setting, read: Sequence[str]) -> Outcome:
        """The same for one setting."""
        return self.many(workbook, [setting], read)[0]

    def sheet(self, workbook: Path, name: str, setting: Setting | None = None) -> list[list[Any]]:
        """A whole sheet, row by row, after computing."""
        rows: list[list[Any]] = self.computed(workbook, setting or {}, [f"'{name}'!"]).values[f"'{name}'!"]
        return rows

    def formulas(self, workbook: Path) -> dict[str, int]:
        """How many formulas each sheet has."""
        found: dict[str, int] = self._process.ask(taak="formules", pad=workbook.resolve())
        return found

    def pdf(self, workbook: Path, target: Path, setting: Setting | None = None) -> Path:
        """The workbook as it is printed, after computing."""
        self._process.ask(
            taak="pdf", pad=workbook.resolve(), naar=target.resolve(), instelling=dict(setting or {})
        )
        return target

    def text(self, document: Path, pdf: Path | None = None) -> dict[str, Any]:
        """A text document as it opens, its contents and fields brought up to date; printed where asked."""
        target = None if pdf is None else pdf.resolve()
        found: dict[str, Any] = self._process.ask(taak="tekst", pad=document.resolve(), naar=target)
        return found

    def leave(self, workbook: Path) -> None:
        """Close a workbook: it is kept open for the next question."""
        self._process.ask(taak="laat", pad=workbook.resolve())

    def close(self) -> None:
        """End the office."""
        self._process.close()


def text_of_pages(pdf: Path) -> list[str]:
    """The text of a printed file, page by page, laid out as on the page."""
    program = shutil.which("pdftotext") or missing("pdftotext (poppler-utils) is er niet")
    said = subprocess.run([program, "-layout", pdf, "-"], capture_output=True, check=True, encoding="utf-8")
    return said.stdout.removesuffix("\f").split("\f")


def pictures_of_pages(pdf: Path, folder: Path, dots: int = 80) -> list[Path]:
    """A picture of every page, for who wants to look."""
    program = shutil.which("pdftoppm") or missing("pdftoppm (poppler-utils) is er niet")
    subprocess.run([program, "-png", "-r", str(dots), pdf, folder / pdf.stem], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def started() -> Office:
    """A LibreOffice with its bridge; where there is none the test is skipped, with the reason."""
    program = shutil.which("soffice")
    if program is None:
        missing("LibreOffice (soffice) is er niet")
    bridge = [PYTHON, "-c", "import uno"]
    if not Path(PYTHON).exists() or subprocess.run(bridge, capture_output=True, check=False).returncode:
        missing(f"de Python-brug van LibreOffice is er niet ({PYTHON} kent geen `uno`)")
    return Office(program)
