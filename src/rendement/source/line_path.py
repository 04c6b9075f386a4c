"""Which line of a file is meant by a path that names none."""

from collections.abc import Mapping, Sequence

from rendement.source.path import Path
from rendement.source.suggest import nearest


def line_meant(path: Path, sections: Mapping[str, Sequence[str]]) -> Path | None:
    """The path to the line that is meant, of the names of the lines in each section; None when none is near.

    >>> lines = {"baten": ["uitstroom-uit-de-bijstand"], "kosten": ["begeleider"]}
    >>> line_meant(("baten", "uitstroom", "aantal"), lines)
    ('baten', 'uitstroom-uit-de-bijstand', 'aantal')
    >>> line_meant(("begeleider", "fte"), lines) == line_meant(("baten", "begeleider", "fte"), lines)
    True
    >>> line_meant(("baten", 3, "aantal"), lines) is None
    True
    >>> line_meant(("baten",), lines) is None
    True
    """
    known = path[0] in sections
    own = {name: str(path[0]) for name in sections[str(path[0])]} if known else {}
    every = {name: section for section, names in sections.items() for name in names}
    found = path[1:] if known else path
    if not found or not isinstance(found[0], str):
        return None
    piece, rest = found[0], found[1:]
    for lines in (own, every):
        name = piece if piece in lines else nearest(piece, lines)
        if name is not None:
            return (lines[name], name, *rest)
    return None
