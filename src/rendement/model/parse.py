"""From a node of the file to numbers: certain, uncertain, by year, in a table."""

import itertools
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from rendement.model.certain import refuse_range
from rendement.model.nodes import Node, at_most, choice, gather, mapping, one_value, only, sequence, text
from rendement.model.values import (
    DISTRIBUTIONS,
    WIDEST,
    Counted,
    Discrete,
    Distribution,
    Range,
    Series,
    Uncertain,
    ends,
)
from rendement.source import scalar, years
from rendement.source.notation import noun
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.scalar import NumberKind, ScalarError
from rendement.source.sums import total

__all__ = ["Node", "choice", "gather", "mapping", "only", "sequence", "text"]

T = TypeVar("T")
MOST_ROWS = 400  # of a course over years
U = TypeVar("U", bound=Uncertain)
ENDING = "deze verdeling loopt door na `laag` en `hoog`; kies `verdeling: driehoek`, die houdt daar op"
_UNSURE = frozenset(("laag", "midden", "hoog", "verdeling", "geteld", "discreet"))


@record
class Curve:
    """Knots of a cumulative curve by years, or of a table by its argument; in rising order."""

    knots: tuple[tuple[float, Uncertain], ...]


def year_key(text: str) -> int:
    """The year of a row."""
    return years.year(text, "noem elk jaar apart: {}: … en {}: …")


def year_of_line(node: Node) -> int:
    """The one year in which a line counts."""
    more = "schrijf `jaren: {}-{}`"
    return years.year(_no_list_of_years(node, more), more)


def period(node: Node) -> tuple[int, int]:
    """First and last year."""
    return years.period(_no_list_of_years(node, "schrijf {}-{}"))


def _no_list_of_years(node: Node, more: str) -> str:
    items = list(node.values()) if isinstance(node, dict) else node
    if isinstance(items, list) and all(isinstance(item, str) for item in items):
        named = years.years_meant(", ".join(items))
        if named:
            remedy = more.format(min(named), max(named))
            raise ScalarError("verkeerde-vorm", "hier hoort één waarde, geen lijst", remedy)
    return text(node)


def certain(node: Node, kind: NumberKind) -> float:
    """A number that is certain."""
    refuse_range(node, kind)
    return scalar.number(one_value(node, "een getal"), kind)


def uncertain(node: Node, kind: NumberKind) -> Uncertain:
    """A number, a range, a counted share or weighted values."""
    if isinstance(node, dict):
        return _record(node, kind)
    value = one_value(node, "een getal")
    ends = scalar.bounds(value, kind)
    return scalar.number(value, kind, ranges=True) if ends is None else _range(ends)


def is_unsure(node: Node) -> bool:
    """Whether an uncertain number is written as a block, and no row of years."""
    return isinstance(node, dict) and not _UNSURE.isdisjoint(node)


def series(
    node: Node, kind: NumberKind, *, low: float | None = None, high: float | None = None
) -> Uncertain | Series:
    """A number or range, or a series by year."""
    if not isinstance(node, dict) or not any(key[:1].isdigit() for key in node):
        return _within(uncertain(node, kind), low, high)
    pairs = mapping(node, year_key, lambda item: _within(uncertain(item, kind), low, high))
    return Series(tuple(sorted(pairs, key=lambda pair: pair[0])))


def amounts(node: Node) -> Uncertain | Series | tuple[Uncertain, ...]:
    """An amount, a range, a series by year, or a list of amounts to be summed."""
    if not isinstance(node, list):
        return series(node, "bedrag")
    if not node:
        raise ScalarError("lege-waarde", "deze lijst is leeg", "vul bedragen in of haal de sleutel weg")
    return sequence(node, lambda item: uncertain(item, "bedrag"))


def certain_series(node: Node, kind: NumberKind, low: float, high: float) -> float | Series:
    """A number that is certain, or a series of them."""
    refuse_range(node, kind)
    if isinstance(node, dict):
        if not node:
            remedy = "schrijf een getal, of bijvoorbeeld {2021: 4, 2022: 5.5}"
            raise ScalarError("lege-waarde", "hier staat geen enkel jaar", remedy)
        pairs = mapping(node, year_key, lambda item: _within(certain(item, kind), low, high))
        return Series(tuple(sorted(pairs)))
    return _within(certain(node, kind), low, high)


