"""Decided, adjusted, realised: what counts in each year, and the bridge from the first to the last."""

import pytest

from programme_text import by_year, codes, data, run
from rendement.engine.programme_bridge import CHANGES, OUTCOMES, STEPS, last_past_year
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.explain import derive, every_path
from rendement.report.explain.answer import subject_of

# a merge of two, one moved to later, one cut down and only partly realised
FOUR = """
periode: 2023-2025
telling: nieuw
taakstelling: {2023: 300}
peildatum: 2023-12-31
maatregelen:
  - {naam: Inkoop noord, id: noord, besparing: {structureel: {2023: 100}}}
  - {naam: Inkoop zuid, id: zuid, besparing: {structureel: {2023: 60, 2024: 20}}}
  - naam: Inkoop samen
    vervangt: [noord, zuid]
    besparing: {structureel: {2023: 150, 2024: 40}}
    gerealiseerd: {2023: 120}
  - naam: Toegang
    besparing: {structureel: {2023: 80}}
    bijgesteld: {2023: 0, 2024: 80}
  - naam: Vervoer
    besparing: {incidenteel: {2023: 50, 2025: 10}}
    bijgesteld: {2023: 30}
    gerealiseerd: {2023: 25}
"""


def of(found, step):
    """One step by year and in total."""
    bridge = found["brug"]
    return [*(year[step] for year in bridge["per_jaar"].values()), bridge["totaal"][step]]


def test_what_counts_is_realised_else_adjusted_else_planned():
    """2023: 120 and 25; 2024: 40 and 80, beside the 120 that stays; 2025: 10."""
    found = data(FOUR)
    assert by_year(found, "nieuw") == [120 + 25, 40 + 80, 10]
    assert by_year(found, "in_plaats") == [120 + 25, 120 + 40 + 80, 120 + 40 + 80 + 10]
    assert by_year(found, "gerealiseerd") == [145, 0, 0]
    assert by_year(found, "verwacht") == [0, 120, 10]
    assert by_year(found, "verschil") == [145 - 300, 120, 10]
    together = found["maatregelen"][2]
    assert (together["vastgesteld"], together["gepland"], together["gerealiseerd"]) == (190, 190, 120)
    moved = found["maatregelen"][3]
    assert (moved["vastgesteld"], moved["gepland"], moved["structureel"]) == (80, 80, {"2023": 0, "2024": 80})
    gone = found["maatregelen"][0]
    assert (gone["vastgesteld"], gone["gepland"], gone["vervangen_door"]) == (100, None, "Inkoop samen")


def test_the_bridge_of_four_measures():
    """Decided: 100 + 60 + 80 + 50, 20 and 10. The merge takes over 160 and 20, and plans 150 and 40:
    10 less in 2023 of which 10 comes a year later, and 10 more. Toegang moves 80. Vervoer loses 20.
    """
    found = data(FOUR)
    assert of(found, "vastgesteld") == [100 + 60 + 80 + 50, 20, 10, 320]
    assert of(found, "vervangen") == [0, 0, 0, 0]
    assert of(found, "doorgeschoven") == [-10 - 80, 10 + 80, 0, 0]
    assert of(found, "afgeraamd") == [-20, 0, 0, -20]
    assert of(found, "bijgeraamd") == [0, 10, 0, 10]
    assert of(found, "vervallen") == [0, 0, 0, 0]
    assert of(found, "bijgesteld") == [150 + 0 + 30, 40 + 80, 10, 310]
    assert of(found, "gerealiseerd") == [120 + 25, 0, 0, 145]
    assert of(found, "niet_gehaald") == [30 + 5, 0, 0, 35]
    assert of(found, "nog_te_realiseren") == [0, 120, 10, 130]
    counts = found["brug"]["totaal"]["maatregelen"]
    assert [counts[step] for step in ("vastgesteld", "bijgesteld", "gerealiseerd")] == [4, 3, 2]
    assert (counts["vervangen"], counts["afgeraamd"], counts["doorgeschoven"]) == (3, 1, 2)


def test_the_old_ones_show_the_move():
    rows = {item["naam"]: item["totaal"] for item in data(FOUR)["brug"]["maatregelen"]}
    assert rows["Inkoop noord"]["vervangen"] == -100
    assert rows["Inkoop zuid"]["vervangen"] == -80
    assert (rows["Inkoop samen"]["vastgesteld"], rows["Inkoop samen"]["vervangen"]) == (0, 180)


