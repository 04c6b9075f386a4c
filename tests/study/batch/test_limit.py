"""In a batch a file that takes too long is a row that says so, and the others are not held up."""

import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from rendement.study.batch import examine, limit
from rendement.study.batch.limit import TooLongError, limited

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="signalen bestaan hier niet")


@pytest.mark.parametrize("verb", ["batch", "check"])
def test_the_others_are_computed(run, many, monkeypatch, verb):
    many(3)
    calculate = examine.calculate_source

    def endless(name, *words):
        while name.endswith("z0001.yaml"):
            with suppress(Exception):  # as a library may do
                time.sleep(0.01)
        return calculate(name, *words)

    monkeypatch.setattr(examine, "calculate_source", endless)
    monkeypatch.setattr(limit, "SECONDS", 0.3)
    answer = run(verb, "zaken", "--workers", "1", "--format", "json", *(["--cache", "c"] * (verb == "batch")))
    found = json.loads(answer.stdout)
    assert answer.exit_code == 1
    if verb == "check":
        assert [finding["code"] for finding in found] == ["te-lang"]
        return
    assert [row["status"] for row in found] == ["goed", "fout", "goed"]
    monkeypatch.setattr(examine, "calculate_source", calculate)
    again = json.loads(run(verb, "zaken", "--format", "json", "--cache", "c").stdout)
    assert [row["status"] for row in again] == ["goed"] * 3  # it is not kept


def test_what_is_in_time_is_left_alone_and_nothing_comes_after():
    before = signal.getsignal(signal.SIGALRM)
    with limited(0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == before
    with pytest.raises(TooLongError), limited(0.05):
        time.sleep(5)


def in_a_thread(work):
    """What came of it, in a thread as a worker of Dask has."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result(10)


def test_in_a_thread_it_is_heard_as_well():
    def endless():
        with limited(0.2):
            while True:
                with suppress(Exception):  # as a library may do
                    time.sleep(0.01)

    with pytest.raises(TooLongError):
        in_a_thread(endless)


def test_in_a_thread_nothing_comes_after_a_block_that_is_over():
    def often():
        late = 0
        for number in range(40):  # some end just when the watch looks
            try:
                with limited(0.1):
                    time.sleep(0.05 + number / 400)
            except TooLongError:
                late += 1
            time.sleep(0.005)
        return late

    assert in_a_thread(often) < 40


def test_a_thread_does_not_hear_what_is_meant_for_another():
    def short():
        with limited(5):
            time.sleep(0.5)
        return "op tijd"

    def long():
        try:
            with limited(0.1):
                while True:
                    time.sleep(0.01)
        except TooLongError:
            return "te lang"

    with ThreadPoolExecutor(2) as pool:
        assert [one.result(10) for one in (pool.submit(short), pool.submit(long))] == ["op tijd", "te lang"]
