"""A file that another takes along counts there already: no total, however deep, and a finding."""

import pytest
from typer.testing import CliRunner

from rendement.cli import app

HEAD = "soort: programma\nnaam: {name}\ngemeente: Borne\nperiode: 2025-2026\nmaatregelen:\n"
CASE = """naam: Werkcoach
gemeente: Borne
periode: 2025
perspectief: gemeente
baten: [{naam: Uitstroom, aantal: 5, bedrag: 10000}]
kosten: [{naam: Inzet, bedrag: 10000}]
"""
TEAM = "  - {naam: Inzet van het team, besparing: {structureel: {2025: 100}}}\n"
FILES = {
    "zaak.yaml": CASE,
    "deel.yaml": HEAD.format(name="Deel") + "  - {casus: zaak.yaml}\n",
    "ook.yaml": HEAD.format(name="Ook") + "  - {casus: zaak.yaml}\n",
    "kort.yaml": HEAD.format(name="Kort").replace("2025-2026", "2025") + "  - {casus: zaak.yaml}\n",
    "geheel.yaml": HEAD.format(name="Geheel") + "  - {programma: deel.yaml}\n",
    "koepel.yaml": HEAD.format(name="Koepel") + "  - {programma: geheel.yaml}\n",
    "team.yaml": HEAD.format(name="Team") + TEAM,
    "met-team.yaml": HEAD.format(name="Met team") + "  - {programma: team.yaml}\n",
    "zonder.yaml": HEAD.format(name="Zonder")
    + "  - {programma: team.yaml, telt_mee: nee, reden: apart}\n"
    + "  - {naam: Eigen werk, besparing: {structureel: {2025: 7}}}\n",
    "binnen-zonder.yaml": HEAD.format(name="Binnen") + "  - {programma: zonder.yaml}\n",
    "kopie.yaml": HEAD.format(name="Kopie") + TEAM,
    "anders.yaml": HEAD.format(name="Anders")
    + "  - {naam: Iets anders, besparing: {structureel: {2025: 30}}}\n",
}


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What a command says of some of the files."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")

    def run(*words):
        result = CliRunner().invoke(app, list(words))
        return " ".join((result.stdout + result.stderr).split())

    return run


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ("met-team team", "Team (team.yaml) zit al in Met team (met-team.yaml), en zou dubbel tellen."),
        ("team met-team", "Team (team.yaml) zit al in Met team (met-team.yaml), en zou dubbel tellen."),
        ("koepel deel", "Deel (deel.yaml) zit al in Koepel (koepel.yaml)"),
        ("zaak koepel", "Werkcoach (zaak.yaml) zit al in Koepel (koepel.yaml)"),
        ("koepel ook", "Werkcoach zit in Koepel en in Ook (koepel.yaml, ook.yaml), en zou dubbel tellen."),
        ("deel kort", "Werkcoach zit in Deel en in Kort (deel.yaml, kort.yaml)"),
        ("anders met-team team", "Team (team.yaml) zit al in Met team (met-team.yaml)"),
        (
            "met-team kopie",
            "Inzet van het team (maatregelen) staat met dezelfde bedragen in Met team en",
        ),
    ],
)
def test_what_counts_twice_has_no_total_at_any_depth(files, why, said):
    shown = said("calc", *(f"{name}.yaml" for name in files.split()))
    assert f"Geen totaal: {why}" in shown
    assert "Totaal" not in shown[shown.index("Overzicht") :]


@pytest.mark.parametrize("files", ["met-team anders", "team zonder", "team binnen-zonder", "deel team"])
def test_what_counts_once_has_a_total(files, said):
    """In each of two years 100 of a team, 30 of another, 7 of its own work; 40.000 net of the case."""
    shown = said("calc", *(f"{name}.yaml" for name in files.split()))
    assert "Geen totaal" not in shown
    totals = {
        "met-team anders": "Totaal 260 0 260",
        "team zonder": "Totaal 214 0 214",
        "team binnen-zonder": "Totaal 214 0 214",
        "deel team": "Totaal 50.200 10.000 40.200",
    }
    assert totals[files] in shown


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ("met-team team", "opmerking: `Team` telt hier mee, en staat ook in team.yaml [R612"),
        ("zaak deel", "opmerking: `Werkcoach` telt hier mee, en staat ook in zaak.yaml [R612"),
        ("koepel deel", "opmerking: `Deel` telt hier mee, en staat ook in deel.yaml [R612"),
        ("koepel ook", "waarschuwing: `Werkcoach` telt hier mee, en staat ook in ook.yaml [R612"),
        ("deel ook zaak", "waarschuwing: `Werkcoach` telt hier mee, en staat ook in zaak.yaml [R612"),
        ("team zonder", ""),
        ("met-team anders", ""),
    ],
)
@pytest.mark.parametrize("verb", ["check", "batch"])
def test_a_rule_says_it_once(files, found, verb, said):
    shown = said(verb, *(f"{name}.yaml" for name in files.split()))
    assert shown.count("[R612") == bool(found)
    assert found in shown
    assert "R610" not in shown  # the same file is not a copy of it
