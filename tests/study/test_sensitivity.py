"""What drives an outcome and what knowing is worth, beside closed forms that were worked out by hand."""

from math import erf, exp, log, pi, sqrt

import numpy as np
import pytest

from project import ROOT
from rendement.source.finding import UsageError
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.draw_table import draw_table
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording_return import RETURN
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

HEAD = "naam: Casus\ngemeente: Plaats\nperiode: 2020\ndiscontovoet: 0%\n"
Z95 = 1.6448536269514722
MILLION = 1_000_000  # one euro in these cases: a draw has twelve digits


def case(text, *sets, scenario=None):
    source, findings = parse(f"{HEAD}{text}", "casus.yaml")
    found = calculate_source("casus.yaml", source, findings, Options(sets, scenario))
    assert found.result is not None, found.findings
    return found


def asked(text, **more):
    return sensitivity(case(text), Questions(**more))


def normal(mean, deviation):
    """A normal distribution as a file has it, by its 5th and 95th percentile."""
    low, high = (MILLION * (mean + side * Z95 * deviation) for side in (-1, 1))
    return f"{{laag: {low:.4f}, hoog: {high:.4f}, verdeling: normaal}}"


def two(mean, first, second):
    """Two benefits with these deviations and costs that are certain: together this mean, 50 each before."""
    return (
        f"baten:\n  - {{naam: A, bedrag: {normal(50, first)}}}\n"
        f"  - {{naam: B, bedrag: {normal(50, second)}}}\n"
        f"kosten:\n  - {{naam: K, bedrag: {MILLION * (100 - mean)}}}\n"
    )


def lost(mean, deviation):
    """Of a normal outcome: sd times the density of m ÷ sd, less |m| times the chance below -|m| ÷ sd."""
    at = abs(mean) / deviation
    density, below = exp(-at * at / 2) / sqrt(2 * pi), (1 - erf(at / sqrt(2))) / 2
    return deviation * density - abs(mean) * below


def by_path(found):
    return {one.path: one for one in found.driven}


def near(worth, expected, times=4):
    assert abs(worth.value / MILLION - expected) <= times * worth.error / MILLION, (worth, expected)


# -- what knowing is worth


@pytest.mark.parametrize(("deviation", "printed"), [(1.0, 0.083315), (2.0, 0.395593), (sqrt(5), 0.479811)])
def test_the_closed_form_is_that_of_the_literature(deviation, printed):
    """Unit normal loss: with m ÷ sd = 1, φ(1) - Φ(-1) = 0,241971 - 0,158655 = 0,083315."""
    assert lost(1.0, deviation) == pytest.approx(printed, abs=5e-7)


def test_two_normals_of_deviation_one_and_two():
    """Together √5: everything is worth 0,479811; knowing the one 0,083315 and the other 0,395593."""
    found = asked(two(1, 1, 2), know=("baten[0].bedrag,baten[1].bedrag",))
    near(found.decision.evpi, 0.479811)
    parts = by_path(found)
    near(parts["baten[0].bedrag"].worth, 0.083315)
    near(parts["baten[1].bedrag"].worth, 0.395593)
    (both,) = found.together
    assert both.worth == found.decision.evpi  # knowing all there is to know


def test_a_negative_mean_is_as_far_from_turning():
    """m = -1 and sd √5: stopping is best on average, and the loss is the same 0,479811."""
    found = asked(two(-1, 1, 2))
    near(found.decision.evpi, 0.479811)
    near(by_path(found)["baten[1].bedrag"].worth, 0.395593)


def test_the_only_uncertain_thing_is_worth_everything():
    costs = f"kosten:\n  - {{naam: K, bedrag: {49 * MILLION}}}\n"
    text = f"baten:\n  - {{naam: A, bedrag: {normal(50, 2)}}}\n{costs}"
    found = asked(text)
    (one,) = found.driven
    assert one.worth == found.decision.evpi
    assert (one.share.first, one.share.whole) == (1.0, 1.0)
    near(one.worth, 0.395593)


def test_what_does_not_matter_is_worth_exactly_nothing():
    text = two(1, 1, 2).replace(
        "kosten:", "  - {naam: C, bedrag: 10..20, telt_mee: nee, reden: dubbel}\nkosten:"
    )
    parts = by_path(asked(text))
    idle = parts["baten[2].bedrag"]
    assert (idle.worth.value, idle.worth.error) == (0.0, 0.0)
    assert (idle.share.first, idle.share.whole) == (0.0, 0.0)
    assert parts["baten[0].bedrag"].worth.value > 0


