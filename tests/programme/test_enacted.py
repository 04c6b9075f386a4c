"""What the council has put in the budget: the plans on which a decision was taken (`besluit`)."""

import pytest

from programme_text import by_year, codes, data, run
from rendement.report.assembly import assemble
from rendement.report.explain import derive
from rendement.report.explain.answer import subject_of

TAKEN = "besluit: {genomen: 2022-11-09}"
THREE = f"""
periode: 2023-2025
telling: nieuw
maatregelen:
  - {{naam: A, {TAKEN}, besparing: {{structureel: {{2023: 10, 2024: 4}}}}, gerealiseerd: {{2023: 8}}}}
  - naam: B
    {TAKEN}
    besparing: {{incidenteel: {{2024: 5}}}}
    bijgesteld: {{2024: 2}}
    tegenpartij: client
  - {{naam: C, besparing: {{structureel: {{2023: 100}}}}, besluit: {{nodig: nee}}}}
  - {{naam: D, {TAKEN}, besparing: {{structureel: {{2023: 1000}}}}, telt_mee: nee, reden: dubbel}}
"""


def test_the_plan_as_it_was_decided_of_what_was_decided():
    """10, then 4 and 5; not what came of it, not without a decision, and never what does not count."""
    found = data(THREE)
    assert by_year(found, "ingeboekt") == [10, 4 + 5, 0]
    assert found["totaal"]["ingeboekt"] == 10 + 4 + 5
    assert found["niet_per_jaar"]["ingeboekt"] == 0
    assert by_year(found, "realisatie") == [8 + 100, 4 + 2, 0]
    assert found["maatregelen"][0]["besluit"] == {"nodig": None, "planning": None, "genomen": "2022-11-09"}


def test_it_counts_as_the_target_does():
    """What stands: 10, then 10 + 4 + 5, then 10 + 4."""
    for telling in ("telling: stand\n", ""):
        found = data(THREE.replace("telling: nieuw\n", telling))
        assert by_year(found, "ingeboekt") == [10, 10 + 4 + 5, 10 + 4]


def test_it_is_money_of_the_municipality_in_every_perspective():
    for perspective in ("maatschappij", "overheid", "client"):
        assert by_year(data(THREE, perspective=perspective), "ingeboekt") == [10, 9, 0]


def test_without_a_decision_it_does_not_exist():
    text = THREE.replace(TAKEN, "besluit: {planning: ooit}")
    assert by_year(data(text), "ingeboekt") == [None] * 3
    assert data(text)["totaal"]["ingeboekt"] is None
    why = derive(subject_of(run(text)), ("totaal", "ingeboekt"))
    assert why.notes == ("van geen maatregel met een bedrag staat er een besluit dat is genomen (`besluit`)",)
    empty = f"periode: 2023\nmaatregelen: [{{naam: A, pm: onbekend, {TAKEN}}}]"
    assert data(empty)["totaal"]["ingeboekt"] is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [(TAKEN, TAKEN, 7), (TAKEN, "bron: x", 10), ("bron: x", TAKEN, 7), ("bron: x", "bron: y", None)],
)
def test_of_a_measure_that_was_taken_over_the_last_decision_counts(old, new, expected):
    text = (
        "periode: 2023\nmaatregelen:\n"
        f"  - {{naam: Oud, {old}, besparing: {{structureel: {{2023: 10}}}}}}\n"
        f"  - {{naam: Nieuw, {new}, vervangt: [oud], besparing: {{structureel: {{2023: 7}}}}}}\n"
    )
    assert data(text)["totaal"]["ingeboekt"] == expected


def test_every_figure_is_explained():
    subject = subject_of(run(THREE))
    for path, value in ((("per_jaar", "2024", "ingeboekt"), 9), (("totaal", "ingeboekt"), 19)):
        found = derive(subject, path)
        assert found.value == value
        assert sum(term.sign * term.figures[0].value for term in found.terms) == value
    places = [term.figures[0].path for term in derive(subject, ("per_jaar", "2024", "ingeboekt")).terms]
    assert places == [
        "maatregelen[0].besparing.structureel.2024",
        "maatregelen[1].besparing.incidenteel.2024",
    ]


def test_a_programme_inside_another_keeps_its_decisions(tmp_path):
    (tmp_path / "deel.yaml").write_text("soort: programma\nnaam: D\ngemeente: G\n" + THREE, "utf-8")
    outer = "periode: 2023-2025\ntelling: nieuw\nmaatregelen: [{programma: deel.yaml}]\n"
    assert by_year(data(outer, str(tmp_path / "x.yaml")), "ingeboekt") == [10, 9, 0]
    left_out = outer.replace("deel.yaml", "deel.yaml, telt_mee: nee, reden: later")
    assert data(left_out, str(tmp_path / "x.yaml"))["totaal"]["ingeboekt"] is None


def test_a_reader_sees_it():
    (document,) = assemble("verslag", [run(THREE)])
    found = {block.key: block for block in document.blocks}
    rows = [[cell.text for cell in row.cells] for row in found["maatregelen"].rows]
    assert ["In de begroting ingeboekt", "10", "9", "0", "19"] in rows
    assert "A: besluit genomen (2022-11-09), ingeboekt" in found["besluiten"].items
    assert "C: geen besluit nodig" in found["besluiten"].items
    (document,) = assemble("verslag", [run(THREE.replace(TAKEN, "bron: x"))])
    found = {block.key: block for block in document.blocks}
    assert not any("ingeboekt" in cell.text for row in found["maatregelen"].rows for cell in row.cells)


ONE = "periode: 2023\nmaatregelen: [{naam: A, besparing: {structureel: {2023: 5}}, besluit: VALUE}]"


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ("{genomen: ja}", "geen-datum", "maatregelen[0].besluit.genomen"),
        ("{genomen: 2023-13}", "geen-datum", "maatregelen[0].besluit.genomen"),
        ("{genomen: november 2023}", "geen-datum", "maatregelen[0].besluit.genomen"),
        ("{genomen: [2023]}", "verkeerde-vorm", "maatregelen[0].besluit.genomen"),
        ("{genomen: ''}", "lege-waarde", "maatregelen[0].besluit.genomen"),
        ("{genoomen: 2023}", "onbekende-sleutel", "maatregelen[0].besluit.genoomen"),
        ("{genomen: 2023, nodig: ja}", "besluit-genomen", "maatregelen[0].besluit.nodig"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(value, code, path):
    assert codes(ONE.replace("VALUE", value)) == [(code, path, "fout")]


def test_that_no_decision_is_needed_may_stand_beside_it():
    assert data(ONE.replace("VALUE", "{genomen: 2023, nodig: nee}"))["totaal"]["ingeboekt"] == 5
