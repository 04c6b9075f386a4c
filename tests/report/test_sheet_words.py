"""What a workbook says in words, and where a reader finds what stands behind it."""

from crisisteam import CRISISTEAM
from project import ROOT
from workbooks import cells_of, made, references

FULL = ROOT / "examples" / "05-volledig.yaml"
PROGRAMME = ROOT / "cases" / "borne" / "beheersmaatregelen.yaml"
MONITOR = ROOT / "cases" / "borne" / "monitor-prognose.yaml"
FROM_THE_REPORT = 'IF(Invoer!B3>0,"In het rapport: ","")&'


def sheet_of(path, name):
    """The cells of a sheet by row and column."""
    sheet = next(sheet for sheet in made(path)[1].sheets if sheet.name == name)
    return {(cell.row, cell.column): cell for cell in sheet.cells}


def starting(path, said, name="Samenvatting"):
    """The first cell with a text that starts so."""
    return next(cell for cell in sheet_of(path, name).values() if str(cell.value).startswith(said))


def test_a_conclusion_too_long_for_one_formula_is_live_in_pieces():
    cells = cells_of(made(CRISISTEAM)[1])
    conclusion = starting(CRISISTEAM, "Het rendement voor")
    parts = [cells[place] for place in references("Samenvatting", conclusion.formula)]
    assert "".join(part.value for part in parts) == conclusion.value
    net = dict(made(CRISISTEAM)[1].figures)["totaal.rendement"].replace("$", "")
    assert f"FIXED({net},0)" in "".join(part.formula for part in parts)


def test_a_sentence_that_does_not_follow_says_so_once_something_has_changed():
    for path, said in (
        (CRISISTEAM, "De baten zijn € 465.880; na"),
        (CRISISTEAM, "Personeel: totaal is nu"),
        (PROGRAMME, "Over 2020-2023 houdt de gemeente"),
    ):
        assert starting(path, said).formula.startswith(FROM_THE_REPORT)
    assert starting(FULL, "Jongeren melden zich bij het loket").formula is None  # has no figure


def test_the_rate_in_words_follows_the_one_that_is_typed():
    label = starting(CRISISTEAM, "Netto contante waarde (2,25%")
    (words,) = references("Samenvatting", label.formula)
    cell = cells_of(made(CRISISTEAM)[1])[words]
    typed = next(place for name, place in made(CRISISTEAM)[1].names if name == "invoer_discontovoet")
    assert cell.formula.startswith(f"IF({typed.replace('$', '')}=")
    assert starting(CRISISTEAM, "2,25%, basisjaar").formula == words.replace("$", "")


def test_a_rate_in_steps_says_that_it_is_that_of_the_report():
    path = ROOT / "cases" / "elders" / "overstroming-tavy.yaml"
    label = starting(path, "Netto contante waarde (3,5% vanaf jaar 0, 3% vanaf")
    assert 'IF(Invoer!B3>0,"in het rapport: ","")&' in label.formula
    full = starting(FULL, "Netto contante waarde (2,25%")  # under `disconteren`
    (words,) = references("Samenvatting", full.formula)
    assert "ROUND(" in cells_of(made(FULL)[1])[words].formula


def test_scenarios_and_break_even_are_grey_numbers_in_the_form_of_the_report():
    cells = sheet_of(CRISISTEAM, "Samenvatting")
    (row,) = (row for (row, column), cell in cells.items() if column == 0 and cell.value == "verbeterd")
    assert cells[row, 3].value == 206_917
    assert [cells[row, column].look.form for column in range(1, 6)] == [
        "bedrag",
        "bedrag",
        "bedrag",
        "verhouding",
        "bedrag",
    ]
    assert {cells[row, column].look.role for column in range(1, 6)} == {"vast"}
    assert any(str(cell.value).startswith("Grijze cijfers") for cell in cells.values())