def test_a_thing_that_is_multiplied_by_nothing_is_worth_exactly_nothing():
    text = two(1, 1, 2).replace("kosten:", "  - {naam: C, aantal: 0, bedrag: 10..20}\nkosten:")
    idle = by_path(asked(text))["baten[2].bedrag"]
    assert (idle.worth.value, idle.share.first, idle.share.whole) == (0.0, 0.0, 0.0)


def test_where_nothing_can_turn_all_is_worth_nothing():
    """Benefits of 9 to 11 against costs of 5."""
    found = asked("baten:\n  - {naam: A, bedrag: 9..11}\nkosten:\n  - {naam: K, bedrag: 5}\n")
    assert found.decision.evpi.value == 0.0
    assert [one.worth.value for one in found.driven] == [0.0]


def test_a_set_lies_between_its_best_member_and_everything():
    text = (
        two(1, 1, 2)
        .replace("kosten:", f"  - {{naam: C, bedrag: {normal(0, 1)}}}\nkosten:")
        .replace("kosten:", "kosten:")
    )
    text = text.replace(normal(0, 1), normal(50, 1)).replace(f"{MILLION * 99}", f"{MILLION * 149}")
    found = asked(text, know=("baten[0].bedrag,baten[1].bedrag", "baten[0].bedrag,baten[2].bedrag"))
    parts, (first, second) = by_path(found), found.together
    assert parts["baten[1].bedrag"].worth.value <= first.worth.value <= found.decision.evpi.value
    near(first.worth, lost(1, sqrt(1 + 4)))
    near(second.worth, lost(1, sqrt(1 + 1)))
    near(found.decision.evpi, lost(1, sqrt(1 + 4 + 1)))


def test_two_values_by_hand():
    """0 or 20 with chances 1 in 4 and 3 in 4, less 10: on average 5; without it one loses a quarter of 10."""
    text = (
        "baten:\n  - {naam: A, bedrag: 1, aantal: {discreet: {0: 25%, 20: 75%}}}\n"
        "  - {naam: B, bedrag: 1, aantal: {discreet: {1: 50%, 3: 50%}}}\n"
        "kosten:\n  - {naam: K, bedrag: 12}\n"
    )
    found = asked(text)
    # outcomes -11, -9, 9 and 11, with chances 1/8, 1/8, 3/8 and 3/8
    assert abs(found.decision.evpi.value - (11 / 8 + 9 / 8)) <= 4 * found.decision.evpi.error
    parts = by_path(found)
    first = parts["baten[0].aantal"].worth  # known: -10 in a quarter of the cases
    assert abs(first.value - 10 / 4) <= 4 * first.error
    assert parts["baten[1].aantal"].worth.value == 0.0  # known: 4 or 6, both above nothing


# -- what explains the spread


def test_first_order_shares_of_a_sum():
    """1² ÷ (1² + 2²) and 2² ÷ (1² + 2²); nothing takes part in anything else."""
    parts = by_path(asked(two(1, 1, 2)))
    for path, expected in (("baten[0].bedrag", 1 / 5), ("baten[1].bedrag", 4 / 5)):
        share = parts[path].share
        assert abs(share.first - expected) <= 4 * share.error
        assert share.whole == pytest.approx(share.first, rel=1e-9)


def test_shares_of_a_product_of_lognormals():
    """With v = exp(s²) - 1: first order v1 ÷ ((1 + v1)(1 + v2) - 1), in all v1 (1 + v2) ÷ the same."""
    text = (
        "baten:\n  - naam: A\n    aantal: {laag: 5, hoog: 10, verdeling: lognormaal}\n"
        "    bedrag: {laag: 10, hoog: 40, verdeling: lognormaal}\n"
    )
    parts = by_path(asked(text, draws=200_000))
    one, other = (exp((log(ratio) / (2 * Z95)) ** 2) - 1 for ratio in (2, 4))
    whole = (1 + one) * (1 + other) - 1
    for path, own, rest in (("baten[0].aantal", one, other), ("baten[0].bedrag", other, one)):
        share = parts[path].share
        assert abs(share.first - own / whole) <= 4 * share.error, path
        assert abs(share.whole - own * (1 + rest) / whole) <= 4 * share.error, path
        assert 0 <= share.first <= share.whole


def test_one_draw_has_no_variance():
    found = asked(two(1, 1, 2), draws=1)
    assert found.decision.evpi is None
    assert [one.share for one in found.driven] == [None, None]
    assert found.curve == ()


# -- the same draws, the same engine


