"""A report: the figures of the contract, the same blocks in the same order, and one file worked by hand."""

import re

import pytest

from crisisteam import CARE, CRISISTEAM, DEARER, MENDED, SUPERVISION
from format_readers import Markdown, dutch
from project import ROOT, files, short
from rendement.render.markdown import as_markdown
from rendement.report.monitor.summary import ORDER
from rendement.study.contract import contract
from report_cells import block_of, every_cell, meant, report_of, texts

FILES = [
    path
    for path in files("cases", "examples", "tests/figures")
    if "prijslijst:" not in path.read_text("utf-8").splitlines()
]
CASE = [
    *("nulalternatief", "conclusie", "standaard", "waterval", "actoren", "omslag_in_woorden"),
    *("scenarios", "hardheid", "nagekeken", "gerekend"),
]
PROGRAMME = [
    *("conclusie", "doel_per_jaar", "saldo", "doel"),
    *("overlap", "overlap_potten", "overlap_varianten", "overlap_uitleg"),
    *("voortgang", "besluiten_kort", "per_domein"),
    *("pm_kort", "scenarios", "nagekeken", "gerekend"),
]
ALWAYS = {
    "casus": {"nulalternatief", "conclusie", "standaard", "gerekend"},
    "programma": {"conclusie", "gerekend"},
    "monitor": {"antwoord", "gerekend"},
}
ZOVEEL_MEER = ROOT / "cases/zoetermeer/zoveel-meer.yaml"
HALF = 0.5 * (1 + 1 / 1.0225)  # what a euro is worth that comes for one half in the base year


@pytest.mark.parametrize("path", FILES, ids=short)
def test_every_figure_with_a_path_is_that_of_the_contract(path):
    found, documents = report_of(path)
    data = contract(found.calculation)
    cells = [cell for cell in every_cell(*documents) if cell.path or cell.terms]
    assert cells or data["soort"] == "programma"
    for cell in cells:
        expected = meant(cell, data)
        if expected is None or cell.value is None:
            assert cell.value is expected, cell
        else:
            assert cell.value == pytest.approx(expected, rel=1e-9, abs=1e-6), cell


@pytest.mark.parametrize("path", FILES, ids=short)
def test_what_is_read_of_a_figure_with_a_path_is_that_figure_alone(path):
    _, documents = report_of(path)
    for cell in every_cell(*documents):
        if cell.path and cell.value is not None:
            check_text(cell)
        elif cell.path:
            assert cell.text in ("-", "")


def check_text(cell):
    """The text is the figure, rounded: in the unit of the document, or whole behind a currency."""
    sign, shown = re.fullmatch(r"~?([^\d~-]{1,4} )?(.*)", cell.text).groups()
    decimals = len(shown.partition(",")[2].rstrip("%"))
    value = cell.value * (100 if shown.endswith("%") else cell.times if sign else 1)
    read = float(shown) if cell.path.endswith("jaar") else dutch(shown)
    assert read == pytest.approx(value, abs=0.5 * 10**-decimals + 1e-6), cell


def test_in_thousands_a_table_is_in_thousands_and_a_sentence_in_euros(written):
    text = ZOVEEL_MEER.read_text("utf-8").partition("gedrukt:")[0]
    for old, new in (("37000", "37"), ("10000", "10"), ("65000", "65"), ("20000", "20")):
        assert old in text
        text = text.replace(old, new)
    found, (summary, appendix) = report_of(written(f"bedragen_x: 1000\n{text}"))
    assert summary.subtitle.endswith("bedragen × € 1.000")
    saldo = next(row for row in texts(block_of(summary, "standaard")) if row[0].startswith("Saldo"))
    assert saldo[1] == "66"
    assert "is € 66.000: tegenover" in block_of(summary, "conclusie").items[0]
    data = contract(found.calculation)
    for cell in every_cell(summary, appendix):
        if cell.path and cell.value is not None:
            check_text(cell)
            assert cell.value == pytest.approx(meant(cell, data), rel=1e-9)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_blocks_stand_in_one_order_and_what_a_file_lacks_is_left_out(path):
    found, (summary, appendix) = report_of(path)
    kind = found.figures.kind
    keys = [block.key for block in summary.blocks]
    if kind == "monitor":
        order = [*ORDER, "gerekend"]
        numbered = [key.partition("_")[0] for key in keys]
        assert [order.index(key) for key in numbered] == sorted(order.index(key) for key in numbered)
    else:
        order = CASE if kind == "casus" else PROGRAMME
        assert keys == [key for key in order if key in keys]
    assert ALWAYS[kind] <= set(keys)
    for block in (*summary.blocks, *appendix.blocks):
        assert getattr(block, "rows", ()) or getattr(block, "items", ()), block


