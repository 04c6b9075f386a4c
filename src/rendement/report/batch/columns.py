"""The table of a batch: its columns, the row of a file, and the rows that stay below a threshold."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from rendement.figures.case_fields import CASE, TOTALS
from rendement.figures.field import NUMBERS, Family, Kind, kind_at, walk
from rendement.figures.programme_fields import PROGRAMME, PROGRAMME_TOTALS
from rendement.report.dutch import counted, number, plain
from rendement.source.path import PathError, parse_path
from rendement.source.record import record
from rendement.source.suggest import did_you_mean
from rendement.study.batch.job import Scored
from rendement.study.kind import OTHER, PERHAPS, PRICES, SERIES

Values = Sequence[Any]
Pick = Callable[[Values], tuple[Any, ...]]

GOOD, FAILED = "goed", "fout"


@record
class Column:
    """A column: the result path or word by which it is known, and what stands in it."""

    name: str
    kind: Kind = "tekst"


def _totals(family: Family, *skipped: Column) -> tuple[Column, ...]:
    """The totals of a kind of file, as far as they are one value, a list by its length."""
    known = {column.name for column in skipped}
    found: dict[str, Column] = {}
    for path, figure in walk(family, "totaal"):
        name, many, _ = path.partition("[*]")
        if name not in known:
            found.setdefault(name, Column(name, "telling" if many else figure.kind))  # type: ignore[arg-type]
    return tuple(found.values())


def _drawn(*families: Family) -> tuple[Column, ...]:
    """What draws say of the total of these kinds of file, as far as their contract has it."""
    paths = (item for family in families for item in walk(family.only((DRAWN,))))
    kinds = {path: figure.kind for path, figure in paths if _OF_TOTAL.fullmatch(path)}
    return tuple(Column(path, "bedrag" if kind == "factor" else kind) for path, kind in kinds.items())  # type: ignore[arg-type]


DRAWN = "onzekerheid"
_OF_TOTAL = re.compile(
    rf"{DRAWN}\.(?:(?:rendement|saldo)\.(?:p5|p50|p95|gemiddelde|sd|kans_positief)|kans_alle_jaren)"
)
OVERLAP = tuple(f"overlap.saldo.{end}" for end in ("laag", "hoog"))
FIGURES = ("totaal.", f"{DRAWN}.", "overlap.")  # what columns of figures begin with
_OF_A_CASE = _totals(TOTALS)
_OF_A_PROGRAMME = _totals(PROGRAMME_TOTALS, *_OF_A_CASE)
COLUMNS = (
    Column("pad"),
    Column("naam"),
    Column("gemeente"),
    Column("soort"),
    Column("periode"),
    Column("prijspeil", "jaar"),
    Column("perspectief"),
    Column("bedragen_in"),
    Column("scenario"),
    Column("set"),
    Column("status"),
    Column("fouten", "telling"),
    Column("waarschuwingen", "telling"),
    Column("opmerkingen", "telling"),
    Column("melding"),
    *_OF_A_CASE,
    *_OF_A_PROGRAMME,
    *(Column(name, "bedrag") for name in OVERLAP),
    *_drawn(CASE, PROGRAMME),
    Column("vergelijkbaar"),  # a key: rows with the same one may be ranked
    Column("discontovoet"),
    Column("trekkingen", "telling"),
    Column("zaad", "telling"),
    Column("prijslijsten"),
    Column("hash", "hash"),  # of the file itself
    Column("hash_overig", "hash"),  # of the price lists and cases that it was computed with
    Column("bestand"),  # as seen from its root
    Column("versie"),
    Column("deel"),  # of a shard: which rows these are of the whole, and what it was made with
)
NAMES = tuple(column.name for column in COLUMNS)
# the parts of a result: how many there are, and what they are called, differs by file
_PARTS = {field.key for field in (*CASE.fields, *PROGRAMME.fields) if field.form in ("by", "many")} - {*NAMES}
PLACE = {name: place for place, name in enumerate(NAMES)}
_PATH, _STATUS, _MESSAGE = PLACE["pad"], PLACE["status"], PLACE["melding"]
_CURRENCY = PLACE["bedragen_in"]
WORDS: tuple[Kind, ...] = ("tekst", "hash")
_FILLED = {"pad", "status", "fouten", "waarschuwingen", "opmerkingen"}  # in every row
_MOST, _ENDLESS = 10**9, 1e300  # no count or year, and no figure, is as large
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOTHING = type(None)
_HOLDS: Mapping[Kind, tuple[type, ...]] = {
    **dict.fromkeys(WORDS, (str, _NOTHING)),
    **dict.fromkeys(("jaar", "telling"), (int, _NOTHING)),
    **dict.fromkeys((kind for kind in NUMBERS if kind != "telling"), (float, int, _NOTHING)),
}


def legible(text: str) -> str:
    """A text that any format can hold: the bytes of a name that are no text are written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def no_column(name: str, known: Sequence[str], example: str) -> str:
    """What to do about a name that is no column: every file has the same ones, and so totals alone."""
    if re.split(r"[.\[]", name, maxsplit=1)[0] in _PARTS:
        return (
            "elk bestand heeft dezelfde kolommen, en daarom staan er van een uitkomst alleen totalen; "
            "dit cijfer staat in `rendement calc BESTAND --format json`"
        )
    if name.startswith(f"{DRAWN}.") and _in_contract(name):
        return (
            "van trekkingen staat in de tabel alleen wat zij van het totaal zeggen; "
            "dit cijfer staat in `rendement calc BESTAND --draws N --format json`"
        )
    return did_you_mean(name, known, example)


