"""Every format shows the same figures, because all come from one result."""

import doctest
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from format_readers import READERS, Page, dutch, names_of, rounded, separated
from project import ROOT
from rendement.render import markdown, spreadsheet
from rendement.render.spreadsheet import figure
from rendement.report.flat_table import HEADS

CASE = """
naam: Zelfde getallen
gemeente: Zoetermeer
periode: 2020-2021
prijspeil: 2020
discontovoet: 3%
baten:
  - naam: Werk gevonden
    domein: participatiewet
    aantal: 7
    bedrag: 1234.56
    per: jaar
    business_as_usual: 33%
    toerekening: 70%
  - naam: Minder zorg
    aantal: 2.5
    bedrag: 1000.51
    per: periode
    ontvanger: zorgverzekeraar
    terugval: 12.5%
  - naam: Blijft buiten
    bedrag: 499.5
    per: periode
    telt_mee: nee
    reden: dubbel
kosten:
  - naam: Halve baan
    fte: 0.5
    tarief: 60001
"""
WORK = 7 * 2 * 1234.56 * 0.67 * 0.7
CARE = 2.5 * 1000.51 * 0.875
JOB = 0.5 * 60001 * 2


@pytest.fixture
def file(written):
    return written(CASE)


@pytest.fixture
def data(file, show):
    return json.loads(show("json", file))


def lines(data):
    """The figures of every line by name and head of the column, unrounded."""
    found = {}
    for line in data["baten"] + data["kosten"]:
        steps = {step["stap"].replace("_", " "): -step["aftrek"] for step in line["stappen"][1:]}
        gross = line["stappen"][0]["bedrag"]
        factors = {key: line[key] for key in ("aantal", "prijs", "jaren")}
        found[line["naam"]] = {**factors, "bruto": gross, **steps, "netto": line["netto"]}
    return found


def near(figures):
    """As written in twelve digits."""
    return pytest.approx(figures, rel=5e-12)


def totals(data):
    total = data["totaal"]
    return {"Totaal baten": total["baten"], "Totaal kosten": total["kosten"], "Rendement": total["rendement"]}


def test_the_contract_is_what_a_calculator_says(data):
    assert data["totaal"]["baten"] == pytest.approx(WORK + CARE, rel=1e-12)
    assert data["totaal"]["kosten"] == pytest.approx(JOB, rel=1e-12)
    assert lines(data)["Werk gevonden"]["business as usual"] == pytest.approx(-7 * 2 * 1234.56 * 0.33)


def test_csv_holds_every_figure_of_the_contract_in_twelve_digits(data, file, show):
    head, *rows = separated(show("csv", file), ",")
    assert tuple(head) == HEADS
    assert len(set(head)) == len(head)
    found = {row[head.index("naam")]: dict(zip(head, row, strict=True)) for row in rows}
    assert list(found) == list(lines(data))
    for name, figures in lines(data).items():
        row = found[name]
        assert {key: float(row[key.replace(" ", "_")]) for key in figures} == near(figures)
        changes = [float(row[key]) for key in head[head.index("bruto") : head.index("netto")] if row[key]]
        assert sum(changes) == pytest.approx(figures["netto"], abs=1e-9)
        assert float(row["totaal_rendement"]) == near(data["totaal"]["rendement"])
        assert float(row["totaal_contante_waarde"]) == near(data["totaal"]["contante_waarde"]["rendement"])
        assert float(row["baten_per_euro"]) == near(data["totaal"]["baten_per_euro"])


def test_what_counts_in_the_total_adds_up_to_it(data, file, show):
    head, *rows = separated(show("csv", file), ",")
    for side in ("baten", "kosten"):
        own = [row for row in rows if row[head.index("soort")] == side]
        counted = sum(float(row[head.index("in_totaal")]) for row in own)
        assert counted == pytest.approx(data["totaal"][side], abs=1e-9)
    outside = next(row for row in rows if "Blijft buiten" in row)
    assert (outside[head.index("telt_mee")], outside[head.index("in_totaal")]) == ("nee", "0")


def test_dutch_csv_is_the_same_table_in_dutch_notation(file, show):
    text = show("csv-nl", file)
    plain, dutch_rows = separated(show("csv", file), ","), separated(text, ";")
    assert text.endswith("\r\n")
    version = [row.pop(HEADS.index("versie")) for row in dutch_rows[1:]]  # marked, or Excel makes it a date
    assert version == [f"'{row.pop(HEADS.index('versie'))}" for row in plain[1:]]
    assert [[cell.replace(",", ".") for cell in row] for row in dutch_rows] == [
        [cell.replace(",", ".") for cell in row] for row in plain
    ]


