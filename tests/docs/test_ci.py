"""What docs/ci.md and the files for other tools say is true: commands run, files are what they claim."""

import re
import shlex

import pytest
import yaml

import rendement
from project import ROOT
from rendement.report.batch.columns import NAMES
from small_batch import CASE

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def steps(text):
    jobs = yaml.safe_load(text)["jobs"].values()
    return [step for job in jobs for step in job.get("steps", ())]


def commands():
    scripts = [text for kind, text in BLOCKS if kind == "sh"]
    scripts += [
        step["run"] for kind, text in BLOCKS if "jobs:" in text for step in steps(text) if "run" in step
    ]
    lines = [line for script in scripts for line in script.splitlines()]
    return [line for line in lines if line.startswith("rendement ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_of_the_page_runs(line, run, many, write):
    many(3)
    write("ander/geval.yaml", CASE.format(name="Ander", count=4))
    filled = line.replace("$SLURM_ARRAY_TASK_ID", "1").replace("$SLURM_ARRAY_TASK_COUNT", "2")
    words = shlex.split(filled.replace("/dev/null", "niets.csv"), comments=True)[1:]
    if ">>" in words:
        words = words[: words.index(">>")]
    if "--samen" in words:
        run("batch", "zaken", "--shard", "1/1", "-o", "deel-1.parquet")
    answer = run(*words)
    below = "--fail-under" in words  # one result of 18.500 does not pay for 20.000
    assert answer.exit_code == (1 if below else 0), answer.output


def test_there_are_commands_to_run():
    assert len(commands()) >= 8


def test_every_column_is_described():
    described = set(re.findall(r"`([a-z_.…]+)`", PAGE.split("## De tabel")[1].split("## ")[0]))
    assert {name for name in NAMES if not name.startswith(("totaal.", "onzekerheid."))} <= described


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_can_be_read_and_asks_for_little(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        extra = job.get("permissions", {})
        assert set(extra) <= ({"id-token", "pages"} if path.stem == "site" else {"id-token"})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_pinned_to_a_commit_and_says_its_version(path):
    """A tag can be moved by whoever has the account of the action; a commit cannot."""
    text = path.read_text("utf-8")
    used = re.findall(r"uses: (?!\./)(.*)", text)
    assert used
    pinned = re.compile(r"(?:actions|pypa)/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+")
    assert [use for use in used if not pinned.fullmatch(use)] == []
    assert {use for use in used if use.startswith("actions/checkout@")} <= {used[0]}, "one commit everywhere"
    held = [
        step.get("with", {}) for step in steps(text) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert [item for item in held if item.get("persist-credentials") is not False] == []


def test_the_tools_that_build_a_release_have_versions_and_the_manual_has_the_same():
    lines = {
        line.strip()
        for path in (*WORKFLOWS, ROOT / "docs" / "uitgeven.md")
        for line in path.read_text("utf-8").splitlines()
        if "pip install" in line and "build" in line
    }
    (line,) = lines
    tools = line.partition("pip install ")[2].split()
    assert {tool.partition("==")[0] for tool in tools} == {"build", "hatchling", "twine"}
    assert all(re.fullmatch(r"[a-z]+==\d+(\.\d+)+", tool) for tool in tools)


def test_the_matrix_is_the_one_promised():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "toets.yml").read_text("utf-8"))
    matrix = workflow["jobs"]["toets"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13"]
    assert {name.split("-")[0] for name in matrix["systeem"]} == {"ubuntu", "windows", "macos"}
    readme = (ROOT / "README.md").read_text("utf-8")
    runs = "\n".join(step.get("run", "") for step in workflow["jobs"]["toets"]["steps"])
    assert "bash .ci/run" in runs
    assert "tools/toets.py" in readme
    assert r"tools\toets.py" in runs


def test_the_citation_names_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert str(citation["version"]) == rendement.__version__
    assert citation["authors"]
    assert f"version: {rendement.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_hook_checks_cases_and_refuses_broken_ones(run, many, write):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    many(2)
    write("zaken/kapot.yaml", "naam: x\n")
    pattern = re.compile(hook["files"])
    names = ["zaken/z0000.yaml", "zaken/z0001.yaml", "zaken/kapot.yaml", "README.md", "docs/zaken/x.yaml"]
    chosen = [name for name in names if pattern.search(name)]
    assert chosen == names[:3]
    verb, *words = shlex.split(hook["entry"])
    assert verb == "rendement"
    assert run(*words, *chosen[:2]).exit_code == 0
    assert run(*words, *chosen).exit_code == 1
