"""The page on which all pages stand: a row for each, an order for every column, and what comparing takes."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rendement.report.beside import together
from rendement.report.cells import EMPTY, euros, figure, notes
from rendement.report.document import Block, Cell, Column, Document, Row, Table, text
from rendement.report.dutch import counted, plain
from rendement.report.findings import in_full
from rendement.report.pages.entry import BROKEN, Entry
from rendement.source.finding import Finding
from rendement.source.money import Money, counted_in
from rendement.source.record import record

TOP = "index.html"
_SHORT = 12  # signs of a hash that a reader compares
_OTHER_MONEY = "De bestanden rekenen in verschillende munten: hun bedragen zijn niet te vergelijken."
_BALANCE = "Van een programma staat onder rendement het saldo."


@record
class Order:
    """A way in which the rows can stand: its page, its column, by what, whether the highest stands first."""

    page: str
    head: str
    by: Callable[[Entry], Any]
    falling: bool = False
    words: bool = False


def _folded(value: str) -> str:
    """A text as it is sorted: without capitals and accents."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", value) if not unicodedata.combining(sign)
    ).casefold()


ORDERS = (
    Order("index-naam.html", "naam", lambda entry: _folded(entry.title), words=True),
    Order("index-plaats.html", "plaats", lambda entry: _folded(entry.place) or None, words=True),
    Order("index-rendement.html", "rendement", lambda entry: entry.net, falling=True),
    Order("index-baten-per-euro.html", "baten per euro", lambda entry: entry.ratio, falling=True),
    Order("index-terugverdiend.html", "terugverdiend", lambda entry: entry.payback),
    Order("index-pm.html", "P.M.", lambda entry: entry.unvalued or None, falling=True),
    Order(
        "index-bevindingen.html",
        "bevindingen",
        lambda entry: (entry.errors, entry.warnings, entry.remarks),
        falling=True,
        words=True,
    ),
    Order("index-soort.html", "soort", lambda entry: entry.kind, words=True),
    Order(TOP, "bestand", lambda entry: _folded(entry.file), words=True),
)
PAGES = tuple(order.page for order in ORDERS)


@record
class Told:
    """What is told beside the rows: what the files say together, which have no page, what was asked."""

    findings: tuple[Finding, ...] = ()
    without: tuple[str, ...] = ()
    asked: str = ""


def overview(entries: Sequence[Entry], order: Order, told: Told) -> Document:
    """The overview in one of the orders; what has no value there stands last."""
    columns = (*(_head(own, order) for own in ORDERS), Column("hash", figures=False))
    table = Table("overzicht", "", columns, (*map(_row, _in_order(entries, order)), *_total(entries)))
    blocks = notes("overzicht-opmerkingen", "Bij het vergelijken", _remarks(entries))
    blocks += [table] if entries else []
    blocks += [_retitled(block) for block in in_full(told.findings)]
    blocks += notes("zonder-pagina", "Zonder pagina", told.without)
    return Document("Overzicht", _subtitle(entries), tuple(blocks), told.asked)


def _head(own: Order, order: Order) -> Column:
    if own is order:
        return Column(own.head, not own.words, sorted="descending" if own.falling else "ascending")
    return Column(own.head, not own.words, own.page)


def _in_order(entries: Sequence[Entry], order: Order) -> list[Entry]:
    found = sorted(entries, key=lambda entry: _folded(entry.file))
    valued = [entry for entry in found if order.by(entry) is not None]
    return [
        *sorted(valued, key=order.by, reverse=order.falling),
        *(entry for entry in found if order.by(entry) is None),
    ]


def _row(entry: Entry) -> Row:
    with counted_in(Money(currency=entry.currency)):
        net = euros(entry.net)
    never = "niet" if entry.dated else "-"
    return Row(
        (
            Cell(entry.title or entry.file, links=(entry.page,)),
            text(entry.place or "-"),
            net,
            figure(entry.ratio, 2),
            text(never) if entry.payback is None else Cell(str(entry.payback), entry.payback),
            figure(entry.unvalued) if entry.unvalued else text("-"),
            text(_findings(entry)),
            text("-" if entry.kind == BROKEN else entry.kind),
            text(plain(entry.file)),
            text(entry.hash.removeprefix("sha256:")[:_SHORT] or "-"),
        )
    )


def _findings(entry: Entry) -> str:
    """How much there is to say of it, the gravest first; of what is wrong also the first of it."""
    counts = (
        (entry.errors, "fout", "fouten"),
        (entry.warnings, "waarschuwing", "waarschuwingen"),
        (entry.remarks, "opmerking", "opmerkingen"),
    )
    said = ", ".join(counted(count, one, more) for count, one, more in counts if count) or "-"
    return f"{said}: {entry.message}" if entry.message else said


def _total(entries: Sequence[Entry]) -> Iterator[Row]:
    """What they come to together, where that means anything."""
    found = [entry.beside for entry in entries if entry.beside is not None]
    currencies = {entry.currency for entry in entries if entry.beside is not None}
    total = together(found)[0] if len(found) > 1 and len(currencies) == 1 else None
    if total is not None:
        with counted_in(Money(currency=currencies.pop())):
            net = euros(total[2])
        yield Row((text("Totaal"), EMPTY, net, figure(total[3], 2), *(EMPTY,) * 6), "uitkomst")


def _remarks(entries: Sequence[Entry]) -> Iterator[str]:
    found = [entry for entry in entries if entry.beside is not None]
    if len(found) > 1:
        yield from together([entry.beside for entry in found if entry.beside is not None])[1]
        if len({entry.currency for entry in found}) > 1:
            yield _OTHER_MONEY
    if any(entry.kind == "programma" for entry in found):
        yield _BALANCE


def _retitled(block: Block) -> Block:
    return replace(block, title=f"{block.title} over de bestanden samen")


def _subtitle(entries: Sequence[Entry]) -> str:
    broken = sum(entry.kind == BROKEN for entry in entries)
    pieces = [counted(len(entries), "bestand", "bestanden")]
    pieces += [f"{counted(broken, 'bestand', 'bestanden')} met fouten"] if broken else []
    return " · ".join(pieces)
