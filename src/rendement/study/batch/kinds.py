"""What a file that was met in a folder is: ours, prices, index series, perhaps ours, or another."""

import re

from rendement.model.case import Case
from rendement.model.monitor import Monitor
from rendement.model.programme import Programme
from rendement.source.finding import Finding, Mark
from rendement.source.notes import cut, stuck
from rendement.source.outline import outline
from rendement.source.suggest import nearest
from rendement.source.tree import Source
from rendement.study.kind import (
    OTHER,
    OURS,
    PERHAPS,
    PRICES,
    SERIES,
    Kind,
    is_index_file,
    is_price_list,
    key_around,
)

_COMMON = frozenset({"naam", "bron", "toelichting", "titel"})  # keys that other files have as well
_OF_MONITOR = Monitor.model_fields.keys() - {"posten", "tabel"}  # a price list has posts, anything a table
_OWN = (Case.model_fields.keys() | Programme.model_fields.keys() | _OF_MONITOR) - _COMMON
_KNOWN = tuple(sorted(_OWN | _COMMON))
_ELSEWHERE = frozenset({"name"})  # what `naam` is called in files of others; as a slip it is too far
_SCHEMA = re.compile(
    r"""\$schema["']?\s*[:=]\s*["']?\S*?\b(casus|programma|monitor|prijslijst|indexcijfers)\.schema\.json"""
)
_HEAD = 1_000  # characters in which a schema is named
_MOST = 50  # keys of which it is asked whether they are like one of ours


def kind_of(name: str, text: str, source: Source | None) -> tuple[Kind, tuple[Finding, ...]]:
    """The kind of a file, and what is said of one that is passed over."""
    schema = _SCHEMA.search(text[:_HEAD])
    if source is not None and (is_price_list(source) or (schema is not None and schema[1] == PRICES)):
        return PRICES, ()
    if source is not None and (is_index_file(source) or (schema is not None and schema[1] == SERIES)):
        return SERIES, ()
    top, keys = ("sleutels", list(source.data)) if source is not None else outline(text)
    if any(key.startswith("<") for key in keys):
        top = "tekst"  # a page, of which some line has a colon
    if schema is not None or not top or (_is_stuck(text) if top == "tekst" else _is_ours(keys, source)):
        return (
            OURS,
            (),
        )  # nothing at all may be a case that was lost, and what cannot be parsed one that broke
    doubt = {"lijst": "bovenaan staat een lijst", "tekst": "bovenaan staat losse tekst"}.get(top) or _nearly(
        keys
    )
    return (PERHAPS, (_perhaps(doubt, name, source),)) if doubt else (OTHER, (_other(name),))


def _is_ours(keys: list[str], source: Source | None) -> bool:
    """Whether no other file has such keys; a name by itself, or beside a misspelt key, is a case as well."""
    known = {key.strip().casefold() for key in keys}
    if known & _OWN or (source is not None and (not keys or key_around(source) is not None)):
        return True
    others = sorted(known - _COMMON)[:_MOST]
    return "naam" in known and (not others or any(map(_like_ours, others)))


def _nearly(keys: list[str]) -> str:
    """What there is to doubt of a file with nothing but keys that are like those of a case."""
    if not all(map(_like_ours, keys)):
        return ""
    shown = " en ".join(f"`{cut(key)}`" for key in keys[:2])
    return f"{shown} {'lijkt op een sleutel' if len(keys) == 1 else 'lijken op sleutels'} van een casus"


def _like_ours(key: str) -> bool:
    return key.strip().casefold() in _ELSEWHERE or nearest(key, _KNOWN) is not None


def _is_stuck(text: str) -> bool:
    """Whether a text begins with a key of ours to which its value is stuck: `naam:Goed`."""
    pair = stuck(text.strip())
    return pair is not None and nearest(pair[0], _KNOWN) is not None


def _perhaps(doubt: str, name: str, source: Source | None) -> Finding:
    first = next(iter(source.data)) if source is not None else None
    mark = source.locate((first,), key=True) if source is not None and first is not None else Mark(name)
    remedy = "is dit een casus, begin dan met `naam:`, `gemeente:` en `periode:`; anders hoort het hier niet"
    message = f"{doubt}; dit bestand is overgeslagen"
    return Finding("misschien-een-casus", message, remedy, (), "waarschuwing", mark=mark)


def _other(name: str) -> Finding:
    message = "geen casus, programma, monitor of prijslijst; dit bestand is overgeslagen"
    remedy = "hoort het er wel bij, noem het dan apart in de opdracht: dan staat er wat eraan mankeert"
    return Finding("overgeslagen", message, remedy, (), "opmerking", mark=Mark(name))
