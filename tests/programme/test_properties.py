"""What holds for every programme: the sum of its parts, any order, realised and expected, a split measure."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme_text import HEAD, data
from project import ROOT
from rendement.engine.programme_bridge import CHANGES, OUTCOMES, STEPS
from rendement.source.sums import total
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

FIRST, LAST = 2020, 2023
YEARS = range(FIRST, LAST + 1)
KINDS = ("structureel", "jaarlijks", "incidenteel")

often = settings(max_examples=40, deadline=None)

euros = st.integers(-90_000, 900_000)
costs = st.integers(0, 900_000)
year = st.sampled_from(YEARS).map(str)
span = st.sampled_from([f"{a}-{b}" for a in YEARS for b in YEARS if a < b])
by_year = st.dictionaries(year, costs, min_size=1, max_size=3)
words = st.sampled_from(["gerealiseerd", "verwacht"])


def savings(when):
    """A saving of any kinds, each one amount or amounts by such years."""
    amounts = st.dictionaries(when, euros, min_size=1, max_size=4) | euros
    return st.dictionaries(st.sampled_from(KINDS), amounts, min_size=1, max_size=3)


@st.composite
def measures(draw, when=year | span):
    """A measure with any saving; its status is one word, a word for some of its tranches, or not written."""
    measure = {"besparing": draw(savings(when)), "domein": draw(st.sampled_from(["jeugd", "wmo"]))}
    if draw(st.booleans()):
        measure["investering"] = draw(by_year)
    keys = sorted({key for kind in measure["besparing"].values() if isinstance(kind, dict) for key in kind})
    said = draw(st.sampled_from(["none", "one", "some"]))
    if said == "one":
        measure["status"] = draw(words)
    elif said == "some" and keys:
        measure["status"] = {key: draw(words) for key in keys if draw(st.booleans())} or draw(words)
    return measure


@st.composite
def programmes(draw, least=1, when=year | span):
    """A whole programme, as plain data."""
    listed = draw(st.lists(measures(when), min_size=least, max_size=4))
    rows = draw(st.lists(by_year, max_size=2))
    staff = draw(st.lists(st.dictionaries(year, st.integers(-5, 5), min_size=1, max_size=3), max_size=2))
    return {
        "periode": f"{FIRST}-{LAST}",
        "telling": draw(st.sampled_from(["nieuw", "stand"])),
        "taakstelling": {str(year): draw(costs) for year in YEARS},
        "dekking": [{"naam": "d", "bedragen": draw(by_year)}],
        "maatregelen": [{"naam": f"m{i}", **item} for i, item in enumerate(listed)],
        "kosten": [{"naam": f"k{i}", "bedragen": row} for i, row in enumerate(rows)],
        "formatie": [{"naam": f"f{i}", "fte": row, "tarief": 80_000} for i, row in enumerate(staff)],
    }


def compute(programme):
    """JSON is YAML as well; the programme lies at the root, so that it can name a case of the project."""
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in programme.items())
    return data(text, str(ROOT / "proef.yaml"))


def alone(programme, section, item):
    """The balance of a programme with one row and nothing else."""
    rows = {key: [] for key in ("maatregelen", "kosten", "formatie")}
    return compute({**programme, **rows, section: [item]})["totaal"]["saldo"]


@often
@given(programmes())
def test_the_balance_is_the_sum_of_everything_run_alone(programme):
    parts = [
        alone(programme, section, item)
        for section in ("maatregelen", "kosten", "formatie")
        for item in programme[section]
    ]
    assert compute(programme)["totaal"]["saldo"] == sum(parts)


@pytest.mark.parametrize("name", ["zoveel-meer", "broedplaats", "crisisteam"])
@settings(max_examples=8, deadline=None)
@given(item=measures())
def test_a_case_adds_what_it_is_alone(name, item):
    """Over all years of the case; amounts are not whole euros here, so to a hundredth of a cent."""
    file = f"cases/zoetermeer/{name}.yaml"
    case = contract(calculate(str(ROOT / file), Options(perspective="gemeente")))
    programme = {"periode": "2015-2040", "maatregelen": [{"naam": "m", **item}]}
    own = compute(programme)["totaal"]["saldo"]
    programme["maatregelen"].append({"casus": file})
    both = compute(programme)["totaal"]["saldo"]
    assert both == pytest.approx(own + case["totaal"]["rendement"], abs=1e-4)


@often
@given(programmes(), st.randoms(use_true_random=False))
def test_order_changes_no_bit(programme, chance):
    shuffled = dict(programme)
    for section in ("maatregelen", "kosten", "formatie"):
        shuffled[section] = chance.sample(programme[section], len(programme[section]))
    before, after = compute(programme), compute(shuffled)
    for key in ("totaal", "per_jaar", "per_domein", "per_actor", "niet_per_jaar"):
        assert before[key] == after[key]


def test_order_changes_no_bit_of_amounts_that_do_not_add_up_exactly():
    """0,1 and friends: plain addition would round differently in another order."""
    amounts = [(-1) ** i * 0.1 * 7**i % 10**9 for i in range(60)]
    rows = [
        {"naam": f"m{i}", "besparing": {"structureel": {"2020": f"{amount:.5f}"}}}
        for i, amount in enumerate(amounts)
    ]
    before = compute({"periode": "2020", "maatregelen": rows})
    after = compute({"periode": "2020", "maatregelen": rows[::-1]})
    assert before["totaal"] == after["totaal"]
    assert total(float(f"{a:.5f}") for a in amounts) != total(float(f"{a:.5f}") for a in reversed(amounts))


@often
@given(programmes())
def test_realised_and_expected_are_the_total(programme):
    found = compute(programme)
    for figures in (found["totaal"], *found["per_jaar"].values(), *found["per_domein"].values()):
        assert figures["gerealiseerd"] + figures["verwacht"] == figures["realisatie"]
    for item in found["maatregelen"]:
        assert (item["gerealiseerd"] == item["gepland"]) or item["status"] != "gerealiseerd"


def halves(draw, item):
    """A measure as two: every amount divided over them, the status with both."""
    first, second = {}, {}
    for kind, amounts in item["besparing"].items():
        if isinstance(amounts, dict):
            part = {key: draw(euros) for key in amounts}
            first[kind], second[kind] = part, {key: amounts[key] - part[key] for key in amounts}
        else:
            first[kind] = draw(euros)
            second[kind] = amounts - first[kind]
    one, two = {**item, "besparing": first}, {**item, "besparing": second, "naam": "de andere helft"}
    two.pop("investering", None)
    return [one, two]


@often
@given(programmes(), st.data())
def test_a_measure_split_in_two_changes_nothing(programme, source):
    first, *rest = programme["maatregelen"]
    split = {**programme, "maatregelen": [*halves(source.draw, first), *rest]}
    before, after = compute(programme), compute(split)
    for key in ("totaal", "per_jaar", "per_domein", "per_actor", "niet_per_jaar"):
        assert before[key] == after[key]


@often
@given(programmes())
def test_a_measure_split_by_its_tranches_changes_nothing(programme):
    """Every amount a measure of its own, with the status that it had."""
    parts = []
    for item in programme["maatregelen"]:
        status = item.get("status", "verwacht")
        for kind, amounts in item["besparing"].items():
            for key, amount in (amounts if isinstance(amounts, dict) else {None: amounts}).items():
                own = status.get(key, "verwacht") if isinstance(status, dict) else status
                saved = {kind: amount if key is None else {key: amount}}
                part = {"naam": f"p{len(parts)}", "domein": item["domein"], "besparing": saved, "status": own}
                parts.append(part)
        parts[-1] |= {key: item[key] for key in ("investering",) if key in item}
    before, after = compute(programme), compute({**programme, "maatregelen": parts})
    for key in ("totaal", "per_jaar", "per_domein", "niet_per_jaar"):
        assert before[key] == after[key]


@often
@given(programmes())
def test_figures_of_a_year_fit_each_other(programme):
    found = compute(programme)
    for figures in (found["totaal"], *found["per_jaar"].values()):
        spent = figures["investering"] + figures["kosten"] + figures["formatie"]
        assert figures["saldo"] == figures["in_plaats"] - spent
        kinds = figures["structureel"] + figures["jaarlijks"] + figures["incidenteel"]
        assert figures["in_plaats"] == kinds
        assert figures["verschil"] == figures["realisatie"] + figures["dekking"] - figures["taakstelling"]
        assert figures["realisatie"] == figures["nieuw" if programme["telling"] == "nieuw" else "in_plaats"]


@often
@given(programmes())
def test_what_ran_up_and_what_has_no_year_is_the_total(programme):
    found = compute(programme)
    last = found["per_jaar"][str(LAST)]
    undated = sum(sum(item["zonder_jaar"].values()) for item in found["maatregelen"])
    assert last["cumulatief_saldo"] + undated == found["totaal"]["saldo"]
    assert last["cumulatief"] + undated == found["totaal"]["verschil"]


@often
@given(st.lists(st.tuples(year, euros), min_size=1, max_size=6))
def test_new_structural_savings_run_up_to_what_stands(pairs):
    rows = [
        {"naam": f"m{i}", "besparing": {"structureel": {key: amount}}}
        for i, (key, amount) in enumerate(pairs)
    ]
    found = compute({"periode": f"{FIRST}-{LAST}", "maatregelen": rows})["per_jaar"]
    run = 0
    for figures in found.values():
        run += figures["nieuw"]
        assert figures["in_plaats"] == run


@often
@given(programmes())
def test_nesting_changes_no_figure(programme):
    """The same programme as the only measure of another one."""
    with TemporaryDirectory() as folder:
        text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in programme.items())
        (Path(folder) / "deel.yaml").write_text(HEAD.replace("Proef", "Deel") + text, encoding="utf-8")
        outer = f"periode: {FIRST}-{LAST}\nmaatregelen: [{{programma: deel.yaml}}]\n"
        nested, flat = data(outer, str(Path(folder) / "x.yaml")), compute(programme)
    for key in ("totaal", "per_jaar", "per_domein", "per_actor", "niet_per_jaar", "structureel"):
        assert nested[key] == flat[key]


@st.composite
def adjusted(draw):
    """A programme by single years of which some plans were adjusted, or realised, in some of them."""
    programme = draw(programmes(when=year))
    for item in programme["maatregelen"]:
        kinds = {kind: amounts for kind, amounts in item["besparing"].items() if isinstance(amounts, dict)}
        for key in ("bijgesteld", "gerealiseerd"):
            found = {
                kind: {y: draw(euros) for y in amounts if draw(st.booleans())}
                for kind, amounts in kinds.items()
            }
            if any(found.values()):
                item[key] = {kind: amounts for kind, amounts in found.items() if amounts}
        if "gerealiseerd" in item:
            item.pop("status", None)
    return programme


@often
@given(programmes())
def test_the_rows_of_the_budget_are_the_money_of_the_municipality(programme):
    found = compute(programme)
    budget = found["begroting"]
    for year, part in budget["per_jaar"].items():
        own = found["per_jaar"][year]
        spent = sum(own[key] or 0.0 for key in ("investering", "kosten", "formatie"))
        assert part["lasten"] == pytest.approx(spent, abs=1e-6)
        assert part["baten"] == pytest.approx(own["in_plaats"] or 0.0, abs=1e-6)
        assert part["saldo"] == -part["lasten"]  # no measure here says that it is cashable
    whole = budget["totaal"]
    net = found["per_actor"]["gemeente"]["saldo"]
    assert whole["baten"] - whole["lasten"] == pytest.approx(net, abs=1e-6)
    assert whole["baten"] == pytest.approx(whole["niet_opgegeven"], abs=1e-6)
    apart = budget["niet_per_jaar"]["baten"]
    assert sum(part["baten"] for part in budget["per_jaar"].values()) + apart == pytest.approx(
        whole["baten"], abs=1e-6
    )


@often
@given(adjusted())
def test_the_steps_of_the_bridge_add_up(programme):
    """By year and measure, and the measures to the whole; realised is what measures call so."""
    found = compute(programme)
    if "brug" not in found:
        return
    bridge = found["brug"]
    for part in (bridge, *bridge["maatregelen"]):
        for steps in (*part["per_jaar"].values(), part["totaal"]):
            assert steps["vastgesteld"] + sum(steps[key] for key in CHANGES) == steps["bijgesteld"]
            assert sum(steps[key] for key in OUTCOMES) == steps["bijgesteld"]
    for step in STEPS:
        whole = sum(item["totaal"][step] for item in bridge["maatregelen"])
        assert whole == bridge["totaal"][step]
    assert bridge["totaal"]["gerealiseerd"] == sum(item["gerealiseerd"] for item in found["maatregelen"])
    assert sum(item["gepland"] for item in found["maatregelen"]) == bridge["totaal"]["bijgesteld"]


MONITOR = """
soort: monitor
naam: M
gemeente: V
kolommen: {2020: realisatie, 2021: realisatie, 2022: realisatie}
posten:
  - {naam: A, bedragen: {2020: 5, 2021: 7, 2022: 6}, aantallen: {cliënten: {2020: 1, 2021: 2, 2022: 3}}}
  - {naam: B, bedragen: {2020: 5, 2021: 7}}
