"""Money that cannot be misread: every accepted notation reads as its number, every other one is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rendement.source import scalar, years
from rendement.source.scalar import ScalarError

READ_AS = {
    "37000": 37000,
    "37_000": 37000,
    "1_234_567.5": 1234567.5,
    "37000.50": 37000.5,
    "0.5": 0.5,
    "0.125": 0.125,
    "€ 37.000": 37000,
    "€ 37.000,50": 37000.5,
    "€37.000,-": 37000,
    "€ 37.000,--": 37000,
    "€ 37000": 37000,
    "€ 0,05": 0.05,
    "EUR 500": 500,
    "1.234,50": 1234.5,
    "1.234.567": 1234567,
    "12,5": 12.5,
    "0,125": 0.125,
    "-500": -500,
    "\u2212500": -500,
    "€ -500": -500,
    "-€ 500": -500,
    "€ \u22121.500": -1500,
    "€\u00a037.000": 37000,
    " 37000 ": 37000,
    "40.0000": 40,
    "0": 0,
}
SHARES = {
    "50%": 0.5,
    "12,5%": 0.125,
    "0.5%": 0.005,
    "50 %": 0.5,
    "7.5%": 0.075,
    "33.333%": 0.33333,
    "0.5": 0.5,
    "0,125": 0.125,
    "0": 0,
    "1": 1,
    "100%": 1,
}
REFUSED = {
    "40.000": "dubbelzinnig-getal",
    "1,125": "dubbelzinnig-getal",
    "-1,125": "dubbelzinnig-getal",
    "1000.000": "dubbelzinnig-getal",
    "€ 37.5": "euro-notatie",
    "€ 37,000": "euro-notatie",
    "€ 1.23.456": "euro-notatie",
    "€": "euro-notatie",
    "-€ -5": "euro-notatie",
    "37.000 euro": "euro-notatie",
    "37.5.1 euro": "euro-notatie",
    "37000,-": "euro-notatie",
    "€ 37 000": "spatie-in-getal",
    "37 000": "spatie-in-getal",
    "012": "voorloopnul",
    "22:30": "geen-getal",
    "1e3": "wetenschappelijk",
    "1e99": "wetenschappelijk",
    ".nan": "geen-getal",
    "inf": "geen-getal",
    "ja": "ja-als-getal",
    "No": "ja-als-getal",
    "": "lege-waarde",
    "1,234.50": "engelse-notatie",
    "twaalf": "geen-getal",
    "0x10": "geen-getal",
    "37 appels": "geen-getal",
    "5%": "percentage-als-getal",
    "1" * 16: "getal-te-lang",
    "9" * 5000: "getal-te-lang",
    "\u0663": "geen-getal",
    "1\u0663": "geen-getal",
}


@pytest.mark.parametrize(("text", "value"), READ_AS.items())
def test_an_amount_reads_as_that_number(text, value):
    assert scalar.number(text, "bedrag") == value


@pytest.mark.parametrize(("text", "value"), SHARES.items())
def test_a_share_reads_as_that_number(text, value):
    assert scalar.number(text, "aandeel") == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_anything_else_is_refused_by_name(text, code):
    with pytest.raises(ScalarError) as error:
        scalar.number(text, "bedrag")
    assert error.value.code == code


def notations(number):
    """The spellings of casustaal for a whole number of cents."""
    euros, cents = divmod(abs(number), 100)
    sign = "-" if number < 0 else ""
    grouped = f"{euros:,}".replace(",", ".")
    decimals = f"{cents:02d}"
    yield f"€ {sign}{grouped},{decimals}"
    yield f"{sign}€ {grouped},{decimals}"
    yield f"{sign}{euros}.{decimals}"
    yield f"{sign}{grouped},{decimals}"
    if euros >= 1000:
        yield f"{sign}{euros:_}.{decimals}"
    if cents == 0:
        yield f"€ {sign}{grouped}"
        yield f"€ {sign}{grouped},-"
        yield f"{sign}{euros}"
    yield f"{sign}{euros}.{decimals}".replace("-", "\u2212")


@settings(max_examples=100, deadline=None)
@given(st.integers(-(10**12), 10**12))
def test_every_notation_of_a_number_reads_as_that_number(cents):
    for text in notations(cents):
        assert scalar.number(text, "bedrag") == pytest.approx(cents / 100, abs=1e-9), text


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000))
def test_a_percentage_is_a_share_of_a_hundred(thousandths):
    percent = f"{thousandths / 1000:.3f}"
    assert scalar.number(f"{percent}%", "aandeel") == pytest.approx(thousandths / 100_000, abs=1e-15)
    assert scalar.number(f"{percent.replace('.', ',')}%", "aandeel") == scalar.number(
        f"{percent}%", "aandeel"
    )


SIGNS = st.text(alphabet="0123456789.,-+ €%eE_:kx\u00a0", max_size=12)


@settings(max_examples=100, deadline=None)
@given(SIGNS, st.sampled_from(["bedrag", "aantal", "aandeel", "voet"]))
def test_nothing_is_guessed_and_nothing_breaks(text, kind):
    """Either a number, or a finding in Dutch; a value that two people read differently is no number."""
    try:
        value = scalar.number(text, kind)
    except ScalarError as error:
        refusal = error
        assert all((refusal.code, refusal.message, refusal.remedy))
        return
    assert isinstance(value, float)
    assert abs(value) < 1e16
    assert not re.fullmatch(r"-?[1-9]\d*[.,]\d{3}", text.strip())


@settings(max_examples=100, deadline=None)
@given(SIGNS)
def test_who_follows_the_remedy_is_understood(text):
    """A spelling that a remedy offers for this very text can be read."""
    try:
        scalar.number(text, "bedrag")
    except ScalarError as error:
        if "bijvoorbeeld" in error.remedy or error.code in ("bereik-vorm", "getal-te-lang"):
            return
        match = re.fullmatch(
            r"(?:schrijf|zet het euroteken voorop:|haal de spatie weg:) ([^ ]+|€ [^ ]+)", error.remedy
        )
        if match:
            scalar.number(match[1], "bedrag")


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("40.000", ["40000", "€ 40.000", "40.0"]),
        ("1,125", ["1125", "€ 1.125", "1.1250"]),
        ("1,120", ["1120", "€ 1.120", "1.12"]),
        ("-40.000", ["-40000", "€ -40.000", "-40.0"]),
        ("1500.000", ["1500000", "1500.0"]),
    ],
)
def test_both_readings_of_an_ambiguous_number_are_offered_and_accepted(text, offers):
    with pytest.raises(ScalarError) as error:
        scalar.number(text, "bedrag")
    found = re.findall(r"(?:€ )?-?[\d.]+\d", error.value.remedy)
    assert found == offers
    values = {scalar.number(offer, "bedrag") for offer in offers}
    assert len(values) == 2


# -- ranges, years, yes and no


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("30000..40000", "bedrag", (30000, 40000)),
        ("30000..35000..40000", "bedrag", (30000, 35000, 40000)),
        ("€ 30.000..40.000", "bedrag", (30000, 40000)),
        ("€ 30.000 .. € 40.000", "bedrag", (30000, 40000)),
        ("€ -500..500", "bedrag", (-500, 500)),
        ("5%..10%", "aandeel", (0.05, 0.1)),
        ("0.05..0.1", "aandeel", (0.05, 0.1)),
    ],
)
def test_a_range(text, kind, values):
    assert scalar.bounds(text, kind) == pytest.approx(values)


def test_what_is_no_range_is_none():
    assert scalar.bounds("30000", "bedrag") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("40000..30000", "bereik-omgekeerd"),
        ("1..", "bereik-vorm"),
        ("1..2..3..4", "bereik-vorm"),
        ("40.000..50.000", "dubbelzinnig-getal"),
        ("a..b", "geen-getal"),
    ],
)
def test_a_wrong_range(text, code):
    with pytest.raises(ScalarError) as error:
        scalar.bounds(text, "bedrag")
    assert error.value.code == code


@pytest.mark.parametrize(
    ("text", "span"),
    [("2018", (2018, 2018)), ("2017-2018", (2017, 2018)), ("2017 \u2013 2018", (2017, 2018))],
)
def test_a_period(text, span):
    assert years.period(text) == span


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("2018 t/m 2020", "geen-periode", "schrijf 2018-2020"),
        ("2018/19", "geen-periode", "schrijf 2018-2019"),
        ("2018..2020", "geen-periode", "schrijf 2018-2020"),
        ("drie jaar", "geen-periode", "schrijf bijvoorbeeld 2018 of 2018-2020"),
        ("18-19", "geen-periode", "schrijf 2018-2019"),
        ("2023/2024", "geen-periode", "schrijf 2023-2024"),
        ("2020-2018", "periode-omgekeerd", "schrijf 2018-2020"),
        ("1900-2199", "periode-te-lang", "schrijf een periode van hooguit 200 jaren, zoals 1900-2099"),
        ("", "lege-waarde", "vul een waarde in of haal de sleutel weg"),
    ],
)
def test_a_wrong_period(text, code, remedy):
    with pytest.raises(ScalarError) as error:
        years.period(text)
    assert (error.value.code, error.value.remedy) == (code, remedy)


@pytest.mark.parametrize("text", ["1850", "2201", "18", "20188", "2018.0", "\u0662\u0660\u0661\u0668"])
def test_a_wrong_year(text):
    with pytest.raises(ScalarError, match="geen jaartal"):
        years.year(text)


def test_a_whole_number():
    assert scalar.whole("7", 1, 200) == 7
    with pytest.raises(ScalarError, match="geheel getal") as error:
        scalar.whole("2,5", 1, 200)
    assert error.value.remedy == "schrijf 2 of 3"
    with pytest.raises(ScalarError, match="buiten 1 t/m 200"):
        scalar.whole("0", 1, 200)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("false", "schrijf nee"), ("True", "schrijf ja"), ("misschien", "schrijf ja of nee")],
)
def test_yes_and_no(text, remedy):
    assert scalar.yes_no("ja")
    assert not scalar.yes_no(" Nee ")
    with pytest.raises(ScalarError) as error:
        scalar.yes_no(text)
    assert error.value.remedy == remedy


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("50", "aandeel-buiten-bereik", "bedoelt u 50%?"),
        ("1.125", "aandeel-buiten-bereik", "schrijf een percentage van 0% t/m 100%; 1.125 is 112.5%"),
        ("50 procent", "geen-getal", "schrijf 50%"),
        ("150%", "aandeel-buiten-bereik", "schrijf een percentage van 0% t/m 100%"),
        ("-5%", "aandeel-buiten-bereik", "schrijf een percentage van 0% t/m 100%"),
        ("5000", "aandeel-buiten-bereik", "schrijf een percentage van 0% t/m 100%"),
        ("€ 5", "bedrag-als-aandeel", "schrijf bijvoorbeeld 50% of 0.5"),
        ("de helft", "geen-getal", "schrijf bijvoorbeeld 50% of 0.5"),
        (
            "1.000",
            "dubbelzinnig-getal",
            "schrijf 1000 als u duizendtallen bedoelt, of 1.0 als het decimalen zijn",
        ),
        ("1.234,5%", "geen-getal", "schrijf bijvoorbeeld 50% of 0.5"),
    ],
)
def test_a_wrong_share(text, code, remedy):
    with pytest.raises(ScalarError) as error:
        scalar.number(text, "aandeel")
    assert (error.value.code, error.value.remedy) == (code, remedy)


@pytest.mark.parametrize(("text", "value"), [("-99%", -0.99), ("2.25%", 0.0225), ("0,03", 0.03), ("1", 1)])
def test_a_discount_rate(text, value):
    assert scalar.number(text, "voet") == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "remedy"), [("3", "bedoelt u 3%?"), ("-100%", "schrijf een percentage boven")]
)
def test_a_wrong_discount_rate(text, remedy):
    with pytest.raises(ScalarError, match="discontovoet") as error:
        scalar.number(text, "voet")
    assert error.value.remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("37 K", "schrijf 37k"),
        ("1,2 mln.", "schrijf 1.2 mln"),
        ("€ 1.5 mln", "schrijf 1.5 mln"),
        ("1.275 mln", "schrijf 1275 mln of € 1.275 mln als u duizendtallen bedoelt, of 1.2750 mln als"),
        ("1,3 mio", "schrijf het getal uit: 1300000"),
        ("-2 ton", "schrijf het getal uit: -200000"),
        (".5", "schrijf 0.5"),
        ("-.5", "schrijf -0.5"),
        ("5.", "schrijf 5"),
        ("+500", "schrijf 500"),
        ("30-40", "schrijf een bereik met twee punten: 30..40"),
        ("€ 30.000 tot € 40.000", "schrijf een bereik met twee punten: € 30.000..€ 40.000"),
        ("30000 t/m 40000", "schrijf een bereik met twee punten: 30000..40000"),
        (
            "20.000 tot 30.000",
            "schrijf een bereik met twee punten: 20000..30000 als u duizendtallen bedoelt, of 20.0..30.0",
        ),
        ("ca. 500", "schrijf alleen 500"),
        ("12 personen", "schrijf alleen 12"),
        ("1e3", "schrijf 1000"),
        ("2,5e3", "schrijf 2500"),
        ("€ 37.5", "schrijf 37.5 zonder euroteken, of € 37,50 (met een komma)"),
        ("€ 1,234.50", "schrijf € 1.234,50"),
        ("-012", "schrijf -12"),
    ],
)
def test_a_remedy_fits_what_was_written(text, remedy):
    with pytest.raises(ScalarError) as error:
        scalar.number(text, "bedrag", ranges=True)
    assert error.value.remedy.startswith(remedy)


@pytest.mark.parametrize("text", ["30-40", "€ 30.000 tot € 40.000", "30000..40000 euro"])
def test_no_range_is_offered_where_none_can_stand(text):
    with pytest.raises(ScalarError) as error:
        scalar.number(text, "bedrag")
    assert ".." not in error.value.remedy
