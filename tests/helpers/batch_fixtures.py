"""A folder of small cases, the command run in it, and a count of what was really computed."""

import json

import pytest
from typer.testing import CliRunner

from rendement.cli import app
from rendement.study.batch.examine import Examiner
from small_batch import numbered


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with `zaken/` in it, and the command runs there."""
    (tmp_path / "zaken").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder):
    """Write a text below the folder."""

    def write(name, text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def many(write):
    """So many cases, of which no line is in another; case number i has i + 1 results."""

    def many(count):
        for number in range(count):
            write(f"zaken/z{number:04d}.yaml", numbered(number))

    return many


@pytest.fixture
def run():
    """Run the command in this process."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def records(run):
    """The rows of a batch, by path."""

    def records(*words):
        found = json.loads(run("batch", *words, "--format", "json").stdout)
        return {record["pad"]: record for record in found}

    return records


@pytest.fixture
def computed(monkeypatch):
    """The paths that were really read and computed, in this process."""
    paths = []
    examine = Examiner.examine
    monkeypatch.setattr(
        Examiner, "examine", lambda self, file: (paths.append(file.path), examine(self, file))[1]
    )
    return paths


@pytest.fixture
def kept_in(run, computed, folder):
    """Run a batch with a cache into this file: which files were computed for it, and its text.

    The same as without a cache, always.
    """

    def kept_in(target, *words):
        computed.clear()
        answer = run("batch", "zaken", "--cache", "cache", "--workers", 1, "-o", target, *words)
        assert answer.exit_code == 0, answer.output
        fresh, text = list(computed), (folder / target).read_text("utf-8")
        run("batch", "zaken", "--workers", 1, "-o", f"vers-{target}", *words)
        assert text == (folder / f"vers-{target}").read_text("utf-8")
        return fresh, text

    return kept_in
