"""What only binding can find out about a case, and what it makes of a price set on the spot."""

import pytest

from rendement.source.tree import parse
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

HEAD = "naam: K\ngemeente: H\nperiode: 2018\nprijslijsten: [zoetermeer-2018]\n"


def run(text):
    source, findings = parse(HEAD + text, "k.yaml")
    return calculate_source("k.yaml", source, findings)


def codes(text):
    return [finding.code for finding in run(text).findings]


def test_a_discount_rate_that_no_number_can_hold():
    """Nearly -100% a year over 200 years: (1 - 0,9999)^-199 is 10^796."""
    text = "discontovoet: -99.99%\nbaten:\n  - {naam: B, bedrag: 1, duur: 200}\n"
    assert codes(text) == ["voet-buiten-bereik"]


def test_a_post_without_exit_chances():
    text = """
baten:
  - naam: B
    bedrag: 1
    duur: 2
    blijfkans: {uitstroomkansen: wonen/mutatie, vanaf: 1}
"""
    assert codes(text) == ["post-zonder-curve"]


def test_a_tariff_with_its_price_set_on_the_spot():
    """730 days at 30 instead of the listed 35; the reason travels along."""
    text = """
baten:
  - naam: B
    posten:
      jeugd/uithuisplaatsing-begeleiding@dag: {bedrag: 30, aantal: 730, reden: afgesproken}
"""
    (part,) = contract(run(text))["baten"][0]["delen"]
    assert part["bedrag"] == 730 * 30
    assert part["reden"] == "afgesproken"


def test_a_tariff_that_is_not_there_is_found_also_with_a_price():
    text = """
baten:
  - naam: B
    posten:
      jeugd/uithuisplaatsing-begeleiding@week: {bedrag: 30, aantal: 2, reden: afgesproken}
"""
    assert codes(text) == ["tarief-onbekend"]


def test_a_break_even_on_a_post_that_has_no_such_price():
    text = "kosten: [{naam: K, bedrag: 100}]\nomslag: [wonen/huisuitzetting@x, geen/post]\n"
    assert codes(text) == ["tarief-onbekend", "onbekende-prijs"]


@pytest.mark.parametrize("path", ["totaal.rendementt", "totall", "totaal["])
def test_a_printed_figure_at_a_path_that_no_result_has(path):
    text = f"kosten: [{{naam: K, bedrag: 100}}]\ngedrukt: {{'{path}': {{waarde: 1}}}}\n"
    assert codes(text) == ["pad-onbekend"]
