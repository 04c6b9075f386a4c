"""What docs/schaal.md says is true: commands run, files are what they claim, hours are what the cost says."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from project import ROOT
from rendement.study.batch.dask_address import read_address

PAGE = (ROOT / "docs" / "schaal.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)


def commands():
    lines = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
    return [line for line in lines if line.startswith("rendement ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_page_runs(line, run, many):
    """Where it goes is read, and then done here: that the tables are the same, other tests show."""
    many(3)
    Path("cache").mkdir()
    filled = line.replace("$SLURM_ARRAY_TASK_ID", "1").replace("$SLURM_ARRAY_TASK_COUNT", "2")
    words = shlex.split(filled.replace("10000", "500"))[1:]
    if "--executor" in words:
        place = words.index("--executor")
        where = words[place + 1]
        assert read_address(where, None).scheduler.startswith("tcp://") or where == "dask"
        del words[place : place + 2]
    words = [word for word in words if word != "--meesturen"]
    for number in (1, 2) if "--samen" in words else ():
        run("batch", "zaken", "--shard", f"{number}/2", "-o", f"deel-{number}.csv")
    answer = run(*words)
    assert answer.exit_code == 0, answer.output
    assert Path(words[words.index("-o") + 1]).exists()


def test_there_are_commands_to_run():
    assert len(commands()) == 8
    assert sum("--executor" in line for line in commands()) == 3


def test_the_files_for_other_programs_can_be_read():
    kinds = [kind for kind, _ in BLOCKS]
    assert kinds.count("yaml") == kinds.count("python") == 1
    text = dict(BLOCKS)
    compile(text["python"], "cluster.py", "exec")
    things = list(yaml.safe_load_all(text["yaml"]))
    assert [thing["kind"] for thing in things] == ["Deployment", "Service", "Deployment"]
    script = next(text for kind, text in BLOCKS if text.startswith("#!/bin/bash"))
    assert script.count("#SBATCH") == 4


def test_the_hours_are_the_cost_times_the_cases_over_the_cores():
    case, row = (float(text.replace(",", ".")) for text in re.findall(r"\*\*([\d,]+) ms\*\*", PAGE)[:2])
    rows = re.findall(r"^\| (\d+) \| ([\d,]+) uur \| ([\d,]+) uur \|$", PAGE, re.M)
    assert [cores for cores, _, _ in rows] == ["1", "16", "256"]
    for cores, work, whole in rows:
        hours = 1e6 * case / 1e3 / 3600 / int(cores)
        longest = max(hours, 1e6 * row / 1e3 / 3600)
        assert (work, whole) == tuple(f"{value:.2f}".replace(".", ",") for value in (hours, longest))
