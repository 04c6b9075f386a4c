"""What may happen to workers of Dask while they work, on a real scheduler: nothing is lost or double."""

import logging
import os
import signal
import subprocess
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from dask_crew import Crew
from default_signals import stoppable
from rendement.report.batch import run as batch_run
from rendement.report.batch.row import score
from rendement.study.batch import dask_engine, pool, watching
from rendement.study.batch.job import BROKE
from small_batch import dies_at, dies_once, eats_once, sleeps_once, slowed, stands_still_once, strikes_at

pytestmark = pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")

COUNT = 60


@pytest.fixture(scope="module")
def nannies(tmp_path_factory):
    """Two workers that are started anew when they stop; a chunk that stopped one, Dask does not try again."""
    crew = Crew(tmp_path_factory.mktemp("nannies"), failures=0)
    try:
        crew.worker("--nanny", "--memory-limit", "400MB")
        crew.worker("--nanny", "--memory-limit", "400MB")
        yield crew.ready()
    finally:
        crew.stop()


@pytest.fixture
def crew(tmp_path_factory):
    """Two workers that are gone when they stop."""
    crew = Crew(tmp_path_factory.mktemp("dask"))
    try:
        crew.worker("--no-nanny")
        crew.worker("--no-nanny")
        yield crew.ready()
    finally:
        crew.stop()


@pytest.fixture
def alone(many, run, folder, monkeypatch):
    """The table of one process, and from here on small chunks."""
    many(COUNT)
    run("batch", "zaken", "--workers", 1, "-o", "een.csv")
    monkeypatch.setattr(pool, "SMALLEST", 5)
    monkeypatch.setattr(pool, "LARGEST", 5)
    return folder / "een.csv"


@pytest.fixture
def over(run, monkeypatch):
    """The command over workers that do this work."""

    def over(crew, work, *words):
        with monkeypatch.context() as patch:
            patch.setattr(batch_run, "_load", lambda: work)
            return run("batch", "zaken", "-o", "uit.csv", "--executor", crew.address, *words)

    return over


def whole(answer, alone, *said):
    """Every row is there once, with the sentences that say what happened and no others."""
    assert answer.exit_code == 0, answer.stderr
    assert alone.with_name("uit.csv").read_bytes() == alone.read_bytes()
    for sentence in (BROKE, dask_engine.HUNG):
        assert answer.stderr.count(sentence) == (sentence in said)


@pytest.mark.parametrize("sent", [[], ["--meesturen"]], ids=["paden", "meegestuurd"])
def test_what_a_killed_worker_left_is_done_by_another(over, crew, alone, folder, sent):
    work = partial(dies_once, folder / "dood", partial(slowed, 0.04, score))
    whole(over(crew, work, *sent), alone, BROKE)
    assert (folder / "dood").exists()


def test_a_worker_that_takes_all_the_memory_is_stopped_and_its_work_done_again(over, nannies, alone, folder):
    whole(over(nannies, partial(eats_once, folder / "vol", score)), alone, BROKE)
    assert (folder / "vol").exists()


def test_only_the_file_that_stops_every_worker_is_lost(over, nannies, alone, records, folder):
    answer = over(nannies, partial(dies_at, "z0031", score))
    assert answer.exit_code == 1
    rows, before = (path.read_text().splitlines() for path in (folder / "uit.csv", alone))
    assert len(rows) == len(before) == COUNT + 1
    changed = [new for new, old in zip(rows, before, strict=True) if new != old]
    assert [row.startswith("zaken/z0031.yaml,") for row in changed] == [True]
    assert "het rekenproces stopte bij dit bestand" in changed[0]


def test_a_worker_that_stands_still_is_passed_over(over, nannies, alone, folder, monkeypatch):
    monkeypatch.setattr(watching, "WAITING", 0.5)
    monkeypatch.setattr(watching, "SILENT", 1.5)
    marker = folder / "stil"
    try:
        whole(over(nannies, partial(stands_still_once, marker, score)), alone, dask_engine.HUNG)
    finally:
        with suppress(ProcessLookupError):
            os.kill(int(marker.read_text()), signal.SIGCONT)


