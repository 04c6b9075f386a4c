"""A report as a Word document: python-docx (`rendement[report]`) is imported only here."""

import io
from collections.abc import Sequence
from typing import Any

from rendement.render.docx.body import Body, Image
from rendement.render.docx.pack import packed
from rendement.render.docx.place import Place, placed
from rendement.render.docx.styles import Styles, own_part
from rendement.render.docx.template import Template, house, opened, require
from rendement.render.docx.xml import DECLARED, W, clean
from rendement.render.picture import Drawn, on_page
from rendement.report.document import Chart, Document
from rendement.source.record import record

__all__ = ["as_docx", "made", "opened", "require"]

_TWIPS, _EMU = 1440, 914_400  # to an inch
_HIGHEST = 0.8  # of a page for a picture, which leaves room for its caption
_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


@record
class Made:
    """A document, and which styles of the template were lacking with what stands for them."""

    data: bytes
    lacking: dict[str, str]


def as_docx(documents: Sequence[Document]) -> bytes:
    """The report in the form that comes with us."""
    return made(documents, None).data


def made(documents: Sequence[Document], template: Template | None) -> Made:
    """The report in a template. Raises TemplateError when that has no clear place for it."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    template = template or house()
    place, whole = placed(template), template.document
    styles = Styles(whole.styles.element, whole.settings.element, place.width, parse_xml)
    bullet = "" if styles.bulleted() else _bullet(whole.part, parse_xml)
    body = Body(styles, place, _pictures(whole.part, documents, place).__getitem__, bullet)
    first, *rest = documents
    text = "".join(body.pieces(first, rest))
    for element in parse_xml(f"<w:body {DECLARED}>{text}</w:body>".encode()):
        place.before.addprevious(element)
    _dutch(whole.styles.element)
    return Made(packed(whole, clean(first.title), given=template.given), styles.lacking)


def _pictures(part: Any, documents: Sequence[Document], place: Place) -> dict[Chart, Image]:
    """Every chart as a picture in the package, as wide as the text or as high as a page."""
    charts = [block for document in documents for block in document.blocks if isinstance(block, Chart)]
    if not charts:
        return {}
    found = {}
    for chart, drawn in zip(charts, on_page(charts, place.width / _TWIPS), strict=True):
        relation, _ = part.get_or_add_image(io.BytesIO(drawn.data))
        found[chart] = Image(relation, _size(drawn, place))
    return found


def _size(drawn: Drawn, place: Place) -> tuple[int, int]:
    width, most = place.width * _EMU // _TWIPS, int(place.height * _EMU / _TWIPS * _HIGHEST)
    height = int(width * drawn.height / drawn.width)
    return (width, height) if height <= most else (int(most * drawn.width / drawn.height), most)


def _bullet(part: Any, parse: Any) -> str:
    """A list of ours in a document whose style for lists has no mark."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.parts.numbering import NumberingPart  # noqa: PLC0415

    ours = parse(own_part("numbering.xml"))
    root = next((rel.target_part.element for rel in part.rels.values() if rel.reltype == _NUMBERING), None)
    if root is None:
        part.relate_to(NumberingPart(PackURI("/word/numbering.xml"), _KIND, ours, part.package), _NUMBERING)
        return _numbered("1")
    form, use = ours
    forms, uses = list(root.iterchildren(f"{W}abstractNum")), list(root.iterchildren(f"{W}num"))
    number = str(1 + max([0, *(int(one.get(f"{W}abstractNumId", "0")) for one in forms)]))
    name = str(1 + max([0, *(int(one.get(f"{W}numId", "0")) for one in uses)]))
    form.set(f"{W}abstractNumId", number)
    use.set(f"{W}numId", name)
    use[0].set(f"{W}val", number)
    (forms[-1].addnext if forms else lambda new: root.insert(0, new))(form)
    (uses[-1] if uses else form).addnext(use)
    return _numbered(name)


def _numbered(name: str) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>'


def _dutch(root: Any) -> None:
    """Dutch, where the document does not say itself in which language it is."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    if not root.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        for looks in root.xpath("./w:docDefaults/w:rPrDefault/w:rPr"):
            looks.append(parse_xml(f'<w:lang {DECLARED} w:val="nl-NL"/>'))
