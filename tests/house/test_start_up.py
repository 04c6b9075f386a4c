"""What a run loads, and what it leaves alone: start-up is part of the product."""

import json
import os
import subprocess
import sys

import pytest

from project import ROOT

PLAIN = str(ROOT / "examples/01-vijf-regels.yaml")  # a case in which nothing printed is compared
CASE = str(ROOT / "cases/zoetermeer/zoveel-meer.yaml")
PROBE = """
import sys
from rendement.__main__ import main
sys.argv = ["rendement", *sys.argv[1:]]
try:
    main()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
print("EIGEN", *sorted(name for name in sys.modules if name.startswith("rendement.")), file=sys.stderr)
print("GELADEN", *sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def run(*arguments, **settings):
    return subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | settings,
    )


def loaded(*arguments):
    return set(run(*arguments).stderr.partition("GELADEN ")[2].split())


def own(*arguments):
    """The modules of ours that a run loads."""
    return set(run(*arguments).stderr.partition("EIGEN ")[2].partition("GELADEN ")[0].split())


@pytest.mark.parametrize(
    "arguments",
    [["calc", CASE], ["calc", CASE, "--format", "json"], ["--help"]],
    ids=["table", "json", "help"],
)
def test_no_heavy_library_is_loaded(arguments):
    names = loaded(*arguments)
    assert {"typer", "rendement"} <= names
    assert not names & {"numpy", "pandas", "scipy", "openpyxl", "xlsxwriter", "asyncio", "multiprocessing"}
    assert not names & {"matplotlib", "docx", "lxml", "typst", "dask", "distributed"}


def test_calc_loads_nothing_of_a_report():
    names = own("calc", CASE) | own("calc", CASE, "--format", "json")
    of_report = {"study.report", "report.contents", "report.summary", "report.charts", "report.appendix"}
    assert not names & {f"rendement.{name}" for name in of_report}
    assert {f"rendement.{name}" for name in of_report} <= own("report", CASE)


def test_json_and_a_pipe_do_without_rich():
    assert "rich" not in loaded("calc", CASE, "--format", "json")
    assert "rich" not in loaded("calc", CASE)


@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_table_is_made_without_the_fields_of_the_contract(form):
    names = own("calc", PLAIN, "--format", form)
    assert "rendement.figures.case" in names
    fields = ("field", "line", "measure", "printed", "case_fields", "programme_fields")
    assert not names & {f"rendement.figures.{name}" for name in fields}
    assert "rendement.figures.case_fields" in own("calc", PLAIN, "--format", "json")


def test_help_reads_no_models():
    assert not loaded("--help") & {"yaml", "pydantic"}


def test_the_probe_sees_what_is_loaded():
    names = loaded("calc", CASE)
    assert {"yaml", "pydantic", "json"} <= names | {"json"}
    assert json.loads(run("calc", CASE, "--format", "json").stdout)["naam"] == "Zoveel Meer"


def test_a_bug_of_ours_is_one_line_and_exit_code_3():
    script = PROBE.replace("try:", "import rendement.cli\nrendement.cli.app = lambda: 1 / 0\ntry:")
    script = script.replace("assert not stopped.code, stopped.code", "raise")
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.startswith("rendement: interne fout (ZeroDivisionError).")
    assert done.stderr.count("\n") == 1
    settings = os.environ | {"RENDEMENT_DEBUG": "1"}
    shown = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=False, env=settings
    )
    assert "Traceback" in shown.stderr
    assert "ZeroDivisionError" in shown.stderr
