"""Households from a table: `casussen: huishoudens.csv` (or .xlsx) in place of a list in the case.

Long: columns `casus`, `post`, `aantal`, and if need be `omschrijving`, `bedrag`, `reden`. Wide: a column
`post` and one column per household, every cell filled (0 where a post does not occur, unless the line says
`leeg: 0`). The rows become the same tree that the analyst would have typed, so they are checked the same way,
each finding in the table.
"""

from dataclasses import replace
from pathlib import Path as FilePath

from rendement.model.parse import Node
from rendement.source.allowance import Allowance
from rendement.source.finding import Finding, Mark, UsageError, has_errors
from rendement.source.grid import MAX_CELLS, Cell, NoSheetError, Sheet
from rendement.source.path import Path
from rendement.source.root import OutsideRootError, inside, shown
from rendement.source.sheet import WORKBOOKS, is_workbook, read_sheet
from rendement.source.suggest import did_you_mean
from rendement.source.tree import Edit, Source
from rendement.study.tables_of_lines import STAND_IN, table_hash, written_lines

LONG = ("casus", "post", "aantal")
OPTIONAL = ("omschrijving", "bedrag", "reden")
ENDINGS = (".csv", *WORKBOOKS)
EMPTY, NOTHING = "leeg", "0"  # the key that says what an empty cell counts for, and all that it may say
MAX_AREA = 10 * MAX_CELLS  # columns times rows of a wide table: most of it may be empty
_NAMED = 3  # empty cells by their place; of the others only how many
_FIRST: Path = (0, "naam")  # whatever a table gives, this has its place in that table

_Read = tuple[Sheet | None, list[Finding]]


def expand_tables(source: Source, root: FilePath) -> tuple[Source, list[Finding]]:
    """The case with every household table written out; findings point into the table."""
    tables = _Tables(source, root)
    for place, item in written_lines(source):
        tables.expand(place, item)
    known = {*source.tables, *((file, table_hash(file)) for file, _ in tables.read)}
    return replace(tables.edit.source, tables=tuple(sorted(known))), tables.findings


class _Tables:
    """The tables of one case: each is read once, and all workbooks together within one allowance."""

    def __init__(self, source: Source, root: FilePath) -> None:
        self.edit, self.root = Edit(source), root
        self.findings: list[Finding] = []
        self.allowance = Allowance()
        self.read: dict[tuple[str, str | None], _Read] = {}
        self.left = MAX_CELLS

    def expand(self, line: Path, item: dict[str, Node]) -> None:
        """Write the table of a line out, if it has one that is not written out already."""
        named, tab = item.get("casussen"), item.get("blad")
        if isinstance(named, list) and self._written_out(line):
            return
        table = named if isinstance(named, str) and named.lower().endswith(ENDINGS) else None
        if tab is not None and (table is None or not is_workbook(table)):
            message = "`blad` hoort bij `casussen` met een werkboek (.xlsx)"
            remedy = "noem achter `casussen` het werkboek, of haal `blad` weg"
            self.findings.append(self.finding((*line, "blad"), "hoort-bij", message, remedy))
            tab = None
        if table is None and EMPTY in item:
            message, remedy = f"`{EMPTY}` hoort bij een tabel achter `casussen`", f"haal `{EMPTY}` weg"
            self.findings.append(self.finding((*line, EMPTY), "hoort-bij", message, remedy))
        if table is not None:
            self._expand(line, table, tab.strip() or None if isinstance(tab, str) else None)
        elif isinstance(named, str) and named.strip():
            self._no_table((*line, "casussen"), named)

    def _no_table(self, place: Path, named: str) -> None:
        message = f"`{named[:60]}` is geen lijst en geen tabel"
        remedy = "noem een bestand voluit (.csv, .xlsx, .parquet), een map met een /, of schrijf een lijst"
        self.findings.append(self.finding(place, "verkeerde-vorm", message, remedy))
        self.edit.replace(place, STAND_IN, self.edit.source.locate(place))

    def _written_out(self, line: Path) -> bool:
        """Whether households come from a table that was read, and from the sheet that the line names."""
        foreign = self.edit.source.foreign
        return (*line, "casussen", *_FIRST) in foreign and (*line, "blad") not in foreign

    def _expand(self, line: Path, name: str, tab: str | None) -> None:
        place = (*line, "casussen")
        source = self.edit.source
        mark = source.locate(place)
        sheet, findings = self._open(line, name, tab)
        self.findings += findings
        nodes, marks, found = _table(sheet, source.get((*line, EMPTY)) == NOTHING)
        self.findings += found
        self.edit.replace(place, nodes or STAND_IN, mark)
        marks.setdefault(_FIRST, mark)
        self.edit.source.foreign.update({(*place, *path): where for path, where in marks.items()})

    def _open(self, line: Path, name: str, tab: str | None) -> _Read:
        """The table that a line names, as far as there is still room for it."""
        at = (*line, "casussen")
        try:
            sheet, findings = self._sheet(name, tab)
        except OutsideRootError as error:
            wrong = self.finding(at, "pad-verlaat-wortel", str(error), "zet de tabel bij de casus")
        except NoSheetError as error:
            where = at if tab is None else (*line, "blad")
            wrong = self.finding(where, "blad-onbekend", error.message, error.remedy)
        except UsageError as error:
            remedy = "verbeter het pad, vanaf de map van de casus"
            wrong = self.finding(at, "tabel-onbekend", str(error), remedy)
        else:
            self.left -= sum(len(row) for row in sheet.rows) if sheet is not None else 0
            if self.left >= 0:
                return sheet, findings
            message = "de tabellen van deze casus hebben samen meer dan 50.000 gevulde cellen"
            wrong = self.finding(at, "te-veel-waarden", message, "splits de casus")
        return None, [wrong]

    def _sheet(self, name: str, tab: str | None) -> _Read:
        file = shown(inside(name, self.edit.source.folder, self.root))
        if (file, tab) not in self.read:
            sheet, findings = read_sheet(file, tab, self.allowance)
            self.read[file, tab] = sheet, [_chosen_here(found) for found in findings]
        return self.read[file, tab]

    def finding(self, place: Path, code: str, message: str, remedy: str) -> Finding:
        """A finding at a key of the case."""
        return self.edit.source.placed(Finding(code, message, remedy, place, of_value=code != "hoort-bij"))


