"""'Bedoelt u ...?': the nearest known name, if it is near enough to be worth naming."""

from collections.abc import Callable, Iterable
from typing import Any

SHORTEST, LONGEST = 2, 60
FLOOR = 0.68
PIECE = 0.7  # `uren` for `uren_per_week`


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`; None below the floor, and for words too short or long to judge.

    Of a name with a folder (`jeugd/ots`) the last part decides: the folder alone makes no likeness.

    >>> nearest("toerekning", ["toerekening", "terugval"])
    'toerekening'
    >>> nearest("ots", ["jeugd/ots", "wonen/ots-oud"])
    'jeugd/ots'
    >>> nearest("jeugd/xyz", ["jeugd/ots"]) is None
    True
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only when something is wrong

    if not SHORTEST <= len(word) <= LONGEST:
        return None
    plain = _plain(word)
    likeness = {name: _likeness(plain, _plain(name), SequenceMatcher) for name in known}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] > FLOOR else None


def _likeness(word: str, name: str, matcher: Callable[..., Any]) -> float:
    """How like two names are, 0 to 1; a different folder costs something, a missing one almost nothing."""
    if word == name:
        return 1.0
    folder, _, tail = word.rpartition("/")
    other_folder, _, other_tail = name.rpartition("/")
    like = float(matcher(None, tail, other_tail).ratio())
    if folder != other_folder:
        whole = float(matcher(None, word, name.replace("/", "_")).ratio()) if not folder else 0.0
        return max(whole, like - (0.1 if folder else 0.02))
    first, other_first = tail.partition("_")[0], other_tail.partition("_")[0]
    return max(like, PIECE) if tail == other_first or first == other_tail else like


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy sentence: the suggestion, or `otherwise` when nothing comes near."""
    name = nearest(word, known)
    return f"bedoelt u `{name}`?" if name else otherwise


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
