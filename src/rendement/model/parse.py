"""From a node of the file to a value: pure functions that collect every problem with its place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from rendement.model.values import DISTRIBUTIONS, Counted, Discrete, Range, Series, Uncertain
from rendement.source import scalar
from rendement.source.path import Path
from rendement.source.scalar import Kind, ScalarError
from rendement.source.suggest import did_you_mean

T = TypeVar("T")
K = TypeVar("K")
Node = Any


class Problems(Exception):
    """Everything wrong with one field: places relative to the field, and errors."""

    def __init__(self, items: list[tuple[Path, ScalarError]]) -> None:
        super().__init__(items)
        self.items = items


@dataclass(frozen=True, slots=True)
class Curve:
    """Knots of a cumulative curve by years, or of a table by its argument; in rising order."""

    knots: tuple[tuple[float, float], ...]


def gather(pieces: Iterable[tuple[Path, Callable[[], T]]]) -> list[T]:
    """Run every piece; all values, or all problems at once."""
    values: list[T] = []
    problems: list[tuple[Path, ScalarError]] = []
    for place, parse in pieces:
        try:
            values.append(parse())
        except ScalarError as error:
            problems.append((place, error))
        except Problems as error:
            problems.extend(((*place, *path), inner) for path, inner in error.items)
    if problems:
        raise Problems(problems)
    return values


def mapping(
    node: dict[str, Node], key: Callable[[str], K], value: Callable[[Node], T], at: Path = ()
) -> list[tuple[K, T]]:
    """Every pair of a mapping, keys and values read; all problems at once, each at its key."""

    def pair(name: str, item: Node) -> tuple[K, T]:
        return key(name), value(item)

    return gather(((*at, name), partial(pair, name, item)) for name, item in node.items())


def sequence(node: list[Node], value: Callable[[Node], T]) -> tuple[T, ...]:
    """Every item of a list; all problems at once, each at its number."""
    return tuple(gather(((i,), partial(value, item)) for i, item in enumerate(node)))


def text(node: Node) -> str:
    """A text that is not empty."""
    value = _scalar(node, "tekst").strip()
    if not value or value in ("~", "null"):
        raise ScalarError(
            "lege-waarde", "hier ontbreekt een waarde", "vul een waarde in of haal de sleutel weg"
        )
    return value


def choice(node: Node, options: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(node)
    if value not in options:
        listed = f"kies uit {', '.join(options)}"
        raise ScalarError(
            "onbekende-keuze", f"`{value[:40]}` is hier geen keuze", did_you_mean(value, options, listed)
        )
    return value


def certain(node: Node, kind: Kind) -> float:
    """A number that is certain."""
    value = _scalar(node, "een getal")
    if scalar.bounds(value, kind) is not None:
        raise ScalarError("bereik-hier-niet", "hier kan geen bereik staan", "schrijf één getal")
    return scalar.number(value, kind)


def uncertain(node: Node, kind: Kind) -> Uncertain:
    """A number, a range, a counted share or weighted values."""
    if isinstance(node, dict):
        return _record(node, kind)
    value = _scalar(node, "een getal")
    ends = scalar.bounds(value, kind)
    if ends is None:
        return scalar.number(value, kind)
    return Range(ends[0], ends[-1], ends[1] if len(ends) == 3 else None)


def series(
    node: Node, kind: Kind, *, low: float | None = None, high: float | None = None
) -> Uncertain | Series:
    """A number or range, or a series by year."""
    if not isinstance(node, dict) or not any(_is_year(key) for key in node):
        return _within(uncertain(node, kind), low, high)
    pairs = mapping(node, scalar.year, lambda item: _within(uncertain(item, kind), low, high))
    return Series(tuple(sorted(pairs, key=lambda pair: pair[0])))


def amounts(node: Node) -> Uncertain | Series | tuple[float, ...]:
    """An amount, a range, a series by year, or a list of amounts to be summed."""
    if not isinstance(node, list):
        return series(node, "bedrag")
    if not node:
        raise ScalarError("lege-waarde", "deze lijst is leeg", "vul bedragen in of haal de sleutel weg")
    return sequence(node, lambda item: certain(item, "bedrag"))


def within(node: Node, kind: Kind, low: float | None, high: float | None) -> Uncertain:
    """An uncertain number between bounds."""
    return _within(uncertain(node, kind), low, high)


def curve(node: Node, kind: Kind = "aandeel") -> Curve:
    """Knots `{1: 25%, 2: 42%}`, sorted; places are numbers."""
    if not isinstance(node, dict):
        raise ScalarError("geen-tabel", "hier hoort een tabel", "schrijf bijvoorbeeld {1: 25%, 2: 42%}")
    if not node:
        raise ScalarError("lege-waarde", "deze tabel is leeg", "vul de tabel of haal de sleutel weg")
    pairs = mapping(node, scalar.number, lambda item: certain(item, kind))
    knots = tuple(sorted(pairs))
    if len({place for place, _ in knots}) < len(knots):
        raise ScalarError(
            "dubbele-rij", "twee rijen van deze tabel hebben hetzelfde getal", "haal er een weg"
        )
    return Curve(knots)


def table(node: Node) -> tuple[tuple[float, Uncertain], ...]:
    """A price table `{1: 49708, 2: 57424}`, sorted by row."""
    if not isinstance(node, dict) or not node:
        raise ScalarError("geen-tabel", "hier hoort een tabel", "schrijf bijvoorbeeld {1: 49708, 2: 57424}")
    pairs = mapping(node, scalar.number, lambda item: uncertain(item, "bedrag"))
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def rate_steps(node: Node) -> float | Curve:
    """A discount rate, or a stepped one `{0: 3.5%, 30: 3%}`."""
    return curve(node, "voet") if isinstance(node, dict) else certain(node, "voet")


def _record(node: dict[str, Node], kind: Kind) -> Uncertain:
    if "geteld" in node:
        return _counted(node)
    if "discreet" in node:
        return _discrete(node, kind)
    only(node, ("laag", "midden", "hoog", "verdeling"), required=("laag", "hoog"))
    keys = [key for key in ("laag", "midden", "hoog") if key in node]
    values = gather(((key,), partial(certain, node[key], kind)) for key in keys)
    if values != sorted(values):
        raise ScalarError(
            "bereik-omgekeerd", "laag, midden en hoog lopen niet op", "zet ze in oplopende volgorde"
        )
    (name,) = gather([(("verdeling",), lambda: choice(node.get("verdeling", "pert"), DISTRIBUTIONS))])
    if name == "lognormaal" and values[0] <= 0:
        remedy = "kies een andere verdeling of een ondergrens boven 0"
        raise ScalarError("lognormaal-nul", "een lognormale verdeling ligt geheel boven 0", remedy)
    return Range(values[0], values[-1], values[1] if len(values) == 3 else None, name)  # type: ignore[arg-type]


def _counted(node: dict[str, Node]) -> Counted:
    only(node, ("geteld", "van"), required=("geteld", "van"))
    count, of = gather(((key,), partial(certain, node[key], "aantal")) for key in ("geteld", "van"))
    if not 0 <= count <= of or of == 0:
        raise ScalarError(
            "geteld-meer-dan-van", "`geteld` kan niet groter zijn dan `van`", "wissel of verbeter ze"
        )
    return Counted(count, of)


def _discrete(node: dict[str, Node], kind: Kind) -> Discrete:
    only(node, ("discreet",), required=("discreet",))
    options = node["discreet"]
    if not isinstance(options, dict) or not options:
        raise ScalarError(
            "geen-tabel", "hier horen waarden met hun kans", "schrijf {discreet: {4: 30%, 6: 70%}}"
        )
    pairs = mapping(options, lambda key: scalar.number(key, kind), _chance, at=("discreet",))
    if abs(sum(weight for _, weight in pairs) - 1) > 1e-9:
        raise ScalarError("kansen-geen-100", "de kansen tellen niet op tot 100%", "verbeter de kansen")
    return Discrete(tuple(pairs))


def _chance(node: Node) -> float:
    return certain(node, "aandeel")


def only(node: dict[str, Node], allowed: tuple[str, ...], required: tuple[str, ...]) -> None:
    """Refuse unknown keys, and missing ones."""
    known = f"hier kunnen {', '.join(allowed)} staan"
    problems: list[tuple[Path, ScalarError]] = [
        (
            (key,),
            ScalarError(
                "onbekende-sleutel", f"`{key[:40]}` is hier geen sleutel", did_you_mean(key, allowed, known)
            ),
        )
        for key in node
        if key not in allowed
    ]
    missing = [key for key in required if key not in node]
    if missing and not problems:
        needed = " en ".join(f"`{key}`" for key in missing)
        problems.append(
            ((), ScalarError("sleutel-ontbreekt", f"hier ontbreekt {needed}", f"voeg {needed} toe"))
        )
    if problems:
        raise Problems(problems)


def _within(value: Uncertain, low: float | None, high: float | None) -> Uncertain:
    ends: tuple[float, ...]
    if isinstance(value, Range):
        ends = (value.low, value.high)
    elif isinstance(value, Discrete):
        ends = tuple(option for option, _ in value.options)
    elif isinstance(value, Counted):
        ends = (value.middle,)
    else:
        ends = (value,)
    if low is not None and min(ends) < low:
        raise ScalarError("te-klein", f"hier kan geen getal onder {low:g} staan", f"schrijf {low:g} of meer")
    if high is not None and max(ends) > high:
        raise ScalarError(
            "te-groot", f"hier kan geen getal boven {high:g} staan", f"schrijf {high:g} of minder"
        )
    return value


def positive(value: float, node: Node) -> float:
    """Refuse 0 and below."""
    if value <= 0:
        raise ScalarError(
            "te-klein", f"`{str(node)[:40]}` moet groter zijn dan 0", "schrijf een getal boven 0"
        )
    return value


def _scalar(node: Node, what: str) -> str:
    if isinstance(node, str):
        return node
    found = "een lijst" if isinstance(node, list) else "een blok met sleutels"
    raise ScalarError(
        "verkeerde-vorm", f"hier hoort {what}, geen {found[4:]}", "schrijf één waarde achter de dubbele punt"
    )


def _is_year(key: str) -> bool:
    return len(key) == 4 and key.isascii() and key.isdigit()
