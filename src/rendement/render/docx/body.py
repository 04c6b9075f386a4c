"""The text of a report as WordprocessingML: headings, captions with numbers, lists, tables, pictures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rendement.render.docx.place import Place
from rendement.render.docx.styles import Styles
from rendement.render.docx.tables import shown, table_xml
from rendement.render.docx.xml import (
    bookmark,
    clean,
    coded,
    contents,
    field,
    figure,
    link,
    paragraph,
    picture,
    run,
    sentence,
)
from rendement.report.document import Block, Chart, Document, Facts, Notes, Table
from rendement.source.record import record

SUMMARY, CHARTS, CONTENTS = "Samenvatting", "Grafieken", "Inhoud"
TABLE, FIGURE = "Tabel", "Figuur"
_NEXT, _BREAK = "<w:keepNext/>", "<w:pageBreakBefore/>"
_LEVELS = ("Heading 1", "Heading 2")


@record
class Image:
    """A picture that is in the package: by which relation, and how wide and high it stands."""

    relation: str
    size: tuple[int, int]


class Body:
    """The paragraphs of a report, one after another."""

    def __init__(self, styles: Styles, place: Place, images: Callable[[Chart], Image], bullet: str) -> None:
        self.styles, self.place, self.images, self.bullet = styles, place, images, bullet
        self.numbers = {TABLE: place.captions.get(TABLE, 0), FIGURE: place.captions.get(FIGURE, 0)}
        self.figures: dict[str, str] = {}  # the number of a chart's picture, by its key
        self.marks = place.taken
        self.headings: list[tuple[int, str, str]] = []

    def pieces(self, first: Document, rest: Sequence[Document]) -> Iterator[str]:
        """The summary; then the table of contents, the pictures of the summary, and what stands behind it."""
        drawn = [block for block in first.blocks if isinstance(block, Chart)]
        for number, chart in enumerate(drawn, self.numbers[FIGURE] + 1):
            self.figures[chart.key] = str(number)
        opening = "Heading 1" if self.place.between else "Title"
        yield (
            self._heading(0, first.title)
            if self.place.between
            else self._plain(opening, run(clean(first.title)))
        )
        yield from (self._plain("Subtitle", run(sentence(head))) for head in first.heads)
        if not self.place.between:
            yield self._heading(0, SUMMARY)
        for block in first.blocks:
            yield from self._block(block, first.title, apart=True)
        after = [*self._after(drawn, rest)]
        if not self.place.between and after:
            yield self._contents()
        yield from after
        yield self._plain("Rendement tabeltekst", "")  # a text does not end with a table

    def _after(self, drawn: Sequence[Chart], rest: Sequence[Document]) -> Iterator[str]:
        alone = self.place.between
        if drawn:
            yield self._heading(0, CHARTS, [_BREAK] if alone else [])
            for chart in drawn:
                yield from self._picture(chart)
        for document in rest:
            yield self._heading(0, document.title, [_BREAK])
            yield from (self._plain("Subtitle", run(sentence(head))) for head in document.heads)
            for block in document.blocks:
                yield from self._block(block, document.title, apart=False)

    def _contents(self) -> str:
        """Every heading, the first on a page of its own."""
        heading = self._plain("TOC Heading", run(CONTENTS), [_BREAK])
        entries = [
            self._plain(f"TOC {level + 1}", link(name, run(said))) for level, name, said in self.headings
        ]
        return contents(heading, entries)

    def _plain(self, style: str, content: str, more: Sequence[str] = ()) -> str:
        return paragraph(self.styles.paragraph(style), content, more)

    def _marked(self, name: str, content: str) -> str:
        self.marks += 1
        return bookmark(self.marks, name, content)

    def _heading(self, level: int, said: str, more: Sequence[str] = ()) -> str:
        text, wanted = clean(said), _LEVELS[level]
        name = f"_rendement_kop_{len(self.headings) + 1}"
        self.headings.append((level, name, text))
        return self._plain(wanted, self._marked(name, run(text)), [*more, *self.styles.level(wanted)])

    def _block(self, block: Block, otherwise: str, *, apart: bool) -> Iterator[str]:
        """A block with its heading; `apart`: the picture of a chart stands elsewhere."""
        if block.title:
            yield self._heading(1, block.title)
        if isinstance(block, Notes):
            yield from self._notes(block)
        elif isinstance(block, Facts):
            for label, cell in block.items:
                value = figure(cell.text) if cell.value is not None else clean(cell.text)
                yield self._item(run(f"{sentence(label)}: ") + run(value, self.styles.look("Strong")))
        elif isinstance(block, Chart):
            yield from self._referred(block) if apart else self._picture(block)
        else:
            yield from self._table(block if block.title else replace(block, title=otherwise))

    def _notes(self, block: Notes) -> Iterator[str]:
        items = [self._said(block, number) for number in range(len(block.items))]
        for item in items:
            yield self._plain("Normal", item) if block.prose else self._item(item)

    def _said(self, block: Notes, number: int) -> str:
        said = block.items[number]
        return coded(said, self.styles.code) if block.coded else run(sentence(said))

    def _item(self, content: str) -> str:
        return self._plain("List Bullet", content, [self.bullet] if self.bullet else [])

    def _table(self, table: Table) -> Iterator[str]:
        for more, part, widths in shown(table, self.place.width, self.place.letter):
            caption = self._numbered(TABLE) + run(f". {clean(table.title)}{more}")
            yield self._plain("Caption", caption, [_NEXT])
            yield table_xml(part, widths, self.styles)

    def _referred(self, chart: Chart) -> Iterator[str]:
        """What a chart shows, and where it stands."""
        number = self.figures[chart.key]
        where = self._reference(number)
        yield self._plain("Normal", run(f"{sentence(chart.finding)} (") + where + run(")"))

    def _picture(self, chart: Chart) -> Iterator[str]:
        """The picture of a chart, and under it the figures."""
        image, said = self.images(chart), clean(chart.finding)
        self.marks += 1
        name = f"{FIGURE} {self.numbers[FIGURE] + 1}"
        drawn = picture(self.marks, image.relation, name, said, image.size)
        yield self._plain("Rendement grafiek", drawn)
        label = self._marked(_label(str(self.numbers[FIGURE] + 1)), self._numbered(FIGURE))
        yield self._plain("Caption", label + run(f". {clean(chart.title)}: {sentence(chart.finding)}"))
        _, table = chart.printed
        yield from self._table(replace(table, title=chart.title))

    def _numbered(self, label: str) -> str:
        self.numbers[label] += 1
        return run(f"{label} ") + field(f"SEQ {label} \\* ARABIC", str(self.numbers[label]))

    def _reference(self, number: str) -> str:
        return field(f"REF {_label(number)} \\h", f"{FIGURE} {number}")


def _label(number: str) -> str:
    return f"_rendement_figuur_{number}"
