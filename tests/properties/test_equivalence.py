"""Changes of the file that change nothing but names."""

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from case_result import FOLDER, data, price_list, size, times
from random_cases import cases
from rendement.model.index_files import bundled_series

often = settings(max_examples=50, deadline=None)
SIDES = ("baten", "kosten")


counts = st.integers(0, 24).map(lambda quarters: quarters / 4)


def same_totals(one, other):
    """Every total of two results, to what adding in another order may leave."""
    slack = 1e-9 * (size(one) + size(other))
    for key in ("baten", "kosten"):
        assert one["totaal"][key] == pytest.approx(other["totaal"][key], rel=1e-9, abs=slack)
        present, again = one["totaal"]["contante_waarde"][key], other["totaal"]["contante_waarde"][key]
        assert present == pytest.approx(again, rel=1e-9, abs=slack)
    cut = one["totaal"]["afgekapt_na_horizon"]
    assert cut == pytest.approx(other["totaal"]["afgekapt_na_horizon"], rel=1e-9, abs=slack)
    for table in ("per_jaar", "per_actor", "per_domein"):
        for key, row in one[table].items():
            again = other[table].get(key, {"baten": 0.0, "kosten": 0.0})
            for side in SIDES:
                assert row[side] == pytest.approx(again[side], rel=1e-9, abs=slack), (table, key)


def text(case):
    """The whole result as JSON, but for the hash of the text and what is said of it."""
    result = data(case)
    result["herkomst"]["casus"] = ""
    del result["bevindingen"]
    return json.dumps(result)


@often
@given(cases())
def test_one_year_without_a_curve_is_what_nothing_said_means(case):
    for line in case.get("baten", ()):
        for key in ("over_jaren", "duur", "afname", "ingroei", "blijfkans"):
            line.pop(key, None)
        if isinstance(line.get("terugval"), dict) or line.get("terugval") == "verloop/terugval":
            line.pop("terugval")
    before = text(case)
    for line in case.get("baten", ()):
        line["duur"] = 1
    assert text(case) == before


def plain(result):
    """A result without the hash of its text, and without what is said of it."""
    result["herkomst"]["casus"] = ""
    del result["bevindingen"]
    return result


@often
@given(cases())
def test_a_factor_of_one_changes_nothing(case):
    before = plain(data(case))
    for line in all_lines(case):
        line["factoren"] = line.get("factoren", {}) | {"een": 1, "alles": "100%"}
    assert plain(data(case)) == before


def own_series(name, times=1):
    """Write the consumer prices as a series of one's own, every level so many times as high; its file."""
    levels = bundled_series()["cpi"].figures.cijfers
    levels = {str(year): f"{level * times:.4f}" for year, level in levels.items()}
    file = FOLDER / f"{name}-{times}.yaml"
    file.write_text(
        json.dumps({"reeksen": {name: {"naam": "Eigen", "bron": "B", "cijfers": levels}}}), "utf-8"
    )
    return file.name


@often
@given(cases(), st.sampled_from(("cpi", "eigen")))
def test_an_own_series_equal_to_the_bundled_one_changes_no_figure(case, name):
    def figures(case):
        result = plain(data(case))
        del result["herkomst"]["indexcijfers"]
        return result

    before = figures(case)
    assert figures(case | {"index": name, "indexcijfers": [own_series(name)]}) == before


@often
@given(cases(), st.sampled_from((2, 10, 50)))
def test_of_a_series_only_the_quotients_count(case, times):
    same_totals(data(case | {"index": "eigen", "indexcijfers": [own_series("eigen", times)]}), data(case))


@often
@given(cases(), st.integers(1, 60))
def test_a_factor_is_as_much_of_the_amount(case, weeks):
    """So many weeks times an amount is so many times the number, but for the results."""
    larger = {side: [] for side in SIDES if side in case}
    for side, lines in larger.items():
        for line in case[side]:
            assume(not isinstance(line.get("business_as_usual"), dict))
            series = isinstance(line.get("aantal"), dict) or "totaal" in line
            lines.append(line if series else line | {"aantal": line.get("aantal", 1) * weeks})
    multiplied = {
        side: [
            line if line is more else line | {"factoren": line.get("factoren", {}) | {"zoveel weken": weeks}}
            for line, more in zip(case[side], larger[side], strict=True)
        ]
        for side in larger
    }
    same_totals(data(case | multiplied), data(case | larger))


