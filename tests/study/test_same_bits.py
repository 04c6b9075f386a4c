"""The same figures on every version of Python, to the last bit: what they are is written out here."""

import itertools

import pytest

from rendement.model.values import Discrete
from rendement.source.sums import total
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CHANCES = (("81.3", "10%"), ("58.8", "20%"), ("84.2", "30%"), ("8.3", "40%"))
HOUSES = "\n".join(f"      - {{naam: h{i}, posten: {{x: {{bedrag: 0.1, reden: proef}}}}}}" for i in range(10))


def figures(written, size):
    text = f"naam: x\ngemeente: y\nperiode: 2020\nbaten:\n  - naam: b\n    {size}\n"
    return contract(calculate(written(text)))


@pytest.mark.parametrize("chances", tuple(itertools.permutations(CHANCES)))
def test_the_mean_of_values_with_chances(written, chances):
    """8,13 + 11,76 + 25,26 + 3,32 = 48,47 people of 37.000, in whatever order they stand."""
    options = ", ".join(f"{value}: {chance}" for value, chance in chances)
    found = figures(written, f"aantal: {{discreet: {{{options}}}}}\n    bedrag: 37000")
    assert found["totaal"]["baten"] == 1793390.0


def test_the_mean_is_rounded_once():
    assert Discrete(((1e16, 0.25), (4.0, 0.5), (-1e16, 0.25))).middle == 2.0


def test_households_scaled_up_add_from_the_first_to_the_last(written):
    """Ten times 0,1 is just under 1 in that order, where a sum that is rounded once gives 1."""
    size = f"casussen:\n{HOUSES}\n    per: periode\n    opschalen_naar: 1000"
    (line,) = figures(written, size)["baten"]
    assert line["opschaling"]["gemiddelde"] == total([0.1] * 10) / 10 == 0.09999999999999999
