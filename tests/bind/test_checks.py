"""What only a whole plan shows: more results than people, and what a result costs when nothing does."""

import time

import pytest

from rendement.source.tree import parse
from rendement.study.contract import contract, findings_of
from rendement.study.pipeline import calculate_source
from rendement.study.recording import record
from settings import refused

HEAD = "naam: A\ngemeente: B\nperiode: {period}\n"


def run(lines, period="2020"):
    source, findings = parse(HEAD.format(period=period) + lines, "casus.yaml")
    return calculate_source("casus.yaml", source, findings)


def said(lines, period="2020"):
    outcome = run(lines, period)
    found = outcome.findings if outcome.failed else findings_of(outcome)
    codes = ("meer-dan-van", "kosten-negatief")
    return [(item.severity, item.code, item.path) for item in found if item.code in codes]


@pytest.mark.parametrize(
    ("keys", "period", "more"),
    [
        ("aantal: 13, van: 10", "2020", True),
        ("aantal: 10, van: 10", "2020", False),
        ("aantal: 10.01, van: 10", "2020", True),
        ("aantal: 20, van: 10, slaagkans: 50%", "2020", False),  # 10 results
        ("aantal: 20, van: 10, bereik: 80%, slaagkans: 70%", "2020", True),  # 11,2
        ("aantal: 4, van: 10, per: jaar", "2020-2022", True),  # 12 over the years
        ("aantal: 4, van: 12, per: jaar", "2020-2022", False),
        ("aantal: 12, van: 12, per: periode", "2020-2022", False),
        ("aantal: {2020: 4, 2022: 7}, van: 10", "2020-2022", True),
        ("aantal: 5..13, van: 10", "2020", True),  # in the middle 9
        ("aantal: 20, slaagkans: 30%..60%, van: 10", "2020", True),  # in the middle 9, at most 12
        ("aantal: {discreet: {4: 90%, 11: 10%}}, van: 10", "2020", True),
        ("aantal: 12, van: 10, maanden: 6, per: jaar", "2020", True),  # months leave all results
    ],
)
def test_more_results_than_people_were_helped(keys, period, more):
    count, _, of = keys.partition("van: ")
    of, _, rest = of.partition(", ")
    rest = f", {rest}" if rest else ""
    line = f"baten:\n  - {{naam: V, bedrag: 100, {count}business_as_usual: {{kans: 10%, van: {of}}}{rest}}}\n"
    place = "baten[0].business_as_usual.van"
    assert said(line, period) == [("waarschuwing", "meer-dan-van", place)] * more
    assert run(line, period).result is not None


@pytest.mark.parametrize(
    ("counts", "more"),
    [
        ("aantal: 12, van: 10", True),
        ("aantal: 10, van: 10", False),
        ("aantal: 8..12, van: 10", True),
        ("aantal: {discreet: {1: 90%, 11: 10%}}, van: 10", True),
        ("aantal: 12", False),
        ("aantal: 0, van: 10", False),
    ],
)
def test_more_outcomes_than_what_they_are_counted_among(counts, more):
    found = said(f"kosten: [{{naam: K, bedrag: 100}}]\nresultaten: [{{naam: r, {counts}}}]\n")
    assert found == [("waarschuwing", "meer-dan-van", "resultaten[0].van")] * more


@pytest.mark.parametrize(
    ("costs", "each"),
    [
        ("kosten: [{naam: K, bedrag: 6000}]", 500),
        ("kosten: [{naam: K, bedrag: 0}]", 0),
        ("kosten: []", None),
        ("", None),
        ("kosten: [{naam: K, bedrag: 6000, telt_mee: nee, reden: x}]", None),
    ],
)
def test_what_a_result_costs_is_not_known_where_no_costs_are_given(costs, each):
    lines = f"baten: [{{naam: V, bedrag: 5}}]\n{costs}\nresultaten: [{{naam: r, aantal: 12}}]\n"
    assert contract(run(lines))["resultaten"][0]["kosten_per_resultaat"] == each