def _chosen_here(found: Finding) -> Finding:
    """In a case a sheet is chosen by a key, not by an option."""
    if found.code != "een-van-de-bladen":
        return found
    other = str(found.arguments["ander"])[:40]
    return replace(found, remedy=f'kies een ander met `blad`, bijvoorbeeld `blad: "{other}"`')


def _table(sheet: Sheet | None, filled: bool) -> "_Table":
    """The households of a table."""
    if sheet is None or not sheet.columns:
        return [], {}, []
    unknown = _heading(sheet) or _too_wide(sheet)
    if unknown:
        return [], {}, unknown
    nodes, marks, found = (_long if "casus" in sheet.columns else _wide)(sheet, filled)
    if not nodes and not has_errors(found):
        message = "deze tabel heeft een kop, maar geen rijen"
        found = [Finding("tabel-leeg", message, "voeg rijen toe", mark=Mark(sheet.name))]
    return nodes, marks, found


def _heading(sheet: Sheet) -> list[Finding]:
    """A heading that is neither the long nor the wide form."""
    columns = sheet.columns
    first = next(iter(columns.values()), Mark(sheet.name))
    if "casus" in columns:
        known = (*LONG, *OPTIONAL)
        findings = []
        for name in [name for name in LONG if name not in columns]:
            message, remedy = f"er ontbreekt een kolom `{name}`", f"voeg `{name}` toe aan de kop"
            findings.append(Finding("kop-onbekend", message, remedy, mark=first))
        for name, mark in columns.items():
            if name not in known:
                message = f"`{name[:40]}` is hier geen kolom"
                remedy = did_you_mean(name, known, f"bekend zijn: {', '.join(known)}")
                findings.append(Finding("kop-onbekend", message, remedy, mark=mark))
        return findings
    if "post" not in columns or len(columns) < 2:
        remedy = "geef de kolommen casus, post en aantal, of post en daarnaast een kolom per casus"
        return [Finding("kop-onbekend", "de kop van deze tabel is niet te herkennen", remedy, mark=first)]
    return []


def _too_wide(sheet: Sheet) -> list[Finding]:
    if "casus" in sheet.columns or len(sheet.columns) * len(sheet.rows) <= MAX_AREA:
        return []
    message = "de tabel heeft meer dan 500.000 cellen, lege meegeteld"
    return [Finding("te-veel-waarden", message, "splits de tabel", mark=Mark(sheet.name))]


_Table = tuple[list[Node], dict[Path, Mark], list[Finding]]
_Gap = tuple[int, str]  # an empty cell by the number of its row and its column


