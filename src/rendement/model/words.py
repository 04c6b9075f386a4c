"""Words of a file that have one form: the id of a line, the version of the language."""

import re

from rendement.source.path import slug
from rendement.source.scalar import ScalarError

ALWAYS = "blijvend"
_MONTH = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])")


def identity(value: str) -> str:
    """An id: small letters, digits and hyphens, a letter first."""
    plain = value.replace("-", "")
    if not (value[:1].isalpha() and plain.isalnum() and value.isascii() and value == value.lower()):
        own = slug(value)
        remedy = f"schrijf {own}" if own[:1].isalpha() else f"schrijf r-{own}" if own else "schrijf een woord"
        remedy += ": kleine letters, cijfers en streepjes, met een letter voorop"
        raise ScalarError("id-vorm", f"`{value[:40]}` is geen id", remedy)
    return value


def until(value: str) -> str:
    """Until when something holds: a month, or always."""
    if value != ALWAYS and not _MONTH.fullmatch(value):
        remedy = f"schrijf jaar en maand, bijvoorbeeld 2027-01, of `{ALWAYS}`"
        raise ScalarError("geen-maand", f"`{value[:40]}` is geen maand van een jaar", remedy)
    return value


def language(value: str) -> int:
    """The version of the language: there is one."""
    if value != "1":
        remedy = "werk rendement bij, of schrijf `taal: 1`"
        raise ScalarError("taal-onbekend", f"deze versie kent taal 1, niet `{value[:20]}`", remedy)
    return 1
