"""A monitor: what things cost and for how many clients, in columns, as the analyst wrote it."""

import re
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from rendement.model import fields as f
from rendement.model.case import PLACED, Deviation, Printed
from rendement.model.line import Written
from rendement.model.parse import Node, certain, choice, gather, mapping, only, sequence, text
from rendement.model.reading import Reading, Schema
from rendement.source import money, scalar, years
from rendement.source.record import record
from rendement.source.scalar import ScalarError

KINDS_OF_COUNT = ("uniek", "stand", "stroom")
AMOUNTS_IN = ("euro", "fte", "uren")
PM = "pm"
COUNTS = "telt"

_COLUMN = ("jaar", "soort", "naam", "peildatum", "tot_en_met", "vervangt", "som")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@record
class Column:
    """A column: what kind of figures it holds, of which year, and what it is made of or comes in place of."""

    soort: str
    jaar: int | None = None
    naam: str | None = None
    peildatum: str | None = None
    tot_en_met: tuple[int, int] | None = None  # year and month
    vervangt: str | None = None
    som: tuple[str, ...] = ()


@record
class Amount:
    """An amount as written; one with a sign or a word says itself what it is in."""

    value: float
    signed: bool = False
    worded: bool = False


@record
class Counts:
    """So many of something by column, and whether these are unique, on a day, or flow."""

    kind: str | None
    by_column: dict[str, float]


@record
class Step:
    """A step of an explanation: an amount, or an index on what it was."""

    name: str
    size: Amount | float


@record
class Pair:
    """From one column to another."""

    van: str
    naar: str


def columns(node: Node) -> dict[str, Column]:
    """`{2021: realisatie, 2023 prognose: {jaar: 2023, soort: prognose}}`, in order."""
    if not isinstance(node, dict) or not node:
        remedy = "schrijf bijvoorbeeld {2021: realisatie, 2022: realisatie}"
        raise ScalarError("kolommen-nodig", "hier horen kolommen, elk met hun soort", remedy)
    return dict(mapping(node, scalar.filled, _column))


def _column(node: Node) -> Column:
    if not isinstance(node, dict):
        return Column(text(node))
    only(node, _COLUMN, required=("soort",))
    readers: dict[str, Any] = {
        "jaar": lambda item: years.year(text(item)),
        "tot_en_met": lambda item: _month(text(item)),
        "som": _names,
    }
    pieces = [((key,), partial(readers.get(key, text), item)) for key, item in node.items()]
    return Column(**dict(zip(node, gather(pieces), strict=True)))


def _names(node: Node) -> tuple[str, ...]:
    if not isinstance(node, list) or not node:
        remedy = "schrijf bijvoorbeeld [2021-K1, 2021-K2]"
        raise ScalarError("verkeerde-vorm", "hier hoort een lijst van kolommen", remedy)
    return sequence(node, text)


def _month(value: str) -> tuple[int, int]:
    found = _MONTH.fullmatch(value)
    if found is None:
        message = f"`{value[:40]}` is geen maand van een jaar"
        raise ScalarError("geen-maand", message, "schrijf jaar en maand, bijvoorbeeld 2023-06")
    return int(found[1]), int(found[2])


def cells(node: Node) -> dict[str, Amount | None]:
    """Amounts by column; None where one is pro memorie."""
    return dict(mapping(_some(node), scalar.filled, _cell))


def _cell(node: Node) -> Amount | None:
    if isinstance(node, str) and node.strip().lower().replace(".", "") == PM:
        return None
    return amount(node)


def amount(node: Node) -> Amount:
    """An amount, and whether it says what it is in; the unit of its post is not known here."""
    with money.counted_in(money.current().single):
        value = certain(node, "bedrag")
    return Amount(value, money.signed(node), money.split(node.strip())[1] is not None)


def counts(node: Node) -> dict[str, Counts]:
    """`{cliënten: {telt: uniek, 2021: 945}}`."""
    return dict(mapping(_some(node), scalar.filled, _counts))


def _counts(node: Node) -> Counts:
    own = dict(_some(node))
    kind = own.pop(COUNTS, None)
    read = [((COUNTS,), lambda: None if kind is None else choice(kind, KINDS_OF_COUNT))]
    pieces: list[Any] = [*read, ((), lambda: dict(mapping(own, scalar.filled, _count)))]
    return Counts(*gather(pieces))


def _count(node: Node) -> float:
    value = certain(node, "aantal")
    if value < 0:
        raise ScalarError("te-klein", "een aantal is niet negatief", "schrijf 0 of meer")
    return value