def test_tsv_holds_the_figures_of_the_report_in_twelve_digits(data, file, show):
    rows = separated(show("tsv", file), "\t")
    head = next(row for row in rows if "bruto" in row)
    by_name = {row[0]: dict(zip(head, row, strict=False)) for row in rows if row}
    for name, figures in lines(data).items():
        row = by_name[name if name != "Blijft buiten" else "Blijft buiten (telt niet mee)"]
        assert {key: float(row[key].replace(",", ".")) for key in figures} == near(figures)
    for name, value in totals(data).items():
        assert float(by_name[name]["netto"].replace(",", ".")) == near(value)
    facts = {row[0].split(" (")[0]: row[1] for row in rows if len(row) == 2}
    assert float(facts["Baten per euro"].replace(",", ".")) == near(data["totaal"]["baten_per_euro"])


ROUNDED = [name for name in names_of("verslag") if name != "tsv"]


@pytest.mark.parametrize("name", ROUNDED)
def test_what_is_read_is_the_contract_rounded_once(name, data, file, show):
    rows = READERS[name](show(name, file)).lines()
    for line, figures in lines(data).items():
        row = rows[line if line != "Blijft buiten" else "Blijft buiten (telt niet mee)"]
        places = {"aantal": 1, "prijs": 2}
        expected = {key: rounded(value, places.get(key, 0)) for key, value in figures.items()}
        assert {key: dutch(cell) for key, cell in row.items() if key != "eenheid"} == expected
    for label, value in totals(data).items():
        assert dutch(rows[label]["netto"]) == rounded(value)


@pytest.mark.parametrize("name", ROUNDED)
def test_the_figures_under_the_table_are_those_of_the_contract(name, data, file, show):
    found = READERS[name](show(name, file)).facts()
    total = data["totaal"]
    facts = {label.split(" (")[0].strip(): dutch(value) for label, value in found}
    assert facts["Baten per euro"] == rounded(total["baten_per_euro"], 2)
    assert facts["Contante waarde"] == rounded(total["contante_waarde"]["rendement"])


SECOND = """
naam: Tweede
gemeente: Borne
periode: 2020
prijspeil: 2020
discontovoet: 3%
baten:
  - {naam: Iets, bedrag: 1000.4}
kosten:
  - {naam: Inzet, bedrag: 250}
"""


def test_several_files_end_with_a_row_per_case_and_a_total(file, written, show):
    second = written(SECOND, "tweede.yaml")
    one, two = json.loads(show("json", file, second))
    head, *rows = Page(show("html", file, second)).tables[-1]
    assert head == ["casus", "gemeente", "baten", "kosten", "rendement", "baten per euro", "contante waarde"]
    assert [row[0] for row in rows] == ["Zelfde getallen", "Tweede", "Totaal"]
    both = [one["totaal"], two["totaal"]]
    for row, total in zip(rows, both, strict=False):
        assert [dutch(cell) for cell in row[2:5]] == [
            rounded(total[key]) for key in ("baten", "kosten", "rendement")
        ]
    sums = [sum(total[key] for total in both) for key in ("baten", "kosten", "rendement")]
    present = sum(total["contante_waarde"]["rendement"] for total in both)
    assert [dutch(cell) for cell in rows[2][2:]] == [
        *(rounded(value) for value in sums),
        rounded(sums[0] / sums[1], 2),
        rounded(present),
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("perspectief: maatschappij", "verschillen in perspectief"),
        ("prijspeil: 2019", "verschillen in prijspeil"),
    ],
)
def test_cases_that_do_not_add_up_get_no_total(change, why, file, written, show):
    key = change.split(":", maxsplit=1)[0]
    text = "\n".join(line for line in SECOND.splitlines() if not line.startswith(key)) + f"\n{change}\n"
    page = Page(show("html", file, written(text, "ander.yaml")))
    head, *rows = page.tables[-1]
    assert key in head
    assert [row[0] for row in rows] == ["Zelfde getallen", "Tweede"]
    assert any(why in item for item in page.items)


def test_a_case_without_a_return_leaves_the_total_out(file, written, show):
    costs_only = "\n".join(line for line in SECOND.splitlines() if "bat" not in line and "Iets" not in line)
    page = Page(show("html", file, written(costs_only, "last.yaml")))
    assert page.tables[-1][-1][2:] == ["0", "250", "-", "-", "-"]
    assert any(
        "niet elke casus heeft een rendement (" in item and "last.yaml niet)" in item for item in page.items
    )


def test_a_case_without_costs_has_no_ratio_but_does_add_up(file, written, show):
    free = SECOND.replace("kosten:", "").replace("  - {naam: Inzet, bedrag: 250}", "")
    *_, row, total = Page(show("html", file, written(free, "gratis.yaml"))).tables[-1]
    assert (row[-2], total[0]) == ("-", "Totaal")
    assert dutch(total[2]) == rounded(WORK + CARE + 1000.4)
    assert dutch(total[-2]) == rounded((WORK + CARE + 1000.4) / JOB, 2)