"""


@often
@given(programmes(), st.data())
def test_naming_a_post_of_a_monitor_changes_no_figure(programme, source):
    """And what measures save on a post is theirs together."""
    posts = [source.draw(st.sampled_from(["a", "b", None])) for _ in programme["maatregelen"]]
    pairs = zip(programme["maatregelen"], posts, strict=True)
    named = [{**item, "monitor": "m.yaml", "post": post} if post else item for item, post in pairs]
    with TemporaryDirectory() as folder:
        (Path(folder) / "m.yaml").write_text(MONITOR, encoding="utf-8")
        text = "".join(
            f"{key}: {json.dumps(value)}\n" for key, value in {**programme, "maatregelen": named}.items()
        )
        found, plain = data(text, str(Path(folder) / "x.yaml")), compute(programme)
    beside = found.pop("monitor", [])
    for key in plain.keys() - {"herkomst", "bevindingen"}:
        assert found[key] == plain[key]
    assert len(beside) == len(set(posts) - {None})
    for post in beside:
        own = [item for item in plain["maatregelen"] if item["pad"] in post["maatregelen"]]
        for year, moved in post["per_jaar"].items():
            before = str(int(year) - 1)
            assert moved["besparing"] == sum(
                item["in_plaats"][year] - item["in_plaats"][before] for item in own
            )
