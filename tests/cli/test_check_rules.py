"""`rendement check`: which rules, which of them count, what is news, and in which formats."""

import json
import os

import pytest

from rendement.figures.common import FINDING
from rendement.source.finding import SEVERITIES

CASE = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50, duur: 5}
  - {naam: Twee, bedrag: 60, duur: 5}
kosten:
  - {naam: Team, bedrag: 400}
"""
WAIVED = CASE + "afwijken: [{regel: R110, pad: baten.een, reden: zo gedrukt, tot: blijvend}]\n"


@pytest.fixture
def zaak(write):
    write("zaken/zaak.yaml", CASE)


def numbers(answer):
    return [item["nummer"] for item in json.loads(answer.stdout)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("--select R110", ["R110"]),
        ("--select r110", ["R110"]),
        ("--select effect-zonder-terugval", ["R110"]),
        ("--select R1 --ignore R103,R111", ["R110"]),
        ("--select R1,R2 --ignore R103 --ignore R111", ["R110", "R201"]),
        ("--ignore R1,R3,R4", ["R201"]),
        ("--select R207", []),
        ("--select geen-prijspeil", [None]),
        ("--select R110 --opmerkingen", ["R110"]),
        ("--opmerkingen --ignore R1,R2,R3,R4", [None]),
    ],
)
def test_rules_are_chosen_by_number_family_or_name(run, zaak, asked, found):
    answer = run("check", "zaken", "--format", "json", *asked.split())
    assert answer.exit_code == 0
    assert numbers(answer) == found


def test_what_is_off_runs_when_it_is_asked_for(run, write):
    write("zaken/zaak.yaml", CASE.replace("duur: 5}", "domein: jeugd}"))
    assert "R207" not in numbers(run("check", "zaken", "--format", "json"))
    assert numbers(run("check", "zaken", "--format", "json", "--select", "R207")) == ["R207"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", 0),
        ("--strict", 1),
        ("--strict --ignore R110", 0),
        ("--fout R110", 1),
        ("--fout R1", 1),
        ("--fout R110 --ignore R110", 0),
        ("--fout R207", 0),
    ],
)
def test_the_exit_code_follows_what_counts(run, zaak, words, code):
    assert run("check", "zaken", *words.split()).exit_code == code


def test_what_counts_as_an_error_is_shown_as_one(run, zaak):
    answer = run("check", "zaken", "--fout", "R110", "--select", "R110")
    assert "fout: het effect houdt 5 jaar lang geheel stand" in answer.stdout
    assert "1 fout" in answer.stderr


def test_what_may_stand_counts_apart_and_is_listed(run, write):
    write("zaken/zaak.yaml", WAIVED.replace("pad: baten.een, ", ""))
    answer = run("check", "zaken", "--select", "R110", "--strict", "--fout", "R110")
    assert answer.exit_code == 0
    assert "afgeweken: het effect houdt 5 jaar lang geheel stand" in answer.stdout
    assert "reden: zo gedrukt (blijvend; anders een waarschuwing)" in answer.stdout
    assert "0 fouten · 1 afgeweken" in answer.stderr


@pytest.mark.parametrize(
    "words", ["--select R999", "--ignore R9999", "--fout zomaar", "--select ,", "--op gisteren"]
)
def test_a_name_that_is_no_rule_is_wrong_use(run, zaak, words):
    answer = run("check", "zaken", *words.split())
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert words.split()[0] in answer.stderr


def test_the_day_decides_whether_a_waiver_holds(run, write):
    write("zaken/zaak.yaml", WAIVED.replace("blijvend", "2026-11"))
    for day, severity in (("2026-11-30", "afgeweken"), ("2026-12-01", "waarschuwing")):
        answer = run("check", "zaken", "--format", "json", "--select", "R110", "--op", day)
        assert json.loads(answer.stdout)[0]["ernst"] == severity
    shown = run("calc", "zaken/zaak.yaml", "--op", "2026-11-30").stdout
    assert "Afgeweken\n- Een (regel 5): " in shown
    assert "zo gedrukt (R110, tot en met 2026-11)." in shown


def test_how_often_each_rule_has_something_to_say(run, zaak):
    answer = run("check", "zaken", "--statistiek", "--select", "R110,R103")
    assert answer.stdout.splitlines() == [
        "     1  waarschuwing  R110 effect-zonder-terugval  (2 plaatsen)",
        "     1  opmerking     R103 geen-nulalternatief",
    ]
    rows = json.loads(run("check", "zaken", "--statistiek", "--select", "R110", "--format", "json").stdout)
    assert rows == [
        {
            "nummer": "R110",
            "code": "effect-zonder-terugval",
            "ernst": "waarschuwing",
            "aantal": 1,
            "plaatsen": 2,
        }
    ]
    assert run("check", "zaken", "--statistiek", "--format", "junit").exit_code == 2


def test_a_finding_says_where_else_and_by_which_name(run, write):
    write("zaken/zaak.yaml", WAIVED)
    found = json.loads(run("check", "zaken", "--format", "json", "--select", "R110,R201").stdout)
    waived, warned, remark = sorted(found, key=lambda item: (item["nummer"], item["ernst"]))
    assert (waived["naampad"], waived["ernst"]) == ("baten.een.duur", "afgeweken")
    assert waived["afwijking"] == {"reden": "zo gedrukt", "tot": "blijvend", "ernst": "waarschuwing"}
    assert (warned["naampad"], warned["paden"], warned["afwijking"]) == ("baten.twee.duur", [], None)
    assert remark["paden"] == [
        {"bestand": remark["bestand"], "pad": "baten[1]", "naampad": "baten.twee", "regel": 6}
    ]
    assert {"code", "nummer", "ernst", "paden", "naampad"} <= {field.key for field in FINDING.fields}
    assert SEVERITIES[-1] == "afgeweken"


# -- what is news


def earlier(run, *words):
    assert run("check", "zaken", "--format", "json", "-o", "eerder.json", *words).exit_code in (0, 1)


def test_nothing_is_news_when_lines_move(run, write, zaak):
    earlier(run)
    lines = CASE.splitlines(keepends=True)
    moved = "".join(["# bovenaan\n", *lines[:4], lines[5], lines[4], *lines[6:]])
    write("zaken/zaak.yaml", moved)
    answer = run("check", "zaken", "--basis", "eerder.json", "--format", "json")
    assert json.loads(answer.stdout) == []


def test_only_the_new_place_of_a_finding_is_news(run, write, zaak):
    earlier(run)
    write("zaken/zaak.yaml", CASE.replace("kosten:", "  - {naam: Drie, bedrag: 70, duur: 4}\nkosten:"))
    answer = run("check", "zaken", "--basis", "eerder.json", "--format", "json", "--strict")
    found = {item["nummer"]: item for item in json.loads(answer.stdout)}
    assert set(found) == {"R110", "R201", "R307"}
    assert found["R110"]["naampad"] == "baten.drie.duur"
    assert found["R110"]["regel"] == 7
    assert found["R110"]["melding"].startswith("het effect houdt 4 jaar")
    assert answer.exit_code == 1


def test_an_error_is_always_said(run, write):
    write("zaken/zaak.yaml", CASE.replace("bedrag: 50", "bedrag: 40.000"))
    earlier(run)
    answer = run("check", "zaken", "--basis", "eerder.json")
    assert answer.exit_code == 1
    assert "[dubbelzinnig-getal]" in answer.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "bestaat niet"),
        ("geen json", "geen json"),
        ("{}", "geen lijst van bevindingen"),
        ("[3]", "geen lijst van bevindingen"),
        ('[{"code": "x"}]', "geen lijst van bevindingen"),
        ('[{"code": "x", "bestand": "y", "pad": "baten"}]', "andere versie"),
        ('[{"code": "x", "bestand": "y", "naampad": "z", "paden": [3]}]', "andere versie"),
        ("[" * 100_000, "geen json"),
        ("\u0000\ud7ff", "geen json"),
    ],
)
def test_a_basis_that_is_none_is_wrong_use(run, zaak, write, text, said):
    if text is not None:
        write("eerder.json", text)
    answer = run("check", "zaken", "--basis", "eerder.json")
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_basis_of_a_hundred_megabytes_is_not_read(run, zaak):
    with open("eerder.json", "wb") as file:  # noqa: PTH123 - a hole, that takes no room
        os.truncate(file.fileno(), 100_000_000)
    answer = run("check", "zaken", "--basis", "eerder.json")
    assert answer.exit_code == 2
    assert "groter dan 50 MB" in answer.stderr


# -- over the files of a run


def test_the_same_line_in_two_files_is_said_once_for_the_run(run, write):
    for name in ("a", "b", "c"):
        write(f"zaken/{name}.yaml", CASE)
    write("zaken/elders.yaml", CASE.replace("Hier", "Elders"))
    found = json.loads(run("check", "zaken", "--format", "json", "--select", "R610", "--workers", "2").stdout)
    assert [(item["bestand"], item["naampad"]) for item in found] == [("zaken/a.yaml", "baten.een")] * 2
    names = ["baten.een", "baten.twee", "kosten.team"]
    assert [place["naampad"] for place in found[0]["paden"]] == [*names[1:], *names]
    message = "`Een` en nog 2 regels staan met dezelfde bedragen ook in zaken/%s.yaml"
    assert [item["melding"] for item in found] == [message % "b", message % "c"]
    text = run("check", "zaken", "--select", "R610").stdout
    assert "ook: baten[1] (regel 6), kosten[0] (regel 8), zaken/b.yaml, regel 5, zaken/b.yaml, " in text
    assert run("check", "zaken/a.yaml", "--select", "R610").stdout == ""
    assert {place["bestand"] for place in found[0]["paden"]} == {"zaken/a.yaml", "zaken/b.yaml"}
    write("eerder.json", json.dumps(found))
    assert run("check", "zaken", "--select", "R610", "--basis", "eerder.json").stdout == ""


def test_a_batch_says_it_below_the_table_and_in_no_row(run, write):
    for name in ("a", "b", "c"):
        write(f"zaken/{name}.yaml", CASE)
    checked = run("check", "zaken", "--select", "R610").stdout
    lines = [line for line in checked.splitlines() if "[R610 " in line]
    assert len(lines) == 2
    for options in ([], ["--cache", "cache"], ["--cache", "cache"], ["--scenario", "alle"]):
        answer = run("batch", "zaken", "--columns", "pad,waarschuwingen,opmerkingen", *options)
        assert answer.stderr.splitlines()[-2:] == lines
        assert "R610" not in answer.stdout
    assert "uit de cache: 3 van 3" in run("batch", "zaken", "--cache", "cache").stderr
    assert "R610" not in run("batch", "zaken/a.yaml").stderr
    alone = run("batch", "zaken/a.yaml", "--format", "json").stdout
    assert json.loads(run("batch", "zaken", "--format", "json").stdout)[0] == json.loads(alone)[0]


def test_a_warning_about_files_together_is_strict_in_a_batch(run, write):
    waiver = "afwijken: [{regel: R610, reden: zelfde groep, tot: blijvend}]\n"
    quiet = CASE.replace(", duur: 5", ", business_as_usual: {kans: 10%, van: 40}")
    write("zaken/a.yaml", quiet)
    write("zaken/b.yaml", quiet)
    assert run("batch", "zaken/a.yaml", "--strict").exit_code == 0
    assert run("batch", "zaken", "--strict").exit_code == 1
    write("zaken/b.yaml", quiet + waiver)
    answer = run("batch", "zaken", "--strict")
    assert answer.exit_code == 0
    assert "R610" not in answer.stderr


def test_a_waiver_in_one_of_them_will_do(run, write):
    waiver = "afwijken: [{regel: R610, pad: baten, reden: zelfde groep, tot: blijvend}]\n"
    write("zaken/a.yaml", CASE)
    write("zaken/b.yaml", CASE + waiver)
    found = json.loads(run("check", "zaken", "--format", "json", "--select", "R610,R0").stdout)
    assert [(item["naampad"], item["ernst"], len(item["paden"])) for item in found] == [
        ("baten.een", "afgeweken", 3),
        ("kosten.team", "waarschuwing", 1),
    ]
    assert numbers(run("check", "zaken/b.yaml", "--format", "json", "--select", "R610,R0")) == []
    assert run("check", "zaken", "--fout", "R610", "--ignore", "R1,R2").exit_code == 1
