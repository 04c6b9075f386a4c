"""Processes of a batch that are killed, as when the memory is full: nothing is lost, nothing hangs."""

import os
import random
import signal
import threading
import time
from functools import partial

import pytest

import rendement
from rendement.report.batch import run as batch_run
from rendement.report.batch.row import score
from rendement.study.batch import job, pool
from rendement.study.batch.executor import Task
from rendement.study.batch.processes import process_pool
from small_batch import blocked_signs, dies_of, dies_once, dies_while_it_answers, doubled, slowly_doubled

pytestmark = pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")

TRIES = 4
NUMBERS = range(400)


class Crew:
    """Makes pools of two processes, and remembers them."""

    def __init__(self):
        self.pools = []
        self.broken = 0

    def make(self):
        self.pools.append(process_pool(2))
        return self.pools[-1]

    def told(self):
        self.broken += 1

    def work(self, work, items=NUMBERS):
        task = Task(lambda: work, lambda number: f"kwijt: {number}", self.make, 2, broke=self.told)
        return list(pool.run(items, task))

    def processes(self):
        return list((self.pools[-1]._processes or {}).values()) if self.pools else []


@pytest.fixture
def crew():
    return Crew()


def test_a_process_can_be_told_to_stop(crew):
    assert [signal.SIGTERM in blocked for blocked in crew.work(blocked_signs, range(2))] == [False, False]


@pytest.mark.parametrize("how", ["een", "beide"])
def test_processes_killed_at_random_moments_cost_nothing(how, crew, monkeypatch):
    monkeypatch.setattr(pool, "SMALLEST", 5)
    monkeypatch.setattr(pool, "LARGEST", 5)
    chance = random.Random(18)
    killed = 0

    def strike(moment):
        nonlocal killed
        while not crew.processes():
            time.sleep(0.001)
        time.sleep(moment)
        processes = crew.processes()
        for process in processes if how == "beide" else chance.sample(processes, min(1, len(processes))):
            killed += process.is_alive()
            process.kill()

    for _ in range(TRIES):
        crew.pools.clear()
        killer = threading.Thread(target=strike, args=(chance.uniform(0, 0.6),))
        killer.start()
        assert crew.work(slowly_doubled) == doubled(NUMBERS)
        killer.join()
    assert killed
    assert crew.broken <= killed


def test_what_a_killed_process_left_is_done_again_and_told_once(crew, tmp_path):
    assert crew.work(partial(dies_once, tmp_path / "dood", doubled)) == doubled(NUMBERS)
    assert crew.broken == 1
    assert len(crew.pools) == 2  # the second one does all that was left


def test_a_process_killed_while_it_answers_keeps_nobody_waiting(crew, tmp_path):
    assert crew.work(partial(dies_while_it_answers, tmp_path / "dood", doubled)) == doubled(NUMBERS)
    assert crew.broken == 1


def test_only_what_kills_every_time_is_lost(crew):
    found = crew.work(partial(dies_of, 120))
    assert found == [f"kwijt: {n}" if n == 120 else 2 * n for n in NUMBERS]


def test_nothing_is_told_when_nothing_happened(crew):
    assert crew.work(doubled) == doubled(NUMBERS)
    assert crew.broken == 0
    assert len(crew.pools) == 1


def test_the_table_is_whole_and_one_sentence_says_what_happened(run, many, folder, monkeypatch):
    many(120)
    assert run("batch", "zaken", "--workers", 1, "-o", "vers.csv").exit_code == 0
    monkeypatch.setattr(batch_run, "_load", lambda: partial(dies_once, folder / "dood", score))
    answer = run("batch", "zaken", "--workers", 2, "-o", "uit.csv")
    assert (folder / "uit.csv").read_bytes() == (folder / "vers.csv").read_bytes()
    assert answer.exit_code == 0
    assert answer.stderr.count(job.BROKE) == answer.stderr.count("rekenproces") == 1


def test_check_says_it_as_well(run, many, folder, monkeypatch):
    many(120)
    over_files, marker = job.over_files, folder / "dood"

    def dying(files, load, *words):
        return over_files(files, lambda: partial(dies_once, marker, load()), *words)

    monkeypatch.setattr(job, "over_files", dying)
    answer = run("check", "zaken", "--workers", 2)
    assert answer.exit_code == 0
    assert answer.stderr.startswith(f"{job.BROKE}\n120 bestanden")


def test_in_a_notebook_it_is_a_warning(many, folder, monkeypatch):
    many(120)
    monkeypatch.setattr(batch_run, "_load", lambda: partial(dies_once, folder / "dood", score))
    with pytest.warns(UserWarning, match="een rekenproces is gestopt"):
        assert len(rendement.batch("zaken", workers=2)) == 120
