"""`--set` and scenarios reach whatever a file may say, and say at the change itself what does not fit."""

import json

import pytest

from project import ROOT
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate, calculate_source

CASE = """naam: K
gemeente: G
periode: 2020-2021
prijspeil: 2020
baten:
  - {naam: B, bedrag: [10, 20], per: periode}
  - {naam: C, bedrag: 100, per: periode, telt_mee: nee, reden: onzeker}
  - {naam: D, aantal: {2020: 2, 2021: 3}, bedrag: 100}
kosten:
  - {naam: K, bedrag: 5, per: periode}
scenarios:
  laag:
    baten[0].bedrag[1]: 5
  met:
    baten[1].telt_mee: ja
"""


def run(*sets, text=CASE, scenario=None):
    return calculate_source("k.yaml", *parse(text, "k.yaml"), Options(sets=sets, scenario=scenario))


def returns(outcome):
    assert not outcome.failed, outcome.findings
    data = contract(outcome)
    others = {name: found and found["totaal"]["rendement"] for name, found in data["scenarios"].items()}
    return data["totaal"]["rendement"], others


def codes(outcome):
    return [(finding.code, finding.severity) for finding in outcome.findings]


def test_a_scenario_can_be_changed_and_can_switch_a_line_on():
    """30 + (2 + 3) x 100 - 5 = 525; laag 10 + 5; met 100 more."""
    assert returns(run()) == (525, {"laag": 510, "met": 625})
    assert returns(run('scenarios.laag."baten[0].bedrag[1]"=150')) == (525, {"laag": 655, "met": 625})
    assert returns(run('scenarios.laag."baten[0].bedrag[0]"=0')) == (525, {"laag": 500, "met": 625})
    assert returns(run("baten[1].telt_mee=ja"))[0] == 625
    assert codes(run("baten[1].telt_mee=ja", "baten[1].reden=toch")) == [("hoort-bij", "fout")]


# each with the return it should give, or the code of the error
INTO_NOTHING = [
    (("disconteren.moment=midden",), 525),
    (("baten[0].bewijs.graad=gemeten",), 525),
    # 10 x 5% of 30 is more than all of it: 1 - min(1, 5% x 10 / 1) = 50% is left
    (("baten[0].business_as_usual.kans=5%", "baten[0].business_as_usual.van=10"), 510),
    (
        ("baten[0].blijfkans.uitstroomkansen=[50%, 50%]", "baten[0].blijfkans.vanaf=1", "baten[0].duur=2"),
        None,
    ),
    (("baten[0].blijfkans.vanaf=1",), "sleutel-ontbreekt"),
    (("disconteerr.moment=midden",), "onbekende-sleutel"),
    (("baten[0].naam.x=1",), "pad-onbekend"),
    (("baten[7].bedrag=1",), "pad-onbekend"),
    (("nergens[0].bedrag=1",), "pad-onbekend"),
]


@pytest.mark.parametrize(("sets", "expected"), INTO_NOTHING)
def test_a_block_that_is_not_there_yet_is_made(sets, expected):
    outcome = run(*sets)
    if isinstance(expected, str):
        assert expected in [code for code, _ in codes(outcome)]
        assert all(finding.mark.file.startswith("--set") for finding in outcome.findings)
    elif expected is not None:
        assert returns(outcome)[0] == expected
    else:
        assert not outcome.failed


def test_a_programme_has_blocks_too():
    text = """soort: programma
naam: P
gemeente: G
periode: 2020-2021
maatregelen:
  - {naam: M, besparing: {incidenteel: {2020: 100}}}
"""
    outcome = run("maatregelen[0].besparing.jaarlijks.2021=40", text=text)
    assert contract(outcome)["totaal"]["saldo"] == 140


def test_one_value_over_a_series_asks_which_year_it_is():
    outcome = run("baten[2].aantal=5")
    assert codes(outcome) == [("reeks-overschreven", "fout")]
    finding = outcome.findings[0]
    assert finding.mark.file == "--set baten[2].aantal"
    assert "`baten[2].aantal.2020`" in finding.remedy
    assert returns(run("baten[2].aantal.2020=5"))[0] == 825
    assert returns(run("baten[2].aantal={2020: 5, 2021: 1}"))[0] == 625
    assert returns(run("baten[2].aantal=5", "baten[2].per=jaar"))[0] == 30 + 2 * 5 * 100 - 5
    assert returns(run("baten[2].per=jaar", "baten[2].aantal=5"))[0] == 1025


def test_a_scenario_that_does_not_fit_the_change_is_left_out_and_named():
    """One amount has no second part: 10 + 7 + 500 - 5 = 512, and 100 more with the other line."""
    text = CASE.replace("baten[0].bedrag[1]: 5", "baten[0].bedrag: 5")
    outcome = run("baten[0].bedrag[1]=7", text=text)
    assert returns(outcome) == (512, {"laag": None, "met": 612})
    assert codes(outcome) == [("scenario-past-niet", "waarschuwing")]
    assert "`laag`" in outcome.findings[0].message
    asked = run("baten[0].bedrag[1]=7", text=text, scenario="laag")
    assert asked.failed
    assert codes(asked) == [("pad-onbekend", "fout")]


