"""The page of a report: one file that asks nothing of anybody, with a script and style of its own."""

from collections.abc import Iterable, Iterator
from html import escape

from rendement.render.measure import BAR
from rendement.render.page_shell import in_shell
from rendement.report.document import CODE, Block, Cell, Chart, Column, Facts, Notes, Row, Table
from rendement.report.dutch import quantity
from rendement.report.page import Page
from rendement.report.page_fields import IN_PERCENT, Fixed, Group, Knob

# sentences that are made from figures, and stay those of the report
STAYS = (
    *("conclusie", "nulalternatief", "omslag_in_woorden", "weten_kort", "weten"),
    *("actoren", "bijdragen", "opschaling"),
)
# before what can be moved
OPENING = ("nulalternatief", "conclusie", "doel_per_jaar", "doel", "voortgang")
# from how many columns a table may be wider than a phone, and on paper takes smaller type or a sheet across
WIDTHS = ((5, "breed"), (10, "vol"), (16, "liggend"), (24, "klein"))
OWN = "maatregel-"  # what blocks that may be led to begin with
HOME = "overzicht"  # the link to the page on which all pages stand
_WHAT_IF = """{stand}
<section id="wat-als" aria-labelledby="kop-wat-als">
<h2 id="kop-wat-als">Wat als een aanname anders is</h2>
<p class="uitleg">Schuif, of typ een getal: elk cijfer met een streepje eronder beweegt mee.{more}</p>
<p id="afwijking" class="waarschuwing" role="alert" hidden></p>
<div role="group" aria-label="Instellingen"><button type="button" id="terug">Terug naar het rapport</button>\
{scenarios}</div>
<p id="geweigerd" class="waarschuwing" role="status" hidden></p>
{first}
<div id="gewijzigd" hidden><h3>Anders dan in het rapport</h3><table><thead><tr><th scope="col">aanname</th>\
<th scope="col">rapport</th><th scope="col">hier</th></tr></thead><tbody></tbody></table>
<p>Hetzelfde met rendement zelf: <code id="opdracht"></code></p></div>
</section>"""
_OTHERS = """<section id="aannamen" aria-labelledby="kop-aannamen"><h2 id="kop-aannamen">{title}</h2>
<p class="uitleg">Wat vast staat, geeft het bestand zijn vorm of is een indexcijfer: dat verandert u in het \
bestand zelf.</p>{groups}</section>"""


def as_page(page: Page) -> str:
    """The whole page."""
    return in_shell(page.summary.title, "\n".join(_Body(page).pieces()), page.data, wide=page.wide)


