"""Charts as data: what each shows by hand, and what has no chart."""

import pytest

from crisisteam import CRISISTEAM
from project import files, short
from rendement.report.document import Chart
from report_cells import block_of, report_of, texts

CASE = """
naam: Proef
gemeente: Hier
periode: 2020-2022
prijspeil: 2020
baten:
  - {naam: Werk, aantal: {2021: 10, 2022: 10}, bedrag: 1000, business_as_usual: 20%, toerekening: 50%}
  - {naam: Inkomen, bedrag: {2022: 3000}, ontvanger: {client: 1000, rijk: rest}}
kosten:
  - {naam: Team, bedrag: {2020: 4000}}
"""
WORK = 10 * 1000 * 0.8 * 0.5


@pytest.fixture
def documents(written):
    _, found = report_of(written(CASE))
    return found


def charts(documents):
    return {block.key: block for one in documents for block in one.blocks if isinstance(block, Chart)}


def test_a_waterfall_adds_up_to_what_stands(documents):
    """What falls outside the perspective goes off before the benefits stand."""
    found = charts(documents)["waterval"]
    assert [(row.cells[0].text, row.cells[1].value, row.role) for row in found.rows] == [
        ("Bruto baten", 20_000 + 3_000, "totaal"),
        ("business as usual", pytest.approx(-20_000 * 0.2), "regel"),
        ("toerekening", pytest.approx(-20_000 * 0.8 * 0.5), "regel"),
        ("buiten perspectief", -1_000, "regel"),
        ("Netto baten", 2 * WORK + 2_000, "totaal"),
        ("Kosten", -4_000, "regel"),
        ("Rendement", 2 * WORK + 2_000 - 4_000, "totaal"),
    ]
    said = (
        "Van € 23.000 aan bruto baten blijft € 10.000 over; na € 4.000 aan kosten is het rendement € 6.000."
    )
    assert found.finding == said


def test_what_no_step_takes_from_is_said_so(written):
    _, documents = report_of(written(CASE.replace(", business_as_usual: 20%, toerekening: 50%", "")))
    found = charts(documents)["waterval"]
    assert texts(found)[0] == ["Bruto baten", "23.000"]  # a part falls outside the perspective
    bare = CASE.replace(", business_as_usual: 20%, toerekening: 50%", "").replace("client: 1000, ", "")
    _, documents = report_of(written(bare))
    found = charts(documents)["waterval"]
    assert texts(found) == [["Baten", "23.000"], ["Kosten", "-4.000"], ["Rendement", "19.000"]]


def test_the_year_of_payback_is_marked(documents):
    found = charts(documents)["verloop"]
    assert [(*(cell.text for cell in row.cells), row.role) for row in found.rows] == [
        ("2020", "-4.000", "-4.000", "regel"),
        ("2021", "4.000", "0", "uitkomst"),
        ("2022", "6.000", "6.000", "regel"),  # 4.000 and the 2.000 of the state
    ]
    assert found.finding == "Over alle jaren is het saldo € 6.000; vanaf 2021 is het terugverdiend."


def test_who_gains_and_who_stands_outside(documents):
    found = charts(documents)["actoren"]
    assert sorted(texts(found)) == [
        ["Cliënt (buiten perspectief)", "1.000"],
        ["Gemeente", "4.000"],
        ["Rijk", "2.000"],
    ]


def test_the_nearest_break_even_stands_first(documents):
    """Of the 4.000 the state covers 2.000; of the 16.000 before attribution 2.000 must remain: 12,5%."""
    found = charts(documents)["omslag"]
    rows = {name: (now, at) for name, now, at in texts(found)}
    assert rows["Werk: toerekening"] == ("50%", "12,5%")
    assert rows["Werk: business as usual"] == ("20%", "80%")  # 20.000 × (1 − b) × 0,5 = 2.000
    assert found.finding.startswith(f"{found.rows[0].cells[0].text} hoeft het minst te verschuiven")


def test_one_actor_and_one_year_are_no_picture(written):
    text = "naam: N\ngemeente: G\nperiode: 2020\nprijspeil: 2020\nbaten:\n  - {naam: B, bedrag: 5}\n"
    _, documents = report_of(written(text))
    assert {"actoren", "verloop"}.isdisjoint(charts(documents))
    assert block_of(documents[0], "actoren").items == ("Alle baten en kosten zijn van één partij: gemeente.",)


def test_draws_are_a_histogram_in_which_zero_is_marked(written):
    text = CASE.replace("bedrag: 1000", "bedrag: {laag: 100, hoog: 1500}")
    found, documents = report_of(written(text), draws=2000, seed=7)
    chart = charts(documents)["verdeling"]
    assert sum(row.cells[1].value for row in chart.rows) == 2000
    (marked,) = [row.cells[0].text for row in chart.rows if row.role == "uitkomst"]
    low, high = (float(part.replace(".", "")) for part in marked.split(" tot "))
    assert low <= 0 < high
    (conclusion,) = block_of(documents[0], "conclusie").items
    assert "in 90 van de 100 trekkingen ligt het rendement tussen €" in conclusion
    assert conclusion.count(". ") == 0
    assert found.figures.uncertainty.seed == 7


@pytest.mark.parametrize("path", files("cases", "examples"), ids=short)
def test_every_chart_has_rows_as_its_kind_asks(path):
    if "prijslijst:" in path.read_text("utf-8").splitlines():
        return
    widths = {"waterval": 2, "verloop": 3, "staven": 2, "omslag": 3, "doel": 4, "verdeling": 2}
    _, documents = report_of(path)
    for chart in charts(documents).values():
        assert chart.finding.endswith(".")
        assert {len(row.cells) for row in chart.rows} == {len(chart.columns)} == {widths[chart.kind]}
        assert all(cell.value is not None for row in chart.rows for cell in row.cells[1:]), chart


def test_a_shortage_is_written_without_a_second_minus(written):
    """The state gains 5 and the municipality pays 8: 8 - 5 is left."""
    text = "naam: N\ngemeente: G\nperiode: 2020\nbaten:\n  - {naam: B, bedrag: 5, ontvanger: rijk}\n"
    _, documents = report_of(written(f"{text}kosten:\n  - {{naam: K, bedrag: 8, betaler: gemeente}}\n"))
    assert charts(documents)["actoren"].finding == (
        "Tekort: Gemeente (€ 8). Wie wint, kan dat niet dekken: er blijft een tekort van € 3."
    )


def test_a_unit_that_says_per_is_not_said_to_be_per_that():
    _, (_, appendix) = report_of(CRISISTEAM)
    units = {row[2] for row in texts(block_of(appendix, "aannamen"))}
    assert "euro per tarief" in units
    assert not any("per per" in unit for unit in units)
