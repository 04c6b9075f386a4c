"""Paths: `baten[0].business_as_usual` names a place in a file and a result alike."""

import re
import unicodedata
from functools import lru_cache

Path = tuple[str | int, ...]

_PLAIN = re.compile(r"[^.\[\]\"/=\s]+")
_OTHER = re.compile(r"[^a-z0-9]+")
_PIECE = re.compile(r'\[(\d{1,6})\]|(?:^|\.)(?:"([^"]*)"|([^.\[\]"=]+))')


class PathError(ValueError):
    """The text is no path; the message says why, in Dutch."""


@lru_cache(maxsize=4096)
def parse_path(text: str) -> Path:
    """Read a path; a key that holds a dot or a slash may stand in double quotes.

    >>> parse_path('baten[0].posten."jeugd/ots"')
    ('baten', 0, 'posten', 'jeugd/ots')
    """
    pieces: list[str | int] = []
    position = 0
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None or match.end() == position:
            raise PathError(f"`{text}` is geen pad; schrijf bijvoorbeeld `baten[0].aantal`")
        index, quoted, word = match.groups()
        pieces.append(int(index) if index is not None else quoted if quoted is not None else word.strip())
        position = match.end()
    if not pieces or isinstance(pieces[0], int):
        raise PathError(f"`{text}` is geen pad; schrijf bijvoorbeeld `baten[0].aantal`")
    return tuple(pieces)


@lru_cache(maxsize=4096)  # one case asks for the same few paths many times
def format_path(path: Path) -> str:
    """Write a path; the inverse of `parse_path`.

    >>> format_path(('baten', 0, 'posten', 'jeugd/ots'))
    'baten[0].posten."jeugd/ots"'
    """
    text = ""
    for piece in path:
        if isinstance(piece, int):
            text += f"[{piece}]"
        else:
            plain = _PLAIN.fullmatch(piece)
            text += ("." if text else "") + (piece if plain else '"' + piece.replace('"', "'") + '"')
    return text


@lru_cache(maxsize=1024)
def slug(name: str) -> str:
    """The name by which a line is known in a path: lower case, hyphens for anything else.

    >>> slug("Uitstroom uit de bijstand (2018)")
    'uitstroom-uit-de-bijstand-2018'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain.lower()).strip("-")
