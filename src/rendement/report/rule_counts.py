"""How often every rule has something to say."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rendement.source.finding import SEVERITIES, Finding


def rule_counts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A row a rule and severity, the most first: how many findings, and in how many places."""
    counts: Counter[tuple[str, str, str]] = Counter()
    places: Counter[tuple[str, str, str]] = Counter()
    for item in findings:
        key = item.number, item.code, item.severity
        counts[key] += 1
        places[key] += 1 + len(item.others)
    order = sorted(counts, key=lambda key: (-counts[key], -places[key], _rank(key)))
    return [
        {
            "nummer": key[0] or None,
            "code": key[1],
            "ernst": key[2],
            "aantal": counts[key],
            "plaatsen": places[key],
        }
        for key in order
    ]


def _rank(key: tuple[str, str, str]) -> tuple[int, str, str]:
    number, code, severity = key
    return [*SEVERITIES].index(severity), number, code  # type: ignore[arg-type]


def as_lines(rows: Iterable[dict[str, Any]]) -> str:
    """The same for a screen."""
    lines = []
    for row in rows:
        name = f"{row['nummer']} {row['code']}" if row["nummer"] else row["code"]
        more = f"  ({row['plaatsen']} plaatsen)" if row["plaatsen"] != row["aantal"] else ""
        lines.append(f"{row['aantal']:>6}  {row['ernst']:<12}  {name}{more}\n")
    return "".join(lines)
