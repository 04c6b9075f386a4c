"""Parts sum to totals, perspectives reconcile, and transfers net to nothing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from case_result import data, outcome, size
from random_cases import cases

often = settings(max_examples=60, deadline=None)
SIDES = ("baten", "kosten")
KINDS = {
    "overheid": ("gemeente", "rijk"),
    "financieel": ("gemeente", "rijk", "zorgverzekeraar", "woningcorporatie", "werkgever"),
}


def close(one, other, result):
    return one == pytest.approx(other, rel=1e-9, abs=1e-9 * size(result))


def all_lines(result):
    return [(side, line) for side in SIDES for line in result[side]]


@often
@given(cases())
def test_a_line_is_the_sum_of_its_years_and_of_its_steps(case):
    result = data(case)
    for _, line in all_lines(result):
        steps = line["stappen"]
        assert close(sum(line["per_jaar"].values()), line["netto"], result)
        assert steps[-1]["bedrag"] == line["netto"]
        for before, after in pairwise(steps):
            assert close(before["bedrag"] - after["aftrek"], after["bedrag"], result)
            if after["aandeel"] is not None:
                assert close(before["bedrag"] * after["aandeel"], after["bedrag"], result)
        assert close(line["aantal"] * line["prijs"] * line["jaren"], steps[0]["bedrag"], result)
        passed = 1.0
        for step in steps:
            passed = None if passed is None or step["aandeel"] is None else passed * step["aandeel"]
        if passed is not None:
            assert close(steps[0]["bedrag"] * passed, line["netto"], result)
        if "delen" in line and steps[0]["bedrag"]:
            assert line["delen"]


@often
@given(cases())
def test_totals_are_the_sums_by_line_year_actor_and_domain(case):
    result = data(case)
    total = result["totaal"]
    for side in SIDES:
        by_line = sum(sum(line["per_actor"].values()) for line in result[side] if line["telt_mee"])
        assert close(by_line, total[side], result)
        for table in ("per_jaar", "per_actor", "per_domein"):
            assert close(sum(row[side] for row in result[table].values()), total[side], result), table
    assert close(
        total["baten"] - total["kosten"], sum(r["saldo"] for r in result["per_jaar"].values()), result
    )
    present = total["contante_waarde"]
    years = sum(row["contante_waarde"] for row in result["per_jaar"].values())
    assert close(present["baten"] - present["kosten"], years, result)
    running = 0.0
    for row in result["per_jaar"].values():
        running += row["saldo"]
        assert close(row["cumulatief"], running, result)


@often
@given(cases(transfers=False))
def test_what_a_line_nets_is_what_its_actors_get(case):
    result = data(case)
    for _, line in all_lines(result):
        outside = sum(amount for actor, amount in line["per_actor"].items() if actor != "mantelzorger")
        assert close(outside, line["netto"], result), (
            "the counterparty of a post is the only one below nothing"
        )


@often
@given(cases())
def test_perspectives_reconcile(case):
    whole = data(case)
    actors = whole["per_actor"]
    for actor, balance in actors.items():
        own = data(case, actor)
        assert close(own["totaal"]["baten"], balance["baten"], whole)
        assert close(own["totaal"]["kosten"], balance["kosten"], whole)
        assert own["per_actor"].keys() == actors.keys()
    present = [data(case, actor)["totaal"]["contante_waarde"] for actor in actors]
    for side in SIDES:
        assert close(sum(p[side] for p in present), whole["totaal"]["contante_waarde"][side], whole)
    for name, inside in KINDS.items():
        part = data(case, name)["totaal"]
        for side in SIDES:
            expected = sum(balance[side] for actor, balance in actors.items() if actor in inside)
            assert close(part[side], expected, whole), name
    for side in SIDES:
        assert close(sum(balance[side] for balance in actors.values()), whole["totaal"][side], whole)


@often
@given(cases())
def test_transfers_net_to_nothing_in_society(case):
    for side in SIDES:
        for line in case.get(side, ()):
            line["tegenpartij"] = "werkgever"
    whole = data(case)
    for side in SIDES:
        assert whole["totaal"][side] == 0, "exactly"
    employer = data(case, "werkgever")["totaal"]
    counted = [line["netto"] for line in whole["baten"] if line["telt_mee"]]
    assert close(employer["baten"], -sum(counted), whole)


@often
@given(cases())
def test_realised_and_expected_are_the_whole(case):
    result = data(case)
    total = result["totaal"]
    for _, line in all_lines(result):
        if "gerealiseerd" in line:
            assert line["gerealiseerd"] == 0 or close(line["gerealiseerd"], line["netto"], result)
    if "gerealiseerd" in total:
        for side in SIDES:
            assert close(total["gerealiseerd"][side] + total["verwacht"][side], total[side], result)


@often
@given(cases())
def test_the_json_holds_numbers_that_exist(case):
    def walk(node):
        if isinstance(node, dict):
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, float):
            assert abs(node) < 1e15, "a figure is a number, and of a size that its inputs explain"

    walk(data(case))


@often
@given(cases())
def test_the_years_follow_each_other(case):
    result = outcome(case).result
    years = list(result.by_year)
    assert years == list(range(years[0], years[-1] + 1))
    for item in result.lines:
        assert set(item.weights) <= set(years) or not item.line.counted
