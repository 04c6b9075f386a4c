"""What may happen to files, disks and processes while a batch runs: a row or a sentence that says so."""

import errno
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest

from default_signals import stoppable
from project import ROOT
from rendement.report.batch.columns import COLUMNS, NAMES
from rendement.report.batch.row import lost, score
from rendement.source import text as source_text
from rendement.study.batch import examine, processes
from rendement.study.batch import pool as batch_pool
from rendement.study.batch.cache import open_cache
from rendement.study.batch.files import File, collect
from rendement.study.batch.job import Execution, Job, score_all
from rendement.study.batch.pool import Task
from rendement.study.batch.processes import SameProcess, process_pool
from small_batch import BATCH, CASE, LIST, LISTED, batch_of, dies_of, doubled

KILLS = 20


def rows(files, **execution):
    found = score_all(files, Job(), lambda: score, lost, Execution(workers=1, **execution))
    return {item.file.path: dict(zip(NAMES, item.values, strict=True)) for item in found}


def test_a_file_that_disappears_has_a_row_that_says_so(many, folder):
    many(3)
    files = collect(["zaken"])
    (folder / "zaken" / "z0001.yaml").unlink()
    found = rows(files)
    assert [row["status"] for row in found.values()] == ["goed", "fout", "goed"]
    assert found["zaken/z0001.yaml"]["melding"] == "het bestand is er niet meer"


def test_a_file_that_changes_meanwhile_has_a_row_that_says_so(many, write):
    many(2)
    files = collect(["zaken"])
    write("zaken/z0001.yaml", CASE.format(name="Later anders", count=10))
    row = rows(files)["zaken/z0001.yaml"]
    assert row["melding"].startswith("het bestand is gewijzigd terwijl de batch liep")
    assert (row["status"], row["waarschuwingen"], row["totaal.baten"]) == ("goed", 1, 10 * 37000 * 0.5)


def test_what_changed_meanwhile_is_not_kept(many, write, folder):
    many(1)
    files = collect(["zaken"])
    write("zaken/z0000.yaml", CASE.format(name="Later anders", count=100))
    rows(files, cache=open_cache("cache", "basis"))
    assert list((folder / "cache").glob("*.jsonl")) == []


def test_a_price_list_that_changes_meanwhile_is_named(run, write, folder, monkeypatch):
    """Rows with other prices cannot be compared; the cases themselves did not change."""
    for name in "ab":
        write(f"zaken/{name}.yaml", LISTED)
    write("zaken/prijzen.yaml", LIST.format(amount=9000))
    calculate = examine.calculate_source

    def and_change(*words):
        outcome = calculate(*words)
        write("zaken/prijzen.yaml", LIST.format(amount=9500))
        return outcome

    monkeypatch.setattr(examine, "calculate_source", and_change)
    answer = run("batch", "zaken", "--workers", 1, "-o", "uit.csv")
    said = "zaken/prijzen.yaml is gewijzigd terwijl de batch liep: de rijen zijn niet te vergelijken"
    assert said in answer.stderr
    assert "is gewijzigd" not in run("batch", "zaken", "--workers", 1, "-o", "uit.csv").stderr


def test_a_file_that_became_a_folder_has_a_row_that_says_so(many, folder):
    many(1)
    files = collect(["zaken"])
    (folder / "zaken" / "z0000.yaml").unlink()
    (folder / "zaken" / "z0000.yaml").mkdir()
    assert rows(files)["zaken/z0000.yaml"]["melding"] == "deze map is niet te lezen"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "geen leesrechten"),
        (OSError(errno.EIO, "Input/output error"), "de schijf geeft een leesfout"),
    ],
)
def test_a_file_that_is_locked_or_unreadable_has_a_row_that_says_so(many, monkeypatch, error, said):
    many(2)
    files = collect(["zaken"])
    opened = source_text.FileIO

    def refuse(name):
        if name.endswith("z0000.yaml"):
            raise error
        return opened(name)

    monkeypatch.setattr(source_text, "FileIO", refuse)
    first, second = rows(files).values()
    assert (first["status"], first["melding"]) == ("fout", f"het bestand is niet te lezen: {said}")
    assert first["hash"] is None
    assert second["status"] == "goed"


def test_a_bug_of_ours_is_one_row(many, monkeypatch):
    many(2)
    calculate = examine.calculate_source

    def stumble(name, *words):
        if name.endswith("z0000.yaml"):
            raise ZeroDivisionError
        return calculate(name, *words)

    monkeypatch.setattr(examine, "calculate_source", stumble)
    first, second = rows(collect(["zaken"])).values()
    assert first["melding"] == "interne fout (ZeroDivisionError); dit ligt aan het programma"
    assert second["status"] == "goed"


