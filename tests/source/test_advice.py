"""What is offered repeats the analyst's own figures, and is accepted where it is offered."""

import re

import pytest

from rendement.model import parse
from rendement.model.values import Counted
from rendement.source import scalar
from rendement.source.scalar import ScalarError
from rendement.source.tree import parse as tree

A, B = "schrijf alleen ", "schrijf een bereik met twee punten: "
READ_AS = {
    "bedrag": {
        "12 personen": A + "12",
        "7 jaar": A + "7",
        "20.000 tot 30.000": B
        + "20000..30000 als u duizendtallen bedoelt, of 20.0..30.0 als het decimalen zijn",
        "tussen 5 en 10 euro": B + "€ 5..€ 10",
        "€5.000,- à €6.000,-": B + "€ 5.000..€ 6.000",
        "1,2 tot 1,5 miljoen": B + "1.2 miljoen..1.5 miljoen",
        "10 á 15": B + "10..15",
        "10 a 15": B + "10..15",
        "3 ± 1": B + "2..4",
        "€ 100 +/- 12,50": B + "87.50..112.50",
        "ca. 6": A + "6, of een bereik zoals 5..7",
        "ongeveer € 400": A + "€ 400, of een bereik zoals € 360..€ 440",
        "circa 2,5": A + "2.5, of een bereik zoals 2.25..2.75",
        "circa 40.000": A + "40000 als u duizendtallen bedoelt, of 40.0 als het decimalen zijn",
        "minimaal 30": A + "30",
        "min. 30": A + "30",
        "maximaal € 4.500": A + "€ 4.500",
        "gemiddeld 12,5": A + "12.5",
        "12,50 per uur": A + "12.50; hoe vaak het telt, zeggen `per`, `aantal` en `duur`",
        "1.200 per maand": A + "1200; hoe vaak het telt, zeggen `per`, `aantal` en `duur`",
        "2 ton": "schrijf het getal uit: 200000",
        "0,5 mln.": "schrijf 0.5 mln",
        "1.234.567 euro": "schrijf € 1.234.567",
        "€ 40 000": "schrijf € 40000",
        "1/4": "schrijf 0.25",
    },
    "aantal": {
        "3 à 4": B + "3..4",
        "12 (geschat)": A + "12",
        "8 fte": A + "8",
        "12x": A + "12",
        "€ 5": "schrijf 5, zonder euroteken",
        "50%": "schrijf 0.5 of 50, zonder procentteken",
    },
    "aandeel": {
        "50 procent": "schrijf 50%",
        "5 promille": "schrijf 0.5%",
        "75-80%": B + "75%..80%",
        "20 a 30%": B + "20%..30%",
        "3 van de 4": "schrijf {geteld: 3, van: 4} als het geteld is, of 0.75 als het zeker is",
        "30% ± 5%": B + "25%..35%",
        "ongeveer 30%": A + "30%, of een bereik zoals 27%..33%",
        "80 % (geschat)": A + "80%",
        "25": "bedoelt u 25%?",
    },
    "voet": {"2,25 procent": "schrijf 2.25%", "2.25": "bedoelt u 2.25%?"},
}
CASES = [(kind, text, remedy) for kind, texts in READ_AS.items() for text, remedy in texts.items()]


def refusal(kind, text, *, ranges):
    with pytest.raises(ScalarError) as error:
        scalar.number(text, kind, ranges=ranges)
    return error.value.remedy


@pytest.mark.parametrize(("kind", "text", "remedy"), CASES)
def test_the_own_figures_are_repeated(kind, text, remedy):
    assert refusal(kind, text, ranges=True) == remedy


@pytest.mark.parametrize("ranges", [True, False])
@pytest.mark.parametrize(("kind", "text"), [case[:2] for case in CASES])
def test_what_is_offered_is_accepted(kind, text, ranges):
    """Every figure in the remedy, as it is written there, is one that the reader takes."""
    remedy = refusal(kind, text, ranges=ranges)
    counted = re.findall(r"\{geteld: \d+, van: \d+\}", remedy)
    assert ranges or not counted
    for spelling in counted:
        assert isinstance(parse.uncertain(tree("w: " + spelling, "x.yaml")[0].data["w"], kind), Counted)
        remedy = remedy.replace(spelling, "")
    offered = re.findall(r"(?:€ )?[0-9][0-9.,€ ]*[0-9]%?(?:\.\.€ [0-9.]+)?|[0-9]%?", remedy)
    assert offered
    for spelling in offered:
        ends = scalar.bounds(spelling, kind)
        assert ends is None or ranges
        assert ends or scalar.number(spelling, kind) is not None


@pytest.mark.parametrize(
    ("kind", "text", "remedy"),
    [
        ("aandeel", "4 van de 10", "schrijf 0.4"),
        ("aantal", "3 ± 1", "schrijf één getal: 3"),
        ("aantal", "ongeveer 6", A + "6"),
    ],
)
def test_where_nothing_uncertain_can_stand_none_is_offered(kind, text, remedy):
    assert refusal(kind, text, ranges=False) == remedy


def test_more_than_all_is_not_offered_as_counted():
    assert "geteld" not in refusal("aandeel", "5 van de 4", ranges=True)
    assert refusal("aantal", "1 van de 4", ranges=True) == "schrijf 0.25"  # a number is no share


@pytest.mark.parametrize("text", ["veel", "12:30", "1.2.3", "x" * 200, "12 of 13 of 14"])
def test_what_is_not_recognised_shows_how_it_is_written(text):
    assert refusal("bedrag", text, ranges=True) == "schrijf bijvoorbeeld 37000 of € 37.000"
