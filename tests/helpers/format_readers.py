"""Readers of every format, written apart from the writers: what a spreadsheet, a page or a person sees."""

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

from markdown_it import MarkdownIt


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


class Page(HTMLParser):
    """Tables as rows of texts (a span repeated as empty cells), every tag met, and all text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.tags, self.attributes, self.items, self.open = [], [], [], [], []
        self.feed(text)
        self.close()

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
            self.tables[-1][-1][self.cell] += data
        elif self.open and self.open[-1] in ("li", "h2", "h3", "p", "title"):
            self.items[-1] += data


class Markdown:
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
