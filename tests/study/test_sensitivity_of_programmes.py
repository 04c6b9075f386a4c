"""What drives a programme, and what knowing is worth for each measure, beside closed forms and its cases."""

from math import erf, exp, pi, sqrt

import pytest

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording_return import RETURN
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

HEAD = "soort: programma\nnaam: Geheel\ngemeente: Plaats\nperiode: 2020-2021\n"
Z95 = 1.6448536269514722
MILLION = 1_000_000


def programme(text, *sets):
    source, findings = parse(HEAD + text, "geheel.yaml")
    found = calculate_source("geheel.yaml", source, findings, Options(sets))
    assert found.programme is not None, found.findings
    return found


def asked(text, **more):
    return sensitivity(programme(text), Questions(**more))


def normal(mean, deviation):
    low, high = (MILLION * (mean + side * Z95 * deviation) for side in (-1, 1))
    return f"{{laag: {low:.4f}, hoog: {high:.4f}, verdeling: normaal}}"


def measure(name, mean, deviation, rest=""):
    """A saving with so much above its investment of 50, each in one year."""
    saved = f"besparing: {{incidenteel: {{2020: {normal(50 + mean, deviation)}}}}}"
    return f"  - {{naam: {name}, {saved}, investering: {{2020: {50 * MILLION}}}{rest}}}\n"


def lost(mean, deviation):
    """Of a normal outcome: sd times the density of m ÷ sd, less |m| times the chance below -|m| ÷ sd."""
    at = abs(mean) / deviation
    density, below = exp(-at * at / 2) / sqrt(2 * pi), (1 - erf(at / sqrt(2))) / 2
    return deviation * density - abs(mean) * below


def near(worth, expected, times=4):
    assert abs(worth.value / MILLION - expected) <= times * worth.error / MILLION, (worth, expected)


TWO = "maatregelen:\n" + measure("A", 1, 1) + measure("B", 1, 2)


def test_each_measure_is_a_decision_of_its_own():
    """0.083315 and 0.395593 in one file: knowing A is worth what A is worth, and both together all of it."""
    paths = (f"maatregelen[{number}].besparing.incidenteel.2020" for number in range(2))
    found = asked(TWO, know=(",".join(paths),))
    near(found.decision.evpi, lost(1, 1) + lost(1, 2))
    first, second = found.decision.measures
    assert (first.path, first.name, second.name) == ("maatregelen[0]", "A", "B")
    near(first.evpi, 0.083315)
    near(second.evpi, 0.395593)
    near(found.driven[0].worth, lost(1, 1))
    near(found.driven[1].worth, lost(1, 2))
    assert found.together[0].worth == found.decision.evpi
    assert found.decision.mean == pytest.approx(2 * MILLION, rel=0.02)


def test_the_shares_of_an_additive_programme_are_those_of_the_variances():
    """1 and 4 of 5; the product of fte and tariff beside it is certain here."""
    found = asked(TWO + "formatie: [{naam: F, fte: {2020: 2}, tarief: 5}]\n")
    shares = [one.share for one in found.driven]
    for share, expected in zip(shares, (1 / 5, 4 / 5), strict=True):
        assert abs(share.first - expected) <= 4 * share.error
    assert sum(share.first for share in shares) == pytest.approx(1, abs=0.02)


def test_a_bar_is_what_setting_that_value_gives():
    text = (
        "maatregelen:\n  - {naam: A, besparing: {structureel: {2020: 10..20..50, 2021: 4..8}}}\n"
        "formatie: [{naam: F, fte: {2020: 0.5..1.5}, tarief: 3..9}]\n"
    )
    found = asked(text, draws=500)
    for bar in found.bars:
        for piece_at, outcome in (("low", bar.at_low), ("high", bar.at_high)):
            sets = [f"{piece.path}={getattr(piece, piece_at)!r}" for piece in bar.pieces]
            assert programme(text, *sets).programme.net.total == pytest.approx(outcome, rel=1e-9)
    assert found.bars[0].path == "maatregelen[0].besparing.structureel"


