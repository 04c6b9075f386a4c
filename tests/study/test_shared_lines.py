"""A line that stands in two files is one thing; and adding files up that hold one thing twice."""

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app
from rendement.report.dutch import number
from rendement.source.tree import parse
from rendement.study.contract import figures_of
from rendement.study.pipeline import calculate_source
from rendement.study.shared_lines import shared_lines

HEAD = "naam: {name}\ngemeente: B\nperiode: 2020-2021\n"
BUDGET = "maatregelen: [{{naam: Bouwen, besparing: {{structureel: {amount}}}}}]\n"


def figures(text, name="A"):
    kind = "soort: programma\n" if "maatregelen" in text or "formatie" in text or "bedragen" in text else ""
    source, findings = parse(kind + HEAD.format(name=name) + text, f"{name}.yaml")
    return figures_of(calculate_source(source.name, source, findings))


def shared(*texts):
    found = shared_lines([figures(text) for text in texts])
    return [(line.section, line.name, line.first, line.second) for line in found]


GAIN = "baten: [{naam: Minder opvang, aantal: 6, bedrag: 100, per: jaar}]\n"  # 600 in 2020 and in 2021


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (GAIN, True),
        (GAIN.replace("aantal: 6, bedrag: 100", "aantal: 3, bedrag: 200"), True),  # the same amounts
        (GAIN.replace("aantal: 6, bedrag: 100, per: jaar", "bedrag: {2020: 600, 2021: 600}"), True),
        (GAIN.replace("aantal: 6, bedrag: 100", "bedrag: 600.0010"), True),  # the same cent
        (GAIN.replace("Minder opvang", "minder  OPVANG"), True),
        (GAIN.replace("Minder opvang", "Minder op\u200bvang"), True),
        (GAIN.replace("naam", "bron: elders, naam"), True),
        (GAIN.replace("Minder opvang", "Minder opvang 2"), False),
        (GAIN.replace("100", "101"), False),
        (GAIN.replace("100", "100.01"), False),
        (GAIN.replace("per: jaar", "per: periode"), False),  # 300 in each year
        (GAIN.replace("per: jaar", "jaar: 2020"), False),
        (GAIN.replace("per: jaar", "per: jaar, toerekening: 50%"), False),
        (GAIN.replace("per: jaar", "per: jaar, telt_mee: nee, reden: x"), False),
        (GAIN.replace("baten", "kosten"), False),
        ("kosten: [{naam: Iets, bedrag: 5, per: jaar}]\n" + GAIN, True),
    ],
)
def test_a_line_is_the_same_by_section_name_and_amounts(other, same):
    assert [line[0] for line in shared(GAIN, other)] == ["baten"] * same


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (BUDGET.format(amount="{2020: 5}"), BUDGET.format(amount="{2020: 5}"), ["maatregelen"]),
        (BUDGET.format(amount="{2020: 5}"), BUDGET.format(amount="{2021: 5}"), []),
        (BUDGET.format(amount="5"), BUDGET.format(amount="5"), ["maatregelen"]),  # without a year
        (BUDGET.format(amount="5"), BUDGET.format(amount="6"), []),
        (
            "kosten: [{naam: K, bedragen: {2020: 5}}]\n",
            "kosten: [{naam: K, bedragen: {2020: 5}}]\n",
            ["kosten"],
        ),
        (
            "kosten: [{naam: K, bedragen: {2020: 5, 2021: 6}}]\n",
            "kosten: [{naam: K, bedragen: {2021: 6, 2020: 5}}]\n",
            ["kosten"],
        ),
        (
            "formatie: [{naam: F, fte: {2020: 2}, tarief: 30}]\n",
            "formatie: [{naam: F, fte: {2020: 1}, tarief: 60}]\n",
            ["formatie"],
        ),
        (
            "formatie: [{naam: F, fte: {2020: 2}, tarief: 30}]\n",
            "kosten: [{naam: F, bedragen: {2020: 60}}]\n",
            [],
        ),
        ("kosten: [{naam: K, bedragen: {2020: 0}}]\n", "kosten: [{naam: K, bedragen: {2020: 0}}]\n", []),
        ("kosten: [{naam: K, bedrag: 0, per: jaar}]\n", "kosten: [{naam: K, bedrag: 0, per: jaar}]\n", []),
        (
            "maatregelen: [{naam: M, pm: onbekend}]\n",
            "maatregelen: [{naam: M, pm: onbekend}]\n",
            [],
        ),
        (
            "maatregelen: [{naam: M, besparing: {structureel: 5}, telt_mee: nee, reden: x}]\n",
            "maatregelen: [{naam: M, besparing: {structureel: 5}}]\n",
            [],
        ),
    ],
)
def test_the_rows_of_a_programme(one, other, found):
    assert [section for section, *_ in shared(one, other)] == found


def test_a_line_twice_in_one_file_is_not_shared():
    twice = "baten: [{naam: X, id: a, bedrag: 5, per: jaar}, {naam: X, id: b, bedrag: 5, per: jaar}]\n"
    assert shared(twice, GAIN) == []


