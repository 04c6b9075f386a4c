"""What `check` finds on cases/ is expected, each with why it is right; examples/ has no warning."""

import pytest

import expected_findings
from expected_findings import DAY, FOLDER, as_yaml, by_file, differences, expected, found, main, updated
from project import files, short
from rendement.report.check import check
from rendement.source.finding import Finding, Mark, Place
from rendement.study.batch.files import collect
from rendement.study.batch.job import Job


def at(file, number, severity, named, others=()):
    more = tuple(Place("", name, Mark(where, 2), "", severity) for where, name in others)
    return Finding(
        "x", "m", "r", severity=severity, mark=Mark(file, 1), number=number, named=named, others=more
    )


FINDINGS = [
    at("cases/a/een.yaml", "R103", "opmerking", "nulalternatief"),
    at("cases/a/een.yaml", "R610", "opmerking", "baten.zorg", [("cases/b/twee.yaml", "baten.zorg")]),
    at("cases/a/een.yaml", "R201", "afgeweken", "baten.zorg", [("cases/a/een.yaml", "baten.werk")]),
]
NOW = {
    "a/een": {
        "R103 opmerking": {"waar": ["nulalternatief"]},
        "R201 afgeweken": {"waar": ["baten.zorg", "baten.werk"]},
        "R610 opmerking": {"waar": ["baten.zorg", "b/twee: baten.zorg"]},
    }
}


def test_every_finding_on_the_cases_is_expected_with_a_reason():
    """After a change: python tools/expected_findings.py --schrijf; judge what is new, and say why."""
    known = expected()
    assert differences(by_file(found(FOLDER)), known) == []
    assert {*known} <= {short(path).removeprefix("cases/").removesuffix(".yaml") for path in files("cases")}


def test_nothing_above_a_remark_is_found_on_the_examples(at_root):
    """Each by itself and all together: they are read as they come."""
    grave = [finding for finding in found("examples") if finding.severity != "opmerking"]
    assert grave == []


@pytest.mark.parametrize("path", files("cases"), ids=short)
def test_a_case_by_itself_says_no_more_than_in_its_folder(path, at_root):
    [checked] = check(collect([short(path)]), Job(day=DAY))
    known = expected().get(short(path).removeprefix("cases/").removesuffix(".yaml"), {})
    said = {f"{finding.number or finding.code} {finding.severity}" for finding in checked.findings}
    assert said <= {*known}


def test_places_by_file_and_rule():
    assert by_file(FINDINGS) == NOW


def test_what_is_new_gone_moved_or_unexplained_is_named():
    known = updated(NOW, {"a/een": {"R103 opmerking": {"waar": [], "reden": "Zo is het."}}})
    assert known["a/een"]["R103 opmerking"] == {"waar": ["nulalternatief"], "reden": "Zo is het."}
    assert differences(NOW, known) == ["a/een: R610 opmerking heeft geen reden"]
    known["a/een"]["R610 opmerking"]["reden"] = "Een deel."
    assert differences(NOW, known) == []
    assert differences({}, known) == [f"a/een: {key} is er niet meer" for key in NOW["a/een"]]
    known["a/een"]["R103 opmerking"]["waar"] = ["elders"]
    assert differences(NOW, known) == ["a/een: R103 opmerking staat nu bij nulalternatief"]


def test_the_command_writes_and_asks_for_the_reason(tmp_path, monkeypatch, capsys):
    store = tmp_path / "findings.yaml"
    monkeypatch.setattr(expected_findings, "STORE", store)
    monkeypatch.setattr(expected_findings, "found", lambda folder: FINDINGS)
    assert main([]) == 1
    assert main(["--schrijf"]) == 1
    assert "R103 opmerking heeft geen reden" in capsys.readouterr().out
    assert as_yaml(expected()) == store.read_text("utf-8")
    store.write_text(store.read_text("utf-8").replace("reden: ''", "reden: Zo is het."), "utf-8")
    assert main([]) == 0
    assert capsys.readouterr().out == "3 bevindingen, alle verwacht\n"