@pytest.mark.parametrize("path", FILES, ids=short)
def test_markdown_holds_every_table_and_sentence(path):
    _, documents = report_of(path)
    seen = Markdown(as_markdown(documents))
    seen.only_text()
    shown = [part for document in documents for part in document.printed]
    tables = [part for part in shown if hasattr(part, "columns")]
    bare = [[[cell.strip() for cell in row] for row in table[1:]] for table in seen.tables]
    assert bare == [[[cell.strip() for cell in row] for row in texts(table)] for table in tables]


def test_zoveel_meer_by_hand():
    _, (summary, _) = report_of(ZOVEEL_MEER)
    where = "Zoetermeer · 2017-2018 · prijspeil 2018"
    assert summary.subtitle == f"{where} · perspectief financieel · bedragen in euro"
    left, families = 6 * 37_000 * 0.5, 12 * 10_000 * 0.5
    staff, budget = 0.5 * 65_000 * 2, 20_000 * 2
    gains, spent = left + families, staff + budget
    assert (gains, spent) == (171_000, 105_000)
    table = block_of(summary, "standaard")
    values = {row.cells[0].text: [cell.value for cell in row.cells[1:]] for row in table.rows}
    assert values == {
        "Baten": [None, None],
        "Uitstroom uit de bijstand": [left, pytest.approx(left * HALF)],
        "Vermindering multiproblematiek": [families, pytest.approx(families * HALF)],
        "Totaal baten": [gains, pytest.approx(gains * HALF)],
        "Kosten": [None, None],
        "Extra personeel door een lagere caseload": [staff, pytest.approx(staff * HALF)],
        "Maatwerkbudget": [budget, pytest.approx(budget * HALF)],
        "Totaal kosten": [spent, pytest.approx(spent * HALF)],
        "Saldo (baten − kosten)": [gains - spent, None],
        "Netto contante waarde (2,25%, basisjaar 2017, geldende norm sinds 2021)": [
            None,
            pytest.approx((gains - spent) * HALF),
        ],
        "Baten-kostenverhouding (baten per euro kosten)": [
            pytest.approx(gains / spent),
            pytest.approx(gains / spent),
        ],
    }
    assert texts(block_of(summary, "waterval")) == [
        ["Bruto baten", "342.000"],  # 6 × 37.000 + 12 × 10.000
        ["business as usual", "-111.000"],
        ["toerekening", "-60.000"],
        ["Netto baten", "171.000"],
        ["Kosten", "-105.000"],
        ["Rendement", "66.000"],
    ]


def test_zoveel_meer_in_words():
    _, (summary, _) = report_of(ZOVEEL_MEER)
    (compared,) = block_of(summary, "nulalternatief").items
    assert "dat dit ook zonder de aanpak was gebeurd: 50% van Uitstroom uit de bijstand." in compared
    assert compared.endswith("De andere baat telt helemaal als effect van de aanpak.")
    (conclusion,) = block_of(summary, "conclusie").items
    assert conclusion == (
        "Het rendement voor overheid en organisaties (gemeente) is € 66.000: tegenover elke euro aan kosten "
        "staat € 1,63 aan baten, en de kosten zijn terugverdiend in 2017."
    )
    turning = block_of(summary, "omslag_in_woorden").items
    # 222.000 × (1 − b) + 60.000 = 105.000, dus b = 177 ÷ 222 = 79,7297…%, naar beneden
    # 18.500 × n + 60.000 = 105.000, dus n = 45 ÷ 18,5 = 2,4324…, naar boven
    assert turning[:2] == (
        "Uitstroom uit de bijstand: business as usual is nu 50%; het rendement blijft positief tot 79,72%.",
        "Uitstroom uit de bijstand: aantal is nu 6; het rendement blijft positief vanaf 2,44.",
    )
    assert len(turning) == 3


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("baten[0].aantal=4", "29.000"),  # 4 × 37.000 × 0,5 + 60.000 − 105.000
        ("baten[0].business_as_usual=79,73%", "-1"),  # 222.000 × 0,2027 + 60.000 − 105.000 = −0,60
        ("baten[0].business_as_usual=79.72972973%", "0"),
    ],
)
def test_another_value_gives_what_calc_gives(setting, shown):
    found, (summary, appendix) = report_of(ZOVEEL_MEER, setting)
    assert summary.asked == f"Opdracht: --set {setting}"
    saldo = next(row for row in texts(block_of(summary, "standaard")) if row[0].startswith("Saldo"))
    assert saldo[1] == shown
    assert "niet vergeleken" in {row[3] for row in texts(block_of(appendix, "gedrukte_cijfers"))}
    assert found.figures.net == pytest.approx(contract(found.calculation)["totaal"]["rendement"], abs=1e-9)


