"""What an input is called: the line, household or price it belongs to, and what it says of that."""

from collections import Counter
from collections.abc import Iterable

from rendement.bind.context import INDEX, PRICES, Context
from rendement.engine.steps import SHARES
from rendement.source.path import Path, format_path

_WORDS = {
    "groei": "groei per jaar",
    **{step.name: step.label for step in SHARES},
    "opschalen_naar": "grootte van de groep",
    "looptijd": "looptijd van het bewijs",
    "van": "van hoeveel",
    "bedragen": "bedrag",
    "structureel": "structurele besparing",
    "jaarlijks": "jaarlijkse besparing",
    "incidenteel": "incidentele besparing",
}
_KNOTS = {"ingroei": "ingroei in effectjaar {}", "terugval": "terugval na {} jaar"}
_MOMENTS = {"posten": "", "voor": " vóór de aanpak", "na": " na de aanpak"}
POSTS, _PARTS = "posten", ("onderdelen", "waarvan")  # of a monitor
_BLOCKS = ("bewijs", "besparing", "blijfkans", "disconteren")  # without a word of their own


def labels_of(context: Context, places: Iterable[Path]) -> dict[Path, str]:
    """The inputs in words, as briefly as tells them apart: `Casus 7: Uithuisplaatsing, aantal`."""
    labels = {place: _label(context, place) for place in places}
    for longer in (_whole_label, _label_with_path):
        times = Counter(labels.values())
        labels |= {place: longer(context, place) for place, label in labels.items() if times[label] > 1}
    return labels


def _label(context: Context, place: Path) -> str:
    if place[0] == INDEX:
        return f"indexcijfer {place[1]} in {place[2]}"
    if place[0] == PRICES:
        return f"{_post(context, str(place[1]))}: {_what(context, place[2:]) or 'prijs'}"
    if place[0] == POSTS:
        return _of_post(context, place)
    if len(place) < 3 or not isinstance(place[1], int):
        return _what(context, place)
    if place[2] == "casussen":
        return f"{_name(context, place[:4])}: {_what(context, place[4:])}"
    return f"{_name(context, place[:2])}: {_what(context, place[2:])}"


def _of_post(context: Context, place: Path) -> str:
    """A figure of a monitor, with the innermost part that it belongs to."""
    depth = 2
    while place[depth] in _PARTS:
        depth += 2
    name = _name(context, place[:depth])
    match place[depth:]:
        case ("bedragen", column):
            return f"{name}: bedrag in {column}"
        case ("aantallen", counted, column):
            return f"{name}: {counted} in {column}"
    return f"{name}: {_name(context, place[:-1])}, {_word(str(place[-1]))}"  # a step of its explanation


def _whole_label(context: Context, place: Path) -> str:
    """With the section, and with the line of a household; a price with its code."""
    if place[0] == PRICES:
        return f"{_label(context, place)} ({place[1]})"
    line = f"{_name(context, place[:2])}, " if "casussen" in place else ""
    return f"{place[0]}, {line}{_label(context, place)}"


def _label_with_path(context: Context, place: Path) -> str:
    return f"{_whole_label(context, place)} ({format_path(place)})"


def _what(context: Context, rest: Path) -> str:
    """What an input says of the thing it belongs to."""
    match rest:
        case (key, *below) if key in _BLOCKS:
            return _what(context, tuple(below))
        case (("posten" | "voor" | "na") as basket, str(post), *own):
            return f"{_post(context, post)}{_MOMENTS[basket]}, {own[-1] if own else 'aantal'}"
        case ("factoren", str(name)):
            return name
        case ("betaler" | "ontvanger", str(actor)):
            return f"deel van {context.actors[actor].name}"
        case ("uitstroomkansen", year):
            return f"uitstroomkans in jaar {year + 1 if isinstance(year, int) else year}"
        case (("groei" | "restwaarde") as key, *_):
            return _word(key)
        case (("ingroei" | "terugval") as key, moment):
            return _KNOTS[key].format(moment)
        case ("voet" | "discontovoet", *steps):
            return "".join(("discontovoet", *(f" vanaf jaar {start}" for start in steps)))
        case ("business_as_usual", str(key)):
            return f"{_WORDS['business_as_usual']}, {_WORDS.get(key, key)}"
        case (("bedragen" | "fte" | "bijgesteld" | "gerealiseerd") as key, str(kind), year):
            return f"{_of_kind(key, kind)} in {year}"
        case (str(key), int(number)):
            return f"{_word(key)} {number + 1}"
        case (str(key), year):
            return f"{_word(key)} in {year}"
    return "".join(_word(str(key)) for key in rest)


def _of_kind(key: str, kind: str) -> str:
    """A row by kind of a programme: `structureel fte`, `bijgestelde jaarlijkse besparing`."""
    return f"{kind} {_word(key)}" if key in ("bedragen", "fte") else f"{key}e {_word(kind)}"


def _word(key: str) -> str:
    return _WORDS.get(key, key.replace("_", " "))


def _name(context: Context, place: Path) -> str:
    return str(context.node(place)["naam"])


def _post(context: Context, reference: str) -> str:
    """A post by its name, with the tariff or row that is meant."""
    name, _, selector = reference.partition("@")
    entry = context.library.entries.get(name)
    if entry is None:
        return reference
    along = f"{entry.post.langs}: " if entry.post.langs is not None else ""
    return f"{entry.post.naam} ({along}{selector})" if selector else entry.post.naam
