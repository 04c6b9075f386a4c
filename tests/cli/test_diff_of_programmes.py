"""`rendement diff` of programmes and monitors: what is in them, of the same revision, and in a folder."""

import json

import pytest
from typer.testing import CliRunner

from checkouts import git, needs_git
from rendement.cli import app

PROGRAMME = """soort: programma
naam: P
gemeente: Voorbeeldstad
periode: 2024-2025
maatregelen:
  - {casus: zaken/coach.yaml}
  - {programma: deel.yaml}
"""
PART = """soort: programma
naam: Deel
gemeente: Voorbeeldstad
periode: 2024-2025
maatregelen: [{naam: Inkoop, besparing: {structureel: {2025: 60}}}]
"""
CASE = """naam: Coach
gemeente: Voorbeeldstad
periode: 2024
prijslijsten: [lijst.yaml]
baten: [{naam: Uitstroom, aantal: 4, prijs: a/b}]
kosten: [{naam: Inzet, bedrag: 1000}]
"""
LIST = "prijslijst: l\nprijspeil: onbekend\nposten:\n  a/b: {naam: Post, bedrag: 500}\n"
MONITOR = """soort: monitor
naam: Monitor
gemeente: Voorbeeldstad
kolommen: {2023: realisatie, 2024: prognose}
tabel: cijfers.csv
"""
TABLE = "post,soort,2023,2024\nHulp,bedrag,2000,3000\nHulp,cliënten (uniek),9,10\n"
FILES = {
    "p.yaml": PROGRAMME,
    "deel.yaml": PART,
    "zaken/coach.yaml": CASE,
    "zaken/lijst.yaml": LIST,
    "monitor.yaml": MONITOR,
    "cijfers.csv": TABLE,
}
LATER = {
    "deel.yaml": PART.replace("60", "90"),
    "zaken/lijst.yaml": LIST.replace("500", "700"),
    "zaken/coach.yaml": CASE.replace("aantal: 4", "aantal: 6"),
    "cijfers.csv": TABLE.replace("3000", "4800").replace("9,10", "9,12"),
}
pytestmark = needs_git


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one revision, and later versions in the files."""
    (tmp_path / "zaken").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "een")):
        git(tmp_path, *words)
    for name, text in LATER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, ["diff", *words])


def data(*words):
    shown = run(*words, "--format", "json")
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


def parts(found):
    return {(part["naam"], part["groep"]): part["bedrag"] for part in found["delen"]}


def test_what_a_programme_includes_is_read_in_the_same_revision(checkout):
    found = data("p.yaml")
    assert parts(found) == {
        ("Coach › Uitstroom", "omvang"): 2 * (500 + 700) / 2,
        ("Coach › Post", "prijs in de lijst"): 200 * (4 + 6) / 2,
        ("Deel › Inkoop", "structureel"): 30,
    }
    assert found["samengevoegd"] == []
    assert {part["pad"] for part in found["delen"]} == {
        "maatregelen.coach.baten.uitstroom.aantal",
        'maatregelen.coach.prijzen."a/b".bedrag',
        "maatregelen.deel.maatregelen.inkoop.besparing.structureel",
    }


def test_a_monitor_and_its_table_of_then(checkout):
    found = data("monitor.yaml")
    assert parts(found) == {
        ("Hulp", "volume"): (12 - 10) * (300 + 400) / 2,
        ("Hulp", "kosten per cliënt"): (400 - 300) * (10 + 12) / 2,
    }
    assert (found["cijfer"], found["bedragen_in"]) == ("totaal.bedragen.2024", "EUR")
    shown = run("monitor.yaml")
    assert "Waarom totaal 2024 anders is: Monitor" in shown.output


def test_of_a_monitor_with_counts_alone_the_file_and_the_remedy_are_said(checkout):
    counts = MONITOR.replace("tabel: cijfers.csv", "posten: [{naam: A, aantallen: {cliënten: {2024: 3}}}]")
    (checkout / "tweede.yaml").write_text(counts, encoding="utf-8")
    for words, names in (
        (["tweede.yaml", "tweede.yaml"], "tweede.yaml heeft"),
        (["monitor.yaml", "tweede.yaml"], "tweede.yaml heeft"),
        (["HEAD:monitor.yaml", "tweede.yaml"], "tweede.yaml heeft"),
    ):
        answer = run(*words)
        assert answer.exit_code == 2
        assert f"diff: {names} geen enkel totaal" in answer.output
        assert "zet `bedragen` bij een post" in answer.output


def test_of_monitors_without_a_common_column_each_is_named_and_the_remedy_works(checkout):
    for year in (2024, 2025):
        (checkout / f"m{year}.yaml").write_text(
            f"soort: monitor\nnaam: M\ngemeente: G\nkolommen: {{{year}: prognose}}\n"
            f"posten: [{{naam: A, bedragen: {{{year}: 5}}}}]\n",
            encoding="utf-8",
        )
    answer = run("m2024.yaml", "m2025.yaml")
    assert answer.exit_code == 2
    assert "m2024.yaml (2024) en m2025.yaml (2025)" in answer.output
    figure = answer.output.split("--cijfer ")[1].strip()
    found = data("m2024.yaml", "m2025.yaml", "--cijfer", figure)
    assert (found["oud"], found["nieuw"]) == (None, 5)


def test_monitors_in_a_folder_have_a_row_and_are_not_added(checkout):
    (checkout / "tweede.yaml").write_text(
        MONITOR.replace("tabel: cijfers.csv", "posten: [{naam: A, aantallen: {cliënten: {2024: 3}}}]"),
        encoding="utf-8",
    )
    found = data("HEAD:.", ".")
    rows = {row["pad"]: row for row in found["bestanden"]}
    assert (rows["monitor.yaml"]["oud"], rows["monitor.yaml"]["nieuw"]) == (3000, 4800)
    assert "tweede.yaml heeft geen enkel totaal" in rows["tweede.yaml"]["reden"]
    shown = run("HEAD:.", ".")
    assert shown.exit_code == 0
    assert "Per soort wijziging: totaal 2024" not in shown.output
    assert "Per soort wijziging: saldo" in shown.output


def test_a_monitor_in_fte_is_no_money(checkout):
    posts = "posten: [{naam: A, bedragen_in: fte, bedragen: {2024: 2.5}}]"
    text = MONITOR.replace("tabel: cijfers.csv", posts)
    (checkout / "oud.yaml").write_text(text, encoding="utf-8")
    (checkout / "nieuw.yaml").write_text(text.replace("2.5", "3.25"), encoding="utf-8")
    shown = run("oud.yaml", "nieuw.yaml")
    assert "oud.yaml → nieuw.yaml · in fte" in shown.output
    assert "0,75" in shown.output


def test_a_file_that_a_programme_in_the_folder_includes_is_added_once(checkout):
    found = data("HEAD:.", ".")
    rows = {row["pad"]: row for row in found["bestanden"]}
    assert (rows["deel.yaml"]["verschil"], "neemt dit bestand op" in rows["deel.yaml"]["reden"]) == (30, True)
    # the whole programme; that of the case itself is another figure
    gaps = {summed["cijfer"]: summed["verschil"] for summed in found["samen"]}
    assert gaps["totaal.saldo"] == rows["p.yaml"]["verschil"] == 30 + 6 * 700 - 4 * 500
    assert gaps["totaal.rendement"] == 6 * 700 - 4 * 500
