"""'Bedoelt u ...?': the nearest known name, if it is near enough to be worth naming."""

from collections.abc import Iterable

SHORTEST = 2
FLOOR = 0.68


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`; None below the floor, and for words too short or long to judge.

    >>> nearest("toerekning", ["toerekening", "terugval"])
    'toerekening'
    >>> nearest("xyz", ["toerekening"]) is None
    True
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only when something is wrong

    if not SHORTEST <= len(word) <= 60:
        return None
    plain = _plain(word)
    best, score = None, FLOOR
    for name in known:
        candidate = _plain(name)
        ratio = 1.0 if candidate == plain else SequenceMatcher(None, plain, candidate).ratio()
        tail = candidate.rpartition("/")[2]
        if tail != candidate and len(plain) > 3:
            ratio = max(ratio, 0.95 * SequenceMatcher(None, plain.rpartition("/")[2], tail).ratio())
        if ratio > score:
            best, score = name, ratio
    return best


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy sentence: the suggestion, or `otherwise` when nothing comes near."""
    name = nearest(word, known)
    return f"bedoelt u `{name}`?" if name else otherwise


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
