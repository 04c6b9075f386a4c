"""What a record of the plan is when nothing is said."""

from rendement.engine.plan import Discount, Effect, Factor, Price
from rendement.engine.programme_plan import Measure, ProgrammePlan, Tranche
from small_plans import line, plan, priced


def test_a_record_says_no_more_than_was_written():
    assert priced(1.0).basket == ""
    assert line().form == "bedrag"
    assert plan().case_hash == ""
    assert Discount(((0, 0.0),), 2020) == Discount(((0, 0.0),), 2020, moment="begin", origin="")
    assert Effect() == Effect(lag=0, spell=(1.0,), spread=False, horizon=None)
    assert Price("", "prijs", 3.0).index == 1.0
    assert not Tranche("", "jaarlijks", None, 1.0).realised
    assert Measure("", "Maatregel", "maatregel").counted
    measured = ProgrammePlan("", "", (2020, 2020), None, "", "gemeente", True, None, None)
    assert measured.file_hash == ""


def test_a_part_is_worth_quantity_times_price_times_index():
    part = priced(100.0, quantity=3.0, index=1.5)
    assert part.amount == 300.0
    assert part.worth == 450.0


def test_records_are_values():
    assert Factor("a", "b", 1.0) == Factor("a", "b", 1.0)
    assert len({Factor("a", "b", 1.0), Factor("a", "b", 1.0), Factor("a", "b", 2.0)}) == 2
