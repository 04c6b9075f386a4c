"""`--watch` computes again when a file that was read has changed, and only then."""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from default_signals import stoppable
from rendement.cli import app, watching
from rendement.source.finding import UsageError
from rendement.source.reads import NOTHING, UNSURE
from rendement.source.root import inside
from rendement.source.text import MAX_BYTES, read_text
from rendement.study import watch as watch_module
from rendement.study.watch import look, watch

CASE = """naam: Kijk
gemeente: Zoetermeer
periode: 2020
prijspeil: 2020
prijslijsten: [lijst.yaml]
baten:
  - {naam: Iets, prijs: dak/lek, aantal: 4}
"""
LIST = """prijslijst: eigen
prijspeil: 2020
posten:
  dak/lek: {naam: Lek dak, bedrag: 75, eenheid: keer, betaler: gemeente, bron: offerte}
"""


@pytest.fixture
def events(monkeypatch):
    """What happens between the looks, one action for each; no waiting."""
    actions = []

    def sleep(_):
        if actions:
            actions.pop(0)()

    monkeypatch.setattr(watch_module.time, "sleep", sleep)
    return actions


def nothing():
    pass


def watched(path, rounds):
    """The texts that a watched computation saw."""
    seen = []

    def compute():
        seen.append(path.read_text() if path.exists() else None)
        if path.exists():
            read_text(str(path))

    watch(compute, rounds=rounds)
    return seen


def test_a_change_is_seen_once_it_has_settled(tmp_path, events):
    path = tmp_path / "x.yaml"
    path.write_text("een")
    events += [nothing, lambda: path.write_text("half"), lambda: path.write_text("twee"), nothing, nothing]
    assert watched(path, rounds=5) == ["een", "twee"]


def test_saving_the_same_text_computes_nothing(tmp_path, events):
    path = tmp_path / "x.yaml"
    path.write_text("een")
    events += [lambda: (path.write_text("een"), os.utime(path, (1, 1))), nothing, nothing]
    assert watched(path, rounds=3) == ["een"]


def test_a_change_during_a_run_is_not_missed(tmp_path, events):
    path = tmp_path / "x.yaml"
    path.write_text("een")
    seen = []

    def compute():
        seen.append(path.read_text())
        read_text(str(path))
        if len(seen) == 1:
            path.write_text("twee")

    watch(compute, rounds=3)
    assert seen == ["een", "twee"]


def test_a_file_that_goes_and_comes_back(tmp_path, events):
    path = tmp_path / "x.yaml"
    path.write_text("een")
    seen = []

    def compute():
        seen.append(path.read_text() if path.exists() else None)
        try:
            read_text(str(path))
        except UsageError:
            seen[-1] = "weg"

    events += [path.unlink, nothing, lambda: path.write_text("terug"), nothing]
    watch(compute, rounds=4)
    assert seen == ["een", "weg", "terug"]


def test_a_file_too_large_or_a_folder_does_not_compute_for_ever(tmp_path, events):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    runs = []

    def compute():
        runs.append(1)
        read_text(str(path))
        read_text(str(tmp_path))

    watch(compute, rounds=4)
    assert runs == [1]
    assert (look(str(tmp_path)).content, look(str(tmp_path / "weg")).content) == (UNSURE, NOTHING)


@pytest.mark.skipif(sys.platform == "win32", reason="koppelingen vragen daar een recht")
def test_a_list_behind_a_link_does_not_compute_for_ever(tmp_path, events):
    (tmp_path / "echt").mkdir()
    (tmp_path / "echt" / "lijst.yaml").write_text("een")
    (tmp_path / "link").symlink_to("echt")
    seen = []

    def compute():
        path = inside("link/lijst.yaml", tmp_path, tmp_path)
        seen.append(read_text(str(path))[0])

    def turn():
        (tmp_path / "ander").mkdir()
        (tmp_path / "ander" / "lijst.yaml").write_text("twee")
        (tmp_path / "link").unlink()
        (tmp_path / "link").symlink_to("ander")

    events += [nothing, nothing, nothing, turn, nothing]
    watch(compute, rounds=6)
    assert seen == ["een", "twee"]


def rounds_of(monkeypatch, count):
    monkeypatch.setattr(watching, "watch", lambda compute: watch(compute, rounds=count))


