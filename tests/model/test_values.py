"""What stands behind a key: numbers, ranges, series, tables, payers, posts; and the middle of each."""

from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rendement.model import forms, parse
from rendement.model.forms import BaseRate, Payer, PostRef
from rendement.model.library import load_library, read_price_list
from rendement.model.parse import Curve
from rendement.model.post_price import Between, Listed, price_of
from rendement.model.pricelist import Post
from rendement.model.synonyms import meant
from rendement.model.values import Counted, Discrete, Range, Series, lowest, point, spans
from rendement.source.scalar import ScalarError
from rendement.source.tree import parse as parse_yaml


def refusal(read, *arguments):
    """The codes of everything that is wrong."""
    try:
        read(*arguments)
    except ScalarError as error:
        return [found.code for found in error.findings]
    return []


# -- uncertain values


@pytest.mark.parametrize(
    ("node", "middle"),
    [
        ("30000", 30000),
        ("30000..40000", 35000),
        ("30000..34000..40000", 34000),
        ({"laag": "1", "hoog": "9"}, 5),
        ({"laag": "1", "midden": "4", "hoog": "9", "verdeling": "driehoek"}, 4),
        ({"laag": "2", "hoog": "8", "verdeling": "uniform"}, 5),
        ({"discreet": {"4": "30%", "6": "70%"}}, 4 * 0.3 + 6 * 0.7),
        ("7..7", 7),
        ({"laag": "7", "hoog": "7"}, 7),
    ],
)
def test_the_point_run_takes_the_middle(node, middle):
    assert point(parse.uncertain(node, "aantal")) == pytest.approx(middle)


def test_the_middle_of_a_lognormal_is_its_mean():
    """With 5% and 95% at 10 and 1000: mu = ln 100, sigma = ln 100 / (2 x 1.645)."""
    sigma = log(100) / (2 * 1.6448536269514722)
    value = parse.uncertain({"laag": "10", "hoog": "1000", "verdeling": "lognormaal"}, "bedrag")
    assert point(value) == pytest.approx(exp(log(100) + sigma**2 / 2))


def test_a_counted_share():
    assert parse.uncertain({"geteld": "13", "van": "86"}, "aandeel") == Counted(13, 86)
    assert point(Counted(13, 86)) == 13 / 86


def test_a_range_whose_ends_are_the_same_is_certain():
    assert parse.uncertain("5..5", "aantal") == 5.0


@pytest.mark.parametrize(
    ("node", "kind", "codes"),
    [
        ({"laag": "1"}, "bedrag", ["sleutel-ontbreekt"]),
        ({}, "bedrag", ["sleutel-ontbreekt"]),
        ({"laag": "9", "hoog": "1"}, "bedrag", ["bereik-omgekeerd"]),
        ({"laag": "0", "hoog": "1", "verdeling": "lognormaal"}, "bedrag", ["lognormaal-nul"]),
        ({"geteld": "1", "van": "0"}, "aandeel", ["te-klein"]),
        ({"geteld": "-1", "van": "3"}, "aandeel", ["te-klein"]),
        ({"geteld": "4", "van": "3"}, "aandeel", ["geteld-meer-dan-van"]),
        ({"geteld": "4", "van": "3"}, "bedrag", ["geteld-geen-aandeel"]),
        ({"geteld": "4"}, "aandeel", ["sleutel-ontbreekt"]),
        ({"discreet": {"4": "30%"}}, "aantal", ["kansen-geen-100"]),
        ({"discreet": {"vier": "30%"}}, "aantal", ["geen-getal"]),
        ({"discreet": []}, "aantal", ["geen-tabel"]),
        ({"discreet": {"4": "100%"}, "x": "1"}, "aantal", ["onbekende-sleutel"]),
        (["1"], "bedrag", ["verkeerde-vorm"]),
    ],
)
def test_a_wrong_uncertain_value(node, kind, codes):
    assert refusal(parse.uncertain, node, kind) == codes