def within(node: Node, kind: NumberKind, low: float | None, high: float | None) -> Uncertain:
    """An uncertain number between bounds."""
    return _within(uncertain(node, kind), low, high)


def curve(node: Node) -> Curve:
    """Knots `{1: 25%, 2: 42%}`, sorted; places are numbers."""
    return Curve(tuple(steps(node, lambda item: uncertain(item, "aandeel"))))


def steps(node: Node, value: Callable[[Node], T]) -> list[tuple[float, T]]:
    """The rows of a course over years, in rising order."""
    if not isinstance(node, dict):
        raise ScalarError("geen-tabel", "hier hoort een tabel", "schrijf bijvoorbeeld {1: 25%, 2: 42%}")
    if not node:
        raise ScalarError("lege-waarde", "deze tabel is leeg", "vul de tabel of haal de sleutel weg")
    at_most(node, MOST_ROWS, "dit verloop heeft {} rijen")
    return _rows(node, value)


def table(node: Node) -> tuple[tuple[float, Uncertain], ...]:
    """A price table `{1: 49708, 2: 57424}`, sorted by row."""
    if not isinstance(node, dict) or not node:
        raise ScalarError("geen-tabel", "hier hoort een tabel", "schrijf bijvoorbeeld {1: 49708, 2: 57424}")
    return tuple(_rows(node, lambda item: uncertain(item, "bedrag")))


def _rows(node: dict[str, Node], value: Callable[[Node], T]) -> list[tuple[float, T]]:
    """The rows of a table in rising order, each number once."""
    rows = sorted(mapping(node, scalar.number, value), key=lambda row: row[0])
    for (low, _), (high, _) in itertools.pairwise(rows):
        if low == high:
            message = f"twee rijen van deze tabel hebben het getal {low:g}"
            raise ScalarError("dubbele-rij", message, "haal er een weg")
    return rows


def _record(node: dict[str, Node], kind: NumberKind) -> Uncertain:
    if "geteld" in node:
        return _counted(node, kind)
    if "discreet" in node:
        return _discrete(node, kind)
    only(node, ("laag", "midden", "hoog", "verdeling"), required=("laag", "hoog"))
    keys = [key for key in ("laag", "midden", "hoog") if key in node]
    pieces: list[tuple[Path, Callable[[], Any]]] = [
        ((key,), partial(certain, node[key], kind)) for key in keys
    ]
    pieces.append((("verdeling",), lambda: choice(node.get("verdeling", "pert"), DISTRIBUTIONS)))
    *values, name = gather(pieces)
    if values != sorted(values):
        upward = [text for _, text in sorted(zip(values, (node[key] for key in keys), strict=True))]
        written = ", ".join(f"{key}: {text}" for key, text in zip(keys, upward, strict=True))
        message = "laag, midden en hoog lopen niet op"
        raise ScalarError("bereik-omgekeerd", message, f"zet ze in oplopende volgorde: {written}")
    if "midden" in node and name not in ("pert", "driehoek"):
        message = f"bij `{name}` volgt het midden uit `laag` en `hoog`"
        remedy = "haal `midden` weg, of kies `verdeling: driehoek`"
        raise ScalarError("midden-bij-verdeling", message, remedy, ("midden",), of_value=False)
    if name == "lognormaal" and values[0] <= 0:
        remedy = "kies een andere verdeling of een ondergrens boven 0"
        raise ScalarError("lognormaal-nul", "een lognormale verdeling ligt geheel boven 0", remedy)
    if name == "lognormaal" and values[-1] > WIDEST * values[0]:
        message = (
            "het gemiddelde van deze lognormale verdeling ligt boven `hoog`, zo ver liggen de grenzen uiteen"
        )
        raise ScalarError("lognormaal-te-breed", message, "zet `laag` en `hoog` dichter bij elkaar")
    return _whole(_range(tuple(values), name), kind)


def _whole(value: Uncertain, kind: NumberKind) -> Uncertain:
    """A range whose ends can be what they say; refused when what lies beyond them cannot."""
    low, high = ends(value)
    if kind == "aandeel" and not 0 <= low <= high <= 1:
        beyond = f"{100 * (low if low < 0 else high):.4g}".replace(".", ",")
        message = f"een aandeel ligt tussen 0% en 100%, dus deze verdeling tot {beyond}% kan niet"
        raise ScalarError("aandeel-buiten-bereik", message, ENDING)
    if kind == "groei" and not -1 < low <= high <= 1:
        message = "een groei ligt boven -100% en t/m 100%, en deze verdeling loopt daar voorbij"
        raise ScalarError("voet-buiten-bereik", message, ENDING)
    return value