def test_any_figure_may_be_asked_and_is_decided_on_as_before():
    """What ran up until 2021: A twice, without its investment; B is not there."""
    text = "telling: stand\ntaakstelling: {2020: 4}\n" + TWO
    found = asked(text, outcome="per_jaar.2020.cumulatief", draws=2000)
    assert found.point == pytest.approx(2 * 51 * MILLION - 4)
    assert found.decision.why == "maatregelen"
    assert found.decision.path == "totaal.saldo"
    assert len(found.curve) == 21


def test_what_is_realised_is_no_decision_any_more():
    """A is realised. Of B 2020 is, so its investment is behind us, and 3 ± 2 of 2021 is left."""
    done = ", status: gerealiseerd"
    begun = (
        f"  - {{naam: B, besparing: {{incidenteel: {{2020: 7, 2021: {normal(3, 2)}}}}}, "
        f"investering: {{2020: {50 * MILLION}}}, status: {{2020: gerealiseerd, 2021: verwacht}}}}\n"
    )
    found = asked("maatregelen:\n" + measure("A", 1, 1, done) + begun)
    (left,) = found.decision.measures
    assert left.name == "B"
    near(found.decision.evpi, lost(3, 2))
    assert found.driven[0].worth.value == 0
    assert not found.decision.behind
    assert asked("maatregelen:\n" + measure("A", 1, 1, done), draws=500).decision.behind


def test_what_does_not_count_or_is_of_the_programme_itself_is_no_decision():
    text = "maatregelen:\n" + measure("A", 1, 1, ", telt_mee: nee, reden: proef")
    found = asked(text + "kosten: [{naam: K, bedragen: {2020: 1..9}}]\n", draws=500)
    assert (found.decision.measures, found.decision.evpi.value) == ((), 0)
    assert [one.share.first > 0.9 for one in found.driven] == [False, True]


CASE = """naam: {name}
gemeente: Plaats
periode: 2020
prijspeil: 2020
baten:
  - {{naam: Winst, aantal: 4..6..20, bedrag: 900..1500}}
  - naam: Huis
    opschalen_naar: 30
    casussen:
      - {{naam: H1, posten: {{wonen/huisuitzetting: {{bedrag: 100, reden: R}}}}}}
      - {{naam: H2, posten: {{wonen/huisuitzetting: {{bedrag: 500, reden: R}}}}}}
kosten:
  - {{naam: Inzet, bedrag: 17000..19000}}
"""


def test_a_programme_of_one_case_says_what_the_case_says(tmp_path):
    """Bars, shares and worths, also of the households of a sample; only its paths are longer."""
    (tmp_path / "een.yaml").write_text(CASE.format(name="Een"))
    (tmp_path / "geheel.yaml").write_text(HEAD + "maatregelen: [{casus: een.yaml}]\n")
    case = sensitivity(calculate(str(tmp_path / "een.yaml")), Questions(draws=2000, outcome=RETURN))
    whole = sensitivity(calculate(str(tmp_path / "geheel.yaml")), Questions(draws=2000))
    assert whole.point == pytest.approx(case.point)
    assert len(case.bars) == len(whole.bars) == 4
    assert whole.decision.evpi.value == pytest.approx(case.decision.evpi.value)
    assert case.decision.evpi.value > 0
    inner = {one.path: one for one in case.driven}
    for one in whole.driven:
        other = inner[one.path.removeprefix("maatregelen[0].")]
        assert one.share.first == pytest.approx(other.share.first)
        assert one.worth.value == pytest.approx(other.worth.value)
    bars = {bar.path: bar for bar in case.bars}
    for bar in whole.bars:
        other = bars[bar.path.removeprefix("maatregelen[0].")]
        assert (bar.at_low, bar.at_high) == pytest.approx((other.at_low, other.at_high))
        assert bar.low == pytest.approx(other.low)


def test_one_and_two_way_take_paths_of_a_measure():
    number, other = "maatregelen.a.besparing.incidenteel", "maatregelen[1].besparing.incidenteel.2020"
    found = asked(TWO, draws=500, one_way=(number + ".2020",), two_way=(other, number + ".2020"))
    steps = found.one_way[0].steps
    assert steps[4].outcome == pytest.approx(found.point)  # the middle of a normal
    assert steps[8].outcome - steps[4].outcome == pytest.approx(MILLION * Z95, rel=1e-6)
    assert found.two_way.outcomes[3][3] == pytest.approx(found.point)