@pytest.mark.parametrize(
    ("node", "low", "high", "codes"),
    [
        ("-1", 0, None, ["te-klein"]),
        ("-1..5", 0, None, ["te-klein"]),
        ({"discreet": {"-4": "100%"}}, 0, None, ["te-klein"]),
        ("13", 0, 12, ["te-groot"]),
        ("12", 0, 12, []),
    ],
)
def test_numbers_within_bounds(node, low, high, codes):
    assert refusal(parse.within, node, "aantal", low, high) == codes


# -- series and tables


def test_a_series_is_sorted_by_year():
    value = parse.series({"2019": "6", "2018": "5"}, "aantal")
    assert value == Series(((2018, 5.0), (2019, 6.0)))
    assert value.years == (2018, 2019)
    assert spans(value) == ((5, 5), (6, 6))
    assert spans(None) == ()
    assert spans(7.0) == ((7, 7),)
    assert (lowest(value), lowest(None)) == (5, 0)


def test_what_begins_with_a_digit_is_a_series_with_a_wrong_year():
    assert refusal(parse.series, {"20188": "5"}, "aantal") == ["geen-jaar"]
    assert refusal(parse.certain_series, {"18": "5"}, "aantal", 0, 12) == ["geen-jaar"]
    assert refusal(parse.certain_series, {}, "aantal", 0, 12) == ["lege-waarde"]


def test_each_amount_of_a_list_is_a_number_or_a_range():
    assert parse.amounts(["8040", "28400"]) == (8040, 28400)
    assert parse.amounts(["8040", "1..2"]) == (8040, Range(1, 2))
    assert refusal(parse.amounts, ["8040", "2..1"]) == ["bereik-omgekeerd"]
    assert refusal(parse.amounts, []) == ["lege-waarde"]


def test_a_curve_is_sorted_and_has_each_row_once():
    assert parse.curve({"2": "42%", "1": "25%"}) == Curve(((1, 0.25), (2, 0.42)))
    assert parse.curve({"2": "42%", "1": "20%..30%"}) == Curve(((1, Range(0.2, 0.3)), (2, 0.42)))
    assert refusal(parse.curve, {"1": "25%", "1.0": "42%"}) == ["dubbele-rij"]
    assert refusal(parse.table, {"1": "25", "1,0": "42"}) == ["dubbele-rij"]
    assert refusal(parse.curve, {}) == ["lege-waarde"]
    assert refusal(parse.curve, "5%") == ["geen-tabel"]
    assert refusal(parse.curve, {"een": "50"}) == ["geen-getal", "aandeel-buiten-bereik"]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, 60), st.integers(0, 10_000), min_size=1, max_size=8))
def test_any_table_keeps_its_rows(rows):
    node = {str(row): f"{share / 100:.2f}%" for row, share in rows.items()}
    knots = parse.curve(node).knots
    assert [row for row, _ in knots] == sorted(rows)
    assert dict(knots) == pytest.approx({row: share / 10_000 for row, share in rows.items()})


# -- payers, base rates, posts, printed figures


@pytest.mark.parametrize(
    ("node", "parts"),
    [
        ("rijk", (Payer("rijk", share=1.0),)),
        ({"rijk": "100%"}, (Payer("rijk", share=1.0),)),
        ({"rijk": "0.4", "gemeente": "rest"}, (Payer("rijk", share=0.4), Payer("gemeente"))),
        ({"rijk": "€ 50", "gemeente": "rest"}, (Payer("rijk", amount=50), Payer("gemeente"))),
        (
            {"rijk": "5000", "gemeente": "€ 1.000"},
            (Payer("rijk", amount=5000), Payer("gemeente", amount=1000)),
        ),
    ],
)
def test_payers(node, parts):
    assert forms.payers(node) == parts


