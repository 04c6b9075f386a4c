"""Several values written after one key: what they are as a table or a division, for a remedy."""

import re
from typing import Any

_SHARE = r"(?:[0-9]+(?:[.,][0-9]+)? ?%|0[.,][0-9]+)"
_ACTOR = r"(?!en\b|rest\b)[^\W\d][\w/-]*"
_PORTION = rf"(?:{_SHARE}|[€£$¥] ?[0-9][0-9.]*|rest)"
_BETWEEN = r" *(?:[,;+&] +|;| en | ) *"
_PARTS = (
    rf"(?P<actor>{_ACTOR}) ?[:=]? ?\(?(?P<portion>{_PORTION})\)?",
    rf"(?P<portion>{_PORTION}) (?P<actor>{_ACTOR})",
)


def shares_in(node: Any) -> list[str]:
    """The shares of a list, or of a text like `20%, 35%`; none when it is something else.

    >>> shares_in("20%, 35%, 40%"), shares_in(["20%", "35%"]), shares_in("12,5% en 20%"), shares_in("20%")
    (['20%', '35%', '40%'], ['20%', '35%'], ['12.5%', '20%'], [])
    """
    text = _one_line(node)
    if not re.fullmatch(rf"{_SHARE}(?:{_BETWEEN}{_SHARE})+", text):
        return []
    return [_plain(share) for share in re.findall(_SHARE, text)]


def division_in(node: Any) -> dict[str, str]:
    """Who bears which part in a text like `gemeente 60%, rijk 40%`, or in a list; none when it says nothing.

    >>> division_in("gemeente 60%, rijk 40%") == division_in([{"gemeente": "60%"}, "rijk: 40%"])
    True
    >>> division_in("60% gemeente en rest rijk"), division_in("gemeente")
    ({'gemeente': '60%', 'rijk': 'rest'}, {})
    """
    text = _one_line(node)
    for part in _PARTS:
        if re.fullmatch(rf"{_bare(part)}(?:{_BETWEEN}{_bare(part)})*", text, re.IGNORECASE):
            found = re.finditer(part, text, re.IGNORECASE)
            return {match["actor"]: _plain(match["portion"]) for match in found}
    return {}


def _bare(part: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", part)


def _one_line(node: Any) -> str:
    """A text, or a list of texts and pairs as one."""
    pieces = node if isinstance(node, list) else [node]
    pairs = [
        f"{next(iter(piece))}: {next(iter(piece.values()))}" if isinstance(piece, dict) and piece else piece
        for piece in pieces
    ]
    if not all(isinstance(piece, str) for piece in pairs):
        return ""
    return " ".join(", ".join(pairs).split())[:200]


def _plain(portion: str) -> str:
    """A share or an amount as it can stand between braces, where a comma would end it."""
    text = portion.lower().replace(" ", "")
    return f"{text[0]} {text[1:]}" if text[:1] in "€£$¥" else text.replace(",", ".")
