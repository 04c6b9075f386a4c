"""How sure it is what came of a plan: `bewijs` beside the amounts that were realised."""

import pytest

from programme_text import codes, data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.explain import derive
from rendement.report.explain.answer import subject_of

HEAD = "periode: 2023-2024\ntelling: nieuw\nmaatregelen:\n"
ONE = HEAD + "  - {naam: A, besparing: {structureel: {2023: 10, 2024: 4}}, gerealiseerd: VALUE}\n"
PROVEN = ONE.replace("VALUE", "{2023: 8, bewijs: {graad: registratie, looptijd: 6 weken}}")
BARE = ONE.replace("VALUE", "{2023: 8}")


def table(text):
    (document,) = assemble("verslag", [run(text)])
    found = next(block for block in document.blocks if block.key == "voortgang")
    heads = [column.head for column in found.columns]
    return heads, [[cell.text for cell in row.cells] for row in found.rows]


def test_it_stands_beside_the_amounts_and_changes_none():
    found, bare = data(PROVEN), data(BARE)
    measure = found["maatregelen"][0]
    assert measure.pop("gerealiseerd_bewijs") == {"graad": "registratie", "looptijd": 6 / 52}
    assert bare["maatregelen"][0].pop("gerealiseerd_bewijs") is None
    assert measure["bewijs"] is None
    assert measure["gerealiseerd"] == 8
    for key in ("maatregelen", "totaal", "per_jaar", "brug"):
        assert found[key] == bare[key]


def test_beside_kinds_as_well_and_apart_from_that_of_the_plan():
    text = ONE.replace(
        "VALUE", "{structureel: {2023: 8}, bewijs: {graad: gemeten}}, bewijs: {graad: schatting}"
    )
    (measure,) = data(text)["maatregelen"]
    assert measure["gerealiseerd_bewijs"] == {"graad": "gemeten", "looptijd": None}
    assert measure["bewijs"] == {"graad": "schatting", "looptijd": None}


def test_it_is_shown_where_it_is_told_what_is_in():
    other = "  - {naam: B, besparing: {structureel: {2024: 5}}}\n"
    heads, rows = table(PROVEN + other)
    assert heads[-1] == "bewijs"
    assert [row[-1] for row in rows] == ["registratie, 0,12 jaar", "", ""]
    assert table(BARE)[0] == heads[:-1]


def test_a_narrow_window_holds_it():
    (document,) = assemble("verslag", [run(PROVEN)])
    assert max(map(len, as_text(layout(document, 80)).splitlines())) <= 80


def test_an_explanation_says_it_of_what_was_realised_and_of_nothing_else():
    subject = subject_of(run(PROVEN.replace("2024: 4}}", "2024: 4}}, bewijs: {graad: aanname}")))
    (term,) = derive(subject, ("maatregelen", 0, "gerealiseerd")).terms
    assert term.figures[0].source == "bewijs: registratie, 0,12 jaar"
    sources = [term.figures[0].source for term in derive(subject, ("maatregelen", 0, "vastgesteld")).terms]
    assert sources == ["", ""]


def test_it_can_be_set_and_a_programme_around_it_keeps_it(tmp_path):
    changed = data(PROVEN, sets=("maatregelen[0].gerealiseerd.bewijs.graad=gemeten",))
    assert changed["maatregelen"][0]["gerealiseerd_bewijs"]["graad"] == "gemeten"
    added = data(BARE, sets=("maatregelen[0].gerealiseerd.bewijs.graad=gemeten",))
    assert added["maatregelen"][0]["gerealiseerd_bewijs"] == {"graad": "gemeten", "looptijd": None}
    (tmp_path / "deel.yaml").write_text("soort: programma\nnaam: D\ngemeente: G\n" + PROVEN, "utf-8")
    outer = data(HEAD + "  - programma: deel.yaml\n", str(tmp_path / "x.yaml"))["maatregelen"][0]
    assert outer["maatregelen"][0]["gerealiseerd_bewijs"]["graad"] == "registratie"
    assert outer["gerealiseerd_bewijs"] is None


PLACE = "maatregelen[0].gerealiseerd.bewijs"


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ("{2023: 8, bewijs: registratie}", "verkeerde-vorm", PLACE),
        ("{2023: 8, bewijs: veel}", "verkeerde-vorm", PLACE),
        ("{2023: 8, bewijs: {}}", "verkeerde-vorm", PLACE),
        ("{2023: 8, bewijs: [gemeten]}", "verkeerde-vorm", PLACE),
        ("{2023: 8, bewijs: ''}", "verkeerde-vorm", PLACE),
        ("{2023: 8, bewijs: {graad: jaarrekening}}", "onbekende-keuze", f"{PLACE}.graad"),
        ("{2023: 8, bewijs: {looptijd: 1}}", "sleutel-ontbreekt", PLACE),
        ("{2023: 8, bewijs: {graad: gemeten, looptijd: 0}}", "te-klein", f"{PLACE}.looptijd"),
        ("{2023: 8, bewijs: {graad: gemeten, bron: x}}", "onbekende-sleutel", f"{PLACE}.bron"),
        (
            "{2023: 8, 2024: 4, bewijs: {graad: gemeten, looptijd: 1..2}}",
            "bereik-hier-niet",
            f"{PLACE}.looptijd",
        ),
        ("{bewijs: {graad: gemeten}}", "per-jaar-nodig", "maatregelen[0].gerealiseerd"),
        (
            "{2023: 8}, bijgesteld: {2024: 3, bewijs: {graad: gemeten}}",
            "hoort-bij",
            "maatregelen[0].bijgesteld.bewijs",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(value, code, path):
    assert codes(ONE.replace("VALUE", value)) == [(code, path, "fout")]


def test_the_remedy_repeats_the_grade_that_was_written():
    (found,) = run(ONE.replace("VALUE", "{2023: 8, bewijs: gemeten}")).findings
    assert found.remedy == "schrijf `bewijs: {graad: gemeten}`"
