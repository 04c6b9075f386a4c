"""The workbook of every file of the project: its formulas, names and inputs, and the figures in it."""

import re
from graphlib import TopologicalSorter

import pytest

from project import ROOT, files, short
from rendement.engine.program import program_of
from rendement.engine.symbol import INPUT, Tape
from rendement.report.contents import contents
from rendement.report.sheets.records import LACKING
from rendement.report.sheets.terms import Terms
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source
from rendement.study.recording_return import CONTROL
from rendement.study.report import reported
from workbooks import cells_of, formulas, input_cells, made, numbers, references

ALL = files("cases", "examples")
SHEETS = {
    "casus": "Samenvatting Financieel Invoer Posten Curven Keten Jaren Wie Begroting Controle "
    "Tussenstappen Bron",
    "programma": "Samenvatting Financieel Invoer Maatregelen Jaren Controle Tussenstappen Bron",
    "monitor": "Samenvatting Invoer Posten Jaren Controle Tussenstappen Bron",
}
OF_BUDGET = {"Financieel", "Begroting"}
LITERALS = {"0", "1", "2", "12"}


@pytest.fixture(params=ALL, ids=short, scope="module")
def both(request):
    return made(request.param)


def test_formulas_stay_short_and_hold_no_number_of_their_own(both):
    for sheet, cell in formulas(both[1]):
        where = f"{sheet} {cell.row + 1}: {cell.formula}"
        assert len(cell.formula) <= 255, where
        assert set(numbers(cell.formula)) <= LITERALS, where


def test_a_formula_names_cells_that_hold_something_and_never_leads_back_to_itself(both):
    workbook = both[1]
    needs = {
        place: set(references(place.split("!")[0], cell.formula)) if cell.formula else set()
        for place, cell in cells_of(workbook).items()
    }
    assert {named for own in needs.values() for named in own} <= set(needs)
    list(TopologicalSorter(needs).static_order())  # raises where there is a circle


def test_every_figure_has_the_value_of_the_engine(both):
    found, workbook = both
    cells, values = cells_of(workbook), found.program.run()
    shown = {path: cells[place].value for path, place in workbook.figures}
    assert shown or not found.program.inputs
    for path, value in shown.items():
        want = values[path]
        assert value == (LACKING if want is None else pytest.approx(want, rel=1e-9, abs=1e-6)), path


def test_every_input_that_moves_a_figure_is_a_cell(both):
    found, workbook = both
    moving = {
        path
        for number, path in enumerate(found.program.inputs)
        if (INPUT, number) in set(found.program.nodes)
    }
    fixed = {item.path for item in found.inputs if item.fixed}
    assert moving - fixed <= set(input_cells(workbook))


def test_every_total_year_and_refusal_stands_on_controle(both):
    found, workbook = both
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Controle")
    said = {cell.value for cell in sheet.cells if cell.column == 0}
    totals = {path for path in found.program.figures if path.startswith(("totaal.", "per_jaar."))}
    assert totals <= said
    verdicts = [cell.value for cell in sheet.cells if cell.column == 4 and cell.formula]
    guards = [path for path in found.program.figures if path.startswith(CONTROL)]
    assert verdicts.count("mag") == len(guards) + 1  # and what was typed
    assert set(verdicts) <= {"klopt", "mag"}


def test_names_are_valid_unique_and_stand_for_a_cell(both):
    workbook = both[1]
    names = [name for name, _ in workbook.names]
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and name.replace("_", "a").isalnum() for name in names)
    assert {place for _, place in workbook.names} <= set(cells_of(workbook))


def test_the_sheets_are_those_of_its_kind(both):
    found, workbook = both
    names = [sheet.name for sheet in workbook.sheets]
    optional = {"Curven", "Tussenstappen", *OF_BUDGET} - set(names)
    assert names == [name for name in SHEETS[found.figures.kind].split() if name not in optional]
    of_budget = getattr(found.figures, "budget", None) is not None
    assert ("Financieel" in names) == of_budget
    assert ("Begroting" in names) == (of_budget and found.figures.kind == "casus")
    lines = found.figures.result.lines if found.figures.kind == "casus" else ()
    lasting = [item for item in lines if len(item.line.effect.spell) > 1 or item.line.effect.curves]
    assert ("Curven" in names) == bool(lasting)


def test_a_figure_of_the_summary_that_stays_is_a_number_and_not_a_text(both):
    sheet = next(sheet for sheet in both[1].sheets if sheet.name == "Samenvatting")
    said = [cell.value for cell in sheet.cells if cell.look.role == "vast" and isinstance(cell.value, str)]
    assert [text for text in said if re.fullmatch(r"[~€$ ]*-?[\d.]+(,\d+)?%?", text)] == []


