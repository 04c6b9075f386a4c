"""The tests find their files from any folder, and leave nothing in it."""

import os
import re
import subprocess
import sys

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
