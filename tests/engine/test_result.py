"""A computed line: where it belongs."""

import pytest

from rendement.engine.compute import compute
from small_plans import line, plan, priced, share


@pytest.mark.parametrize(
    ("own", "parts", "domain"),
    [
        (None, ("jeugd", "jeugd"), "jeugd"),
        (None, ("jeugd", "wonen"), None),
        (None, (None,), None),
        ("zorg", ("jeugd", "wonen"), "zorg"),
        ("zorg", ("jeugd",), "zorg"),
    ],
)
def test_a_line_has_its_own_domain_or_the_only_one_of_its_parts(own, parts, domain):
    item = line(*(priced(1.0, domain=name) for name in parts), domain=own)
    assert compute(plan(item)).lines[0].domain == domain


def test_the_gross_amount_is_what_there_was_before_any_step():
    """100 of which half goes off: gross 100, not the 50 that is left."""
    (found,) = compute(plan(line(priced(100.0), chain=(share(0.5),)))).lines
    assert (found.gross, found.net) == (100.0, 50.0)
