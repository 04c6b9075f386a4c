"""Reads a page of docs/: its fenced blocks in order, and the tables of Markdown."""

import re
from dataclasses import dataclass

from project import ROOT

DOCS = ROOT / "docs"
PAGES = (
    *("handleiding.md", "casustaal.md", "methode.md", "begrippen.md"),
    *("programma.md", "monitor.md", "onzekerheid.md", "gevoeligheid.md", "verschil.md", "rapport.md"),
    "english.md",
)

_COMMENT = re.compile(r"<!-- (\w+): (.+?) -->")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, its line in the page, and the comment right above it."""

    kind: str
    text: str
    page: str
    line: int
    note: tuple[str, str] | None = None

    @property
    def place(self) -> str:
        """`methode.md:12`, for the name of a test."""
        return f"{self.page}:{self.line}"


def blocks(page: str) -> list[Block]:
    """Every fenced block of a page."""
    found: list[Block] = []
    note, opened, kind, body = None, 0, "", []
    for number, line in enumerate((DOCS / page).read_text(encoding="utf-8").splitlines(), 1):
        if opened:
            if line.rstrip() == "```":
                found.append(Block(kind, "".join(f"{each}\n" for each in body), page, opened, note))
                opened, note, body = 0, None, []
            else:
                body.append(line)
        elif line.startswith("```"):
            opened, kind = number, line[3:].strip()
        elif line.strip():
            comment = _COMMENT.fullmatch(line.strip())
            note = (comment[1], comment[2]) if comment else None
    assert not opened, f"{page}:{opened}: een blok zonder einde"
    return found


def pairs(found: list[Block], kind: str) -> list[tuple[Block, Block]]:
    """Every block of a kind, with the YAML block of the same page that it speaks about."""
    joined, base = [], None
    for block in found:
        if block.kind == "yaml":
            base = block
        if block.kind == kind and base is not None and base.page == block.page:
            joined.append((base, block))
    return joined


def kept(found: list[Block], page: str) -> list[Block]:
    """The price lists that a page keeps beside its cases."""
    return [block for block in found if block.page == page and block.note and block.note[0] == "bewaar"]


def tables(page: str) -> list[tuple[str, list[list[str]]]]:
    """Every Markdown table with the heading above it; the first row is its head."""
    found: list[tuple[str, list[list[str]]]] = []
    heading, rows, fenced = "", [], False
    for line in [*(DOCS / page).read_text(encoding="utf-8").splitlines(), ""]:
        fenced = fenced != line.startswith("```")
        if not fenced and line.startswith("|"):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(cells)
            continue
        if rows:
            found.append((heading, rows))
            rows = []
        if not fenced and line.startswith("#"):
            heading = line.lstrip("# ").strip()
    return found
