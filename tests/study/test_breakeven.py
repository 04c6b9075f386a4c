"""Break-even values, put back with --set, give a return of 0 to the cent; else it says why there is none."""

import pytest

from project import files, short, without_monitors
from rendement.engine.summary import totals
from rendement.source.tree import parse
from rendement.study.breakeven import crossings, written
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate, calculate_source

FILES = without_monitors(files("cases", "examples"))
CASES = [path for path in FILES if "soort: programma" not in path.read_text(encoding="utf-8")]

SMALL = """
naam: Klein
gemeente: Hier
periode: 2018
baten:
  - naam: Uitstroom
    aantal: 6
    bedrag: 37000
    business_as_usual: 50%
  - naam: Telt niet
    bedrag: 100
    telt_mee: nee
    reden: proef
kosten:
  - naam: Team
    fte: 1
    tarief: 65000
"""


def small(text=SMALL):
    source, findings = parse(text, "klein.yaml")
    return calculate_source("klein.yaml", source, findings)


def found(outcome):
    return {crossing.path: crossing for crossing in crossings(outcome)}


@pytest.mark.parametrize("path", CASES, ids=short)
def test_a_value_put_back_gives_zero(path):
    outcome = calculate(str(path))
    looked = 0
    for crossing in crossings(outcome):
        if crossing.value is None:
            assert crossing.reason
            continue
        looked += 1
        again = calculate(str(path), Options(sets=(f"{crossing.path}={crossing.written}",)))
        assert abs(again.result.total.net) < 0.005, crossing
    assert looked or not outcome.result.valued or path.name in {"04-jaren.yaml"} or outcome.result.total.net


def test_by_hand():
    """Gross 6 x 37.000 = 222.000; costs 65.000; so the share of others may be 1 - 65/222."""
    shares = found(small())
    assert shares["baten[0].business_as_usual"].value == pytest.approx(1 - 65000 / 222000)
    assert shares["baten[0].aantal"].value == pytest.approx(65000 / (37000 * 0.5))
    assert shares["kosten[0].tarief"].value == pytest.approx(222000 * 0.5)
    assert shares["kosten[0].fte"].rises is False


def test_a_chance_that_is_everything_already_has_its_value_below_the_cap():
    """1.000 × (1 − 54% × 1 ÷ ¼) is capped at 0; 1.000 − 1.000 × k ÷ ¼ = 640 at k = 9%."""
    text = SMALL.replace("aantal: 6\n    bedrag: 37000", "aantal: 0.25\n    bedrag: 4000")
    text = text.replace("business_as_usual: 50%", "business_as_usual: {kans: 54%, van: 1}").replace(
        "65000", "640"
    )
    assert found(small(text))["baten[0].business_as_usual.kans"].value == pytest.approx(0.09)


def test_why_there_is_none():
    shares = found(small())
    assert shares["baten[1].bedrag"].value is None
    assert shares["baten[1].bedrag"].reason == "heeft geen invloed op het rendement"
    certain = found(small(SMALL.replace("tarief: 65000", "tarief: 1000").replace("100\n", "100\n")))
    assert certain["baten[0].business_as_usual"].value is not None
    poor = found(small(SMALL.replace("tarief: 65000", "tarief: 650000")))
    assert poor["baten[0].business_as_usual"].reason == "het rendement blijft negatief, wat de waarde ook is"


def test_a_capped_base_rate_is_found_by_halving():
    """kans x van / n with a cap of 1 is no straight line: 222.000 x (1 - k x 60 / 6) = 65.000."""
    text = SMALL.replace("business_as_usual: 50%", "business_as_usual: {kans: 5%, van: 60}")
    chance = found(small(text))["baten[0].business_as_usual.kans"]
    assert chance.value == pytest.approx((1 - 65000 / 222000) * 6 / 60)


def test_without_valued_benefits_there_is_nothing_to_cross():
    text = "naam: K\ngemeente: H\nperiode: 2018\nkosten:\n  - {naam: Team, bedrag: 5}\n"
    assert crossings(small(text)) == []


