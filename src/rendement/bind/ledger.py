"""The ledger of a case: its inputs by path and by name, in words, with unit, spread, bounds and origin."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from rendement.bind.context import INDEX, PRICES, Context
from rendement.bind.labels import POSTS, labels_of
from rendement.engine.inputs import Input, InputKind, Origin, Spread
from rendement.model.durations import LONGEST
from rendement.model.library import norm_exceptions, place_of_price, standing_norm
from rendement.model.values import Counted, Discrete, Range, Uncertain, point
from rendement.source.build import Node
from rendement.source.path import Path, format_path
from rendement.source.tree import line_names

SMALLEST = 1e-9

# by kind, and by key where that says more
_OF_KIND: Mapping[InputKind, tuple[float | None, float | None]] = {
    "aandeel": (0.0, 1.0),
    "voet": (SMALLEST - 1, 1.0),
    "maanden": (0.0, 12.0),
    "factor": (0.0, None),
    "jaren": (0.0, LONGEST),
}
_AT_LEAST_ZERO = {
    "baten": ("fte", "uren_per_week"),
    "kosten": ("fte", "uren_per_week", "aantal", "bedragen"),
    "formatie": ("tarief",),
    "maatregelen": ("investering",),
    "resultaten": ("aantal",),
}
_ABOVE_ZERO = frozenset({"van", "voltijd", "duur", "looptijd", "deelnemers"})

# figures of the language that are no input, and why; every other figure of a file can be set and is one
_SHAPE = "geeft het bestand zijn vorm: welke jaren of kolommen er zijn"
_LEVEL = "kiest een cijfer van een indexreeks"
_PRINTED = "staat in de bron, en wordt met de uitkomst vergeleken"
NO_INPUT: Mapping[str, str] = {
    **dict.fromkeys(("periode", "jaar", "jaren", "horizon", "basisjaar"), _SHAPE),
    **dict.fromkeys(("over_jaren", "aanlooptijd", "vanaf", "elke", "tot"), _SHAPE),
    **dict.fromkeys(("Outcome.van", "Outcome.jaren"), "staat naast een resultaat; geen bedrag volgt eruit"),
    **dict.fromkeys(("waarde", "afronding"), _PRINTED),
    "kleinste_groep": "zegt wat er alleen mag staan; geen ander cijfer volgt eruit",
    "prijspeil": _LEVEL,
    "bedragen_x": "zegt wat elk kaal bedrag van het bestand betekent",
    "kolommen": _SHAPE,
    **dict.fromkeys(("deel", "budgetten"), "begrenst de overlap; geen ander cijfer volgt eruit"),
    "taal": "zegt in welke versie van de taal het bestand staat",
}
PAYERS = frozenset({"betaler", "ontvanger"})
USUAL = "business_as_usual"
_AMOUNTS_OF = PAYERS | {"restwaarde"}  # never below 0


def inputs_of(context: Context) -> tuple[Input, ...]:
    """The inputs that were read, in the order of the file."""
    written = context.numbers.written
    words = labels_of(context, written)
    names = cache(partial(_own_names, context))
    return tuple(
        _input(context, place, format_path(_by_names(names, place)), words[place], *written[place])
        for place in _in_order(context, written)
    )


def _in_order(context: Context, places: Iterable[Path]) -> list[Path]:
    """As the file has them; prices, and what stands in no file, as they were read."""
    ranks = {place: (_rank(context.source.data, place), i) for i, place in enumerate(places)}
    return sorted(ranks, key=lambda place: ranks[place])


def _rank(node: Node, place: Path) -> tuple[int, ...]:
    """The place by the number of each key in its block; after everything where it is not written."""
    rank: list[int] = []
    for piece in place:
        keys = (
            list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        )
        if piece not in keys:
            return (*rank, len(keys) + 1)
        rank.append(keys.index(piece))
        node = node[piece]
    return tuple(rank)


def _input(context: Context, place: Path, key: str, label: str, value: Uncertain, kind: InputKind) -> Input:
    return Input(
        path=format_path(place),
        key=key,
        label=label,
        unit=_unit(context, place, kind),
        kind=kind,
        value=point(value),
        spread=spread_of(value),
        bounds=_bounds(context, place, kind),
        origin=_origin(context, place),
        fixed=kind == "index",
    )


def spread_of(value: Uncertain) -> Spread | None:
    """How far a value as written may differ; None for one that is certain."""
    if isinstance(value, Range):
        return Spread(value.distribution, value.low, value.high, value.mode)
    if isinstance(value, Counted):
        return Spread("geteld", value.count, value.of)
    if isinstance(value, Discrete):
        values = [option for option, _ in value.options]
        return Spread("discreet", min(values), max(values), options=value.options)
    return None


def _by_names(names: Callable[[Path], list[str | None]], place: Path) -> Path:
    """The place with lines and households by name: it stays the same when others come before it."""
    named: list[str | int] = []
    for length, piece in enumerate(place):
        own = names(place[:length])[piece] if isinstance(piece, int) else None
        named.append(piece if own is None else own)
    return tuple(named)


def _own_names(context: Context, place: Path) -> list[str | None]:
    """The names of the items of a list; None for one that has none, or not for itself."""
    names = [next(iter(line_names(item)), None) for item in context.node(place)]
    times = Counter(names)
    return [name if times[name] == 1 else None for name in names]


def _bounds(context: Context, place: Path, kind: InputKind) -> tuple[float | None, float | None]:
    """Inclusive; what must lie above 0 has the smallest number that anybody writes."""
    low, high = _OF_KIND.get(kind, (None, None))
    key = next((piece for piece in reversed(place) if isinstance(piece, str) and not piece[:1].isdigit()), "")
    if key in _ABOVE_ZERO:
        low = SMALLEST
    elif (
        key in _AT_LEAST_ZERO.get(str(place[0]), ())
        or (place[0] == "kosten" and place[2:3] == ("bedragen",))  # of a programme, also by kind
        or (kind == "bedrag" and not _AMOUNTS_OF.isdisjoint(place))
        or (place[0] == POSTS and "aantallen" in place)
    ):
        low = 0.0
    elif key == "opschalen_naar":
        nodes = context.node((*place[:-1], "casussen"))
        table = context.source.rows.get(str(nodes[0].get("omschrijving")))
        low = float(len(nodes) if table is None else table.clients)
    elif key == "aantal" and len(place) < 5 and isinstance(context.node((*place[:2], USUAL)), dict):
        low = 0.0  # chance times helped over a number of results
    if key == "duur" and place[:2] in context.summed:
        high = 1.0
    return low, high


def _unit(context: Context, place: Path, kind: InputKind) -> str | None:
    """What one of it is, where a list says so."""
    if place[0] == PRICES and kind == "bedrag":
        entry = context.library.entries.get(str(place[1]).partition("@")[0])
        return entry.post.eenheid if entry is not None else None
    return {"jaren": "jaar", "maanden": "maand"}.get(kind)


def _origin(context: Context, place: Path) -> Origin:
    if place[0] == INDEX:
        return _origin_of_level(context, str(place[1]), int(place[2]))
    if place[0] == PRICES:
        return _origin_in_list(context, place)
    if context.node(place) is None:  # the discount rate, which goes without saying
        return Origin("normen", source=standing_norm().bron)
    exception = norm_exceptions().get(str(context.node(place)))
    if exception is not None:
        return Origin("normen", source=exception.bron)
    mark = context.source.locate(place)
    node = context.node(place[:2])
    source = node.get("bron") if isinstance(node, dict) else None
    return Origin(mark.file, mark.line, source=source if isinstance(source, str) else context.case.bron)


def _origin_of_level(context: Context, name: str, year: int) -> Origin:
    series = context.indexed[name]
    return Origin(series.file_name, series.line(year), source=series.figures.bron)


def _origin_in_list(context: Context, place: Path) -> Origin:
    name, _, selector = str(place[1]).partition("@")
    entry = context.library.entries[name]
    rest = place[2:] or place_of_price(entry, selector or None)
    mark = entry.file.locate(("posten", name, *rest))
    return Origin(mark.file, mark.line, entry.list_name, entry.source)