def _long(sheet: Sheet, filled: bool) -> _Table:
    households: dict[str, dict[str, Node]] = {}
    numbers: dict[str, int] = {}
    marks: dict[Path, Mark] = {}
    findings: list[Finding] = []
    empty: list[_Gap] = []
    zeros: list[_Gap] = []
    for number, written in enumerate(sheet.rows):
        if filled and "aantal" not in written:
            zeros.append((number, "aantal"))
        row = {"aantal": Cell(NOTHING, sheet.places[number]), **written} if filled else written
        gaps = [(number, name) for name in LONG if name not in row]
        empty += gaps
        if gaps:
            continue
        name, post = row["casus"], row["post"]
        if name.text not in households:
            households[name.text] = {"naam": name.text, "posten": {}}
            numbers[name.text] = len(numbers)
            marks[numbers[name.text], "naam"] = name.mark
        household, index = households[name.text], numbers[name.text]
        if "omschrijving" in row:
            household["omschrijving"] = row["omschrijving"].text
            marks[(index, "omschrijving")] = row["omschrijving"].mark
        if post.text in household["posten"]:
            message = f"`{post.text[:40]}` staat al bij {name.text[:40]}"
            findings.append(Finding("dubbele-cel", message, "tel de rijen op tot één rij", mark=post.mark))
            continue
        place = (index, "posten", post.text)
        own = {key: row[key] for key in ("aantal", "bedrag", "reden") if key in row}
        marks[place] = post.mark
        marks |= {(*place, key): cell.mark for key, cell in own.items()}
        household["posten"][post.text] = {key: cell.text for key, cell in own.items()}
    return list(households.values()), marks, findings + _empty(sheet, empty) + _zeros(sheet, zeros)


def _wide(sheet: Sheet, filled: bool) -> _Table:
    names = [name for name in sheet.columns if name not in ("post", "")]
    nodes: list[Node] = []
    marks: dict[Path, Mark] = {}
    findings: list[Finding] = []
    empty: list[_Gap] = [(number, "post") for number, row in enumerate(sheet.rows) if "post" not in row]
    rows = [(number, row) for number, row in enumerate(sheet.rows) if "post" in row]
    zeros: list[_Gap] = []
    seen: set[str] = set()
    for post in [row["post"] for _, row in rows]:
        if post.text in seen:
            message = f"de post `{post.text[:40]}` staat er twee keer"
            findings.append(Finding("dubbele-cel", message, "tel de rijen op tot één rij", mark=post.mark))
        seen.add(post.text)
    for name in names:
        index = len(nodes)
        basket: dict[str, Node] = {}
        for number, row in rows:
            if name not in row:
                (zeros if filled else empty).append((number, name))
                if not filled:
                    continue
            place = (index, "posten", row["post"].text)
            cell = row.get(name, Cell(NOTHING, sheet.places[number]))
            basket[row["post"].text] = {"aantal": cell.text}
            marks |= {place: row["post"].mark, (*place, "aantal"): cell.mark}
        some = {post: node for post, node in basket.items() if node["aantal"] != NOTHING}
        basket = some or basket  # a household without any post is one of 0, not one that is missing
        if not basket:
            continue  # every cell of it is a finding already
        nodes.append({"naam": sheet.titles.get(name, name), "posten": basket})
        marks[(index, "naam")] = marks[(index, "posten")] = sheet.columns[name]
    return nodes, marks, findings + _empty(sheet, empty) + _zeros(sheet, zeros)


def _zeros(sheet: Sheet, gaps: list[_Gap]) -> list[Finding]:
    """That empty cells were read as 0, as the line says they may be."""
    if not gaps:
        return []
    many = len(gaps) > 1
    message = f"{len(gaps)} lege {'cellen zijn' if many else 'cel is'} als 0 gelezen (`{EMPTY}: {NOTHING}`)"
    remedy, mark = f"klopt dat niet, vul ze dan in en haal `{EMPTY}` weg", _place(sheet, *gaps[0])
    return [Finding("lege-cel-als-nul", message, remedy, mark=mark, severity="opmerking")]


def _empty(sheet: Sheet, gaps: list[_Gap]) -> list[Finding]:
    """Names that are missing, and numbers: of either one finding, however many cells are empty."""
    findings = []
    order = {column: number for number, column in enumerate(sheet.columns)}
    in_order = sorted(gaps, key=lambda gap: (gap[0], order[gap[1]]))
    for counted in (False, True):
        cells = [gap for gap in in_order if (gap[1] not in ("casus", "post")) == counted]
        if not cells:
            continue
        titles = [(number, sheet.titles.get(column, column)[:40]) for number, column in cells]
        message, remedy = f"de cel onder `{titles[0][1]}` is leeg", "vul haar in"
        if len(cells) > 1:
            named = ", ".join(
                f"rij {sheet.places[number].line} onder `{title}`" for number, title in titles[:_NAMED]
            )
            rest = f" en nog {len(cells) - _NAMED}" if len(cells) > _NAMED else ""
            message, remedy = f"{len(cells)} cellen zijn leeg: {named}{rest}", "vul ze in"
        if counted:
            remedy += f"; schrijf 0 waar de post niet voorkomt, of zet `{EMPTY}: {NOTHING}` naast `casussen`"
        findings.append(Finding("lege-cel", message, remedy, mark=_place(sheet, *cells[0])))
    return findings


def _place(sheet: Sheet, number: int, column: str) -> Mark:
    mark = sheet.place(number, column)
    if not mark.quote:  # a workbook counts columns, so that an empty cell has a place too
        mark = replace(mark, column=sheet.columns[column].column)
    return mark