def test_a_scenario_that_is_wrong_by_itself_stays_an_error():
    wrong = CASE.replace("baten[0].bedrag[1]: 5", "baten[0].bedrag[4]: 5")
    assert run(text=wrong).failed
    assert run("kosten[0].bedrag=6", text=wrong).failed


def test_the_crisis_team_with_one_price_of_its_own():
    """The scenarios that count two of a post cannot also have its price: 206.917 and two empty columns."""
    path = 'baten[0].casussen[5].posten."jeugd/jeugdzorg".bedrag=15000'
    outcome = calculate("cases/zoetermeer/crisisteam.yaml", Options(sets=(path,)))
    found, others = returns(outcome)
    assert found == 206917
    assert [name for name, value in others.items() if value is None] == [
        "verbeterd",
        "opgeschaald-en-verbeterd",
    ]


def test_a_table_of_households_can_be_chosen(tmp_path):
    (tmp_path / "h.csv").write_text(
        "casus;post;aantal\nEen;jeugd/ots;2\nTwee;jeugd/ots;1\n", encoding="utf-8"
    )
    (tmp_path / "twee.csv").write_text("casus;post;aantal\nEen;jeugd/ots;1\n", encoding="utf-8")
    text = CASE.replace(
        "baten:\n", "prijslijsten: [zoetermeer-2018]\nbaten:\n  - {naam: H, casussen: h.csv, per: periode}\n"
    )
    file = tmp_path / "k.yaml"
    file.write_text(text.split("scenarios:")[0], encoding="utf-8")

    def benefits(*sets):
        outcome = calculate(str(file), Options(sets=sets))
        assert not outcome.failed, outcome.findings
        return contract(outcome)["baten"][0]["netto"]

    one = benefits("baten[0].casussen=twee.csv")
    assert one > 0
    assert benefits() == 3 * one
    assert benefits('baten[0].casussen[0].posten."jeugd/ots"=4', "baten[0].casussen=twee.csv") == 4 * one
    missing = calculate(str(file), Options(sets=("baten[0].casussen=weg.csv",)))
    assert codes(missing) == [("tabel-onbekend", "fout")]
    assert missing.findings[0].mark.file.startswith("--set")


LINES = """naam: K
gemeente: G
periode: 2020
baten: [{naam: Uitstroom uit de bijstand, bedrag: 10}, {naam: B, bedrag: 1}, {naam: C, bedrag: 1}]
kosten: [{naam: Schuldhulpverlener, fte: 1, tarief: 60000}]
"""
NUMBERED = "het eerste onderdeel heeft nummer 0"


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("baten[3].aantal", f"kies baten[0] t/m baten[2]; {NUMBERED}"),
        ("kosten[1].fte", f"kies kosten[0]; {NUMBERED}"),
        ("nergens[0].fte", f"controleer het pad; {NUMBERED}"),
        ("schuldhulpverlener.fte", "bedoelt u `kosten.schuldhulpverlener.fte`?"),
        ("schuldhulpverlner.fte", "bedoelt u `kosten.schuldhulpverlener.fte`?"),
        ("baten.schuldhulpverlener.fte", "bedoelt u `kosten.schuldhulpverlener.fte`?"),
        ("baten.uitstroom.aantal", "bedoelt u `baten.uitstroom-uit-de-bijstand.aantal`?"),
        ("baten.vrijdag.aantal", "kies uit uitstroom-uit-de-bijstand, b, c"),
    ],
)
def test_a_path_to_nothing_is_marked_itself_and_the_line_that_is_meant_is_named(path, remedy):
    (found,) = run(f"{path}=3", text=LINES).findings
    assert (found.code, found.remedy) == ("pad-onbekend", remedy)
    assert found.mark.quote[found.mark.column - 1 :][: found.mark.width] == path


def test_a_value_that_is_wrong_is_marked_behind_the_path():
    (found,) = run("kosten.schuldhulpverlener.fte=zeven", text=LINES).findings
    assert found.mark.quote[found.mark.column - 1 :][: found.mark.width] == "zeven"


def test_a_list_under_a_key_that_is_none_is_a_finding_and_no_trace():
    """A scenario that changes the whole of it names no line in it."""
    unknown = "bandbreedtes: [{naam: x}]\nscenarios:\n  laag: {bandbreedtes: 3}\n"
    found = run(text=CASE.partition("scenarios:")[0] + unknown)
    assert codes(found) == [("onbekende-sleutel", "fout")] * 2


@pytest.mark.parametrize("name", ["examples/05-volledig.yaml", "cases/borne/taakstelling.yaml"])
def test_the_own_outcome_of_calc_is_no_case(name, tmp_path):
    written = tmp_path / "uitkomst.json"
    written.write_text(json.dumps(contract(calculate(str(ROOT / name)))), encoding="utf-8")
    (finding,) = calculate(str(written)).findings
    assert (finding.code, finding.message) == ("geen-casus", "dit is een uitkomst van calc, geen casus")
    assert finding.remedy == "noem het YAML-bestand, of kijk de uitkomst na met `rendement verify`"