class _Body:
    """What stands between the head and the scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = 0
        self.places = {block.key for block in page.appendix.blocks if block.key.startswith(OWN)}

    def pieces(self) -> Iterator[str]:
        """The page from top to bottom."""
        page = self.page
        first, rest = page.summary, page.appendix
        heads = "".join(f"<p>{escape(head)}</p>" for head in first.heads)
        home = self._led("Overzicht", (HOME,))
        back = f'<nav aria-label="Kruimelpad">{home}</nav>' if HOME in page.elsewhere else ""
        yield f"<header>{back}<h1>{escape(first.title)}</h1>{heads}</header>\n<main>"
        opening = [block for block in first.blocks if block.key in OPENING]
        yield from self._blocks(opening)
        yield from self._ways()
        yield from self._outcome()
        if page.first:
            yield from self._what_if()
        yield from self._blocks(block for block in first.blocks if block not in opening)
        if not page.first:  # without an outcome nothing weighs most
            yield from self._what_if()
        yield self._others()
        if rest.blocks:
            yield f'<section class="bijlage"><h2>{escape(rest.title)}</h2>'
            for block in rest.blocks:
                title = escape(block.title or "Meer")
                place = f' id="{block.key}" open' if block.key in self.places else ""
                yield f"<details{place}><summary>{title}</summary>{self._block(block)}</details>"
            yield "</section>"
        yield '</main>\n<p id="melding" class="alleen-gehoord" role="status" aria-live="polite"></p>'

    def _ways(self) -> Iterator[str]:
        """To every measure."""
        if self.page.ways:
            items = "".join(f"<li>{self._text(cell)}</li>" for cell in self.page.ways)
            head = '<h2 id="kop-wegen">Elke maatregel</h2>'
            yield f'<nav class="wegen" aria-labelledby="kop-wegen">{head}<ul>{items}</ul></nav>'

    def _led(self, text: str, links: tuple[str, ...]) -> str:
        """A text of the page, as a link when there is something to which it leads."""
        for link in links:
            if link in self.page.elsewhere:
                return f'<a href="{escape(self.page.elsewhere[link])}">{text}</a>'
            if link in self.places:
                return f'<a href="#{link}">{text}</a>'
        return text

    def _outcome(self) -> Iterator[str]:
        """The outcomes, in the report and here."""
        if not self.page.headlines:
            return
        rows = [
            f'<tr><th scope="row">{escape(label)}</th>'
            f"<td>{escape(cell.text)}</td><td>{self._text(cell)}</td></tr>"
            for label, cell in self.page.headlines
        ]
        yield (
            '<section id="uitkomst" aria-labelledby="kop-uitkomst"><h2 id="kop-uitkomst">Uitkomst</h2><table>'
            '<thead><tr><th scope="col">cijfer</th><th scope="col">in het rapport</th>'
            f'<th scope="col">hier</th></tr></thead><tbody>{"".join(rows)}</tbody></table></section>'
        )

    def _what_if(self) -> Iterator[str]:
        page = self.page
        if not any(group.knobs for group in page.groups):
            return
        first = f"<h3>Wat het meest uitmaakt</h3>{_knobs(page.first)}" if page.first else ""
        scenarios = "".join(
            f'<button type="button" data-scenario="{number}">Scenario {escape(name)}</button>'
            for number, name in enumerate(page.scenarios)
        )
        stand = ""
        for label, cell in page.headlines[:1]:
            report = f"<span>rapport {escape(cell.text)}</span>"
            stand = f'<p class="stand">{escape(label)} {self._text(cell)} {report}</p>'
        more = ' Elke andere aanname staat <a href="#aannamen">onder de samenvatting</a>.'
        more = more if first and self._others() else ""
        yield _WHAT_IF.format(stand=stand, scenarios=scenarios, first=first, more=more)

    def _others(self) -> str:
        """Every other assumption, under what it belongs to."""
        on_top = {knob.path for knob in self.page.first}
        groups = "".join(self._group(group, on_top) for group in self.page.groups)
        title = "Alle andere aannamen" if on_top else "Aannamen"
        return _OTHERS.format(title=title, groups=groups) if groups else ""

    def _group(self, group: Group, on_top: set[str]) -> str:
        knobs = [knob for knob in group.knobs if knob.path not in on_top]
        if not knobs and not group.fixed:
            return ""
        fixed = "".join(map(_fixed, group.fixed))
        stays = f'<p class="uitleg">Staat hier vast:</p><ul>{fixed}</ul>' if fixed else ""
        notes = "".join(f'<p class="uitleg">{escape(note)}</p>' for note in group.notes)
        return f"<details><summary>{escape(group.title)}</summary>{notes}{_knobs(knobs)}{stays}</details>"

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            self.number += 1
            if not block.title:
                yield f'<section data-blok="{block.key}">{self._block(block)}</section>'
                continue
            name = f"kop-{self.number}"
            yield (
                f'<section data-blok="{block.key}" aria-labelledby="{name}">'
                f'<h2 id="{name}">{escape(block.title)}</h2>{self._block(block)}</section>'
            )

    def _block(self, block: Block) -> str:
        if isinstance(block, Notes):
            items = [self._said(block, number) for number in range(len(block.items))]
            kind = ' class="blijft"' if block.key in STAYS and not block.pieces else ""
            if len(items) == 1:
                return f"<p{kind}>{items[0]}</p>"
            return f"<ul>{''.join(f'<li{kind}>{item}</li>' for item in items)}</ul>"
        if isinstance(block, Facts):
            rows = "".join(
                f'<tr><th scope="row">{escape(label)}</th><td>{self._text(cell)}</td></tr>'
                for label, cell in block.items
            )
            return f'<table class="feiten"><tbody>{rows}</tbody></table>'
        if isinstance(block, Chart):
            return f'<p class="bevinding">{escape(block.finding)}</p>' + self._table(
                block, f' data-grafiek="{block.kind}"'
            )
        return self._table(block)

    def _said(self, block: Notes, number: int) -> str:
        """A sentence; one of pieces moves, any other is that of the report."""
        if block.pieces:
            return "".join(self._text(cell) for cell in block.pieces[number])
        said = escape(block.items[number])
        return CODE.sub(r"<code>\1</code>", said) if block.coded else said

    def _table(self, block: Table | Chart, more: str = "") -> str:
        heads = "".join(map(self._head, block.columns))
        rows = "".join(self._row(row, block.columns, drawn=bool(more)) for row in block.rows)
        table = f"<table{more}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        kinds = [kind for least, kind in WIDTHS if len(block.columns) >= least]
        if not kinds:
            return table
        name = escape(block.title or block.key)
        return f'<div class="{" ".join(kinds)}" tabindex="0" role="region" aria-label="{name}">{table}</div>'

    def _head(self, column: Column) -> str:
        side = _side(column)
        if not column.head:
            return f"<td{side}></td>"
        order = f' aria-sort="{column.sorted}"' if column.sorted else ""
        head = self._led(escape(column.head), (column.link,))
        return f'<th scope="col"{side}{order}>{head}</th>'

    def _row(self, row: Row, columns: tuple[Column, ...], *, drawn: bool) -> str:
        first, *others = row.cells
        role = "" if row.role == "regel" else f' class="{row.role}"'
        label = self._led(escape(first.text), first.links)
        if not any(cell.text for cell in others):
            return f'<tr{role}><th scope="row" colspan="{len(row.cells)}">{label}</th></tr>'
        cells = "".join(
            f"<td{_side(column) if cell.text else ''}>{self._text(cell, drawn=drawn)}</td>"
            for cell, column in zip(others, columns[1:], strict=True)
        )
        return f'<tr{role}><th scope="row">{label}</th>{cells}</tr>'

    def _text(self, cell: Cell, *, drawn: bool = False) -> str:
        """A figure of the contract by its path; any other cell is text, or what a bar is drawn of."""
        text = self._led(escape(cell.text), cell.links)
        live = self.page.live.get(cell)
        pad = f' data-pad="{escape(cell.path)}"' if cell.path else ""
        if live is not None:
            summed = "" if live.summed is None else f' data-som="{live.summed}"'
            return f'<data{pad}{_value(live.value)} data-vorm="{live.form}"{summed}>{text}</data>'
        if cell.value is None:
            drawn_in_signs = cell.text and BAR.issuperset(cell.text)
            return f'<span class="tekens" aria-hidden="true">{text}</span>' if drawn_in_signs else text
        value = _value(cell.value * cell.times) if pad or drawn else ""
        return f"<data{pad}{value}>{text}</data>"


def _value(value: float | None) -> str:
    return "" if value is None else f' value="{value!r}"'.replace('.0"', '"')


def _side(column: Column) -> str:
    return "" if column.figures else ' class="woord"'


def _knobs(knobs: list[Knob] | tuple[Knob, ...]) -> str:
    return f'<ul class="knoppen">{"".join(map(_knob, knobs))}</ul>' if knobs else ""


def _knob(knob: Knob) -> str:
    value = quantity(knob.value * (100 if knob.written == IN_PERCENT else 1), 6)
    unit = f" <span>{escape(knob.unit)}</span>" if knob.unit else ""
    notes = f"<small>{escape(' · '.join(knob.notes))}</small>" if knob.notes else ""
    field = f'<input data-pad="{escape(knob.path)}" value="{value}">'
    return f"<li><label><span>{escape(knob.label)}</span> {field}{unit}</label>{notes}</li>"


def _fixed(item: Fixed) -> str:
    return f"<li>{escape(item.label)}: {item.value} ({item.why})</li>"