def test_a_sum_is_cleared_of_rounding_beside_it_and_not_within_it(both):
    for sheet, cell in formulas(both[1]):
        if sheet != "Tussenstappen":
            assert "IF(ABS(SUM(" not in cell.formula, (sheet, cell)


def test_what_a_case_counts_adds_up_to_its_totals_on_the_sheet_itself():
    """By hand: 6 x 37.000 x 50% and 12 x 10.000 x 50%, as far as one sees them."""
    workbook = made(ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml")[1]
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Keten")
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    row = next(
        row for (row, column), cell in cells.items() if column == 0 and cell.value == "baten, opgeteld"
    )
    assert cells[row - 2, 1].value == 6 * 37000 * 0.5
    assert cells[row - 1, 1].value == 12 * 10000 * 0.5
    assert cells[row, 1].value == 6 * 37000 * 0.5 + 12 * 10000 * 0.5
    assert cells[row, 1].formula == f"SUM(B{row - 1}:B{row})"


def test_terms_that_say_the_same_are_one():
    """a x b and b x a, (a x b) x c and a x (b x c), a + b and b + a; not a - b and b - a."""
    tape = Tape()
    a, b, c = (tape.input(name, value) for name, value in (("a", 2.0), ("b", 3.0), ("c", 5.0)))
    made_of = {
        "ab": a * b,
        "ba": b * a,
        "abc": (a * b) * c,
        "bca": a * (b * c),
        "plus": a + b,
        "sulp": b + a,
        "less": a - b,
        "more": b - a,
    }
    figures = Terms(program_of(tape, made_of)).figures
    assert figures["ab"] == figures["ba"] != figures["abc"] == figures["bca"]
    assert figures["plus"] == figures["sulp"]
    assert figures["less"] != figures["more"]


def test_a_file_in_thousands_has_whole_amounts_and_a_summary_in_thousands():
    text = """
naam: In duizenden
gemeente: Borne
periode: 2020-2021
bedragen_x: 1000
baten:
  - {naam: Baat, aantal: 3, bedrag: 40, per: jaar}
kosten:
  - {naam: Team, bedrag: 25, per: jaar}
"""
    workbook = _workbook(text)
    cells = cells_of(workbook)
    places = dict(workbook.figures)
    assert cells[places["totaal.rendement"]].value == (3 * 40 - 25) * 2 * 1000
    said = {cell.value for place, cell in cells.items() if place.startswith("Samenvatting!")}
    assert {3 * 40 * 2, 25 * 2, (3 * 40 - 25) * 2} <= said
    conclusion = next(cell for cell in cells.values() if str(cell.value).startswith("Het rendement voor"))
    assert "€ 190.000" in conclusion.value
    parts = [cells[place].formula for place in references("Samenvatting", conclusion.formula)]
    assert any(f"FIXED({places['totaal.rendement'].replace('$', '')},0)" in part for part in parts)


def test_the_sign_of_another_currency_stays_before_its_figure():
    text = (
        "naam: Dollars\ngemeente: Chicago\nperiode: 2020\nvaluta: USD\n"
        "baten: [{naam: Baat, bedrag: 40}]\nkosten: [{naam: Team, bedrag: 25}]\n"
    )
    said = [cell.formula for _, cell in formulas(_workbook(text)) if "FIXED" in cell.formula]
    assert said
    assert all("€" not in formula for formula in said)
    assert any("$ " in formula for formula in said)


def test_500_households_and_60_lines_of_30_years_take_formulas_linear_in_size():
    few, many = (_characters(_households(count)) for count in (100, 200))
    assert many < 2.2 * few
    few, many = (_characters(_lines(count)) for count in (15, 30))
    assert many < 2.2 * few


def _workbook(text):
    return contents("werkboek", reported(calculate_source("casus.yaml", *parse(text, "casus.yaml"))))


def _characters(text):
    texts = [cell.formula for _, cell in formulas(_workbook(text))]
    assert max(map(len, texts)) <= 255
    return sum(map(len, texts))


def _households(count):
    one = "      - naam: gezin {0}\n        posten: {{jeugd/ots: {0}}}\n"
    homes = "".join(one.format(number) for number in range(1, count + 1))
    return f"""
naam: Veel gezinnen
gemeente: Borne
periode: 2020-2021
prijslijsten: [zoetermeer-2018]
baten:
  - naam: Minder zorg
    casussen:
{homes}kosten:
  - {{naam: Team, bedrag: 1000, per: jaar}}
"""


def _lines(count):
    one = "  - {{naam: Baat {0}, aantal: {0}, bedrag: 100, per: jaar, afname: 10%, duur: 30}}\n"
    return (
        "naam: Veel regels\ngemeente: Borne\nperiode: 2020-2021\nbaten:\n"
        + "".join(one.format(number) for number in range(1, count + 1))
        + "kosten:\n  - {naam: Team, bedrag: 1000, per: jaar}\n"
    )
