"""The tests do not depend on where and how they are started: from any folder, and also with `nohup`."""

import os
import re
import signal
import subprocess
import sys

import pytest

from default_signals import stoppable
from project import ROOT

SOME = "names_its_source or every_printed_figure or json_and_a_pipe or any_bytes or says_what_calc_says"


def run_in(folder, *words):
    """What pytest says at the end, when it is started in a folder."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("HYPOTHESIS_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, words)],
        cwd=folder,
        env={**own, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.splitlines()[-1]  # `3 passed in 0.12s`


def test_from_a_folder_elsewhere_every_test_is_found_and_finds_its_files(tmp_path):
    """An empty set of parameters is an error, so collecting them all shows that every set has its files."""
    said = run_in(tmp_path, ROOT / "tests", "-k", SOME)
    passed, left_out = map(int, re.match(r"(\d+) passed, (\d+) deselected in ", said).groups())
    assert passed > 50
    assert passed + left_out > 4400  # that is: all of them
    assert list(tmp_path.iterdir()) == []


def test_from_a_folder_of_their_own_the_tests_find_their_files():
    here = ROOT / "tests" / "cases"
    before = set(here.iterdir())
    assert re.match(r"\d+ passed, \d+ deselected in ", run_in(here, ".", "-k", SOME))
    assert {path.name for path in set(here.iterdir()) - before} <= {"__pycache__"}


@pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")
def test_a_command_can_be_stopped_whatever_its_parent_ignores_or_blocks():
    script = "import signal; print(*map(signal.getsignal, (2, 15, 1)), signal.pthread_sigmask(0, ()))"
    signs = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(sign, signal.SIG_IGN) for sign in signs]
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signs)
    try:
        said = subprocess.run(stoppable("-c", script), capture_output=True, text=True, check=True).stdout
    finally:
        for sign, handler in zip(signs, before, strict=True):
            signal.signal(sign, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    assert said == "<built-in function default_int_handler> 0 0 set()\n"
