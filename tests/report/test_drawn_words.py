"""What a report says of draws: a range and a chance only where there are some, and on what they rest."""

import pytest

from crisisteam import CRISISTEAM
from rendement.report.document import Chart
from report_cells import block_of, report_of, texts

CASE = """
naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50..60..70}
kosten:
  - {naam: Team, bedrag: 40}
scenarios:
  vast: {"baten[0].bedrag": 60}
"""


def conclusion(documents):
    (said,) = block_of(documents[0], "conclusie").items
    return said


@pytest.mark.parametrize("draws", [200, 1000])
def test_without_a_range_there_is_no_chance_and_no_table_of_ranges(draws):
    _, documents = report_of(CRISISTEAM, draws=draws)
    said = conclusion(documents)
    assert said.endswith("; alle trekkingen zijn gelijk: geen enkele aanname heeft een bandbreedte.")
    assert "kans" not in said
    keys = {block.key for block in documents[1].blocks}
    assert keys.isdisjoint({"bandbreedte", "terugverdiend", "verdeling"})
    (words,) = block_of(documents[1], "trekkingen").items
    assert words.endswith(
        "Geen enkel cijfer heeft een bandbreedte, dus elke trekking is de gewone berekening."
    )


def test_a_range_says_of_how_many_assumptions_it_comes(written):
    """One of three numbers: two amounts and the discount rate."""
    _, documents = report_of(written(CASE), draws=1000)
    assert conclusion(documents).endswith(
        "; de kans op een positief rendement is meer dan 99%; 1 van de 3 aannamen heeft een bandbreedte."
    )


def test_a_scenario_in_which_nothing_is_drawn_has_no_chance(written):
    _, documents = report_of(written(CASE), draws=1000)
    rows = texts(block_of(documents[0], "scenarios"))
    assert rows[-1] == ["vast", "20", "alle gelijk", "-", "-"]


def test_a_sample_is_the_reason_for_a_range_without_any_range():
    found, documents = report_of(CRISISTEAM, scenario="opgeschaald", draws=1000)
    unsure = found.figures.uncertainty
    assert unsure.uncertain == 0
    why = f"geen van de {unsure.assumptions} aannamen heeft een bandbreedte, "
    assert f"{why}het verschil komt uit de steekproef." in conclusion(documents)


def test_draws_are_counted_with_a_dot_for_thousands(written):
    """All draws in a few bars: some bar has a thousand."""
    _, documents = report_of(written(CASE), draws=50_000)
    chart = next(
        block for block in documents[1].blocks if isinstance(block, Chart) and block.key == "verdeling"
    )
    high = [row.cells[1] for row in chart.rows if row.cells[1].value >= 1000]
    assert high
    assert all(cell.text == f"{cell.value:,}".replace(",", ".") for cell in high)
