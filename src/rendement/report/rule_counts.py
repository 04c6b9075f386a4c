"""How often every rule has something to say."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from rendement.source.finding import SEVERITIES, Finding


def rule_counts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """A row a rule and severity, the most first; of several places in a file each counts."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for item in findings:
        counts[item.number, item.code, item.severity] += 1 + len(item.others)
    order = sorted(counts.items(), key=lambda pair: (-pair[1], _rank(pair[0])))
    return [
        {"nummer": number or None, "code": code, "ernst": severity, "aantal": count}
        for (number, code, severity), count in order
    ]


def _rank(key: tuple[str, str, str]) -> tuple[int, str, str]:
    number, code, severity = key
    return [*SEVERITIES].index(severity), number, code  # type: ignore[arg-type]


def as_lines(rows: Iterable[dict[str, Any]]) -> str:
    """The same for a screen."""
    lines = []
    for row in rows:
        name = f"{row['nummer']} {row['code']}" if row["nummer"] else row["code"]
        lines.append(f"{row['aantal']:>6}  {row['ernst']:<12}  {name}\n")
    return "".join(lines)
