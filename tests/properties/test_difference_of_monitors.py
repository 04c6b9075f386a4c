"""What must hold of every difference between two monitors."""

import json
import random
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rendement.source.finding import UsageError
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate_source

often = settings(max_examples=40, deadline=None)

COLUMNS = {"2021": "realisatie", "2022": "realisatie", "2023": "prognose"}
FIGURES = (None, "totaal.bedragen.2022", "per_domein.jeugd.bedragen.2023", "totaal.groei.2023")

by_column = st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, st.integers(-900, 9000)))
clients = st.fixed_dictionaries(
    {"telt": st.just("uniek"), "2023": st.integers(0, 50), "2022": st.integers(0, 50)}
)


@st.composite
def nodes(draw, depth=1):
    """A post or a part of one: amounts, or parts; clients or none."""
    found = {}
    if depth and draw(st.booleans()):
        found["onderdelen"] = [draw(nodes(depth - 1)) for _ in range(draw(st.integers(1, 2)))]
    else:
        found["bedragen"] = draw(by_column) | {"2023": draw(st.integers(-900, 9000))}
    if draw(st.booleans()):
        found["aantallen"] = {"cliënten": draw(clients)}
    if draw(st.booleans()):
        found["domein"] = draw(st.sampled_from(("jeugd", "wmo")))
    return found


@st.composite
def monitors(draw):
    """The posts of a monitor, and the same with some posts, or keys of posts, of another."""
    one, other = (draw(st.lists(nodes(), min_size=1, max_size=3)) for _ in range(2))
    new = []
    for mine, theirs in zip(one, other, strict=False):
        keys = draw(st.lists(st.sampled_from(("bedragen", "aantallen", "domein")), min_size=1, max_size=3))
        taken = {key: theirs[key] for key in keys if key in theirs and (key != "bedragen" or key in mine)}
        silent = {"telt_mee": "nee", "reden": "r"} if draw(st.integers(0, 5)) == 0 else {}
        new.append({**mine, **taken, **silent})
    return one, new + (other[len(new) :] if len(other) > len(one) else one[len(new) :])


def named(items, name="p"):
    """The posts with names, which are the same in both monitors."""
    return [
        {**item, "naam": f"{name}{i}"}
        | ({"onderdelen": named(item["onderdelen"], f"{name}{i}-")} if "onderdelen" in item else {})
        for i, item in enumerate(items)
    ]


def computed(*monitors):
    found = []
    for posts in monitors:
        data = {"soort": "monitor", "naam": "M", "gemeente": "G", "kolommen": COLUMNS, "posten": posts}
        source, findings = parse(json.dumps(data), "monitor.yaml")
        found.append(calculate_source("monitor.yaml", source, findings, Options()))
        assert found[-1].monitor is not None, found[-1].findings
    return found


def compared(old, new, figure=None):
    try:
        return difference(old, new, ("oud", "nieuw"), figure)
    except UsageError:  # no column, or no such domain, on both sides
        assume(False)


def near(one, other, found):
    size = sum(abs(part.amounts[0]) for part in found.parts)
    return abs(float(one - other)) <= 1e-9 * (1 + float(size) + abs(found.figure.old or 0))


@often
@given(monitors(), st.sampled_from(FIGURES))
def test_the_parts_are_the_difference_and_no_part_is_nothing(pair, figure):
    found = compared(*computed(*map(named, pair)), figure)
    if found.reason:
        return
    gap = Fraction(found.figure.new) - Fraction(found.figure.old)
    assert sum(part.amounts[0] for part in found.parts) == (gap if found.parts else 0)
    assert all(part.amounts[0] for part in found.parts)


@often
@given(monitors(), st.sampled_from(FIGURES))
def test_swapping_the_sides_flips_every_sign_and_joins_the_same(pair, figure):
    old, new = computed(*map(named, pair))
    there, back = compared(old, new, figure), compared(new, old, figure)
    if there.figure.path != back.figure.path:  # the last column of the one is not that of the other
        return
    flipped = {part.paths: part.amounts[0] for part in back.parts}
    for part in there.parts:
        assert near(part.amounts[0], -flipped.pop(part.paths), there)
    assert not flipped
    assert {joint.what for joint in there.joints} == {joint.what for joint in back.joints}


@often
@given(monitors(), st.randoms(use_true_random=False))
def test_other_names_another_order_and_comments_change_nothing(pair, chance: random.Random):
    posts = [{"id": f"post-{number}", **item} for number, item in enumerate(named(pair[0]))]
    other = [{**item, "naam": f"Anders {number}"} for number, item in enumerate(posts)]
    chance.shuffle(other)
    found = compared(*computed(posts, other))
    assert (found.parts, dict(found.silent)) == ((), {"hernoemd": len(posts)})


@often
@given(monitors(), st.sampled_from(FIGURES))
def test_a_change_of_another_column_has_no_part(pair, figure):
    column = "2022" if figure == "totaal.bedragen.2022" else "2023"
    asked = {column, "2021" if column == "2022" else "2022"} if "groei" in (figure or "") else {column}
    old = named(pair[0])

    def elsewhere(items):
        return [
            {**item}
            | ({"onderdelen": elsewhere(item["onderdelen"])} if "onderdelen" in item else {})
            | (
                {"bedragen": {key: amount + (key not in asked) for key, amount in item["bedragen"].items()}}
                if "bedragen" in item
                else {}
            )
            for item in items
        ]

    found = compared(*computed(old, elsewhere(old)), figure)
    assert found.parts == ()
