"""Draws of how long something lasts, of the amounts of a list and of curves over the years."""

from math import exp, log, sqrt

import numpy as np
import pytest

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.draw_table import draw_table
from rendement.study.drawing import PRESENT
from rendement.study.draws import uncertainty
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording import record
from rendement.study.recording_return import RETURN

HEAD = "naam: Casus\ngemeente: Plaats\n"
MANY = 40_000
ONE_TO_THREE = "baten: [{naam: A, bedrag: 1000, duur: {laag: 1, hoog: 3, verdeling: uniform}}]\n"


def case(text, *sets, period="2020"):
    source, findings = parse(f"{HEAD}periode: {period}\n{text}", "casus.yaml")
    found = calculate_source("casus.yaml", source, findings, Options(sets))
    assert found.result is not None, found.findings
    return found


def near(value, expected, error, times=4):
    assert abs(value - expected) <= times * error, (value, expected, error)


def as_written(value):
    """A number in a file: never with exactly three decimals, never with an exponent."""
    text = np.format_float_positional(value, trim="-")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def again(text, rows, row, period="2020"):
    """The case with the inputs of one row put back."""
    inputs = [path for path in rows if path.rpartition(".")[2] not in ("netto", "rendement")]
    return case(text, *(f"{path}={as_written(rows[path][row])}" for path in inputs), period=period)


# -- how long


def test_the_last_years_count_in_a_part_of_the_draws():
    """Year 1 always; year 2 for d - 1 below 2, half of the time, and whole above; year 3 for d - 2 there."""
    calculation = case(ONE_TO_THREE)
    found = uncertainty(calculation, MANY, 1)
    means = {year: bands.benefits for year, bands in found.years.items()}
    assert list(means) == ["2020", "2021", "2022"]
    assert means["2020"].mean == 1000
    near(means["2021"].mean, 1000 * (0.5 * 0.5 + 0.5 * 1), means["2021"].error)
    near(means["2022"].mean, 1000 * (0.5 * 0 + 0.5 * 0.5), means["2022"].error)
    near(found.net.mean, 1000 * 2, found.net.error)
    near(found.net.deviation, 1000 * 2 / sqrt(12), 0.01 * found.net.deviation)
    assert calculation.result.total.net == 2 * 1000
    assert list(calculation.result.by_year) == [2020, 2021]


def test_it_is_paid_back_in_a_year_that_only_some_draws_reach():
    """2.500 comes in when it lasts 2.5 years or more: in a quarter of the draws, and then in the third."""
    found = uncertainty(case(ONE_TO_THREE + "kosten: [{naam: B, bedrag: 2500}]\n"), MANY, 1)
    assert (found.paid_back["2020"], found.paid_back["2021"]) == (0, 0)
    near(found.paid_back["2022"], 1 / 4, sqrt(0.25 * 0.75 / MANY))


def test_a_duration_without_end_lasts_as_long_as_it_is_drawn():
    """The mean of 1 to 4 with both in its logarithm: 2 e^(sigma² ÷ 2), sigma = ln 4 ÷ (2 x 1.645)."""
    text = "baten: [{naam: A, bedrag: 1000, duur: {laag: 1, hoog: 4, verdeling: lognormaal}}]\n"
    rows = draw_table(case(text), MANY, 1)
    longest = int(rows["baten[0].duur"].argmax())
    lasted = rows["baten[0].duur"][longest]
    assert lasted > 2 * exp(3.09 * log(4) / 2 / 1.6449)  # beyond one in a thousand
    assert rows[RETURN][longest] == pytest.approx(1000 * lasted)
    found = uncertainty(case(text), MANY, 1)
    near(found.net.mean, 2000 * exp((log(4) / 2 / 1.6448536) ** 2 / 2), found.net.error)
    assert list(found.years)[-1] == str(2020 + int(lasted))  # no year that no draw reaches