def steps(node: Node) -> tuple[Step, ...]:
    """`[{naam: Prijsindex, index: 7%}, {naam: Meer cliënten, bedrag: 150}]`."""
    if not isinstance(node, list) or not node:
        remedy = "schrijf bijvoorbeeld [{naam: Prijsindex, index: 7%}, {naam: Meer cliënten, bedrag: 150}]"
        raise ScalarError("verkeerde-vorm", "hier hoort een lijst van stappen", remedy)
    return sequence(node, _step)


def _step(node: Node) -> Step:
    block = _some(node)
    only(block, ("naam", "bedrag", "index"), required=("naam",))
    if ("bedrag" in block) == ("index" in block):
        message = "een stap heeft een `bedrag` of een `index`, en niet allebei"
        raise ScalarError("stap-vorm", message, "houd een van de twee over")
    key = "bedrag" if "bedrag" in block else "index"
    pieces: list[Any] = [
        (("naam",), lambda: text(block["naam"])),
        ((key,), lambda: amount(block[key]) if key == "bedrag" else certain(block[key], "groei")),
    ]
    return Step(*gather(pieces))


def pair(node: Node) -> Pair:
    """`{van: 2022, naar: 2023}`."""
    block = _some(node)
    only(block, ("van", "naar"), required=("van", "naar"))
    return Pair(*gather([(("van",), lambda: text(block["van"])), (("naar",), lambda: text(block["naar"]))]))


def _some(node: Node) -> dict[str, Node]:
    if isinstance(node, dict) and node:
        return node
    message = "hier hoort een blok met sleutels"
    raise ScalarError("verkeerde-vorm", message, "schrijf `sleutel: waarde` op regels eronder")


_NUMBER: Schema = {"type": ["number", "string"]}
_NAME: Schema = {"type": ["string", "number"], "minLength": 1}
_NAMES: Schema = {"type": "array", "items": _NAME, "minItems": 1}


def _block(required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _by(value: Schema, **properties: Schema) -> Schema:
    more = {"properties": properties} if properties else {}
    return {"type": "object", "minProperties": 1, **more, "additionalProperties": value}


_COLUMN_SCHEMA: Schema = {
    "anyOf": [
        _NAME,
        _block(
            ("soort",),
            **dict.fromkeys(("jaar", "soort", "naam", "peildatum", "tot_en_met", "vervangt"), _NAME),
            som=_NAMES,
        ),
    ]
}
_STEP_SCHEMA = _block(("naam",), naam=_NAME, bedrag=_NUMBER, index=_NUMBER)

Columns = Annotated[dict[str, Column], Reading(columns, _by(_COLUMN_SCHEMA))]
Amounts = Annotated[dict[str, Amount | None], Reading(cells, _by(_NUMBER))]
AllCounts = Annotated[
    dict[str, Counts], Reading(counts, _by(_by(_NUMBER, telt={"enum": list(KINDS_OF_COUNT)})))
]
Steps = Annotated[tuple[Step, ...], Reading(steps, {"type": "array", "items": _STEP_SCHEMA, "minItems": 1})]
Comparison = Annotated[Pair, Reading(pair, _block(("van", "naar"), van=_NAME, naar=_NAME))]
AmountsIn = f.one_of(*AMOUNTS_IN)


class Explanation(Written):
    """Why a post changed between two columns, in the words and figures of the source."""

    van: f.Text
    naar: f.Text
    stappen: Steps
    bron: f.Text | None = None


class Part(Written):
    """A post, or a part of one: amounts, or parts, or parts that need not be all; and counts."""

    naam: f.Text
    id: f.Identity | None = None
    domein: f.Text | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    bedragen: Amounts | None = None
    onderdelen: tuple["Part", ...] = ()
    waarvan: tuple["Part", ...] = ()
    aantallen: AllCounts | None = None
    verklaring: Explanation | None = None


class MonitorPost(Part):
    """A post of its own: its unit, and whether it is part of the totals."""

    bedragen_x: f.UnitOfAmounts | None = None
    bedragen_in: AmountsIn | None = None  # type: ignore[valid-type]
    telt_mee: f.YesNo | None = None
    reden: f.Text | None = None


class Monitor(Written):
    """A whole monitor."""

    model_config = PLACED

    soort: f.one_of("monitor")  # type: ignore[valid-type]
    taal: f.Language | None = None
    naam: f.Text
    gemeente: f.Text | None = None
    plaats: f.Text | None = None
    bron: f.Text | None = None
    toelichting: f.Text | None = None
    bedragen_x: f.UnitOfAmounts | None = None
    valuta: f.Currency | None = None
    kolommen: Columns
    tabel: f.Text | None = None
    verschillen: tuple[Comparison, ...] = ()
    posten: tuple[MonitorPost, ...] = ()
    gedrukt: dict[str, Printed] = Field(default_factory=dict)
    afwijken: tuple[Deviation, ...] = ()