def test_the_draws_are_those_of_calc():
    found = case(two(1, 1, 2))
    answer = sensitivity(found, Questions(draws=2000, seed=5))
    values = draw_table(found, 2000, 5)[RETURN]
    assert answer.band.mean == pytest.approx(values.mean(), rel=1e-12)
    assert [one.chance for one in answer.curve] == [np.mean(values > one.threshold) for one in answer.curve]
    assert answer.met[0].value == pytest.approx(np.quantile(values, 0.5), rel=1e-12)


SERIES = """\
baten:
  - {naam: A, aantal: 2, bedrag: {2020: 10..20, 2021: 10..30}}
  - {naam: B, aantal: 3..5, bedrag: 7, per: periode}
kosten:
  - {naam: K, bedrag: 40..44, per: periode}
samen: {druk: [baten.b.aantal, kosten.k.bedrag]}
"""


def years(text, *sets):
    source, findings = parse(f"naam: C\ngemeente: P\nperiode: 2020-2021\n{text}", "casus.yaml")
    found = calculate_source("casus.yaml", source, findings, Options(sets))
    assert found.result is not None, found.findings
    return found


def test_a_bar_is_what_set_gives():
    """Also of a series and of a group: one `--set` for each of its paths."""
    found = sensitivity(years(SERIES), Questions(draws=500))
    assert [bar.path for bar in found.bars] == ["baten[0].bedrag", "samen.druk"]
    for bar in found.bars:
        assert bar.low is None  # several numbers have no single value
        for end, expected in (("low", bar.at_low), ("high", bar.at_high)):
            sets = [f"{piece.path}={getattr(piece, end):.12f}" for piece in bar.pieces]
            assert years(SERIES, *sets).result.total.net == pytest.approx(expected, rel=1e-9)


def test_ends_of_a_uniform_by_hand():
    """10..20 is a pert; a uniform from 10 to 20 has 11 and 19 at its 10% and 90% points."""
    text = (
        "baten:\n  - {naam: A, aantal: 3, bedrag: {laag: 10, hoog: 20, verdeling: uniform}}\n"
        "  - {naam: B, aantal: 0, bedrag: 5..6}\nkosten:\n  - {naam: K, bedrag: 36}\n"
    )
    first, last = asked(text, draws=500).bars
    assert (first.low, first.high) == pytest.approx((11, 19))
    assert (first.at_low, first.at_high) == pytest.approx((3 * 11 - 36, 3 * 19 - 36))
    assert (last.at_low, last.at_high, last.swing) == (3 * 15 - 36, 3 * 15 - 36, 0)


def test_certain_numbers_move_a_tenth_and_a_share_to_everything():
    text = (
        "baten:\n  - {naam: A, aantal: 10..12, bedrag: 100, slaagkans: 95%}\n"
        "kosten:\n  - {naam: K, bedrag: 500}\n"
    )
    assert all(not bar.certain for bar in asked(text, draws=500).bars)
    bars = {bar.path: bar for bar in asked(text, draws=500, certain=True).bars}
    assert (bars["kosten[0].bedrag"].low, bars["kosten[0].bedrag"].high) == pytest.approx((450, 550))
    assert bars["kosten[0].bedrag"].certain
    assert bars["baten[0].slaagkans"].high == 1.0
    assert bars["baten[0].slaagkans"].at_high == pytest.approx(11 * 100 * 1.0 - 500)
    assert bars["baten[0].slaagkans"].at_low == pytest.approx(11 * 100 * 0.95 * 0.9 - 500)


def test_one_and_two_ways_are_set_once_and_twice():
    found = sensitivity(years(SERIES), Questions(500, one_way=("druk",), two_way=("baten[0].bedrag", "druk")))
    (way,), table = found.one_way, found.two_way
    assert (len(way.steps), way.steps[0].chance, way.steps[-1].chance) == (9, 0.05, 0.95)
    assert (len(table.outcomes), {len(row) for row in table.outcomes}) == (7, {7})
    assert table.rows.values is None
    text = "baten:\n  - {naam: A, aantal: {laag: 0, hoog: 10, verdeling: uniform}, bedrag: 5..7}\n"
    text += "kosten:\n  - {naam: K, bedrag: 30}\n"
    table = asked(text, draws=500, two_way=("baten[0].aantal=1..7", "baten[0].bedrag=2..8")).two_way
    numbers = [1, 2, 3, 4, 5, 6, 7]
    assert table.rows.values == pytest.approx(numbers)
    for number, row in zip(numbers, table.outcomes, strict=True):
        assert row == pytest.approx([number * amount - 30 for amount in (2, 3, 4, 5, 6, 7, 8)])