def _range(ends: tuple[float, ...], distribution: Distribution = "pert") -> Uncertain:
    """A range; one whose ends are the same is a number that is certain."""
    if ends[0] == ends[-1]:
        return ends[0]
    return Range(ends[0], ends[-1], ends[1] if len(ends) == 3 else None, distribution)


def _counted(node: dict[str, Node], kind: NumberKind) -> Counted:
    if kind not in ("aandeel", "factor"):
        message = f"`geteld` geeft een aandeel, maar hier hoort {noun(kind)}"
        raise ScalarError(
            "geteld-geen-aandeel", message, "schrijf een bereik, bijvoorbeeld {laag: 5, hoog: 10}"
        )
    only(node, ("geteld", "van"), required=("geteld", "van"))
    pieces: list[tuple[Path, Callable[[], float]]] = [
        (("geteld",), lambda: _within(certain(node["geteld"], "aantal"), 0, None)),
        (("van",), lambda: positive(certain(node["van"], "aantal"), node["van"])),
    ]
    count, of = gather(pieces)
    if count > of:
        raise ScalarError(
            "geteld-meer-dan-van", "`geteld` kan niet groter zijn dan `van`", "wissel of verbeter ze"
        )
    return Counted(count, of)


def _discrete(node: dict[str, Node], kind: NumberKind) -> Discrete:
    only(node, ("discreet",), required=("discreet",))
    (pairs,) = gather([(("discreet",), partial(_options, node["discreet"], kind))])
    return Discrete(tuple(pairs))


def _options(node: Node, kind: NumberKind) -> list[tuple[float, float]]:
    if not isinstance(node, dict) or not node:
        remedy = "schrijf {discreet: {4: 30%, 6: 70%}}"
        raise ScalarError("geen-tabel", "hier horen waarden met hun kans", remedy)
    pairs = mapping(node, lambda key: scalar.number(key, kind), lambda item: certain(item, "aandeel"))
    whole = total(weight for _, weight in pairs)
    if abs(whole - 1) > 1e-9:
        message = f"de kansen tellen op tot {percentage(whole)}"
        raise ScalarError("kansen-geen-100", message, "verbeter de kansen tot zij 100% zijn")
    return pairs


def percentage(share: float) -> str:
    """A share in a message, in as many figures as it takes.

    >>> percentage(1.1), percentage(0.125)
    ('110%', '12,5%')
    """
    return f"{figure(100 * share)}%"


def figure(value: float) -> str:
    """A number in a message.

    >>> figure(12.0), figure(2.5)
    ('12', '2,5')
    """
    return f"{value:.6g}".replace(".", ",")


def _within(value: U, low: float | None, high: float | None) -> U:
    """The value, with all that it may turn out to be between bounds."""
    least, most = ends(value)
    written = (value.low, value.high) if isinstance(value, Range) else (least, most)
    if low is not None and least < low:
        remedy = f"schrijf {low:g} of meer" if written[0] < low else ENDING
        raise ScalarError("te-klein", f"hier kan geen getal onder {low:g} staan", remedy)
    if high is not None and most > high:
        remedy = f"schrijf {high:g} of minder" if written[1] > high else ENDING
        raise ScalarError("te-groot", f"hier kan geen getal boven {high:g} staan", remedy)
    return value


def above_zero(value: U) -> U:
    """Refuse what is, or may turn out to be, 0 or below."""
    if ends(value)[0] <= 0:
        goes_on = isinstance(value, Range) and value.low > 0
        remedy = ENDING if goes_on else "schrijf een getal boven 0"
        raise ScalarError("te-klein", "hier hoort een getal boven 0", remedy)
    return value


def positive(value: float, node: Node) -> float:
    """Refuse 0 and below."""
    if value <= 0:
        raise ScalarError(
            "te-klein", f"`{str(node)[:40]}` moet groter zijn dan 0", "schrijf een getal boven 0"
        )
    return value
