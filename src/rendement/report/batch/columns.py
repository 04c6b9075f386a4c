"""The table of a batch: its columns, the row of a file, and the rows that stay below a threshold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from rendement.report.dutch import counted, number, plain
from rendement.source.record import record

FieldKind = Literal["tekst", "jaar", "telling", "bedrag", "verhouding", "voet", "hash"]
Values = Sequence[Any]

GOOD, FAILED = "goed", "fout"


@record
class Field:
    """A column: the result path or word by which it is known, and what stands in it."""

    name: str
    kind: FieldKind = "tekst"


def _yield(path: str) -> tuple[Field, ...]:
    return tuple(Field(f"{path}.{key}", "bedrag") for key in ("baten", "kosten", "rendement"))


_OF_A_CASE = (
    *_yield("totaal"),
    *_yield("totaal.contante_waarde"),
    Field("totaal.baten_per_euro", "verhouding"),
    Field("totaal.contante_baten_per_euro", "verhouding"),
    Field("totaal.terugverdienjaar", "jaar"),
    Field("totaal.interne_rentevoet", "voet"),
    Field("totaal.interne_rentevoet_reden"),
    Field("totaal.afgekapt_na_horizon", "bedrag"),
    *_yield("totaal.gerealiseerd"),
    *_yield("totaal.verwacht"),
)
_PROGRAMME_FIGURES = (
    "realisatie",
    "in_plaats",
    "nieuw",
    "structureel",
    "jaarlijks",
    "incidenteel",
    "gerealiseerd",
    "verwacht",
    "verzilverbaar",
    "investering",
    "formatie",
    "saldo",
    "cumulatief_saldo",
    "taakstelling",
    "dekking",
    "verschil",
    "verschil_structureel",
    "cumulatief",
)
_OF_A_PROGRAMME = (
    *(Field(f"totaal.{key}", "bedrag") for key in _PROGRAMME_FIGURES),
    Field("totaal.pm", "telling"),
)
FIELDS = (
    Field("pad"),
    Field("naam"),
    Field("gemeente"),
    Field("soort"),
    Field("periode"),
    Field("prijspeil", "jaar"),
    Field("perspectief"),
    Field("status"),
    Field("fouten", "telling"),
    Field("waarschuwingen", "telling"),
    Field("opmerkingen", "telling"),
    Field("melding"),
    *_OF_A_CASE,
    *_OF_A_PROGRAMME,
    Field("prijslijsten"),
    Field("hash", "hash"),  # of the file itself
    Field("hash_overig", "hash"),  # of the price lists and cases that it was computed with
)
NAMES = tuple(field.name for field in FIELDS)
PLACE = {name: place for place, name in enumerate(NAMES)}
_PATH, _STATUS, _MESSAGE = PLACE["pad"], PLACE["status"], PLACE["melding"]
WORDS = ("tekst", "hash")
_FILLED = {"pad", "status", "fouten", "waarschuwingen", "opmerkingen"}  # in every row
_NOTHING = type(None)
_HOLDS = {
    **dict.fromkeys(WORDS, (str, _NOTHING)),
    **dict.fromkeys(("jaar", "telling"), (int, _NOTHING)),
    **dict.fromkeys(("bedrag", "verhouding", "voet"), (float, int, _NOTHING)),
}


def as_values(record: Mapping[str, Any]) -> list[Any]:
    """A record as the values of a row; what a file does not have is None."""
    return [record.get(name) for name in NAMES]


def fits(values: Values) -> bool:
    """Whether these can be the values of a row: none at all, or of every column what it may hold."""
    return not values or _may_hold(tuple(map(type, values)))


@lru_cache(maxsize=1024)
def _may_hold(types: tuple[type, ...]) -> bool:
    if len(types) != len(FIELDS):
        return False
    pairs = zip(FIELDS, types, strict=True)
    return all(
        type_ in _HOLDS[field.kind] and (type_ is not _NOTHING or field.name not in _FILLED)
        for field, type_ in pairs
    )


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


def summary(rows: Sequence[Values], passed_over: int) -> str:
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
    if passed_over:
        others = counted(passed_over, "bestand", "bestanden")
        pieces.append(f"{others} overgeslagen (geen casus of programma)")
    return " · ".join(pieces)
