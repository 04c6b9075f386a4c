"""The examples come out at totals worked out by hand."""

from math import exp, log, sqrt

import pytest
import yaml

from doc_blocks import blocks
from doc_cases import data_of
from project import ROOT
from rendement.study.pipeline import calculate

CPI = {2018: 103.44, 2019: 106.16, 2020: 107.5, 2021: 110.4}  # prijslijst/indexcijfers.yaml

TO_2020 = CPI[2020] / CPI[2018]
TO_2021 = CPI[2021] / CPI[2018]
FAMILIES = (8900 + 5400) + 2 * 7500 + (7000 + 7500)

BENEFITS = {
    "01-vijf-regels": [4 * 6000],
    "02-keten": [2 * 8 * 14000 * (1 - 0.5), 20 * 3000 * 0.4],
    "03-prijslijst": [6 * 6000, 12 * 400 + 180 * 35 + 13500 + 2 * 6000, 2 * 33300 * (1 - 0.5)],
    "04-jaren": [
        2 * 10 * 2000 * ((1 - 0.2 / 2) + (1 - (0.2 + 0.3) / 2) + (1 - 0.3)),
        4 * 63669 * TO_2020 / 7 * (0.875 + 0.665 + 0.575 + 0.565) * (1 - 0.5),
        5 * 8000 * CPI[2020] / CPI[2019] * ((1 + 0.5) / 2 + (0.5 + 0.3) / 2 + 0.5 * (0.3 + 0.24) / 2),
    ],
    "05-volledig": [
        10 * 14000 * 3 * TO_2021 * (1 - 0.2) * (1 - 0.1 * 50 / 10),
        40 * 0.75 * 1200 * 0.5 * (1 - 0.1) * (1 - 0.2),
        9 * FAMILIES / 3 * 0.5 * TO_2021,
        (2 * 7000 - 7500) * TO_2021,
    ],
    "06-bandbreedte": [
        2 * 8 * sqrt(9000 * 20000) * exp((log(20000 / 9000) / (2 * 1.6448536269514722)) ** 2 / 2) * (1 - 0.5),
        20 * 3000 * 0.4,
    ],
    # of 240 clients to 720: how often each post stands in the table, at its price
    "07-rijen": [
        (57 * 8900 + 7 * 200 + 63 * 6000 + 338 * 300 + 77 * 1200 + 295 * 400) * 720 / 240 * 0.4,
    ],
}
COSTS = {
    "01-vijf-regels": [15000],
    "02-keten": [2 * 0.5 * 70000, 2 * 10000],
    "03-prijslijst": [18 / 36 * 65000, 20000],
    "04-jaren": [(1 + 0.5) * 65000, 12000],
    "05-volledig": [
        (1 + 1.5) * 65000 * TO_2021 * 0.8,
        2 * (5000 + 7500 + 2500),
        0.25 * 80000 * (6 + 12) / 12,
    ],
    "06-bandbreedte": [2 * 0.5 * 70000, 2 * 10000],
    "07-rijen": [8 * 70000],
}


def result(name):
    return data_of(calculate(str(ROOT / "examples" / f"{name}.yaml")))


def test_each_stands_in_the_manual_and_the_table_of_rows_on_its_own_page():
    names = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
    assert names == sorted(BENEFITS)
    shown = [block.note for page in ("handleiding.md", "rijen.md") for block in blocks(page) if block.note]
    assert [at for kind, at in shown if kind == "bestand"] == [f"examples/{name}.yaml" for name in names]


def test_the_first_has_five_lines():
    text = (ROOT / "examples" / "01-vijf-regels.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 5


@pytest.mark.parametrize("name", BENEFITS)
def test_every_line_and_the_return(name):
    data = result(name)
    benefits = [line["netto"] for line in data["baten"] if line["telt_mee"]]
    assert benefits == pytest.approx(BENEFITS[name])
    assert [line["netto"] for line in data["kosten"]] == pytest.approx(COSTS[name])
    assert data["totaal"]["rendement"] == pytest.approx(sum(BENEFITS[name]) - sum(COSTS[name]))


def test_years_example_discounts_and_cuts():
    data = result("04-jaren")
    cut = 4 * 63669 * TO_2020 / 7 * (0.555 + 0.55 + 0.55) * (1 - 0.5)
    assert data["totaal"]["afgekapt_na_horizon"] == pytest.approx(cut)
    by_year = {int(year): item["saldo"] for year, item in data["per_jaar"].items()}
    assert sorted(by_year) == [2020, 2021, 2022, 2023, 2024]
    worth = sum(amount / 1.0225 ** (year - 2020) for year, amount in by_year.items())
    assert data["totaal"]["contante_waarde"]["rendement"] == pytest.approx(worth)


def test_full_example_scenarios():
    scenarios = result("05-volledig")["scenarios"]
    people, nuisance, families, lighter = BENEFITS["05-volledig"]
    careful = 7 * 14000 * 3 * TO_2021 * (1 - 0.2) * (1 - 0.1 * 50 / 7)
    assert scenarios["voorzichtig"]["totaal"]["baten"] == pytest.approx(
        careful + nuisance * 30 / 40 + families + lighter
    )
    dearer = 9 * (FAMILIES + 10000 - 8900) / 3 * 0.5 * TO_2021
    assert scenarios["gunstig"]["totaal"]["baten"] == pytest.approx(
        people * 0.9 / 0.8 + nuisance + dearer + lighter
    )


def test_full_example_actors_and_status():
    data = result("05-volledig")
    actors = data["per_actor"]
    people, nuisance, families, lighter = BENEFITS["05-volledig"]
    coaches, activities, leader = COSTS["05-volledig"]
    assert actors["client"]["saldo"] == pytest.approx(-people)
    assert actors["sportbedrijf"]["kosten"] == pytest.approx(4000)
    assert actors["onderwijs"]["kosten"] == pytest.approx(activities * 0.5 - 4000)
    assert actors["gemeente"]["saldo"] == pytest.approx(
        people + nuisance * 0.2 + families + lighter - coaches - activities * 0.5 - leader
    )
    done = people * 4 / 10 + lighter - (coaches / 2.5 + activities / 2 + leader * 6 / 18)
    assert data["totaal"]["gerealiseerd"]["rendement"] == pytest.approx(done)


def test_full_example_uses_nearly_every_key_of_a_case():
    from rendement.model.case import Case  # noqa: PLC0415

    data = yaml.safe_load((ROOT / "examples" / "05-volledig.yaml").read_text(encoding="utf-8"))
    others = {"discontovoet", "afwijken", "plaats", "samen", "index", "indexcijfers", "bedragen_x", "valuta"}
    others |= {"doelgroep"}  # of a programme that says which measures are about the same people
    assert set(Case.model_fields) - set(data) <= others