def test_a_link_to_nowhere_is_a_row(many, folder):
    many(1)
    (folder / "zaken" / "weg.yaml").symlink_to("nergens.yaml")
    assert rows(collect(["zaken"]))["zaken/weg.yaml"]["status"] == "fout"


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_a_link_out_of_the_root_is_a_row_and_is_not_opened(many, write, folder, run):
    many(1)
    secret = write("geheim/zaak.yaml", CASE.format(name="Geheim", count=1))
    write("zaken/.elders/binnen.yaml", CASE.format(name="Binnen", count=1))
    (folder / "zaken" / "binnen.yaml").symlink_to(".elders/binnen.yaml")
    (folder / "zaken" / "a-eerst.yaml").symlink_to(secret)  # the first file says nothing of the others' root
    for words in ([], ["--cache", "cache"], ["--cache", "cache"]):
        answer = run("batch", "zaken", "--format", "json", *words)
        found = {record["pad"]: record for record in json.loads(answer.stdout)}
        assert found["zaken/a-eerst.yaml"]["status"] == "fout"
        assert "verlaat de map" in found["zaken/a-eerst.yaml"]["melding"]
        assert found["zaken/a-eerst.yaml"]["hash"] is None
        assert (found["zaken/binnen.yaml"]["naam"], found["zaken/z0000.yaml"]["naam"]) == ("Binnen", "Zaak 0")
    assert "[pad-verlaat-wortel]" in run("check", "zaken").stdout
    wider = json.loads(run("batch", "zaken", "--format", "json", "--wortel", ".").stdout)
    assert [record["naam"] for record in wider] == ["Geheim", "Binnen", "Zaak 0"]
    named = json.loads(run("batch", "zaken/a-eerst.yaml", "--format", "json").stdout)
    assert [record["naam"] for record in named] == [None]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows kent geen benoemde pijpen")
def test_a_pipe_in_the_folder_is_not_waited_for(many, folder):
    many(1)
    os.mkfifo(folder / "zaken" / "pijp.yaml")
    assert list(rows(collect(["zaken"]))) == ["zaken/z0000.yaml"]


@pytest.mark.parametrize("name", ["uit.csv", "uit.md", "uit.json", "uit.parquet"])
def test_a_full_disk_leaves_the_old_table_and_one_sentence(name, many, run, write, folder, monkeypatch):
    many(2)
    write(name, "de vorige")

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = run("batch", "zaken", "-o", name)
    assert answer.exit_code == 1
    assert f"{name} is niet geschreven: de schijf is vol" in answer.stderr
    assert (folder / name).read_text() == "de vorige"
    assert sorted(path.name for path in folder.iterdir()) == [name, "zaken"]


# -- the executor


def task(work, workers=2, make=None):
    make = make or partial(process_pool, workers)
    return Task(lambda: work, lambda item: f"kwijt: {item}", make, workers)


def test_a_process_that_stops_costs_only_the_file_it_stopped_at():
    found = list(batch_pool.run(range(150), task(partial(dies_of, 120))))
    assert found == [f"kwijt: {n}" if n == 120 else 2 * n for n in range(150)]


class Doomed(Executor):
    """Its processes stop at once, or at the first real work."""

    def __init__(self, lives=True):
        self.lives = lives

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        if self.lives and fn is int:  # the sign of life that is asked of it
            future.set_result(0)
        else:
            future.set_exception(BrokenExecutor())
        return future


def test_files_of_which_the_process_stopped_have_a_row_that_says_so(many):
    many(2)
    found = rows(collect(["zaken"]), executor=lambda workers: Doomed())
    assert [row["melding"] for row in found.values()] == ["het rekenproces stopte bij dit bestand"] * 2
    assert {row["status"] for row in found.values()} == {"fout"}


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_another_engine_can_do_the_work(workers):
    made = []

    def make() -> Executor:
        made.append(ThreadPoolExecutor(workers))
        return made[-1]

    known = {7: "bekend", 8: "bekend"}
    learnt = []
    numbers = range(1234)
    found = list(batch_pool.run(numbers, task(doubled, workers, make), known.get, learnt.extend))
    assert found == ["bekend" if n in known else 2 * n for n in numbers]
    assert sorted(learnt) == [2 * n for n in numbers if n not in known]
    assert len(made) == 1


class Forsaken(Doomed):
    """A pool of which the thread that hands over results died, as when the memory is full."""

    class _executor_manager_thread:  # noqa: N801 - as the pool of processes calls it
        is_alive = staticmethod(lambda: False)

    def submit(self, fn, /, *args, **kwargs):
        return super().submit(fn) if not args else Future()  # never finished


def test_a_pool_that_nobody_keeps_is_not_waited_for():
    assert list(batch_pool.run(range(250), task(doubled, 2, Forsaken))) == doubled(range(250))


