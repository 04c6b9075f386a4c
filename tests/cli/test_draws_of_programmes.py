"""`--draws` on a programme: what is printed, what each format has, and what is refused."""

import json
import sys

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app

TEXT = """soort: programma
naam: Proef
gemeente: Plaats
periode: 2024-2025
telling: nieuw
taakstelling: {2024: 40000, 2025: 100000}
maatregelen:
  - {naam: Inkoop, besparing: {incidenteel: {2024: {laag: 0, hoog: 100000, verdeling: uniform}}}}
  - {naam: Toegang, besparing: {incidenteel: {2025: {laag: 0, hoog: 200000, verdeling: uniform}}}}
scenarios:
  zeker: {maatregelen.inkoop.besparing.incidenteel.2024: 60000}
"""


def run(*arguments):
    return CliRunner().invoke(app, [str(item) for item in arguments])


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "programma.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_answer_the_ranges_the_chances_and_the_words(plan):
    shown = run("calc", plan, "--draws", "20000").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "kans dat zij elk jaar wordt gehaald 30%" in lines  # 60% × 50%
    (row,) = [line for line in lines if line.startswith("2024 40.000 ")]
    assert row.endswith(" 60% 60%")
    for head in ("Bandbreedte, in euro", "Saldo per maatregel", "Saldo per domein", "Saldo per jaar"):
        assert head in lines
    assert "Hoe het saldo verdeeld is" in lines
    assert "- In 90 van de 100 trekkingen ligt het saldo tussen € " in shown
    assert "2 van de 4 aannamen hebben een bandbreedte" in shown
    assert "Grenzen van maatregelen tellen niet op." in shown
    assert "Scenario's, getrokken" in lines


def test_on_a_screen_a_programme_is_not_sent_to_what_only_a_case_has(plan, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for path, turns in ((plan, False), (ROOT / "examples/06-bandbreedte.yaml", True)):
        app(["calc", str(path), "--draws", "20"], standalone_mode=False)
        onwards = capsys.readouterr().err
        assert f"rendement explain {path}" in onwards
        assert ("--omslag" in onwards) == turns


def test_few_draws_give_no_ranges_and_no_chances(plan):
    shown = run("calc", plan, "--draws", "20").stdout
    assert "Grenzen en kansen staan er vanaf 300; neem er bijvoorbeeld 10.000." in shown
    assert "Bandbreedte, in euro" not in shown
    assert "kans dat zij elk jaar" not in shown
    assert "Scenario's" in shown
    assert "getrokken" not in shown


def test_without_a_range_it_is_said(plan):
    sets = [f"maatregelen[{i}].besparing.incidenteel.{2024 + i}=5" for i in range(2)]
    shown = run("calc", plan, "--draws", "500", "--set", sets[0], "--set", sets[1]).stdout
    assert "Geen enkel cijfer heeft een bandbreedte, dus elke trekking is de gewone berekening." in shown
    assert "trekkingen alle gelijk: geen bandbreedtes" in " ".join(shown.split())


@pytest.mark.parametrize("form", ["markdown", "html", "tsv"])
def test_every_report_has_them(plan, form):
    shown = run("calc", plan, "--draws", "500", "--format", form).stdout
    assert "Kans dat de taakstelling wordt gehaald" in shown
    assert "Hoe het saldo verdeeld is" in shown


def test_json_has_the_seed_and_what_is_asked(plan):
    data = json.loads(run("calc", plan, "--draws", "500", "--seed", "4", "--format", "json").stdout)
    found = data["onzekerheid"]
    assert (data["herkomst"]["zaad"], found["trekkingen"]) == (4, 500)
    assert (found["onzeker"], found["aannamen"]) == (2, 4)
    assert list(found["taakstelling"]) == ["2024", "2025"]
    assert found["kans_alle_jaren"] <= min(item["kans"] for item in found["taakstelling"].values())
    assert data["scenarios"]["zeker"]["onzekerheid"]["kans_alle_jaren"] >= found["kans_alle_jaren"]
    assert "onzekerheid" not in json.loads(run("calc", plan, "--format", "json").stdout)


def test_every_row_of_csv_has_its_percentiles(plan):
    table = run("calc", plan, "--draws", "500", "--format", "csv").stdout.splitlines()
    head, first = (line.split(",") for line in table[:2])
    row = dict(zip(head, first, strict=True))
    assert float(row["bedrag_p5"]) < float(row["bedrag_p50"]) < float(row["bedrag_p95"])
    assert float(row["saldo_p5"]) < float(row["saldo_p50"]) < float(row["saldo_p95"])
    assert "bedrag_p5" not in run("calc", plan, "--format", "csv").stdout


def test_the_same_file_gives_the_same_bytes(plan):
    one, two = (run("calc", plan, "--draws", "500", "--format", "json").stdout for _ in range(2))
    assert one == two


def test_a_report_has_it_in_its_conclusion(plan, tmp_path):
    target = tmp_path / "uit.md"
    assert run("report", plan, "-o", target, "--draws", "2000").exit_code == 0
    text = target.read_text("utf-8")
    assert "In 90 van de 100 trekkingen ligt het saldo tussen" in text
    assert "De kans dat de taakstelling elk jaar wordt gehaald is" in text
    assert "Kans dat de taakstelling wordt gehaald" in text


def test_a_monitor_and_a_table_of_draws_are_refused_by_name(plan, tmp_path):
    monitor = tmp_path / "monitor.yaml"
    monitor.write_text(
        "soort: monitor\nnaam: M\ngemeente: P\nkolommen: {2020: realisatie}\n"
        "posten: [{naam: A, bedragen: {2020: 5}}]\n"
    )
    said = "is een monitor; trekkingen zijn er voor een casus of programma"
    for verb in ("calc", "report"):
        refused = run(verb, monitor, "--draws", "500")
        assert refused.exit_code == 2, refused.stderr
        assert said in refused.stderr
    target = tmp_path / "rijen.csv"
    refused = run("calc", plan, "--draws", "500", "--trekkingen", target)
    assert (refused.exit_code, target.exists()) == (2, False)
    assert "is een programma" in refused.stderr