def test_a_price_of_a_list_that_may_be_nothing_is_no_threshold(tmp_path):
    text = "prijslijst: p\nprijspeil: 2020\nposten:\n  x: {naam: X, tabel: {1: 0..10, 2: 20}}\n"
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    for row, codes in (("1", ["te-klein"]), ("2", []), ("1.5", [])):  # in the middle of 1 and 2 at least 10
        lines = f"prijslijsten: [p.yaml]\nkosten: [{{naam: K, bedrag: 5}}]\nomslag: ['x@{row}']\n"
        source, findings = parse(HEAD.format(period=2020) + lines, str(tmp_path / "casus.yaml"))
        outcome = calculate_source(source.name, source, findings)
        assert [finding.code for finding in outcome.findings] == codes


@pytest.mark.parametrize(
    ("saving", "budget", "more"),
    [
        ("structureel: {2020: 60}", 50, True),
        ("structureel: {2020: 50}", 50, False),
        ("structureel: {2020: 40, 2022: 20}", 50, True),  # 60 from 2022 on
        ("jaarlijks: {2020: 40, 2021: 40}", 50, False),
        ("jaarlijks: {2020: 40}, incidenteel: {2020: 20}", 50, True),
        ("jaarlijks: {2020: 40}, incidenteel: {2021: 20}", 50, False),
        ("structureel: 60", 50, True),  # in a year that is not known
        ("structureel: {2020-2021: 60}", 50, True),
        ("incidenteel: {2020-2021: 60}", 50, True),
        ("structureel: {2020: 1}", 0, True),
    ],
)
def test_a_measure_takes_no_more_off_a_budget_than_there_is(saving, budget, more):
    measure = f"  - {{naam: M, besparing: {{{saving}}}, huidig_budget: {budget}}}\n"
    text = "soort: programma\n" + HEAD.format(period="2020-2022") + f"maatregelen:\n{measure}"
    source, findings = parse(text, "p.yaml")
    outcome = calculate_source("p.yaml", source, findings)
    found = [(item.severity, item.code, item.path) for item in findings_of(outcome) if item.number]
    place = "maatregelen[0].huidig_budget"
    assert found == [("waarschuwing", "besparing-boven-budget", place)] * more
    assert outcome.programme is not None


@pytest.mark.parametrize(("amount", "refusals"), [(80.0, []), (79.0, ["controle.kosten-negatief.kosten"])])
def test_the_program_of_a_case_refuses_the_same_costs(amount, refusals):
    lines = "baten: [{naam: V, bedrag: 10}]\nkosten: [{naam: K, bedrag: 100}, {naam: L, bedrag: -80}]\n"
    assert refused(record(run(lines)).run({"kosten[0].bedrag": amount})) == refusals
    changed = lines.replace("100", f"{amount:g}")
    assert [code for _, code, _ in said(changed)] == ["kosten-negatief"] * len(refusals)


# -- a price that is a sum over years already

LISTED = """prijslijst: p
prijspeil: 2020
posten:
  zeven: {naam: Zeven jaar, bedrag: 7000, over_jaren: 7}
  vier: {naam: Vier jaar, tarieven: {a: 400, b: 800}, over_jaren: 4}
  rij: {naam: Een rij, tabel: {1: 700, 3: 2100}, over_jaren: 7}
  een: {naam: Een jaar, bedrag: 1000}
"""


@pytest.fixture
def listed(tmp_path):
    """A case beside a list with such prices; its findings and its result."""
    (tmp_path / "p.yaml").write_text(LISTED, "utf-8")

    def listed(keys, side="baten"):
        lines = f"prijslijsten: [p.yaml]\n{side}:\n  - {{naam: V, {keys}}}\n"
        source, findings = parse(HEAD.format(period=2020) + lines, str(tmp_path / "casus.yaml"))
        outcome = calculate_source(source.name, source, findings)
        found = outcome.findings if outcome.failed else findings_of(outcome)
        about = [item for item in found if item.code in ("prijs-over-jaren", "som-ineens-geboekt")]
        return [(item.severity, item.path, item.remedy) for item in about], outcome

    return listed


