"""An earlier check: what was found then is no news now, wherever its line has gone."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rendement.source.finding import Finding, Place, UsageError
from rendement.source.path import parse_path
from rendement.source.record import record
from rendement.study.files import reason

LARGEST = 50_000_000  # bytes

Key = tuple[str, str, str]  # the code of a finding, its file, and its place with lines by name


@record
class Basis:
    """What an earlier check found, place by place."""

    known: frozenset[Key]

    def fresh(self, finding: Finding) -> Finding | None:
        """The finding with the places that are new; None when none is. An error is always reported."""
        if finding.severity == "fout" and not finding.number:
            return finding
        places = [place for place in finding.places if _key(finding, place) not in self.known]
        if not places:
            return None
        first, *rest = places
        if first.path == finding.path:
            return replace(finding, others=tuple(rest))
        moved = replace(
            finding, place=parse_path(first.path), mark=first.mark, named=first.named, concerns=()
        )
        return replace(moved, message=first.message, severity=first.severity, others=tuple(rest))


def _key(finding: Finding, place: Place) -> Key:
    return finding.code, _file(place.mark.file), place.named


def _file(name: str) -> str:
    return os.path.normpath(name)


def read_basis(path: str) -> Basis:
    """An earlier `check --format json`; raises UsageError when it is none."""
    try:
        size = Path(path).stat().st_size
        if size > LARGEST:
            most = f"{LARGEST // 1_000_000} MB"
            raise UsageError(
                f"--basis {path}: dit bestand is groter dan {most}; dat is geen lijst van bevindingen"
            )
        with Path(path).open(encoding="utf-8-sig") as file:
            found = json.load(file)
    except FileNotFoundError:
        raise UsageError(f"--basis {path}: dit bestand bestaat niet") from None
    except OSError as error:
        raise UsageError(f"--basis {path}: {reason(error)}") from None
    except (ValueError, RecursionError):
        raise UsageError(f"--basis {path}: dit is geen json; {_HOW}") from None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise UsageError(f"--basis {path}: dit is geen lijst van bevindingen; {_HOW}")
    return Basis(frozenset(key for item in found for key in _keys(path, item)))


_HOW = "maak haar met `rendement check … --format json -o eerder.json`"


def _keys(path: str, item: dict[str, Any]) -> Iterator[Key]:
    code, file, others = item.get("code"), item.get("bestand"), item.get("paden")
    if not isinstance(code, str) or not isinstance(file, str):
        raise UsageError(f"--basis {path}: dit is geen lijst van bevindingen; {_HOW}")
    places = [item, *others] if isinstance(others, list) else [{}]
    for place in places:
        told = place if isinstance(place, dict) else {}
        named, where = told.get("naampad"), told.get("bestand")
        if not isinstance(named, str) or not isinstance(where, str):
            raise UsageError(f"--basis {path}: deze lijst is van een andere versie; {_HOW}")
        yield code, _file(where), named
