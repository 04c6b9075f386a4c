"""A report as PDF: typst (`rendement[report]`) sets it by `paper.typ`, which takes every word as data."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from math import ceil
from typing import Any

from rendement.render.canvas import require as require_fonts
from rendement.render.measure import BAR, fitted, in_parts, longest_word, natural, total
from rendement.render.pdf_packed import packed
from rendement.render.picture import drawing
from rendement.report.document import CODE, Block, Chart, Document, Facts, Notes, Row, Table
from rendement.report.paper import Paper
from rendement.source.finding import UsageError

Data = Mapping[str, Any]

STANDARDS = ("a-2a", "ua-1")  # each asks for tags, the language, and a name for every picture
ACROSS, DOWN = 140, 93  # characters beside each other on A4 in landscape and in portrait
HALF = 43  # and on half of that
FEW = 160  # so does prose of no more than so many
BOLD = 1.15  # how much wider that is
SQUEEZED = 1.5  # so many times wider than a page, a table had rather lie across
# what no font may show and typst refuses: of private use, or no character at all
_NONE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffc-\uffff\U000f0000-\U0010ffff]"
)
FIRST = "onderdeel"  # above a first column without a name: who hears a cell, hears what is above it
_GROUPS = ("kop", "groep")


def require() -> Any:
    """The library, or UsageError when it or the fonts are not installed."""
    try:
        import typst  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError:
        raise UsageError("voor een pdf is typst nodig: pip install 'rendement[report]'") from None
    require_fonts()
    return typst


def as_pdf(made: Paper) -> bytes:
    """The report as a file: PDF/A-2a and PDF/UA-1, or typst refuses it."""
    year, month, day = made.day
    from datetime import UTC, datetime  # noqa: PLC0415

    written: bytes = require().compile(
        files("rendement.render").joinpath("paper.typ").read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_inert(_data(made)), ensure_ascii=False, allow_nan=False)},
        pdf_standards=list(STANDARDS),
        timestamp=datetime(year, month, day, tzinfo=UTC),
    )
    return packed(written)


@cache
def _fonts() -> Any:
    """Those that come with matplotlib, one of which has a sign for whatever the others lack."""
    from pathlib import Path  # noqa: PLC0415

    import matplotlib as mpl  # noqa: PLC0415

    folder = Path(mpl.get_data_path(), "fonts", "ttf")
    return require().Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _inert(data: Any) -> Any:
    """The same without what is no sign at all."""
    if isinstance(data, str):
        return data if data.isascii() and data.isprintable() else _NONE.sub("\ufffd", data)
    if isinstance(data, Mapping):
        return {key: _inert(value) for key, value in data.items()}
    return [_inert(item) for item in data] if isinstance(data, list | tuple) else data


def _data(made: Paper) -> Data:
    """All that the template reads."""
    year, month, day = made.day
    first, rest = made.summary, made.appendix
    blocks = [_block(block, f"s{number}") for number, block in enumerate(first.blocks)]
    pictures = [
        _picture(block, f"p{number}") for number, block in enumerate(first.blocks) if isinstance(block, Chart)
    ]
    behind = [_block(block, f"b{number}", drawn=True) for number, block in enumerate(rest.blocks)]
    runs = [{"across": across, "blocks": list(run)} for across, run in groupby(behind, lambda b: b["across"])]
    return {
        "title": first.title,
        "date": {"year": year, "month": month, "day": day},
        "foot": made.foot,
        "summary": _top(first) | {"rows": list(_rows(blocks)), "pictures": pictures},
        "appendix": _top(rest) | {"runs": runs},
    }


def _top(document: Document) -> dict[str, Any]:
    return {"title": document.title, "heads": document.heads}


def _rows(blocks: Iterable[Data]) -> Iterator[list[Data]]:
    """Blocks that take half of the page stand two beside each other."""
    waiting: list[Data] = []
    for block in blocks:
        if waiting and not block["half"]:
            yield waiting
            waiting = []
        waiting.append(block)
        if not block["half"] or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _block(block: Block, name: str, *, drawn: bool = False) -> Data:
    """A block in the words of the template."""
    found = _bare(name, block.title)
    if isinstance(block, Notes):
        items = [CODE.split(item) if block.coded else [item] for item in block.items]
        return found | {"kind": "notes", "prose": block.prose, "items": items, "half": _short(block)}
    if isinstance(block, Facts):
        items = [[label, cell.text] for label, cell in block.items]
        return found | {"kind": "facts", "items": items, "half": True}
    table = _read_out(block.printed[1] if isinstance(block, Chart) else block)
    across, parts = _on_paper(table)
    found |= {"parts": [_part(*part) for part in parts], "across": across}
    found["half"] = not across and len(parts) == 1 and total(parts[0][1]) <= HALF
    if isinstance(block, Chart):
        found |= {"finding": block.finding, "alt": block.finding}
        found["picture"] = drawing(block).decode() if drawn else None
    return found


def _read_out(table: Table) -> Table:
    """Without bars that are drawn of signs, and with a name above the first column."""
    drawn = [BAR.issuperset(found) and any(found) for found in _columns(table)]
    kept = [number for number, bars in enumerate(drawn) if not bars]
    first, *others = (table.columns[number] for number in kept)
    rows = (replace(row, cells=tuple(row.cells[number] for number in kept)) for row in table.rows)
    named = replace(first, head=first.head or FIRST)
    narrow = None if table.narrow is None else _read_out(table.narrow)
    return replace(table, columns=(named, *others), rows=tuple(rows), narrow=narrow)


def _columns(table: Table) -> Iterator[set[str]]:
    """The signs in each column."""
    for number in range(len(table.columns)):
        yield {sign for row in table.rows for sign in row.cells[number].text}


def _short(block: Notes) -> bool:
    """Whether it may stand in half of the page."""
    return not block.prose or len("".join(block.items)) <= FEW


def _picture(chart: Chart, name: str) -> Data:
    """The picture of a chart that stands elsewhere as a table."""
    drawn = {"alt": chart.finding, "picture": drawing(chart).decode()}
    return _bare(name, f"Grafiek: {chart.title}") | drawn


def _bare(name: str, title: str) -> dict[str, Any]:
    """A block before anything stands in it."""
    nothing: dict[str, Any] = {
        "finding": None,
        "picture": None,
        "alt": "",
        "parts": [],
        "across": False,
        "half": False,
    }
    return {"id": name, "title": title, "kind": "table", **nothing}


def _on_paper(table: Table) -> tuple[bool, list[tuple[Table, list[int]]]]:
    """Whether it lies across, and in which parts it stands there, each with its widths."""
    whole = total(natural(table))
    narrow, wide = fitted(table, DOWN), fitted(table, ACROSS)
    if narrow is not None and (whole <= SQUEEZED * DOWN or wide is None):
        return False, [(table, narrow)]
    if table.narrow is not None and narrow is None and _figures(table) <= _figures(table.narrow):
        return _on_paper(table.narrow)
    if wide is not None:
        return True, [(table, wide)]
    return True, in_parts(table, ACROSS)


def _figures(table: Table) -> set[float]:
    return {cell.value for row in table.rows for cell in row.cells if cell.value is not None}


def _part(table: Table, fits: list[int]) -> Data:
    """A table of which a column of words is as wide as it needs, or shares what is left of the page."""
    whole = natural(table)
    least = [ceil(BOLD * longest_word(column.head)) for column in table.columns]
    widths = [max(pair) for pair in zip(fits, least, strict=True)]
    grouped = any(row.role in _GROUPS for row in table.rows)
    return {
        "widths": widths,
        "shares": [fit < size for fit, size in zip(fits, whole, strict=True)],
        "heads": [column.head for column in table.columns],
        "figures": [column.figures for column in table.columns],
        "rows": [_row(row, grouped=grouped) for row in table.rows],
    }


def _row(row: Row, *, grouped: bool) -> Data:
    """Its cells, how far the first stands in, and whether that runs over all columns."""
    first, *others = row.cells
    depth = (len(first.text) - len(first.text.lstrip())) // 2 + (grouped and row.role == "regel")
    words = [first.text.lstrip(), *(cell.text for cell in others)]
    return {"role": row.role, "cells": words, "depth": depth, "alone": not any(words[1:])}
