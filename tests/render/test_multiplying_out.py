"""Every printed row multiplies out: number x price x years is the gross amount, in every format."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from case_result import outcome
from format_readers import READERS, plain_rows, separated
from project import files, short
from random_cases import cases
from rendement.render.formats import FORMATS
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.study.pipeline import calculate

CASES = [
    path
    for path in files("cases", "examples")
    if not {"soort: programma", "soort: monitor"} & set(path.read_text(encoding="utf-8").splitlines())
]
WAYS = ("80", "120", *(name for name in FORMATS if name != "json"))
EXACT = ("csv", "csv-nl", "tsv")


def printed(calculation, way):
    """The rows of the lines, as they are read from a format or from a window of some width."""
    if way.isdigit():
        (document,) = assemble("verslag", [calculation])
        return [cells for _, cells in plain_rows(as_text(layout(document, int(way))))]
    form = FORMATS[way]
    text = form.text(assemble(form.kind, [calculation]), "stream")
    if way == "table":
        return [cells for _, cells in plain_rows(text)]
    if way not in EXACT:
        head, *rows = READERS[way](text).main
    else:
        rows = separated(text, {"csv": ",", "csv-nl": ";", "tsv": "\t"}[way])
        start = next(i for i, row in enumerate(rows) if "bruto" in row)
        head, *rows = rows[start : next((i for i in range(start, len(rows)) if not rows[i]), None)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def bounds(text, exact):
    """Between which values the figure lies that was rounded to this."""
    bare = text.strip("()").removeprefix("~")
    value = Decimal(bare if exact == "csv" else bare.replace(".", "").replace(",", "."))
    half = abs(value) * Decimal("1e-11") if exact else Decimal(1).scaleb(value.as_tuple().exponent) / 2
    return value, half


def product(factors):
    """The product of figures that were rounded, and how far from it the real one may lie."""
    value, off = Decimal(1), Decimal(0)
    for other, half in factors:
        off = abs(value) * half + abs(other) * off + off * half
        value *= other
    return value, off


def assert_multiplies_out(calculation, way):
    rows = [row for row in printed(calculation, way) if row.get("aantal") and row.get("prijs")]
    assert len(rows) == len(calculation.result.lines)
    exact = way if way in EXACT else ""
    means = any(item.line.scaled_to is not None for item in calculation.result.lines)
    for row in rows:
        keys = [key for key in ("aantal", "prijs", "jaren") if row.get(key)]
        value, off = product(bounds(row[key], exact) for key in keys)
        gross, half = bounds(row.get("bruto") or row["bedrag"], exact)
        assert abs(value - gross) <= off + half, row
        cents = bounds(row["aantal"], exact)[0] / 200 if means else 0  # of a mean there are no more decimals
        assert exact or abs(value - gross) <= max(1, cents), row  # by hand, from what is printed


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", CASES, ids=short)
def test_every_row_of_every_case_multiplies_out(path, way):
    assert_multiplies_out(calculate(str(path)), way)


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=20, deadline=None)
@given(case=cases())
def test_every_row_of_a_random_case_multiplies_out(way, case):
    assert_multiplies_out(outcome(case), way)


@settings(max_examples=60, deadline=None)
@given(case=cases())
def test_every_post_of_a_basket_multiplies_out(case):
    (document,) = assemble("verslag", [outcome(case)])
    for block in document.blocks:
        for row in block.rows if block.key == "samenstelling" else ():
            _, factors, amount, _ = (cell.text for cell in row.cells)
            if factors:
                value, off = product(bounds(factor, "") for factor in factors.split(" × "))
                whole, half = bounds(amount, "")
                assert abs(value - whole) <= min(off + half, 1), row


HEAD = "naam: Proef\ngemeente: G\nperiode: 2020-2026\nprijslijsten: [zoetermeer-2018]\n"
FACTORS = ("aantal", "prijs", "eenheid", "jaren", "bruto")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("aantal: 10, bedrag: 1000, duur: 5, jaar: 2020", "10 1.000 per_jaar 5 50.000"),
        ("aantal: 23, bedrag: 16500, per: jaar", "23 16.500 per_jaar 7 2.656.500"),
        ("aantal: 23, bedrag: 16500, per: periode", "23 16.500 - - 379.500"),
        ("fte: 2, tarief: 65000, jaren: 2020-2021", "2 65.000 fte-jaar 2 260.000"),
        ("fte: {2020: 0.7, 2021: 0.7}, tarief: 60000", "1,4 60.000 fte-jaar - 84.000"),
        ("fte: 1, tarief: 60000, jaar: 2020, maanden: 3", "1 60.000 fte-jaar 0,25 15.000"),
        (
            "bedrag: 1200, per: jaar, jaren: 2020-2021, maanden: {2020: 3, 2021: 12}",
            "1 1.200 per_jaar 1,25 1.500",
        ),
        ("bedrag: 7000, over_jaren: 7, per: periode", "1 7.000 - - 7.000"),
        ("aantal: {2020: 4, 2022: 9}, bedrag: 1000, duur: 2.5", "13 1.000 per_jaar 2,5 32.500"),
        ("aantal: {2020: 1, 2021: 2}, bedrag: {2020: 100, 2021: 152}", "3 134,67 gem. - 404"),
        ("aantal: 2, bedrag: {2020: 100, 2021: 150}", "2 250 alle_jaren - 500"),
        ("aantal: 7, totaal: 67000, per: periode", "7 9.571,43 - - 67.000"),
        ("prijs: jeugd/uithuisplaatsing-begeleiding@dag, aantal: 180, per: jaar", "180 35 dag 7 44.100"),
        ("posten: {wonen/noodwoning: 12, jeugd/ots: 2}, aantal: 2, per: jaar", "2 22.600 per_jaar 7 316.400"),
        ("voor: {jeugd/pleegzorg: 2}, na: {jeugd/jeugdzorg: 1}", "1 6.500 - - 6.500"),
    ],
)
def test_the_factors_of_a_row(written, line, expected):
    """12 x 400 + 2 x 8.900 = 22.600; (100 + 2 x 152) / 3 = 134,67; 67.000 / 7 = 9.571,43."""
    calculation = calculate(written(f"{HEAD}baten: [{{naam: Regel, {line}}}]\n"))
    row = next(row for row in printed(calculation, "html") if row["aantal"])
    assert " ".join((row.get(key) or "-").replace(" ", "_") for key in FACTORS) == expected


def test_households_are_a_group_at_their_mean(written):
    """Twelve of which 1.200 a mutation: (1 + 2 + ... + 12) x 1.200 / 12 = 7.800, for eighty 624.000."""
    one = "      - {{naam: H{0}, posten: {{wonen/mutatie: {0}}}}}\n"
    households = "".join(one.format(number) for number in range(1, 13))
    case = f"{HEAD}baten:\n  - naam: Gezinnen\n    opschalen_naar: 80\n    casussen:\n{households}"
    row = next(row for row in printed(calculate(written(case)), "html") if row["aantal"])
    assert [row[key] for key in FACTORS[:3]] == ["80", "7.800", "gem. per casus"]
    assert row["bruto"] == "624.000"


def test_what_is_given_up_is_no_formula(written):
    """Pleegzorg (2 x 7.000) for jeugdzorg: what `na` has goes off, and that row is no formula."""
    line = "{naam: Ruil, voor: {jeugd/pleegzorg: 2}, na: {jeugd/jeugdzorg: 1}}"
    calculation = calculate(written(f"{HEAD}baten: [{line}]\n".replace("2020-2026", "2020")))
    for way in ("html", "tsv"):
        shown = FORMATS[way].text(assemble("verslag", [calculation]), "stream")
        assert "(-1) × 7.500" in shown.replace("&#215;", "×")


def test_a_column_that_says_nothing_is_left_out(written):
    file = written(f"{HEAD}baten:\n  - {{naam: Een, aantal: 2, bedrag: 5, jaar: 2020}}\n")
    shown = FORMATS["html"].text(assemble("verslag", [calculate(file)]), "stream")
    head = READERS["html"](shown).main[0]
    assert head == ["", "aantal", "prijs", "bruto", "netto"]