class Counting(ThreadPoolExecutor):
    """Counts how much was handed out and not finished yet, at most."""

    most = out = 0

    def submit(self, fn, /, *args, **kwargs):
        self.out += 1
        self.most = max(self.most, self.out)
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(lambda _: setattr(self, "out", self.out - 1))
        return future


def slowly_doubled(numbers):
    time.sleep(0.002)
    return doubled(numbers)


def test_no_more_is_handed_out_than_a_few_chunks_ahead():
    pool = Counting(2)
    assert list(batch_pool.run(range(9000), task(slowly_doubled, 2, lambda: pool))) == doubled(range(9000))
    assert 2 < pool.most <= 2 * batch_pool.AHEAD + 1  # of 90


def test_who_is_done_with_the_rest_does_not_wait_for_one_that_is_much_work():
    """The first chunk ends when forty others have; more than a few ahead are handed out meanwhile."""
    left, many = iter(range(40)), Event()

    def unevenly(numbers):
        if numbers[0] == 0:
            assert many.wait(20)
        elif next(left, None) is None:
            many.set()
        return doubled(numbers)

    found = batch_pool.run(range(9000), task(unevenly, 2, lambda: ThreadPoolExecutor(2)))
    assert list(found) == doubled(range(9000))


def test_what_waits_for_an_earlier_one_is_bounded():
    """A first chunk that is not finished holds up to thirty chunks a worker, and no more."""
    handed, last = [], Event()

    def unevenly(numbers):
        handed.append(numbers[0])
        if numbers[0] == 0:
            last.wait(1)
        return doubled(numbers)

    found = batch_pool.run(range(9000), task(unevenly, 2, lambda: ThreadPoolExecutor(2)))
    assert next(found) == 0
    assert len(handed) <= 2 * batch_pool.BEHIND + 2  # of 90
    assert list(found) == doubled(range(1, 9000))


class BreaksOnce(SameProcess):
    """Its process stops at the first work, as when another program took the memory for a moment."""

    broken = False
    handed: list[int]

    def submit(self, fn, /, *args, **kwargs):
        if not args:
            return super().submit(fn)
        self.handed.append(len(args[0]))
        if BreaksOnce.broken:
            return super().submit(fn, *args, **kwargs)
        BreaksOnce.broken = True
        future = Future()
        future.set_exception(BrokenExecutor())
        return future


def test_what_went_wrong_once_is_done_again_as_a_whole(monkeypatch):
    monkeypatch.setattr(BreaksOnce, "broken", False)
    handed = BreaksOnce.handed = []
    assert list(batch_pool.run(range(80), task(doubled, 2, BreaksOnce))) == doubled(range(80))
    assert sorted(handed) == [40, 40, 40]


def test_without_work_nothing_is_made():
    def refuse():
        raise AssertionError

    nothing = Task(refuse, refuse, refuse, 2)
    assert list(batch_pool.run([1, 2, 3], nothing, lambda number: number)) == [1, 2, 3]
    assert list(batch_pool.run([], nothing)) == []


@pytest.mark.parametrize("error", [OSError(38, "no shared memory"), ImportError("no semaphores")])
def test_without_processes_the_work_is_done_all_the_same(error):
    def none():
        raise error

    task = Task(lambda: doubled, lambda number: -number, none, 2)
    assert list(batch_pool.run(range(300), task)) == doubled(range(300))


def test_processes_that_never_live_leave_the_work_to_this_one():
    made = []

    def make():
        made.append(Doomed(lives=False))
        return made[-1]

    assert list(batch_pool.run(range(300), Task(lambda: doubled, abs, make, 2))) == doubled(range(300))
    assert len(made) == 1


def test_work_that_cannot_be_found_is_no_reason_to_go_on_without_processes():
    def missing():
        raise ImportError("a bug of ours")

    with pytest.raises(ImportError, match="a bug"):
        list(batch_pool.run(range(3), Task(missing, abs, SameProcess, 1)))


def test_a_chunk_is_so_many_files_or_what_is_heavy_together():
    weights = [100_000, 100_000, 100_000, 999_999, *[0] * 5]
    handed = []

    def work(numbers):
        handed.append(list(numbers))
        return numbers

    task = Task(lambda: work, abs, SameProcess, 1, lambda number: weights[number])
    assert list(batch_pool.run(range(9), task)) == list(range(9))
    assert handed == [[0, 1, 2], [3], [4, 5, 6, 7, 8]]