def test_a_price_list_is_watched_too_and_a_broken_save_only_shows_findings(tmp_path, events, monkeypatch):
    case, prices = tmp_path / "casus.yaml", tmp_path / "lijst.yaml"
    case.write_text(CASE, "utf-8")
    prices.write_text(LIST, "utf-8")
    rounds_of(monkeypatch, 8)
    events += [
        lambda: prices.write_text(LIST.replace("75", "80"), "utf-8"),
        nothing,
        lambda: case.write_text(CASE.replace("aantal: 4", "aantal: 4.000"), "utf-8"),
        nothing,
        prices.unlink,
        nothing,
        lambda: (prices.write_text(LIST, "utf-8"), case.write_text(CASE.replace("4", "5"), "utf-8")),
        nothing,
    ]
    result = CliRunner().invoke(app, ["calc", str(case), "--watch", "--format", "csv"])
    assert result.exit_code == 0
    head, *rows = csv.reader(result.stdout.splitlines())
    totals = [row[head.index("totaal_rendement")] for row in rows if row[:1] == [str(case)]]
    assert totals == [str(4 * 75), str(4 * 80), str(5 * 75)]
    assert "casus.yaml:7:" in result.stderr
    assert "\x1b" not in result.stdout


def test_the_headline_is_the_last_thing_on_the_screen(tmp_path, monkeypatch, events):
    """A long report scrolls away; whoever watches wants to see what moved."""
    case = tmp_path / "casus.yaml"
    case.write_text(CASE.replace("prijslijsten: [lijst.yaml]\n", "").replace("prijs: dak/lek", "bedrag: 10"))
    rounds_of(monkeypatch, 0)
    shown = CliRunner().invoke(app, ["calc", str(case), "--watch"]).stdout
    assert shown.splitlines()[-1].split() == ["Kijk", "Zoetermeer", str(4 * 10), "0", str(4 * 10), "-", "40"]
    assert "1 casus ·" in shown


def test_watching_writes_the_file_again(tmp_path, events, monkeypatch):
    case, target = tmp_path / "casus.yaml", tmp_path / "uit.md"
    case.write_text(CASE.replace("prijslijsten: [lijst.yaml]\n", "").replace("prijs: dak/lek", "bedrag: 10"))
    rounds_of(monkeypatch, 2)
    events.append(lambda: case.write_text(case.read_text().replace("aantal: 4", "aantal: 6")))
    result = CliRunner().invoke(app, ["calc", str(case), "--watch", "-o", str(target)])
    assert result.stderr == f"geschreven: {target}\n" * 2
    assert f"**{6 * 10}**" in target.read_text("utf-8")


def test_standard_input_cannot_be_watched():
    result = CliRunner().invoke(app, ["calc", "-", "--watch"], input="")
    assert result.exit_code == 2
    assert "--watch kan niet met standaardinvoer (-)" in result.stderr


def test_a_terminal_is_cleared_first(tmp_path, events, monkeypatch):
    written = []

    class Terminal:
        def isatty(self):
            return True

        def write(self, text):
            written.append(text)

        def flush(self):
            pass

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    rounds_of(monkeypatch, 1)
    watching.keep_watching(lambda: written.append("uitkomst"), ["x.yaml"])
    assert written[:2] == [watching.CLEAR, "uitkomst"]
    assert "stop met Ctrl-C" in written[2]


@pytest.mark.skipif(sys.platform == "win32", reason="een signaal zoals Unix het kent")
def test_ctrl_c_ends_it_quietly(tmp_path):
    case = tmp_path / "casus.yaml"
    case.write_text(CASE.replace("prijslijsten: [lijst.yaml]\n", "").replace("prijs: dak/lek", "bedrag: 10"))
    out = tmp_path / "uit.txt"
    with out.open("w") as file:
        program = subprocess.Popen(
            stoppable("-m", "rendement", "calc", str(case), "--watch"),
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        deadline = time.monotonic() + 20
        while not out.read_text() and time.monotonic() < deadline:
            time.sleep(0.05)
        program.send_signal(signal.SIGINT)
        errors = program.communicate(timeout=20)[1]
    assert (program.returncode, errors) == (0, "")
    assert "Kijk" in Path(out).read_text()
