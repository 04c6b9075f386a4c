"""Which tests reach which lines of the engine, and how long each takes: a change is tried on those alone."""

import os
import pickle
import resource
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import coverage
import pytest

CRASHED = 70
Item = pytest.Item
Lines = dict[str, dict[int, set[str]]]  # file → line → the tests that run it


@dataclass
class Reach:
    """What a run without changes came to."""

    lines: Lines = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)  # per test, of a processor
    failed: list[str] = field(default_factory=list)

    def of(self, file: Path, first: int, last: int) -> set[str]:
        """The tests that run any of these lines."""
        lines = self.lines.get(str(file), {})
        return set().union(*(tests for line, tests in lines.items() if first <= line <= last))

    def files(self, file: Path) -> dict[str, float]:
        """The files with tests that run any of it, with how long those tests take."""
        found: dict[str, float] = defaultdict(float)
        for test in self.of(file, 1, sys.maxsize):
            found[test.partition("::")[0]] += self.seconds[test]
        return found

    def add(self, other: "Reach") -> None:
        """What another process found."""
        for file, lines in other.lines.items():
            known = self.lines.setdefault(file, {})
            for line, tests in lines.items():
                known[line] = known.get(line, set()) | tests
        self.seconds |= other.seconds
        self.failed += other.failed


class Failures:
    """Hears of every test that fails."""

    def __init__(self) -> None:
        self.heard: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest, for each step of each test."""
        if report.failed:
            self.heard.add(report.nodeid)


def measured(items: Sequence[Item], failures: Failures, folder: Path, workers: int) -> Reach:
    """Run all of it once, each of a few processes an equal share of every file."""
    with tempfile.TemporaryDirectory(prefix="rendement-bereik-") as name:
        pids = {}
        for number in range(workers):
            part = Path(name) / str(number)
            pids[apart(partial(_measure, items[number::workers], failures, folder, part))] = part
        whole = Reach()
        for pid, part in pids.items():
            os.waitpid(pid, 0)
            whole.add(pickle.loads(part.read_bytes()))  # noqa: S301 - written by our own process
    return whole


def apart(work: Callable[[], int]) -> int:
    """Do it in a process of its own, which ends with what it returns; its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os._exit(work())
    except BaseException:  # nothing else would show it
        traceback.print_exc()
    finally:
        os._exit(CRASHED)  # whatever happens, this process never goes on with the work of its parent


def spent() -> float:
    """Seconds of a processor that this process took so far: what other work takes is not in it."""
    return time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def _measure(items: Sequence[Item], failures: Failures, folder: Path, part: Path) -> int:
    found = Reach()
    meter = coverage.Coverage(data_file=None, include=[f"{folder}/*"], config_file=False)
    meter.start()
    for item, following in zip(items, [*items[1:], None], strict=True):
        meter.switch_context(item.nodeid)
        began = spent()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        found.seconds[item.nodeid] = spent() - began
    meter.stop()
    found.failed = sorted(failures.heard)
    data = meter.get_data()
    for file in data.measured_files():
        found.lines[file] = {line: set(tests) for line, tests in data.contexts_by_lineno(file).items()}
    part.write_bytes(pickle.dumps(found))
    return 0
