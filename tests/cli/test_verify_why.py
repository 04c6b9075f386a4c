"""`rendement verify` shows the difference itself of what a file that changed made another."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checkouts import git, needs_git
from rendement.cli import app
from rendement.cli import verify as verb

CASE = """naam: Zaak
gemeente: Borne
periode: 2020
prijslijsten: [lijst.yaml]
baten:
  - {naam: Winst, aantal: 3, prijs: dag}
kosten:
  - {naam: Inzet, bedrag: 200}
scenarios:
  laag: {'baten[0].aantal': 2}
"""
LIST = """prijslijst: eigen
prijspeil: 2020
bron: "rapport, blz. 1"
posten:
  dag: {naam: Een dag, bedrag: 500, eenheid: dag, bron: "blz. 2", betaler: gemeente}
"""
pytestmark = needs_git


def run(*words):
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    git(".", "init", "-q")
    put("zaak.yaml", CASE)
    put("lijst.yaml", LIST)
    return tmp_path


def put(name, text):
    Path(name).write_text(text, "utf-8")
    git(".", "add", name)
    git(".", "commit", "-qm", name)


def made(*words, form="calc"):
    answer = run(form, *words, "--format", "json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def verify(data):
    Path("uit.json").write_text(json.dumps(data), "utf-8")
    answer = run("verify", "uit.json")
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.output


def many(count, text=CASE):
    """So many cases, each in a file of its own."""
    names = [f"zaak{number}.yaml" for number in range(count)]
    for name in names:
        Path(name).write_text(text.replace("Zaak", name), "utf-8")
    git(".", "add", ".")
    git(".", "commit", "-qm", "veel")
    return names


MORE = CASE.replace("aantal: 3", "aantal: 5")


def test_the_difference_with_what_git_still_has_is_shown(folder):
    """3 × 500 became 4 × 500, and then 5 × 500."""
    data = made("zaak.yaml")
    put("zaak.yaml", CASE.replace("aantal: 3", "aantal: 4"))
    put("zaak.yaml", MORE)
    code, said = verify(data)
    assert code == 1
    assert "veranderd: bestand (sha256:" in said
    assert "Waarom rendement anders is: Zaak\nuit.json → zaak.yaml" in said
    row = next(line for line in said.splitlines() if "Winst: omvang" in line)
    assert row.split()[2:] == ["aantal:", "3", "aantal:", "5", "1.000", "1.000", "100%"]
    assert "Per regel" not in said


def test_a_list_that_changed_is_a_part_too(folder):
    data = made("zaak.yaml", "--set", "kosten[0].bedrag=100")
    put("lijst.yaml", LIST.replace("500", "600"))
    _, said = verify(data)
    assert "Opdracht: --set kosten[0].bedrag=100" in said
    assert "Een dag: prijs in de lijst" in said
    assert "300" in said


def test_where_the_bottom_line_stays_another_figure_is_taken_apart(folder):
    data = made("zaak.yaml")
    put("zaak.yaml", CASE.replace("aantal: 3", "aantal: 4").replace("bedrag: 200", "bedrag: 700"))
    code, said = verify(data)
    assert code == 1
    assert "Waarom totaal.baten anders is: Zaak" in said


def test_a_figure_that_came_of_neither_is_one_that_was_altered(folder):
    """The file changed, and beside it somebody wrote 1.200 for 3 × 500 − 200 = 1.300."""
    data = made("zaak.yaml", "--draws", "20")
    data["totaal"]["contante_waarde"]["rendement"] += 1
    data["onzekerheid"]["rendement"]["p50"] += 1
    put("zaak.yaml", MORE)
    code, said = verify(data)
    assert code == 1
    assert "2 daarvan ook niet uit de bestanden van toen, dus later gewijzigd:" in said
    assert "toen berekend" in said
    data["totaal"]["rendement"] = 1200
    _, said = verify(data)
    assert "totaal.rendement: er staat 1.200, toen berekend 1.300\n" in said
    assert "3 daarvan" in said


def test_without_the_old_one_the_reason_is_said(folder):
    Path("zaak.yaml").write_text(CASE.replace("aantal: 3", "aantal: 9"), "utf-8")
    data = made("zaak.yaml")
    put("zaak.yaml", MORE)
    code, said = verify(data)
    assert code == 1
    assert "waarom is niet te zeggen: het bestand van toen (sha256:" in said
    assert "(rendement diff uit.json)" in said
    assert "Waarom rendement" not in said


def test_of_many_some_are_shown_and_the_others_have_a_command(folder):
    names = many(verb.MOST + 3)
    data = made(*names)
    many(verb.MOST + 3, MORE)
    code, said = verify(data)
    assert code == 1
    assert said.count("Waarom rendement anders is") == verb.MOST
    assert "waarom, van nog 3 bestanden:\n  rendement diff 'uit.json#6'\n" in said
    assert said.endswith(f"{verb.MOST + 3} uitkomsten: {verb.MOST + 3} niet gelijk\n")
    found = json.loads(run("diff", "uit.json#6", "--format", "json").stdout)
    assert (found["naam"], found["verschil"]) == ("zaak5.yaml", 2 * 500)


def test_rows_of_a_batch_have_one_for_each_file_first(folder):
    names = many(verb.MOST)
    rows = made(*names, "--scenario", "alle", form="batch")
    many(verb.MOST, MORE.replace("bedrag: 200", "bedrag: 100"))
    _, said = verify(rows)
    assert said.count("Waarom rendement anders is") == verb.MOST
    assert all(f"anders is: {name}" in said for name in names)
    assert f"waarom, van nog {verb.MOST} bestanden:\n  rendement diff 'uit.json#2'\n" in said
    assert "uit.json#1 → zaak0.yaml" in said


def test_of_a_programme_each_case_in_it_that_changed_is_told(folder):
    head = "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2020-2021\n"
    put("p.yaml", f"{head}maatregelen:\n  - {{casus: zaak.yaml}}\n")
    data = made("p.yaml")
    put("zaak.yaml", MORE)
    code, said = verify(data)
    assert code == 1
    assert "Waarom saldo anders is: P" in said
    assert "Waarom rendement anders is: Zaak" in said
    assert "Winst: omvang" in said
    (side,) = {word for word in said.split() if word.endswith(":zaak.yaml")}
    assert json.loads(run("diff", side, "zaak.yaml", "--format", "json").stdout)["verschil"] == 2 * 500


def test_another_version_comes_first(folder):
    data = made("zaak.yaml")
    data["herkomst"]["versie"], data["totaal"]["rendement"] = "0.0.1", 1000
    put("zaak.yaml", MORE)
    _, said = verify(data)
    first = said.index("de rekenaar: rekenversie")
    assert first < said.index("Winst: omvang")
    assert "daarvan" not in said
