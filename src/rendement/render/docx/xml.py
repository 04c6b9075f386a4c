"""Paragraphs, runs and fields as text of WordprocessingML; whatever comes in is text, and never markup."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from rendement.report.document import CODE
from rendement.report.dutch import plain

SPACE, MINUS = "\u00a0", "\u2212"  # neither of them ends a line
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
W = f"{{{NAMESPACES['w']}}}"
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MINUS = re.compile(r"(?<![\w.,)-])-(?=\d)")  # of a figure by itself
_WITHIN = re.compile(r"(?<=\s)-(?=\d[\d.,]*%?(?:[\s;:.,)]|$))")  # of a figure in a sentence
_CURRENCY = re.compile(r"([€$£]) (?=[\d\u2212-])")


def clean(text: str) -> str:
    """One line, without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", plain(text))


def figure(text: str) -> str:
    r"""A figure, which does not break.

    >>> figure("€ -1.234"), figure("~-5"), figure("12-18"), figure("-")
    ('€\xa0−1.234', '~−5', '12-18', '-')
    """
    return _CURRENCY.sub(rf"\1{SPACE}", _MINUS.sub(MINUS, clean(text)))


def sentence(text: str) -> str:
    r"""A sentence in which figures do not break.

    >>> sentence("van € -5 naar -1%; een pad-5 en --set x=-5")
    'van €\xa0−5 naar −1%; een pad-5 en --set x=-5'
    """
    return _kept(clean(text))


def _kept(text: str) -> str:
    return _CURRENCY.sub(rf"\1{SPACE}", _WITHIN.sub(MINUS, text))


def run(text: str, look: str = "") -> str:
    """Letters, with the properties that make their look."""
    kind = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{kind}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def coded(text: str, look: str) -> str:
    """A sentence in which what stands between backticks is code."""
    pieces = CODE.split(clean(text))
    return "".join(
        run(piece if number % 2 else _kept(piece), look if number % 2 else "")
        for number, piece in enumerate(pieces)
    )


def paragraph(style: str, content: str, more: Sequence[str] = ()) -> str:
    """A paragraph in a style; `more` are properties that no style can have for it."""
    kind = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    return f"<w:p><w:pPr>{kind}{''.join(more)}</w:pPr>{content}</w:p>"


def field(instruction: str, shown: str) -> str:
    """A field with what it shows until it is brought up to date."""
    return f'<w:fldSimple w:instr=" {escape(instruction)} ">{run(shown)}</w:fldSimple>'


def bookmark(number: int, name: str, content: str) -> str:
    """Something that can be referred to."""
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{begin}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, content: str) -> str:
    """A way to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def contents(heading: str, entries: Iterable[str]) -> str:
    """A table of contents: a field that is filled, and that a word processor brings up to date."""
    lines = list(entries)
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    kind = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return (
        f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{heading}{''.join(lines)}{end}</w:sdtContent></w:sdt>"
    )


def picture(number: int, relation: str, name: str, said: str, size: tuple[int, int]) -> str:
    """A picture in the text, with what it shows for who cannot see it."""
    width, height = size
    named, told = escape(name), escape(said)
    extent = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="{named}" descr="{told}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{named}" descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
