"""Where in a template the report comes: between its own text, or instead of it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from rendement.render.docx.template import Template, TemplateError
from rendement.render.docx.xml import NAMESPACES, W
from rendement.source.record import record

MARK = re.compile(r"\{\{\s*rapport\s*\}\}", re.IGNORECASE)
_FIELD = re.compile(r"\{\{[^{}]{0,60}\}\}")
_COUNTED = re.compile(r"\bSEQ\s+(\w+)")
_STALE = re.compile(r"\b(?:TOC|SEQ|REF|PAGEREF)\b")
_WIDE, _NARROW = 120, 84  # of a letter in a table: of any font, and of ours
_A4, _MARGIN = (11906, 16838), 1417  # twentieths of a point
# what is referred to from the text alone, and would keep what stood there
_OF_TEXT = (
    *("image", "hyperlink", "chart", "chartEx", "oleObject", "package", "header", "footer", "aFChunk"),
    *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    *("control", "video", "audio", "comments", "commentsExtended", "commentsIds", "commentsExtensible"),
)
_EDGES = (f"{W}headerReference", f"{W}footerReference")
_LEAST = 2835  # five centimetres: no text is narrower
_R = f"{{{NAMESPACES['r']}}}"


@record
class Place:
    """Before which element the report comes, how much room is there, and which numbers are taken.

    `letter`: how wide one in a table is at most, in twentieths of a point as all sizes are.
    """

    before: Any
    between: bool
    width: int
    height: int
    letter: int
    captions: Mapping[str, int]
    taken: int


def placed(template: Template) -> Place:
    """The place for the report, made free. Raises TemplateError when it is not clear where it is."""
    body = template.document.element.body
    marks = [mark for mark in body.iter(f"{W}p") if MARK.search(_said(mark))]
    if any(MARK.search(_said(paragraph)) for paragraph in _of_edges(template.document.part)):
        raise _unclear(template, "{{rapport}} staat in een kop- of voettekst; zet het in de tekst zelf")
    if not marks:
        for found in map(_FIELD.search, map(_said, body.iter(f"{W}p"))):
            if found:
                raise _unclear(
                    template, f"{found.group()} is geen plaats voor het rapport; schrijf {{{{rapport}}}}"
                )
        section = _emptied(body)
        _forget(template.document.part, body)
        return _at(section, section, template, {}, between=False)
    if len(marks) > 1:
        raise _unclear(template, f"{{{{rapport}}}} staat er {len(marks)} keer in; laat er een staan")
    (mark,) = marks
    above = {parent.tag for parent in mark.iterancestors()}
    for tag, what in (("tc", "tabel"), ("txbxContent", "tekstvak")):
        if f"{W}{tag}" in above:
            raise _unclear(template, f"{{{{rapport}}}} staat in een {what}; zet het in een gewone alinea")
    if not MARK.fullmatch(_said(mark).strip()):
        raise _unclear(template, "naast {{rapport}} staat andere tekst; zet het in een alinea van zichzelf")
    return _between(mark, template)


def _of_edges(part: Any) -> Iterator[Any]:
    """The paragraphs of every head and foot."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in ("header", "footer"):
            yield from relation.target_part.element.iter(f"{W}p")


def _unclear(template: Template, why: str) -> TemplateError:
    return TemplateError(f"--sjabloon {template.name}: {why}")


def _said(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))


def _between(mark: Any, template: Template) -> Place:
    """Instead of the mark; one that ends a section goes on doing so."""
    body = template.document.element.body
    before = itertools.takewhile(lambda element: element is not mark, body.iter())
    instructions = "".join(_instruction(element) for element in before)
    captions = Counter(_COUNTED.findall(instructions))
    for paragraph in body.iter(f"{W}p"):
        if _STALE.search("".join(map(_instruction, paragraph.iter()))):
            _stale(paragraph)
    ends = mark.xpath("./w:pPr/w:sectPr")
    section = (ends or mark.xpath("following::w:sectPr"))[0]
    kept = {f"{W}pPr", f"{W}sectPr"}
    for child in [*mark, *mark.xpath("./w:pPr/*")]:
        if child.tag not in kept:
            child.getparent().remove(child)
    place = _at(mark, section, template, captions, between=True)
    if ends:
        return place
    following = mark.getnext()
    if following is None:  # a paragraph must close what it stands in
        return place
    mark.getparent().remove(mark)
    return replace(place, before=following)


def _instruction(element: Any) -> str:
    if element.tag == f"{W}instrText":
        return element.text or ""
    return f" {element.get(f'{W}instr', '')} " if element.tag == f"{W}fldSimple" else ""


def _stale(paragraph: Any) -> None:
    """Its fields show what was true without the report."""
    for element in paragraph.iter(f"{W}fldSimple", f"{W}fldChar"):
        if element.get(f"{W}fldCharType", "begin") == "begin":
            element.set(f"{W}dirty", "true")


def _at(
    before: Any, section: Any, template: Template, captions: Mapping[str, int], *, between: bool
) -> Place:
    body = template.document.element.body
    numbers = [_whole(found, 0) for found in body.xpath(".//w:bookmarkStart/@w:id | .//wp:docPr/@id")]
    width, height = _room(section)
    letter = _WIDE if template.given else _NARROW
    return Place(before, between, width, height, letter, captions, max(numbers, default=0))


def _room(section: Any) -> tuple[int, int]:
    """How wide a column of text is, and how high, in twentieths of a point."""

    def read(path: str, otherwise: int) -> int:
        return _whole((section.xpath(path) or [""])[0], otherwise)

    width, height = read("./w:pgSz/@w:w", _A4[0]), read("./w:pgSz/@w:h", _A4[1])
    width -= read("./w:pgMar/@w:left", _MARGIN) + read("./w:pgMar/@w:right", _MARGIN)
    width -= read("./w:pgMar/@w:gutter", 0)
    height -= abs(read("./w:pgMar/@w:top", _MARGIN)) + abs(read("./w:pgMar/@w:bottom", _MARGIN))
    columns = max(1, read("./w:cols/@w:num", 1))
    width = (width - (columns - 1) * read("./w:cols/@w:space", 708)) // columns
    return max(width, _LEAST), max(height, _LEAST)


def _whole(written: str, otherwise: int) -> int:
    return int(written) if re.fullmatch(r"-?\d{1,9}", written) else otherwise


def _emptied(body: Any) -> Any:
    """The text goes; the last section stays, with the head and foot that it had from those before it."""
    sections = body.xpath("./w:p/w:pPr/w:sectPr")
    last = body.sectPr
    for section in reversed(sections):
        own = {(found.tag, found.get(f"{W}type")) for found in last.iterchildren(*_EDGES)}
        for edge in reversed(list(section.iterchildren(*_EDGES))):
            if (edge.tag, edge.get(f"{W}type")) not in own:
                last.insert(0, deepcopy(edge))
    for child in [child for child in body if child is not last]:
        body.remove(child)
    return last


def _forget(part: Any, body: Any) -> None:
    """What only the text that went refers to."""
    used = {value for element in body.iter() for key, value in element.attrib.items() if key.startswith(_R)}
    for name, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] in _OF_TEXT and name not in used:
            del part.rels[name]
