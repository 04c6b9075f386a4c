"""A hostile file costs a second and 200 MB at most, and never shows a trace; a bug of ours is one line."""

import json
import os
import signal
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finding_codes import is_known
from project import ROOT
from rendement import __main__
from rendement.render.findings import as_text
from rendement.source.tree import parse_bytes
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

SECONDS, MEGABYTES = 1.0, 200

HEAD = "naam: Proef\ngemeente: Zoetermeer\nperiode: 2018\n"
CASE = HEAD + "baten:\n  - naam: Uitstroom\n    bedrag: {}\n"

# name: text, and the finding that it gives
HOSTILE = {
    "50-mb": ("naam: x\n" + "# " + "x" * 50_000_000, "bestand-te-groot"),
    "100000-haken": ("a: " + "[" * 100_000, "te-diep"),
    "100000-accolades": ("{a: " * 100_000, "te-diep"),
    "100000-streepjes": ("- " * 100_000, "te-diep"),
    "waarde-van-10-mb": ("naam: " + "x" * 10_000_000, "bestand-te-groot"),
    "waarde-van-900-kb": ("naam: " + "x" * 900_000, "waarde-te-lang"),
    "sleutel-van-900-kb": ("x" * 900_000 + ": 1", "waarde-te-lang"),
    "getal-van-5000-cijfers": (CASE.format("9" * 5000), "getal-te-lang"),
    "getal-van-90000-tekens": (CASE.format("1" + "." * 90_000), "bereik-vorm"),
    "getal-van-90000-spaties": (CASE.format("1" + " 1" * 7 + " " * 90_000 + "x"), "geen-getal"),
    "300000-spaties": ("naam: x\ngemeente: B\n" + " " * 300_000 + "baten: 1", "inspringing"),
    "100000-streepjes-voor-een-sleutel": ("naam: x\n" + "- " * 100_000 + "baten: 1", "inspringing"),
    "60000-waarden": (HEAD + f"pm: [{'a, ' * 60_000}]", "te-veel-waarden"),
    "20000-sleutels": (HEAD + "".join(f"sleutel{i}: 1\n" for i in range(20_000)), "te-veel-fouten"),
    "40000-komma's": (HEAD + f"pm: [{'a,' * 40_000}]", "komma-tussen-haken"),
    "20000-ankers": (HEAD + "".join(f"a{i}: &a{i} 1\n" for i in range(20_000)), "anker"),
    "dubbele-sleutels": (HEAD + "a: 1\n" * 40_000, "dubbele-sleutel"),
    "4000-casussen": (
        HEAD + "baten:\n  - naam: Crisis\n    casussen:\n" + "      - {naam: A, posten: {x: 1}}\n" * 4_000,
        "te-veel-fouten",
    ),
    "2000-foute-regels": (
        HEAD + "baten:\n" + "  - {naam: A, bedrag: veel, aantal: ja}\n" * 2_000,
        "te-veel-fouten",
    ),
    "verwijzingen-die-verdubbelen": (
        "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)),
        "anker",
    ),
    "harde-spaties": (HEAD + "\u00a0\u00a0a: 1\n" * 20_000, "harde-spatie"),
    "stuurtekens": ('naam: "' + "\\x1b" * 20_000 + '"', "stuurteken"),
    "20000-streepjes-als-periode": (
        f"naam: x\ngemeente: B\nperiode: '{'-' * 20_000} b c'\n",
        "geen-periode",
    ),
    "90000-spaties-na-circa": (CASE.format('"ca' + " " * 90_000 + 'x\\ny"'), "geen-getal"),
    "90000-spaties-in-een-regel": (
        HEAD + "baten:\n  - naam x" + " " * 90_000 + "y\n      bedrag: 1\n",
        "dubbele-punt-ontbreekt",
    ),
    "diepe-inspringing": ("".join(" " * i + f"a{i}:\n" for i in range(900)), "te-diep"),
}

