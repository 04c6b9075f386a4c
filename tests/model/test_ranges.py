"""A range is judged whole: what its middle hides, its ends show."""

from math import erf, exp, sqrt

import pytest

from rendement.model import parse
from rendement.model.values import Counted, Discrete, Range, ends
from rendement.source.scalar import ScalarError
from rendement.source.tree import parse as parse_yaml
from rendement.study.pipeline import calculate_source

HEAD = "naam: A\ngemeente: B\nperiode: {period}\nprijslijsten: [zoetermeer-2018]\n"


def found(lines, period="2020"):
    """The findings of a case, as severity and code."""
    source, findings = parse_yaml(HEAD.format(period=period) + lines, "casus.yaml")
    outcome = calculate_source("casus.yaml", source, findings)
    return [(finding.severity, finding.code) for finding in outcome.findings]


def cost(keys):
    return f"kosten:\n  - {{naam: K, {keys}}}\n"


def gain(keys):
    return f"baten:\n  - {{naam: V, {keys}}}\n"


# -- how far a value reaches


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7.0, (7, 7)),
        (Range(-3, 10), (-3, 10)),
        (Range(-3, 10, 9), (-3, 10)),
        (Range(1, 9, None, "uniform"), (1, 9)),
        (Discrete(((4, 0.1), (-6, 0.9), (2, 0.0))), (-6, 4)),
        (Counted(13, 86), (13 / 86, 13 / 86)),
        # 3,0902 standard deviations; the 95th percentile lies at 1,6449 of them
        (Range(0, 2, None, "normaal"), (1 - 3.0902323 / 1.6448536, 1 + 3.0902323 / 1.6448536)),
        (Range(1 / 4, 4, None, "lognormaal"), (4 ** (-3.0902323 / 1.6448536), 4 ** (3.0902323 / 1.6448536))),
    ],
)
def test_between_which_values_something_lies(value, expected):
    assert ends(value) == pytest.approx(expected)


def test_one_in_a_thousand_lies_beyond_either_end_of_a_normal():
    """Of the normal distribution, by the error function."""
    low, high = Range(10, 30, None, "normaal").ends
    sigma = (30 - 10) / 2 / 1.6448536269514722
    for end, share in ((low, 0.001), (high, 0.999)):
        assert (1 + erf((end - 20) / sigma / sqrt(2))) / 2 == pytest.approx(share, abs=1e-9)


# -- refused at its ends, whatever its middle

BELOW = (
    "-3..10",
    "-1..5..9",
    "{laag: -3, hoog: 10}",
    "{laag: -3, midden: 8, hoog: 10, verdeling: driehoek}",
    "{laag: -3, hoog: 10, verdeling: uniform}",
    "{laag: 1, hoog: 10, verdeling: normaal}",  # 5,5 - 3,09 x 2,74 = -3,0
    "{discreet: {-1: 10%, 10: 90%}}",
)


@pytest.mark.parametrize("value", BELOW)
def test_what_may_not_be_below_0(value):
    for lines, code in (
        (cost(f"bedrag: 100, aantal: {value}"), "aantal-negatief"),
        (cost(f"tarief: 100, fte: {value}"), "te-klein"),
        (cost(f"tarief: 100, voltijd: 36, uren_per_week: {value}"), "te-klein"),
        (cost("bedrag: 100") + f"resultaten: [{{naam: r, aantal: {value}}}]\n", "te-klein"),
        (cost("bedrag: 100") + f"omslag: [{{naam: r, bedrag: {value}}}]\n", "te-klein"),
        (gain(f"bedrag: 100, aantal: {value}, business_as_usual: {{kans: 10%, van: 90}}"), "kans-van-vorm"),
    ):
        assert ("fout", code) in found(lines), lines


@pytest.mark.parametrize("value", BELOW)
def test_the_same_for_one_year_of_a_series(value):
    series = f"{{2020: 5, 2021: {value}}}"
    assert found(cost(f"bedrag: 100, aantal: {series}"), "2020-2021") == [("fout", "aantal-negatief")]
    assert found(cost(f"tarief: 100, fte: {series}"), "2020-2021") == [("fout", "te-klein")]


def test_a_number_of_benefits_may_be_below_0_as_before():
    assert found(gain("bedrag: 100, aantal: -3..10")) == []


