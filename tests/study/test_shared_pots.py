"""Programmes that save from one pot, each in a file of its own: what they come to, and what at least."""

import pytest
from typer.testing import CliRunner

from rendement.cli import app

HEAD = "soort: programma\nnaam: {name}\ngemeente: {place}\nperiode: 2025-2026\nmaatregelen:\n"


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What a command says of programmes with these measures."""
    monkeypatch.chdir(tmp_path)

    def run(verb, *programmes, places=("Borne", "Borne", "Borne")):
        names = []
        for letter, place, rows in zip("abc", places, programmes, strict=False):
            text = HEAD.format(name=letter.upper(), place=place) + "".join(f"  - {row}\n" for row in rows)
            (tmp_path / f"{letter}.yaml").write_text(text, "utf-8")
            names.append(f"{letter}.yaml")
        result = CliRunner().invoke(app, [verb, *names])
        return " ".join((result.stdout + result.stderr).split())

    return run


def saving(name, amount, more="", year=2025, kind="structureel"):
    return f"{{naam: {name}, budget: verblijf, besparing: {{{kind}: {{{year}: {amount}}}}}{more}}}"


def test_both_ends_are_said_by_the_rule_and_under_the_total(said):
    """100 in each of two years and 60 in the second: 260, of which at least 100 + 100."""
    programmes = [saving("Een", 100)], [saving("Twee", 60, year=2026)]
    ends = "opgeteld € 260, en € 200 als dezelfde euro één keer telt"
    assert f"op `verblijf` besparen `Een` en `Twee`, uit 2 bestanden; {ends} [R613" in said(
        "check", *programmes
    )
    assert "[R613 zelfde-euro-elders]" in said("batch", *programmes)
    shown = said("calc", *programmes)
    assert "Totaal 260 0 260" in shown
    assert f"Op verblijf besparen Een (a.yaml), Twee (b.yaml): {ends}. Het totaal telt ze op." in shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (saving("Een", 100, ", doelgroep: gezinnen"), saving("Twee", 60, ", doelgroep: ouderen")),
        (saving("Een", 100, kind="incidenteel"), saving("Twee", 60, year=2026)),
        (saving("Een", 100).replace("verblijf", "ambulant"), saving("Twee", 60)),
        (saving("Een", 100), saving("Twee", 60, ", telt_mee: nee, reden: x")),
        (saving("Een", 100), saving("Twee", -60)),
        (saving("Een", 100), saving("Een", 100)),  # one thing twice, which another rule says
    ],
)
def test_what_does_not_meet_is_not_named(one, other, said):
    assert "R613" not in said("check", [one], [other])


def test_one_group_and_everybody_meet(said):
    """100 of families beside 60 of anybody, each in two years: 320, of which at least 200."""
    shown = said("check", [saving("Een", 100, ", doelgroep: gezinnen")], [saving("Twee", 60)])
    assert "opgeteld € 320, en € 200" in shown


def test_each_municipality_has_its_own_euros(said):
    assert "R613" not in said("check", [saving("Een", 100)], [saving("Twee", 60)], places=("Borne", "Almelo"))


def test_a_file_that_takes_the_other_along_speaks_for_both(said):
    programmes = [saving("Een", 100)], ["{programma: a.yaml}", saving("Twee", 60)]
    shown = said("check", *programmes)
    assert "R613" not in shown
    assert "R612" in shown


def test_three_files_are_one_finding(said):
    """In each of two years 100 + 60 + 40; at least the largest."""
    shown = said("check", [saving("Een", 100)], [saving("Twee", 60)], [saving("Drie", 40)])
    assert shown.count("[R613") == 1
    assert "`Een`, `Twee` en `Drie`, uit 3 bestanden; opgeteld € 400, en € 200" in shown
