"""`rendement check`: findings alone, for people, machines, GitHub and test reports."""

import json
import os
import re
from xml.etree import ElementTree

import pytest

from rendement.render.formats import OF_A_CHECK
from rendement.render.github import as_github
from rendement.render.junit import as_junit
from rendement.report.check import Checked
from rendement.source.finding import Finding, Mark
from small_batch import CASE, LIST, LISTED

BROKEN = CASE.format(name="Kapot", count="40.000").replace("gemeente:", "gemente:")


@pytest.fixture
def mixed(many, write):
    """Two good cases, a broken one, a price list, a broken list and something else."""
    many(2)
    write("zaken/kapot.yaml", BROKEN)
    write("zaken/lijst.yaml", LIST.format(amount=9000))
    write("zaken/lijst-kapot.yaml", LIST.format(amount="40.000"))
    write("zaken/anders.yaml", "on: push\n")


def test_it_says_what_is_wrong_and_nothing_else(run, mixed):
    answer = run("check", "zaken")
    assert answer.exit_code == 1
    heads = [line for line in answer.stdout.splitlines() if line.startswith("zaken/")]
    assert [head.split(": ")[0] for head in heads] == [
        "zaken/kapot.yaml:2:1",
        "zaken/kapot.yaml:5:31",
        "zaken/lijst-kapot.yaml:5:46",
    ]
    passed_over = "1 overgeslagen (geen casus, programma, monitor of prijslijst): zaken/anders.yaml"
    assert answer.stderr == f"3 bestanden · 2 prijslijsten · 3 fouten · {passed_over}\n"


def test_good_files_are_silent(run, many):
    many(2)
    answer = run("check", "zaken")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (0, "", "2 bestanden · 0 fouten\n")


def test_json_is_the_list_of_findings(run, mixed):
    found = json.loads(run("check", "zaken", "--format", "json").stdout)
    assert [(item["bestand"], item["regel"], item["code"]) for item in found] == [
        ("zaken/kapot.yaml", 2, "onbekende-sleutel"),
        ("zaken/kapot.yaml", 5, "dubbelzinnig-getal"),
        ("zaken/lijst-kapot.yaml", 5, "dubbelzinnig-getal"),
        ("zaken/anders.yaml", None, "overgeslagen"),
    ]


def test_a_named_file_is_a_case_unless_it_is_a_price_list(run, mixed):
    assert run("check", "zaken/lijst.yaml").exit_code == 0
    assert run("check", "zaken/anders.yaml").exit_code == 1


def test_github_shows_findings_at_their_line(run, mixed):
    answer = run("check", "zaken", "--format", "github")
    first = answer.stdout.splitlines()[0]
    assert first == (
        "::error file=zaken/kapot.yaml,line=2,col=1,title=onbekende-sleutel::"
        "`gemente` is hier geen bekende sleutel%0Aremedie: bedoelt u `gemeente`?"
    )
    assert len(answer.stdout.splitlines()) == 4
    assert (
        "::notice file=zaken/anders.yaml,title=overgeslagen::geen casus, programma, monitor of"
        in answer.stdout
    )
    assert answer.exit_code == 1


def test_nothing_in_a_finding_ends_its_workflow_command():
    mark = Mark("a,b:c%d\n::error::x.yaml", 3, 4)
    finding = Finding(
        "code", "50% van\r\n::set-output name=x::y", "a, b: c", mark=mark, severity="waarschuwing"
    )
    assert as_github([finding]) == (
        "::warning file=a%2Cb%3Ac%25d%0A%3A%3Aerror%3A%3Ax.yaml,line=3,col=4,title=code::"
        "50%25 van%0D%0A::set-output name=x::y%0Aremedie: a, b: c\n"
    )
    whole = Finding("code", "m", "r", mark=Mark("f.yaml"), severity="opmerking")
    assert as_github([whole]) == "::notice file=f.yaml,title=code::m%0Aremedie: r\n"


def test_junit_is_a_test_for_every_file(run, mixed):
    suites = ElementTree.fromstring(run("check", "zaken", "--format", "junit").stdout)  # noqa: S314 - ours
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("6", "2", "1")
    assert [case.get("name") for case in suite if case.find("skipped") is not None] == ["zaken/anders.yaml"]
    failed = {case.get("name"): case.find("failure") for case in suite if case.find("failure") is not None}
    assert set(failed) == {"zaken/kapot.yaml", "zaken/lijst-kapot.yaml"}
    failure = failed["zaken/kapot.yaml"]
    assert failure.get("type") == "onbekende-sleutel"
    assert failure.get("message").endswith("(en nog 1)")
    assert "zaken/kapot.yaml:5:31: fout:" in failure.text


