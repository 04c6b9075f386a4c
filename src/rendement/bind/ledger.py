"""The ledger of a case: its inputs by path and by name, in words, with unit, spread, bounds and origin."""

from collections.abc import Iterable, Mapping

from rendement.bind.context import PRICES, Context
from rendement.bind.labels import label_of
from rendement.engine.inputs import Input, InputKind, Origin, Spread
from rendement.model.fields import LONGEST
from rendement.model.library import place_of_price
from rendement.model.values import Counted, Discrete, Range, Uncertain, point
from rendement.source.build import Node
from rendement.source.path import Path, format_path, slug
from rendement.source.tree import line_names

# by kind, and by key where that says more
_OF_KIND: Mapping[InputKind, tuple[float | None, float | None]] = {
    "aandeel": (0.0, 1.0),
    "voet": (-1.0, 1.0),
    "maanden": (0.0, 12.0),
    "jaren": (0.0, LONGEST),
}
_AT_LEAST_ZERO = {
    "baten": ("fte", "uren_per_week"),
    "kosten": ("fte", "uren_per_week", "aantal", "bedragen"),
    "formatie": ("tarief",),
    "maatregelen": ("investering",),
    "resultaten": ("aantal",),
}
_ABOVE_ZERO = frozenset({"van", "voltijd", "duur", "looptijd"})
SMALLEST = 1e-9
PAYERS = frozenset({"betaler", "ontvanger"})
USUAL = "business_as_usual"


def inputs_of(context: Context) -> tuple[Input, ...]:
    """The inputs that were read, in the order of the file."""
    written = context.numbers.written
    return tuple(_input(context, place, *written[place]) for place in _in_order(context, written))


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


def _input(context: Context, place: Path, value: Uncertain, kind: InputKind) -> Input:
    return Input(
        path=format_path(place),
        key=format_path(_by_names(context, place)),
        label=label_of(context, place),
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


def _by_names(context: Context, place: Path) -> Path:
    """The place with lines and households by name: it stays the same when others come before it."""
    named: list[str | int] = []
    for length, piece in enumerate(place):
        if isinstance(piece, int):
            node = context.node(place[: length + 1])
            names = line_names(node)
            named.append(names[0] if names else piece)
        else:
            named.append(slug(piece) if length and place[length - 1] == "casussen" else piece)
    return tuple(named)


def _bounds(context: Context, place: Path, kind: InputKind) -> tuple[float | None, float | None]:
    """Inclusive; what must lie above 0 has the smallest number that anybody writes."""
    low, high = _OF_KIND.get(kind, (None, None))
    key = next((piece for piece in reversed(place) if isinstance(piece, str) and not piece[:1].isdigit()), "")
    if key in _ABOVE_ZERO:
        low = SMALLEST
    elif key in _AT_LEAST_ZERO.get(str(place[0]), ()) or (kind == "bedrag" and not PAYERS.isdisjoint(place)):
        low = 0.0
    elif key == "opschalen_naar":
        low = float(len(context.node((*place[:-1], "casussen"))))
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
    if place[0] == "indexcijfers":
        return Origin("indexcijfers")
    if place[0] == PRICES:
        return _origin_in_list(context, place)
    mark = context.source.locate(place)
    node = context.node(place[:2])
    source = node.get("bron") if isinstance(node, dict) else None
    return Origin(mark.file, mark.line, source=source if isinstance(source, str) else context.case.bron)


def _origin_in_list(context: Context, place: Path) -> Origin:
    name, _, selector = str(place[1]).partition("@")
    entry = context.library.entries[name]
    rest = place[2:] or place_of_price(entry, selector or None)
    mark = entry.file.locate(("posten", name, *rest))
    return Origin(mark.file, mark.line, entry.list_name, entry.source)