def test_shares_follow_their_amounts():
    """127.500 + 157.500 of that and 94.000 is in; and all benefits of the crisis team are estimates."""
    cells = sheet_of(PROGRAMME, "Samenvatting")
    row = next(
        row
        for (row, column), cell in cells.items()
        if (column, cell.value) == (0, "Externe verwijzers") and cells[row, 1].value == 127_500 + 157_500
    )
    parts = [cells[row, column].formula for column in (1, 2)]
    assert cells[row, 3].formula == f'IFERROR({parts[0]}/{parts[1]},"-")'
    assert starting(CRISISTEAM, "Bewijs: schatting").row in {
        row for (row, column), cell in sheet_of(CRISISTEAM, "Samenvatting").items() if cell.value == 1.0
    }


def test_what_gives_the_case_its_shape_says_so():
    said = [cell.value for cell in sheet_of(FULL, "Invoer").values() if "duur" in str(cell.value)]
    assert "Jongeren uit de bijstand: duur: bepaalt de vorm; verander het in het bestand zelf" in said
    assert not any("beweegt geen cijfer" in text for text in said)


def test_steps_stand_on_a_sheet_of_their_own_with_what_they_are_for_in_words():
    for path in (CRISISTEAM, FULL, PROGRAMME):
        for sheet in made(path)[1].sheets:
            said = [cell.value for cell in sheet.cells if isinstance(cell.value, str)]
            assert not any(text.startswith("voor ") and " op " in text for text in said)
    steps = sheet_of(CRISISTEAM, "Tussenstappen")
    assert any(str(cell.value).startswith("Keten B54: Totaal, Totaal baten") for cell in steps.values())


def test_totals_of_households_are_called_after_them():
    said = [cell.value for cell in sheet_of(CRISISTEAM, "Posten").values()]
    assert "Casus 6, totaal" in said
    assert "totalen 6" not in said


def test_the_share_of_a_domain_is_the_one_in_its_own_row():
    for path, place in made(CRISISTEAM)[1].figures:
        if path.startswith("per_domein.jeugd.") and "per_jaar" not in path:
            _, column, row = place.split("$")
            assert column >= "B"
            assert sheet_of(CRISISTEAM, "Wie")[int(row) - 1, 0].value == "jeugd"


def test_a_step_that_adds_is_another_series_than_one_that_takes_off():
    """Another price level adds, relapse takes off: each as much as the summary says."""
    steps = sheet_of(FULL, "Tussenstappen")
    chart = next(
        chart
        for sheet in made(FULL)[1].sheets
        for chart in sheet.charts
        if chart.kind == "waterval" and sheet.name == "Samenvatting"
    )
    more, less = (series for series in chart.series if series.name in ("erbij", "eraf"))
    first, shown = more.beside[1], sheet_of(FULL, "Samenvatting")
    risen, fallen = (starting(FULL, said).row for said in ("prijspeil", "terugval"))
    assert steps[first + 1, more.column].value == shown[risen, 1].value > 0
    assert steps[first + 2, less.column].value == -shown[fallen, 1].value > 0
    assert steps[first + 1, less.column].value == steps[first + 2, more.column].value == 0


def test_a_monitor_in_thousands_has_live_amounts_in_thousands_and_in_full():
    cells = sheet_of(MONITOR, "Samenvatting")
    places = dict(made(MONITOR)[1].figures)
    whole = places["totaal.bedragen.2022"].replace("$", "")
    assert {cell.value for cell in cells.values() if cell.formula == whole} == {21_378_000}
    one = places["posten[0].bedragen.2020"].replace("$", "")
    (found,) = (cell for cell in cells.values() if f"({one})/" in str(cell.formula) and cell.row < 20)
    assert found.value == 6_593


def test_findings_are_written_out_on_the_last_sheet():
    found = made(CRISISTEAM)[0].figures.findings
    said = [str(cell.value) for cell in sheet_of(CRISISTEAM, "Bron").values()]
    numbers = [item.number for item in found if item.number and item.waiver is None]
    assert numbers
    for number in numbers:
        assert any(text.startswith(f"{number} (") and "Wat helpt: " in text for text in said)
