"""The published analyses of others: what does not follow is listed here, with the sum that shows it."""

import pytest

from project import ROOT, files
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

FILES = [file for file in files("cases") if file.parent.name == "elders"]
SEVEN = [1.07**-year for year in range(30)]
FOUR = [1.04**-year for year in range(30)]
YEAR_UP = -5338 / 1.03 + 5181 / 1.03**2 + 7011 / 1.03**3
RUNNERS = 85595 * (27 + 37 / 60)

# what a source printed, what follows instead, and the sum that shows it
DEVIATIONS = {
    "dertig-jaar": {
        "totaal.contante_waarde.rendement": (-114534.1, 70000 * sum(SEVEN) - 1000000 - 100 * sum(SEVEN[1:])),
        "scenarios.vier-procent.totaal.contante_waarde.rendement": (
            234083.8,
            70000 * sum(FOUR) - 1000000 - 100 * sum(FOUR[1:]),
        ),
        "totaal.interne_rentevoet": (0.0584, 0.0584 / (1 - 0.0584)),
    },
    "inverell-sroi": {
        "baten.prijs.netto": (26023, 98 * 276),
        "baten.gesprekken.netto": (276, 0.16 * 108 + 0.58 * 120 + 0.26 * 600),
    },
    "overstroming-tavy": {
        "baten.handboek.contante_waarde": (29.9, (1 - 1.035**-100) / 0.035),
    },
    "parkrun-qaly": {
        "baten.minuten.netto": (2253410, RUNNERS),
        "scenarios.minuten-uit-lopers.totaal.baten": (
            8700000,
            52 * 2363849 / 60 * 0.00044487 * 50 / 100 * 20000,
        ),
    },
    "perry-overheid": {
        "baten.nagerekend.netto": (9607, 70535 * 0.129),
        "totaal.waarde_per_publieke_euro": (43.6, 70535 * 0.871 / (17759 - 9607 - 3941 - 2805)),
    },
    "year-up": {
        "scenarios.zonder-toelage.per_actor.client.contante_waarde.baten": (4962, 0.814 * YEAR_UP),
        "per_actor.rijk.contante_waarde.baten": (1134, 0.186 * YEAR_UP),
    },
}

# the source printed the rate in two decimals of a percent, so the sum above knows it no closer
ROUNDED = {"totaal.interne_rentevoet": 1e-3}

# figures that do follow, by hand from the input
HAND = {
    ("overstroming-tavy", "baten.factor.contante_waarde"): (
        (1 - 1.035**-30) / 0.035
        + 1.035**-30 * (1 - 1.03**-45) / 0.03
        + 1.035**-30 * 1.03**-45 * (1 - 1.025**-25) / 0.025
    ),
    ("parkrun-wellby", "totaal.baten"): 400167 * 0.257 * 13000 / 2,
    ("strongminds-punten", "totaal.baten"): 0.8 * 0.8 * 0.85 * 0.75 * 1.7 * 1.56 * (1 + 4.3 * 0.15),
    ("workadvance", "totaal.waarde_per_publieke_euro"): (
        0.997 * (1945 / 1.03 + 1865 / 1.03**2) / (5641 - 940 - 0.003 * (1945 / 1.03 + 1865 / 1.03**2))
    ),
    ("zwolle-bezuinigingen", "per_jaar.2018.verschil"): 1000
    * (1000 + 800 - 300 + 325 + 830 + 295 + 50 + 570 + 250 - 4000),
}


def printed(name):
    found = contract(calculate(str(ROOT / "cases" / "elders" / f"{name}.yaml")))
    return {item["pad"]: item for item in found["gedrukt"]}


def test_the_sources_are_here():
    names = {file.stem for file in FILES}
    assert len(names) >= 8
    assert {*DEVIATIONS, *(name for name, _ in HAND)} <= names


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_names_an_address_and_prints_figures(file):
    text = file.read_text("utf-8")
    (source,) = [line for line in text.splitlines() if line.startswith("bron: ")]
    assert "; http" in source
    assert "\ngedrukt:\n" in text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_only_known_deviations_remain(file):
    wrong = {path: item for path, item in printed(file.stem).items() if item["oordeel"] != "volgt"}
    known = DEVIATIONS.get(file.stem, {})
    assert set(wrong) == set(known)
    for path, (figure, computed) in known.items():
        assert wrong[path]["oordeel"] == "bronfout"
        assert wrong[path]["gedrukt"] == pytest.approx(figure, rel=1e-9)
        assert wrong[path]["berekend"] == pytest.approx(computed, rel=ROUNDED.get(path, 1e-6))


@pytest.mark.parametrize(("name", "path"), HAND)
def test_by_hand(name, path):
    assert printed(name)[path]["berekend"] == pytest.approx(HAND[name, path], rel=1e-9)


def test_the_deworming_of_kenya():
    """Shillings at 85 a dollar; 52 weeks of hours from year 10 to 50, growing 1,52%, discounted at 9,85%."""
    wage = (11.84 * 8.3 + 14.5850933 * 6.9 + 1766 / (4.5 * 38.1) * 3.3) / (8.3 + 6.9 + 3.3) / 85
    years = sum(1.0152 ** (year - 10) / 1.0985**year for year in range(10, 51))
    teacher = (5041 + 217.47) / 45
    direct = [-0.00176350949, 0.0069605225, 0.0258570307, 0.0239963666]
    direct += [0.0273014063, 0.0234125455, 0.0279278879, 0.0064704445, 0.0083573944]
    school = teacher * sum(extra / 1.0985 ** (1 + place) for place, extra in enumerate(direct))
    cost = 43.66 / 85 * 2.41 * 0.75 + school
    earned = 52 * wage * 3.49 / 2 * years
    found = printed("ontwormen-kenia")
    assert found["totaal.contante_waarde.rendement"]["berekend"] == pytest.approx(earned - cost, rel=1e-8)
    public = found["per_actor.rijk.contante_waarde.saldo"]["berekend"]
    assert public == pytest.approx(0.16575 * earned - cost, rel=1e-6)