@pytest.mark.parametrize(
    ("keys", "severity", "key", "years"),
    [
        ("prijs: zeven", "waarschuwing", "prijs", 7),
        ("prijs: vier@a", "waarschuwing", "prijs", 4),
        ("prijs: rij@2", "waarschuwing", "prijs", 7),
        ("prijs: zeven, duur: 7", "fout", "duur", 7),
        ("prijs: zeven, duur: 1.5", "fout", "duur", 7),
        ("prijs: zeven, duur: 0.5..1.25", "fout", "duur", 7),
        ("prijs: zeven, over_jaren: 5", "fout", "over_jaren", 7),
        ("prijs: vier@b, over_jaren: 7", "fout", "over_jaren", 4),
        ("prijs: rij@1, over_jaren: 1", "fout", "over_jaren", 7),
        ("posten: {een: 3, zeven: 1}", "waarschuwing", "posten", 7),
        ("posten: {een: 3, zeven: 1}, duur: 2", "fout", "duur", 7),
        (
            "casussen: [{naam: a, posten: {zeven: 1}}, {naam: b, posten: {zeven: 2}}]",
            "waarschuwing",
            "casussen",
            7,
        ),
        (
            "casussen: [{naam: a, posten: {zeven: 1}}, {naam: b, posten: {zeven: 2}}], duur: 3",
            "fout",
            "duur",
            7,
        ),
        ("voor: {zeven: 1}, na: {een: 1}", "waarschuwing", "voor", 7),
        ("posten: {zeven: 1, vier@a: 1}, over_jaren: 7", "fout", "over_jaren", 4),
        ("fte: 1, tarief: zeven", "waarschuwing", "tarief", 7),
    ],
)
def test_a_sum_over_years_is_not_counted_in_each_of_them(listed, keys, severity, key, years):
    ((found, place, remedy),) = listed(keys)[0]
    assert (found, place) == (severity, f"baten[0].{key}" if severity == "fout" else "baten[0]")
    assert f"`over_jaren: {years}`" in remedy


@pytest.mark.parametrize(
    ("keys", "net", "in_2020"),
    [
        ("prijs: zeven, over_jaren: 7", 7000, 1000),
        ("prijs: rij@2, over_jaren: 7", 1400, 200),
        ("prijs: vier@b, aantal: 2, over_jaren: 4", 1600, 400),
        ("prijs: zeven, duur: 1", 7000, 7000),  # all of it in the year of the result, and said so
        ("prijs: zeven, duur: 0.5", 3500, 3500),
        ("prijs: zeven, duur: 0.5..1", 5250, 5250),
        ("prijs: een, duur: 7", 7000, 1000),
        ("posten: {een: 7, zeven: 1}, over_jaren: 7", 14000, 2000),
        (
            "posten: {zeven: {bedrag: 500, reden: 'per jaar'}}, duur: 2",
            1000,
            500,
        ),  # not the price of the list
    ],
)
def test_a_sum_over_years_spread_over_them(listed, keys, net, in_2020):
    found, outcome = listed(keys)
    assert found == []
    line = contract(outcome)["baten"][0]
    assert line["netto"] == pytest.approx(net)
    assert line["per_jaar"]["2020"] == pytest.approx(in_2020)


def test_costs_have_no_years_to_spread_over(listed):
    assert listed("prijs: zeven", "kosten")[0] == []


def test_the_duration_of_such_a_price_is_one_year_at_most(listed):
    """A break-even value is one that `--set` takes."""
    for keys, most in (("prijs: zeven, duur: 0.5", 1), ("prijs: een, duur: 0.5", 200)):
        inputs = {item.path: item.bounds for item in listed(keys)[1].plan.ledger.inputs}
        assert inputs["baten[0].duur"] == (pytest.approx(1e-9), most)


