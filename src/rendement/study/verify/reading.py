"""The outcomes in a JSON file, which may have been written by anybody: bounded in size, depth and number."""

import json
import math
from pathlib import Path
from stat import S_ISREG
from typing import Any, Literal

from rendement.source.finding import UsageError
from rendement.study.files import reason

LARGEST = 50_000_000  # bytes
DEEPEST = 40  # levels; ours have about ten
MOST = 100_000  # results in one file
KINDS = ("casus", "programma", "monitor")
NO_JSON = "dit is geen json, en verify leest alleen json die met `--format json` gemaakt is"
HOW = "maak de uitkomst met `rendement calc … --format json -o uit.json`, of met `rendement batch`"

Data = dict[str, Any]
Outcome = tuple[Literal["uitkomst", "rij"], Data]


class NoOutcomeError(ValueError):
    """A file that is no outcome of ours; the text is Dutch and complete."""


def read_outcomes(path: str) -> list[Outcome]:
    """Every result of `calc` or row of `batch` in a file.

    Raises UsageError when there is no such file, and NoOutcomeError when it is none of ours.
    """
    data = _parsed(path, _text(path))
    items = data if isinstance(data, list) else [data]
    if not items:
        raise NoOutcomeError(f"{path}: hier staat geen uitkomst in; {HOW}")
    if len(items) > MOST:
        raise NoOutcomeError(f"{path}: meer dan {MOST} uitkomsten; splits dit bestand")
    return [_outcome(path, item) for item in items]


def _text(path: str) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoOutcomeError(f"{path}: {NO_JSON}; {HOW}") from None


def _bytes(path: str) -> bytes:
    try:
        status = Path(path).stat()
        if not S_ISREG(status.st_mode):  # a pipe would be waited for
            raise UsageError(f"{path}: dit is geen gewoon bestand; noem een json-bestand")
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UsageError(f"{path}: dit bestand bestaat niet") from None
    except OSError as error:
        raise UsageError(f"{path}: {reason(error)}") from None
    except ValueError:
        raise UsageError("een naam met een nulteken is geen bestand") from None
    if len(raw) > LARGEST:
        raise NoOutcomeError(f"{path}: dit bestand is groter dan {LARGEST // 1_000_000} MB")
    return raw


def _parsed(path: str, text: str) -> Any:
    deep = NoOutcomeError(f"{path}: dit gaat dieper dan {DEEPEST} niveaus; {HOW}")
    try:
        data = json.loads(text, parse_constant=_refused, parse_float=_finite, object_pairs_hook=_once)
    except RecursionError:
        raise deep from None
    except ValueError as error:
        why = str(error) if isinstance(error, NoOutcomeError) else NO_JSON
        raise NoOutcomeError(f"{path}: {why}; {HOW}") from None
    if _too_deep(data):
        raise deep
    return data


def _refused(_name: str) -> float:
    raise NoOutcomeError("NaN en Infinity zijn geen cijfers")


def _finite(written: str) -> float:
    value = float(written)
    if not math.isfinite(value):
        raise NoOutcomeError("een getal is te groot")
    return value


def _once(pairs: list[tuple[str, Any]]) -> Data:
    """A key that stands twice would show one figure to a reader and another to us."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NoOutcomeError("een sleutel staat er tweemaal")
    return found


def _too_deep(data: Any) -> bool:
    level = [data]
    for _ in range(DEEPEST):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _children(node: Any) -> list[Any]:
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [item for item in inside if isinstance(item, (dict, list))]


def _outcome(path: str, item: Any) -> Outcome:
    if isinstance(item, dict):
        if item.get("soort") in KINDS and isinstance(item.get("herkomst"), dict):
            return "uitkomst", item
        if {"pad", "status"} <= item.keys():
            if {"bestand", "versie", "hash"} <= item.keys():
                return "rij", item
            message = "een rij zegt niet waarmee gerekend is; schrijf de tabel zonder --columns"
            raise NoOutcomeError(f"{path}: {message}")
        if item.get("soort") in ("gevoeligheid", "vergelijking"):
            message = "dit is van `rendement sensitivity`; nagerekend wordt alleen van `calc` en `batch`"
            raise NoOutcomeError(f"{path}: {message}")
    raise NoOutcomeError(f"{path}: dit is geen uitkomst van rendement; {HOW}")
