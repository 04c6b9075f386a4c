"""Findings as SARIF 2.1.0: each place a result, which stays the same one when lines move."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from rendement import __version__
from rendement.lint.registry import RULES
from rendement.lint.rule import Method
from rendement.source.finding import WAIVED, Finding, Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"fout": "error", "waarschuwing": "warning", "opmerking": "note"}
_ROOT = "%SRCROOT%"

Data = dict[str, Any]


class Checked(Protocol):
    """A file with what there is to say of it, inside its root."""

    @property
    def findings(self) -> Sequence[Finding]:
        """In order."""

    @property
    def root(self) -> str:
        """The folder that paths are relative to."""


def as_sarif(checked: Iterable[Checked]) -> str:
    """One run; every place of a finding is a result, once."""
    results = _results(checked)
    others = dict.fromkeys(item["ruleId"] for item in results)
    known = {rule.number for rule in RULES}
    rules = [*map(_rule, RULES), *({"id": name} for name in others if name not in known)]
    driver = {"name": "rendement", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(rule: Method) -> Data:
    """A rule with its page."""
    page = f"{rule.why} Zie docs/regels.md ({rule.number}), of `rendement explain {rule.number}`."
    return {
        "id": rule.number,
        "name": rule.code,
        "shortDescription": {"text": rule.code.replace("-", " ")},
        "fullDescription": {"text": rule.why},
        "help": {"text": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": not rule.off},
    }


def _results(checked: Iterable[Checked]) -> list[Data]:
    times: Counter[tuple[str, str, str]] = Counter()
    results: dict[str, Data] = {}
    for item in checked:
        own: Counter[tuple[str, str, str]] = Counter()
        for finding in item.findings:
            for place in finding.places:
                key = (finding.number or finding.code, _uri(place, item.root), place.named)
                own[key] += 1
                if own[key] > times[key]:  # what a file that others name is told of, is told once
                    results.update(_result(finding, place, key, own[key]))
        times |= own
    return list(results.values())


def _result(
    finding: Finding, place: Place, key: tuple[str, str, str], number: int
) -> Iterator[tuple[str, Data]]:
    """A result by its fingerprint: rule, file and place with lines by name, not by number."""
    rule, uri, _ = key
    print_ = sha256("\0".join((*key, *([str(number)] if number > 1 else []))).encode()).hexdigest()
    waiver = finding.waiver
    severity = waiver.severity if waiver is not None else place.severity
    location: Data = {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}}
    if place.mark.line:
        location["region"] = {"startLine": place.mark.line, "startColumn": max(1, place.mark.column)}
    result: Data = {
        "ruleId": rule,
        "level": _LEVELS["opmerking" if severity == WAIVED else severity],
        "message": {"text": f"{place.message}. Remedie: {finding.remedy}."},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"regelBestandPlaats/v1": print_},
    }
    if waiver is not None:
        why = {"kind": "inSource", "status": "accepted", "justification": waiver.reason}
        result["suppressions"] = [why]
    yield print_, result


def _uri(place: Place, root: str) -> str:
    """The file as seen from the root, in the form of an address; what lies outside it by its name alone."""
    path = Path(os.path.realpath(place.mark.file))
    inside = path.is_relative_to(root)
    return quote(path.relative_to(root).as_posix() if inside else path.name)