# -- the ends of ranges

HOUSEHOLDS = ", ".join(
    f"{{naam: h{number}, posten: {{p{number % 10}: {{aantal: 1..2, bedrag: 1..2, reden: r}}}}}}"
    for number in range(12)
)


@pytest.mark.parametrize(
    ("gain", "warned"),
    [
        (20, True),  # in the middle 12 * 1,5 * 1,5 = 27, at least 12 * 1 * 1 = 12
        (12, False),
        (11, False),
    ],
)
def test_costs_that_may_turn_out_below_0(gain, warned):
    """Ranges of one kind go together when there are many of them: here 12 counts and 12 prices."""
    lines = f"kosten: [{{naam: K, bedrag: -{gain}}}, {{naam: H, casussen: [{HOUSEHOLDS}]}}]\n"
    assert said(lines) == [("waarschuwing", "kosten-negatief", "kosten[0]")] * warned


@pytest.mark.parametrize(("gain", "warned"), [(10, False), (9, True)])
def test_a_price_that_may_turn_out_below_0(tmp_path, gain, warned):
    """Two times -5 at the least: any line may have that price."""
    (tmp_path / "p.yaml").write_text(f"{LISTED}  winst: {{naam: Winst, bedrag: -5..1}}\n", "utf-8")
    costs = f"[{{naam: K, prijs: winst, aantal: 2}}, {{naam: H, bedrag: {gain}}}]"
    lines = f"{HEAD.format(period=2020)}prijslijsten: [p.yaml]\nkosten: {costs}\n"
    source, findings = parse(lines, str(tmp_path / "casus.yaml"))
    outcome = calculate_source(source.name, source, findings)
    found = [(item.severity, item.path) for item in findings_of(outcome) if item.code == "kosten-negatief"]
    assert found == [("waarschuwing", "kosten[0]")] * warned


def test_costs_that_make_up_for_what_may_be_a_gain():
    lines = "kosten: [{naam: K, bedrag: -5..1}, {naam: H, bedrag: 3..9}, {naam: L, bedrag: 2..4}]\n"
    assert said(lines) == []  # -5 + 3 + 2 = 0
    lines = lines.replace("2..4", "1..5")
    assert said(lines) == [("waarschuwing", "kosten-negatief", "kosten[0]")]


@pytest.mark.parametrize(
    ("divided", "least"),
    [
        ("bedrag: 10..20, aantal: -1..9", -20),  # 4 * 15 = 60 in the middle, -1 * 20 at the end
        ("bedrag: 10..20, aantal: 3..9", 30),
        ("bedrag: 10..20, aantal: 5..9", None),  # just the 50 that the state bears
        ("bedrag: 10..20, aantal: 10, slaagkans: 40%..90%", 40),
    ],
)
def test_an_amount_that_does_not_fit_at_an_end(divided, least):
    line = f"baten: [{{naam: V, {divided}, ontvanger: {{rijk: € 50, gemeente: rest}}}}]\n"
    found = [finding for finding in run(line).findings if finding.code == "betalers-geen-100"]
    assert [f"netto € {least} aan een eind" in finding.message for finding in found] == [True] * (
        least is not None
    )


def test_many_ranges_in_many_lines_take_little_time():
    """Each kind of range is tried twice, not each range: 1.000 households with a count and a price."""
    listed = ", ".join(
        f"{{naam: h{number}, posten: {{p{number % 10}: {{aantal: 1..2, bedrag: 1..2, reden: r}}}}}}"
        for number in range(1_000)
    )
    began = time.perf_counter()
    assert said(f"kosten: [{{naam: K, bedrag: -5}}, {{naam: H, casussen: [{listed}]}}]\n") == []
    assert time.perf_counter() - began < 10
