"""Who bears a line, to the euro."""

from dataclasses import replace

import pytest

from rendement.engine.bearers import borne, shares
from rendement.engine.line import compute_line
from rendement.engine.plan import Bearer, Effect, Factor
from rendement.engine.result import Borne, Flow
from small_plans import line, plan, priced, share


@pytest.mark.parametrize(
    ("bearers", "net", "expected"),
    [
        ([Bearer("a", share=1.0)], 50.0, [("a", 1.0)]),
        ([Bearer("a", share=0.25), Bearer("b", share=0.75)], 50.0, [("a", 0.25), ("b", 0.75)]),
        ([Bearer("a"), Bearer("b", share=0.75)], 50.0, [("a", 0.25), ("b", 0.75)]),
        ([Bearer("a", amount=10.0), Bearer("b")], 50.0, [("a", 0.2), ("b", 0.8)]),
        (
            [Bearer("a", amount=10.0), Bearer("b", share=0.5), Bearer("c")],
            50.0,
            [("a", 0.2), ("b", 0.5), ("c", 0.3)],
        ),
        ([Bearer("a", amount=10.0), Bearer("b")], 0.0, [("a", 0.0), ("b", 1.0)]),
        # 60 of 40 is all of it; 40 beside a half of 50 is no more than the other half
        ([Bearer("a", amount=60.0), Bearer("b")], 40.0, [("a", 1.0), ("b", 0.0)]),
        (
            [Bearer("a", share=0.5), Bearer("b", amount=40.0), Bearer("c")],
            50.0,
            [("a", 0.5), ("b", 0.5), ("c", 0.0)],
        ),
        ([Bearer("a", amount=10.0), Bearer("b")], -50.0, [("a", 0.0), ("b", 1.0)]),
        # without a rest in proportion: 40 to 60, also of 50; 10 to 30 of what a half leaves
        ([Bearer("a", amount=40.0), Bearer("b", amount=60.0)], 50.0, [("a", 0.4), ("b", 0.6)]),
        (
            [Bearer("a", share=0.5), Bearer("b", amount=10.0), Bearer("c", amount=30.0)],
            100.0,
            [("a", 0.5), ("b", 0.125), ("c", 0.375)],
        ),
    ],
)
def test_shares_of_a_net_amount(bearers, net, expected):
    found = shares(bearers, net)
    assert [actor for actor, _ in found] == [actor for actor, _ in expected]
    assert [share for _, share in found] == pytest.approx([share for _, share in expected])


def test_a_rest_that_is_only_what_adding_up_leaves_is_nothing():
    """Of 1 and of the shares together a billionth of a thousandth: 2 x 10^-12 here."""
    left = [shares([Bearer("a", share=1 - share), Bearer("b")], 50.0)[1][1] for share in (1.5e-12, 2.5e-12)]
    assert left == [0.0, pytest.approx(2.5e-12, rel=1e-3)]


def test_flows_by_actor_and_domain():
    item = line(
        priced(100.0, "gemeente", quantity=2.0, domain="jeugd", index=1.5),
        priced(10.0, "gemeente", domain="wonen"),
        priced(30.0, "rijk", domain="jeugd", counterparty="client"),
        priced(5.0, "rijk", domain="jeugd"),
    )
    result = compute_line(plan(item), item)
    assert borne(item, 4.0, 1.0)[2] == Borne(120.0, (("rijk", 1.0),), "client", "jeugd")
    assert replace(result, borne=borne(item, 4.0, 1.0)).flows == (
        Flow("gemeente", "jeugd", 1200.0),
        Flow("gemeente", "wonen", 40.0),
        Flow("rijk", "jeugd", 140.0),
        Flow("client", "jeugd", -120.0),
    )


def test_a_fixed_amount_is_of_the_whole_line():
    """Two parts of 100 and 300, counted twice over a weight of 3: net 2.400, and 600 is a quarter of it."""
    bearers = (Bearer("rijk", amount=600.0), Bearer("gemeente"))
    item = line(priced(100.0, bearers=bearers), priced(300.0, bearers=bearers, index=1.0))
    shared = (("rijk", 0.25), ("gemeente", 0.75))
    assert borne(item, 2.0, 3.0) == (Borne(200.0, shared), Borne(600.0, shared))


def test_a_fixed_amount_is_found_in_what_a_line_leaves():
    bearers = (Bearer("rijk", amount=60.0), Bearer("gemeente"))
    item = line(
        priced(100.0, bearers=bearers, index=1.2),
        effect=Effect(spell=(1.0,) * 5, horizon=2022),
        chain=(share(0.5),),
        quantity=(Factor("", "aantal", 2.0),),
    )
    result = compute_line(plan(item), item)
    assert result.net == pytest.approx(2 * 120 * 0.5 * 3)
    assert result.by_actor == pytest.approx({"rijk": 60.0, "gemeente": 300.0})
    assert result.unit_for(frozenset({"rijk"})) * result.cut_weight == pytest.approx(60 * 2 / 3)


def test_a_set_of_actors_gets_the_shares_of_its_own_less_the_counterparty():
    part = Borne(80.0, (("a", 0.25), ("b", 0.75)), counterparty="c")
    assert part.unit_for(frozenset("a")) == 20.0
    assert part.unit_for(frozenset("ab")) == 80.0
    assert part.unit_for(frozenset("ac")) == -60.0
    assert part.unit_for(frozenset("c")) == -80.0
    assert part.unit_for(frozenset("d")) == 0.0
    assert [part.concerns(frozenset(actors)) for actors in ("a", "c", "d")] == [True, True, False]


def test_a_transfer_within_a_set_is_exactly_nothing():
    assert 0.7 + 0.2 + 0.1 != 1
    part = Borne(1e6 / 3, (("a", 0.7), ("b", 0.2), ("c", 0.1)), counterparty="d")
    assert part.unit_for(frozenset("abcd")) == 0.0
    assert part.unit_for(frozenset("abc")) == 1e6 / 3
