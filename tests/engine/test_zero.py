"""What should be nothing is nothing: judged by the money that moved, whatever the order of the additions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendement.engine.arithmetic import cleared, noise, settled
from rendement.source.sums import is_nothing
from rendement.source.tree import parse
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

HEAD = "naam: K\ngemeente: G\nprijspeil: 2020\n"


def figures(text, period="2020"):
    outcome = calculate_source("k.yaml", *parse(f"{HEAD}periode: {period}\n{text}\n", "k.yaml"))
    assert not outcome.failed, outcome.findings
    return contract(outcome)


def refused(text, period="2020"):
    outcome = calculate_source("k.yaml", *parse(f"{HEAD}periode: {period}\n{text}\n", "k.yaml"))
    return [finding.code for finding in outcome.findings if finding.severity == "fout"]


BENEFIT = "baten:\n  - {naam: B, bedrag: 12345.30}\n"
THRICE = "kosten:\n  - {naam: K, aantal: 3, bedrag: 4115.10}\n"


def test_as_much_out_as_in_is_paid_back_and_one_to_one():
    """3 x 4.115,10 = 12.345,30, which floats add up to a little more."""
    assert 3 * 4115.10 != 12345.30
    totals = figures(BENEFIT + THRICE)["totaal"]
    assert totals["rendement"] == 0
    assert totals["terugverdienjaar"] == 2020
    assert totals["baten_per_euro"] == 1
    assert totals["interne_rentevoet"] is None


def test_costs_that_cancel_out_have_no_ratio():
    """12.345,30 - 3 x 4.115,10 = 0 of costs: there is nothing to divide by."""
    totals = figures(BENEFIT + THRICE + "  - {naam: Terug, bedrag: -12345.30}")["totaal"]
    assert (totals["kosten"], totals["rendement"]) == (0, 12345.30)
    assert totals["baten_per_euro"] is None
    assert totals["contante_baten_per_euro"] is None


MIRRORED = """
baten:
  - {naam: B, bedrag: {2020: 12345.30}}
  - {naam: B2, aantal: {2021: 3}, bedrag: 4115.10}
kosten:
  - {naam: K, aantal: {2020: 3}, bedrag: 4115.10}
  - {naam: K2, bedrag: {2021: 12345.30}}
omslag:
  - {naam: O, bedrag: 40000}
"""


def test_two_mirrored_years_leave_nothing_to_see():
    found = figures(MIRRORED, "2020-2021")
    assert [year["saldo"] for year in found["per_jaar"].values()] == [0, 0]
    assert [year["cumulatief"] for year in found["per_jaar"].values()] == [0, 0]
    assert found["totaal"]["interne_rentevoet"] is None
    assert found["totaal"]["terugverdienjaar"] == 2020
    assert found["per_actor"]["gemeente"]["saldo"] == 0
    assert found["omslag"][0]["aantal"] is None


def test_a_small_year_beside_large_money_is_still_judged_by_the_large():
    """2020: 1.000.000.000 - 999.999.999,90 = 0,10; 2021: -0,10; together nothing, though 0,10 is small."""
    text = """
baten:
  - {naam: B, bedrag: {2020: 1000000000}}
kosten:
  - {naam: K, bedrag: {2020: 999999999.90, 2021: 0.10}}
"""
    found = figures(text, "2020-2021")
    assert found["per_jaar"]["2020"]["saldo"] == pytest.approx(0.10, abs=1e-6)
    assert found["totaal"]["terugverdienjaar"] == 2020
    assert found["totaal"]["rendement"] == 0


def test_a_total_over_numbers_that_cancel_out_is_refused():
    """0,1 + 0,2 - 0,3 = 0: a total divided by it has no price."""
    text = "baten: [{naam: B, aantal: {2020: 0.1, 2021: 0.2, 2022: -0.3}, totaal: 1000}]"
    assert refused(text, "2020-2022") == ["aantal-nul"]


def test_results_that_cancel_out_are_no_result():
    """0,1 + 0,2 - 0,3 results of 1.000: no benefit, and as many years with it as without."""
    text = "baten:\n  - {naam: B, aantal: {2020: 0.1, 2021: 0.2, 2022: -0.3}, bedrag: 1000}\n"
    found = figures(text, "2020-2022")
    assert found["baten"][0]["netto"] == 0
    assert found["totaal"]["baten"] == 0
    assert found["per_jaar"]["2022"]["cumulatief"] == 0


def test_a_fixed_amount_of_what_cancels_out_cannot_be_borne():
    """Before 3 x 4.115,10, after 12.345,30: nobody can bear 100 euro of nothing."""
    text = """
baten:
  - naam: B
    voor: {Een: {aantal: 3, bedrag: 4115.10, reden: proef}}
    na: {Twee: {bedrag: 12345.30, reden: proef}}
    ontvanger: {rijk: € 100, gemeente: rest}
"""
    assert refused(text) == ["betalers-geen-100"]
    assert figures(text.replace("{rijk: € 100, gemeente: rest}", "gemeente"))["totaal"]["baten"] == 0


def test_a_tiny_case_keeps_its_own_scale():
    """A tenth of a cent is something where nothing larger moves."""
    totals = figures("baten:\n  - {naam: B, bedrag: 0.001}\nkosten:\n  - {naam: K, bedrag: 0.0005}\n")[
        "totaal"
    ]
    assert totals["rendement"] == pytest.approx(0.0005)
    assert totals["baten_per_euro"] == pytest.approx(2)
    less = figures("baten:\n  - {naam: B, bedrag: 0.0005}\nkosten:\n  - {naam: K, bedrag: 0.001}\n")["totaal"]
    assert less["terugverdienjaar"] is None


def programme(text):
    outcome = calculate_source("p.yaml", *parse(text, "p.yaml"))
    assert not outcome.failed, outcome.findings
    return contract(outcome)


def test_cents_that_add_up_to_the_costs_pay_them_back():
    """30 x 0,10 = 0,70 + 2,30."""
    lines = "".join(f"  - {{naam: M{i}, besparing: {{incidenteel: {{2021: 0.1}}}}}}\n" for i in range(30))
    text = f"soort: programma\nnaam: P\ngemeente: G\nperiode: 2020-2021\nmaatregelen:\n{lines}"
    found = programme(text + "kosten:\n  - {naam: K, bedragen: {2020: 0.7, 2021: 2.3}}\n")
    assert found["totaal"]["saldo"] == 0
    assert found["totaal"]["terugverdienjaar"] == 2021


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30))
def test_cents_that_cancel_cancel_out_are_nothing(cents):
    amounts = [cent / 100 for cent in cents]
    back = [-cent / 100 for cent in reversed(cents)]
    assert settled([*amounts, *back]) == 0
    assert is_nothing([*amounts, *back])


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_what_is_cleared_is_the_value_or_nothing(value, gross):
    kept = cleared(value, noise([gross]))
    assert kept == (value if abs(value) > 1e-12 * gross else 0)