def test_present_values_of_another_rate_are_shown_but_not_added(file, written, show):
    page = Page(show("html", file, written(SECOND.replace("3%", "5%"), "voet.yaml")))
    assert page.tables[-1][-1][0] == "Totaal"
    assert page.tables[-1][-1][-1] == "-"
    assert any("ze tellen niet op" in item for item in page.items)


PROGRAMME = """
soort: programma
naam: Samen
gemeente: Borne
perspectief: financieel
periode: 2020-2021
prijspeil: 2020
maatregelen:
  - naam: Dicht bij huis
    besparing: {structureel: {2020: 1000, 2021: 500}}
kosten:
  - {naam: Invoering, bedragen: {2020: 300}}
"""


def test_a_programme_stands_beside_a_case(file, written, show):
    """In place: 1000 in 2020 and 1000 + 500 in 2021; ratio and present value it has none."""
    together = (file, written(PROGRAMME, "programma.yaml"))
    page = Page(show("html", *together))
    _, case, row = page.tables[-1]
    assert (case[2], row[2]) == ("casus", "programma")
    assert [dutch(cell) for cell in row[3:6]] == [1000 + 1500, 300, 2500 - 300]
    assert row[6:] == ["-", "-"]
    assert any("verschillen in soort: casus (" in item and "programma (" in item for item in page.items)
    head, *rows = separated(show("csv", *together), ",")
    assert {len(each) for each in rows} == {len(head)}
    amounts = [each[head.index("bedrag")] for each in rows if each[head.index("programma")] == "Samen"]
    assert amounts == ["1000", "500", "300"]


@pytest.mark.parametrize(
    ("value", "written_out"),
    [
        (111000.0, "111000"),
        (0.1 + 0.2, "0.3"),
        (142699.99999999997, "142700"),
        (-0.5, "-0.5"),
        (-0.0, "0"),
        (1e-07, "0.0000001"),
        (1e22, "1" + 22 * "0"),
        (123456789.125, "123456789.125"),
        (12345678901.23, "12345678901.23"),
        (200 / 3, "66.6666666667"),
        (2020, "2020"),
    ],
)
def test_a_figure_is_written_in_twelve_digits_and_keeps_its_cents(value, written_out):
    assert figure(value) == written_out
    assert round(float(figure(value)), 2) == round(value, 2)
    assert figure(value, ",") == written_out.replace(".", ",")


@given(st.floats(-1e13, 1e13))
def test_reading_a_figure_back_gives_the_same_cent(value):
    assert abs(Decimal(figure(value)) - Decimal(value)) <= Decimal("0.005")
    digits = figure(value).lstrip("-0.").replace(".", "").rstrip("0")
    assert len(digits) <= 12 or abs(value) >= 1e10


# beside what these tests and the page on output name: what Excel makes a number, a date or a truth of
CHANGED = """
1e5  1E+05  2.5e3  00123  000  TRUE  false  WAAR  onwaar  mrt-20  1 mei  5 mei 2020  mei 2020  jan1  SEPT2
12-18  1/2  1 1/2  12:30  5 pm  50%  12,5 %  € 5  €5.000,50  5 €  $3  1.234  12,5  .5  (5)  123456789012
"""
KEPT = """
Werk  2018  0  mei  januari  12+  18+ jaar  1a  V1  12-18 jaar  1 op 3  maand 3  0,5 fte  decoratie  waarde
"""


def pieces(words):
    return [word.strip() for word in words.replace("\n", "  ").split("  ") if word.strip()]


@pytest.mark.parametrize("text", pieces(CHANGED))
def test_a_text_that_excel_would_change_is_kept_as_text(text):
    assert spreadsheet.cell_text(text) == f"'{text}"


@pytest.mark.parametrize("text", pieces(KEPT))
def test_a_text_that_excel_leaves_alone_is_left_alone(text):
    assert spreadsheet.cell_text(text) == text


@pytest.mark.parametrize("module", [spreadsheet, markdown])
def test_the_examples_in_the_code_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("name", names_of("verslag"))
def test_every_block_of_the_report_is_there(name, show):
    """A case with households has matrices; --by adds tables; nothing may fall out."""
    file = str(ROOT / "cases/zoetermeer/schadelast.yaml")
    seen = READERS[name](show(name, file, by=("jaar", "actor"))).words
    words = {word for word in show("table", file, by=("jaar", "actor")).split() if word.isalpha()}
    assert len(words) > 50
    assert [word for word in words - {"bruto"} if word not in seen] == []  # as rows steps have one head