@pytest.mark.parametrize(
    ("node", "codes"),
    [
        ({"rijk": "60%", "gemeente": "50%"}, ["betalers-geen-100"]),
        ({"rijk": "60%", "gemeente": "50%", "client": "rest"}, ["betalers-geen-100"]),
        ({"rijk": "60%"}, ["betalers-geen-100"]),
        ({"rijk": "rest", "gemeente": "rest"}, ["twee-keer-rest"]),
        ({"rijk": "50", "gemeente": "rest"}, ["aandeel-of-bedrag"]),
        ({"rijk": "1..5", "gemeente": "rest"}, ["bereik-hier-niet"]),
        ({"rijk": "", "gemeente": "rest"}, ["lege-waarde"]),
        ({"rijk": "-20%", "gemeente": "120%"}, ["aandeel-buiten-bereik", "aandeel-buiten-bereik"]),
        ({}, ["betaler-vorm"]),
        (["rijk"], ["betaler-vorm"]),
    ],
)
def test_wrong_payers(node, codes):
    assert refusal(forms.payers, node) == codes


def test_a_base_rate_has_two_forms():
    assert forms.base_rate("50%") == 0.5
    assert forms.base_rate({"kans": "7.5%", "van": "86"}) == BaseRate(0.075, 86)
    assert forms.base_rate({"laag": "5%", "hoog": "10%"}) == Range(0.05, 0.1)
    assert refusal(forms.base_rate, {"kans": "7.5%"}) == ["sleutel-ontbreekt"]


@pytest.mark.parametrize(
    ("text", "is_post"),
    [
        ("jeugd/ots", True),
        ("37000", False),
        ("€ 37.000", False),
        ("ja", False),
        ("EUR 5", False),
        ("", False),
    ],
)
def test_what_can_only_be_a_post_begins_with_a_letter(text, is_post):
    assert forms.looks_like_post(text) == is_post
    assert not forms.looks_like_post([text])


def test_exit_chances_and_relapse_may_be_a_post_on_a_line_but_not_in_a_list():
    assert forms.exits("pwet/uitstroom") == PostRef("pwet/uitstroom")
    assert forms.relapse("pwet/terugval@x") == PostRef("pwet/terugval", "x")
    assert forms.relapse("45%") == 0.45
    assert forms.relapse({"laag": "40%", "hoog": "50%"}) == Range(0.4, 0.5)
    assert forms.relapse({"1": "25%"}) == Curve(((1, 0.25),))
    assert refusal(forms.exit_table, "pwet/uitstroom") == ["geen-tabel"]
    assert forms.exit_table(["30%"]) == (0.3,)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("66000", (66000, 0)),
        ("€ 66.000", (66000, 0)),
        ("€ 66.000,50", (66000.5, 2)),
        ("1,63", (1.63, 2)),
        ("1.6286", (1.6286, 4)),
        ("12,5%", (0.125, 3)),
        ("1.234.567", (1234567, 0)),
        ("€ 66.000,-", (66000, 0)),
    ],
)
def test_a_printed_figure_knows_its_decimals(text, figure):
    assert forms.printed(text) == (pytest.approx(figure[0]), figure[1], text.endswith("%"))


def test_break_even_by_post_or_by_name():
    assert forms.break_even("jeugd/ots") == PostRef("jeugd/ots")
    assert forms.break_even({"naam": "Detentie", "bedrag": "80000"}) == ("Detentie", 80000)
    assert str(PostRef("pwet/schadelast", "7")) == "pwet/schadelast@7"


def test_other_words_for_a_key():
    known = ["business_as_usual", "toerekening", "bedrag"]
    assert meant("Deadweight", known) == "business_as_usual"
    assert meant("drop-off", known) is None
    assert meant("bedraag", known) == "bedrag"


# -- what a reference to a post means

TABLE = Post.model_validate({"naam": "s", "tabel": {"1": "100", "3": "300"}, "langs": "jaar"})
RATES = Post.model_validate({"naam": "s", "tarieven": {"dag": "35", "jaar": "5000"}})
PRICE = Post.model_validate({"naam": "s", "bedrag": "8900"})
CURVE = Post.model_validate({"naam": "s", "terugval": {"1": "25%"}})


@pytest.mark.parametrize(
    ("post", "selector", "amount"),
    [(PRICE, None, 8900), (RATES, "dag", 35), (TABLE, "1", 100), (TABLE, "3", 300)],
)
def test_a_price_a_rate_or_a_row(post, selector, amount):
    reference = PostRef("p", selector)
    assert price_of(post, reference) == Listed(str(reference), amount)


