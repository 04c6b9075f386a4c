"""The rows of the budget are the money of the municipality in the contract, and of nobody else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_result import data, size
from random_cases import cases

often = settings(max_examples=60, deadline=None)
MANY = 12
SAID = st.lists(st.sampled_from([None, "ja", "nee", "40%"]), min_size=MANY, max_size=MANY)
NATURES = st.lists(st.sampled_from([None, "structureel", "incidenteel"]), min_size=MANY, max_size=MANY)
FIELDS = st.lists(st.sampled_from([None, "6.1", "6.2"]), min_size=MANY, max_size=MANY)


def told(case, said, natures, fields):
    """The case, of which lines say whether they are cashable, whether they last and where they stand."""
    words = [
        {"verzilverbaar": cash, "soort": nature, "taakveld": field}
        for cash, nature, field in zip(said, natures, fields, strict=True)
    ]
    for side in ("baten", "kosten"):
        for number, line in enumerate(case.get(side, ())):
            own = words[number % MANY] | ({} if side == "baten" else {"verzilverbaar": None})
            line.update({key: word for key, word in own.items() if word is not None})
    return case


@often
@given(cases(), SAID, NATURES, FIELDS)
def test_the_rows_are_what_the_contract_has_of_the_municipality(case, said, natures, fields):
    result = data(told(case, said, natures, fields))
    own = result["per_actor"].get("gemeente")
    assert ("begroting" in result) == (own is not None)
    if own is None:
        return
    found = result["begroting"]

    def close(one, other):
        return one == pytest.approx(other, rel=1e-9, abs=1e-9 * size(result))

    for year, part in found["per_jaar"].items():
        assert close(part["baten"] - part["lasten"], own["per_jaar"].get(year, 0.0))
    whole = found["totaal"]
    assert close(whole["baten"], own["baten"])
    assert close(whole["lasten"], own["kosten"])
    for part in (*found["per_jaar"].values(), whole):
        rows = ("verzilverbaar", "niet_verzilverbaar", "niet_opgegeven")
        assert close(sum(part[key] for key in rows), part["baten"])
        assert close(sum(part["lasten_naar_soort"].values()), part["lasten"])
        assert close(sum(part["verzilverbaar_naar_soort"].values()), part["verzilverbaar"])
        assert close(part["verzilverbaar"] - part["lasten"], part["saldo"])
    for key in ("lasten", "verzilverbaar", "saldo"):
        assert close(sum(part[key] for part in found["per_jaar"].values()), whole[key])
        assert close(sum(part["totaal"][key] for part in found["per_taakveld"].values()), whole[key])
