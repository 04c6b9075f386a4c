"""`samen`: uncertain numbers that go up and down together, each at its path."""

from collections.abc import Iterable
from itertools import chain

from rendement.bind.context import PRICES, Context
from rendement.engine.inputs import Group
from rendement.engine.plan import BENEFITS, COSTS
from rendement.model.values import Uncertain
from rendement.source.notes import cut
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.suggest import did_you_mean
from rendement.source.tree import line_names

_MOST_NAMED = 8


def groups(context: Context) -> tuple[Group, ...]:
    """Every group with the paths of its inputs."""
    taken: dict[Path, str] = {}
    return tuple(
        Group(name, tuple(_members(context, name, paths, taken)))
        for name, paths in context.case.samen.items()
    )


def _members(context: Context, name: str, paths: tuple[str, ...], taken: dict[Path, str]) -> Iterable[str]:
    if len(paths) < 2:
        message = f"`{cut(name, 60)}` noemt geen twee paden, dus er beweegt niets samen"
        context.add(("samen", name), "samen-alleen", message, "noem er minstens twee, of haal de groep weg")
    return [
        format_path(place)
        for number, text in enumerate(paths)
        for place in _inputs(context, text, ("samen", name, number), taken)
    ]


def _inputs(context: Context, text: str, own: Path, taken: dict[Path, str]) -> list[Path]:
    """The inputs at a path: one, or those of a series by year."""
    try:
        path = context.source.resolve(parse_path(text))
    except PathError as error:
        context.add(own, "samen-onbekend", str(error), "schrijf bijvoorbeeld baten.winst.aantal")
        return []
    found = {place: value for place, (value, _) in context.numbers.written.items() if _at(place, path)}
    uncertain = [place for place, value in found.items() if not _certain(value)]
    if not found:
        known = _known(context)
        remedy = did_you_mean(text, known, f"bandbreedtes zijn hier: {_listed(known)}")
        context.add(own, "samen-onbekend", f"`{cut(text, 60)}` wijst geen getal aan", remedy)
    elif not uncertain and not _changed(context, path):
        message = f"`{cut(text, 60)}` heeft geen bandbreedte, dus er is niets te trekken"
        context.add(own, "samen-zeker", message, "geef het getal een bandbreedte, of haal dit pad weg")
    for place in uncertain:
        if place in taken:
            message = f"`{cut(text, 60)}` staat al in `{cut(taken[place], 60)}`"
            context.add(own, "samen-dubbel", message, "houd dit pad in één groep, of voeg de groepen samen")
        taken[place] = str(own[1])
    return list(found)


def _at(place: Path, path: Path) -> bool:
    """Whether an input stands at a path, or is a year or a knot of what stands there."""
    return place == path or (len(path) > (1 if path[0] == PRICES else 2) and place[:-1] == path)


def _certain(value: Uncertain) -> bool:
    return isinstance(value, int | float)


def _changed(context: Context, path: Path) -> bool:
    """Whether `--set` or a scenario put something there: what was a range may be certain now."""
    return any(path[:length] in context.source.foreign for length in range(1, len(path) + 1))


def _known(context: Context) -> list[str]:
    written = context.numbers.written.items()
    return [_spelled(context, place) for place, (value, _) in written if not _certain(value)]


def _spelled(context: Context, place: Path) -> str:
    """A path as it can stand in a list: a line by its name, for brackets would need quotes there."""
    names = line_names(context.node(place[:2])) if place[0] in (BENEFITS, COSTS) else ()
    return format_path((place[0], names[0], *place[2:]) if names else place)


def _listed(known: list[str]) -> str:
    more = ["…"] if len(known) > _MOST_NAMED else []
    return ", ".join(chain(known[:_MOST_NAMED], more)) or "geen enkele"
