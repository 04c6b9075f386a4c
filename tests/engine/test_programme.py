"""A programme added up by actor and by kind of saving, on records alone."""

import pytest

from rendement.engine.programme import compute_programme, saving
from rendement.engine.programme_plan import AmountRow, Measure, ProgrammePlan, StaffRow, Tranche, YearAmount

TRANCHES = (
    Tranche("", "structureel", (2020, 2020), 10.0),
    Tranche("", "jaarlijks", (2021, 2021), 4.0, realised=True),
    Tranche("", "incidenteel", (2021, 2021), 1.0),
)
MEASURE = Measure(
    "maatregelen[0]",
    "M",
    "m",
    tranches=TRANCHES,
    investments=(YearAmount("", 2020, 3.0),),
    counterparty="rijk",
)


def programme(*measures, **rest):
    return ProgrammePlan(
        "P",
        "Plaats",
        (2020, 2021),
        None,
        "financieel",
        "gemeente",
        True,
        "nieuw",
        None,
        measures=measures,
        **rest,
    )


def test_every_kind_of_saving_apart():
    found = saving(TRANCHES, TRANCHES, programme())
    assert found.structural.by_year == {2020: 10.0, 2021: 10.0}
    assert found.yearly.by_year == {2020: 0.0, 2021: 4.0}
    assert found.once.by_year == {2020: 0.0, 2021: 1.0}
    assert found.in_place.by_year == {2020: 10.0, 2021: 15.0}
    assert found.realised.by_year == {2020: 0.0, 2021: 4.0}
    assert (found.booked, found.achieved) == (15.0, 4.0)


def test_by_actor_the_bearer_gets_what_others_do_not():
    """Saved 10 + 15, invested 3; a transfer, so the state loses what is saved; costs 2, staff half of 8."""
    plan = programme(
        MEASURE,
        costs=(AmountRow("", "Kosten", (YearAmount("", 2021, 2.0),)),),
        staff=(StaffRow("", "Formatie", (YearAmount("", 2020, 0.5),), 8.0),),
    )
    result = compute_programme(plan)
    assert result.by_actor == pytest.approx({"gemeente": 25 - 3 - 2 - 4, "rijk": -25})
    alone = compute_programme(programme(Measure("", "M", "m", tranches=TRANCHES)))
    assert alone.by_actor == {"gemeente": 25.0}


def test_staff_costs_its_number_times_its_rate():
    staff = StaffRow("", "Formatie", (YearAmount("", 2020, 0.5), YearAmount("", 2021, -0.25)), 8.0)
    assert staff.fte_by_year == {2020: 0.5, 2021: -0.25}
    assert staff.by_year == {2020: 8 * 0.5, 2021: 8 * -0.25}
