"""What must hold of every difference between two programmes, with a case and a programme in them."""

import json
import random
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from case_result import FOLDER, price_list, shown
from changed_cases import pairs
from rendement.source.finding import UsageError
from rendement.study.calculation import Options
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate

often = settings(max_examples=25, deadline=None)

YEARS = ("2018", "2019", "2020", "2021")
HEAD = {"soort": "programma", "gemeente": "G", "telling": "nieuw"}
FIGURES = (
    None,
    *("totaal.verschil", "totaal.investering", "totaal.gerealiseerd", "per_jaar.2020.saldo"),
    *("per_actor.gemeente.saldo", "per_domein.jeugd.saldo", "structureel.saldo"),
    *("per_blok.jeugd.per_jaar.2020.verschil", "per_blok.overig.per_jaar.2020.cumulatief"),
    *("begroting.totaal.na_dekking", "begroting.per_taakveld.jeugd.totaal.saldo"),
)
LATER = ("bijgesteld", "gerealiseerd")

euros = st.integers(-900, 9000)
costs = st.integers(0, 9000)
by_year = st.dictionaries(st.sampled_from(YEARS), costs, min_size=1, max_size=3)


@st.composite
def measures(draw):
    """A measure with some of its keys."""
    amounts = st.dictionaries(st.sampled_from(YEARS), euros, min_size=1, max_size=3)
    kinds = st.sampled_from(("structureel", "jaarlijks", "incidenteel"))
    found = {"besparing": draw(st.dictionaries(kinds, amounts, min_size=1, max_size=2))}
    others = {
        "investering": by_year,
        "status": st.sampled_from(("gerealiseerd", "verwacht")),
        "domein": st.sampled_from(("jeugd", "wmo")),
        "tegenpartij": st.sampled_from(("client", "rijk")),
        "telt_mee": st.just("nee"),
        "verzilverbaar": st.sampled_from(("ja", "50%")),
        "taakveld": st.sampled_from(("jeugd", "wmo")),
    }
    found |= {key: draw(value) for key, value in others.items() if draw(st.booleans())}
    later = st.dictionaries(st.sampled_from(YEARS), euros, min_size=1, max_size=2)
    return found | {key: draw(later) for key in LATER if draw(st.booleans())}


def valid(measure):
    """A measure without what its other keys forbid."""
    refused = set(LATER) if len(measure.get("besparing", ())) > 1 else set()
    if "gerealiseerd" in measure.keys() - refused:
        refused |= {"status"}
    kept = {key: value for key, value in measure.items() if key not in refused}
    return kept | ({"reden": "r"} if "telt_mee" in kept else {})


@st.composite
def rows(draw):
    """What a programme lists beside its period and its target."""
    staff = {"fte": draw(by_year), "tarief": draw(st.integers(1, 90))}
    return {
        "maatregelen": draw(st.lists(measures(), min_size=1, max_size=3)),
        "kosten": [{"bedragen": draw(by_year)}],
        "formatie": [staff] if draw(st.booleans()) else [],
    }


@st.composite
def changed(draw, rows_of_it, ends=(2021,)):
    """A programme, and the same with some keys of another."""
    both, target = [], draw(st.booleans())
    one, other = draw(rows_of_it), draw(rows_of_it)
    new = {section: [dict(item) for item in items] for section, items in one.items()}
    for section, items in new.items():
        for mine, theirs in zip(items, other[section], strict=False):
            for key in draw(st.lists(st.sampled_from(sorted(theirs)), min_size=1, max_size=3)):
                mine[key] = theirs[key]
    if draw(st.booleans()):
        new["maatregelen"].append(draw(measures()))
    for found in (one, new):
        named = {
            section: [{"naam": f"{section[0]}{number}"} | valid(item) for number, item in enumerate(items)]
            for section, items in found.items()
        }
        blocks = {"per": "domein", "jeugd": draw(by_year)}
        goal = {"taakstelling": draw(st.one_of(by_year, st.just(blocks)))} if target else {}
        both.append({"periode": f"2018-{draw(st.sampled_from(ends))}", **named, **goal})
    return tuple(both)


@st.composite
def programmes(draw):
    """A programme twice, with another programme and a case in it that may have changed as well."""
    outer, inner = draw(changed(rows(), (2021, 2022))), draw(changed(rows()))
    return [*zip(outer, inner, draw(pairs(lines=2)), strict=True)]


