"""Toets het hele project met één opdracht: opmaak, lint, typen, tests, dekking, mutaties, overgeslagen tests.

    python tools/toets.py            elke toets; wat met willekeurige waarden probeert, probeert er weinig
    python tools/toets.py --snel     zonder de mutaties
    python tools/toets.py --alles    met elke proef zo vaak als zij bedoeld is; dat duurt

Each check runs in a process of its own, with the interpreter that runs this script. What ran, what was
skipped and how long it took stands at the end; the exit code is 1 when any check failed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
MUTATIONS = ROOT / "tools" / "mutation.py"
ALLOWED_SKIPS = ROOT / "tests" / "skipped.txt"
UNMEASURED = ROOT / "tests" / "unmeasured.txt"
WHOLE = "RENDEMENT_ALLES"  # tells the tests to try as often as is meant, see tests/helpers/project.py

# how long the tests and the mutations may take on two cores: together the default stays within half an hour
TEST_SECONDS, MUTATION_SECONDS = 1200, 600
WHOLE_TEST_SECONDS, WHOLE_MUTATION_SECONDS = 7200, 1800

MOST_WORKERS = 4

FULL, MOST = 100.0, 95.0
EXACT_FLOORS = ("engine", "bind")  # every line and every branch; the other floors at least MOST


@dataclass(frozen=True)
class Chosen:
    """What was asked for: without the mutations, or with every try."""

    quick: bool = False
    whole: bool = False

    @property
    def left_out(self) -> str:
        """Why the mutations do not run, if they do not."""
        if self.quick:
            return "--snel"
        return "" if hasattr(os, "fork") else "dit systeem kan een proces niet splitsen"


@dataclass(frozen=True)
class Verdict:
    """What one check came to: whether it holds, and what to say about it."""

    holds: bool
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """The outcome of the test run, from its own report."""

    passed: int
    failed: int
    skipped: tuple[tuple[str, str], ...]  # test and reason


def run(arguments: list[str], seconds: int = TEST_SECONDS, **settings: str) -> Verdict:
    """Run a module or script under this interpreter; its output goes straight through."""
    command, around = [sys.executable, *arguments], {**os.environ, **settings}
    try:
        code = subprocess.run(command, cwd=ROOT, timeout=seconds, check=False, env=around).returncode
    except subprocess.TimeoutExpired:
        return Verdict(False, (f"afgebroken na {seconds} seconden",))
    return Verdict(code == 0, () if code == 0 else (f"eindigde met code {code}",))


def read_counts(report: Path) -> Counts:
    """Passed, failed and skipped tests of a JUnit report."""
    passed = failed = 0
    skipped = []
    for test in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - written by our own test run
        skip = test.find("skipped")
        if skip is not None:
            name = f"{test.get('classname', '').replace('.', '/')}.py::{test.get('name')}"
            skipped.append((name, skip.get("message") or ""))
        elif test.find("failure") is not None or test.find("error") is not None:
            failed += 1
        else:
            passed += 1
    return Counts(passed, failed, tuple(skipped))


def listed(file: Path) -> tuple[str, ...]:
    """The tests that a file names, one per line with a reason after `#`; a line without one is refused.

    A line that ends in `/*` names a folder of tests.
    """
    names = []
    for line in file.read_text("utf-8").splitlines():
        name, mark, reason = line.partition("#")
        if not name.strip():
            continue
        if not mark or not reason.strip():
            raise ValueError(f"{file.name}: `{name.strip()}` heeft geen reden na `#`")
        names.append(name.strip())
    return tuple(names)


def is_listed(name: str, names: tuple[str, ...]) -> bool:
    """Whether a test is among these, by itself, with its whole file or with its whole folder."""
    among = name in names or name.partition("::")[0] in names
    return among or any(one.endswith("/*") and name.startswith(one[:-1]) for one in names)


def judge_skips(counts: Counts, allowed: tuple[str, ...]) -> Verdict:
    """Only listed tests may be skipped, and there must be tests at all."""
    lines = [f"overgeslagen: {name} ({reason})" for name, reason in counts.skipped]
    unlisted = [name for name, _ in counts.skipped if not is_listed(name, allowed)]
    lines += [f"staat niet in {ALLOWED_SKIPS.name}: {name}" for name in unlisted]
    if not counts.passed:
        lines.append("er is geen enkele test geslaagd")
    return Verdict(not unlisted and counts.passed > 0, tuple(lines))


def floor_of(path: str) -> str:
    """The floor a source file belongs to: the folder under the package, or the package itself."""
    pieces = path.replace("\\", "/").split("/rendement/", 1)[-1].split("/")
    return pieces[0] if len(pieces) > 1 else "rendement"


def judge_coverage(files: dict[str, dict[str, int]], on_disk: set[str]) -> Verdict:
    """Lines and branches per floor: all of engine/ and bind/, 95% elsewhere; every floor must be measured."""
    totals: dict[str, list[int]] = {}
    for path, summary in files.items():
        total = totals.setdefault(floor_of(path), [0, 0])
        total[0] += summary["covered_lines"] + summary["covered_branches"]
        total[1] += summary["num_statements"] + summary["num_branches"]
    lines, holds = [], True
    for floor in sorted(on_disk | set(totals)):
        covered, all_ = totals.get(floor, [0, 0])
        bound = FULL if floor in EXACT_FLOORS else MOST
        share = 100 * covered / all_ if all_ else FULL
        good = floor in totals and 100 * covered >= bound * all_
        holds = holds and good
        lines.append(f"{floor:<10} {share:6.2f}%  (ten minste {bound:.0f}%){'' if good else '  TE LAAG'}")
    return Verdict(holds, tuple(lines))


def bare_exclusions(settings: dict[str, list[str]], sources: dict[str, str]) -> list[str]:
    """Code kept out of the measurement without a reason, and settings that keep out whole files."""
    found = [
        f"pyproject.toml: `{key}` houdt bestanden buiten de meting"
        for key in ("omit", "include")
        if key in settings
    ]
    allowed = {"if TYPE_CHECKING:"}
    for key in ("exclude_lines", "exclude_also", "partial_also", "partial_branches"):
        found += [
            f"pyproject.toml: `{rule}` sluit regels uit"
            for rule in settings.get(key, [])
            if rule not in allowed
        ]
    mark = "pragma: " + "no"
    for name, text in sources.items():
        for number, line in enumerate(text.splitlines(), 1):
            _, hit, reason = line.partition(mark)
            if hit and " - " not in reason:
                found.append(f"{name}:{number}: uitzondering zonder reden")
    return found


def check_tests(folder: Path, *, whole: bool = False) -> tuple[Verdict, Counts]:
    """The tests, on every processor, under measurement of lines and branches."""
    report = folder / "tests.xml"
    seconds = WHOLE_TEST_SECONDS if whole else TEST_SECONDS
    spread = ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", "worksteal"]
    tests = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *spread, f"--junitxml={report}"]
    settings = {WHOLE: str(int(whole)), "COVERAGE_FILE": str(folder / "dekking")}
    verdict = run([*tests, "--cov", "--cov-report="], seconds, **settings)
    return verdict, read_counts(report) if report.exists() else Counts(0, 0, ())


def check_coverage(folder: Path) -> Verdict:
    """The bounds per floor, and no exclusion without a reason."""
    data, report = folder / "dekking", folder / "meting.json"
    written = run(["-m", "coverage", "json", "-q", f"--data-file={data}", "-o", str(report)])
    shown = run(["-m", "coverage", "report", f"--data-file={data}"])
    if not (written.holds and shown.holds):
        return Verdict(False, ("er is geen meting",))
    files = {name: item["summary"] for name, item in json.loads(report.read_text())["files"].items()}
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")
    }
    verdict = judge_coverage(files, {floor_of(name) for name in sources})
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coverage"]
    bare = bare_exclusions(settings["run"] | settings["report"], sources)
    return Verdict(verdict.holds and not bare, (*verdict.lines, *bare))


def check_mutations(*, whole: bool = False) -> Verdict:
    """Flip operators and constants of the engine one by one: each must break a test."""
    if not MUTATIONS.exists():
        return Verdict(False, ("tools/mutation.py ontbreekt",))
    return run([str(MUTATIONS)], WHOLE_MUTATION_SECONDS if whole else MUTATION_SECONDS)


def checks(folder: Path, found: list[Counts], chosen: Chosen) -> Iterator[tuple[str, Callable[[], Verdict]]]:
    """Every check by name, in the order in which they run; the cheap ones first."""

    def tests() -> Verdict:
        verdict, counts = check_tests(folder, whole=chosen.whole)
        found.append(counts)
        return verdict

    yield "opmaak (ruff format)", lambda: run(["-m", "ruff", "format", "--check", "."])
    yield "lint (ruff check)", lambda: run(["-m", "ruff", "check", "."])
    yield "typen (mypy)", lambda: run(["-m", "mypy"])
    if not chosen.left_out:
        yield "mutaties van engine/", lambda: check_mutations(whole=chosen.whole)
    yield "tests (pytest)", tests
    yield "overgeslagen tests", lambda: judge_skips(found[0], listed(ALLOWED_SKIPS))
    yield "dekking per vloer", lambda: check_coverage(folder)


def main() -> int:
    """Run every check, also after one has failed, and say what came of each."""
    parser = argparse.ArgumentParser(description="Toets het hele project.")
    parser.add_argument("--snel", dest="quick", action="store_true", help="zonder de mutaties")
    parser.add_argument("--alles", dest="whole", action="store_true", help="elke proef zo vaak als bedoeld")
    chosen = Chosen(**vars(parser.parse_args()))
    found: list[Counts] = []
    results = []
    with tempfile.TemporaryDirectory(prefix="rendement-toets-") as name:
        for title, check in checks(Path(name), found, chosen):
            print(f"\n== {title}", flush=True)
            start = time.monotonic()
            verdict = check()
            for line in verdict.lines:
                print(f"   {line}", flush=True)
            results.append((title, verdict.holds, time.monotonic() - start))
    print("\n== wat er liep")
    for title, holds, seconds in results:
        print(f"   {'goed' if holds else 'FOUT':<5} {title:<24} {seconds:6.1f} s")
    if chosen.left_out:
        print(f"   niet gelopen: mutaties van engine/ ({chosen.left_out})")
    if not chosen.whole:
        print("   proeven met willekeurige waarden liepen een paar keer (--alles: zo vaak als bedoeld)")
    counts = found[0]
    print(f"\n{counts.passed} passed, {counts.failed} failed, {len(counts.skipped)} skipped", flush=True)
    return 0 if all(holds for _, holds, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
