"""The key tables of the programme page against the models."""

import re

import pytest

from doc_blocks import tables
from rendement.model.programme import CostRow, CoverRow, Measure, Programme, Saving, StaffRow

TABLES = tables("programma.md")
KEYS = {
    "Sleutels van een programma": [Programme],
    "Sleutels van een maatregel": [Measure],
    "Sleutels van een besparing": [Saving],
    "Sleutels van kosten, dekking en formatie": [CostRow, CoverRow, StaffRow],
}


@pytest.mark.parametrize("heading", KEYS)
def test_every_key_of_the_models_and_no_other(heading):
    rows = next(found[1:] for name, found in TABLES if name == heading)
    names = [re.match(r"`(\w+)`", row[0])[1] for row in rows]
    starred = {name for name, row in zip(names, rows, strict=True) if row[0].endswith("*")}
    assert len(names) == len(set(names))
    assert set(names) == {key for model in KEYS[heading] for key in model.model_fields}
    needed = [
        {key for key, field in model.model_fields.items() if field.is_required()} for model in KEYS[heading]
    ]
    assert starred == set.union(*needed)
