"""Readers of every format, written apart from the writers: what a spreadsheet, a page or a person sees.

READERS has one for every format of the registry; a new format begins with one here.
"""

import csv
import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from rendement.render.formats import FORMATS
from rendement.report.dutch import plain

SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
MARKUP = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
    *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
    *("strong_open", "strong_close", "em_open", "em_close", "code_inline"),
}
TAGS = {"h2", "h3", "p", "ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td"}
PAGE_TAGS = TAGS | {"html", "head", "meta", "title", "style", "body"}
ATTRIBUTES = {"style", "colspan", "width"}
PAGE_ATTRIBUTES = ATTRIBUTES | {"lang", "charset", "name", "content"}


def dutch(text):
    """The figure that a Dutch reader sees: `€ 65.274`, `-111.000`, `1,63`; None for no figure."""
    bare = text.replace("€", "").replace("%", "").strip()
    if not re.fullmatch(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", bare):
        return None
    return float(bare.replace(".", "").replace(",", "."))


def rounded(value, decimals=0):
    """Rounded as on paper: a half away from zero."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def separated(text, delimiter):
    """The rows of a csv or tsv."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def is_formula(cell):
    """Whether a spreadsheet would compute the cell; figures of our own may start with a minus."""
    bare = cell.replace(".", "").replace(",", "")
    return cell != "-" and cell.startswith(SIGNS) and not bare[1:].isdigit()


class Seen:
    """What is seen of a format: tables as rows of texts, and other texts in order, the title first."""

    guarded = False  # an apostrophe stands before what a spreadsheet would take for a formula
    mark = None  # the decimal mark of figures that are not rounded
    tables = items = ()

    @property
    def texts(self):
        return [*self.items, *(cell for table in self.tables for row in table for cell in row)]

    @property
    def main(self):
        """The table of lines: the first with more than a label and a value."""
        return next((table for table in self.tables if len(table[0]) > 2), None)

    @property
    def words(self):
        """All that can be read, in one."""
        return " ".join(self.texts)

    def shown(self, text):
        """How this text may stand there."""
        return {text, f"'{text}"} if self.guarded else {text}

    def sees(self, text):
        """Whether this text stands there as such."""
        return not self.shown(text).isdisjoint(self.texts)

    def lines(self):
        """The table of lines by their name and the head of its columns, without empty cells."""
        head, *rows = self.main
        return {
            row[0]: {key: cell for key, cell in zip(head, row, strict=True) if key and cell} for row in rows
        }

    def only_text(self):
        """Assert that nothing of it is markup, steers or is computed."""
        for table in self.tables:
            assert {len(row) for row in table} == {len(table[0])}
        if self.guarded:
            assert [text for text in self.texts if is_formula(text)] == []


class Lines(Seen):
    """Plain text, of which a person reads the columns."""

    def __init__(self, text):
        self.text, self.items = text, text.splitlines()

    def sees(self, text):
        return text in self.text

    def lines(self):
        return dict(plain_rows(self.text))

    def facts(self):
        return [tuple(line.rsplit("  ", 1)) for line in self.items if "  " in line]

    def only_text(self):
        assert all(sign.isprintable() or sign in "\n\u200d\u00a0" for sign in self.text)


class Sheet(Seen):
    """The rows of a csv or tsv; in a tsv they are tables and texts under each other."""

    guarded = True

    def __init__(self, text, delimiter, mark):
        rows = separated(text, delimiter)
        self.mark, self.tables, self.items = mark, [rows], [rows[0][0]]
        if delimiter == "\t":
            self.tables, self.items = [], [cell for row in rows for cell in row]

    def only_text(self):
        super().only_text()
        assert not any(sign in text for text in self.texts for sign in "\n\r\t")


class Data(Seen):
    """JSON: every text is the text itself, for a program that knows what it reads."""

    def __init__(self, text):
        self.items, pending = [], [json.loads(text)]
        while pending:
            node = pending.pop(0)
            if isinstance(node, str):
                self.items.append(plain(node))
            elif isinstance(node, dict | list):
                pending[:0] = node.values() if isinstance(node, dict) else node


def whole(tables):
    """Tables, those joined again that are parts of one: they have the same first column."""
    found = []
    for rows in tables:
        if found and [row[0] for row in found[-1]] == [row[0] for row in rows]:
            found[-1] = [one + other[1:] for one, other in zip(found[-1], rows, strict=True)]
        else:
            found.append(rows)
    return found


class Page(HTMLParser, Seen):
    """Tables as rows of texts (a span repeated as empty cells), every tag met, all text."""

    guarded = True

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.tags, self.attributes, self.items, self.open = [], [], [], [], []
        self.whole = text.startswith("<!doctype html>")
        self.feed(text)
        self.close()
        self.tables = whole(self.tables)

    def sees(self, text):
        return not self.shown(text).isdisjoint(words.strip() for words in self.texts)

    def lines(self):
        """The same where every step of a line is a row of its own, under it."""
        head, *rows = self.main
        if "bedrag" not in head:
            return super().lines()
        found, line = {}, {}
        for row in rows:
            cells = {key: cell for key, cell in zip(head, row, strict=True) if key and cell}
            last = cells.pop("bedrag", None)
            if row[0].startswith(" "):
                line[row[0].strip().split(" (")[0]] = last
            else:
                line = found[row[0]] = cells | {"netto": last} | ({"bruto": last} if cells else {})
        return found

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in ("meta",):
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.tables[-1][-1] += [""] * int(dict(attrs).get("colspan", 1))
            self.cell = -int(dict(attrs).get("colspan", 1))
        if tag in ("li", "h2", "h3", "p", "title"):
            self.items.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("td", "th"):
            first = len(self.tables[-1][-1]) == -self.cell
            self.tables[-1][-1][self.cell] += data.replace("\xa0", " ") if first else data.lstrip("\xa0")
        elif self.open and self.open[-1] in ("li", "h2", "h3", "p", "title", "code"):
            self.items[-1] += data

    def facts(self):
        return [(row[0], row[1]) for row in self.tables[0]]

    def only_text(self):
        super().only_text()
        assert set(self.tags) <= (PAGE_TAGS if self.whole else TAGS)
        assert set(self.attributes) <= (PAGE_ATTRIBUTES if self.whole else ATTRIBUTES)


class Markdown(Seen):
    """What a reader of CommonMark with tables makes of a text."""

    def __init__(self, text):
        tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
        self.tables, self.items, self.kinds = [], [], set()
        inside = False
        for token in tokens:
            self.kinds |= {token.type, *(child.type for child in token.children or ())}
            if token.type == "table_open":
                self.tables.append([])
            elif token.type == "tr_open":
                self.tables[-1].append([])
            elif token.type in ("th_open", "td_open"):
                inside = True
            elif token.type in ("th_close", "td_close"):
                inside = False
            elif token.type == "inline":
                words = "".join(child.content for child in token.children)
                (self.tables[-1][-1] if inside else self.items).append(words)

    def facts(self):
        return [tuple(item.rsplit(": ", 1)) for item in self.items if ": " in item]

    def only_text(self):
        super().only_text()
        assert self.kinds <= MARKUP


def plain_rows(text):
    """The first table of plain text as head and rows, by the right edge of every column."""
    lines = text.splitlines()
    ruler = next(i for i, line in enumerate(lines) if line.startswith("──"))
    edges = {m.end(): m.group() for m in re.finditer(r"\S+(?: \S+)*", lines[ruler - 1])}
    rows = []
    for line in lines[ruler + 1 :]:
        pieces = list(re.finditer(r"\S+(?: \S+)*", line))
        if pieces:
            rows.append(
                [pieces[0].group(), {edges[m.end()]: m.group() for m in pieces[1:] if m.end() in edges}]
            )
        if line.startswith("Rendement"):
            break
    return rows


READERS = {
    "table": Lines,
    "markdown": Markdown,
    "html": Page,
    "tsv": partial(Sheet, delimiter="\t", mark=","),
    "csv": partial(Sheet, delimiter=",", mark="."),
    "csv-nl": partial(Sheet, delimiter=";", mark=","),
    "json": Data,
}


def names_of(kind):
    """The formats with a reader that are made of this."""
    return [name for name in READERS if FORMATS[name].kind == kind]
