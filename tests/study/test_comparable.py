"""What results must have in common to be added up or ranked, and the key that says it."""

import pytest

from rendement.study.calculation import Options
from rendement.study.comparable import ADDED, PRESENT, RANKED, differences, grounds_of, keys_of, unpacked
from rendement.study.contract import figures_of
from rendement.study.pipeline import calculate

HEAD = "naam: Z\ngemeente: Borne\nperiode: {period}\n"
LINES = "baten: [{naam: B, bedrag: 10, per: jaar}]\nkosten: [{naam: K, bedrag: 4, per: jaar}]\n"
POST = "dag: {naam: D, bedrag: %s, eenheid: dag, bron: R, betaler: gemeente}"
LIST = f"prijslijst: eigen\nprijspeil: 2020\nbron: R\nposten:\n  {POST}\n"
PROGRAMME = "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2020-2021\n"
MEASURE = "maatregelen: [{naam: M, besparing: {structureel: {2020: 5}}}]\n"


@pytest.fixture
def grounds(tmp_path):
    """With what a case of this text was counted."""
    made = []

    def of(text, period="2020-2021", **asked):
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(folder)
        (folder / "a.yaml").write_text(
            text if text.startswith("soort") else HEAD.format(period=period) + text, "utf-8"
        )
        calculation = calculate(str(folder / "a.yaml"), Options(**asked))
        assert not calculation.failed, calculation.findings
        return grounds_of(figures_of(calculation, ()))

    return of


def apart(*found, words=RANKED):
    return [item.what for item in differences(found, words)]


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        (LINES, LINES + "perspectief: maatschappij\n", "perspectief"),
        (LINES, LINES + "prijspeil: 2020\n", "prijspeil"),
        (LINES, LINES + "horizon: 2\n", "horizon"),
        (LINES, LINES + "discontovoet: 3%\n", "discontovoet"),
        (LINES, LINES + "disconteren: {voet: 2.25%, moment: eind}\n", "discontovoet"),
        (LINES, LINES.replace("per: jaar}]\nk", "per: jaar, discontovoet: 1.6%}]\nk"), "discontovoet"),
        (LINES, LINES.replace("per: jaar}]\nk", "jaar: 2020}]\nk"), "boeking"),
        (LINES, LINES.replace("per: jaar}", "per: jaar, status: gerealiseerd}"), "status"),
        (PROGRAMME + MEASURE + "telling: nieuw\n", PROGRAMME + MEASURE + "telling: stand\n", "telling"),
        (
            PROGRAMME + MEASURE,
            PROGRAMME + MEASURE.replace("{2020: 5}}", "{2020: 5}}, status: gerealiseerd"),
            "status",
        ),
    ],
)
def test_one_difference_is_the_only_one(one, other, word, grounds):
    found = [grounds(one), grounds(other)]
    assert apart(*found) == [word]
    assert len(set(keys_of(found))) == 2
    assert apart(*found, words=ADDED) == ([word] if word in ADDED else [])


def test_a_part_that_is_realised_is_neither(grounds):
    done = LINES.replace(
        "bedrag: 10, per: jaar}", "bedrag: 10, per: jaar, status: {2020: gerealiseerd, 2021: verwacht}}"
    )
    assert grounds(LINES).said["status"] == "verwacht"
    assert grounds(done).said["status"] == "deels gerealiseerd"


def test_what_was_asked_is_a_difference(grounds):
    text = LINES + "scenarios: {laag: {'baten[0].bedrag': 5}}\n"
    found = [grounds(text), grounds(text, scenario="laag"), grounds(text, sets=("baten[0].bedrag=7",))]
    assert apart(*found[:2]) == ["scenario"]
    assert apart(found[0], found[2]) == ["set"]
    assert len(set(keys_of(found))) == 3
    assert apart(*found, words=ADDED) == []


def test_the_base_year_matters_to_present_values_alone(grounds):
    found = [grounds(LINES), grounds(LINES, "2021-2022")]
    assert apart(*found) == []
    assert apart(*found, words=PRESENT) == ["basisjaar"]
    assert len(set(keys_of(found))) == 1
    assert len(set(keys_of(found, (*RANKED, *PRESENT)))) == 2


def test_a_case_and_a_programme_differ_in_kind_and_what_only_one_has_is_no_difference(grounds):
    found = [grounds(LINES + "perspectief: gemeente\n"), grounds(PROGRAMME + MEASURE + "telling: nieuw\n")]
    assert apart(*found) == ["soort"]
    assert len(set(keys_of(found))) == 2


def test_lists_of_one_name_count_by_their_content(grounds, tmp_path):
    """Two lists `eigen`: one says 10, the other 11. Who names neither differs not."""
    (tmp_path / "lijst.yaml").write_text(LIST % 10, "utf-8")
    named = "prijslijsten: [{}]\nbaten: [{{naam: B, aantal: 1, prijs: dag, per: jaar}}]\n"
    found = []
    for amount in (10, 10, 11):
        folder = tmp_path / f"map{len(found)}"
        folder.mkdir()
        (folder / "lijst.yaml").write_text(LIST % amount, "utf-8")
        (folder / "a.yaml").write_text(HEAD.format(period="2020-2021") + named.format("lijst.yaml"), "utf-8")
        found.append(grounds_of(figures_of(calculate(str(folder / "a.yaml")), ())))
    without = grounds(LINES)
    assert apart(found[0], found[1]) == []
    assert apart(found[0], found[2]) == ["prijslijst eigen"]
    assert apart(found[0], found[2], words=ADDED) == ["prijslijst eigen"]
    assert apart(found[0], without) == []
    assert len(set(keys_of([found[0], found[1], without]))) == 1
    same, again, other, none = keys_of([*found, without])
    assert same == again
    assert len({same, other, none}) == 3


def test_it_can_be_kept_as_a_text(grounds):
    found = grounds(LINES + "prijslijsten: [zoetermeer-2018]\n")
    assert found.lists[0][0] == "zoetermeer-2018"
    assert unpacked(found.packed) == found
    assert found.packed.isascii()
    assert found.packed.isprintable()
