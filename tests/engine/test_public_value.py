"""What a net euro of the government brings to everybody else: 80 gained for 40 paid is 2."""

import pytest

from rendement.engine.plan import Actor
from rendement.engine.public_value import PublicValue, is_public, public_value
from rendement.engine.result import Balance

ACTORS = {
    "rijk": Actor("rijk", "Rijk", "overheid"),
    "gemeente": Actor("gemeente", "Gemeente", "overheid"),
    "client": Actor("client", "Cliënt", "burger"),
}
NOTHING_PAID = "de overheid betaalt per saldo niets, en de anderen winnen niet"


def test_only_the_government_pays_and_all_others_gain():
    """Rijk pays 40 net, gemeente gains 10, so 30 net; the client gains 80 and an unknown actor loses 20."""
    present = {
        "rijk": Balance(20.0, 60.0),
        "gemeente": Balance(30.0, 20.0),
        "client": Balance(90.0, 10.0),
        "fonds": Balance(0.0, 20.0),
    }
    found = public_value(present, ACTORS)
    assert (found.gain, found.cost, found.per_euro, found.reason) == (80 - 20, 40 - 10, 60 / 30, None)


@pytest.mark.parametrize(
    ("gain", "cost", "per_euro", "reason"),
    [
        (50.0, 0.5, 100.0, None),
        (50.0, 0.0, None, "verdient zich terug"),
        (50.0, -5.0, None, "verdient zich terug"),
        (0.5, 0.0, None, "verdient zich terug"),
        (0.0, 0.0, None, NOTHING_PAID),
        (-5.0, -5.0, None, NOTHING_PAID),
        (-5.0, 10.0, -0.5, None),
    ],
)
def test_where_nothing_is_paid_there_is_no_figure_but_a_reason(gain, cost, per_euro, reason):
    found = PublicValue(gain, cost)
    assert (found.per_euro, found.reason) == (per_euro, reason)


def test_what_adding_up_leaves_is_nothing():
    present = {"rijk": Balance(10.0, 10.0 + 1e-9), "client": Balance(1e-9, 0.0)}
    found = public_value(present, ACTORS, 1e-6)
    assert (found.gain, found.cost) == (0.0, 0.0)
    small = {"rijk": Balance(0.0, 0.5), "client": Balance(0.25, 0.0)}
    assert public_value(small, ACTORS).per_euro == 0.25 / 0.5  # without noise every amount counts


def test_whoever_is_not_known_is_no_government():
    assert [is_public(ACTORS, code) for code in ("rijk", "client", "fonds")] == [True, False, False]
