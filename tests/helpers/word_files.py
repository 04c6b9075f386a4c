"""Word documents: templates as a municipality may have them, and a reader apart from the writer."""

import re
import zipfile
from io import BytesIO

import docx
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from format_readers import Seen

HEADER, FOOTER = "Gemeente Voorbeeldstad", "Postbus 1"
BEFORE, AFTER = "Aan de raad", "Het college"
FONT, COLOUR = "DejaVu Serif", "7A1F3D"


def template(path, *text, header=HEADER, styles=()):
    """A house style: its own letter, colour, margins and header; `styles` are taken out of it."""
    made = docx.Document()
    normal, heading = made.styles["Normal"], made.styles["Heading 1"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    heading.font.color.rgb = RGBColor.from_string(COLOUR)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = header, FOOTER
    for name in styles:
        style = made.styles[name].element
        style.getparent().remove(style)
    for words in text:
        made.add_paragraph(words)
    made.save(path)
    return path


def split_mark(path):
    """The mark in pieces, as Word leaves it after somebody corrected it, under a caption and a page."""
    made = docx.Document(template(path, BEFORE))
    numbered(made, "Tabel", "1")
    mark = made.add_paragraph()
    for piece in ("{{", "rap", "port}}"):
        mark.add_run(piece)
    made.add_paragraph(AFTER).add_run().add_break(WD_BREAK.PAGE)
    numbered(made, "Tabel", "2")
    made.save(path)
    return path


def numbered(made, label, number):
    """A caption with its number, as Word writes it."""
    paragraph = made.add_paragraph(f"{label} ", style="Caption")
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run(number if kind == "shown" else "")
        if kind == "code":
            code = run._r.makeelement(qn("w:instrText"), {})
            code.text = f" SEQ {label} \\* ARABIC "
            run._r.append(code)
        elif kind != "shown":
            run._r.append(run._r.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind}))


def changed(source, target, *, add=(), swap=()):
    """A document with parts more, or with other bytes in a part."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            for name, before, after in swap:
                data = data.replace(before, after) if part.filename == name else data
            new.writestr(part.filename, data)
        for name, data in add:
            new.writestr(name, data)
    return target


class Word(Seen):
    """A document as it is read from top to bottom: its paragraphs, and its tables as rows of texts."""

    def __init__(self, data):
        self.document = docx.Document(BytesIO(data))
        self.items, self.tables, self.order = [], [], []
        self.kinds = {}  # the style of every text
        for part in self.document.element.body.iter(qn("w:p"), qn("w:tbl")):
            if part.tag == qn("w:tbl"):
                rows = [[cell_text(cell) for cell in cells_of(row)] for row in part.iter(qn("w:tr"))]
                self.tables.append(rows)
                self.order.append(self.tables[-1])
            elif not any(above.tag == qn("w:tbl") for above in part.iterancestors()):
                said = text_of(part)
                if said:
                    self.items.append(said)
                    self.order.append(said)
                    self.kinds.setdefault(self.style(part), []).append(said)

    def style(self, paragraph):
        """The name of the style of a paragraph."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if found is None:
            return "Normal"
        return next(style.name for style in self.document.styles if style.style_id == found.get(qn("w:val")))

    def sees(self, text):
        """Whether this text stands there as such, also where it is a figure."""
        return text in self.texts or text in map(plain_signs, self.texts)

    def rows(self):
        """What stands in the rows of a name, over all tables."""
        found = {}
        for table in self.tables:
            for first, *others in table:
                found.setdefault(first.strip("\u00a0"), set()).update(map(plain_signs, others))
        return found


def text_of(paragraph):
    """What is read in a paragraph."""
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def cells_of(row):
    """Its cells, those that run across others followed by nothing."""
    for cell in row.iterchildren(qn("w:tc")):
        yield cell
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        yield from [None] * (int(span.get(qn("w:val"))) - 1 if span is not None else 0)


def cell_text(cell):
    return "" if cell is None else "".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))


def plain_signs(text):
    """As the other formats write it."""
    return re.sub("\u2212", "-", text.replace("\u00a0", " "))
