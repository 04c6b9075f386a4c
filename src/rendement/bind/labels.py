"""What an input is called: the line or post it belongs to, and the key in words."""

from rendement.bind.context import PRICES, Context
from rendement.engine.steps import SHARES
from rendement.source.path import Path

_WORDS = {
    **{step.name: step.label for step in SHARES},
    "opschalen_naar": "grootte van de groep",
    "uren_per_week": "uren per week",
    "discontovoet": "discontovoet",
    "voet": "discontovoet",
    "looptijd": "looptijd van het bewijs",
    "van": "van hoeveel",
    "uitstroomkansen": "uitstroomkans",
}
_PAYERS = ("betaler", "ontvanger")
_BASKETS = ("posten", "voor", "na")


def label_of(context: Context, place: Path) -> str:
    """An input in words: `Casus 7: uithuisplaatsing, aantal`."""
    if place[0] == "indexcijfers":
        return f"indexcijfer {place[1]} {place[2]}"
    if place[0] == PRICES:
        return _price(context, place)
    if len(place) > 2 and isinstance(place[1], int):
        return f"{_name(context, place[:2])}: {_key(context, place[2:])}"
    return _key(context, place)


def _key(context: Context, rest: Path) -> str:
    """The keys below a line in words."""
    words: list[str] = []
    before: str | int = ""
    for piece in rest:
        if isinstance(piece, int):
            words.append(str(piece + 1))
        elif before in _PAYERS:
            words.append(f"deel van {piece}")
        elif before in _BASKETS:
            words.append(_post(context, piece))
        elif piece.isdigit() and len(piece) == 4:
            words.append(f"in {piece}")
        elif before in ("terugval", "uitstroomkansen"):
            words.append(f"na {piece} jaar")
        elif piece not in (*_PAYERS, *_BASKETS, "casussen", "disconteren"):
            words.append(_WORDS.get(piece, piece.replace("_", " ")))
        before = piece
    return " ".join(words)


def _name(context: Context, place: Path) -> str:
    node = context.node(place)
    name = node.get("naam") if isinstance(node, dict) else None
    return name if isinstance(name, str) else str(place[-1])


def _post(context: Context, reference: str) -> str:
    name, _, selector = reference.partition("@")
    entry = context.library.entries.get(name)
    own = entry.post.naam if entry is not None else name
    return f"{own} ({selector})" if selector else own


def _price(context: Context, place: Path) -> str:
    return ": ".join(piece for piece in (_post(context, str(place[1])), _key(context, place[2:])) if piece)
