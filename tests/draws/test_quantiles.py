"""The distributions by their inverse: closed forms, tables and moments worked out by hand."""

from math import exp, log, pi, sin, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from rendement.draws.beta import beta_quantile
from rendement.draws.normal import normal_quantile, standard_normal
from rendement.draws.quantiles import inverse
from rendement.engine.inputs import Input, Spread

CHANCES = np.array([1e-9, 0.001, 0.05, 0.0749, 0.0751, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-9])
EVEN = (np.arange(200_000) + 0.5) / 200_000  # the middles of equal parts: means over them are integrals
Z95 = 1.6448536269514722  # any table of the standard normal


def drawn(spread, bounds=(None, None)):
    return inverse(Input("a", "a", "A", None, "aantal", 1.0, spread, bounds))(EVEN)


def test_the_normal_is_that_of_the_standard_library():
    expected = [NormalDist().inv_cdf(chance) for chance in CHANCES]
    assert normal_quantile(CHANCES) == pytest.approx(expected, abs=1e-12)
    assert normal_quantile(np.array([1e-300])) == pytest.approx([NormalDist().inv_cdf(1e-300)])


def test_the_table_of_the_normal_is_close_to_it_up_to_the_smallest_chance_that_is_drawn():
    aside = np.geomspace(2.0**-53, 0.5, 20_001)
    for chances in (EVEN, aside, 1 - aside):
        assert standard_normal(chances) == pytest.approx(normal_quantile(chances), abs=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "closed"),
    [
        (0.5, 0.5, lambda chance: sin(pi * chance / 2) ** 2),  # the law of the arcsine
        (1, 1, lambda chance: chance),
        (2, 1, sqrt),
        (1, 3, lambda chance: 1 - (1 - chance) ** (1 / 3)),
        (5, 1, lambda chance: chance ** (1 / 5)),
    ],
)
def test_a_beta_with_a_closed_form(first, second, closed):
    deviation = sqrt(first * second / (first + second + 1)) / (first + second)
    expected = [closed(chance) for chance in CHANCES]
    assert beta_quantile(CHANCES, first, second) == pytest.approx(expected, abs=1e-5 * deviation)


@pytest.mark.parametrize(("count", "of"), [(13, 86), (0, 20), (20, 20), (1300, 86_000), (0.5, 3)])
def test_a_counted_share_is_the_beta_of_jeffreys(count, of):
    """Mean (k + ½) ÷ (n + 1), variance mean × (1 - mean) ÷ (n + 2)."""
    found = drawn(Spread("geteld", count, of))
    mean = (count + 0.5) / (of + 1)
    assert found.mean() == pytest.approx(mean, rel=1e-5)
    assert found.std() == pytest.approx(sqrt(mean * (1 - mean) / (of + 2)), rel=1e-3)
    assert (found >= 0).all()
    assert (found <= 1).all()


def test_uniform_and_triangle():
    """Uniform: variance width² ÷ 12. Triangle of 2, 3 and 7: (4 + 9 + 49 - 6 - 14 - 21) ÷ 18 = 21 ÷ 18."""
    found = drawn(Spread("uniform", 2, 8))
    assert (found.mean(), found.var()) == (pytest.approx(5), pytest.approx(36 / 12))
    found = drawn(Spread("driehoek", 2, 7, mode=3))
    assert (found.mean(), found.var()) == (pytest.approx((2 + 3 + 7) / 3), pytest.approx(21 / 18, rel=1e-4))
    assert drawn(Spread("driehoek", 2, 8)).mean() == pytest.approx(5)
    for mode in (2, 8):  # at an end
        found = drawn(Spread("driehoek", 2, 8, mode=mode))
        assert found.mean() == pytest.approx((2 + mode + 8) / 3, rel=1e-4)


@pytest.mark.parametrize("mode", [None, 2, 3, 8])
def test_pert(mode):
    """Mean (low + 4 × mode + high) ÷ 6, variance (mean - low) × (high - mean) ÷ 7."""
    found = drawn(Spread("pert", 2, 8, mode=mode))
    mean = (2 + 4 * (5 if mode is None else mode) + 8) / 6
    assert found.mean() == pytest.approx(mean, rel=1e-6)
    assert found.var() == pytest.approx((mean - 2) * (8 - mean) / 7, rel=1e-4)
    assert found.min() >= 2
    assert found.max() <= 8


def test_normal_and_lognormal_by_their_percentiles():
    found = drawn(Spread("normaal", 10, 30))
    assert np.quantile(found, [0.05, 0.5, 0.95]) == pytest.approx([10, 20, 30], rel=1e-4)
    assert found.std() == pytest.approx(20 / (2 * Z95), rel=1e-4)
    found = drawn(Spread("lognormaal", 10, 40))
    assert np.quantile(found, [0.05, 0.5, 0.95]) == pytest.approx([10, 20, 40], rel=1e-4)
    deviation = log(4) / (2 * Z95)
    assert found.mean() == pytest.approx(20 * exp(deviation**2 / 2), rel=1e-4)


def test_what_lies_outside_its_bounds_is_drawn_from_the_rest():
    """A normal of mean 20 kept above 20 is a half normal: its mean lies √(2 ÷ π) deviations above that."""
    deviation = 20 / (2 * Z95)
    found = drawn(Spread("normaal", 10, 30), (20.0, None))
    assert found.min() >= 20
    assert found.mean() == pytest.approx(20 + deviation * sqrt(2 / pi), rel=1e-4)
    assert np.quantile(found, 0.01) > 20  # nothing is piled up on the bound
    found = drawn(Spread("normaal", 10, 30), (None, 20.0))
    assert found.mean() == pytest.approx(20 - deviation * sqrt(2 / pi), rel=1e-4)
    found = drawn(Spread("lognormaal", 10, 40), (0.0, 20.0))
    assert found.max() <= 20
    assert np.median(found) < 20


def test_weighted_values():
    found = drawn(Spread("discreet", 4, 9, options=((9, 0.2), (4, 0.5), (6, 0.3))))
    assert {value: np.mean(found == value) for value in (4, 6, 9)} == {
        4: pytest.approx(0.5),
        6: pytest.approx(0.3),
        9: pytest.approx(0.2),
    }


def test_more_chance_is_never_less():
    for spread in (
        Spread("pert", 2, 8, mode=2.5),
        Spread("geteld", 3, 9),
        Spread("driehoek", 2, 8, mode=3),
        Spread("normaal", 2, 8),
        Spread("discreet", 4, 9, options=((9, 0.2), (4, 0.8))),
    ):
        assert (np.diff(drawn(spread)) >= 0).all()


def test_what_is_certain_is_not_drawn():
    with pytest.raises(ValueError, match="certain"):
        inverse(Input("a", "a", "A", None, "aantal", 1.0))