@pytest.mark.parametrize(("setting", "net"), [(f"{SUPERVISION}=10000", DEARER), (f"{CARE}=15000", MENDED)])
def test_crisisteam_with_another_price(setting, net):
    _, (summary, _) = report_of(CRISISTEAM, setting)
    saldo = next(row for row in block_of(summary, "standaard").rows if "Saldo" in row.cells[0].text)
    assert saldo.cells[1].value == pytest.approx(net)
    rows = texts(block_of(summary, "standaard"))
    assert ["Besparing in de overige zaken", "P.M. +", "P.M. +"] in rows
    assert ["Inzet van gewone voorzieningen", "P.M. −", "P.M. −"] in rows


def test_what_would_have_happened_anyway_is_never_more_than_all():
    """30% of 50 is 15 of the 10 who found work: none of them counts, and the costs never come back."""
    _, (summary, appendix) = report_of(
        ROOT / "examples/05-volledig.yaml", "baten[0].business_as_usual.kans=30%"
    )
    lines = {row[0]: row[1:] for row in texts(block_of(summary, "standaard"))}
    assert lines["Jongeren uit de bijstand"] == ["0", "0"]
    assert "binnen deze jaren niet terugverdiend" in block_of(summary, "conclusie").items[0]
    running = block_of(appendix, "verloop")
    assert {row.role for row in running.rows} == {"regel"}
    assert running.finding.endswith("binnen deze jaren is het niet terugverdiend.")


def test_of_very_many_numbers_the_nearest_are_told_and_the_others_asked_for(written):
    """Sixty lines over thirty years: every break-even value would take longer than all the rest."""
    line = "per: jaar, duur: 5, terugval: 10%"
    rows = "".join(
        f"  - {{naam: Baat {i}, aantal: {3 + i % 5}, bedrag: {1000 + i}, {line}}}\n" for i in range(60)
    )
    head = "naam: Lang\ngemeente: Plaats\nperiode: 2020-2049\nprijspeil: 2020\nbaten:\n"
    cost = "kosten:\n  - {naam: Team, bedrag: 900000, per: jaar}\n"
    found, (summary, appendix) = report_of(written(head + rows + cost))
    assert found.crossings is None
    table = block_of(appendix, "aannamen")
    assert len(table.rows) == 60 * 4 + 2  # of each line four, of the costs one, and the rate
    assert "omslag bij" not in [column.head for column in table.columns]
    assert block_of(appendix, "omslag_elders").items[0].endswith("`rendement calc BESTAND --omslag`.")
    turning = block_of(summary, "omslag_in_woorden").items
    assert turning[0].startswith("Team: bedrag is nu € 900.000; het rendement ")


def test_with_all_ranges_against_it_and_for_it(written):
    """1 × 900 − 1.000 and 3 × 900 − 1.000; computed with 2 it is 800, and nothing is left from 10 ÷ 9."""
    text = "naam: N\ngemeente: G\nperiode: 2020\nprijspeil: 2020\nbaten:\n"
    text += "  - {naam: Hulp, aantal: {laag: 1, hoog: 3}, bedrag: 900}\n"
    _, (summary, _) = report_of(written(f"{text}kosten:\n  - {{naam: Team, bedrag: 1000}}\n"))
    said = block_of(summary, "omslag_in_woorden").items
    assert said[-1] == (
        "Met elke bandbreedte op haar ongunstigste waarde is het rendement € -100, "
        "met elke op haar gunstigste € 1.700."
    )
    assert "Hulp: aantal is nu 2; het rendement blijft positief vanaf 1,12." in said
