"""The budget of the municipality alone, of a case, worked out by hand."""

import pytest

from rendement.engine.budget import Budget, BudgetPart
from rendement.engine.budget_case import budget_of_case
from rendement.engine.budget_entry import APART, CHARGES, COVER, WHOLE, YIELDS, Cover, Entry
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

FIELD = "taakveld: '6.2'"
HEAD = "naam: K\ngemeente: H\nperiode: 2025-2026\n"
TEXT = f"""{HEAD}
baten:
  - naam: Bijstand
    aantal: 4
    bedrag: 10000
    per: jaar
    verzilverbaar: 25%
    soort: structureel
    taakveld: '6.3'
  - {{naam: Eenmalig, bedrag: 900, jaar: 2026, verzilverbaar: ja}}
  - {{naam: Fictief, bedrag: 70, jaar: 2025, verzilverbaar: nee, soort: fictief}}
  - {{naam: Hulp, bedrag: 6000, per: jaar, ontvanger: {{gemeente: 50%, zorgverzekeraar: rest}}}}
  - {{naam: Telt niet, bedrag: 5000, jaar: 2025, verzilverbaar: ja, telt_mee: nee, reden: proef}}
  - {{naam: Van een ander, bedrag: 11, jaar: 2025, verzilverbaar: ja, ontvanger: rijk}}
kosten:
  - {{naam: Coach, fte: 0.5, tarief: 60000, soort: structureel, {FIELD}}}
  - naam: Start
    bedrag: 8000
    jaar: 2025
    soort: incidenteel
    restwaarde: {{bedrag: 300, jaar: 2026}}
    {FIELD}
  - {{naam: Zaal, bedrag: 500, jaar: 2026}}
dekking:
  - {{naam: Reserve, uit: reserve, soort: incidenteel, bedragen: {{2025: 18000, 2028: -40}}}}
  - {{naam: Stelpost, uit: stelpost, soort: structureel, bedragen: {{2025: 5000, 2026: 5000}}}}
  - {{naam: Ergens, bedragen: {{2026: 7}}}}
"""


def data_of(text=TEXT, perspective=None):
    source, findings = parse(text, "k.yaml")
    return contract(calculate_source("k.yaml", source, findings, Options(perspective=perspective)))


def found(text=TEXT, perspective=None):
    return data_of(text, perspective)["begroting"]


@pytest.mark.parametrize("perspective", ["financieel", "rijk", "gemeente", "maatschappij"])
def test_a_year_by_hand(perspective):
    """It is of the municipality, whatever the perspective."""
    year = found(perspective=perspective)["per_jaar"]["2025"]
    assert year["lasten_naar_soort"] == {"structureel": 0.5 * 60000, "incidenteel": 8000, "niet opgegeven": 0}
    assert year["lasten"] == 0.5 * 60000 + 8000
    assert year["verzilverbaar_naar_soort"] == {
        "structureel": 4 * 10000 * 0.25,
        "fictief": 0,
        "niet opgegeven": 0,
    }
    assert year["verzilverbaar"] == 4 * 10000 * 0.25
    assert year["saldo"] == 10000 - 38000
    assert year["dekking_uit"] == {"reserve": 18000, "stelpost": 5000, "niet opgegeven": 0}
    assert year["dekking_naar_soort"] == {"structureel": 5000, "incidenteel": 18000, "niet opgegeven": 0}
    assert year["dekking"] == 18000 + 5000
    assert year["na_dekking"] == 10000 - 38000 + 23000
    assert year["structurele_lasten"] == 30000
    assert year["structurele_dekking"] == 10000 + 5000
    assert year["niet_verzilverbaar"] == 4 * 10000 * 0.75 + 70
    assert year["niet_opgegeven"] == 6000 * 0.5
    assert year["baten"] == 40000 + 70 + 3000


def test_the_whole_by_hand():
    whole = found()["totaal"]
    assert whole["lasten_naar_soort"] == {
        "structureel": 2 * 30000,
        "incidenteel": 8000 - 300,  # a residual value is of the kind of its cost
        "niet opgegeven": 500,
    }
    assert whole["verzilverbaar"] == 2 * 10000 + 900
    assert whole["saldo"] == 20900 - 60000 - 7700 - 500
    assert whole["dekking_uit"] == {"reserve": 18000 - 40, "stelpost": 10000, "niet opgegeven": 7}
    assert whole["structurele_lasten"] == 60000
    assert whole["structurele_dekking"] == 20000 + 10000


def test_every_year_in_which_something_stands():
    """A cover may lie after the case; a year between has nothing."""
    years = found()["per_jaar"]
    assert list(years) == ["2025", "2026", "2027", "2028"]
    assert {key: value for key, value in years["2027"].items() if value and not isinstance(value, dict)} == {}
    assert years["2028"]["na_dekking"] == -40
    assert years["2028"]["saldo"] == 0


def test_by_part_of_the_budget():
    parts = found()["per_taakveld"]
    assert list(parts) == ["6.2", "6.3", "niet opgegeven"]
    assert parts["6.2"]["totaal"] == {"lasten": 60000 + 7700, "verzilverbaar": 0, "saldo": -67700}
    assert parts["6.3"]["per_jaar"]["2026"] == {"lasten": 0, "verzilverbaar": 10000, "saldo": 10000}
    assert parts["niet opgegeven"]["per_jaar"]["2026"] == {"lasten": 500, "verzilverbaar": 900, "saldo": 400}


