"""Options side by side on common draws, beside closed forms that were worked out by hand."""

from math import erf, exp, pi, sqrt

import pytest

from rendement.figures.comparison import ALIKE, CLEAR, CLEAR_YET, OPEN
from rendement.source.finding import UsageError
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.drawing import PRESENT
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording_return import RETURN
from rendement.study.sensitivity.comparing import comparison
from rendement.study.sensitivity.decision import EXPECTED
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

Z95 = 1.6448536269514722


def case(text, name="Casus", file="casus.yaml", head="periode: 2020", scenario=None):
    """A case that is discounted at nothing, so that its present value is its return."""
    text = f"naam: {name}\ngemeente: Plaats\ndiscontovoet: 0%\n{head}\n{text}"
    found = calculate_source(file, *parse(text, file), Options(scenario=scenario))
    assert found.result is not None, found.findings
    return found


def compared(*cases, **more):
    return comparison(cases, Questions(**more))


def normal(mean, deviation):
    low, high = (mean + side * Z95 * deviation for side in (-1, 1))
    return f"{{laag: {low:.6f}, hoog: {high:.6f}, verdeling: normaal}}"


def one(name, amount, costs=0):
    paid = f"kosten:\n  - {{naam: K, bedrag: {costs}}}\n" if costs else ""
    return case(f"baten:\n  - {{naam: A, bedrag: {amount}}}\n{paid}", name, f"{name}.yaml")


def below(at):
    return (1 + erf(at / sqrt(2))) / 2


def near(value, expected, error, times=4):
    assert abs(value - expected) <= times * error, (value, expected, error)


# -- what moves together

LIST = """\
prijslijst: lijst
prijspeil: 2020
posten:
  hulp/uur:
    naam: Uur
    bedrag: {laag: 10, hoog: 20, verdeling: uniform}
    eenheid: uur
    betaler: gemeente
"""


def priced(folder, name, times):
    (folder / "lijst.yaml").write_text(LIST, encoding="utf-8")
    path = folder / f"{name}.yaml"
    path.write_text(
        f"naam: {name}\ngemeente: Plaats\nperiode: 2020\nprijspeil: 2020\nprijslijsten: [lijst.yaml]\n"
        f"baten:\n  - {{naam: A, aantal: {times}, prijs: hulp/uur}}\n",
        encoding="utf-8",
    )
    return calculate(str(path))


def test_ten_and_eleven_times_one_price(tmp_path):
    """100..200 and 110..220 overlap for the greatest part, and yet the second is always better."""
    found = compared(*(priced(tmp_path, name, times) for name, times in (("Tien", 10), ("Elf", 11))))
    (pair,) = found.pairs
    assert pair.band.positive == 0.0
    assert [choice.best for choice in found.choices] == [0.0, 1.0]
    assert pair.verdict == CLEAR_YET
    assert pair.better == "Elf"
    near(pair.band.mean, -(10 + 20) / 2, pair.band.error)
    assert pair.band.deviation == pytest.approx((20 - 10) / sqrt(12), rel=0.01)  # of one price, not of 21
    assert -20 <= pair.band.low < pair.band.high <= -10
    assert found.shared == ("Uur: prijs",)
    assert found.evpi.value == 0.0


def test_prices_of_their_own_follow_the_closed_form():
    """10 and 11 times a price of its own, normal with 15 and 2: the difference is normal with -15 and √884.

    10 × 15 - 11 × 15 = -15, and (10 × 2)² + (11 × 2)² = 400 + 484 = 884.
    """
    first, second = (one(name, normal(15 * times, 2 * times)) for name, times in (("Tien", 10), ("Elf", 11)))
    found = compared(first, second)
    (pair,) = found.pairs
    assert found.shared == ()
    near(pair.band.mean, -15, pair.band.error)
    assert pair.band.deviation == pytest.approx(sqrt(884), rel=0.02)
    chance = below(-15 / sqrt(884))  # 0,307
    near(pair.band.positive, chance, pair.band.errors.positive)
    near(found.choices[0].best, chance, pair.band.errors.positive)
    near(found.choices[1].best, 1 - chance, pair.band.errors.positive)
    assert pair.verdict == OPEN
    at = 15 / sqrt(884)  # what is lost by always taking the second: sd × φ(m ÷ sd) - m × Φ(-m ÷ sd)
    lost = sqrt(884) * exp(-at * at / 2) / sqrt(2 * pi) - 15 * below(-at)
    near(found.evpi.value, lost, found.evpi.error)


