"""The judge of the house judged: it refuses what it must refuse."""

import pytest

import toets
from project import ROOT, times
from toets import Chosen, Counts

FULL = {"covered_lines": 20, "num_statements": 20, "covered_branches": 4, "num_branches": 4}


def measured(covered, total):
    return {"covered_lines": covered, "num_statements": total, "covered_branches": 0, "num_branches": 0}


@pytest.mark.parametrize("floor", ["engine", "bind"])
def test_one_line_of_a_thousand_missing_is_too_little_for_an_exact_floor(floor):
    path = f"src/rendement/{floor}/a.py"
    assert toets.judge_coverage({path: measured(1000, 1000)}, {floor}).holds
    verdict = toets.judge_coverage({path: measured(999, 1000)}, {floor})
    assert not verdict.holds
    assert "TE LAAG" in verdict.lines[0]


def test_a_missing_branch_counts_like_a_missing_line():
    files = {"src/rendement/engine/a.py": FULL | {"covered_branches": 3}}
    assert not toets.judge_coverage(files, {"engine"}).holds


def test_other_floors_need_95_percent_each_for_itself():
    low, high = (
        {"src/rendement/cli/a.py": measured(94, 100)},
        {"src/rendement/render/a.py": measured(900, 900)},
    )
    assert toets.judge_coverage({"src/rendement/cli/a.py": measured(95, 100)}, {"cli"}).holds
    assert not toets.judge_coverage(low | high, {"cli", "render"}).holds


def test_a_floor_that_was_not_measured_at_all_is_too_low():
    assert not toets.judge_coverage({"src/rendement/cli/a.py": FULL}, {"cli", "study"}).holds


@pytest.mark.parametrize(
    ("path", "floor"),
    [
        ("src/rendement/engine/plan.py", "engine"),
        ("src/rendement/report/explain/text.py", "report"),
        ("lib/site-packages/rendement/__main__.py", "rendement"),
        ("src\\rendement\\bind\\line.py", "bind"),
    ],
)
def test_the_floor_of_a_file(path, floor):
    assert toets.floor_of(path) == floor


def test_code_is_left_out_of_the_measurement_only_with_a_reason():
    mark = "# pragma: " + "no cover"
    assert toets.bare_exclusions({}, {"a.py": f"x = 1  {mark}\n"}) == ["a.py:1: uitzondering zonder reden"]
    assert toets.bare_exclusions({}, {"a.py": f"x = 1  {mark} - alleen op Windows\n"}) == []
    assert toets.bare_exclusions({"exclude_also": ["if TYPE_CHECKING:"]}, {}) == []
    assert len(toets.bare_exclusions({"exclude_also": ["def .*"], "omit": ["x"]}, {})) == 2


def test_a_skipped_test_must_be_listed():
    counts = Counts(10, 0, (("tests/a.py::b", "geen netwerk"),))
    assert not toets.judge_skips(counts, ()).holds
    assert toets.judge_skips(counts, ("tests/a.py::b",)).holds
    assert toets.judge_skips(Counts(10, 0, ()), ()).holds
    assert "overgeslagen: tests/a.py::b (geen netwerk)" in toets.judge_skips(counts, ()).lines


def test_a_folder_of_tests_may_be_listed():
    skipped = tuple(
        (f"tests/{name}::a[x]", "geen Chromium") for name in ("browser/test_b.py", "browser_b.py")
    )
    verdict = toets.judge_skips(Counts(10, 0, skipped), ("tests/browser/*",))
    assert verdict.lines[-1] == "staat niet in skipped.txt: tests/browser_b.py::a[x]"
    assert not verdict.holds
    assert toets.judge_skips(Counts(10, 0, skipped[:1]), ("tests/browser/*",)).holds


def test_a_run_without_tests_does_not_hold():
    assert not toets.judge_skips(Counts(0, 0, ()), ()).holds


