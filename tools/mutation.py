"""Does a test notice every small change of the arithmetic? Change it, run the tests, expect a failure.

`python tools/mutation.py [DEEL...]` changes one operator, comparison or constant of `engine/` at a time (of
all of it, or of the modules whose name holds one of the given parts) and runs a fast part of the suite on
each change. It prints the changes that no test notices, and ends with 1 when one of them is not listed in
`mutation.yaml` as a change that changes nothing.

The heavy imports happen once, here; every mutant is a fork that finds the changed module in place of the
file. A mutant that runs on for ever is stopped, and counts as noticed.
"""

import argparse
import ast
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

import pytest
import yaml

from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "src" / "rendement" / "engine"
KNOWN = Path(__file__).with_suffix(".yaml")
PACKAGE = "rendement.engine"
MEMORY = 4 * 1024**3

# the quickest tests first; what passes the one goes on to the next
SUITES = ("tests/engine", "tests/rekenvoorbeelden")
PROGRAMME = ("tests/programme/test_hand_worked.py", "tests/programme/test_cases_as_measures.py")
ALSO = {"programme": PROGRAMME, "programme_plan": PROGRAMME, "stream": PROGRAMME, "case_years": PROGRAMME}


@dataclass(frozen=True)
class Job:
    """One mutant, in the tree of its module."""

    mutant: Mutant
    tree: ast.Module
    path: Path

    def code(self) -> CodeType:
        """The changed module, compiled; the tree stays changed."""
        self.mutant.apply()
        return compile(ast.fix_missing_locations(self.tree), str(self.path), "exec")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module as compiled here instead of in its file."""

    def __init__(self, module: str, code: CodeType) -> None:
        self.module, self.code = module, code

    def find_spec(
        self, name: str, path: object, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module; nothing for any other."""
        return importlib.util.spec_from_loader(name, self) if name == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self.code, module.__dict__)  # noqa: S102 - our own module, changed in one place


def prepare() -> None:
    """Import what every mutant needs and none of them changes."""
    library = importlib.import_module("rendement.model.library")
    for figures in (library.known_actors, library.standing_norm, library.index_series):
        figures()
    gc.collect()
    gc.disable()
    gc.freeze()  # so that a fork shares this memory and never copies it
    if any(name.startswith(PACKAGE) for name in sys.modules):
        raise SystemExit("the engine is imported before it is changed")


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
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    suites: list[Path | str] = [*SUITES, *PROGRAMME]
    if job is not None:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        sys.meta_path.insert(0, Changed(f"{PACKAGE}.{job.path.stem}", job.code()))
        own = ROOT / "tests" / "engine" / f"test_{job.path.name}"
        suites = [*([own] if own.exists() else []), *SUITES, *ALSO.get(job.path.stem, ())]
    options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--no-summary"]
    os._exit(next((status for suite in suites if (status := pytest.main([*options, str(suite)]))), 0))


def run(todo: list[Job], seconds: int, workers: int) -> list[Mutant]:
    """Every mutant, a few at a time; those that no test noticed."""
    waiting, busy, survivors = list(reversed(todo)), {}, []
    while waiting or busy:
        while waiting and len(busy) < workers:
            job = waiting.pop()
            busy[start(job, seconds)] = job.mutant
        pid, status = os.wait()
        mutant = busy.pop(pid)
        if status == 0:
            survivors.append(mutant)
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
    seconds = int(10 + 5 * (time.monotonic() - began))
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