def test_a_split_shares_what_it_takes_over_by_size():
    """90 becomes 40 and 20: of the 90 60 and 30, so 20 and 10 less."""
    text = (
        "periode: 2023\nmaatregelen:\n  - {naam: Oud, besparing: {structureel: {2023: 90}}}\n"
        "  - {naam: Een, vervangt: [oud], besparing: {structureel: {2023: 40}}}\n"
        "  - {naam: Twee, vervangt: [oud], besparing: {structureel: {2023: 20}}}\n"
    )
    rows = {item["naam"]: item["totaal"] for item in data(text)["brug"]["maatregelen"]}
    assert (rows["Een"]["vervangen"], rows["Een"]["afgeraamd"]) == (60, -20)
    assert (rows["Twee"]["vervangen"], rows["Twee"]["afgeraamd"]) == (30, -10)
    empty = text.replace("2023: 40", "2023: 0").replace("2023: 20", "2023: 0")
    rows = {item["naam"]: item["totaal"] for item in data(empty)["brug"]["maatregelen"]}
    assert (rows["Een"]["vervangen"], rows["Een"]["vervallen"]) == (45, -45)


def test_what_is_dropped_whole_lapses():
    text = "periode: 2023-2024\nmaatregelen:\n  - {naam: A, besparing: {structureel: {2023: 9, 2024: 1}}, "
    assert of(data(text + "bijgesteld: {2023: 0, 2024: 0}}"), "vervallen") == [-9, -1, -10]
    assert of(data(text + "bijgesteld: {2023: 0}}"), "afgeraamd") == [-9, 0, -9]


@pytest.mark.parametrize(
    ("as_of", "missed", "to_come"),
    [
        ("", [2, 0], [0, 5]),  # a year of which is written what came of it is over
        ("peildatum: 2023-06\n", [0, 0], [2, 5]),
        ("peildatum: 2023\n", [2, 0], [0, 5]),
        ("peildatum: 2024\n", [2, 5], [0, 0]),
    ],
)
def test_of_a_year_that_is_over_the_rest_is_missed(as_of, missed, to_come):
    text = "periode: 2023-2024\nmaatregelen:\n  - {naam: A, besparing: {structureel: {2023: 10, 2024: 5}}, "
    found = data(as_of + text + "gerealiseerd: {2023: 8}}")
    assert of(found, "niet_gehaald")[:2] == missed
    assert of(found, "nog_te_realiseren")[:2] == to_come


@pytest.mark.parametrize(
    ("as_of", "year"),
    [
        (None, None),
        ("2023", 2023),
        ("2023-12", 2023),
        ("2023-12-31", 2023),
        ("2023-12-30", 2022),
        ("2023-06", 2022),
    ],
)
def test_when_a_year_is_over(as_of, year):
    assert last_past_year(as_of) == year


def test_a_status_says_the_same_as_a_realised_amount():
    """Without adjustments there is no bridge; a status counts as realised in one that there is."""
    text = "periode: 2023\nmaatregelen:\n"
    text += "  - {naam: A, besparing: {structureel: {2023: 10}}, status: gerealiseerd}\n"
    assert "brug" not in data(text)
    other = "  - {naam: B, besparing: {structureel: {2023: 5}}, bijgesteld: {2023: 6}}\n"
    assert of(data(text + other), "gerealiseerd") == [10, 10]


def test_the_steps_add_up_and_are_explained():
    outcome = run(FOUR)
    subject, sums = subject_of(outcome), 0
    for part in (subject.data["brug"], *subject.data["brug"]["maatregelen"]):
        for steps in (*part["per_jaar"].values(), part["totaal"]):
            assert steps["vastgesteld"] + sum(steps[key] for key in CHANGES) == steps["bijgesteld"]
            assert sum(steps[key] for key in OUTCOMES) == steps["bijgesteld"]
    for path in every_path(subject.data):
        found = derive(subject, path)
        if path[0] == "brug" and path[-1] in STEPS and "maatregelen" not in path[-2:]:
            assert found.kind in ("som", "afgelezen"), path
            if found.kind == "som":
                sums += 1
                assert sum(term.sign * term.figures[0].value for term in found.terms) == found.value, path
    assert sums > 4 * len(STEPS)


