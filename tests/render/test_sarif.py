"""SARIF: every rule with its page, every place a result, and the same alert when lines move."""

import json

import pytest
from typer.testing import CliRunner

from rendement.cli import app
from rendement.lint.registry import RULES
from rendement.render.sarif import as_sarif
from rendement.report.check import Checked
from rendement.source.finding import Finding, Mark

CASE = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50, duur: 5}
  - {naam: Twee, bedrag: 60, duur: 5}
  - {naam: Drie, bedrag: 60, duur: 5}
kosten:
  - {naam: Team, bedrag: 40}
afwijken: [{regel: R110, pad: baten.drie, reden: zo gedrukt, tot: blijvend}]
"""


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "een map").mkdir()

    def run(text):
        (tmp_path / "een map" / "zaak.yaml").write_text(text, encoding="utf-8")
        answer = CliRunner().invoke(app, ["check", "een map", "--format", "sarif", "--wortel", "."])
        return json.loads(answer.stdout)

    return run


def results(log, rule=None):
    return [item for item in log["runs"][0]["results"] if rule in (None, item["ruleId"])]


def prints(log):
    return sorted(item["partialFingerprints"]["regelBestandPlaats/v1"] for item in results(log))


def test_every_rule_stands_in_the_driver_with_its_page(log):
    found = log(CASE)
    assert (found["version"], len(found["runs"])) == ("2.1.0", 1)
    rules = found["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules][: len(RULES)] == [rule.number for rule in RULES]
    assert {item["ruleId"] for item in results(found)} <= {rule["id"] for rule in rules}
    for rule, own in zip(rules, RULES, strict=False):
        assert f"docs/regels.md ({own.number})" in rule["help"]["text"]
        assert (
            rule["defaultConfiguration"]["level"]
            == {"waarschuwing": "warning", "opmerking": "note"}[own.severity]
        )


def test_every_place_is_a_result_where_it_stands(log):
    found = results(log(CASE), "R110")
    places = [item["locations"][0]["physicalLocation"] for item in found]
    assert [place["region"]["startLine"] for place in places] == [5, 6, 7]
    assert {place["artifactLocation"]["uri"] for place in places} == {"een%20map/zaak.yaml"}
    assert [item["level"] for item in found] == ["warning"] * 3
    assert [item.get("suppressions", [{}])[0].get("justification") for item in found] == [
        None,
        None,
        "zo gedrukt",
    ]


def test_a_line_at_the_top_or_another_order_gives_no_new_alert(log):
    lines = CASE.splitlines(keepends=True)
    first = prints(log(CASE))
    assert len(first) == len(set(first)) > 5
    assert prints(log("# bovenaan\n" + CASE)) == first
    assert prints(log("".join([*lines[:4], lines[5], lines[4], *lines[6:]]))) == first
    assert prints(log(CASE.replace("naam: Een,", "naam: Eén ander,"))) != first


def test_an_error_is_a_result_too(log):
    (found,) = results(log(CASE.replace("bedrag: 40", "bedrag: 40.000")))
    assert (found["ruleId"], found["level"]) == ("dubbelzinnig-getal", "error")


def test_the_same_is_told_once_and_a_second_of_its_kind_apart():
    """A price list is read for every case that names it; two findings of one place are two."""
    root = "/map"
    finding = Finding("post-vorm", "m", "r", mark=Mark("/map/lijst.yaml", 3, 1), named="posten.a")
    both = (finding, Finding("post-vorm", "n", "r", mark=Mark("/map/lijst.yaml", 3, 1), named="posten.a"))
    checked = [Checked(name, both, root=root) for name in ("a.yaml", "b.yaml")]
    found = json.loads(as_sarif(checked))["runs"][0]["results"]
    assert [item["message"]["text"] for item in found] == ["m. Remedie: r.", "n. Remedie: r."]
    assert len({item["partialFingerprints"]["regelBestandPlaats/v1"] for item in found}) == 2
    outside = Finding("post-vorm", "m", "r", mark=Mark("/elders/lijst.yaml"))
    (alone,) = json.loads(as_sarif([Checked("a.yaml", (outside,), root=root)]))["runs"][0]["results"]
    place = alone["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "lijst.yaml", "uriBaseId": "%SRCROOT%"}}