@pytest.mark.parametrize("key", ["bereik", "slaagkans", "toerekening", "verdringing", "optimismecorrectie"])
@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("{laag: 5%, hoog: 95%, verdeling: lognormaal}", True),  # to 346%
        ("{laag: 0.1%, hoog: 100%, verdeling: lognormaal}", True),
        ("{laag: 5%, hoog: 95%, verdeling: normaal}", True),  # to 135% and from -35%
        ("{laag: 40%, hoog: 90%, verdeling: normaal}", True),  # to 112%
        ("{laag: 10%, hoog: 60%, verdeling: normaal}", True),  # from -12%
        ("{laag: 40%, hoog: 60%, verdeling: normaal}", False),  # from 31% to 69%
        ("{laag: 5%, hoog: 10%, verdeling: lognormaal}", False),  # to 14%
        ("{laag: 5%, hoog: 95%, verdeling: driehoek}", False),
        ("{laag: 5%, hoog: 95%, verdeling: uniform}", False),
        ("5%..95%", False),
        ("{geteld: 5, van: 6}", False),
        ("{discreet: {0%: 50%, 100%: 50%}}", False),
        ("{discreet: {50%: 50%, 110%: 50%}}", True),
    ],
)
def test_a_share_stays_a_share(key, value, refused):
    assert found(gain(f"bedrag: 100, {key}: {value}")) == [("fout", "aandeel-buiten-bereik")] * refused


@pytest.mark.parametrize("name", ["lognormaal", "normaal", "uniform"])
def test_a_middle_stands_only_where_it_means_something(name):
    assert found(gain(f"bedrag: {{laag: 2, midden: 3, hoog: 9, verdeling: {name}}}")) == [
        ("fout", "midden-bij-verdeling")
    ]
    for other in ("pert", "driehoek"):
        assert found(gain(f"bedrag: {{laag: 2, midden: 3, hoog: 9, verdeling: {other}}}")) == []


@pytest.mark.parametrize(("high", "refused"), [("50119", False), ("50121", True), ("1" + 14 * "0", True)])
def test_the_mean_of_a_lognormal_lies_between_its_ends(high, refused):
    """It passes the 95th percentile at sigma = 2 x 1,645: high is exp(4 x 1,645²) = 50.120 times low."""
    assert exp(4 * 1.6448536269514722**2) == pytest.approx(50_120, abs=1)
    spread = f"{{laag: 1, hoog: {high}, verdeling: lognormaal}}"
    assert found(gain(f"bedrag: {spread}")) == [("fout", "lognormaal-te-breed")] * refused


def test_a_lognormal_without_end_is_refused_before_it_is_computed():
    wide = {"laag": f"0.{290 * '0'}1", "hoog": "1000", "verdeling": "lognormaal"}
    with pytest.raises(ScalarError, match="uiteen"):
        parse.uncertain(wide, "bedrag")  # its mean is e to the power of some 20.000


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("-3..10", True),
        ("0..10", True),
        ("-10..0", True),
        ("{discreet: {0: 50%, 10: 50%}}", True),
        ("{laag: 1, hoog: 10, verdeling: normaal}", True),
        ("1..10", False),
        ("-10..-1", False),
    ],
)
def test_a_total_is_not_divided_by_what_may_be_nothing(value, refused):
    assert found(gain(f"totaal: 100, aantal: {value}")) == [("fout", "aantal-nul")] * refused


@pytest.mark.parametrize(
    ("series", "refused"),
    [
        ("{2020: 1..2, 2021: 3..4}", False),
        ("{2020: -3..1, 2021: 2..4}", True),  # from -1 to 5
        ("{2020: -3..1, 2021: 4..5}", False),  # from 1 to 6
        ("{2020: -2, 2021: 2}", True),
        ("{2020: -2, 2021: 2..3}", True),  # from 0
    ],
)
def test_the_years_of_a_series_are_divided_by_together(series, refused):
    assert found(gain(f"totaal: 100, aantal: {series}"), "2020-2021") == [("fout", "aantal-nul")] * refused


def test_what_was_counted_is_certain():
    for node in ("{geteld: 2..12, van: 10}", "{geteld: {laag: 2, hoog: 12}, van: 10}"):
        (first,) = found(gain(f"bedrag: 100, slaagkans: {node}"))
        assert first in (("fout", "bereik-hier-niet"), ("fout", "verkeerde-vorm"))