def test_the_report_shows_the_bridge_and_what_happened():
    (document,) = assemble("verslag", [run(FOUR)])
    text = as_text(layout(document, None))
    lines = [line.split() for line in text.splitlines()]
    assert ["Doorgeschoven", "naar", "later", "(2)", "-90", "90", "0", "0"] in lines
    assert ["Vervoer", "60", "40", "25", "15"] in lines
    assert "Inkoop noord: vervangen door Inkoop samen." in text
    assert "Toegang: doorgeschoven naar later -80 in 2023, 80 in 2024." in text
    assert "niet gehaald 30 in 2023" in text
    assert "stand 2023-12-31" in document.subtitle
    assert max(map(len, as_text(layout(document, 80)).splitlines())) <= 80


def test_a_year_that_is_over_without_what_came_of_it_is_said():
    text = "periode: 2023\npeildatum: 2024-02\nmaatregelen: [{naam: A, besparing: {structureel: {2023: 10}}}]"
    (document,) = assemble("verslag", [run(text)])
    assert "A (regel 6): een jaar is verstreken zonder dat er staat wat gerealiseerd is" in as_text(
        layout(document, None)
    )


def test_kinds_may_be_written_and_must_be_where_the_plan_has_more():
    text = "periode: 2023\nmaatregelen:\n"
    text += "  - {naam: A, besparing: {structureel: {2023: 10}, incidenteel: {2023: 5}}, "
    found = data(text + "gerealiseerd: {structureel: {2023: 8}, incidenteel: {2023: 1}}}")
    assert (by_year(found, "structureel"), by_year(found, "incidenteel")) == ([8], [1])
    assert codes(text + "gerealiseerd: {2023: 8}}") == [
        ("soort-ontbreekt", "maatregelen[0].gerealiseerd", "fout")
    ]


ONE = "periode: 2023-2024\nmaatregelen:\n  - {naam: A, besparing: {structureel: {2023-2024: 10}}, "
CHAIN = "  - {naam: B, besparing: {structureel: 1}, vervangt: [c]}\n  - {naam: C, pm: x}\n"
PLAIN = "periode: 2023-2024\nmaatregelen:\n  - {naam: A, besparing: {structureel: {2023: 10}}, "


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (ONE + "gerealiseerd: {2023: 5}}", "jaren-overlappen", "maatregelen[0].gerealiseerd.2023"),
        (PLAIN + "gerealiseerd: {2030: 5}}", "jaar-buiten-periode", "maatregelen[0].gerealiseerd.2030"),
        (PLAIN + "bijgesteld: 5}", "per-jaar-nodig", "maatregelen[0].bijgesteld"),
        (
            PLAIN + "gerealiseerd: {2023: 5}, status: verwacht}",
            "status-en-gerealiseerd",
            "maatregelen[0].status",
        ),
        (
            PLAIN + "gerealiseerd: {2023: 5}, status: {2023: verwacht}}",
            "status-en-gerealiseerd",
            "maatregelen[0].status.2023",
        ),
        (PLAIN + "vervangt: [b]}", "vervangt-onbekend", "maatregelen[0].vervangt[0]"),
        (PLAIN + "vervangt: [a]}", "vervangt-vervanger", "maatregelen[0].vervangt[0]"),
        (
            PLAIN + "vervangt: [b]}\n" + CHAIN,
            "vervangt-vervanger",
            "maatregelen[0].vervangt[0]",
        ),
        (
            PLAIN + "vervangt: [b]}\n"
            "  - {naam: B, besparing: {structureel: {2023: 1}}, gerealiseerd: {2023: 1}}",
            "vervangen-en-gerealiseerd",
            "maatregelen[0].vervangt[0]",
        ),
        ("peildatum: 2023-13\n" + PLAIN + "}", "geen-datum", "peildatum"),
        ("peildatum: gisteren\n" + PLAIN + "}", "geen-datum", "peildatum"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text, code, path):
    assert codes(text) == [(code, path, "fout")]


def test_nesting_changes_no_step(tmp_path):
    head = "soort: programma\nnaam: Deel\ngemeente: V\n"
    (tmp_path / "deel.yaml").write_text(head + FOUR, encoding="utf-8")
    outer = "periode: 2023-2025\npeildatum: 2023-12-31\nmaatregelen: [{programma: deel.yaml}]\n"
    nested, flat = data(outer, str(tmp_path / "x.yaml")), data(FOUR)
    assert nested["brug"]["per_jaar"] == flat["brug"]["per_jaar"]
    assert nested["per_jaar"] == flat["per_jaar"]
