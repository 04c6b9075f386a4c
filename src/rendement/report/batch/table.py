"""The table of a batch as it is read: which columns, rounded, fewer of them in a small window."""

from collections.abc import Sequence
from typing import Literal

from rendement import __version__
from rendement.report.batch.alike import ALIKE, Letters, Order
from rendement.report.batch.columns import (
    COLUMNS,
    DRAWN,
    NAMES,
    OVERLAP,
    PLACE,
    WORDS,
    PassedOver,
    Values,
    no_column,
    summary,
)
from rendement.report.cells import notes
from rendement.report.document import Block, Cell, Column, Document, Row, Table, text
from rendement.report.dutch import counted, number, percent, plain
from rendement.source.currency import EURO
from rendement.source.finding import UsageError
from rendement.source.money import Money

Columns = Literal["kort", "alle"] | tuple[str, ...]

_COMPARED = (
    *("pad", "naam", "scenario", "gemeente", "periode", ALIKE),
    *("totaal.baten", "totaal.kosten", "totaal.rendement"),
    *("totaal.contante_waarde.rendement", "totaal.baten_per_euro"),
    *(f"onzekerheid.rendement.{key}" for key in ("p5", "p95", "kans_positief")),
    *("totaal.formatie", "totaal.investering", "totaal.saldo", *OVERLAP),
    *(f"onzekerheid.saldo.{key}" for key in ("p5", "p95", "kans_positief")),
    *("status", "melding"),
)
_SPARED = (  # one after the other, until the rest fits a window
    *("melding", "totaal.contante_waarde.rendement", "gemeente", "periode", "naam"),
    *("totaal.baten_per_euro", "totaal.formatie", "totaal.investering", *OVERLAP),
)
_ALWAYS = {"pad", "naam", "status", "fouten", "waarschuwingen", "opmerkingen", "hash"}
_IF_ANY = {"totaal.formatie", "totaal.investering"}  # compared only where there is any
_NOT_READ = {  # only for machines
    *("totaal.rendement_reden", "totaal.interne_rentevoet_reden"),
    *("totaal.waarde_per_publieke_euro_reden", "hash_overig", "bedragen_in", "bestand", "deel"),
}
_AT = PLACE[ALIKE]
_ORIGIN = f"Gerekend met rendement {__version__}."
_SHORT = 12  # signs of a hash that a reader compares


def read_columns(written: str | None) -> Columns | None:
    """`kort`, `alle`, or names with commas between them. Raises UsageError for a name that is no column."""
    if written is None or written in ("kort", "alle"):
        return written  # type: ignore[return-value]
    names = tuple(name.strip() for name in written.split(",") if name.strip())
    example = "schrijf bijvoorbeeld --columns pad,totaal.rendement,status; of kort, of alle"
    if not names:
        raise UsageError(f"--columns: noem een kolom; {example}")
    for name in names:
        if name not in NAMES:
            remedy = no_column(name, NAMES, example)
            raise UsageError(f"--columns {written}: de tabel heeft geen kolom `{name[:60]}`; {remedy}")
    return tuple(dict.fromkeys(names))


def places_of(columns: Columns) -> list[int]:
    """The places of these columns in a row, in the order in which they are shown."""
    names = _COMPARED if columns == "kort" else NAMES if columns == "alle" else columns
    return [PLACE[name] for name in names if name in PLACE]


def batch_document(
    rows: Sequence[Values],
    passed: PassedOver,
    columns: Columns = "kort",
    drawn: tuple[int | None, int] = (None, 1),
    order: Order | None = None,
) -> Document:
    """The rows as a report: rounded, and without columns in which nothing stands unless they were named."""
    draws, seed = drawn
    currency = next((row[PLACE["bedragen_in"]] for row in rows if row[PLACE["bedragen_in"]]), EURO)
    head = f"{summary(rows, passed)} · bedragen {Money(currency=currency).text}"
    head += f" · {counted(draws, 'trekking', 'trekkingen')}, zaad {seed}" if draws else ""
    order = order or Order(Letters(tuple(dict.fromkeys(row[_AT] for row in rows if row[_AT] is not None))))
    head += f" · {order.ranking.said}" if order.ranking is not None else ""
    if not rows:
        return Document("Batch", head, ())
    places = places_of(columns)
    if isinstance(columns, str):
        places = [place for place in places if _told(rows, place, columns)]
    lettered = [[*row[:_AT], order.letters.letter(row[_AT]) or None, *row[_AT + 1 :]] for row in rows]
    cells = [[_cell(place, row, draws) for place in places] for row in lettered]
    narrow = None
    if columns == "kort":
        for spared in range(len(_SPARED), 0, -1):  # the narrowest first
            kept = [at for at, place in enumerate(places) if NAMES[place] not in _SPARED[:spared]]
            narrow = _table([places[at] for at in kept], [[row[at] for at in kept] for row in cells], narrow)
    blocks: list[Block] = [_table(places, cells, narrow)]
    blocks = [*order.legend, *blocks] if order.forced else [*blocks, *order.legend]
    return Document("Batch", head, (*blocks, *notes("gerekend", "", (_ORIGIN,), prose=True)))


def _told(rows: Sequence[Values], place: int, columns: Columns) -> bool:
    """Whether there is something in a column for who reads it."""
    name = NAMES[place]
    if columns == "kort" and name in ("scenario", ALIKE):  # the same for all is said above them
        return len({row[place] for row in rows}) > 1
    if columns == "kort" and name in _IF_ANY:
        return any(row[place] for row in rows)
    return name in _ALWAYS or (name not in _NOT_READ and any(row[place] is not None for row in rows))


def _table(places: Sequence[int], cells: Sequence[Sequence[Cell]], narrow: Table | None) -> Table:
    columns = tuple(Column(_head(NAMES[place]), COLUMNS[place].kind not in WORDS) for place in places)
    return Table("batch", "", columns, tuple(Row(tuple(row)) for row in cells), narrow, screen=True)


def _head(name: str) -> str:
    return name.removeprefix("totaal.").removeprefix(f"{DRAWN}.").replace("_", " ").replace(".", " ")


def _cell(place: int, row: Values, draws: int | None) -> Cell:
    kind, value = COLUMNS[place].kind, row[place]
    if value is None:
        return text("" if kind in WORDS else "-")
    if NAMES[place].startswith(f"{DRAWN}."):
        from rendement.report.batch.drawn import drawn_cell  # noqa: PLC0415 - only where there are draws

        return drawn_cell(NAMES[place], row, draws)
    if kind in WORDS:
        return text(plain(value) if kind == "tekst" else value.removeprefix("sha256:")[:_SHORT])
    if kind == "jaar":
        return text(str(value))
    shown = percent(value) if kind == "voet" else number(value, 2 if kind in ("verhouding", "aantal") else 0)
    return Cell(shown, float(value))
