"""The bridge year by year: what moves, what lapses, and what is too small to count."""

import pytest

from programme_text import data
from rendement.engine.programme_bridge import STEPS, BridgeRow, _later, added, touched

NOTHING = dict.fromkeys(STEPS, 0.0)
ROWS = (
    BridgeRow(None, {2023: NOTHING | {"vastgesteld": 10.0}, 2024: NOTHING | {"vastgesteld": 7.0}}),
    BridgeRow(None, {2023: NOTHING | {"vastgesteld": 1.0, "afgeraamd": -0.005}}),
)


def bridged(*measures, head="periode: 2023-2025\n"):
    """By year, every step over these measures."""
    lines = "".join(f"  - {{{measure}}}\n" for measure in measures)
    return data(f"{head}maatregelen:\n{lines}")["brug"]["per_jaar"]


def test_steps_are_added_over_measures_of_a_year_or_of_all():
    assert added(ROWS)["vastgesteld"] == 10 + 7 + 1
    assert added(ROWS, 2023)["vastgesteld"] == 10 + 1
    assert added(ROWS, 2024)["vastgesteld"] == 7


def test_half_a_cent_touches_nothing():
    assert touched(ROWS)["vastgesteld"] == 2
    assert touched(ROWS, 2024)["vastgesteld"] == 1
    assert touched(ROWS)["afgeraamd"] == 0


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        ({2023: -80.0, 2024: 50.0, 2025: 40.0}, {2023: -80.0, 2024: 50.0, 2025: 30.0}),
        ({2023: -30.0, 2024: -30.0, 2025: 50.0}, {2023: -30.0, 2024: -20.0, 2025: 50.0}),
        ({2023: 50.0, 2024: -30.0, 2025: 20.0}, {2023: 0.0, 2024: -20.0, 2025: 20.0}),
        ({2023: 0.5, 2024: 0.5}, {2023: 0.0, 2024: 0.0}),
        ({0: -80.0, 2024: 80.0}, {0: 0.0, 2024: 0.0}),  # without a year nothing is earlier
    ],
)
def test_what_moves_to_later_comes_from_the_first_year_that_has_some_left(change, moved):
    assert _later(change) == moved


def test_little_less_and_little_more():
    year = bridged("naam: A, besparing: {structureel: {2023: 1}}, bijgesteld: {2023: 1.5}")["2023"]
    assert (year["afgeraamd"], year["bijgeraamd"], year["vervallen"]) == (0, 1.5 - 1, 0)
    year = bridged("naam: A, besparing: {structureel: {2023: 1}}, bijgesteld: {2023: 0.5}")["2023"]
    assert (year["afgeraamd"], year["bijgeraamd"], year["vervallen"]) == (0.5 - 1, 0, 0)


def test_what_cost_money_and_lapses_is_more_and_not_less():
    year = bridged("naam: A, besparing: {structureel: {2023: -5}}, bijgesteld: {2023: 0}")["2023"]
    assert (year["vastgesteld"], year["bijgeraamd"], year["vervallen"]) == (-5, 5, 0)


def test_what_has_no_year_is_never_over():
    head = "periode: 2023-2025\npeildatum: 2024\n"
    dated = "naam: A, besparing: {structureel: {2023: 1}}, gerealiseerd: {2023: 1}"
    text = f"{head}maatregelen:\n  - {{{dated}}}\n  - {{naam: B, besparing: {{structureel: 5}}}}\n"
    whole = data(text)["brug"]["totaal"]
    assert (whole["nog_te_realiseren"], whole["niet_gehaald"]) == (5, 0)


def test_what_was_replaced_moves_its_own_years_alone():
    """The old one planned 5 in 2023 and was moved to 2024 before the new one came."""
    old = "naam: Oud, besparing: {structureel: {2023: 5}}, bijgesteld: {2023: 0, 2024: 5}"
    years = bridged(old, "naam: Nieuw, vervangt: [oud], besparing: {structureel: {2023: 5}}")
    assert [year["vervangen"] for year in years.values()] == [0, 0, 0]


def test_small_heirs_share_by_size_too():
    """Of 8: 0.2 of 0.8 and 0.6 of 0.8."""
    found = data(
        "periode: 2023\nmaatregelen:\n  - {naam: Oud, besparing: {structureel: {2023: 8}}}\n"
        "  - {naam: Een, vervangt: [oud], besparing: {structureel: {2023: 0.2}}}\n"
        "  - {naam: Twee, vervangt: [oud], besparing: {structureel: {2023: 0.6}}}\n"
    )
    moved = {item["naam"]: item["totaal"]["vervangen"] for item in found["brug"]["maatregelen"]}
    assert (moved["Een"], moved["Twee"]) == (pytest.approx(8 / 4), pytest.approx(8 * 3 / 4))


def test_an_amount_of_several_years_stands_in_the_last_of_them():
    years = bridged("naam: A, besparing: {incidenteel: {2023-2024: 6}}, bijgesteld: {2023-2024: 4}")
    assert [year["vastgesteld"] for year in years.values()] == [0, 6, 0]
