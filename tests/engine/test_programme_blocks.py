"""In which block of a target a saving counts."""

from types import SimpleNamespace

import pytest

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.programme_blocks import block_of

BLOCKS = (SimpleNamespace(name="jeugd"), SimpleNamespace(name="wmo"))


@pytest.mark.parametrize(
    ("by", "domain", "group", "block"),
    [
        ("domein", "jeugd", "wmo", "jeugd"),
        ("groep", "jeugd", "wmo", "wmo"),
        ("domein", "sport", None, NO_DOMAIN),
        ("domein", None, "jeugd", NO_DOMAIN),
    ],
)
def test_by_domain_or_by_group_and_apart_where_no_block_has_that_name(by, domain, group, block):
    plan = SimpleNamespace(block_by=by, blocks=BLOCKS)
    assert block_of(plan, SimpleNamespace(domain=domain, group=group)) == block
