"""Whoever does literally what a remedy says, is rid of the finding, and of every error."""

from contextlib import chdir
from shutil import copytree

import pytest

import wrong_files
from follow_remedy import followed
from rendement.study.pipeline import calculate

EXAMPLES = [
    example
    for example in wrong_files.examples()
    if example.path is not None and example.path.suffix == ".yaml"
    if example.code not in {wrong_files.TOGETHER, *wrong_files.REMARKS}  # a remark is right as it stands
]

# what is right in itself and still leaves something to do
TO_BE_CONTINUED = {
    "geen-jaar--reeks": "the year of the example stands there already",
    "inspringing--geen-streepjes": "each item lacks its dash",
    "maanden-zonder-jaar": "of more years, the months want to know which",
    "post-vorm": "a post with rates or rows; the next remedy names one",
    "rij-buiten-tabel--scenario": "the row is a part of the path that is marked",
    "sleutel-geen-tekst": "only the analyst knows the key",
    "spatie-na-dubbele-punt--bovenaan": "each line has the same mistake",
    "spatie-na-dubbele-punt--in-lijst": "the line has nothing but a name",
}


def findings(folder, name):
    with chdir(folder):
        return calculate(name).findings


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """For each file whose remedy can be followed: what is found in it after that, per alternative."""
    folder = tmp_path_factory.mktemp("fouten")
    copytree(wrong_files.FOLDER, folder, dirs_exist_ok=True)
    found = {}
    for example in EXAMPLES:
        file = folder / example.path.name
        text = file.read_text(encoding="utf-8")
        (first, *_) = findings(folder, file.name)
        for other in followed(file.name, text, first):
            file.unlink()
            file.write_text(other, encoding="utf-8")
            found.setdefault(example.name, []).append(findings(folder, file.name))
    return found


def test_who_does_what_the_remedy_says_is_done(left):
    still = {name: found for name, found in left.items() if any(found)}
    assert {name: found for name, found in still.items() if name not in TO_BE_CONTINUED} == {}
    assert set(still) == set(TO_BE_CONTINUED)


def test_most_remedies_that_spell_something_out_are_followed(left):
    assert len(left) > 135


# -- a year outside the period: what is widened changes no other line

HEAD = "naam: P\ngemeente: G\n"
STAFF = "kosten:\n  - {naam: Staf, fte: 1, tarief: 60000}\n  - {naam: Evaluatie, bedrag: 5000, jaar: 2030}\n"


def computed(text, folder):
    (folder / "casus.yaml").write_text(HEAD + text, encoding="utf-8")
    return findings(folder, "casus.yaml"), calculate(str(folder / "casus.yaml")).result


def test_costs_after_the_period_need_no_wider_period(tmp_path):
    """One fte of 60,000 in 2020 and 5,000 in 2030: 65,000, where eleven years of staff would be 660,000."""
    left, result = computed("periode: 2020\n" + STAFF, tmp_path)
    assert not left
    assert result.total.costs == 60_000 + 5_000


def test_a_wider_period_is_no_remedy_for_staff(tmp_path):
    ((found,), _) = computed("periode: 2020\n" + STAFF.replace("60000", "60000, jaar: 2019"), tmp_path)
    assert found.remedy == "verbeter het jaar"


@pytest.mark.parametrize(
    ("period", "line"),
    [("2018-2019", "jaar: 2019, aanlooptijd: 1"), ("2018-2020", "jaar: 2020")],
)
def test_a_benefit_after_the_period_comes_in_two_ways(period, line, tmp_path):
    text = "periode: PERIOD\nbaten: [{naam: B, bedrag: 100, LINE}]\n"
    ((found,), _) = computed(text.replace("PERIOD", "2018-2019").replace("LINE", "jaar: 2020"), tmp_path)
    assert "`jaar: 2019` met `aanlooptijd: 1`" in found.remedy
    assert "`periode: 2018-2020`" in found.remedy
    left, result = computed(text.replace("PERIOD", period).replace("LINE", line), tmp_path)
    assert not left
    assert {year: b.benefits for year, b in result.by_year.items() if b.benefits} == {2020: 100}