def test_a_worker_that_waits_for_ever_in_a_file_is_passed_over(over, nannies, alone, folder, monkeypatch):
    monkeypatch.setattr(watching, "WAITING", 0.5)
    monkeypatch.setattr(watching, "STUCK", 1.5)
    began = time.monotonic()
    whole(over(nannies, partial(sleeps_once, folder / "wacht", 12, score)), alone, dask_engine.HUNG)
    assert time.monotonic() - began < 10


def test_without_any_worker_left_it_ends_and_what_was_done_is_kept(
    over, crew, alone, run, computed, monkeypatch
):
    monkeypatch.setattr(watching, "GONE", 1)
    answer = over(crew, partial(dies_at, "z0031", score), "--cache", "c")
    resumes(answer, "er is geen werker meer die antwoordt, al 1 seconden niet", run, computed, alone)


def test_without_the_scheduler_it_ends_and_what_was_done_is_kept(over, crew, alone, run, computed):
    answer = over(crew, partial(strikes_at, "z0031", crew.scheduler.pid, score), "--cache", "c")
    resumes(answer, f"de scheduler op {crew.tcp} antwoordt niet meer", run, computed, alone)
    for name in ("distributed.client", "tornado.application", "asyncio"):  # they say it with a traceback
        assert not logging.getLogger(name).isEnabledFor(logging.CRITICAL)


def resumes(answer, said, run, computed, alone):
    """It ended in two sentences, and the same command without Dask does only what was left."""
    assert answer.exit_code == 1
    outcome = "er is geen tabel geschreven; dezelfde opdracht gaat verder waar deze gebleven is"
    assert answer.stderr.splitlines() == [f"rendement: {said}", f"rendement: {outcome}"]
    assert not alone.with_name("uit.csv").exists()
    computed.clear()
    again = run("batch", "zaken", "-o", "uit.csv", "--workers", 1, "--cache", "c")
    assert again.exit_code == 0
    assert 0 < len(computed) < COUNT
    assert alone.with_name("uit.csv").read_bytes() == alone.read_bytes()


def test_a_scheduler_without_workers_is_not_waited_for_without_an_end(over, alone, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "GONE", 1)
    (tmp_path / "leeg").mkdir()
    crew = Crew(tmp_path / "leeg")
    try:
        answer = over(crew, score)
    finally:
        crew.stop()
    assert answer.exit_code == 1
    assert (
        f"is na 1 seconden geen werker aangemeld; start er een met `dask worker {crew.tcp}`" in answer.stderr
    )


# -- processes of our own

OWN = "from rendement.__main__ import main; main()"
WORDS = ["batch", "zaken", "--executor", "dask", "--workers", "2", "--cache", "c", "-o", "uit.csv"]


def test_processes_of_our_own_are_on_the_loopback_and_gone_after_an_interrupt(many, folder, run, alone):
    many(600)
    command = stoppable("-c", OWN, *WORDS)
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        own = psutil.Process(process.pid)
        until = time.monotonic() + 30
        while not list(Path("c").glob("*.jsonl")) and time.monotonic() < until:
            time.sleep(0.02)
        family = [own, *own.children(recursive=True)]
        doors = {door.laddr.ip for one in family for door in one.net_connections() if door.status == "LISTEN"}
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130
    assert said.splitlines() == [
        "rendement: afgebroken, er is geen tabel geschreven; "
        "dezelfde opdracht gaat verder waar deze gebleven is"
    ]
    assert doors == {"127.0.0.1"}
    assert len(family) > 2
    assert psutil.wait_procs(family, 10)[1] == []
    assert not Path("uit.csv").exists()
    run("batch", "zaken", "--workers", 1, "-o", "een.csv")
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "ongewijzigd en uit de cache: " in again.stderr
    assert "cache: 0 van" not in again.stderr
    assert Path("uit.csv").read_bytes() == Path("een.csv").read_bytes()