MEASURE = """
import json, pathlib, resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from rendement.render.findings import as_text
from rendement.study.pipeline import calculate
found = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    began = time.process_time()
    outcome = calculate(str(path))
    as_text(outcome.findings)
    codes = [finding.code for finding in outcome.findings]
    found[path.stem] = (time.process_time() - began, codes)
print(json.dumps([found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

# a process starts out with the peak of the one that started it: a small one in between keeps ours out of it
BETWEEN = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
said = process.stderr.read().decode()
_, status, used = os.wait4(process.pid, 0)
seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
print(json.dumps([os.waitstatus_to_exitcode(status), said, seconds, megabytes]))
"""
RELAY = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What every hostile file costs, in a process of its own under resource limits."""
    folder = tmp_path_factory.mktemp("vijandig")
    for name, (text, _) in HOSTILE.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RELAY, sys.executable, "-c", MEASURE, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_a_second(name, measured):
    seconds, codes = measured[0][name]
    assert HOSTILE[name][1] in codes
    assert seconds < SECONDS
    assert len(codes) <= 202


def test_all_of_them_take_little_memory(measured):
    assert measured[1] < MEGABYTES


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="wait4 bestaat hier niet")
@pytest.mark.parametrize("name", ["50-mb", "100000-haken"])
def test_the_command_itself_stays_within_the_limits(name, tmp_path):
    (tmp_path / "casus.yaml").write_text(HOSTILE[name][0], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BETWEEN, sys.executable, "-m", "rendement", "calc", "casus.yaml"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    code, said, seconds, megabytes = json.loads(done.stdout)
    assert code == 1
    assert f"[{HOSTILE[name][1]}]" in said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


# -- the outermost wall


def run_main(monkeypatch, capsys, *arguments):
    """The exit code of the command, and what it says on standard error."""
    monkeypatch.setattr(sys, "argv", ["rendement", *arguments])
    with pytest.raises(SystemExit) as stopped:
        __main__.main()
    return stopped.value.code, capsys.readouterr().err


def break_the_tool(monkeypatch):
    """A bug of ours in the middle of a computation."""

    def fail(*_arguments):
        raise ZeroDivisionError("hier ging het mis")

    monkeypatch.setattr("rendement.study.pipeline.calculate", fail)


def test_a_missing_file_is_wrong_use_of_the_command(monkeypatch, capsys):
    code, said = run_main(monkeypatch, capsys, "calc", "ontbreekt.yaml")
    assert code == 2
    assert said == "rendement: het bestand ontbreekt.yaml bestaat niet\n"


def test_a_bug_of_ours_is_one_line_and_exit_code_3(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("RENDEMENT_DEBUG", raising=False)
    break_the_tool(monkeypatch)
    code, said = run_main(monkeypatch, capsys, "calc", "casus.yaml")
    assert code == 3
    assert said.count("\n") == 1
    assert "interne fout (ZeroDivisionError)" in said
    assert "Traceback" not in said
    assert "hier ging het mis" not in said


@pytest.mark.skipif(os.name == "nt", reason="een map waarin gewerkt wordt, kan daar niet weg")
@pytest.mark.parametrize("words", [["calc", "casus.yaml"], ["batch", str(ROOT / "cases" / "zoetermeer")]])
def test_a_folder_that_is_gone_is_named(words, monkeypatch, capsys, tmp_path):
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code, said = run_main(monkeypatch, capsys, *words)
    assert code == 2
    assert said == "rendement: de map waarin u werkt bestaat niet meer; ga naar een andere map\n"


def test_who_interrupts_at_the_very_start_is_obeyed_in_silence(monkeypatch, capsys):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "concurrent.futures.process", raising=False)
    monkeypatch.setattr("rendement.cli.app", interrupt)
    assert run_main(monkeypatch, capsys, "calc", "casus.yaml") == (130, "")


def test_after_an_interrupt_nothing_is_waited_for(monkeypatch, capsys):
    """A pool that was interrupted may hold a lock that nobody gives back."""

    def leave(code):
        raise SystemExit(f"meteen weg met {code}")

    monkeypatch.setattr("rendement.cli.app", lambda: sys.exit(130))
    monkeypatch.setitem(sys.modules, "concurrent.futures.process", object())
    monkeypatch.setattr(__main__.os, "_exit", leave)
    ignored = []
    monkeypatch.setattr(signal, "signal", lambda *words: ignored.append(words))
    assert run_main(monkeypatch, capsys, "batch", "zaken") == ("meteen weg met 130", "")
    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]
    monkeypatch.delitem(sys.modules, "concurrent.futures.process")
    assert run_main(monkeypatch, capsys, "batch", "zaken") == (130, "")


def test_with_rendement_debug_the_trace_appears(monkeypatch):
    monkeypatch.setenv("RENDEMENT_DEBUG", "1")
    break_the_tool(monkeypatch)
    monkeypatch.setattr(sys, "argv", ["rendement", "calc", "casus.yaml"])
    with pytest.raises(ZeroDivisionError, match="hier ging het mis"):
        __main__.main()


# -- any bytes at all: findings or a result, never an exception

REAL = {
    f"{folder}/{path.name}": path.read_text(encoding="utf-8")
    for folder in ("cases/zoetermeer", "cases/borne", "examples")
    for path in sorted((ROOT / folder).glob("*.yaml"))
}
KEYS = st.sampled_from(
    sorted({line.split(":")[0].strip(" -") for text in REAL.values() for line in text.splitlines()})
)
VALUES = st.sampled_from(
    """|0|-1|0.5|50%|40.000|€ 37.000|ja|~|[]|{}|[1,2]|{a: b}|2018|2018-2017|{1: 25%, 2: 20%}|{2018: 5}
    gemeente|{gemeente: 50%, rijk: rest}|30000..40000|jeugd/ots|pwet/schadelast@2.5|{jeugd/ots: 2}|&a|*a|!t|"a
    {jeugd/ots: {bedrag: 5, reden: x}}|{kans: 7.5%, van: 86}|{uitstroomkansen: [5%], vanaf: 9}|\u00a0|\u2028
    {0: 3%, 30: 2%}|[{naam: x, posten: {jeugd/ots: 1}}]|casus|programma|{laag: {x: 1}}|lijst.csv|a #b|\t
    ../x.yaml""".replace("\n    ", "|").split("|")
)


def change(line, kind, key, value, number):
    """One line changed in one way."""
    indent = " " * (len(line) - len(line.lstrip()) + 2 * line.lstrip().startswith("- "))
    at = number % (len(line) + 1)
    return {
        "weg": [],
        "dubbel": [line, line],
        "sleutel": [line, f"{indent}{key}: {value}"],
        "waarde": [f"{line.partition(':')[0]}: {value}"],
        "teken": [line[:at] + "[]{},:#&*!|>'\"%@`-? \t\u00a0\x00\x85é€"[number % 26] + line[at:]],
        "inspringing": [" " * (number % 8) + line.lstrip()],
    }[kind]


KINDS = st.sampled_from(["weg", "dubbel", "sleutel", "waarde", "teken", "inspringing"])
CHANGES = st.lists(
    st.tuples(st.integers(0, 999), KINDS, KEYS, VALUES, st.integers(0, 999)), min_size=1, max_size=4
)


def damaged(text, changes):
    """A real case with a few lines changed, lost, moved or doubled."""
    lines = text.split("\n")
    for where, kind, key, value, number in changes:
        at = where % len(lines)
        lines[at : at + 1] = change(lines[at], kind, key, value, number) or [""]
    return "\n".join(lines).encode()


def examine(raw, options=Options()):
    """Findings that all have a text, or a result that can be shown."""
    source, findings = parse_bytes(raw, "casus.yaml")
    outcome = calculate_source("casus.yaml", source, findings, options)
    assert all(is_known(finding.code) and finding.remedy for finding in outcome.findings)
    assert as_text(outcome.findings) == "" or outcome.findings
    if outcome.failed:
        assert any(finding.severity == "fout" for finding in outcome.findings)
    else:
        json.dumps(contract(outcome), allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"{")
@example(b"? - a\n")
def test_any_bytes_give_findings(raw):
    examine(raw)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=" \n\t-:#[]{},&*!|>'\"%@`?.abc12~\u00a0\u2028", max_size=60))
def test_any_text_gives_findings(text):
    examine(text.encode())
    examine((HEAD + "baten:\n  - naam: A\n    bedrag: " + text).encode())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(REAL)), CHANGES)
def test_a_damaged_case_gives_findings_or_a_result(name, changes):
    examine(damaged(REAL[name], changes))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["bedrag", "aantal", "toerekening", "per", "posten", "ontvanger"]), VALUES)
def test_any_scenario_gives_findings_or_a_result(key, value):
    scenario = f"scenarios:\n  laag:\n    'baten[0].{key}': {value}\n"
    examine((CASE.format("37000") + scenario).encode())
