"""Names as a reader sees them: two that look the same are the same, whatever signs they are made of."""

import re
import unicodedata

_SIGHTLESS = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
)  # invisible, though not of the class Cf


def visible(name: str) -> str:
    """A name without what no reader sees: how an accent is put together, joiners, kinds of spaces.

    >>> visible("Cafe\u0301\u200b  Oost\u00a0"), visible("Gezin\u00ad 1")
    ('Café Oost', 'Gezin 1')
    """
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.strip()
    whole = unicodedata.normalize("NFC", name)
    seen = "".join(sign for sign in whole if unicodedata.category(sign) != "Cf" and sign not in _SIGHTLESS)
    return re.sub(r"[\s\ufe00-\ufe0f\x00-\x1f\x7f-\x9f]+", " ", seen).strip()
