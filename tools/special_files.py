"""Wrong files that cannot lie in the repository: too large, of another encoding, a folder, without rights.

Each maker writes its file in an empty folder and answers the arguments of the command.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

HEAD = "naam: Proef\ngemeente: Zoetermeer\nperiode: 2018\n"
LINES = "".join(f"  - {{naam: Baat {i}, bedrag: 10, per: jaar}}\n" for i in range(1_000))
MANY_YEARS = HEAD.replace("2018", "2000-2199") + "baten:\n" + LINES
MANY_SCENARIOS = f"{HEAD}baten:\n{LINES.replace(', per: jaar', '')}scenarios:\n" + "".join(
    f"  s{i}: {{'baten[0].bedrag': {i}}}\n" for i in range(1_000)
)
CASE = HEAD + "baten:\n  - naam: Uitstroom uit de bijstand\n    bedrag: 37000\n"
WEIGHED = (
    HEAD + "nulalternatief: Alles blijft.\nkosten:\n  - naam: Consulent\n    bedrag: 20000\n"
)  # no rule has a say


def _numbered(count: int, pair: str) -> str:
    return ", ".join(pair.format(number) for number in range(1, count + 1))


@dataclass(frozen=True)
class Special:
    """A file that is made when it is needed, and what an analyst would call it."""

    what: str
    make: Callable[[Path], list[str]]
    without_rights: bool = False

    @contextmanager
    def circumstances(self) -> Iterator[None]:
        """Reading is forbidden, also for whoever may read everything."""
        if not self.without_rights:
            yield
            return
        with patch("rendement.source.text.FileIO", side_effect=PermissionError(13, "Permission denied")):
            yield


def _bytes(name: str, raw: bytes, *options: str) -> Callable[[Path], list[str]]:
    def make(folder: Path) -> list[str]:
        (folder / name).write_bytes(raw)
        return ["calc", name, *options]

    return make


def _text(name: str, text: str, *options: str) -> Callable[[Path], list[str]]:
    return _bytes(name, text.encode(), *options)


def _folder(folder: Path) -> list[str]:
    (folder / "bestand-is-map").mkdir()
    return ["calc", "bestand-is-map"]


def _households(folder: Path) -> list[str]:
    (folder / "tabel-te-lang.csv").write_text("post;Gezin 1\n" + "jeugd/ots;1\n" * 3001, encoding="utf-8")
    line = "baten:\n  - naam: Crisisteam\n    casussen: tabel-te-lang.csv\n"
    (folder / "tabel-te-lang.yaml").write_text(HEAD + line, encoding="utf-8")
    return ["calc", "tabel-te-lang.yaml"]


def _sheet_of_households(tab: str) -> Callable[[Path], list[str]]:
    def make(folder: Path) -> list[str]:
        from openpyxl import Workbook  # noqa: PLC0415

        book = Workbook()
        book.active.append(["post", "Gezin 1"])
        book.active.append(["jeugd/ots", 1])
        book.active.title = "gezinnen"
        book.create_sheet("oud").sheet_state = "hidden"
        book.save(folder / "gezinnen.xlsx")
        line = f"baten:\n  - naam: Crisisteam\n    casussen: gezinnen.xlsx\n    blad: {tab}\n"
        (folder / "casus.yaml").write_text(
            HEAD + "prijslijsten: [zoetermeer-2018]\n" + line, encoding="utf-8"
        )
        return ["calc", "casus.yaml"]

    return make


def _household_table(name: str, save: Callable[[Path], object]) -> Callable[[Path], list[str]]:
    def make(folder: Path) -> list[str]:
        save(folder / name)
        line = f"prijslijsten: [zoetermeer-2018]\nbaten:\n  - naam: Crisisteam\n    casussen: {name}\n"
        return _text("casus.yaml", HEAD + line)(folder)

    return make


def _cells(folder: Path) -> list[str]:
    head = ";".join(["post", *(f"Gezin {number}" for number in range(51))])
    rows = "".join(f"post-{row};{';'.join('1' * 51)}\n" for row in range(1_000))
    (folder / "gezinnen.csv").write_text(f"{head}\n{rows}", encoding="utf-8")
    line = "baten:\n  - naam: Crisisteam\n    casussen: gezinnen.csv\n"
    (folder / "casus.yaml").write_text(HEAD + line, encoding="utf-8")
    return ["calc", "casus.yaml"]


def _large_workbook(folder: Path) -> list[str]:
    (folder / "prijzen.xlsx").write_bytes(b"PK\x03\x04" + b" " * 5_000_000)
    return ["prices", "import", "prijzen.xlsx", "-o", "uit.yaml"]


def _with_an_error(path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - only these few need it

    book = Workbook()
    for row in (["post", "gezin A", "gezin B"], ["jeugd/ots", 1, "#REF!"], ["wonen/mutatie", 0, 2]):
        book.active.append(row)
    book.active.cell(2, 3).data_type = "e"
    book.save(path)


def _workbook(name: str, *amounts: object, sheets: tuple[str, ...] = ()) -> Callable[[Path], list[str]]:
    def make(folder: Path) -> list[str]:
        from openpyxl import Workbook  # noqa: PLC0415 - only these few need it

        book = Workbook()
        sheet = book.active
        sheet.title = "prijzen"
        sheet.append(["code", "naam", "bedrag", "eenheid", "betaler", "bron", "prijspeil"])
        for amount in amounts:
            sheet.append(["jeugd/ots", "Ondertoezichtstelling", amount, "jaar", "gemeente", "verslag", 2018])
            if amount == "#N/A":
                sheet.cell(2, 3).data_type = "e"
        for title in sheets:
            book.create_sheet(title)
        book.save(folder / name)
        return ["prices", "import", name, "-o", "uit.yaml"]

    return make


def _broken_workbook(folder: Path) -> list[str]:
    (folder / "werkboek-onleesbaar.xlsx").write_bytes(b"geen werkboek")
    return ["prices", "import", "werkboek-onleesbaar.xlsx", "-o", "uit.yaml"]


def _folder_with(name: str, text: str) -> Callable[[Path], list[str]]:
    """A folder of a good case and this file beside it."""

    def make(folder: Path) -> list[str]:
        (folder / "zaken").mkdir()
        (folder / "zaken" / "goed.yaml").write_text(WEIGHED, encoding="utf-8")
        (folder / "zaken" / name).write_text(text, encoding="utf-8")
        return ["check", "zaken"]

    return make


SPECIAL = {
    "misschien-een-casus": Special(
        "een lijst in een map met casussen", _folder_with("lijst.yaml", "- naam: Proef\n  gemeente: Borne\n")
    ),
    "misschien-een-casus--sleutels": Special(
        "een bestand met alleen sleutels die op die van een casus lijken",
        _folder_with("bijna.yaml", "gemente: Borne\nkostn: 5\n"),
    ),
    "bestand-is-map": Special("een map", _folder),
    "bestand-onleesbaar": Special(
        "een bestand dat u niet mag lezen", _text("bestand-onleesbaar.yaml", CASE), without_rights=True
    ),
    "bestand-te-groot": Special(
        "een bestand van meer dan 1 MB", _text("bestand-te-groot.yaml", CASE + "# " + "x" * 1_000_000)
    ),
    "codering-utf16": Special(
        "een bestand dat als UTF-16 is opgeslagen (in Kladblok heet dat soms 'Unicode')",
        _bytes("codering-utf16.yaml", CASE.encode("utf-16")),
    ),
    "geen-tekst": Special(
        "een werkboek van Excel waar de casus hoort",
        _bytes("geen-tekst.yaml", b"PK\x03\x04\x14\x00\x06\x00"),
    ),
    "codering-onbekend": Special(
        "een bestand in een oude codering, met een letter met een accent",
        _bytes("codering-onbekend.yaml", CASE.replace("Proef", "Café").encode("latin-1")),
    ),
    "codering-onbekend--tabel": Special(
        "een tabel die Excel als gewone CSV (ANSI) heeft opgeslagen",
        _household_table(
            "gezinnen.csv", lambda path: path.write_bytes("post;gezin Daniël\n".encode("cp1252"))
        ),
    ),
    "stuurteken--nul": Special(
        "een bestand met een onzichtbaar teken",
        _bytes("stuurteken--nul.yaml", CASE.replace("Proef", "Pro\0ef").encode()),
    ),
    "te-veel-waarden": Special(
        "een bestand met meer dan 50.000 waarden",
        _text("te-veel-waarden.yaml", HEAD + f"pm: [{', '.join('a' * 50_001)}]\n"),
    ),
    "waarde-te-lang": Special(
        "een bestand met een tekst van meer dan 100.000 tekens",
        _text("waarde-te-lang.yaml", CASE.replace("Proef", "P" * 100_001)),
    ),
    "te-veel-onderdelen": Special(
        "een verdeling over meer dan honderd actoren",
        _text(
            "te-veel-onderdelen.yaml",
            CASE + f"    ontvanger: {{{', '.join(f'a{i}: 1' for i in range(101))}}}\n",
        ),
    ),
    "te-veel-onderdelen--kansen": Special(
        "een verloop van meer dan 400 rijen",
        _text(
            "te-veel-onderdelen.yaml",
            CASE + f"    duur: 5\n    terugval: {{{_numbered(401, '{}: 0.1')}}}\n",
        ),
    ),
    "te-veel-onderdelen--lijsten": Special(
        "een casus die meer dan honderd prijslijsten noemt",
        _text("te-veel-onderdelen.yaml", CASE + f"prijslijsten: [{', '.join(['zoetermeer-2018'] * 101)}]\n"),
    ),
    "te-veel-rekenwerk": Special(
        "duizend regels over tweehonderd jaren",
        _text("te-veel-rekenwerk.yaml", MANY_YEARS),
    ),
    "te-veel-rekenwerk--scenarios": Special(
        "een casus met duizend regels en duizend scenario's", _text("te-veel-rekenwerk.yaml", MANY_SCENARIOS)
    ),
    "te-veel-waarden--cellen": Special("een tabel met meer dan 50.000 gevulde cellen", _cells),
    "bestand-te-groot--werkboek": Special("een werkboek van meer dan 5 MB", _large_workbook),
    "blad-onbekend": Special("een blad dat het werkboek niet heeft", _sheet_of_households("gezinne")),
    "blad-onbekend--verborgen": Special("een verborgen blad", _sheet_of_households("oud")),
    "onbekend-scenario": Special(
        "een casus zonder het scenario dat u noemt",
        _text("onbekend-scenario.yaml", CASE, "--scenario", "laag"),
    ),
    "onbekend-perspectief--optie": Special(
        "een perspectief dat u op de opdrachtregel verkeerd schrijft",
        _text("onbekend-perspectief.yaml", CASE, "--perspective", "overhied"),
    ),
    "tabel-te-lang": Special("een tabel van meer dan 3.000 rijen", _households),
    "werkboek-onleesbaar": Special("een bestand dat geen werkboek is", _broken_workbook),
    "formule-zonder-waarde": Special(
        "een werkboek met een formule die nooit is uitgerekend",
        _workbook("formule-zonder-waarde.xlsx", "=2*4450"),
    ),
    "cel-fout": Special("een werkboek met een foutwaarde in een cel", _workbook("cel-fout.xlsx", "#N/A")),
    "cel-fout--huishoudens": Special(
        "een werkboek met huishoudens waarin een formule nergens meer naar verwijst",
        _household_table("gezinnen.xlsx", _with_an_error),
    ),
    "een-van-de-bladen": Special(
        "een werkboek met meer dan één blad",
        _workbook("een-van-de-bladen.xlsx", 8900, sheets=("oud",)),
    ),
}