def test_a_duration_of_a_sum_over_years_stays_within_one(tmp_path):
    """What would count in each of its years again is cut off, also from what has no end."""
    (tmp_path / "lijst.yaml").write_text(
        "prijslijst: lijst\nprijspeil: 2020\nposten:\n  a/b: {naam: Post, bedrag: 700, over_jaren: 7}\n"
    )
    spread = "{laag: 0.6, hoog: 0.8, verdeling: normaal}"
    (tmp_path / "casus.yaml").write_text(
        f"{HEAD}periode: 2020\nprijslijsten: [lijst.yaml]\nbaten: [{{naam: A, prijs: a/b, duur: {spread}}}]\n"
    )
    rows = draw_table(calculate(str(tmp_path / "casus.yaml")), MANY, 1)
    assert rows["baten[0].duur"].max() <= 1
    assert rows[RETURN] == pytest.approx(700 * rows["baten[0].duur"])


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("12..18 maanden", 1, 1.5),
        ("{laag: 6 maanden, hoog: 30 maanden}", 0.5, 2.5),
        ("52..104 weken", 1, 2),
        ("2..3..4 jaar", 2, 4),
        ("{discreet: {0.5: 50%, 2: 50%}}", 0.5, 2),
    ],
)
def test_a_duration_is_drawn_in_years(written, low, high):
    rows = draw_table(case(f"baten: [{{naam: A, bedrag: 1000, duur: {written}}}]\n"), 2000, 1)
    lasted = rows["baten[0].duur"]
    assert low <= lasted.min() < low + 0.2
    assert high - 0.2 < lasted.max() <= high
    assert rows[RETURN] == pytest.approx(1000 * lasted)


def test_the_evidence_ends_in_a_year_that_only_some_draws_reach():
    """Covered for 1.5 years: of 1 to 3 years half of what comes after 1 is, and nothing after 2."""
    evidence = "bewijs: {graad: gemeten, looptijd: 1.5}"
    text = ONE_TO_THREE.replace("}}]", f"}}, {evidence}}}]")
    found = case(text, "baten[0].duur=1").result.lines[0]
    assert found.late_weight == 0
    program = record(case(text)).only(["baten[0].bewijs.na_looptijd"])
    for lasts, late in ((1, 0), (1.25, 0), (2, 500), (3, 1500)):
        run = program.run({"baten[0].duur": lasts})
        assert run["baten[0].bewijs.na_looptijd"] == pytest.approx(late)


# -- lists


def test_the_amounts_of_a_list_are_drawn_apart():
    """Two of 0 to 100, uniform: √2 deviations of one."""
    spread = "{laag: 0, hoog: 100, verdeling: uniform}"
    found = uncertainty(case(f"baten: [{{naam: A, bedrag: [{spread}, 40, {spread}]}}]\n"), MANY, 1).net
    near(found.mean, 50 + 40 + 50, found.error)
    near(found.deviation, sqrt(2) * 100 / sqrt(12), 0.01 * found.deviation)


# -- curves


@pytest.mark.parametrize(
    "keys",
    [
        "terugval: {1: LOW, 2.5: HIGH}",
        "terugval: {2.50: HIGH, 1: LOW}",
        'terugval: {"0,5": LOW, 1: HIGH}',
        "ingroei: {1: LOW, 2: HIGH}",
        "blijfkans: {uitstroomkansen: [HIGH, LOW]}",
        "blijfkans: {uitstroomkansen: {1: HIGH, 2: LOW}, vanaf: 1}",
    ],
)
def test_a_curve_is_one_draw(keys):
    """10% to 20% and 40% to 80%: as far in the one as in the other."""
    low, high = (f"{{laag: {ends}, verdeling: uniform}}" for ends in ("10%, hoog: 20%", "40%, hoog: 80%"))
    text = f"baten: [{{naam: A, bedrag: 1000, duur: 3, {keys.replace('LOW', low).replace('HIGH', high)}}}]\n"
    rows = draw_table(case(text), 100, 1)
    columns = [rows[path] for path in rows if path.startswith("baten[0].") and not path.endswith("netto")]
    assert len(columns) == 2
    small, large = sorted(columns, key=lambda column: column.max())
    assert (small - 0.1) / 0.1 == pytest.approx((large - 0.4) / 0.4)


FALLING = "{1: {laag: 20%, hoog: 60%, verdeling: uniform}, 2: 20%..60%, 3: {geteld: 6, van: 10}, 4: 62%}"


