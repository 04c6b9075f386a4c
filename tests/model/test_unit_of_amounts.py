"""`bedragen_x`: what it may be, and what a wrong value is answered with."""

import pytest

from follow_remedy import followed
from rendement.source import money
from rendement.source.scalar import ScalarError, bounds, number
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source

FILES = {
    "casus": "naam: P\ngemeente: G\nperiode: 2020\nbedragen_x: {}\nkosten: [{{naam: A, bedrag: 5}}]\n",
    "programma": (
        "soort: programma\nnaam: P\ngemeente: G\nperiode: 2020\nbedragen_x: {}\n"
        "kosten: [{{naam: A, bedragen: {{2020: 5}}}}]\n"
    ),
    "monitor": (
        "soort: monitor\nnaam: P\ngemeente: G\nbedragen_x: {}\n"
        "kolommen: {{2020: realisatie}}\nposten: [{{naam: A, bedragen: {{2020: 5}}}}]\n"
    ),
}
KNOWN = "schrijf 1, 1000 of miljoen"
WRONG = {
    "1e3": "schrijf 1000",
    "1.000": "schrijf 1000",
    "€ 1.000": "schrijf 1000",
    "x 1000": "schrijf 1000",
    "1000,-": KNOWN,
    "1000.0": KNOWN,
    "1_000_000": "schrijf 1000000",
    "k": "schrijf 1000",
    "mln": "schrijf miljoen",
    "mld": KNOWN,
    "100": KNOWN,
    "0": KNOWN,
    "-1000": KNOWN,
    "10%": KNOWN,
    "ja": KNOWN,
    "1000..1000000": KNOWN,
    "euro": KNOWN,
}


def errors(text):
    source, found = parse(text, "proef.yaml")
    return [
        item for item in calculate_source("proef.yaml", source, found).findings if item.severity == "fout"
    ]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(("value", "remedy"), WRONG.items())
def test_another_unit_is_refused_with_what_to_write(kind, value, remedy):
    text = FILES[kind].format(value)
    (found,) = errors(text)
    assert (found.code, found.path, found.remedy) == ("onbekende-keuze", "bedragen_x", remedy)
    if remedy != KNOWN:
        assert [errors(other) for other in followed("proef.yaml", text, found)] == [[]]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    ("value", "code"), [("[1000]", "verkeerde-vorm"), ("{x: 1}", "verkeerde-vorm"), ("", "lege-waarde")]
)
def test_another_shape_is_refused(kind, value, code):
    (found,) = errors(FILES[kind].format(value))
    assert (found.code, found.path) == (code, "bedragen_x")


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("value", money.UNITS)
def test_every_unit_is_known_in_every_kind_of_file(kind, value):
    assert errors(FILES[kind].format(value)) == []


SIGNED = {
    "€ 1.500": ("1500", "1.5k"),
    "€ -500": ("-500", "-0.5k"),
    "-€ 500": ("-500", "-0.5k"),
    "EUR 1.234.567": ("1234567", "1.234567 mln"),
    "€ 37,50": ("37.50", "0.0375k"),
    "€ 12.500,-": ("12500", "12.5k"),
    "12.500 euro": ("12500", "12.5k"),
    "€ 30.000..40.000": ("30000..40000", "30k..40k"),
}


@pytest.mark.parametrize(("text", "both"), SIGNED.items())
def test_a_sign_without_a_word_is_refused_with_both_spellings(text, both):
    """As it would be a thousand times over, and as it is."""
    read = bounds if ".." in text else number
    with money.counted_in(money.Money(3, stated=True)):
        with pytest.raises(ScalarError) as error:
            read(text, "bedrag")
        bare, worded = (read(spelling, "bedrag") for spelling in both)
    assert error.value.code == "teken-bij-eenheid"
    assert f"schrijf {both[0]} als" in error.value.remedy
    assert f"of {both[1]} als" in error.value.remedy
    if ".." in text:
        assert (bare, worded) == ((30_000_000, 40_000_000), (30_000, 40_000))
    else:
        assert bare == pytest.approx(1000 * worded)


@pytest.mark.parametrize("text", ["€ 37,000", "€ 1.2.3", "€ 1,5,5"])
def test_a_sign_before_what_is_no_clear_number_is_refused_as_well(text):
    with money.counted_in(money.Money(6, stated=True)), pytest.raises(ScalarError) as error:
        number(text, "bedrag")
    assert error.value.code == "teken-bij-eenheid"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("veel", "schrijf bijvoorbeeld 37 (maal € 1.000) of 37k"),
        ("40.000", "schrijf 40000 als u duizendtallen bedoelt, of 40.0 als het decimalen zijn"),
        ("3 ton", "schrijf 300k"),
        ("circa € 4.500", "schrijf alleen 4.5k, of een bereik zoals 4.05k..4.95k"),
        ("1,2 tot 1,5 mio", "schrijf een bereik met twee punten: 1.2 mln..1.5 mln"),
    ],
)
def test_a_remedy_in_such_a_file_means_what_was_written(text, remedy):
    with money.counted_in(money.Money(3, stated=True)), pytest.raises(ScalarError) as error:
        number(text, "bedrag", ranges=True)
    assert error.value.remedy == remedy


@pytest.mark.parametrize("kind", ["aantal", "aandeel", "voet", "factor", "groei"])
def test_only_amounts_are_times_the_unit_and_have_a_word(kind):
    with money.counted_in(money.Money(3, stated=True)):
        assert number("0.5", kind) == 0.5
        with pytest.raises(ScalarError):
            number("0.5k", kind)
