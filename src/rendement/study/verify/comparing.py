"""What stands in an outcome beside what comes out now: every figure, every word, and every file behind it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rendement import __version__
from rendement.figures.origin import OTHERS, others
from rendement.source.path import Path, format_path
from rendement.study.verify.verdict import Apart, Changed, Verdict

NEAR = 1e-9  # of a figure: what another version, or another processor in draws, may leave
ORIGIN, FINDINGS, DRAWN = "herkomst", "bevindingen", "onzekerheid"
ABSENT = "(ontbreekt)"
_MARKED = re.compile(r" opgeteld \([0-9a-f]{12}\)\Z")  # as a table of rows is described
_FILE_WORD = re.compile(r"[^\s`'\"(]+")
_INPUTS = {"versie", "bestand", "casus", "op"}
_READ = tuple(f"{ORIGIN}.{key}" for key, *_ in OTHERS)  # what there is to say of what was read

Inputs = dict[tuple[str, str], list[str]]


class DamagedError(ValueError):
    """What should say with what was computed does not."""


def compared(name: str, stands: Mapping[str, Any], computed: Mapping[str, Any]) -> Verdict:
    """A result of `calc` beside the same, computed again. Raises DamagedError."""
    before, now = stands[ORIGIN], computed[ORIGIN]
    version = before.get("versie")
    if not isinstance(version, str):
        raise DamagedError("onder `herkomst` ontbreekt de versie")
    changed = tuple(changes(inputs_of(before), inputs_of(now)))
    found = tuple(apart(stands, computed, loose=version != __version__))
    if changed or version != __version__:  # what came or went with those says nothing of the rest
        found = tuple(item for item in found if ABSENT not in (item.stands, item.computed))
        found = tuple(item for item in found if not (item.path.startswith(_READ) or _same_sums(item)))
    return Verdict(name, len(list(filter(is_figure, leaves(computed)))), found, changed, version)


def _same_sums(item: Apart) -> bool:
    """Whether only the mark of a table of rows is another, of which the hash is told already."""
    texts = [item.stands, item.computed]
    return all(isinstance(text, str) and _MARKED.search(text) for text in texts) and (
        _MARKED.sub("", texts[0]) == _MARKED.sub("", texts[1])
    )


def inputs_of(origin: Mapping[str, Any]) -> Inputs:
    """Every file with its hashes, by what it is and its name. Raises DamagedError."""
    found: Inputs = {}
    try:
        for word, name, hash_ in [("bestand", "", origin["casus"]), *others(origin)]:
            if not (isinstance(name, str) and isinstance(hash_, str)):
                raise TypeError
            found.setdefault((word, name), []).append(hash_)
    except (KeyError, TypeError, AttributeError):
        raise DamagedError("onder `herkomst` staat niet waarmee gerekend is") from None
    return {key: sorted(set(hashes)) for key, hashes in found.items()}


def changes(before: Inputs, now: Inputs) -> Iterator[Changed]:
    """The files that are not what they were."""
    for key in dict.fromkeys([*before, *now]):
        if before.get(key) != now.get(key):
            was, is_ = (", ".join(side.get(key, ())) for side in (before, now))
            yield Changed(" ".join(key).strip(), was, is_)


def is_figure(node: Any) -> bool:
    """Whether this is a number."""
    return isinstance(node, (int, float)) and not isinstance(node, bool)


def leaves(node: Any) -> Iterator[Any]:
    """Every figure and word in it."""
    if not isinstance(node, (Mapping, list)):
        yield node
        return
    for item in node.values() if isinstance(node, Mapping) else node:
        yield from leaves(item)


def apart(stands: Any, computed: Any, path: Path = (), *, loose: bool) -> Iterator[Apart]:
    """Every place below a path where they are not the same; `loose`: also of figures near to each other."""
    if isinstance(stands, Mapping) and isinstance(computed, Mapping):
        for key in dict.fromkeys([*stands, *computed]):
            if not (path == (ORIGIN,) and key in _INPUTS):
                pair = stands.get(key, ABSENT), computed.get(key, ABSENT)
                yield from apart(*pair, (*path, key), loose=loose)
    elif isinstance(stands, list) and isinstance(computed, list):
        for place in range(max(len(stands), len(computed))):
            one, other = (side[place] if place < len(side) else ABSENT for side in (stands, computed))
            yield from apart(one, other, (*path, place), loose=loose)
    elif not _alike(stands, computed, path):
        figures = is_figure(stands) and is_figure(computed)
        near = figures and (loose or DRAWN in path) and _near(stands, computed)
        inside = [leaf for side in (stands, computed) if side is not ABSENT for leaf in leaves(side)]
        figured = [leaf for leaf in inside if is_figure(leaf)]
        blocks = any(isinstance(side, (Mapping, list)) for side in (stands, computed))
        count = max(1, len(figured or inside)) if blocks else 1
        found = path[:1] == (FINDINGS,)
        yield Apart(format_path(path), stands, computed, bool(figured), near, finding=found, count=count)


def _alike(stands: Any, computed: Any, path: Path) -> bool:
    figures = is_figure(stands) and is_figure(computed)
    if stands == computed and (figures or type(stands) is type(computed)):
        return True
    texts = isinstance(stands, str) and isinstance(computed, str)
    from_anywhere = path[:1] == (FINDINGS,) or path[-1:] == ("bestand",)  # a file as seen from another folder
    return texts and from_anywhere and _without_folders(stands) == _without_folders(computed)


def _without_folders(text: str) -> str:
    return _FILE_WORD.sub(lambda word: re.split(r"[/\\]", word[0])[-1], text)


def _near(one: float, other: float) -> bool:
    try:
        return abs(one - other) <= NEAR * max(1.0, abs(other))
    except OverflowError:
        return False