@often
@given(cases(), st.sampled_from(("0%", {"voet": "0%", "vanaf": 2030})))
def test_no_growth_and_a_ramp_that_is_there_at_once_change_nothing(case, growth):
    """But for the steps: they leave everything."""
    for line in all_lines(case):
        line.pop("groei", None)
        line.pop("ingroei", None)
    before = data(case)
    for side in SIDES:
        for line in case.get(side, ()):
            line["groei"] = growth
            if side == "baten" and ("duur" in line or "over_jaren" in line):
                line["ingroei"] = {"1": "100%"}
    after = data(case)
    steps = [
        step for line in all_lines(after) for step in line["stappen"] if step["stap"] in ("groei", "ingroei")
    ]
    assert len(steps) >= len(all_lines(case))
    assert all(step["aandeel"] in (None, 1) for step in steps)
    assert all(step["aftrek"] == pytest.approx(0, abs=1e-12 * size(after)) for step in steps)
    same_totals(before, after)


@often
@given(cases(horizon=False), st.integers(-10, 10))
def test_growth_by_hand(case, percent):
    """Every calendar year of a line that grows is that year without, times a power."""
    for line in all_lines(case):
        line.pop("groei", None)
        line.pop("betaler", None)
        line.pop("restwaarde", None)  # an amount of its own year
    before = data(case)
    first = before["periode"][0]
    for line in all_lines(case):
        line["groei"] = f"{percent}%"
    after = data(case)
    for plain_line, line in zip(all_lines(before), all_lines(after), strict=True):
        for year, amount in plain_line["per_jaar"].items():
            grown = amount * (1 + percent / 100) ** (int(year) - first)
            assert line["per_jaar"][year] == pytest.approx(grown, rel=1e-9, abs=1e-9 * size(after))


def all_lines(case):
    return [line for side in SIDES for line in case.get(side, ())]


@often
@given(cases())
def test_a_rate_of_a_line_that_is_that_of_the_case_changes_no_figure(case):
    lines = [line for side in SIDES for line in case.get(side, ())]
    for line in lines:
        line.pop("disconteren", None)
    case["disconteren"] = {"voet": "3.5%"} | case.get("disconteren", {})
    before = data(case)
    for line in lines[1:] or lines:
        line["disconteren"] = {"voet": case["disconteren"]["voet"]}
    same_totals(before, data(case))


@often
@given(cases())
def test_a_rate_of_a_line_changes_nothing_that_is_not_discounted(case):
    before = data(case)["totaal"]
    for side in SIDES:
        for line in case.get(side, ()):
            line["disconteren"] = {"voet": "7%", "moment": "eind"}
    after = data(case)["totaal"]
    for key in ("baten", "kosten", "terugverdienjaar", "interne_rentevoet", "baten_per_euro"):
        assert after[key] == before[key], key


@often
@given(cases(horizon=False), st.integers(0, 20))
def test_a_horizon_beyond_the_last_effect_changes_nothing(case, more):
    for line in case.get("kosten", ()):
        line.pop("restwaarde", None)  # comes at the end of the horizon
    without = data(case)
    last = max(
        map(int, [year for line in without["baten"] for year in line["per_jaar"]] or without["per_jaar"])
    )
    until = max(last, without["periode"][1]) - without["periode"][0] + 1 + more
    beyond = data(case | {"horizon": until})
    assert beyond.pop("horizon") == until
    without.pop("horizon")
    for result in (without, beyond):
        result["herkomst"]["casus"] = ""
    assert beyond == without


@often
@given(cases(), st.data())
def test_splitting_a_line_in_two_changes_nothing(case, choice):
    for line in case.get("kosten", ()):
        line.pop("restwaarde", None)  # comes once for each line
    sections = [side for side in SIDES if side in case]
    side = choice.draw(st.sampled_from(sections))
    number = choice.draw(st.integers(0, len(case[side]) - 1))
    line = case[side][number]
    assume(not isinstance(line.get("business_as_usual"), dict))
    parts = [{**line, "naam": "deel een"}, {**line, "naam": "deel twee"}]
    if "totaal" in line and "fte" not in line:
        for part, share in zip(parts, (0.25, 0.75), strict=True):
            part["totaal"] = line["totaal"] * share
            part["aantal"] = line["aantal"] * share
    elif isinstance(line.get("aantal"), dict):
        for part, share in zip(parts, (0.25, 0.75), strict=True):
            part["aantal"] = {year: value * share for year, value in line["aantal"].items()}
    else:
        for part, share in zip(parts, (0.25, 0.75), strict=True):
            part["aantal"] = line.get("aantal", 1) * share
    split = case | {side: [*case[side][:number], *parts, *case[side][number + 1 :]]}
    same_totals(data(case), data(split))


