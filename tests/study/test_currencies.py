"""A file in another currency: read and printed in its own, and never together with one in euros."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rendement.api.batch import batch
from rendement.cli.app import app
from rendement.source import money
from rendement.source.currency import CODES, currency, sign_of
from rendement.source.scalar import ScalarError, bounds, number
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate, calculate_source

HEAD = "naam: {name}\nplaats: Leeds\nperiode: 2020\n"
POUNDS = (
    HEAD.format(name="Ponden")
    + """valuta: GBP
baten: [{naam: Winst, aantal: 2, bedrag: £ 1.500}, {naam: Code, bedrag: GBP 85k}, {naam: Kaal, bedrag: 12.5}]
kosten: [{naam: Inzet, bedrag: 400..600, betaler: {rijk: £ 100, gemeente: rest}}]
scenarios: {hoog: {kosten: hoog}}
"""
)
EUROS = HEAD.format(name="Euro's") + "kosten: [{naam: Zaal, bedrag: 7}]\n"


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def errors(text, name="proef.yaml"):
    source, found = parse(text, name)
    return [item for item in calculate_source(name, source, found).findings if item.severity == "fout"]


@pytest.fixture
def two(written):
    return written(EUROS, "a.yaml"), written(POUNDS, "b.yaml")


# -- one file


def test_amounts_may_carry_the_one_sign_or_code_and_json_names_it(written):
    found = contract(calculate(written(POUNDS)))
    assert found["bedragen_in"] == "GBP"
    assert found["totaal"]["baten"] == 2 * 1500 + 85 * 1000 + 12.5
    assert found["kosten"][0]["per_actor"] == {"rijk": 100, "gemeente": (400 + 600) / 2 - 100}
    assert found["scenarios"]["hoog"]["totaal"]["kosten"] == 600


def test_tables_print_the_sign(written):
    file = written(POUNDS)
    shown = run("calc", file, "--by", "actor", "--by", "jaar").stdout
    assert "bedragen in GBP" in shown
    assert "£ 87.512" in shown or "£ 87.513" in shown  # 88.012,50 less 500
    assert "per GBP" in shown
    assert "euro" not in shown.replace("europese", "")
    assert "€" not in shown
    explained = run("explain", file, "totaal.baten").stdout
    assert "£ 85.000" in explained
    assert "€" not in explained
    assert "£" in run("calc", file, "--omslag").stdout
    assert '"eenheid": "GBP"' in run("explain", file, "totaal.baten", "--format", "json").stdout
    assert run("calc", file, "--format", "csv").stdout.splitlines()[1].split(",")[6] == "GBP"


def test_a_break_even_value_can_be_set_as_it_is_given(written):
    file = written(POUNDS.replace("GBP 85k", "GBP 100").replace("1.500", "150"))
    texts = {
        item["pad"]: item["set"]
        for item in contract(calculate(file, Options(breakeven=True)))["omslagwaarden"]
        if item["set"]
    }
    for path, text in texts.items():
        again = contract(calculate(file, Options(sets=(f"{path}={text}",))))
        assert again["totaal"]["rendement"] == pytest.approx(0, abs=1e-6)


def test_a_unit_and_a_currency_together(written):
    text = POUNDS.replace("valuta: GBP", "valuta: GBP\nbedragen_x: 1000").replace("£ 100", "100k")
    text = text.replace("£ 1.500", '"£ 1,5k"')
    file = written(text)
    found = contract(calculate(file))
    assert found["totaal"]["baten"] == 2 * 1500 + 85 * 1000 + 12.5 * 1000
    assert "bedragen × £ 1.000" in run("calc", file).stdout
    (error,) = errors(text.replace("£ 1,5k", "£ 1.500"))
    assert error.code == "teken-bij-eenheid"
    assert "maal £ 1.000" in error.message


WRITTEN = {
    "£ 37.000": 37000,
    "£37.000,50": 37000.5,
    "GBP 37.000": 37000,
    "£ -500": -500,
    "-£ 500": -500,
    "£ 1,275 mln": 1_275_000,
    "37000": 37000,
}


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_another_sign_is_written_as_the_euro_is(text, value):
    with money.counted_in(money.Money(currency="GBP")):
        assert number(text, "bedrag") == value
        if "mln" not in text:
            assert bounds(f"{text}..99000000", "bedrag") == (value, 99_000_000)


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("€ 5", "andere-valuta", "zet bovenaan `valuta: EUR` als alle bedragen in EUR zijn"),
        ("EUR 5", "andere-valuta", "zet bovenaan `valuta: EUR`"),
        ("5 euro", "andere-valuta", "zet bovenaan `valuta: EUR`"),
        ("$ 5", "andere-valuta", "zet bovenaan `valuta: USD`"),
        ("CHF 5", "andere-valuta", "zet bovenaan `valuta: CHF`"),
        ("£ 37.5", "euro-notatie", "schrijf 37.5 zonder teken van GBP, of £ 37,50 (met een komma)"),
        ("£ 37,000", "euro-notatie", "schrijf £ 37.000 als u duizendtallen bedoelt, of £ 37,00"),
        ("£ 1,234.50", "euro-notatie", "schrijf £ 1.234,50"),
        ("37.000 GBP", "euro-notatie", "schrijf £ 37.000"),
        ("£ 30.000 tot £ 40.000", "geen-getal", "schrijf een bereik met twee punten: £ 30.000..£ 40.000"),
        ("40.000", "dubbelzinnig-getal", "schrijf 40000 of £ 40.000 als u duizendtallen bedoelt"),
        ("veel", "geen-getal", "schrijf bijvoorbeeld 37000 of £ 37.000"),
    ],
)
def test_what_is_wrong_with_an_amount_is_said_in_its_own_currency(text, code, remedy):
    with money.counted_in(money.Money(currency="GBP")), pytest.raises(ScalarError) as error:
        number(text, "bedrag", ranges=True)
    assert error.value.code in (code, "euro-notatie")
    assert error.value.remedy.startswith(remedy)


@pytest.mark.parametrize("kind", ["aantal", "aandeel", "voet", "factor", "groei"])
def test_only_an_amount_has_a_currency(kind):
    with money.counted_in(money.Money(currency="GBP")), pytest.raises(ScalarError):
        number("£ 5", kind)


WRONG = {
    "£": "schrijf GBP",
    "€": "schrijf EUR",
    "euro": "schrijf EUR",
    "gbp": "schrijf GBP",
    "dollars": "schrijf USD",
    "GBB": "schrijf de code van drie hoofdletters",
    "EURO": "schrijf EUR",
    "XXX": "schrijf de code van drie hoofdletters",
    "ponden sterling": "schrijf de code van drie hoofdletters",
    "1000": "schrijf de code van drie hoofdletters",
    "ja": "schrijf de code van drie hoofdletters",
    "EUR, GBP": "schrijf de code van drie hoofdletters",
}


@pytest.mark.parametrize(("value", "remedy"), WRONG.items())
def test_a_currency_that_is_no_code_is_refused(value, remedy):
    (found,) = errors(EUROS + f"valuta: '{value}'\n")
    assert (found.code, found.path) == ("onbekende-valuta", "valuta")
    assert found.remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("value", "code"), [("[EUR]", "verkeerde-vorm"), ("{a: b}", "verkeerde-vorm"), ("", "lege-waarde")]
)
def test_another_shape_is_refused(value, code):
    (found,) = errors(EUROS + f"valuta: {value}\n")
    assert (found.code, found.path) == (code, "valuta")


def test_every_code_is_known_and_has_a_sign():
    assert {"EUR", "GBP", "USD", "CHF", "JPY"} < CODES
    assert all(currency(code) == code and sign_of(code) for code in CODES)


# -- more files


def test_a_price_list_in_another_currency_is_refused_with_both_places(written):
    written("prijslijst: p\nprijspeil: 2020\nvaluta: USD\nposten: {a/b: {naam: A, bedrag: $ 5}}\n", "p.yaml")
    (found,) = errors(POUNDS + "prijslijsten: [p.yaml]\n", written(POUNDS, "c.yaml"))
    assert found.code == "andere-valuta"
    assert "USD (" in found.message
    assert "p.yaml:3:9)" in found.message
    assert "GBP (" in found.message


def test_a_price_list_in_the_same_currency_is_used(written):
    written("prijslijst: p\nprijspeil: 2020\nvaluta: GBP\nposten: {a/b: {naam: A, bedrag: £ 5}}\n", "p.yaml")
    text = (
        HEAD.format(name="C")
        + "prijspeil: 2020\nvaluta: GBP\nprijslijsten: [p.yaml]\nbaten: [{naam: A, prijs: a/b}]\n"
    )
    assert contract(calculate(written(text)))["totaal"]["baten"] == 5
    shown = run("prices", "toon", "a/b", "--lijst", written("", "x.yaml").replace("x.yaml", "p.yaml")).stdout
    assert "£ 5" in shown


PROGRAMME = "soort: programma\nnaam: P\ngemeente: G\nperiode: 2020\n{}maatregelen: [{}]\n"
MONITOR = (
    "soort: monitor\nnaam: M\ngemeente: G\nvaluta: GBP\nkolommen: {2020: realisatie, 2021: realisatie}\n"
    "posten: [{naam: Hulp, bedragen: {2020: £ 500, 2021: 700}, "
    "aantallen: {cliënten: {telt: uniek, 2020: 5, 2021: 7}}}]\n"
)


@pytest.mark.parametrize(
    ("included", "text"),
    [
        ("{casus: in.yaml}", POUNDS),
        (
            "{programma: in.yaml}",
            PROGRAMME.format("valuta: GBP\n", "{naam: A, besparing: {incidenteel: {2020: 5}}}"),
        ),
        ("{naam: A, besparing: {incidenteel: {2020: 5}}, monitor: in.yaml, post: hulp}", MONITOR),
    ],
)
def test_a_programme_takes_up_nothing_in_another_currency(written, included, text):
    written(text, "in.yaml")
    for own, count in (("", 1), ("valuta: GBP\n", 0)):
        file = written(PROGRAMME.format(own, included), "p.yaml")
        found = [item for item in calculate(file).findings if item.severity == "fout"]
        assert [item.code for item in found] == ["andere-valuta"] * count
    assert "in.yaml" in str(found) or not found


def test_files_in_two_currencies_are_not_shown_together(two):
    answer = run("calc", *two)
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "[andere-valuta]" in answer.stderr
    assert "b.yaml:4:9: fout: " in answer.stderr
    assert "EUR (zonder `valuta`)" in answer.stderr
    assert run("calc", two[1], two[1].replace("b.yaml", "b.yaml")).exit_code == 0


def test_a_batch_gives_no_figures_in_a_second_currency(two):
    rows = batch(*two).rows
    assert [row["status"] for row in rows] == ["goed", "fout"]
    assert [row["bedragen_in"] for row in rows] == ["EUR", "GBP"]
    assert rows[1]["totaal.kosten"] is None
    assert "rekent in GBP, en " in rows[1]["melding"]
    answer = run("batch", *two)
    assert answer.exit_code == 1
    assert "bedragen in euro" in answer.stdout
    alone = run("batch", two[1])
    assert alone.exit_code == 0
    assert "bedragen in GBP" in alone.stdout


def test_a_monitor_is_read_and_printed_in_its_own(written):
    file = written(MONITOR)
    found = contract(calculate(file))
    assert found["bedragen_in"] == "GBP"
    assert found["posten"][0]["eenheid"] == found["totaal"]["eenheid"] == "GBP"
    assert found["totaal"]["bedragen"] == {"2020": 500, "2021": 700}
    shown = run("calc", file).stdout
    assert "bedragen in GBP" in shown
    assert "€" not in shown
    assert "euro" not in shown
    run("prices", "import", file, "-o", f"{file}.lijst.yaml")
    assert "valuta: GBP" in Path(f"{file}.lijst.yaml").read_text(encoding="utf-8")
