"""In a batch a file that takes too long is a row that says so, and the others are not held up."""

import json
import signal
import threading
import time
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


def test_in_a_thread_there_is_no_limit():
    done = []

    def work():
        with limited(0.01):
            time.sleep(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
