"""A monitor as a document, in a batch, in the schema, and as a price list."""

import json

import pytest
from typer.testing import CliRunner

from monitor_text import HEAD, YEARS, run
from project import ROOT
from rendement.cli import app
from rendement.render.plain import as_plain
from rendement.report.assembly import assemble
from rendement.study.pipeline import calculate

ALL = ROOT / "tests" / "figures" / "alles-monitor.yaml"
TWO = (
    YEARS
    + """bedragen_x: 1000
posten:
  - {naam: Hulp, domein: wmo, bedragen: {2021: 2631, 2022: 2858}}
  - {naam: Jeugd, domein: jeugd, bedragen: {2021: 9217, 2022: 8317}}
"""
)


@pytest.fixture
def invoke():
    """A command, and what it answers."""
    return lambda *words: CliRunner().invoke(app, words)


def document(outcome):
    return assemble("verslag", [outcome])[0]


def table(outcome, key):
    found = next(block for block in document(outcome).blocks if block.key == key)
    return [tuple(cell.text for cell in row.cells) for row in found.rows]


def test_posts_with_the_same_columns_make_one_table_in_thousands():
    outcome = run(TWO)
    titles = [block.title for block in document(outcome).blocks if block.key.startswith("bedragen")]
    assert titles == ["Bedragen, × € 1.000"]
    assert table(outcome, "bedragen_1") == [("Hulp", "2.631", "2.858"), ("Jeugd", "9.217", "8.317")]
    assert table(outcome, "totaal")[-1] == ("Totaal", "11.848", "11.175")


def test_everything_that_a_reader_must_know_is_said():
    said = as_plain(assemble("verslag", [calculate(str(ALL))]))
    for sentence in (
        "telt niet mee in de totalen (staat ook onder begeleiding).",
        "2023 halfjaar gaat tot en met 2023-06: een gemiddelde",
        "2023 gewijzigd: begroting, begroting na wijziging, in plaats van 2023 primitief",
        "2023 prognose: prognose, bekend op 2023-06",
        "tellen niet op: in 2021 hebben de onderdelen er samen 100, het geheel 90.",
        "de som van 2022 is zonder Tweede: daar ontbreekt een bedrag.",
        "Kosten per cliënt is geen prijs",
        "Gedrukt in de bron: 1 van 2 volgen",
    ):
        assert sentence in said
    assert "p.m." in said


@pytest.mark.parametrize("form", ["json", "csv", "csv-nl", "tsv", "markdown", "html", "table"])
def test_every_format_can_be_made(tmp_path, invoke, form):
    target = tmp_path / f"uit.{form}"
    answer = invoke("calc", str(ALL), "--format", form, "-o", str(target))
    assert answer.exit_code == 0, answer.output
    assert target.stat().st_size > 100


def test_beside_cases_and_programmes_a_monitor_is_no_row_of_the_overview(invoke):
    files = [str(ROOT / "tests/figures" / name) for name in ("alles.yaml", "alles-programma.yaml", ALL.name)]
    said = invoke("calc", *files).stdout
    assert "2 casussen" in said
    flat = invoke("calc", *files, "--format", "csv").stdout.splitlines()
    assert {"kolom", "cijfer", "waarde"} <= set(flat[0].split(";" if ";" in flat[0] else ","))


def test_a_batch_row_has_no_totals(invoke):
    rows = json.loads(invoke("batch", str(ALL), "--format", "json").stdout)
    assert (rows[0]["soort"], rows[0]["periode"], rows[0]["status"]) == ("monitor", "2021-2023", "goed")
    assert {value for key, value in rows[0].items() if key.startswith("totaal.")} == {None}


def test_averages_make_a_price_list(tmp_path, invoke):
    target = tmp_path / "lijst.yaml"
    assert invoke("prices", "import", str(ALL), "-o", str(target)).exit_code == 0
    text = target.read_text("utf-8")
    assert "  jeugd/jeugdhulp/begeleiding:\n    naam: Begeleiding\n    bedrag: 8000\n" in text  # 600.000 / 75
    assert "prijspeil: 2022" in text
    assert invoke("check", str(target)).exit_code == 0


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("2024", "geen kolom 2024 van een heel jaar"),
        ("2023 prognose", "heeft geen post een bedrag en een aantal"),
    ],
)
def test_a_column_without_averages_makes_no_price_list(tmp_path, invoke, column, said):
    answer = invoke("prices", "import", str(ALL), "-o", str(tmp_path / "lijst.yaml"), "--kolom", column)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_a_monitor_without_a_whole_realised_year_makes_no_price_list(tmp_path, invoke):
    file = tmp_path / "m.yaml"
    file.write_text(HEAD + "kolommen: {2023: prognose}\nposten: [{naam: A, bedragen: {2023: 5}}]\n", "utf-8")
    answer = invoke("prices", "import", str(file), "-o", str(tmp_path / "lijst.yaml"))
    assert "geen heel gerealiseerd jaar" in answer.stderr


def test_a_case_is_no_monitor_to_make_prices_of(tmp_path, invoke):
    case = ROOT / "tests" / "figures" / "alles.yaml"
    answer = invoke("prices", "import", str(case), "-o", str(tmp_path / "lijst.yaml"))
    assert "dit is geen monitor" in answer.stderr


def test_the_answer_stands_first_with_growth_and_what_is_above_a_budget():
    text = """bedragen_x: 1000
kolommen:
  2021: realisatie
  2022: realisatie
  2023 prognose: {soort: prognose}
  2023 begroot: {soort: begroting}
verschillen: [{van: 2023 begroot, naar: 2023 prognose}, {van: 2022, naar: 2023 prognose}]
posten:
  - {naam: Hulp, bedragen: {2021: 1000, 2022: 1100, 2023 prognose: 1045, 2023 begroot: 1000}}
"""
    found = document(run(text)).blocks[0]
    assert [(label, cell.text) for label, cell in found.items] == [
        ("Post, in 4 kolommen", "1"),
        ("Totaal 2022 (realisatie), 10% meer dan in 2021", "€ 1.100.000"),
        ("Totaal 2023 prognose, 5% minder dan in 2022", "€ 1.045.000"),
        ("2023 prognose boven 2023 begroot: nadeel", "€ 45.000"),  # 1.045 - 1.000
        ("2023 prognose min 2022", "€ -55.000"),
        ("Bevindingen", "0"),
    ]


def test_a_monitor_of_staff_is_in_fte():
    text = YEARS + "posten: [{naam: Toegang, bedragen_in: fte, bedragen: {2021: 55, 2022: 65.5}}]\n"
    found = dict(document(run(text)).blocks[0].items)
    assert found["Totaal 2022 (realisatie), 19,1% meer dan in 2021"].text == "65,5 fte"  # 10,5 / 55


def test_a_difference_in_staff_keeps_its_decimals():
    text = YEARS + "verschillen: [{van: 2021, naar: 2022}]\n"
    text += "posten: [{naam: Toegang, bedragen_in: fte, bedragen: {2021: 7.16, 2022: 8.93}}]\n"
    assert table(run(text), "verschil_1")[0][:2] == ("Toegang", "1,77")  # 8,93 - 7,16
