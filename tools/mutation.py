"""Does a test notice every small change of the arithmetic? Change it, run the tests, expect a failure.

`python tools/mutation.py [DEEL...]` changes one operator, comparison or constant of `engine/` at a time (of
all of it, or of the modules whose name holds one of the given parts) and runs a fast part of the suite on
each change. It prints the changes that no test notices, and ends with 1 when one of them is not listed in
`mutation.yaml` as a change that changes nothing.

The imports happen once, here, and every mutant is a fork. It gives the changed function its new code; where
more than a function changed, or no test noticed that, it imports everything that sees the engine anew. A
mutant that runs on for ever is stopped, and counts as noticed.
"""

import argparse
import ast
import gc
import importlib
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType

import numpy  # noqa: F401 - before the forks, not in every one of them
import pytest
import yaml

from mutants import Mutant, mutants
from patching import load_all, load_anew, patch

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "src" / "rendement" / "engine"
KNOWN = Path(__file__).with_suffix(".yaml")
PACKAGE = "rendement.engine"
MEMORY = 4 * 1024**3

# the quickest tests first; what passes the one goes on to the next
SUITES = ("tests/engine", "tests/rekenvoorbeelden")
PROGRAMME = ("tests/programme/test_hand_worked.py", "tests/programme/test_cases_as_measures.py")
OWN = {"blocks": "test_program.py"}  # the tests of a module, where they have another name
POSTS = ("tests/programme/test_posts.py",)
PLANNED = ("tests/programme/test_plan_and_outcome.py",)
MONITOR = (
    "tests/monitor/test_hand_worked.py",
    "tests/monitor/test_report.py",
    "tests/monitor/test_findings.py",
)
ALSO = {
    "programme": (*PROGRAMME, *PLANNED, "tests/programme/test_staff.py", "tests/programme/test_sides.py"),
    "programme_plan": (*PROGRAMME, *PLANNED),
    "programme_blocks": ("tests/programme/test_blocks.py", "tests/programme/test_programmes_inside.py"),
    "programme_bridge": PLANNED,
    "programme_structural": ("tests/programme/test_conclusion.py", "tests/programme/test_staff.py"),
    "stream": (*PROGRAMME, "tests/programme/test_staff.py"),
    "case_years": (*PROGRAMME, "tests/programme/test_sides.py"),
    "monitor": MONITOR,
    "monitor_plan": MONITOR,
    "monitor_volume": MONITOR,
    "monitor_post": POSTS,
    "programme_post": POSTS,
}


@dataclass(frozen=True)
class Job:
    """One mutant, in the tree of its module."""

    mutant: Mutant
    tree: ast.Module
    path: Path
    anew: bool = False  # import the module again

    @property
    def module(self) -> str:
        """The module that is changed."""
        return f"{PACKAGE}.{self.path.stem}"

    def put(self) -> bool:
        """Put the changed module in place; False where that takes importing it again."""
        before = self._code()
        self.mutant.apply()
        after = self._code()
        if self.anew:
            load_anew(self.module, after)
        return self.anew or patch(self.module, before, after)

    def suites(self) -> list[str | Path]:
        """The tests that should notice it, its own first."""
        own = ROOT / "tests" / "engine" / OWN.get(self.path.stem, f"test_{self.path.name}")
        return [*([own] if own.exists() else []), *ALSO.get(self.path.stem, ()), *SUITES]

    def _code(self) -> CodeType:
        return compile(ast.fix_missing_locations(self.tree), str(self.path), "exec")


def prepare() -> None:
    """Import what every mutant needs, and read what none of them changes."""
    load_all()
    library = importlib.import_module("rendement.model.library")
    for figures in (library.known_actors, library.standing_norm, library.index_series):
        figures()
    gc.collect()
    gc.disable()
    gc.freeze()  # so that a fork shares this memory and never copies it


def jobs(parts: Iterable[str]) -> list[Job]:
    """Every mutant of the chosen modules."""
    parts, found = tuple(parts), []
    for path in sorted(ENGINE.glob("*.py")):
        if not parts or any(part in path.stem for part in parts):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [Job(mutant, tree, path) for mutant in list(mutants(tree, path.name))]
    return found


def start(job: Job | None, seconds: int) -> int:
    """Run the tests in a process of their own; its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os._exit(_noticed(job, seconds))
    finally:
        os._exit(2)  # whatever happens, this process never goes on with the work of its parent


def _noticed(job: Job | None, seconds: int) -> int:
    """0 when no test fails, or when the change takes importing the module again."""
    signal.alarm(seconds)
    with suppress(ValueError, OSError):  # where a process cannot be held to it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if job is None:
        return _tested([*SUITES, *PROGRAMME])
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    return _tested(job.suites()) if job.put() else 0


def _tested(suites: Iterable[Path | str]) -> int:
    options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--no-summary"]
    return next((int(status) for suite in suites if (status := pytest.main([*options, str(suite)]))), 0)


def run(todo: list[Job], seconds: int, workers: int) -> list[Mutant]:
    """Every mutant, a few at a time; those that no test noticed."""
    waiting, busy, survivors = list(reversed(todo)), {}, []
    while waiting or busy:
        while waiting and len(busy) < workers:
            job = waiting.pop()
            busy[start(job, seconds)] = job
        pid, status = os.wait()
        job = busy.pop(pid)
        if status == 0 and job.anew:
            survivors.append(job.mutant)
        elif status == 0:
            waiting.append(replace(job, anew=True))
    return survivors


def unexpected(survivors: list[Mutant], whole: bool) -> list[str]:
    """Survivors that are not listed, and, after a whole run, listed ones that did not survive."""
    listed = yaml.safe_load(KNOWN.read_text(encoding="utf-8")) or []
    known = {(item["bestand"], item["functie"], item["van"], item["naar"]) for item in listed}
    found = {(item.file, item.function, item.before, item.after) for item in survivors}
    stale = [f"staat in {KNOWN.name}, maar overleeft niet: {item}" for item in sorted(known - found)]
    new = [
        str(item) for item in survivors if (item.file, item.function, item.before, item.after) not in known
    ]
    return new + (stale if whole else [])


def main() -> int:
    """Run it; 1 when a test is missing."""
    parser = argparse.ArgumentParser(
        description="Verander de rekenkern op één plek; elke verandering moet opvallen."
    )
    parser.add_argument("parts", metavar="deel", nargs="*", help="alleen modules waarvan de naam dit bevat")
    parser.add_argument(
        "--tegelijk",
        dest="workers",
        metavar="N",
        type=int,
        default=os.cpu_count() or 1,
        help="hoeveel processen",
    )
    chosen = parser.parse_args()
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # looking for plugins takes longer than the tests
    prepare()
    began = time.monotonic()
    _, status = os.waitpid(start(None, 600), 0)
    if status:
        print("zonder verandering falen de tests al")
        return 1
    seconds = int(5 + 3 * (time.monotonic() - began))
    todo = jobs(chosen.parts)
    survivors = run(todo, seconds, chosen.workers)
    for line in (wrong := unexpected(survivors, not chosen.parts)):
        print(line)
    spent = time.monotonic() - began
    killed = len(todo) - len(survivors)
    print(f"{len(todo)} mutanten, {killed} gedood, {len(survivors)} overleven, {spent:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
