"""An input of a plan, and a ledger that describes its inputs when somebody asks."""

from rendement.engine.inputs import Input, Ledger, Origin, Spread


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