# -- what only a whole line shows: computed in the middle, and a warning where an end would not hold


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # 1.000 at its lowest, of which the employer bears 4.000
        ("bedrag: 1000..9000, betaler: {werkgever: € 4.000, gemeente: rest}", "waarschuwing"),
        ("bedrag: 4000..9000, betaler: {werkgever: € 4.000, gemeente: rest}", None),
        ("bedrag: 1000..3000, betaler: {werkgever: € 4.000, gemeente: rest}", "fout"),
        ("bedrag: 1000, aantal: 3..9, betaler: {werkgever: € 4.000, gemeente: rest}", "waarschuwing"),
        (
            "bedrag: 1000, aantal: 2..9, bereik: 60%, betaler: {werkgever: € 1.500, gemeente: rest}",
            "waarschuwing",
        ),
        # each of its two years costs 1.000
        ("bedrag: 1000, duur: 2..9, betaler: {werkgever: € 2.001, gemeente: rest}", "waarschuwing"),
        ("bedrag: 1000, duur: 2..9, betaler: {werkgever: € 2.000, gemeente: rest}", None),
        ("bedrag: [1000, 2000..4000], betaler: {werkgever: € 3.001, gemeente: rest}", "waarschuwing"),
        ("bedrag: [1000, 2000..4000], betaler: {werkgever: € 3.000, gemeente: rest}", None),
        # 10.000 less half of 60%
        (
            "bedrag: 10000, duur: 1, terugval: {1: 20%..60%}, betaler: {werkgever: € 7.001, gemeente: rest}",
            "waarschuwing",
        ),
        (
            "bedrag: 10000, duur: 1, terugval: {1: 20%..60%}, betaler: {werkgever: € 7.000, gemeente: rest}",
            None,
        ),
        # 9 x 50% at its lowest is 4.500
        ("bedrag: 9000, additioneel: 50%..70%, betaler: {werkgever: € 4.500, gemeente: rest}", None),
        (
            "bedrag: 9000, additioneel: 49%..70%, betaler: {werkgever: € 4.500, gemeente: rest}",
            "waarschuwing",
        ),
        # without a rest they can only add up in the middle
        ("bedrag: 1000..3000, betaler: {werkgever: € 500, gemeente: € 1.500}", "waarschuwing"),
        ("totaal: 2000, aantal: 1..3, betaler: {werkgever: € 500, gemeente: € 1.500}", None),
        (
            "posten: {wonen/huisuitzetting: 1..3}, betaler: {werkgever: € 7.000, gemeente: rest}",
            "waarschuwing",
        ),
    ],
)
def test_amounts_of_payers_beside_a_range(keys, expected):
    """What goes off as well: the whole line is computed at its lowest."""
    assert found(cost(keys)) == ([(expected, "betalers-geen-100")] if expected else [])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # 9.000 less 60% is 3.600
        ("bedrag: 9000, business_as_usual: 20%..60%, ontvanger: {rijk: € 3.601, gemeente: rest}", True),
        ("bedrag: 9000, business_as_usual: 20%..60%, ontvanger: {rijk: € 3.599, gemeente: rest}", False),
    ],
)
def test_a_share_that_goes_off_is_lowest_at_its_highest(keys, expected):
    assert found(gain(keys)) == [("waarschuwing", "betalers-geen-100")] * expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("  - {naam: a, bedrag: 1000}\n  - {naam: b, bedrag: -1000}\n", None),
        ("  - {naam: a, bedrag: 1000}\n  - {naam: b, bedrag: -1000.01}\n", "fout"),
        ("  - {naam: b, bedrag: -500}\n", "fout"),
        ("  - {naam: b, bedrag: [1000, -1001]}\n", "fout"),
        ("  - {naam: b, bedrag: -500..600}\n", "waarschuwing"),
        ("  - {naam: b, bedrag: -700..600}\n", "fout"),
        ("  - {naam: a, bedrag: 500}\n  - {naam: b, bedrag: -500..600}\n", None),
        ("  - {naam: a, bedrag: 499}\n  - {naam: b, bedrag: -500..600}\n", "waarschuwing"),
        ("  - {naam: a, voor: {wonen/huisuitzetting: 1}, na: {wonen/huisuitzetting: 2}}\n", "fout"),
        ("  - {naam: a, voor: {wonen/huisuitzetting: 2}, na: {wonen/huisuitzetting: 1}}\n", None),
        ("  - {naam: a, posten: {wonen/huisuitzetting: -1}}\n", "fout"),
        ("  - {naam: b, bedrag: -500, telt_mee: nee, reden: x}\n", None),
    ],
)
def test_costs_together_are_no_gain(lines, expected):
    assert found(f"kosten:\n{lines}") == ([(expected, "kosten-negatief")] if expected else [])


def test_for_one_actor_costs_may_be_a_gain():
    """A transfer: what the municipality pays, the client gets."""
    lines = cost("bedrag: 900, tegenpartij: client") + "perspectief: client\n"
    assert found(lines) == []
