"""Does a test notice every small change of the arithmetic? Change it, run the tests, expect a failure.

`python tools/mutation.py [DEEL...]` changes one operator, comparison or constant of `engine/` at a time (of
all of it, or of the modules whose name holds one of the given parts) and runs a fast part of the suite on
each change. It prints the changes that no test notices, and ends with 1 when one of them is not listed in
`mutation.yaml` as a change that changes nothing.

The imports happen once, here, and every mutant is a fork. First the tests are collected once and run without
a change, to see which of them reach which line (`reach.py`); a mutant gives the changed function its new code
and runs those that reach the function: first what noticed another change of it, its own and the quickest
(`noticed.py`). Where more than a function changed, or no test reaches it, it imports everything that sees the
engine anew, with the tests. A mutant that runs on for ever is stopped, and counts as noticed; time is that of
a processor, so that a busy machine changes no outcome.
"""

import argparse
import ast
import gc
import importlib
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType

import hypothesis  # noqa: F401 - before the forks, not in every one of them
import numpy  # noqa: F401
import pytest
import yaml

from mutants import Mutant, mutants
from noticed import Noticed
from patching import load_all, load_anew, patch
from reach import Failures, Reach, apart, measured

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "src" / "rendement" / "engine"
KNOWN = Path(__file__).with_suffix(".yaml")
PACKAGE = "rendement.engine"
MEMORY = 4 * 1024**3

SUITES = tuple(f"tests/{name}" for name in ("engine", "rekenvoorbeelden", "programme", "monitor"))
# a failure is shown to nobody: the plainest form of it costs the least
QUIET = ("-x", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "--no-header")
QUIET += ("--no-summary", "--tb=native")
NOTICED, SURVIVED, UNTRIED = 0, 10, 11  # how the process of a mutant ends
LEAST_COST, LEAST_OF_FILE = 0.002, 0.2  # seconds of any test, and of any file with tests
LEAST = 2.0  # seconds of a processor that a test may take on a mutant, besides five times what it took before


@dataclass(frozen=True)
class Job:
    """One mutant, in the tree of its module."""

    mutant: Mutant
    tree: ast.Module
    path: Path
    before: CodeType

    @property
    def module(self) -> str:
        """The module that is changed."""
        return f"{PACKAGE}.{self.path.stem}"

    @property
    def own(self) -> str:
        """How the name of its own tests begins."""
        return f"tests/engine/test_{self.path.stem}.py"

    def patched(self) -> bool:
        """Change the functions in place; False where that takes importing the module again."""
        self.mutant.apply()
        return patch(self.module, self.before, compiled(self.tree, self.path))

    def import_anew(self) -> None:
        """Import the changed module again, and whatever sees the engine with it."""
        self.mutant.apply()
        load_anew(self.module, compiled(self.tree, self.path))


def compiled(tree: ast.Module, path: Path) -> CodeType:
    """The code of a module as it stands now."""
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


def prepare() -> None:
    """Import what every mutant needs, and read what none of them changes."""
    load_all()
    library = importlib.import_module("rendement.model.library")
    series = importlib.import_module("rendement.model.index_files")
    for figures in (library.known_actors, library.standing_norm, series.bundled_series):
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
            before = compiled(tree, path)
            found += [Job(mutant, tree, path, before) for mutant in list(mutants(tree, path.name))]
    return found