@pytest.mark.parametrize("key", ["terugval", "ingroei"])
def test_no_draw_has_a_knot_below_the_one_before_it(key):
    """The same quantile of a narrower distribution is lower; what was counted may lie above what follows."""
    rows = draw_table(case(f"baten: [{{naam: A, bedrag: 1000, duur: 4, {key}: {FALLING}}}]\n"), 2000, 1)
    one, two, three = (rows[f"baten[0].{key}.{moment}"] for moment in (1, 2, 3))
    assert (two == one).any()
    assert (two > one).any()
    assert (three == 0.62).any()
    assert (one <= two).all()
    assert (two <= three).all()
    assert (three <= 0.62).all()


def test_the_curve_of_a_post_is_one_draw_in_every_line(tmp_path):
    (tmp_path / "lijst.yaml").write_text(
        "prijslijst: lijst\nprijspeil: 2020\nposten:\n"
        "  a/terug: {naam: T, terugval: {1: 10%..30%, 2: 40%..60%}}\n"
        "  a/uit: {naam: U, uitstroomkansen: [10%..30%, 20%]}\n"
    )
    (tmp_path / "casus.yaml").write_text(
        f"{HEAD}periode: 2020\nprijslijsten: [lijst.yaml]\nbaten:\n"
        "  - {naam: A, bedrag: 100, duur: 2, terugval: a/terug}\n"
        "  - {naam: B, bedrag: 300, duur: 2, terugval: a/terug}\n"
        "  - {naam: C, bedrag: 100, duur: 1, blijfkans: {uitstroomkansen: a/uit, vanaf: 1}}\n"
    )
    calculation = calculate(str(tmp_path / "casus.yaml"))
    rows = draw_table(calculation, 100, 1)
    assert rows["baten[1].netto"] == pytest.approx(3 * rows["baten[0].netto"])
    first, second = (rows[f'prijzen."a/terug".terugval.{knot}'] for knot in (1, 2))
    assert rows["baten[0].netto"] == pytest.approx(100 * (1 - first / 2) + 100 * (1 - (first + second) / 2))
    leaving = rows['prijzen."a/uit".uitstroomkansen[0]']
    assert rows["baten[2].netto"] == pytest.approx(100 * (1 - leaving / 2))
    for i in range(5):
        sets = tuple(f"{path}={as_written(rows[path][i])}" for path in rows if path.startswith("prijzen"))
        result = calculate(str(tmp_path / "casus.yaml"), Options(sets)).result
        assert result.total.net == rows[RETURN][i]


# -- a row put back

ALL = (
    "horizon: 9\nbaten:\n"
    "  - {naam: A, aantal: {2020: 3, 2021: 1, 2022: 7, 2023: 2, 2024: 5}, bedrag: 999.10, duur: 2..4..9,"
    " aanlooptijd: 1, groei: 1%..3%, terugval: {0.5: 5%..15%, 3: {geteld: 3, van: 10}, 6: 40%..60%}}\n"
    "  - {naam: B, bedrag: [1000.10, 200..300, {discreet: {5: 50%, 7: 50%}}], per: jaar,"
    " duur: 4..7 maanden}\n"
    "  - {naam: C, bedrag: 700.70, per: jaar, duur: {laag: 1, hoog: 5, verdeling: lognormaal},"
    " ingroei: {1: 10%..30%, 2: 50%..90%, 3: 90%}, afname: 5%..9%,"
    " blijfkans: {uitstroomkansen: [10%..30%, 20%, 5%..9%]}}\n"
    "kosten:\n"
    "  - {naam: D, bedrag: 3000, per: periode, duur: {laag: 3, hoog: 6, verdeling: normaal}}\n"
)


def test_a_row_put_back_gives_that_row_bit_for_bit():
    """Also where the longest effect and the most years of results change places."""
    rows = draw_table(case(ALL, period="2020-2024"), 30, 3)
    assert len(rows) == 2 + 4 + (5 + 3 + 6 + 1)
    lasts = rows["baten[0].duur"]
    assert lasts.min() < 4
    assert lasts.max() > 5
    for i in range(30):
        result = again(ALL, rows, i, "2020-2024").result
        assert (result.total.net, result.present.net) == (rows[RETURN][i], rows[PRESENT][i])
        assert [item.net for item in result.lines] == [
            rows[f"{item.line.path}.netto"][i] for item in result.lines
        ]
