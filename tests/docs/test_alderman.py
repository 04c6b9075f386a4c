"""What an alderman may conclude: every figure of that part of the page is what the cases give today."""

import pytest

from doc_blocks import DOCS
from project import ROOT
from rendement.report.dutch import euro, percent
from rendement.report.uncertainty import chance, rounded
from rendement.study.pipeline import calculate
from rendement.study.sensitivity.comparing import comparison
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

FOLDER = ROOT / "cases/zoetermeer/met-bandbreedte"
NAMES = ("broedplaats", "gezondheid-en-bewegen")
HEAD = "## Wat een wethouder hieruit mag opmaken"


@pytest.fixture(scope="module")
def told():
    page = (DOCS / "onzekerheid.md").read_text(encoding="utf-8")
    return page.partition(HEAD)[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def cases():
    return [calculate(str(FOLDER / f"{name}-bandbreedte.yaml")) for name in NAMES]


def shown(worth):
    return euro(rounded(worth.value, worth.error))


def ends(band):
    return [euro(rounded(value, error)) for value, error in _ends(band)]


def _ends(band):
    return (band.low, band.errors.low), (band.high, band.errors.high)


def test_of_one_case(told, cases):
    found = sensitivity(cases[0], Questions())
    low, high = ends(found.band)
    assert f"rendement is {euro(found.point)}, in 90 van de 100 trekkingen tussen {low} en {high}" in told
    assert f"met een kans van {chance(found.band.positive)} dat het positief is" in told
    first, others = found.driven[0], found.driven[1:]
    assert f"verklaart {percent(round(first.share.first, 2))} van de spreiding" in told
    turn = next(turn for turn in found.turns if turn.crossing.path == first.path)
    assert turn.inside
    assert f"keert bij {percent(round(turn.crossing.value, 4))} uitstroom" in told
    assert f"meer dan ongeveer {shown(found.decision.evpi)} betaalt" in told
    assert f"hoeveel er uitstromen ({shown(first.worth)})" in told
    assert all(one.worth.value <= one.worth.error for one in others)
    bar = next(bar for bar in found.bars if bar.path != first.path)
    low, high = (euro(round(end, -3)) for end in sorted((bar.at_low, bar.at_high)))
    assert f"tussen {low} en {high}. Hij keert alleen het besluit niet om" in told


def test_of_two_cases(told, cases):
    found = comparison(cases, Questions())
    (pair,) = found.pairs
    assert f"({euro(found.choices[1].point)})" in told
    assert f"gemiddeld {euro(rounded(pair.band.mean, pair.band.error))}" in told
    low, high = ends(pair.band)
    assert f"tussen {low} en {high}. In {chance(pair.band.positive)} van de trekkingen" in told
    assert pair.verdict == "onbeslist"
    assert f"scheelt volledig weten gemiddeld {shown(found.evpi)}" in told