def _in_contract(name: str) -> bool:
    """Whether a file may have a figure of this name."""
    try:
        path = parse_path(name)
    except PathError:
        return False
    return any(kind_at(family, path) for family in (CASE, PROGRAMME))


def as_values(record: Mapping[str, Any]) -> list[Any]:
    """A record as the values of a row; what a file does not have is None."""
    return [record.get(name) for name in NAMES]


def in_one_currency(rows: Iterable[Values]) -> list[Values]:
    """The rows; of one in another currency than the first no figure, for they cannot be compared."""
    found: list[Values] = []
    first: Values | None = None
    for row in rows:
        good = row[_STATUS] == GOOD
        first = row if first is None and good else first
        apart = first is not None and good and row[_CURRENCY] != first[_CURRENCY]
        found.append(_refused(row, first) if apart and first is not None else row)
    return found


def _refused(row: Values, first: Values) -> Values:
    kept = {name: row[PLACE[name]] for name in NAMES if not name.startswith(FIGURES)}
    said = (
        f"rekent in {row[_CURRENCY]}, en {first[_PATH]} in {first[_CURRENCY]}: die zijn niet te vergelijken"
    )
    return as_values({**kept, "status": FAILED, "fouten": 1, "melding": said, "vergelijkbaar": None})


@record
class PassedOver:
    """The files without a row, by path: prices, index series, others, and what may be a case with why."""

    lists: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Those that no case names."""
        return tuple(sorted((*self.others, *(path for path, _ in self.doubts))))


def passed_over(items: Iterable[Scored]) -> PassedOver:
    """The files among these that have no row."""
    found = [(item.file.path, *item.values) for item in items if not rows_of(item.values)]
    return PassedOver(
        lists=tuple(path for path, kind, *_ in found if kind == PRICES),
        series=tuple(path for path, kind, *_ in found if kind == SERIES),
        others=tuple(path for path, kind, *_ in found if kind == OTHER),
        doubts=tuple((path, ", ".join(why)) for path, kind, *why in found if kind == PERHAPS),
    )


def rows_of(values: Values) -> list[Values]:
    """The rows of a file, one or one for each scenario as well; none where something else is said of it."""
    width = len(COLUMNS)
    if not values or len(values) % width:
        return []
    return [values[start : start + width] for start in range(0, len(values), width)]


def fits(values: Values) -> bool:
    """Whether these can be the values of rows, of every column what it may hold; or those of no row."""
    rows = rows_of(values)
    if not rows:
        kinds = ([PRICES], [SERIES], [OTHER], [PERHAPS])
        return all(map(_is_text, values)) and list(values[:1]) in kinds
    return all(map(_fits, rows))


def _fits(values: Values) -> bool:
    picked = _picked(tuple(map(type, values)))
    if picked is None:
        return False
    numbers, whole, words = (pick(values) for pick in picked)
    text = "".join(words)
    return (
        values[_STATUS] == (FAILED if values[PLACE["fouten"]] else GOOD)
        and -_ENDLESS < min(numbers) <= max(numbers) < _ENDLESS
        and 0 <= min(whole) <= max(whole) < _MOST
        and (text.isprintable() or not _UNWRITABLE.search(text))
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _UNWRITABLE.search(value)


@lru_cache(maxsize=1024)
def _picked(types: tuple[type, ...]) -> tuple[Pick, Pick, Pick] | None:
    """What takes the numbers, the counts and years, and the texts from such a row; None when it is none."""
    if len(types) != len(COLUMNS) or not all(map(_may_hold, COLUMNS, types)):
        return None
    filled = [(place, kind) for place, kind in enumerate(types) if kind is not _NOTHING]
    numbers = [place for place, kind in filled if kind is not str]
    whole = [place for place in numbers if COLUMNS[place].kind in ("jaar", "telling")]
    words = [place for place, kind in filled if kind is str]
    return itemgetter(*numbers), itemgetter(*whole), itemgetter(*words)


def _may_hold(column: Column, type_: type) -> bool:
    return type_ in _HOLDS[column.kind] and (type_ is not _NOTHING or column.name not in _FILLED)


def as_records(rows: Iterable[Values], names: Sequence[str] = NAMES) -> list[dict[str, Any]]:
    """Rows as records, for machines."""
    return [dict(zip(names, row, strict=True)) for row in rows]


# -- what a batch came to


def failures(rows: Iterable[Values]) -> Iterator[str]:
    """The rows without a result, with their first finding and how many there are beside it."""
    for row in rows:
        if row[_STATUS] == FAILED:
            more = row[PLACE["fouten"]] - 1
            yield f"{plain(row[_PATH])}: {row[_MESSAGE]}{f' (en nog {number(more)})' if more else ''}"


def summary(rows: Sequence[Values], passed: PassedOver) -> str:
    """How many rows there are, and how many of them are right."""
    counts = Counter(row[_STATUS] for row in rows)
    pieces = [
        counted(len(rows), "rij", "rijen"),
        f"{number(counts[GOOD])} goed",
        f"{number(counts[FAILED])} met fouten",
    ]
    warnings = sum(row[PLACE["waarschuwingen"]] for row in rows)
    if warnings:
        pieces.append(f"{counted(warnings, 'waarschuwing', 'waarschuwingen')} (zie `rendement check`)")
    if passed.lists:
        pieces.append(counted(len(passed.lists), "prijslijst", "prijslijsten"))
    if passed.series:
        pieces.append(counted(len(passed.series), "bestand met indexcijfers", "bestanden met indexcijfers"))
    if passed.paths:
        others = counted(len(passed.paths), "bestand", "bestanden")
        pieces.append(f"{others} overgeslagen (geen casus, programma of monitor)")
    return " · ".join(pieces)
