"""The report of a programme and of a monitor: worked by hand, and what a file lacks is left out."""

import pytest

from rendement.report.programme.summary import MOST_MEASURES
from report_cells import block_of, report_of, texts

PROGRAMME = """
naam: Proef
gemeente: Hier
soort: programma
periode: 2021-2023
telling: nieuw
taakstelling: {2021: 8000, 2022: 10000, 2023: 10000}
maatregelen:
  - naam: Eerste
    domein: jeugd
    besparing: {structureel: {2021: 8000, 2022: 8000}}
    status: {2021: gerealiseerd, 2022: verwacht}
    besluit: {genomen: 2020-11-01}
  - naam: Tweede
    domein: wmo
    besparing: {structureel: {2023: 10000}}
    besluit: {nodig: ja}
  - {naam: Derde, pm: Nog niet te zeggen., besluit: {nodig: nee}}
"""
MONITOR = """
naam: Cijfers
gemeente: Hier
soort: monitor
kolommen: {2020: realisatie, 2021: realisatie}
posten:
  - naam: Hulp
    bedragen: {2020: 2000, 2021: 3300}
    aantallen: {cliënten: {telt: uniek, 2020: 10, 2021: 11}}
"""


@pytest.fixture
def summary(written):
    _, (found, _) = report_of(written(PROGRAMME))
    return found


def test_target_and_savings_by_year(summary):
    """New is 8.000 in each of two years and 10.000 in the third; what stands is 8, 16 and 26 thousand."""
    rows = {row[0]: row[1:] for row in texts(block_of(summary, "doel_per_jaar"))}
    assert rows["In plaats"] == ["8.000", "16.000", "26.000", "50.000"]
    assert rows["Gerealiseerd"] == ["8.000", "0", "0", "8.000"]
    assert rows["Verwacht"] == ["0", "8.000", "10.000", "18.000"]
    assert rows["Taakstelling"] == ["8.000", "10.000", "10.000", "28.000"]
    assert rows["Verschil"] == ["0", "-2.000", "0", "-2.000"]
    assert {"Dekking", "Cumulatief"}.isdisjoint(rows)


def test_the_chart_says_whether_it_is_met(summary):
    chart = block_of(summary, "doel")
    assert chart.finding == "De taakstelling wordt niet elk jaar gehaald: 2022 (€ 2.000 te kort)."
    assert texts(chart)[1] == ["2022", "0", "8.000", "10.000"]
    assert chart.finding in block_of(summary, "conclusie").items[0]


def test_decisions_in_words(summary):
    assert block_of(summary, "besluiten_kort").items == (
        "Besluit genomen: Eerste.",
        "Besluit nog nodig: Tweede.",
        "Geen besluit nodig: Derde.",
    )
    pm = block_of(summary, "pm_kort")
    assert pm.title == "Pro memorie: 2 van 3 maatregelen hebben een bedrag"
    assert pm.items == ("Derde (baat): Nog niet te zeggen.",)


def test_of_many_measures_the_largest_are_shown_and_the_others_counted(written):
    more = "".join(f"  - {{naam: M{i}, besparing: {{structureel: {{2021: {i}}}}}}}\n" for i in range(1, 16))
    _, (summary, appendix) = report_of(written(PROGRAMME + more))
    names = [row[0] for row in texts(block_of(summary, "voortgang"))]
    assert len(names) == MOST_MEASURES + 2
    assert names[:3] == ["Eerste", "Tweede", "M8"]  # 16.000, 10.000, and of 1 to 15 the eight largest
    assert names[-2:] == ["en nog 7 maatregelen", "Totaal"]
    assert len(texts(block_of(appendix, "voortgang"))) == 2 + 15 + 1


def test_without_a_target_the_balance_stands_there(written):
    text = PROGRAMME.replace("taakstelling: {2021: 8000, 2022: 10000, 2023: 10000}\n", "")
    _, (summary, _) = report_of(written(text.replace("telling: nieuw", "telling: stand")))
    keys = [block.key for block in summary.blocks]
    assert "doel" not in keys
    rows = {row[0]: row[1:] for row in texts(block_of(summary, "saldo"))}
    assert rows["Besparing"] == rows["Saldo"] == ["8.000", "16.000", "26.000", "50.000"]
    assert rows["waarvan gerealiseerd"] == ["8.000"] * 3 + ["24.000"]
    assert rows["waarvan verwacht"] == ["0", "8.000", "18.000", "26.000"]


def test_a_monitor_by_hand(written):
    """10 clients at 200 and 11 at 300: 1 × 250 of volume, 100 × 10,5 of cost for each."""
    _, (summary, appendix) = report_of(written(MONITOR))
    assert texts(block_of(summary, "volume")) == [
        ["Hulp", "2020", "2021", "250", "-", "1.050", "0", "1.300"],
    ]
    assert texts(block_of(summary, "gemiddelden")) == [["Hulp: cliënten", "200", "300"]]
    keys = [block.key for block in summary.blocks]
    assert keys.index("volume") < keys.index("gemiddelden")
    assert len(block_of(appendix, "aannamen").rows) == 4  # two amounts and two counts