def test_three_alike_share_the_chance():
    """The highest of three between 0 and 100 is 75 on average, so knowing is worth 75 - 50."""
    uniform = "{laag: 0, hoog: 100, verdeling: uniform}"
    found = compared(*(one(name, uniform) for name in "ABC"))
    for choice in found.choices:
        near(choice.best, 1 / 3, sqrt(1 / 3 * 2 / 3 / found.draws))
    near(found.evpi.value, 75 - 50, found.evpi.error, times=6)  # the mean of the best of three is above 50
    assert len(found.pairs) == 3
    assert found.nothing == 0.0


def test_scenarios_move_along():
    """The same draws of 10..30: at 40..60 it is always 30 more."""
    text = (
        "baten:\n  - {naam: A, aantal: 1, bedrag: 10..30}\nkosten:\n  - {naam: K, bedrag: 20..50}\n"
        "scenarios:\n  laag: {}\n  hoog: {baten.a.bedrag: 40..60}\n"
    )
    found = compared(*(case(text, scenario=name) for name in ("laag", "hoog")))
    (pair,) = found.pairs
    assert [choice.label for choice in found.choices] == ["laag", "hoog"]
    assert (pair.band.low, pair.band.high) == pytest.approx((-30, -30))
    assert pair.band.deviation == pytest.approx(0, abs=1e-9)
    assert found.shared == ("A: bedrag", "K: bedrag")
    assert found.uncertain == 2


def test_versions_of_one_case_are_called_by_their_file_and_move_along():
    one_, other = (
        case(f"baten:\n  - {{naam: A, bedrag: {amount}}}\n", file=file)
        for file, amount in (("map/oud.yaml", "10..30"), ("map/nieuw.yaml", "15..35"))
    )
    found = compared(one_, other)
    assert [choice.label for choice in found.choices] == ["oud.yaml", "nieuw.yaml"]
    assert (found.pairs[0].band.low, found.pairs[0].band.high) == pytest.approx((-5, -5))


def test_versions_in_folders_of_their_own_are_called_by_their_whole_name():
    text = "baten:\n  - {naam: A, bedrag: 10..30}\n"
    found = compared(*(case(text, file=f"{folder}/casus.yaml") for folder in ("oud", "nieuw")), draws=400)
    assert [choice.label for choice in found.choices] == ["oud/casus.yaml", "nieuw/casus.yaml"]


def test_benefits_per_euro_need_costs_in_every_draw():
    many = "aantal: {discreet: {0: 50%, 2: 50%}}"
    text = f"baten:\n  - {{naam: A, bedrag: 5}}\nkosten:\n  - {{naam: K, {many}, bedrag: 3}}\n"
    found = compared(case(text, "Een", "een.yaml"), one("Twee", "10..30", 9), draws=400)
    assert [choice.ratio is None for choice in found.choices] == [True, False]  # 5 for nothing, in half


def test_an_option_has_the_draws_that_it_has_alone():
    cases = [one("Een", "10..30", 15), one("Twee", "5..60", 20)]
    found = comparison(cases, Questions(2000, 7))
    for choice, alone in zip(found.choices, cases, strict=True):
        assert choice.band == sensitivity(alone, Questions(2000, 7)).band


# -- published


