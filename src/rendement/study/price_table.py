"""A price list from a table: one row per post, or per tariff of a post; every problem at its row."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rendement.model import forms, parse
from rendement.model.durations import LONGEST
from rendement.model.library import known_actors, read_price_list
from rendement.source import scalar
from rendement.source.finding import Finding, Mark, Severity, has_errors
from rendement.source.grid import Cell, Sheet
from rendement.source.path import slug
from rendement.source.record import record
from rendement.source.scalar import ScalarError
from rendement.source.suggest import did_you_mean
from rendement.source.tree import parse as parse_yaml
from rendement.study.price_text import About, Bare, list_text, spelt

COLUMNS = (
    "code",
    "naam",
    "bedrag",
    "tarief",
    "over_jaren",
    "eenheid",
    "betaler",
    "domein",
    "prijspeil",
    "bron",
    "toelichting",
)
REQUIRED = ("code", "naam", "bedrag")
EXPLAINED = ("eenheid", "betaler", "bron", "prijspeil")  # present, or the note says why not
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")
_PART = re.compile(r"([^:%]*[^:%\s])(?:\s*:\s*|\s+)(\d+(?:[.,]\d+)?\s*%|rest)")


def import_table(sheet: Sheet, about: About) -> tuple[str | None, list[Finding]]:
    """The text of a price list that reads without errors; None when a finding forbids it."""
    findings = _columns(sheet)
    if has_errors(findings):
        return None, findings
    table = _Table(sheet, about, findings)
    posts = table.posts()
    if has_errors(findings):
        return None, findings
    text = list_text(posts, about)
    source, found = parse_yaml(text, sheet.name)
    if source is not None:
        found = found + read_price_list(source)[1]
    # what no single cell shows: too many posts, or a text that no price list can hold
    whole = [replace(finding, mark=Mark(sheet.name)) for finding in found]
    return (None, whole) if has_errors(whole) else (text, findings + whole)


def _columns(sheet: Sheet) -> list[Finding]:
    findings = []
    for name, mark in sheet.columns.items():
        if name not in COLUMNS:
            remedy = did_you_mean(name, COLUMNS, f"bekend zijn: {', '.join(COLUMNS)}")
            message = f"`{name[:40]}` is geen bekende kolom"
            findings.append(Finding("onbekende-kolom", message, remedy, mark=mark))
    missing = [name for name in REQUIRED if name not in sheet.columns]
    if missing and not findings:
        mark = next(iter(sheet.columns.values()), Mark(sheet.name))
        message = f"de kolom `{missing[0]}` ontbreekt" + _also(missing[1:])
        remedy = f"zet in de eerste rij de kolomnamen: {', '.join(COLUMNS)}"
        findings.append(Finding("kolom-ontbreekt", message, remedy, mark=mark))
    if not sheet.rows and not findings:
        remedy = "zet onder de kolomnamen een rij per prijs"
        findings.append(Finding("tabel-leeg", "deze tabel heeft geen rijen", remedy, mark=Mark(sheet.name)))
    return findings


def _also(names: list[str]) -> str:
    return f" (en ook {', '.join(f'`{name}`' for name in names)})" if names else ""


@record
class _Table:
    """One import: the rows, and the findings so far."""

    sheet: Sheet
    about: About
    findings: list[Finding]

    def posts(self) -> dict[str, dict[str, Any]]:
        """Every post by code; rows with the same code are tariffs of one post."""
        groups: dict[str, list[int]] = {}
        for number, place in enumerate(self.sheet.places):
            groups.setdefault(self.code(number) or f"regel {place.line}", []).append(number)
        return {code: self.post(code, rows) for code, rows in groups.items()}

    def code(self, number: int) -> str | None:
        """The code of a row, in the form that a case can write."""
        cell = self.sheet.rows[number].get("code")
        if cell is None:
            self.add(
                number, "code", "code-ontbreekt", "deze rij heeft geen code", "vul de code van de post in"
            )
            return None
        if _CODE.fullmatch(cell.text):
            return cell.text
        pieces = (slug(piece) for piece in re.split(r"[/\\]", cell.text))
        better = "/".join(piece for piece in pieces if piece) or "jeugd/ots"
        message = f"`{cell.text[:40]}` is geen code: kleine letters, cijfers, streepjes en schuine strepen"
        self.add(number, "code", "code-vorm", message, f"schrijf bijvoorbeeld {better[:60]}")
        return None

    def post(self, code: str, rows: list[int]) -> dict[str, Any]:
        """One post, in the order in which a price list is written."""
        first = rows[0]
        post: dict[str, Any] = {"naam": self.shared(rows, "naam") or ""}
        if not post["naam"]:
            self.add(first, "naam", "lege-waarde", "hier ontbreekt de naam van de post", "vul de naam in")
        post |= self.price(code, rows)
        for key in ("over_jaren", "eenheid", "betaler", "domein", "prijspeil", "bron", "toelichting"):
            value = self.shared(rows, key)
            if value:
                post[key] = self.read(first, key, value)
        self.complete(code, first, post)
        return post

    def price(self, code: str, rows: list[int]) -> dict[str, Any]:
        """`bedrag`, or `tarieven` when the rows name them."""
        named = [number for number in rows if "tarief" in self.sheet.rows[number]]
        amounts = {number: self.amount(number) for number in rows}
        if not named:
            for number in rows[1:]:
                message = f"de post `{code[:60]}` staat ook in regel {self.sheet.places[rows[0]].line}"
                remedy = "geef elke post een eigen code, of noem in de kolom `tarief` welk tarief dit is"
                self.add(number, "code", "dubbele-post", message, remedy)
            return {"bedrag": amounts[rows[0]]}
        rates: dict[str, Any] = {}
        for number in rows:
            cell = self.sheet.rows[number].get("tarief")
            name = cell.text if cell else ""
            if not name:
                message = f"een andere rij van `{code[:60]}` noemt een tarief, deze niet"
                self.add(number, "tarief", "tarief-ontbreekt", message, "vul de kolom `tarief` in")
            elif name in rates or "@" in name:
                message = f"het tarief `{name[:40]}` staat er twee keer of bevat een @"
                self.add(number, "tarief", "tarief-vorm", message, "geef elk tarief een eigen naam zonder @")
            rates[name] = amounts[number]
        return {"tarieven": rates}

    def amount(self, number: int) -> str:
        """The amount of a row, spelt as a price list has it."""
        cell = self.sheet.rows[number].get("bedrag")
        if cell is None:
            self.add(
                number, "bedrag", "lege-waarde", "hier ontbreekt het bedrag", "vul het bedrag in (0 mag)"
            )
            return ""
        return self.attempt(number, "bedrag", lambda: spelt(parse.uncertain(cell.text, "bedrag"))) or ""

    def shared(self, rows: list[int], key: str) -> str:
        """What the rows of one post say; empty cells follow the first, another text is a contradiction."""
        cells: list[tuple[int, Cell]] = [
            (number, cell) for number in rows if (cell := self.sheet.rows[number].get(key))
        ]
        for number, cell in cells[1:]:
            if cell.text != cells[0][1].text:
                message = f"de rijen van deze post hebben een verschillende `{key}`"
                remedy = "laat de cel leeg, of maak er twee posten van"
                self.add(number, key, "post-tegenspraak", message, remedy)
        return cells[0][1].text if cells else ""

    def read(self, number: int, key: str, value: str) -> Any:
        """A cell as the value that stands in a price list."""
        if key == "prijspeil":
            level = self.attempt(number, key, lambda: forms.price_level(value.lower()))
            return Bare(str(level)) if isinstance(level, int) else level
        if key == "over_jaren":
            years = self.attempt(number, key, lambda: scalar.whole(value, 1, LONGEST))
            return Bare(str(years))
        return self.payers(number, value) if key == "betaler" else value

    def payers(self, number: int, value: str) -> Any:
        """`gemeente`, or `gemeente 50%, woningcorporatie rest`."""
        pieces = [piece.strip() for piece in re.split(r"[;,](?!\d)", value) if piece.strip()]
        matches = [_PART.fullmatch(piece) for piece in pieces]
        parts: Any = value
        if any(matches):
            parts = {
                m[1].strip() if m else piece: m[2] if m else ""
                for piece, m in zip(pieces, matches, strict=True)
            }
        for part in self.attempt(number, "betaler", lambda: forms.payers(parts)) or ():
            if part.actor not in known_actors():
                remedy = did_you_mean(part.actor, known_actors(), f"bekend zijn: {', '.join(known_actors())}")
                message = f"`{part.actor[:60]}` is geen bekende actor; elke casus moet hem dan zelf noemen"
                self.add(number, "betaler", "onbekende-actor", message, remedy, "waarschuwing")
        return parts

    def complete(self, code: str, number: int, post: dict[str, Any]) -> None:
        """A post says who pays, for what, at which price level and on whose word, or why not."""
        given = {"bron": self.about.source, "prijspeil": self.about.level}
        missing = [key for key in EXPLAINED if not post.get(key) and not given.get(key)]
        if missing and "toelichting" not in post:
            message = f"`{code[:60]}` heeft geen {_and(missing)}"
            options = " en ".join(f"--{key}" for key in missing if key in given)
            whole = f", noem het voor alle posten met {options}" if options else ""
            remedy = f"vul de kolom aan{whole}, of zet de reden in `toelichting`"
            self.add(number, missing[0], "post-onvolledig", message, remedy, "waarschuwing")

    def attempt(self, number: int, key: str, read: Callable[[], Any]) -> Any:
        """A value, or None with its findings at the cell."""
        try:
            return read()
        except ScalarError as error:
            mark = self.sheet.place(number, key)
            self.findings.extend(replace(found, place=(key,), mark=mark) for found in error.findings)
        return None

    def add(
        self, number: int, key: str, code: str, message: str, remedy: str, severity: Severity = "fout"
    ) -> None:
        """Note a finding at a cell."""
        mark = self.sheet.place(number, key)
        self.findings.append(Finding(code, message, remedy, (key,), severity, mark=mark))


def _and(words: list[str]) -> str:
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
