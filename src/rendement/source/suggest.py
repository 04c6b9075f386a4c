"""'Bedoelt u ...?': the nearest known name, if it is near enough to be worth naming."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import islice
from typing import Any

SHORTEST, LONGEST = 2, 60
FLOOR = 0.68
PIECE = 0.7  # `uren` for `uren_per_week`
LOOKED_AT = 2_000  # names: to search more of them for every mistake would take longer than anybody waits
SHOWN = 40  # names in a sentence
BEGIN, MOST = 0.5, 0.6  # of a name: `bron` for `bronnen`, `corporatie` for `woningcorporatie`


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`; None below the floor, and for words too short or long to judge.

    Of a name with a folder (`jeugd/ots`) the last part decides: the folder alone makes no likeness. A plain
    word is the name with a slip or a piece of it: `partij` is like `prijs`, but it is another word.

    >>> nearest("toerekning", ["toerekening", "terugval"])
    'toerekening'
    >>> nearest("ots", ["jeugd/ots", "wonen/ots-oud"])
    'jeugd/ots'
    >>> nearest("corporatie", ["woningcorporatie"]), nearest("partij", ["prijs"])
    ('woningcorporatie', None)
    >>> nearest("jeugd/xyz", ["jeugd/ots"]) is None
    True
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - only when something is wrong

    if not SHORTEST <= len(word) <= LONGEST:
        return None
    plain = _plain(word)
    best, likeness = None, FLOOR
    for name in _looked_at(plain, known):
        like = _likeness(plain, _plain(name), partial(_ratio, SequenceMatcher, likeness))
        if like > likeness:
            best, likeness = name, like
    if best is None:
        return None
    return best if "/" in word or "/" in best or _same_word(plain, _plain(best)) else None


def _looked_at(word: str, known: Iterable[str]) -> list[str]:
    """The names that are tried; of very many those in the same folder first."""
    names = list(known)
    if len(names) > LOOKED_AT:
        folder, slash, _ = word.rpartition("/")
        names.sort(key=lambda name: not (slash and name.startswith(f"{folder}/")))
    return names[:LOOKED_AT]


def _likeness(word: str, name: str, ratio: Callable[[str, str], float]) -> float:
    """How like two names are, 0 to 1; a different folder costs something, a missing one almost nothing."""
    if word == name:
        return 1.0
    folder, _, tail = word.rpartition("/")
    other_folder, _, other_tail = name.rpartition("/")
    like = ratio(tail, other_tail)
    if folder != other_folder:
        whole = ratio(word, name.replace("/", "_")) if not folder else 0.0
        return max(whole, like - (0.1 if folder else 0.02))
    first, other_first = tail.partition("_")[0], other_tail.partition("_")[0]
    return max(like, PIECE) if tail == other_first or first == other_tail else like


def _ratio(matcher: Callable[..., Any], least: float, word: str, name: str) -> float:
    """How like two words are; 0 when they have too few letters in common to be more than `least`."""
    together = least * (len(word) + len(name))
    if word and name:
        if 2 * min(len(word), len(name)) <= together:
            return 0.0
        if 2 * sum(min(word.count(sign), name.count(sign)) for sign in set(word)) <= together:
            return 0.0
    return float(matcher(None, word, name).ratio())


def _same_word(word: str, name: str) -> bool:
    """Whether two plain words are one: a piece of a name, most of it, or a slip in every four characters."""
    short, long = sorted((word, name), key=len)
    if short in (long.partition("_")[0], long.rpartition("_")[2]):
        return True
    enough = BEGIN if long.startswith(short) else MOST
    return (short in long and len(short) > enough * len(long)) or _slips(word, name) <= max(1, len(word) // 4)


def _slips(word: str, name: str) -> int:
    """How many characters are too many, missing, wrong or in another order than the one beside them.

    >>> _slips("bedarg", "bedrag"), _slips("aantl", "aantal"), _slips("partij", "prijs")
    (1, 1, 3)
    """
    before: list[int] = []
    row: list[int] = [*range(len(name) + 1)]
    for i, sign in enumerate(word):
        older, before, row = before, row, [i + 1]
        for j, other in enumerate(name):
            least = min(before[j + 1] + 1, row[j] + 1, before[j] + (sign != other))
            if i and j and sign == name[j - 1] and word[i - 1] == other:
                least = min(least, older[j - 1] + 1)
            row.append(least)
    return row[-1]


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy sentence: the suggestion, or `otherwise` when nothing comes near."""
    name = nearest(word, known)
    return f"bedoelt u `{name}`?" if name else otherwise


def listed(names: Collection[str]) -> str:
    """Names in a sentence, no more than anybody reads.

    >>> listed(["rijk", "gemeente"])
    'rijk, gemeente'
    """
    more = f" en nog {len(names) - SHOWN}" if len(names) > SHOWN else ""
    return ", ".join(islice(names, SHOWN)) + more


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
