"""The remarks on a monitor: each where there is something to say, and none where there is not."""

from monitor_text import YEARS, data
from project import ROOT
from rendement.lint.of_monitor import REMARKS
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

PARTS = """posten:
  - naam: Zorg
    aantallen: {cliënten: {telt: uniek, 2021: 25}}
    onderdelen:
      - {naam: A, bedragen: {2021: 5, 2022: 6}, aantallen: {cliënten: {telt: uniek, 2021: 10}}}
      - {naam: B, bedragen: {2021: 7}, aantallen: {cliënten: {telt: uniek, 2021: 20}}}
"""


def said(found):
    remarks = (item for item in found["bevindingen"] if item["nummer"] is None)
    return {item["code"]: (item["pad"], item["melding"]) for item in remarks}


def test_a_monitor_of_whole_years_in_which_nothing_lacks_has_no_remarks():
    assert said(data(YEARS + "posten: [{naam: A, bedragen: {2021: 5, 2022: 6}}]\n")) == {}


def test_what_lacks_and_what_does_not_add_up_is_said_at_the_post():
    found = said(data(YEARS + PARTS))
    assert found["som-onvolledig"][0] == "posten[0]"
    assert "2022 is zonder B" in found["som-onvolledig"][1]
    place, message = found["uniek-telt-niet-op"]
    assert place == "posten[0]"
    assert message.endswith("in 2021 hebben de onderdelen er samen 30, het geheel 25")


def test_a_post_that_does_not_count_says_why_or_that_it_does_not_say():
    text = YEARS + "posten: [{naam: A, bedragen: {2021: 5}, telt_mee: nee}]\n"
    assert said(data(text)) == {
        "telt-niet-mee": ("posten[0].telt_mee", "telt niet mee in de totalen (geen reden opgegeven)")
    }


def test_every_remark_is_made_of_some_monitor():
    found = contract(calculate(str(ROOT / "tests/figures/alles-monitor.yaml")))
    assert set(said(found)) == {rule.code for rule in REMARKS}