def test_a_part_where_only_something_unsaid_stands_does_not_change():
    text = f"{HEAD}baten:\n  - {{naam: A, bedrag: 10, per: jaar, taakveld: '6.1'}}\n"
    assert found(text)["per_taakveld"] == {}
    assert found(text)["totaal"]["niet_opgegeven"] == 20


def test_every_line_with_a_part_leaves_no_row_for_what_does_not_say():
    text = f"{HEAD}kosten:\n  - {{naam: A, bedrag: 10, per: jaar, taakveld: '6.1'}}\n"
    assert list(found(text)["per_taakveld"]) == ["6.1"]


def test_a_transfer_stands_with_the_other_sign_in_the_same_column():
    """The client gains what the municipality pays out more: a benefit below zero."""
    line = (
        "{naam: Toeslag, bedrag: 100, per: jaar, ontvanger: client, tegenpartij: gemeente, verzilverbaar: ja}"
    )
    whole = found(f"{HEAD}baten:\n  - {line}\n")["totaal"]
    assert whole["verzilverbaar"] == whole["saldo"] == whole["baten"] == -200


def test_without_the_municipality_there_is_none():
    text = f"{HEAD}kosten:\n  - {{naam: A, bedrag: 10, per: jaar, betaler: rijk}}\n"
    assert "begroting" not in data_of(text)
    covered = f"{text}dekking:\n  - {{naam: R, bedragen: {{2025: 5}}}}\n"
    assert found(covered)["totaal"]["na_dekking"] == 5


def test_what_cancels_out_is_nothing():
    gain = "baten:\n  - {naam: C, bedrag: 0.3, jaar: 2025, verzilverbaar: ja}\n"
    first, second = "{naam: A, bedrag: 0.1, jaar: 2025}", "{naam: B, bedrag: 0.2, jaar: 2025}"
    assert found(f"{HEAD}{gain}kosten:\n  - {first}\n  - {second}\n")["totaal"]["saldo"] == 0


def test_a_case_has_nothing_without_a_year():
    source, findings = parse(TEXT, "k.yaml")
    budget = budget_of_case(calculate_source("k.yaml", source, findings).result)
    assert budget.dated
    assert {entry.amount(APART) for entry in budget.entries} == {0.0}


def test_a_scenario_has_a_budget_of_its_own():
    data = data_of(f"{TEXT}scenarios:\n  laag: {{'baten[0].aantal': 2}}\n")
    low = data["scenarios"]["laag"]["begroting"]["totaal"]["saldo"]
    assert low == data["begroting"]["totaal"]["saldo"] - 2 * 2 * 10000 * 0.25


def test_a_cover_is_a_row_and_an_input():
    data = data_of()
    assert data["dekking"][0] == {
        **{"pad": "dekking[0]", "naam": "Reserve", "uit": "reserve", "soort": "incidenteel"},
        **{"per_jaar": {"2025": 18000, "2028": -40}, "totaal": 17960, "bron": None, "toelichting": None},
    }
    source, findings = parse(TEXT, "k.yaml")
    plan = calculate_source("k.yaml", source, findings).result.plan
    assert {item.path for item in plan.ledger.inputs} >= {
        "dekking[0].bedragen.2025",
        "dekking[2].bedragen.2026",
    }


def test_a_cover_gives_an_entry_for_each_amount():
    first, second = Cover("dekking[2]", "Pot", {2025: 3.0, 2027: 4.0}, "budget", "jaarlijks").entries
    assert (first.name, first.path, first.by_year, first.written) == (
        *("Pot 2025", "dekking[2].bedragen.2025"),
        *({2025: 3.0}, 3.0),
    )
    assert (second.name, second.side, second.origin, second.nature) == (
        "Pot 2027",
        COVER,
        "budget",
        "jaarlijks",
    )
    assert Entry("los", CHARGES, {}).path == ""


def test_the_sides_and_times_have_the_words_of_the_contract():
    assert (CHARGES, YIELDS, COVER, WHOLE, APART) == ("lasten", "baten", "dekking", "totaal", "niet_per_jaar")


def test_where_nothing_lasts_nothing_is_structural():
    part = BudgetPart((Entry("a", CHARGES, {2025: 5.0}), Entry("b", YIELDS, {2025: 2.0}, cashable=1.0)), 2025)
    assert (part.lasting_costs, part.lasting_cover) == (0.0, 0.0)


def test_covers_from_every_part_stand_in_one_order():
    origins = ("taakstelling", "stelpost", "reserve", "budget")
    covers = tuple(Entry(own, COVER, {2025: 1.0}, origin=own) for own in origins)
    parts = BudgetPart(covers, 2025).parts(lambda _: 1.0, lambda entry: entry.origin)
    assert list(parts) == list(reversed(origins))
    assert set(parts.values()) == {1.0}


def test_a_budget_is_dated_when_all_of_it_is():
    apart, own = Entry("a", YIELDS, {}, apart=3.0), Entry("b", YIELDS, {2025: 3.0})
    assert [Budget(entries, (2025,)).dated for entries in ((own,), (apart, own), (apart,))] == [
        True,
        False,
        False,
    ]


def test_a_budget_is_told_when_anything_says_something_of_it():
    silent = Entry("stil", YIELDS, {2025: 1.0})
    says = (
        Entry("verzilverbaar", YIELDS, {2025: 1.0}, cashable=0.0),
        Entry("taakveld", CHARGES, {2025: 1.0}, field="6.1"),
        Entry("dekking", COVER, {2025: 1.0}),
    )
    assert not Budget((silent, Entry("kosten", CHARGES, {2025: 1.0})), (2025,)).told
    assert [Budget((silent, one), (2025,)).told for one in says] == [True] * 3
