"""What a monitor is made of, before anything is computed."""

import pytest

from rendement.engine.monitor_plan import (
    EURO,
    FLOW,
    STAFF,
    STANDING,
    UNIQUE,
    Column,
    MonitorPlan,
    Step,
)


def plan(**columns):
    made = {key: Column(key, "realisatie", months) for key, months in columns.items()}
    return MonitorPlan("Monitor", "Plaats", made, (), EURO, 1.0, "hash")


def test_the_words_of_the_language():
    assert (UNIQUE, STANDING, FLOW, EURO, STAFF) == ("uniek", "stand", "stroom", "euro", "fte")


@pytest.mark.parametrize(
    ("one", "other", "comparable"),
    [((0, 11), (12, 23), True), ((0, 11), (12, 14), False), (None, (0, 11), False), (None, None, False)],
)
def test_columns_of_as_many_months_may_be_compared(one, other, comparable):
    assert plan(a=one, b=other).comparable(("a", "b")) is comparable


def test_a_step_without_amount_or_index_comes_to_nothing():
    assert Step("stap", "Stap").comes_to(500.0) == 0.0
    assert Step("stap", "Stap", rate=0.07).comes_to(500.0) == 500.0 * 0.07