def test_break_even_inside_and_outside_a_range():
    """6 times 5..15 against 48: zero at 8, inside; 6 against 4..9 costs would be zero only beyond."""
    text = "baten:\n  - {naam: A, aantal: 6, bedrag: 5..15}\nkosten:\n  - {naam: K, bedrag: 40..56}\n"
    turns = {turn.crossing.path: turn for turn in asked(text, draws=500).turns}
    assert turns["baten[0].bedrag"].crossing.value == pytest.approx(8)
    assert turns["baten[0].bedrag"].inside
    assert turns["kosten[0].bedrag"].crossing.value == pytest.approx(60)
    assert not turns["kosten[0].bedrag"].inside
    assert not turns["baten[0].aantal"].inside  # certain


def test_a_curve_of_twenty_one_round_thresholds():
    found = asked("baten:\n  - {naam: A, bedrag: {laag: 0, hoog: 1000, verdeling: uniform}}\n")
    assert [one.threshold for one in found.curve] == [50.0 * number for number in range(21)]
    for one in found.curve:
        assert abs(one.chance - (1 - one.threshold / 1000)) <= 0.01
    assert [one.times for one in found.met] == [50, 80, 95]
    for one, expected in zip(found.met, (500, 200, 50), strict=True):
        assert abs(one.value - expected) <= 4 * one.error


# -- on what is decided


@pytest.mark.parametrize(
    ("status", "path", "behind"),
    [
        ("", "totaal.contante_waarde.rendement", False),
        ("status: {2020: gerealiseerd, 2021: verwacht}, ", "totaal.verwacht.rendement", False),
        ("status: gerealiseerd, ", "totaal.contante_waarde.rendement", True),
    ],
)
def test_what_is_decided_on(status, path, behind):
    text = f"baten:\n  - {{naam: A, {status}bedrag: 50..80, per: jaar}}\n"
    found = sensitivity(years(text), Questions(draws=500))
    assert (found.decision.path, found.decision.behind) == (path, behind)


def test_a_single_year_is_decided_on_as_it_is_and_an_outcome_when_it_is_asked():
    assert asked(two(1, 1, 2), draws=500).decision.path == RETURN
    found = asked(two(1, 1, 2), draws=500, outcome="baten.a.netto")
    assert (found.outcome, found.decision.path) == ("baten[0].netto", "baten[0].netto")


SAMPLE = """\
baten:
  - naam: Hulp
    casussen:
      - {naam: Een, posten: {los: {bedrag: 100, aantal: 1, reden: proef}}}
      - {naam: Twee, posten: {los: {bedrag: 300, aantal: 1, reden: proef}}}
    opschalen_naar: 10
kosten:
  - {naam: K, bedrag: 1900..2100}
"""


def test_a_sample_of_households_is_one_thing():
    found = asked(SAMPLE)
    parts = by_path(found)
    assert list(parts) == ["kosten[0].bedrag", "baten[0].casussen"]
    sample, costs = parts["baten[0].casussen"].share, parts["kosten[0].bedrag"].share
    assert abs(sample.first + costs.first - 1) <= 4 * (sample.error + costs.error)
    bar = next(bar for bar in found.bars if bar.path == "baten[0].casussen")
    assert bar.low < 1 < bar.high
    assert bar.at_low == pytest.approx(2000 * bar.low - 2000)  # 10 × (100 + 300) ÷ 2 = 2.000
    assert parts["baten[0].casussen"].worth.value <= found.decision.evpi.value


def test_a_published_break_even_problem():
    """Barclay Brothers (Render, Stair and Hanna, Quantitative Analysis for Management, module 3).

    Sales of 8.000 with deviation 2.885 at $ 6 each, less 36.000: their table at 2.000 ÷ 2.885 = 0,69 gives
    0,1453, so 6 × 2.885 × 0,1453 = 2.515; unrounded it is 14 less.
    """
    low, high = (8000 + side * Z95 * 2885 for side in (-1, 1))
    text = (
        "baten:\n  - naam: Spel\n    bedrag: 6\n"
        f"    aantal: {{laag: {low:.4f}, hoog: {high:.4f}, verdeling: normaal}}\n"
        "kosten:\n  - {naam: Vast, bedrag: 36000}\n"
    )
    found = asked(text, draws=200_000)
    exact = 6 * lost(2000, 2885)
    assert exact == pytest.approx(6 * 2885 * 0.1453, abs=15)
    assert abs(found.decision.evpi.value - exact) <= 4 * found.decision.evpi.error
    (turn,) = [turn for turn in found.turns if turn.crossing.path == "baten[0].aantal"]
    assert turn.crossing.value == pytest.approx(36_000 / 6)


