"""How firm the benefits are, worked out by hand."""

import pytest

from rendement.engine.firmness import firmness
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate_source

TEXT = """
naam: K
gemeente: H
periode: 2018
horizon: 4
baten:
  - naam: A
    bedrag: 1000
    duur: 4
    verzilverbaar: 25%
    soort: structureel
    bewijs: {graad: gemeten, looptijd: 1.5}
  - {naam: B, bedrag: 300, verzilverbaar: nee, soort: fictief}
  - {naam: C, bedrag: 70, ontvanger: zorgverzekeraar, bewijs: {graad: schatting}}
  - {naam: D, bedrag: 9000, verzilverbaar: ja, telt_mee: nee, reden: proef}
"""


def found(text=TEXT, perspective=None):
    source, findings = parse(text, "k.yaml")
    outcome = calculate_source("k.yaml", source, findings, Options(perspective=perspective))
    return firmness(outcome.result)


def test_every_split_by_hand():
    """A is 4 x 1.000; evidence for 1,5 year leaves half of year 2 and years 3 and 4 after it."""
    split = found()
    assert split.cashable == pytest.approx(4000 * 0.25)
    assert split.not_cashable == pytest.approx(4000 * 0.75 + 300)
    assert split.unsaid == pytest.approx(70)
    assert split.by_nature == {"structureel": 4000.0, "fictief": 300.0, None: 70.0}
    assert split.by_evidence == {"gemeten": 4000.0, None: 300.0, "schatting": 70.0}
    assert split.after_evidence == pytest.approx(500 + 1000 + 1000)
    assert split.stated


def test_only_what_falls_in_the_perspective():
    split = found(perspective="zorgverzekeraar")
    assert split.by_evidence["schatting"] == 70
    assert split.cashable == 0


def test_lines_that_say_nothing():
    plain = found("naam: K\ngemeente: H\nperiode: 2018\nbaten:\n  - {naam: A, bedrag: 10}\n")
    assert not plain.stated
    assert plain.unsaid == 10


@pytest.mark.parametrize("key", ["verzilverbaar: ja", "soort: fictief", "bewijs: {graad: aanname}"])
def test_one_word_is_saying_something(key):
    lines = f"baten:\n  - {{naam: A, bedrag: 10, {key}}}\n  - {{naam: B, bedrag: 1}}\n"
    text = f"naam: K\ngemeente: H\nperiode: 2018\n{lines}"
    assert found(text).stated