def test_junit_survives_whatever_stands_in_a_file():
    nasty = "]]><x a=\"1\" b='2'>&amp; \x00\x1b\ud800\ufffe \U0001f600"
    mark = Mark(nasty, 1, 1, 1, nasty)
    findings = (
        Finding("c", nasty, nasty, mark=mark),
        Finding("c", "mild", "r", mark=mark, severity="opmerking"),
    )
    text = as_junit([Checked(nasty, findings), Checked("b.yaml")])
    (suite,) = ElementTree.fromstring(text.encode())  # noqa: S314 - ours
    first, second = suite
    assert first.get("name") == "]]><x a=\"1\" b='2'>&amp; ???? \U0001f600"
    assert first.find("failure").get("message").startswith("]]><x")
    assert "mild" in first.find("system-out").text
    assert len(second) == 0


def test_a_report_can_be_a_file(run, mixed, folder):
    answer = run("check", "zaken", "--format", "junit", "-o", "verslag.xml")
    assert answer.exit_code == 1
    assert (folder / "verslag.xml").read_text("utf-8").startswith("<?xml")
    assert answer.stdout == ""


def test_the_extension_says_the_format(run, mixed, folder):
    run("check", "zaken", "-o", "verslag.xml")
    assert (folder / "verslag.xml").read_text("utf-8").startswith("<?xml")
    run("check", "zaken", "-o", "verslag.json")
    assert json.loads((folder / "verslag.json").read_text("utf-8"))
    run("check", "zaken", "-o", "verslag.txt", "--format", "github")
    assert (folder / "verslag.txt").read_text("utf-8").startswith("::")


def test_a_folder_without_anything_to_check_fails(run, write):
    write("zaken/docker-compose.yml", "services: {}\n")
    answer = run("check", "zaken")
    assert answer.exit_code == 1
    assert "hier is geen enkele casus, geen programma en geen prijslijst gevonden" in answer.stderr


def test_what_is_wrong_with_a_list_is_said_once_however_many_cases_use_it(run, write, folder):
    write("zaken/prijzen.yaml", LIST.format(amount="40.000"))
    for name in "abc":
        write(f"zaken/{name}.yaml", LISTED)
    for place in ("zaken", folder / "zaken"):
        answer = run("check", place)
        assert answer.stdout.count("[dubbelzinnig-getal]") == 1
        assert answer.stderr == "3 bestanden · 1 prijslijst · 1 fout\n"
        assert len(json.loads(run("check", place, "--format", "json").stdout)) == 1
        report = ElementTree.fromstring(run("check", place, "--format", "junit").stdout)  # noqa: S314 - ours
        assert report.get("failures") == "4"  # none of these can be computed


@pytest.mark.parametrize("name", ["verslag.csv", "verslag.xlsx", "verslag"])
def test_an_extension_without_a_format_is_wrong_use(name, run, many, folder):
    many(1)
    answer = run("check", "zaken", "-o", name)
    assert answer.exit_code == 2
    known = ", ".join(form.extension for form in OF_A_CHECK.values() if form.extension)
    assert answer.stderr.endswith(f"; kies {known}, of noem het formaat met --format\n")
    assert not (folder / name).exists()
    assert run("check", "zaken", "-o", name, "--format", "table").exit_code == 0


def test_an_unknown_format_is_wrong_use(run, many):
    many(1)
    answer = run("check", "zaken", "--format", "xml")
    assert answer.exit_code == 2
    assert answer.stderr == f"rendement: --format xml: kies {', '.join(OF_A_CHECK)}\n"


@pytest.mark.skipif(os.name == "nt", reason="zulke namen zijn er daar niet")
@pytest.mark.parametrize("form", list(OF_A_CHECK))
def test_a_name_of_a_file_starts_no_line_in_any_format(form, run, write):
    write("zaken/a\nb.yaml", BROKEN)
    answer = run("check", "zaken", "--format", form)
    assert answer.exit_code == 1
    assert "gemente" in answer.stdout
    assert "\nb.yaml" not in answer.stdout


def test_the_order_does_not_depend_on_the_workers(run, many, write):
    many(120)
    write("zaken/z0050.yaml", BROKEN)
    write("zaken/z0100.yaml", BROKEN)
    one, two = (run("check", "zaken", "--workers", count).stdout for count in (1, 2))
    assert one == two
    assert len(re.findall("^zaken/", one, re.MULTILINE)) == 4
