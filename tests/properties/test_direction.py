"""More deduction, more relapse, a later start, a shorter duration or a higher rate never raises a return."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from case_result import data, size
from random_cases import cases, effect, from_bytes, line, relapse, written

often = settings(max_examples=60, deadline=None)
YEARS = (2018, 2019, 2020)
HEAD = {
    "naam": "Casus",
    "gemeente": "Plaats",
    "periode": "2018-2020",
    "prijspeil": 2018,
    "prijslijsten": ["lijst.yaml"],
}
DISCOUNTED = (None, {"voet": "4%"}, {"voet": {"0": "4%", "2": "1%"}, "moment": "midden"})


def gain(c):
    """A benefit that is nowhere below nothing, and the rest of a case around it."""
    found = {"voor": 1}
    while "voor" in found:
        found = line(c, "baten", YEARS, 0, transfers=False)
    found = {key: value for key, value in found.items() if key not in ("telt_mee", "reden")}
    return found, written(disconteren=c.one(*DISCOUNTED), horizon=c.one(None, 3, 5))


gains = from_bytes(gain, 300)
relapses = from_bytes(relapse, 40)
effects = from_bytes(effect, 60)
percents = st.integers(0, 100)


def worth(item, rest):
    """Return and present value of a case of one benefit, in the eyes of whoever pays or gains in euros."""
    result = data(HEAD | rest | {"baten": [item]}, "financieel")
    total = result["totaal"]
    return total["rendement"], total["contante_waarde"]["rendement"], 1e-12 * size(result)


def never_more(before, after):
    (before_sum, before_worth, slack), (after_sum, after_worth, _) = before, after
    assert after_sum <= before_sum + slack
    assert after_worth <= before_worth + slack


def percent(text):
    return int(text.rstrip("%"))


def both(one, other):
    """Two percentages as a file has them, the lowest first."""
    return [f"{value}%" for value in sorted((one, other))]


@often
@given(gains, st.sampled_from(("business_as_usual", "verdringing", "optimismecorrectie")), percents, percents)
def test_a_higher_deduction(gain, key, one, other):
    item, rest = gain
    low, high = both(one, other)
    never_more(worth(item | {key: low}, rest), worth(item | {key: high}, rest))
    never_more(worth({k: v for k, v in item.items() if k != key}, rest), worth(item | {key: low}, rest))


@often
@given(gains, st.sampled_from(("toerekening", "bereik", "slaagkans")), percents, percents)
def test_a_lower_share(gain, key, one, other):
    item, rest = gain
    assume(not isinstance(item.get("business_as_usual"), dict))
    low, high = both(one, other)
    never_more(worth(item | {key: high}, rest), worth(item | {key: low}, rest))


@often
@given(gains, st.integers(0, 60), st.integers(0, 60))
def test_a_higher_base_rate_or_more_people_helped(gain, one, other):
    item, rest = gain
    assume("bedrag" in item or "prijs" in item or ("totaal" in item and "fte" not in item))
    low, high = sorted((one, other))
    for few, many in (
        ({"kans": f"{low}%", "van": 20}, {"kans": f"{high}%", "van": 20}),
        ({"kans": "15%", "van": low + 1}, {"kans": "15%", "van": high + 1}),
    ):
        usual = "business_as_usual"
        never_more(worth(item | {usual: few}, rest), worth(item | {usual: many}, rest))


@often
@given(gains, relapses, st.integers(0, 40))
def test_more_relapse(gain, curve, more):
    item, rest = gain
    plain = {k: v for k, v in item.items() if k not in ("afname", "terugval", "over_jaren")} | {"duur": 3}
    worse = {moment: f"{min(100, percent(lost) + more)}%" for moment, lost in curve.items()}
    never_more(worth(plain | {"terugval": curve}, rest), worth(plain | {"terugval": worse}, rest))
    never_more(worth(plain, rest), worth(plain | {"terugval": curve}, rest))
    flat = {"terugval": f"{max(percent(lost) for lost in worse.values())}%"}
    never_more(worth(plain | {"terugval": worse}, rest), worth(plain | flat, rest))


@often
@given(gains, percents, percents)
def test_more_dropoff_and_faster_exit(gain, one, other):
    item, rest = gain
    plain = {k: v for k, v in item.items() if k not in ("afname", "terugval", "over_jaren")} | {"duur": 3}
    low, high = both(one, other)
    never_more(worth(plain | {"afname": low}, rest), worth(plain | {"afname": high}, rest))
    stays = [{"blijfkans": {"uitstroomkansen": [chance, "10%"]}} for chance in (low, high)]
    never_more(worth(plain | stays[0], rest), worth(plain | stays[1], rest))


@often
@given(gains, effects, st.integers(0, 3), st.integers(0, 3))
def test_a_later_start(gain, effect, one, other):
    item, rest = gain
    assume("-" not in str(item.get("disconteren")))  # at a rate below 0 what comes later is worth more
    kept = {k: v for k, v in item.items() if k not in (*EFFECT, "groei")} | effect  # what grows may wait
    soon, late = sorted((one, other))
    never_more(worth(kept | {"aanlooptijd": soon}, rest), worth(kept | {"aanlooptijd": late}, rest))


EFFECT = ("duur", "over_jaren", "ingroei", "terugval", "afname", "blijfkans", "aanlooptijd")


@often
@given(gains, percents, percents)
def test_a_slower_ramp(gain, one, other):
    item, rest = gain
    plain = {k: v for k, v in item.items() if k not in ("ingroei", "over_jaren")} | {"duur": 3}
    low, high = both(one, other)
    slow, fast = ({"ingroei": {"1": "0%", "2": share, "3": "100%"}} for share in (low, high))
    never_more(worth(plain | fast, rest), worth(plain | slow, rest))
    never_more(worth(plain, rest), worth(plain | fast, rest))


@often
@given(gains, st.integers(-30, 30), st.integers(-30, 30))
def test_less_growth(gain, one, other):
    item, rest = gain
    low, high = sorted((one, other))
    never_more(worth(item | {"groei": f"{high}%"}, rest), worth(item | {"groei": f"{low}%"}, rest))


@often
@given(gains, st.integers(1, 24), st.integers(1, 24))
def test_a_shorter_duration(gain, one, other):
    item, rest = gain
    item = {k: v for k, v in item.items() if k != "over_jaren"}
    short, long = sorted((one, other))
    never_more(worth(item | {"duur": long / 4}, rest), worth(item | {"duur": short / 4}, rest))


@often
@given(gains, st.integers(-2, 30), st.integers(-2, 30), st.sampled_from(("begin", "midden", "eind")))
def test_a_higher_rate_of_later_flows(gain, one, other, moment):
    item, rest = gain
    item.pop("disconteren", None)
    low, high = sorted((one, other))
    rates = [{"disconteren": {"voet": f"{rate}%", "moment": moment}} for rate in (low, high)]
    before, after = (worth(item, rest | rate) for rate in rates)
    assert after[0] == before[0], "the headline is not discounted"
    assert after[1] <= before[1] + before[2]
    if low > 0:
        assert before[1] <= before[0] + before[2]


@often
@given(cases(), st.integers(1, 4))
def test_a_shorter_horizon_cuts_more(case, less):
    for item in case.get("baten", ()):
        item.pop("tegenpartij", None)
    for item in case.get("kosten", ()):
        item.pop("tot_horizon", None)
    length = int(str(case["periode"])[-4:]) - 2017
    long = data(case | {"horizon": length + less})["totaal"]
    short = data(case | {"horizon": length})["totaal"]
    assert short["kosten"] == long["kosten"]
    whole = [t["baten"] + t["afgekapt_na_horizon"] for t in (short, long)]
    assert whole[0] == pytest.approx(whole[1], rel=1e-9, abs=1e-6)