def test_written_values_are_never_ambiguous():
    assert written(1.125, "aantal") == "1.1250"
    assert written(1e-9, "aandeel") == "0.0000001%"
    assert written(12345.678, "bedrag") == "12345.6780"


def test_the_contract_and_the_page_show_them():
    source, findings = parse(SMALL, "klein.yaml")
    outcome = calculate_source("klein.yaml", source, findings, Options(breakeven=True))
    rows = {row["pad"]: row for row in contract(outcome)["omslagwaarden"]}
    assert rows["kosten[0].tarief"]["waarde"] == pytest.approx(111000)
    assert rows["kosten[0].tarief"]["set"] == "111000"


def test_where_the_return_is_no_straight_line_it_is_found_by_halving():
    """100 x (1 + x + x^2) = 200 with x what each year keeps: x = (sqrt(5) - 1) / 2."""
    text = """
naam: Klein
gemeente: Hier
periode: 2018
baten:
  - {naam: A, bedrag: 100, duur: 3, afname: 10%}
kosten:
  - {naam: K, bedrag: 200}
"""
    crossing = found(small(text))["baten[0].afname"]
    assert crossing.value == pytest.approx(1 - (5**0.5 - 1) / 2, abs=1e-4)
    assert crossing.rises is False


def test_the_duration_and_the_residual_value_of_a_cost():
    """1.000 against 100 a year and a bus of 700, of which 50 is left."""
    text = """
naam: Klein
gemeente: Hier
periode: 2018
baten:
  - {naam: A, bedrag: 1000}
kosten:
  - {naam: K, bedrag: 100, duur: 4}
  - {naam: Bus, bedrag: 700, restwaarde: {bedrag: 50, jaar: 2024}}
"""
    crossing = found(small(text))
    assert crossing["kosten[0].duur"].value == pytest.approx((1000 - 700 + 50) / 100)
    assert crossing["kosten[1].restwaarde.bedrag"].value == pytest.approx(700 + 400 - 1000)


def test_series_and_lists_are_assumptions_too():
    text = """
naam: Klein
gemeente: Hier
periode: 2018-2019
baten:
  - {naam: A, bedrag: {2018: 100, 2019: 50}}
  - {naam: B, bedrag: [10, 20], per: periode}
kosten:
  - {naam: K, bedrag: 120, per: periode}
"""
    crossing = found(small(text))
    assert crossing["baten[0].bedrag.2018"].value == pytest.approx(120 - 50 - 30)
    assert crossing["baten[1].bedrag[1]"].reason == "het rendement blijft positief, wat de waarde ook is"


def test_without_a_result_there_is_nothing_to_look_for():
    source, findings = parse("naam: X\n", "x.yaml")
    with pytest.raises(ValueError, match="no result"):
        crossings(calculate_source("x.yaml", source, findings))


HEAD = "naam: K\ngemeente: G\nperiode: 2020\n"
ANSWERS = [
    # from nothing to anything: 2.000.000 of benefits against 2.000.000 of costs
    (
        "baten: [{naam: B, bedrag: 0}]\nkosten: [{naam: K, bedrag: 2000000}]",
        {"baten[0].bedrag": (2000000, "2000000"), "kosten[0].bedrag": (0, "0")},
    ),
    # below 4 coaches the employer cannot pay his 4.000; 20 x 1.000 = 10 x 2.000 = 20.000
    (
        "baten: [{naam: B, bedrag: 20000}]\n"
        "kosten: [{naam: K, aantal: 10, bedrag: 1000, betaler: {werkgever: € 4.000, gemeente: rest}}]",
        {
            "baten[0].bedrag": (10000, "10000"),
            "kosten[0].aantal": (20, "20"),
            "kosten[0].bedrag": (2000, "2000"),
        },
    ),
    # 5 = 5.000 x 0,001 = 60.000 x 0,0000833...
    (
        "baten: [{naam: B, bedrag: 5}]\nkosten: [{naam: K, aantal: 5000, bedrag: 60000}]",
        {"kosten[0].bedrag": (0.001, "0.0010"), "kosten[0].aantal": (5 / 60000, "0.0000833333333333")},
    ),
    # a loss that grows: at -1.000 both sides are level
    (
        "baten: [{naam: B, bedrag: 1000}, {naam: Verlies, bedrag: -400}]\nkosten: [{naam: K, bedrag: 100}]",
        {"baten[1].bedrag": (-900, "-900"), "baten[0].bedrag": (500, "500")},
    ),
]


