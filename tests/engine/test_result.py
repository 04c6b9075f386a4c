"""A computed line: where it belongs."""

import pytest

from rendement.engine.compute import compute
from small_plans import line, plan, priced


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
