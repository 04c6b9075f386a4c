"""Costs over the years by an independent reading of the language: one amount after the other."""

from math import ceil

import pytest
from hypothesis import given, settings

from case_result import data
from random_cases import Choices, from_bytes, written

often = settings(max_examples=120, deadline=None)
MOMENTS = {"begin": 0, "midden": 0.5, "eind": 1}


def drawn(c: Choices):
    """A case of one cost line, and what is asked of it."""
    length, horizon = c.number(1, 3), c.maybe(lambda: c.number(4, 9), 2)
    year = 2020 + c.number(0, 5)
    repeat = c.maybe(lambda: (c.number(1, 4), c.number(0, 6)), 2)
    duration, lag = c.number(1, 20) / 4, c.number(0, 3)
    amount, count = c.number(4, 400) / 4, c.number(4, 20) / 4
    line = written(
        naam="K",
        bedrag=amount,
        aantal=count,
        jaar=year,
        duur=duration,
        aanlooptijd=lag,
        afname=c.one(None, "20%"),
        additioneel=c.one(None, "40%"),
        tot_horizon=c.one(None, "ja") if horizon else None,
        herhaling={"elke": repeat[0], "tot": year + repeat[0] + repeat[1]} if repeat else None,
        disconteren=c.maybe(lambda: {"voet": "7%", "moment": c.one(*MOMENTS)}, 2),
    )
    if "tot_horizon" not in line and duration >= 1:
        left = c.number(0, int(amount)) / 4
        line |= written(restwaarde=c.maybe(lambda: {"bedrag": left, "jaar": year + c.number(0, 9)}, 2))
    case = {"naam": "C", "gemeente": "G", "periode": f"2020-{2020 + length}", "kosten": [line]}
    case["disconteren"] = {"voet": "3%", "basisjaar": 2019, "moment": c.one(*MOMENTS)}
    return case | written(horizon=horizon)


def amounts(case):
    """What the line costs by year, and what is left of it by year."""
    line = case["kosten"][0]
    last = 2020 + case["horizon"] - 1 if line.get("tot_horizon") else 9999
    share = 0.4 if "additioneel" in line else 1
    again = line.get("herhaling", {"elke": 1, "tot": line["jaar"]})
    spent, back = {}, {}
    for year in range(line["jaar"], again["tot"] + 1, again["elke"]):
        for k in range(ceil(line["duur"])):
            part = min(1, line["duur"] - k) * (0.8**k if "afname" in line else 1)
            when = year + line["aanlooptijd"] + k
            if when <= last:
                spent[when] = spent.get(when, 0) + line["bedrag"] * line["aantal"] * part * share
    if "restwaarde" in line:
        back[line["restwaarde"]["jaar"]] = line["restwaarde"]["bedrag"] * share
    return spent, back


@often
@given(from_bytes(drawn, 80))
def test_costs_by_year_and_what_they_are_worth(case):
    result, (spent, back) = data(case), amounts(case)
    for year, row in result["per_jaar"].items():
        assert row["kosten"] == pytest.approx(spent.get(int(year), 0) - back.get(int(year), 0), abs=1e-9)
    assert result["totaal"]["kosten"] == pytest.approx(sum(spent.values()) - sum(back.values()), abs=1e-9)
    own = case["disconteren"] | case["kosten"][0].get("disconteren", {})
    growth = 1 + int(own["voet"].rstrip("%")) / 100

    def worth(by_year, moment):
        return sum(amount / growth ** (year - 2019 + MOMENTS[moment]) for year, amount in by_year.items())

    expected = worth(spent, own["moment"]) - worth(back, "eind")
    assert result["totaal"]["contante_waarde"]["kosten"] == pytest.approx(expected, abs=1e-9)