def test_a_list_of_tests_wants_a_reason_for_each(tmp_path):
    file = tmp_path / "lijst.txt"
    file.write_text(
        "# kop\n\ntests/a.py::b  # geen netwerk\ntests/c.py  # traag\ntests/d/*  # traag\n", "utf-8"
    )
    names = toets.listed(file)
    assert names == ("tests/a.py::b", "tests/c.py", "tests/d/*")
    among, others = ("tests/a.py::b", "tests/c.py::a", "tests/d/e.py::f"), ("tests/a.py::c", "tests/d.py::a")
    assert all(toets.is_listed(name, names) for name in among)
    assert not any(toets.is_listed(name, names) for name in others)
    file.write_text("tests/a.py::b\n", "utf-8")
    with pytest.raises(ValueError, match="geen reden"):
        toets.listed(file)


@pytest.mark.parametrize("file", [toets.ALLOWED_SKIPS, toets.UNMEASURED], ids=lambda file: file.stem)
def test_what_a_list_names_is_there(file):
    for name in toets.listed(file):
        place, _, function = name.partition("::")
        if place.endswith("/*"):
            assert (ROOT / place[:-1]).is_dir(), name
        else:
            assert f"def {function}(" in (ROOT / place).read_text("utf-8") or not function, name


def test_counts_come_from_the_report_of_the_run(tmp_path):
    report = tmp_path / "r.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="tests.a" name="b"/>'
        '<testcase classname="tests.a" name="c"><failure message="x"/></testcase>'
        '<testcase classname="tests.a" name="d"><error message="x"/></testcase>'
        '<testcase classname="tests.a" name="e"><skipped message="later"/></testcase>'
        "</testsuite></testsuites>"
    )
    assert toets.read_counts(report) == Counts(1, 2, (("tests/a.py::e", "later"),))


def test_the_bounds_are_the_ones_that_were_agreed():
    assert (toets.FULL, toets.MOST, toets.EXACT_FLOORS) == (100.0, 95.0, ("engine", "bind"))
    assert toets.TEST_SECONDS + toets.MUTATION_SECONDS <= 30 * 60
    assert toets.WHOLE_TEST_SECONDS > toets.TEST_SECONDS
    assert toets.WHOLE_MUTATION_SECONDS > toets.MUTATION_SECONDS


def test_the_tests_are_told_to_try_as_often_as_is_meant(monkeypatch, tmp_path):
    ran = []

    def run(arguments, seconds, **settings):
        ran.append((seconds, settings))
        return toets.Verdict(True)

    monkeypatch.setattr(toets, "run", run)
    for whole in (False, True):
        toets.check_tests(tmp_path, whole=whole)
        toets.check_mutations(whole=whole)
    measured = {"COVERAGE_FILE": str(tmp_path / "dekking")}
    assert ran == [
        (toets.TEST_SECONDS, {"RENDEMENT_ALLES": "0", **measured}),
        (toets.MUTATION_SECONDS, {}),
        (toets.WHOLE_TEST_SECONDS, {"RENDEMENT_ALLES": "1", **measured}),
        (toets.WHOLE_MUTATION_SECONDS, {}),
    ]
    for few, word in ((3, "0"), (200, "1")):
        monkeypatch.setenv("RENDEMENT_ALLES", word)
        assert times(3, 200) == few


def test_mutations_are_left_out_where_they_cannot_run_and_that_is_said(monkeypatch):
    names = {quick: [name for name, _ in toets.checks(ROOT, [], Chosen(quick=quick))] for quick in (0, 1)}
    assert set(names[0]) - set(names[1]) == ({"mutaties van engine/"} if hasattr(toets.os, "fork") else set())
    monkeypatch.delattr(toets.os, "fork", raising=False)
    assert Chosen().left_out == "dit systeem kan een proces niet splitsen"
    assert [name for name, _ in toets.checks(ROOT, [], Chosen())] == names[1]


def test_a_check_that_never_ends_is_cut_off():
    verdict = toets.run(["-c", "import time; time.sleep(30)"], seconds=1)
    assert (verdict.holds, verdict.lines) == (False, ("afgebroken na 1 seconden",))
    assert toets.run(["-c", "pass"]).holds
    assert toets.run(["-c", "raise SystemExit(4)"]).lines == ("eindigde met code 4",)
    asked = "import os; raise SystemExit(int(os.environ['PROEF']))"
    assert toets.run(["-c", asked], PROEF="4").lines == ("eindigde met code 4",)
