"""Bewaak de bevindingen op cases/: elke die er is, wordt verwacht, met de reden waarom zij klopt ernaast.

    python tools/expected_findings.py             zeg wat er anders is
    python tools/expected_findings.py --schrijf   leg vast wat er is; vul daarna bij wat nieuw is `reden` in

`tests/cases/findings.yaml` has by file every rule that fires with its severity, the places, and why that is
right. What is waived has its reason in the case itself, and none here.
"""

import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import yaml

from rendement.lint.choice import ALL
from rendement.report.check import check, in_full, together
from rendement.source.finding import WAIVED, Finding, Place
from rendement.study.batch.files import collect
from rendement.study.batch.job import Job

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / "tests" / "cases" / "findings.yaml"
FOLDER = "cases"
DAY = "2026-11-30"  # on which the files are judged
HEAD = """\
# Wat `rendement check cases` vindt, per bestand, en waarom dat klopt. Bij wat het bestand zelf laat staan
# (afgeweken) staat de reden in het bestand. Bijwerken: python tools/expected_findings.py --schrijf
"""

Store = dict[str, dict[str, dict[str, Any]]]


def found(*folders: str) -> list[Finding]:
    """Every finding of `check` on these folders of the project."""
    job = Job(day=DAY)
    with chdir(ROOT):
        return in_full(together(check(collect(folders), job), ALL))


def by_file(findings: list[Finding]) -> Store:
    """The places of every rule by file, without reasons."""
    store: Store = {}
    for finding in findings:
        key = f"{finding.number or finding.code} {finding.severity}"
        own = store.setdefault(_short(finding.mark.file), {}).setdefault(key, {"waar": []})
        own["waar"] += [_place(place, finding) for place in finding.places]
    return {name: dict(sorted(rules.items())) for name, rules in sorted(store.items())}


def _short(file: str) -> str:
    return Path(file).relative_to(FOLDER).with_suffix("").as_posix()


def _place(place: Place, finding: Finding) -> str:
    elsewhere = place.mark.file != finding.mark.file
    return f"{_short(place.mark.file)}: {place.named}" if elsewhere else place.named


def expected() -> Store:
    """What is written down."""
    store: Store = yaml.safe_load(STORE.read_text("utf-8"))
    return store


def differences(now: Store, known: Store) -> list[str]:
    """A line for everything that is new, gone or elsewhere, or of which no reason is written."""
    lines = []
    for name in sorted({*now, *known}):
        mine, theirs = now.get(name, {}), known.get(name, {})
        for key in sorted({*mine, *theirs}):
            places, written = mine.get(key, {}).get("waar"), theirs.get(key, {})
            if places is None:
                lines.append(f"{name}: {key} is er niet meer")
            elif places != written.get("waar"):
                lines.append(f"{name}: {key} staat nu bij {', '.join(places)}")
            elif not key.endswith(WAIVED) and not str(written.get("reden") or "").strip():
                lines.append(f"{name}: {key} heeft geen reden")
    return lines


def updated(now: Store, known: Store) -> Store:
    """What there is now, with the reasons that were written; an empty one where somebody must look."""
    return {
        name: {key: _entry(key, item, known.get(name, {}).get(key, {})) for key, item in rules.items()}
        for name, rules in now.items()
    }


def _entry(key: str, item: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    return item if key.endswith(WAIVED) else {**item, "reden": written.get("reden", "")}


def as_yaml(store: Store) -> str:
    """The file."""
    return HEAD + yaml.safe_dump(store, allow_unicode=True, sort_keys=False, width=200)


def main(words: list[str]) -> int:
    """Say or write what is different; 1 when something is."""
    now, known = by_file(found(FOLDER)), expected() if STORE.exists() else {}
    if words == ["--schrijf"]:
        known = updated(now, known)
        STORE.write_text(as_yaml(known), encoding="utf-8")
    lines = differences(now, known)
    print("\n".join(lines) or f"{sum(map(len, now.values()))} bevindingen, alle verwacht")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