@pytest.mark.parametrize(("text", "answers"), ANSWERS)
def test_the_answer_is_there_however_far_and_taken_back_by_set(text, answers):
    crossing = found(small(HEAD + text))
    for path, (value, as_set) in answers.items():
        assert crossing[path].value == pytest.approx(value), path
        assert crossing[path].written == as_set
        again = calculate_source("k.yaml", *parse(HEAD + text, "k.yaml"), Options(sets=(f"{path}={as_set}",)))
        assert again.result.total.net == 0


def test_a_series_also_says_how_much_in_total():
    """(2 + 4) x 100 = 600 of benefits; 300 of costs are met by 3, of which a third in the first year."""
    text = """
naam: K
gemeente: G
periode: 2020-2021
baten: [{naam: B, aantal: {2020: 2, 2021: 4}, bedrag: 100}]
kosten: [{naam: K, bedrag: 300, per: periode}]
"""
    crossing = found(small(text))
    whole = crossing["baten[0].aantal"]
    assert (whole.now, whole.value, whole.written, whole.together) == (6, 3, "{2020: 1, 2021: 2}", True)
    assert crossing["baten[0].aantal.2021"].value == pytest.approx(1)
    again = calculate_source(
        "k.yaml", *parse(text, "k.yaml"), Options(sets=(f"{whole.path}={whole.written}",))
    )
    assert again.result.total.net == 0


@pytest.mark.parametrize("path", CASES, ids=short)
def test_at_break_even_it_is_paid_back(path):
    """The return is exactly nothing there, so the last year is never in the red."""
    for crossing in crossings(calculate(str(path))):
        if crossing.value is None:
            continue
        again = calculate(str(path), Options(sets=(f"{crossing.path}={crossing.written}",)))
        assert again.result.total.net == 0, crossing
        assert totals(again.result).payback is not None, crossing


CURVE = """
naam: Klein
gemeente: Hier
periode: 2018
baten:
  - {naam: Hulp, bedrag: 1000, duur: 1..3, terugval: {1: 10%..50%, 2: 30%..60%, 5: {geteld: 6, van: 10}}}
kosten:
  - {naam: Team, bedrag: COSTS}
"""


@pytest.mark.parametrize(("costs", "value"), [(1525, "25%"), (1425, None)])
def test_a_knot_stays_between_the_ends_of_those_beside_it(costs, value):
    """2 years bring 1.000 x (2 - a - 45% ÷ 2): 1.525 at a quarter; 1.425 at 35%, beyond the 30% after it."""
    text = CURVE.replace("COSTS", str(costs))
    found = {item.path: item for item in crossings(small(text))}
    path = "baten[0].terugval.1"
    assert found[path].written == value
    sets = (f"{path}={value or '35%'}",)
    again = calculate_source("klein.yaml", *parse(text, "klein.yaml"), Options(sets=sets))
    assert again.failed == (value is None)
    assert value is None or again.result.total.net == pytest.approx(0)
    lasts = "baten[0].duur"
    assert found[lasts].written is not None
    again = calculate_source(
        "klein.yaml", *parse(text, "klein.yaml"), Options(sets=(f"{lasts}={found[lasts].written}",))
    )
    assert again.result.total.net == pytest.approx(0, abs=0.005)
