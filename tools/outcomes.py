"""Bewaak de uitkomsten van cases/: geen totaal beweegt zonder regel in CHANGELOG.md.

    python tools/outcomes.py                          zeg wat er bewogen is
    python tools/outcomes.py --schrijf --reden "..."  leg het vast, met een regel per casus in CHANGELOG.md

`cases/uitkomsten.json` holds every total of every file, and the version since which it stands. The changelog
has a line of that version with the name of the file and a short check number over those totals, so that a
total that moves, or a figure changed by hand in the json, lacks its line until somebody writes why.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from rendement import __version__
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

ROOT = Path(__file__).resolve().parent.parent
CASES, STORE, CHANGELOG = ROOT / "cases", ROOT / "cases" / "uitkomsten.json", ROOT / "CHANGELOG.md"

CASE = ("baten", "kosten", "rendement", "contante_waarde")
PROGRAMME = (
    "realisatie",
    "taakstelling",
    "dekking",
    "verschil",
    "in_plaats",
    "investering",
    "kosten",
    "saldo",
)
MONITOR = ("bedragen", "aantallen")
FIRST = "Eerste uitkomst."
HEADING = "### Uitkomsten"

Totals = dict[str, Any]
Store = dict[str, dict[str, Any]]


def totals_of(data: dict[str, Any]) -> Totals:
    """The totals of a result, those of its scenarios included."""
    total = data["totaal"]
    if data["soort"] == "programma":
        return {key: total[key] for key in PROGRAMME}
    if data["soort"] == "monitor":
        return {"posten": {post["id"]: {key: post[key] for key in MONITOR} for post in data["posten"]}}
    found = {key: total[key] for key in CASE}
    inner = {name: totals_of({"soort": "casus", **part}) for name, part in data.get("scenarios", {}).items()}
    return {**found, "scenarios": inner} if inner else found


def computed(folder: Path = CASES) -> dict[str, Totals]:
    """The totals of every file below a folder, by its name there."""
    found = {}
    for file in sorted(folder.rglob("*.yaml")):
        outcome = calculate(str(file))
        if outcome.failed:
            raise SystemExit(f"{file} is niet te rekenen: {outcome.findings[0].message}")
        found[file.relative_to(folder).with_suffix("").as_posix()] = totals_of(contract(outcome))
    return found


def check_number(totals: Totals) -> str:
    """Six characters that change when any total changes by a cent."""
    spelt = json.dumps(_cents(totals), sort_keys=True)
    return hashlib.sha256(spelt.encode()).hexdigest()[:6]


def moved(stored: Store, now: dict[str, Totals]) -> list[str]:
    """The files whose totals are not as stored, new and vanished ones included."""
    names = sorted({*stored, *now})
    return [name for name in names if _cents(stored.get(name, {}).get("totaal")) != _cents(now.get(name))]


def unexplained(stored: Store, changelog: str) -> list[str]:
    """The files whose stored totals have no line with a reason under the version since which they stand."""
    sections = by_version(changelog)
    return [
        name
        for name, entry in stored.items()
        if not any(
            re.match(re.escape(_mention(name, entry["totaal"])) + r" .{10,}", line)
            for line in sections.get(entry["sinds"], [])
        )
    ]


def by_version(changelog: str) -> dict[str, list[str]]:
    """The lines of a changelog, by the version they stand under."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in changelog.splitlines():
        heading = re.match(r"## (\d+\.\d+\.\d+)", line)
        if heading:
            lines = found.setdefault(heading[1], [])
        lines.append(line)
    return found


def updated(stored: Store, now: dict[str, Totals], version: str) -> Store:
    """The store as it must become: what moved stands since this version."""
    changed = set(moved(stored, now))
    return {
        name: {"sinds": version if name in changed else stored[name]["sinds"], "totaal": totals}
        for name, totals in now.items()
    }


def explained(changelog: str, stored: Store, now: dict[str, Totals], version: str, reason: str) -> str:
    """The changelog with a line for every file that moved; a file new in this version has one line only."""
    lines = changelog.splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith(f"## {version}")), None)
    if first is None:
        raise SystemExit(f"CHANGELOG.md heeft nog geen kop `## {version}`")
    end = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("## ")), len(lines))
    section = lines[first:end]
    if HEADING not in section:
        section = [*_without_blank_end(section), "", HEADING, ""]
    for name in moved(stored, now):
        if name in now:
            section = _with_line(section, name, _line(name, stored, now, reason))
        else:
            section = _with_line(section, name, f"- `{name}` is vervallen: {reason}")
    rest = lines[end:]
    return "\n".join([*lines[:first], *_without_blank_end(section), *(["", *rest] if rest else [])]) + "\n"


def _line(name: str, stored: Store, now: dict[str, Totals], reason: str) -> str:
    totals = now[name]
    why = FIRST if name not in stored else reason
    if "posten" in totals:
        return f"{_mention(name, totals)} {', '.join(totals['posten'])}. {why}"
    key = "rendement" if "rendement" in totals else "saldo"
    before = stored.get(name, {}).get("totaal")
    known = before is not None and stored[name]["sinds"] != __version__
    was = f" (was {_shown(before.get(key))})" if known else ""
    return f"{_mention(name, totals)} {key} {_shown(totals[key])}{was}. {why}"


def _mention(name: str, totals: Totals) -> str:
    return f"- `{name}` [{check_number(totals)}]:"


def _with_line(section: list[str], name: str, line: str) -> list[str]:
    """The section with the line of this file put in place of an earlier one of the same version, in order."""
    kept = [other for other in section if not other.startswith(f"- `{name}` ")]
    start = kept.index(HEADING) + 1
    place = next((n for n in range(start, len(kept)) if kept[n].startswith("- `") and kept[n] > line), None)
    if place is None:
        kept = _without_blank_end(kept)
        place = len(kept)
        if not kept[-1].startswith("- "):
            kept.append("")
            place += 1
    return [*kept[:place], line, *kept[place:]]


def _without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _cents(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _cents(value) for key, value in node.items()}
    return f"{node + 0.0:.2f}".replace("-0.00", "0.00") if isinstance(node, int | float) else node


def _shown(value: float | None) -> str:
    return "bestaat niet" if value is None else f"{value:,.0f}".replace(",", ".")


def main(arguments: list[str] | None = None) -> int:
    """Say what moved, or write it down."""
    parser = argparse.ArgumentParser(description="Bewaak de uitkomsten van cases/.")
    parser.add_argument("--schrijf", dest="write", action="store_true", help="leg de uitkomsten vast")
    parser.add_argument(
        "--reden", dest="reason", metavar="ZIN", default="", help="waarom bestaande uitkomsten bewegen"
    )
    options = parser.parse_args(arguments)
    stored: Store = json.loads(STORE.read_text("utf-8")) if STORE.exists() else {}
    now, changelog = computed(), CHANGELOG.read_text("utf-8")
    changed = moved(stored, now)
    for name in changed:
        print(f"{name}: {stored.get(name, {}).get('totaal')} -> {now.get(name)}")
    if not options.write:
        lacking = unexplained(stored, changelog)
        for name in lacking:
            print(f"{name}: geen regel in CHANGELOG.md")
        return 1 if changed or lacking else 0
    if any(name in stored for name in changed) and not options.reason:
        print("bestaande uitkomsten bewegen: zeg waarom met --reden")
        return 1
    CHANGELOG.write_text(explained(changelog, stored, now, __version__, options.reason), "utf-8")
    STORE.write_text(
        json.dumps(updated(stored, now, __version__), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