def computed(*sides, **options):
    """Both computed; a mix of two may be none. JSON is YAML as well."""
    price_list()
    found = []
    for number, (outer, inner, case) in enumerate(sides):
        files = {"casus": case, "deel": HEAD | {"naam": "Deel"} | inner, "p": HEAD | {"naam": "P"} | outer}
        files["p"]["maatregelen"] = [
            *files["p"]["maatregelen"],
            {"casus": f"casus-{number}.yaml"},
            {"programma": f"deel-{number}.yaml"},
        ]
        for name, content in files.items():
            (FOLDER / f"{name}-{number}.yaml").write_text(json.dumps(shown(content)), "utf-8")
        asked = Options(**(options if number else {}))
        found.append(calculate(str(FOLDER / f"p-{number}.yaml"), asked))
        assume(found[-1].programme is not None)
    return found


def compared(old, new, figure=None):
    try:
        return difference(old, new, ("oud", "nieuw"), figure)
    except UsageError:  # neither has that domain, or a target
        assume(False)


def near(one, other, found):
    size = sum(abs(part.amounts[0]) for part in found.parts)
    return abs(float(one - other)) <= 1e-9 * (1 + float(size) + abs(found.figure.old or 0))


@often
@given(programmes(), st.sampled_from(FIGURES))
def test_the_parts_are_the_difference_and_no_part_is_nothing(sides, figure):
    found = compared(*computed(*sides), figure)
    if found.reason:
        return
    assert sum(part.amounts[0] for part in found.parts) == (
        Fraction(found.figure.new) - Fraction(found.figure.old) if found.parts else 0
    )
    for part in found.parts:
        assert part.amounts[0]
        assert near(sum(amounts[0] for *_, amounts in part.by_line), part.amounts[0], found)


@often
@given(programmes(), st.sampled_from(FIGURES))
def test_swapping_the_sides_flips_every_sign_and_joins_the_same(sides, figure):
    old, new = computed(*sides)
    there, back = compared(old, new, figure), compared(new, old, figure)
    flipped = {part.paths: part.amounts[0] for part in back.parts}
    for part in there.parts:
        assert near(part.amounts[0], -flipped.pop(part.paths), there)
    assert not flipped
    assert {frozenset(joint.what) for joint in there.joints} == {
        frozenset(joint.what) for joint in back.joints
    }


@often
@given(programmes())
def test_what_is_the_same_has_no_parts(sides):
    (old,) = computed(sides[0])
    found = compared(old, old)
    assert (found.parts, found.silent) == ((), ())


@often
@given(programmes(), st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_nothing(sides, chance: random.Random):
    outer, inner, case = sides[0]
    other = []
    for programme in (outer, inner):
        shuffled = dict(programme)
        for section in ("maatregelen", "kosten", "formatie"):
            items = [{**item, "naam": f"{item['naam']} anders"} for item in programme[section]]
            shuffled[section] = chance.sample(items, len(items))
        other.append(shuffled)
    old, new = computed((outer, inner, case), (*other, case))
    named = compared(old, new)
    # rows of the same content cannot be told apart by their content alone
    if not named.parts:
        assert {name for name, _ in named.silent} <= {"hernoemd"}
    same = [
        {**programme, "maatregelen": [*reversed(programme["maatregelen"])], "toelichting": "t"}
        for programme in (outer, inner)
    ]
    found = compared(*computed((outer, inner, case), (*same, case)))
    assert (found.parts, dict(found.silent)) == ((), {"toelichting": 2})


@often
@given(programmes(), costs, costs)
def test_a_scenario_is_the_file_with_its_changes_written_in(sides, amount, rate):
    outer, inner, case = sides[0]
    changes = {
        "kosten.k0.bedragen": {"2019": amount},
        "maatregelen.deel.kosten.k0.bedragen": {"2020": rate},
    }
    with_scenario = {**outer, "scenarios": {"anders": changes}}
    written = {**outer, "kosten": [{"naam": "k0", "bedragen": {"2019": amount}}]}
    inside = {**inner, "kosten": [{"naam": "k0", "bedragen": {"2020": rate}}]}
    old, by_hand = computed((with_scenario, inner, case), (written, inside, case))
    hand = compared(old, by_hand)
    scenario = compared(*computed(*[(with_scenario, inner, case)] * 2, scenario="anders"))
    assert {part.paths: part.amounts for part in scenario.parts} == {
        part.paths: part.amounts for part in hand.parts
    }
    assert len(hand.parts) <= 2