def test_which_files_it_stands_in():
    assert shared("kosten: [{naam: K, bedrag: 1, per: jaar}]\n", GAIN, GAIN, GAIN) == [
        ("baten", "Minder opvang", 1, 2),
        ("baten", "Minder opvang", 1, 3),
    ]


# -- what `calc` says of it


def overview(form, *names):
    result = CliRunner().invoke(app, ["calc", *map(str, names), "--format", form])
    assert result.exit_code == 0
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("form", ["table", "markdown", "html", "tsv"])
def test_six_files_of_one_budget_have_no_total(form):
    """The whole budget, a summary of it, three of its parts and its staff apart."""
    shown = overview(form, *sorted((ROOT / "cases/noordoostpolder").glob("d*.yaml")))
    assert number(10_453_068) not in shown
    assert "Geen totaal: Projectformatie voorveld (kosten) staat met dezelfde bedragen in" in shown
    assert "en zou dubbel tellen. Dat geldt voor nog 12 regels." in shown


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("kosten: [{naam: Anders, bedrag: 7, per: jaar}]\nbaten: [{naam: Y, bedrag: 5, per: jaar}]\n", ""),
        (GAIN + "kosten: [{naam: L, bedrag: 1, per: jaar}]\n", "Minder opvang (baten) staat met dezelfde"),
        ("baten: [{naam: Y, bedrag: 5, per: jaar}]\nperspectief: overheid\n", "verschillen in perspectief"),
        ("baten: [{naam: Y, bedrag: 5, per: jaar}]\nprijspeil: 2020\n", "verschillen in prijspeil"),
        (BUDGET.format(amount="{2020: 5}"), "verschillen in soort"),
        ("kosten: [{naam: L, bedrag: 1, per: jaar}]\n", "niet elke casus heeft een rendement"),
    ],
)
def test_there_is_a_total_or_a_reason(other, why, tmp_path):
    """600 in each of two years, and 5 - 7 in each: 1.196."""
    names = []
    for name, text in (("een", GAIN), ("twee", other)):
        names.append(tmp_path / f"{name}.yaml")
        kind = "soort: programma\n" if "maatregelen" in text else ""
        names[-1].write_text(kind + HEAD.format(name=name) + text, "utf-8")
    shown = overview("table", *names)
    assert ("Totaal 1.210 14 1.196" in shown) == (not why)
    assert ("Geen totaal: " in shown) == bool(why)
    assert why in shown


def test_every_reason_is_said():
    files = [
        ROOT / "cases/noordoostpolder" / f"{name}.yaml"
        for name in ("d-uitvoeringsbudget", "d1-projectbudget")
    ]
    shown = overview("table", *files, ROOT / "cases/borne/scheiding.yaml")
    assert "verschillen in soort" in shown
    assert "Projectformatie voorveld (kosten)" in shown


TWO_PROGRAMMES = [
    "maatregelen: [{naam: M, besparing: {incidenteel: {2020: 300}}, investering: {2020: 50}}]\n"
    "kosten: [{naam: K, bedragen: {2020: 30}}]\n"
    "formatie: [{naam: F, fte: {incidenteel: {2020: 2}}, tarief: 10}]\n",
    "maatregelen: [{naam: N, besparing: {incidenteel: {2021: 200}}}]\n",
]


def written(folder, *texts):
    names = []
    for at, text in enumerate(texts):
        names.append(folder / f"{at}.yaml")
        kind = "soort: programma\n" if "maatregelen" in text else ""
        names[-1].write_text(kind + HEAD.format(name=f"P{at}") + text, "utf-8")
    return names


@pytest.mark.parametrize("form", ["table", "markdown", "html", "tsv"])
def test_programmes_are_called_so_and_have_their_own_figures(form, tmp_path):
    shown = overview(form, *written(tmp_path, *TWO_PROGRAMMES))
    shown = shown[shown.index("Overzicht") :]
    assert "2 programma's" in shown or "2 programma&#x27;s" in shown or "2 programma&#39;s" in shown
    assert "alle kosten" in shown
    assert "per euro" not in shown
    assert "casus" not in shown


def test_all_costs_of_a_programme_are_those_of_its_measures_staff_and_rows(tmp_path):
    """50 invested, 30 of costs and 2 · 10 of staff: 100; no ratio, neither of one nor of all."""
    shown = overview("table", *written(tmp_path, *TWO_PROGRAMMES))
    shown = shown[shown.index("Overzicht") :]
    assert "P0 B 300 100 200" in shown
    assert "Totaal 500 100 400" in shown
    assert "Alle kosten van een programma: investering, kosten en formatie samen." in shown


def test_files_of_two_kinds_are_called_files(tmp_path):
    shown = overview("table", *written(tmp_path, GAIN, TWO_PROGRAMMES[1]))
    shown = shown[shown.index("Overzicht") :]
    assert "2 bestanden" in shown
    assert "Geen totaal: de bestanden verschillen in soort" in shown
    assert "baten alle kosten rendement" in shown