class Trials:
    """Collects the tests once; each mutant is then a fork that runs those that reach the change."""

    def __init__(self, todo: list[Job], workers: int) -> None:
        self.todo, self.workers, self.failures = todo, workers, Failures()
        self.reach, self.outcomes = Reach(), list[int]()
        self.noticed = Noticed([(job.mutant.file, job.mutant.function) for job in todo])

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest once it has collected the tests: the place of its own loop."""
        session.config.pluginmanager.register(self.failures)
        self.reach = measured(session.items, self.failures, ENGINE, self.workers)
        gc.freeze()
        if not self.reach.failed:
            self.outcomes = each(len(self.todo), partial(self._outcome, session), self.workers)
        return True

    def _outcome(self, session: pytest.Session, number: int) -> int:
        job = self.todo[number]
        seconds, order = self.reach.seconds, self._order(session, number)
        if not order or not job.patched():
            return UNTRIED
        _sealed()
        for index in order:
            item = session.items[index]
            signal.setitimer(signal.ITIMER_PROF, LEAST + 5 * seconds[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failures.heard:
                self.noticed.add(number, index)
                return NOTICED
        return SURVIVED

    def _order(self, session: pytest.Session, number: int) -> list[int]:
        """The tests that reach the function, by their place in the session."""
        job = self.todo[number]
        reaching = self.reach.of(job.path, *job.mutant.lines)
        names = {index: item.nodeid for index, item in enumerate(session.items) if item.nodeid in reaching}
        seconds = {index: LEAST_COST + self.reach.seconds[name] for index, name in names.items()}
        own = {index for index, name in names.items() if name.startswith(job.own)}
        return self.noticed.order(number, seconds, own)


def _sealed() -> None:
    """What a mutant prints nobody reads, and it cannot take all memory."""
    with suppress(ValueError, OSError):  # where a process cannot be held to it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)


def each(count: int, work: Callable[[int], int], workers: int) -> list[int]:
    """What came of each mutant by its number, a few at a time and every one in a process of its own.

    A process that runs on for ever is stopped by its own timer: noticed.
    """
    outcomes, waiting, busy = [NOTICED] * count, list(reversed(range(count))), dict[int, int]()
    while waiting or busy:
        while waiting and len(busy) < workers:
            number = waiting.pop()
            busy[apart(partial(work, number))] = number
        pid, status = os.wait()
        if (number := busy.pop(pid)) is not None and os.WIFEXITED(status):
            outcomes[number] = os.WEXITSTATUS(status)
    return outcomes


def in_place(todo: list[Job], workers: int) -> tuple[Reach, list[int]]:
    """Try every mutant by changing functions in place; what came of each.

    In a process of its own, so that in this one no test was collected yet.
    """
    with tempfile.NamedTemporaryFile(prefix="rendement-proeven-") as file:
        pid = apart(partial(_in_place, todo, workers, Path(file.name)))
        if os.waitpid(pid, 0)[1]:
            raise RuntimeError("de proef zelf ging fout")
        return pickle.load(file)  # noqa: S301 - written by our own process


def _in_place(todo: list[Job], workers: int, file: Path) -> int:
    trials = Trials(todo, workers)
    status = pytest.main([*QUIET, *SUITES], plugins=[trials])
    file.write_bytes(pickle.dumps((trials.reach, trials.outcomes)))
    return status


def anew(reach: Reach, todo: list[Job], noticed: Noticed, number: int) -> int:
    """Try a mutant by importing its module again, file by file."""
    job = todo[number]
    files = reach.files(job.path)
    names = sorted(files)
    seconds = {index: LEAST_OF_FILE + files[name] for index, name in enumerate(names)}
    own = {index for index, name in enumerate(names) if name.startswith(job.own)}
    _sealed()
    signal.setitimer(signal.ITIMER_PROF, LEAST + 5 * sum(files.values()))
    job.import_anew()
    for index in noticed.order(number, seconds, own):
        if pytest.main([*QUIET, names[index]]):
            noticed.add(number, index)
            return NOTICED
    return SURVIVED


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
    todo = jobs(chosen.parts)
    reach, outcomes = in_place(todo, chosen.workers)
    if reach.failed or not reach.seconds:
        print("zonder verandering falen de tests al:", *reach.failed)
        return 1
    untried = [job for job, outcome in zip(todo, outcomes, strict=True) if outcome == UNTRIED]
    noticed = Noticed([job.mutant.file for job in untried])
    again = each(len(untried), partial(anew, reach, untried, noticed), chosen.workers)
    survivors = [
        job.mutant
        for job, outcome in (*zip(todo, outcomes, strict=True), *zip(untried, again, strict=True))
        if outcome == SURVIVED
    ]
    for line in (wrong := unexpected(survivors, not chosen.parts)):
        print(line)
    passed = time.monotonic() - began
    killed = len(todo) - len(survivors)
    print(f"{len(todo)} mutanten, {killed} gedood, {len(survivors)} overleven, {passed:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
