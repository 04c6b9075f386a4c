"""A batch in which a file is much work: smaller chunks, and processes sooner."""

import pytest

from rendement.study.batch import job, pool
from rendement.study.batch.executor import Task
from rendement.study.batch.files import File
from rendement.study.batch.job import Execution, Job, Scored, score_all
from rendement.study.batch.processes import SameProcess


def chunks(items, effort, weigh=lambda _: 0):
    """How many items each chunk has, and what comes out."""
    sizes = []

    def work(chunk):
        sizes.append(len(chunk))
        return list(chunk)

    task = Task(lambda: work, str, SameProcess, 2, weigh, effort)
    assert list(pool.run(items, task)) == list(items)
    return sizes


def test_what_is_more_work_goes_in_smaller_chunks():
    """A hundred for two workers: eight chunks each are 7 files, and no chunk is smaller than 50 ÷ effort."""
    assert chunks(range(100), 1.0) == [50, 50]
    assert chunks(range(100), 5.0) == [10] * 10
    assert chunks(range(100), 50.0) == [7] * 14 + [2]


def test_a_heavy_item_ends_its_chunk_and_rows_stay_in_order():
    sizes = chunks(range(100), 50.0, lambda item: pool.HEAVIEST if item == 3 else 1)
    assert sizes[:3] == [4, 7, 7]


@pytest.mark.parametrize(("draws", "workers"), [(None, 1), (8_000, 1), (24_000, 2), (10_000_000, 2)])
def test_processes_pay_sooner_with_draws(monkeypatch, draws, workers):
    """A hundred files are 200 with as many draws as a case is work, and 400 with three times those."""
    monkeypatch.setattr(pool.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    asked = []

    def executor(count):
        asked.append(count)
        return SameProcess()

    files = [File(f"{number}.yaml", stamp=(0, 500)) for number in range(100)]
    score = lambda files, _: [Scored(file, [file.path]) for file in files]  # noqa: E731
    found = score_all(files, Job(draws=draws), lambda: score, lambda file: None, Execution(executor=executor))
    assert [item.file for item in found] == files
    assert asked == [workers]
    assert job.MORE == 8_000