def test_a_published_choice_between_three():
    """Pittsburgh Development Corporation (Anderson, Sweeney, Williams and others, Quantitative Methods for
    Business, 12th edition, 2013, chapter 4, table 4.1): in millions, by demand that is weak or strong.

    Chances of 0,2 and 0,8. Small 7 or 8, medium 5 or 14, large -9 or 20.
    Means 0,2 × 7 + 0,8 × 8 = 7,8; 0,2 × 5 + 0,8 × 14 = 12,2; 0,2 × -9 + 0,8 × 20 = 14,2.
    Knowing demand 0,2 × 7 + 0,8 × 20 = 17,4, so that is worth 17,4 - 14,2 = 3,2.
    """
    text = "baten:\n  - {naam: Woningen, bedrag: 1}\nscenarios:\n" + "".join(
        f"  {name}: {{baten.woningen.bedrag: {{discreet: {{{weak}: 20%, {strong}: 80%}}}}}}\n"
        for name, weak, strong in (("klein", 7, 8), ("middel", 5, 14), ("groot", -9, 20))
    )
    found = compared(*(case(text, scenario=name) for name in ("klein", "middel", "groot")), draws=200_000)
    for choice, mean in zip(found.choices, (7.8, 12.2, 14.2), strict=True):
        near(choice.band.mean, mean, choice.band.error)
    near(found.evpi.value, 3.2, found.evpi.error)
    sure = sqrt(0.2 * 0.8 / found.draws)
    for choice, chance in zip(found.choices, (0.2, 0.0, 0.8), strict=True):  # small when weak, large else
        near(choice.best, chance, sure)
    verdicts = {(pair.first, pair.second): pair.verdict for pair in found.pairs}
    # weak or strong: 7 - 5 = 2 or 8 - 14 = -6; 7 + 9 = 16 or 8 - 20 = -12; 5 + 9 = 14 or 14 - 20 = -6
    assert set(verdicts.values()) == {OPEN}


# -- verdicts


def test_clear_without_overlap_and_alike():
    found = compared(one("Hoog", "90..99"), one("Laag", "10..20"))
    assert found.pairs[0].verdict == CLEAR
    text = "baten:\n  - {naam: A, bedrag: 10..30}\nscenarios: {een: {}, twee: {}}\n"
    found = compared(*(case(text, scenario=name) for name in ("een", "twee")))
    assert found.pairs[0].verdict == ALIKE
    assert found.pairs[0].band.positive == 0.0
    assert [choice.best for choice in found.choices] == [0.5, 0.5]  # what is level shares the draw


def test_doing_nothing_is_an_option():
    """20 or -20 as often against -5: on average doing nothing and the first are level at 0."""
    gamble = one("Gok", "{discreet: {0: 50%, 40: 50%}}", 20)
    found = compared(gamble, one("Verlies", 5, 10))
    sure = sqrt(1 / 4 / found.draws)
    near(found.nothing, 0.5, sure)
    near(found.choices[0].best, 0.5, sure)
    assert found.choices[1].best == 0.0
    # knowing: 20 in half of the draws, against the better of 0 and the mean
    near(found.evpi.value, 20 / 2 - max(0, found.choices[0].band.mean), found.evpi.error)


def test_benefits_per_euro_only_where_costs_are_a_tenth_apart():
    """300 for 100 is 3 per euro and 200 in all; 500 for 250 is 2 per euro and 250 in all."""
    found = compared(one("Klein", "290..310", 100), one("Groot", "490..510", 250))
    assert found.by_ratio
    assert [choice.best for choice in found.choices] == [0.0, 1.0]
    assert [choice.ratio.best for choice in found.choices] == [1.0, 0.0]
    assert [choice.ratio.point for choice in found.choices] == pytest.approx([300 / 100, 500 / 250])
    near(found.choices[0].ratio.band.mean, 3, found.choices[0].ratio.band.error)
    alike = compared(one("Een", "290..310", 100), one("Twee", "290..310", 109))
    assert not alike.by_ratio
    assert [choice.ratio for choice in alike.choices] == [None, None]
    free = compared(one("Gratis", "290..310"), one("Betaald", "290..310", 100))
    assert free.by_ratio
    assert [choice.ratio is None for choice in free.choices] == [True, False]


