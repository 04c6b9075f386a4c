"""Any case with ranges for how long, in its lists of amounts and in its curves: a row of draws is a case."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_result import FOLDER, price_list, shown
from project import times
from random_cases import cases
from random_ranges import SPREADS, widened
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.draw_table import draw_table
from rendement.study.draws import uncertainty
from rendement.study.pipeline import calculate_source
from rendement.study.recording_return import RETURN


def computed(case, *sets):
    name = str(FOLDER / "casus.yaml")
    return calculate_source(name, *parse(json.dumps(shown(case), indent=1), name), Options(sets))


def as_written(value):
    text = np.format_float_positional(value, trim="-")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


@settings(max_examples=times(40, 1000), deadline=None)
@given(cases(), st.sampled_from(SPREADS))
def test_a_row_put_back_is_that_row(case, distribution):
    price_list()
    case = widened(case, distribution)
    calculation = computed(case)
    assert calculation.result is not None, calculation.findings
    rows = draw_table(calculation, 2, 1)
    inputs = [path for path in rows if path.rpartition(".")[2] not in ("netto", "rendement")]
    for i in range(2 if inputs else 0):
        again = computed(case, *(f"{path}={as_written(rows[path][i])}" for path in inputs)).result
        assert again is not None
        money = 1 + again.nothing * 1e12
        assert not again.valued or abs(again.total.net - rows[RETURN][i]) <= 1e-9 * money
        for item in again.lines:
            assert item.net == pytest.approx(rows[f"{item.line.path}.netto"][i], rel=1e-9, abs=1e-9 * money)


@settings(max_examples=times(25, 500), deadline=None)
@given(cases(), st.sampled_from(SPREADS[:3]))
def test_the_years_are_the_whole_in_every_draw(case, distribution):
    """The means of the years add up to that of the return, and no year that was reached is missing."""
    price_list()
    calculation = computed(widened(case, distribution))
    found = uncertainty(calculation, 50, 1)
    money = 1 + calculation.result.nothing * 1e12
    for side in ("benefits", "costs"):
        added = sum(getattr(bands, side).mean for bands in found.years.values())
        assert added == pytest.approx(getattr(found, side).mean, rel=1e-9, abs=1e-9 * money)
    assert set(map(str, calculation.result.by_year)) <= set(found.years)