def test_workers_are_as_many_as_is_worth_it(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(4)), raising=False)
    counts = (0, 1, 399, 400, 799, 800, 100_000)
    assert [batch_pool.workers_for(count, None) for count in counts] == [1, 1, 1, 2, 3, 4, 4]
    assert [batch_pool.workers_for(count, 8) for count in (0, 1, 50, 51, 400, 10_000)] == [1, 1, 1, 2, 8, 8]
    assert batch_pool.workers_for(10_000, 500) == batch_pool.MOST_WORKERS


# -- killed


def keys(folder):
    whole = [
        line for file in (folder / "cache").glob("*.jsonl") for line in file.read_text().split("\n")[:-1]
    ]
    return [line.split('"')[1] for line in whole]


def wait_for(count, folder, running):
    """Until so many outcomes are kept, or the process has ended of itself."""
    until = time.monotonic() + 10
    while len(keys(folder)) < count and running() and time.monotonic() < until:
        time.sleep(0.002)


def resumed(run, computed, folder, total, kept):
    """What was kept is neither lost nor double, and the table is that of a batch that was never killed."""
    assert 0 < kept < total  # it was killed half-way
    assert len(set(keys(folder))) == kept
    computed.clear()
    run(*BATCH, 1)
    assert len(computed) == total - kept
    run("batch", "zaken", "--workers", 1, "-o", "vers.csv")
    assert (folder / "uit.csv").read_bytes() == (folder / "vers.csv").read_bytes()
    assert list(folder.glob(".rendement-*.tmp")) == []


def test_killed_at_twenty_random_moments_and_resumed_the_table_is_the_same(many, run, computed, folder):
    many(400)
    chance = random.Random(8)
    kept = []
    for number in range(KILLS):
        process = multiprocessing.Process(target=batch_of, args=(folder, 5))
        process.start()
        wait_for(number * 10, folder, process.is_alive)
        time.sleep(chance.uniform(0, 0.01))
        process.kill()
        process.join()
        kept.append(len(keys(folder)))
    assert kept == sorted(kept)  # nothing that was there is gone
    resumed(run, computed, folder, 400, kept[-1])


def test_killed_with_processes_at_work_and_resumed_the_table_is_the_same(many, run, computed, folder):
    many(400)
    command = [sys.executable, "-c", "from rendement.__main__ import main; main()", *BATCH, "2"]
    for count in (1, 120):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            wait_for(count, folder, lambda process=process: process.poll() is None)
            process.kill()
    resumed(run, computed, folder, 400, len(keys(folder)))


ENDLESS = """
import sys
from small_batch import beats
from rendement.study.batch.processes import process_pool
if __name__ == "__main__":
    pool = process_pool(2)
    pool.submit(beats, sys.argv[1]).result()
"""


def still(path, seconds):
    """Whether a file stops growing, within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        size = path.stat().st_size
        time.sleep(0.5)
        if path.stat().st_size == size:
            return True
    return False


@pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")
def test_processes_do_not_outlive_a_batch_that_was_killed(folder, write):
    script = write("zonder-eind.py", ENDLESS)
    beat = folder / "slag"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests" / "helpers")])}
    with subprocess.Popen([sys.executable, str(script), str(beat)], env=env) as process:
        until = time.monotonic() + 30
        while not beat.exists() and time.monotonic() < until:
            time.sleep(0.01)
        assert not still(beat, 0.6)  # it works
        process.kill()
    assert still(beat, 10)


def test_a_worker_leaves_an_interrupt_to_its_parent():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        processes._end_with_parent()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")
@pytest.mark.parametrize("moment", [0.02, 0.1, 0.2, 0.3, 0.4, 0.6])
def test_whenever_the_keyboard_stops_it_there_is_no_trace(moment, many, folder):
    """As in a terminal, where every process of the batch hears it."""
    many(600)
    start = "from rendement.__main__ import main; print(flush=True); main()"
    with subprocess.Popen(
        stoppable("-c", start, *BATCH, "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        process.stdout.readline()
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode in (0, 130)
    assert "Traceback" not in said.decode()
    assert "Error" not in said.decode()
    assert list(folder.glob(".rendement-*.tmp")) == []


@pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_batch_hears_how_to_go_on(sign, workers, many, run, computed, folder):
    many(600)
    command = stoppable("-c", "from rendement.__main__ import main; main()", *BATCH, workers)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_for(1, folder, lambda: process.poll() is None)
        process.send_signal(sign)
        out, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert said.decode() == (
        "rendement: afgebroken, er is geen tabel geschreven; "
        "dezelfde opdracht gaat verder waar deze gebleven is\n"
    )
    resumed(run, computed, folder, 600, len(keys(folder)))


def test_every_column_has_a_place_of_its_own():
    assert len(set(NAMES)) == len(COLUMNS)
    assert File("a/b.yaml").home == "a"
    assert File("a/b.yaml", linked=True).home == File("a/b.yaml", named=True, linked=True).home == "a"