def test_a_published_case_as_it_was_worked_out_before():
    """The sentence that the case was known for: all for 5.400, how many left benefits for 4.600."""
    name = "cases/zoetermeer/met-bandbreedte/broedplaats-bandbreedte.yaml"
    found = sensitivity(calculate(str(ROOT / name)), Questions())
    assert found.decision.evpi.value == pytest.approx(5400, abs=4 * found.decision.evpi.error + 50)
    first, *others = found.driven
    assert first.worth.value == pytest.approx(4600, abs=4 * first.worth.error + 50)
    assert all(one.worth.value <= first.worth.value for one in others)


def test_a_curve_moves_as_one_and_never_falls():
    text = (
        "baten:\n  - {naam: A, bedrag: 100, duur: 3, ingroei: {1: 20%..40%, 2: 30%..90%}}\n"
        "  - {naam: B, bedrag: {laag: 1, hoog: 3, verdeling: uniform}}\n"
    )
    found = asked(text, draws=2000)
    assert list(by_path(found)) == ["baten[0].ingroei", "baten[1].bedrag"]
    bar = next(bar for bar in found.bars if bar.path == "baten[0].ingroei")
    assert [piece.path for piece in bar.pieces] == ["baten[0].ingroei.1", "baten[0].ingroei.2"]
    for end in ("low", "high"):
        first, last = (getattr(piece, end) for piece in bar.pieces)
        assert first <= last


def test_amounts_in_thousands_are_asked_in_thousands():
    text = "bedragen_x: 1000\nbaten:\n  - {naam: A, bedrag: 10..30}\nkosten:\n  - {naam: K, bedrag: 15..20}\n"
    (way,) = asked(text, draws=500, one_way=("baten[0].bedrag=10..26",)).one_way
    assert [step.value for step in way.steps] == pytest.approx([10_000 + 2000 * at for at in range(9)])
    assert [step.outcome for step in way.steps] == pytest.approx([-7500 + 2000 * at for at in range(9)])


def test_a_price_is_one_thing_and_known_by_its_post(tmp_path):
    (tmp_path / "lijst.yaml").write_text(
        "prijslijst: lijst\nprijspeil: 2020\nposten:\n"
        "  hulp/uur: {naam: Uur, bedrag: 10..20, eenheid: uur, betaler: gemeente}\n",
        encoding="utf-8",
    )
    name = tmp_path / "casus.yaml"
    name.write_text(
        f"{HEAD}prijspeil: 2020\nprijslijsten: [lijst.yaml]\nbaten:\n"
        "  - {naam: A, aantal: 3, prijs: hulp/uur}\n  - {naam: B, aantal: 4, prijs: hulp/uur}\n",
        encoding="utf-8",
    )
    calculation = calculate(str(name))
    assert calculation.result is not None, calculation.findings
    found = sensitivity(calculation, Questions(500, one_way=('prijzen."hulp/uur"=10..18',)))
    (bar,), (way,) = found.bars, found.one_way
    assert bar.at_high - bar.at_low == pytest.approx(7 * (bar.high - bar.low))  # both lines
    assert [step.outcome for step in way.steps] == pytest.approx([7 * (10 + at) for at in range(9)])


def test_a_figure_that_some_draws_do_not_have_is_refused():
    costs = "kosten:\n  - {naam: K, aantal: {discreet: {0: 50%, 2: 50%}}, bedrag: 3}\n"
    text = f"baten:\n  - {{naam: A, bedrag: 5}}\n{costs}"
    with pytest.raises(UsageError, match="bestaat niet in elke trekking"):
        asked(text, draws=500, outcome="totaal.baten_per_euro")


def test_a_series_turns_inside_the_sum_of_its_ranges():
    """2 × (15 + 20) + 4 × 7 against 88: zero where the years are 30 together, between 20 and 50."""
    text = (
        SERIES.replace("40..44", "88")
        .replace(", kosten.k.bedrag]", ", baten.b.bedrag]")
        .replace("bedrag: 7,", "bedrag: 6..8,")
    )
    found = sensitivity(years(text), Questions(draws=500))
    (turn,) = [turn for turn in found.turns if turn.crossing.together]
    assert turn.crossing.value == pytest.approx((88 - 4 * 7) / 2)
    assert turn.inside


def test_a_ratio_has_no_zero_to_decide_on():
    found = asked(two(1, 1, 2), draws=500, outcome="totaal.baten_per_euro")
    assert (found.outcome, found.kind) == ("totaal.baten_per_euro", "verhouding")
    assert (found.decision.path, found.decision.why) == (RETURN, "rendement")
    assert found.point == pytest.approx(100 / 99)