# -- on which figure, and what is in the way


@pytest.mark.parametrize(
    ("statuses", "paths", "why", "behind"),
    [
        (("", ""), [PRESENT, PRESENT], "contant", ()),
        (("{2020: gerealiseerd, 2021: verwacht}", ""), [EXPECTED, RETURN], "verwacht", ()),
        (("gerealiseerd", ""), [PRESENT, PRESENT], "contant", ("A",)),
    ],
)
def test_on_which_figure(statuses, paths, why, behind):
    cases = [
        case(
            f"baten:\n  - {{naam: X, {f'status: {status}, ' if status else ''}bedrag: 5..8, per: jaar}}\n",
            name,
            f"{name}.yaml",
            "periode: 2020-2021",
        )
        for name, status in zip("AB", statuses, strict=True)
    ]
    found = compared(*cases, draws=400)
    assert [choice.path for choice in found.choices] == paths
    assert (found.why, found.behind) == (why, behind)
    assert (found.evpi is None) == bool(behind)


def test_one_year_is_compared_on_the_return_and_an_amount_when_it_is_asked():
    cases = one("Een", "10..30", 5), one("Twee", "10..30", 5)
    assert compared(*cases, draws=400).why == "rendement"
    found = compared(*cases, draws=400, outcome="baten.a.netto")
    assert (found.why, found.choices[1].path) == ("gevraagd", "baten[0].netto")
    near(found.choices[0].band.mean, 20, found.choices[0].band.error)


@pytest.mark.parametrize("outcome", ["totaal.kosten", "kosten[0].netto", "totaal.baten_per_euro"])
def test_what_is_better_when_it_is_less_or_no_amount_is_refused(outcome):
    cases = one("Een", "10..30", 5), one("Twee", "10..30", 9)
    with pytest.raises(UsageError, match="op grond van een bedrag dat hoger beter is"):
        compared(*cases, draws=400, outcome=outcome)


def test_options_that_differ_in_what_they_may_not_differ_in():
    text = "baten:\n  - {naam: X, bedrag: 5..8, per: jaar}\n"
    first = case(text, "A", "a.yaml", "periode: 2020-2021\nprijspeil: 2020\nperspectief: maatschappij")
    other = case(text, "B", "b.yaml", "periode: 2021-2022\nhorizon: 5")
    found = compared(first, other, draws=400)
    assert {item.what: dict(item.values) for item in found.apart} == {
        "periode": {"A": "2020-2021", "B": "2021-2022"},
        "horizon": {"A": "geen", "B": "5 jaar"},
        "prijspeil": {"A": "2020", "B": "geen"},
        "perspectief": {"A": "maatschappij", "B": "financieel"},
        "basisjaar": {"A": "2020", "B": "2021"},
    }
    assert compared(first, first, draws=400).apart == ()


def test_one_draw_has_no_spread():
    found = compared(one("Een", "10..30"), one("Twee", "10..30"), draws=1)
    assert found.evpi is None
    assert found.pairs[0].band.deviation is None


def test_one_option_or_very_many_are_refused():
    only = one("Een", "10..30")
    with pytest.raises(UsageError, match="er is maar één optie; noem een tweede bestand"):
        compared(only)
    with pytest.raises(UsageError, match="noem er minder"):
        compared(*[only] * 21)


def test_a_case_without_a_return_is_named():
    with pytest.raises(UsageError, match="Leeg: deze casus heeft geen rendement"):
        compared(one("Een", "10..30"), case("kosten:\n  - {naam: K, bedrag: 5..9}\n", "Leeg", "leeg.yaml"))
