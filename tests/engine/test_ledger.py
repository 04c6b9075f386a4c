"""The ledger: who pays, who gains, seen from every side."""

import pytest

from rendement.engine.ledger import contributions
from rendement.engine.result import Balance
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

HEAD = "naam: K\ngemeente: H\nperiode: 2018-2019\n"


def data(text, perspective=None):
    source, findings = parse(HEAD + text, "k.yaml")
    outcome = calculate_source("k.yaml", source, findings, Options(perspective=perspective))
    assert not outcome.failed, outcome.findings
    return contract(outcome)


THREE_WAYS = """
baten:
  - {naam: B, bedrag: 1000, per: periode, ontvanger: zorgverzekeraar}
kosten:
  - naam: Team
    bedrag: 50000
    per: jaar
    betaler: {gemeente: 50%, zorgverzekeraar: 20000, samenwerkingsverband: rest}
"""


def test_a_cost_shared_three_ways_with_a_rest():
    """2 x 50.000 = 100.000: half, a fixed 20.000 over the whole line, and what is left."""
    actors = data(THREE_WAYS)["per_actor"]
    assert actors["gemeente"]["kosten"] == pytest.approx(100000 * 0.5)
    assert actors["zorgverzekeraar"]["kosten"] == pytest.approx(20000)
    assert actors["samenwerkingsverband"]["kosten"] == pytest.approx(100000 - 50000 - 20000)
    assert sum(actors["gemeente"]["per_jaar"].values()) == pytest.approx(-50000)


ONE_PAYS = """
baten:
  - {naam: Minder zorg, bedrag: 90000, per: periode, ontvanger: zorgverzekeraar}
  - {naam: Minder huur, bedrag: 30000, per: periode, ontvanger: woningcorporatie}
kosten:
  - {naam: Team, bedrag: 60000, per: periode, betaler: gemeente}
"""


def test_one_pays_and_others_gain():
    """Gains 90 and 30 against a loss of 60: contributions 60 x 90/120 = 45 and 60 x 30/120 = 15."""
    actors = data(ONE_PAYS)["per_actor"]
    assert actors["gemeente"]["saldo"] == pytest.approx(-60000)
    assert actors["zorgverzekeraar"]["bijdrage"] == pytest.approx(60000 * 90 / 120)
    assert actors["woningcorporatie"]["bijdrage"] == pytest.approx(60000 * 30 / 120)
    assert actors["gemeente"]["bijdrage"] == pytest.approx(-60000)
    assert data(ONE_PAYS, "gemeente")["totaal"]["rendement"] == pytest.approx(-60000)
    assert data(ONE_PAYS, "overheid")["totaal"]["rendement"] == pytest.approx(-60000)


TRANSFER = """
baten:
  - {naam: Uitkering, bedrag: 14000, per: periode, ontvanger: gemeente, tegenpartij: rijk}
"""


@pytest.mark.parametrize(
    ("perspective", "benefits"),
    [("gemeente", 14000.0), ("rijk", -14000.0), ("overheid", 0.0), ("maatschappij", 0.0), ("client", 0.0)],
)
def test_a_transfer_between_two_public_bodies(perspective, benefits):
    assert data(TRANSFER, perspective)["totaal"]["baten"] == pytest.approx(benefits)


def test_a_gain_too_small_pays_what_it_can():
    """Loss 100, gain 40: the 40 goes over whole, and the losers share it by their loss."""
    shares = contributions({"a": Balance(0, 75), "b": Balance(0, 25), "c": Balance(40, 0)}, frozenset("abc"))
    assert shares == {"a": -30.0, "b": -10.0, "c": 40.0}


def test_outside_the_perspective_nobody_contributes():
    shares = contributions({"a": Balance(0, 10), "b": Balance(20, 0), "c": Balance(5, 5)}, frozenset("ac"))
    assert shares == {"a": 0.0, "c": 0.0}


def test_what_does_not_count_stands_in_no_year_of_an_actor():
    text = """
baten:
  - {naam: A, bedrag: 100, jaar: 2018}
  - {naam: B, bedrag: 50, jaar: 2018, telt_mee: nee, reden: proef}
"""
    assert data(text)["per_actor"] == {
        "gemeente": {
            "baten": 100.0,
            "kosten": 0.0,
            "saldo": 100.0,
            "contante_waarde": {"baten": 100.0, "kosten": 0.0, "saldo": 100.0},
            "baten_per_euro": None,
            "bijdrage": 0.0,
            "per_jaar": {"2018": 100.0},
        }
    }


def test_domains_by_year_leave_out_what_falls_outside():
    text = """
baten:
  - {naam: A, domein: wonen, bedrag: 100, jaar: 2018, duur: 2, ontvanger: {gemeente: 40%, client: 60%}}
kosten:
  - {naam: K, domein: wonen, bedrag: 10, jaar: 2019}
  - {naam: L, bedrag: 3, jaar: 2018}
  - {naam: M, bedrag: 99, jaar: 2018, telt_mee: nee, reden: proef}
"""
    domains = data(text)["per_domein"]
    assert domains["wonen"]["per_jaar"] == {"2018": 100 * 0.4, "2019": 100 * 0.4 - 10}
    assert domains["overig"]["per_jaar"] == {"2018": -3.0}
