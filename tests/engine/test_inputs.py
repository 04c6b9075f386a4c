"""An input of a plan, and a ledger that describes its inputs when somebody asks."""

from rendement.engine.inputs import DISTRIBUTIONS, Input, Ledger, Origin, Spread


def test_an_input_says_no_more_than_was_written():
    item = Input("baten[0].aantal", "baten.winst.aantal", "Winst: aantal", None, "aantal", 6.0)
    assert (item.spread, item.bounds, item.fixed) == (None, (None, None), False)
    assert item.origin == Origin(file="", line=0, price_list=None, source=None)
    assert Spread("pert", 1.0, 3.0) == Spread("pert", 1.0, 3.0, mode=None, options=())


def test_inputs_are_described_once_and_only_for_whoever_asks():
    asked = []

    def describe():
        asked.append(1)
        return (Input("a", "a", "A", None, "bedrag", 1.0),)

    ledger = Ledger(describe)
    assert asked == []
    assert ledger.inputs is ledger.inputs
    assert len(asked) == 1


def test_a_plan_made_by_hand_has_no_inputs():
    assert Ledger().inputs == ()
    assert Ledger().count == 0


def test_the_ranges_are_the_inputs_with_a_spread():
    fixed = Input("a", "a", "A", None, "bedrag", 1.0)
    loose = Input("b", "b", "B", None, "bedrag", 2.0, spread=Spread("pert", 1.0, 3.0))
    assert Ledger(lambda: (fixed, loose), lambda: True).ranges == (loose,)


def test_where_no_range_was_written_nobody_describes_an_input():
    assert Ledger(lambda: 1 / 0, lambda: False).ranges == ()


def test_the_distributions_by_the_names_of_the_language():
    names = "pert driehoek uniform normaal lognormaal geteld discreet"
    assert " ".join(DISTRIBUTIONS) == names
