"""Words that analysts use and a case does not know: what is named instead does exist."""

import re

import pytest

from rendement.model.case import Case
from rendement.model.line import BenefitLine, CostLine
from rendement.model.synonyms import instead, meant

KEYS = set(BenefitLine.model_fields) | set(CostLine.model_fields)
WORDS = [
    "daling",
    "Daling",
    "indexatie",
    "eenmalig",
    "jaarlijks",
    "maandbedrag",
    "uurtarief",
    "startjaar",
    "aanname",
]


@pytest.mark.parametrize("word", WORDS)
def test_what_is_written_instead_of_a_word_is_made_of_keys(word):
    """Not a key that looks like it: `begin` is no slip for `bedrag`."""
    assert meant(word, KEYS) is None
    named = re.findall(r"`(\w+)", instead(word))
    assert named
    assert set(named) <= KEYS | set(Case.model_fields)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("bedarg", "bedrag"),
        ("aantl", "aantal"),
        ("Slaag-kans", "slaagkans"),
        ("looptijd", "duur"),
        ("groeivoet", "groei"),
        ("opbouw", "ingroei"),
        ("kleur", None),
    ],
)
def test_a_slip_or_another_word_for_a_key(word, key):
    assert meant(word, sorted(KEYS)) == key
    assert instead(word) == ""