@often
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(case, random):
    shuffled = dict(case)
    for side in SIDES:
        if side in case:
            shuffled[side] = random.sample(case[side], len(case[side]))
    same_totals(data(case), data(shuffled))


@often
@given(cases(), st.data())
def test_the_order_of_households_changes_nothing_and_splitting_a_basket_neither(case, choice):
    basket = {"wonen/uitzetting": choice.draw(counts), "zorg/opname": choice.draw(counts), "oud/prijs": 1}
    other = {"jeugd/begeleiding": choice.draw(counts)}
    keys = {"per": "periode", "toerekening": "40%"}
    households = [{"naam": "een", "posten": basket}, {"naam": "twee", "posten": other}]
    spread = [
        {"naam": name, "posten": {post: number}}
        for name, (post, number) in zip("abc", basket.items(), strict=True)
    ]
    together = {**keys, "naam": "huishoudens", "casussen": households}
    turned = {**keys, "naam": "huishoudens", "casussen": households[::-1]}
    apart = {**keys, "naam": "huishoudens", "casussen": [*spread, households[1]]}
    as_basket = {**keys, "naam": "huishoudens", "posten": {**basket, **other}}
    results = [
        data(case | {"baten": [*case.get("baten", ()), line]})
        for line in (together, turned, apart, as_basket)
    ]
    for result in results[1:]:
        same_totals(results[0], result)


@often
@given(cases(), st.data())
def test_moving_a_post_between_equal_households_changes_nothing(case, choice):
    """Two households alike; one of them loses a post and the other gets it twice."""
    post = choice.draw(st.sampled_from(("wonen/uitzetting", "zorg/opname", "tabel/last@1.5")))
    number = choice.draw(counts)
    alike = {"jeugd/begeleiding": 3, post: number}
    scaled = choice.draw(st.integers(2, 50))
    before = [{"naam": "een", "posten": alike}, {"naam": "twee", "posten": alike}]
    after = [
        {"naam": "een", "posten": {"jeugd/begeleiding": 3}},
        {"naam": "twee", "posten": {"jeugd/begeleiding": 3, post: 2 * number}},
    ]
    one, other = (
        data(
            case | {"baten": [{"naam": "h", "per": "jaar", "opschalen_naar": scaled, "casussen": households}]}
        )
        for households in (before, after)
    )
    same_totals(one, other)


FIXED = {"gemeente": "rest", "rijk": 1500.5}


@often
@given(cases(), st.sampled_from((0.5, 3, 1000)), st.booleans())
def test_scaling_all_money_scales_the_result(case, factor, fixed):
    price_list(factor)
    if fixed:
        line = {"naam": "vast", "bedrag": 4000, "per": "jaar", "additioneel": "75%", "betaler": FIXED}
        case = case | {"kosten": [*case.get("kosten", ()), line]}
    larger = times(case, factor) | {"prijslijsten": [f"lijst-{factor}.yaml"]}
    one, other = data(case), data(larger)
    slack = 1e-9 * size(other)
    for key in ("baten", "kosten"):
        assert other["totaal"][key] == pytest.approx(factor * one["totaal"][key], rel=1e-9, abs=slack)
    for table in ("per_jaar", "per_actor", "per_domein"):
        for name, row in one[table].items():
            for side in SIDES:
                scaled = pytest.approx(factor * row[side], rel=1e-9, abs=slack)
                assert other[table][name][side] == scaled, (table, name)
    for side in SIDES:
        for line, larger_line in zip(one[side], other[side], strict=True):
            assert larger_line["aantal"] == line["aantal"]
            for step, larger_step in zip(line["stappen"], larger_line["stappen"], strict=True):
                assert larger_step["bedrag"] == pytest.approx(factor * step["bedrag"], rel=1e-9, abs=slack)
                if step["aandeel"] is not None:
                    assert larger_step["aandeel"] == pytest.approx(step["aandeel"], rel=1e-9)
    for key in ("terugverdienjaar", "interne_rentevoet", "baten_per_euro"):
        before = one["totaal"][key]
        assert other["totaal"][key] == (
            before if before is None else pytest.approx(before, rel=1e-7, abs=1e-7)
        )