def test_between_two_rows_the_price_lies_on_the_straight_line():
    found = price_of(TABLE, PostRef("p", "2.5"))
    assert found == Between(Listed("p@1", 100), Listed("p@3", 300), 1.5, 2.0)


@pytest.mark.parametrize(
    ("post", "selector", "code"),
    [
        (PRICE, "dag", "tarief-onbekend"),
        (RATES, None, "selectie-ontbreekt"),
        (RATES, "week", "tarief-onbekend"),
        (TABLE, None, "selectie-ontbreekt"),
        (TABLE, "4", "rij-buiten-tabel"),
        (TABLE, "veel", "rij-buiten-tabel"),
        (CURVE, None, "post-zonder-prijs"),
    ],
)
def test_a_reference_that_means_nothing(post, selector, code):
    assert refusal(price_of, post, PostRef("p", selector)) == [code]


# -- price lists


LIST = "prijslijst: proef\nprijspeil: onbekend\nposten:\n  jeugd/hulp:\n    naam: Hulp\n    {}\n"


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("bedrag: 30000..40000", []),
        ("tarieven: {dag: 35, jaar: 5000..6000}", []),
        ("tabel: {1: 49708, 2: 57424}", []),
        ("uitstroomkansen: [30%, 20%]", []),
        ("uitstroomkansen: {1: 30%, 3: 20%}", ["gat-in-duren"]),
        ("terugval: {1: 30%, 2: 20%}", ["curve-daalt"]),
        ("bedrag: 40.000", ["dubbelzinnig-getal"]),
        ("prijs: 5", ["onbekende-sleutel"]),
        ("eenheid: keer", ["geen-omvang"]),
        ("langs: jaar", ["hoort-bij", "geen-omvang"]),
    ],
)
def test_a_post_of_a_list(line, codes):
    source, _ = parse_yaml(LIST.format(line), "lijst.yaml")
    found = read_price_list(source)[1]
    assert sorted(finding.code for finding in found) == sorted(codes)
    assert {finding.mark.file for finding in found} <= {"lijst.yaml"}


def test_a_file_that_is_no_list_is_not_quoted():
    source, _ = parse_yaml("wachtwoord: geheim\n", "x.yaml")
    assert read_price_list(source) == (None, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wachtwoord: geheim\n", "geen-prijslijst"),
        ("- geheim\n", "geen-prijslijst"),
        ("geheim: {", "lijst-onleesbaar"),
        ("\u00e9".join("ab"), "lijst-onleesbaar"),
        ("geheim\x00", "lijst-onleesbaar"),
        ("geheim" * 200_000, "lijst-onleesbaar"),
    ],
)
def test_a_case_that_names_something_else_learns_nothing_of_it(text, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text(text, encoding="latin-1")
    source, _ = parse_yaml("prijslijsten: [x.yaml]\n", "casus.yaml")
    library, (found,) = load_library(("x.yaml",), source, tmp_path)
    assert library.entries == {}
    assert found.code == code
    assert "geheim" not in found.message + found.remedy + found.mark.quote


def test_an_actor_of_the_case_may_stand_in_its_list(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text(LIST.format("bedrag: 5\n    betaler: vso\n    tegenpartij: client"))
    with_actor, _ = parse_yaml("actoren: {vso: {naam: VSO, soort: organisatie}}\n", "casus.yaml")
    without, _ = parse_yaml("naam: x\n", "casus.yaml")
    unreadable, _ = parse_yaml("actoren: vso\n", "casus.yaml")
    assert load_library(("x.yaml",), with_actor, tmp_path)[1] == []
    assert [found.code for found in load_library(("x.yaml",), without, tmp_path)[1]] == ["onbekende-actor"]
    assert load_library(("x.yaml",), unreadable, tmp_path)[1] == []


def test_discrete_values_weigh_to_one():
    assert Discrete(((4.0, 0.5), (6.0, 0.5))).middle == 5
