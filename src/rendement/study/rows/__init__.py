"""Households from a table of rows, of however many clients: added up, and never shown one by one.

`casussen: trajecten.parquet` (or a CSV with a column `client`, a folder, a pattern) with the columns
`client`, `post`, `aantal` and, if need be, `groep`. The sums become the tree that the analyst would have
typed, with one column for all clients or one for each group; `Source.rows` keeps how much clients differ.
"""

from dataclasses import replace
from pathlib import Path as FilePath

from rendement.model.parse import Node
from rendement.source.elsewhere import AS_IT_WAS, GoneError, whole
from rendement.source.finding import Finding, UsageError, has_errors
from rendement.source.path import Path
from rendement.source.reads import note
from rendement.source.root import OutsideRootError, inside
from rendement.source.rows import SMALLEST_GROUP, RowTable
from rendement.source.tree import Edit, Source
from rendement.study.rows.files import GROUP, files_of, is_folder, names_rows
from rendement.study.tables_of_lines import STAND_IN, table_hash, written_lines

KEYS = ("kleinste_groep", "splits")  # of a line, that belong to such a table
_Made = tuple[RowTable, list[Node]]


def expand_rows(source: Source, root: FilePath) -> tuple[Source, list[Finding]]:
    """The case with every table of rows written out as its sums."""
    tables = _Tables(source, root)
    for place, item in written_lines(source):
        tables.expand(place, item)
    if not tables.hashes and not tables.findings:
        return source, []
    known = tuple(sorted({*source.tables, *tables.hashes}))
    return replace(tables.edit.source, tables=known, rows={**source.rows, **tables.found}), tables.findings


class _Tables:
    def __init__(self, source: Source, root: FilePath) -> None:
        self.edit, self.root = Edit(source), root
        self.findings: list[Finding] = []
        self.hashes: set[tuple[str, str]] = set()
        self.found: dict[str, RowTable] = {}
        self.asked: dict[tuple[str, ...], tuple[bool, int]] = {}

    def expand(self, line: Path, item: dict[str, Node]) -> None:
        """Write the table of a line out, if it names one of rows."""
        place = (*line, "casussen")
        source = self.edit.source
        written = self._again(line, item)
        try:
            rows = isinstance(written, str) and names_rows(written, source.folder, self.root)
            if isinstance(written, str) and is_folder(written, source.folder, self.root):
                self._no_slash(place, written)
                return
            if not rows:
                self._alone(line, item)
                return
            made, findings = self._made(line, item, str(written))
        except OutsideRootError as error:
            remedy = "zet de tabel bij de casus"
            made, findings = None, [self._finding(place, "pad-verlaat-wortel", str(error), remedy)]
        except GoneError as error:
            remedy = "vergelijk met een casus van toen die een tabel noemt die er is"
            made, findings = None, [self._finding(place, AS_IT_WAS, str(error), remedy)]
        except UsageError as error:
            remedy = "verbeter het pad, vanaf de map van de casus"
            if "pip install" in str(error):
                raise
            made, findings = None, [self._finding(place, "tabel-onbekend", str(error), remedy)]
        self.findings += findings
        mark = source.locate(place)
        nodes = STAND_IN if made is None else made[1]
        self.edit.replace(place, nodes, mark)
        self.edit.source.foreign[*place, 0, "naam"] = mark  # that it is written out
        if made is not None:
            self.found.update({str(node["omschrijving"]): made[0] for node in made[1]})

    def _no_slash(self, place: Path, written: str) -> None:
        message, remedy = f"`{written}` is een map", f"schrijf `{written}/` als haar bestanden de tabel zijn"
        self.findings.append(self._finding(place, "verkeerde-vorm", message, remedy))
        self.edit.replace(place, STAND_IN, self.edit.source.locate(place))

    def _alone(self, line: Path, item: dict[str, Node]) -> None:
        """A key that belongs to a table of rows, and has none beside it."""
        keys = [key for key in KEYS if key in item]
        if not keys or (*line, "casussen", 0, "naam") in self.edit.source.foreign:
            return  # written out already
        written = item.get("casussen")
        if isinstance(written, str) and self._lacks(written):
            return  # which is said, and nobody knows what its heading is
        for key in keys:
            message = (
                f"`{key}` hoort bij `casussen` met een tabel van rijen (.parquet, of een kolom `client`)"
            )
            self.findings.append(self._finding((*line, key), "hoort-bij", message, f"haal `{key}` weg"))

    def _lacks(self, written: str) -> bool:
        """Whether a table is not where it is said to be. Raises OutsideRootError."""
        return whole(str(inside(written, self.edit.source.folder, self.root))) is None

    def _table(self, item: dict[str, Node]) -> RowTable | None:
        """The table that households come from, if they do."""
        written = item.get("casussen")
        first = written[0] if isinstance(written, list) and written else None
        note = first.get("omschrijving") if isinstance(first, dict) else None
        return self.edit.source.rows.get(note) if isinstance(note, str) else None

    def _again(self, line: Path, item: dict[str, Node]) -> Node:
        """What is written behind `casussen`; also when it was read, and is asked in another way since."""
        table = self._table(item)
        changed = any((*line, key) in self.edit.source.foreign for key in KEYS)
        return table.written if table is not None and changed else item.get("casussen")

    def _made(self, line: Path, item: dict[str, Node], written: str) -> tuple[_Made | None, list[Finding]]:
        files, findings = files_of(written, self.edit.source.folder, self.root)
        hashes = [table_hash(file.name, file.path) for file in files]
        for file, hash_ in zip(files, hashes, strict=True):
            self.hashes.add((file.name, hash_))
            note(file.name, hash_.removeprefix("sha256:"))
        if len(files) != 1 or written.endswith("/"):
            note(str(self.edit.source.folder))  # a folder may get more of them, so it is looked at again
        split = item.get("splits") == GROUP
        if split and files and GROUP not in files[0].columns:
            message = "`splits: groep`, maar de tabel heeft geen kolom `groep`"
            remedy = "voeg die kolom toe, of haal `splits` weg"
            findings.append(self._finding((*line, "splits"), "hoort-bij", message, remedy))
        if "blad" in item:
            message, remedy = "`blad` hoort bij `casussen` met een werkboek (.xlsx)", "haal `blad` weg"
            findings.append(self._finding((*line, "blad"), "hoort-bij", message, remedy))
        if has_errors(findings):
            return None, findings
        from rendement.study.rows.reading import Asked, read_rows  # noqa: PLC0415 - only where there is such a table

        smallest = _whole(item.get("kleinste_groep"))
        if self.asked.setdefault(tuple(hashes), (split, smallest)) != (split, smallest):
            message = "deze tabel staat ook op een andere regel, met een andere `splits` of `kleinste_groep`"
            said = f"{message}; uit het verschil volgt wat van weinigen is"
            remedy = "schrijf op beide regels hetzelfde"
            return None, [self._finding((*line, "casussen"), "kleinste-groep", said, remedy)]
        asked = Asked(written, tuple(hashes), split, item.get("leeg") == "0", smallest)
        return read_rows(files, asked)

    def _finding(self, place: Path, code: str, message: str, remedy: str) -> Finding:
        return self.edit.source.placed(Finding(code, message, remedy, place, of_value=code != "hoort-bij"))


def _whole(written: Node) -> int:
    """The smallest group as it is written; what is no such number is a finding of the model."""
    return (
        int(written) if isinstance(written, str) and written.isdecimal() and int(written) else SMALLEST_GROUP
    )
