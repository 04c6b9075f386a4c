"""A target by block: each domain or group against its own, what is in none, and what is still to fill in."""

import pytest

from programme_text import codes, data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.explain import derive, every_path
from rendement.report.explain.answer import subject_of

MEASURES = """
maatregelen:
  - naam: A
    domein: jeugd
    groep: x
    besparing: {structureel: {2024: 60, 2025: 10}}
    status: {2024: gerealiseerd}
  - {naam: B, domein: wmo, besparing: {structureel: {2025: 30}}}
  - {naam: C, besparing: {incidenteel: {2024: 5}}}
"""
HEAD = "periode: 2024-2025\ntelling: nieuw\n"
BLOCKS = "taakstelling: {per: domein, jeugd: {2024: 50, 2025: 25}, wmo: {2025: 20}}\n"
COVER = "dekking: [{naam: R, bedragen: {2025: 4}, blok: jeugd}, {naam: S, bedragen: {2025: 1}}]\n"


def of(found, block, key):
    return [year[key] for year in found["per_blok"][block]["per_jaar"].values()]


def test_each_block_against_its_own_target():
    """Youth 60 of 50 and 10 + 4 of 25; wmo 30 of 20 in the second year; 5 and a cover of 1 stand apart."""
    found = data(HEAD + BLOCKS + COVER + MEASURES)
    assert list(found["per_blok"]) == ["jeugd", "wmo", "overig"]
    assert of(found, "jeugd", "realisatie") == [60, 10]
    assert of(found, "jeugd", "gerealiseerd") == [60, 0]
    assert of(found, "jeugd", "dekking") == [0, 4]
    assert of(found, "jeugd", "verschil") == [60 - 50, 10 + 4 - 25]
    assert of(found, "jeugd", "cumulatief") == [10, 10 - 11]
    assert of(found, "wmo", "verschil") == [0, 30 - 20]
    assert of(found, "overig", "verschil") == [5, 1]
    assert found["per_jaar"]["2025"]["taakstelling"] == 25 + 20


@pytest.mark.parametrize(
    "key", ["realisatie", "gerealiseerd", "verwacht", "dekking", "taakstelling", "verschil"]
)
@pytest.mark.parametrize("whole", ["", ", totaal: {2024: 70, 2025: 45}"])
def test_blocks_add_up_to_the_whole(key, whole):
    found = data(HEAD + BLOCKS.replace("}}\n", "}" + whole + "}\n") + COVER + MEASURES)
    for i, year in enumerate(found["per_jaar"].values()):
        assert sum(of(found, block, key)[i] for block in found["per_blok"]) == year[key]


def test_what_the_whole_asks_beyond_the_blocks_is_still_to_fill_in():
    """70 of which 50 is youth; 45 is 25 and 20."""
    found = data(HEAD + BLOCKS.replace("}}\n", "}, totaal: {2024: 70, 2025: 45}}\n") + MEASURES)
    assert of(found, "nog in te vullen", "taakstelling") == [70 - 50, 45 - 25 - 20]
    assert of(found, "nog in te vullen", "verschil") == [-20, 0]
    found = data(HEAD + BLOCKS.replace("}}\n", "}, totaal: {2024: 50, 2025: 45}}\n") + MEASURES)
    assert "nog in te vullen" not in found["per_blok"]


def test_blocks_may_be_groups():
    found = data(HEAD + "taakstelling: {per: groep, x: {2024: 50}}\n" + MEASURES)
    assert of(found, "x", "realisatie") == [60, 10]
    assert of(found, "overig", "realisatie") == [5, 30]


def test_by_domain_and_year():
    found = data(HEAD + BLOCKS + MEASURES)["per_domein"]["jeugd"]["per_jaar"]
    assert [found[year]["realisatie"] for year in found] == [60, 10]
    assert [found[year]["in_plaats"] for year in found] == [60, 70]
    assert [found[year]["gerealiseerd"] for year in found] == [60, 0]


def test_every_figure_is_explained_and_shown():
    outcome = run(HEAD + BLOCKS.replace("}}\n", "}, totaal: {2024: 70, 2025: 45}}\n") + COVER + MEASURES)
    subject = subject_of(outcome)
    seen = 0
    for path in every_path(subject.data):
        found = derive(subject, path)
        if path[0] == "per_blok" and found.kind == "som":
            seen += 1
            assert sum(term.sign * term.figures[0].value for term in found.terms) == found.value
    assert seen == 4 * 2 * 7
    (document,) = assemble("verslag", [outcome])
    lines = [line.split() for line in as_text(layout(document, None)).splitlines()]
    assert ["jeugd:", "verschil", "10", "-11", "-1"] in lines
    assert ["nog", "in", "te", "vullen:", "verschil", "-20", "0", "-20"] in lines


@pytest.mark.parametrize(
    ("target", "code", "path", "severity"),
    [
        ("{per: domein}", "lege-waarde", "taakstelling", "fout"),
        ("{per: kleur, jeugd: {2024: 1}}", "onbekende-keuze", "taakstelling.per", "fout"),
        ("{per: domein, jeugd: 5}", "per-jaar-nodig", "taakstelling.jeugd", "fout"),
        ("{per: domein, jeugd: {2030: 5}}", "jaar-buiten-periode", "taakstelling.jeugd.2030", "fout"),
        (
            "{per: domein, jeugd: {2024: 5}, totaal: {2024: 4}}",
            "totaal-onder-blokken",
            "taakstelling.totaal.2024",
            "fout",
        ),
        ("{per: domein, jegd: {2024: 5}}", "blok-zonder-maatregel", "taakstelling.jegd", "waarschuwing"),
    ],
)
def test_what_is_wrong_with_a_target(target, code, path, severity):
    assert codes(HEAD + f"taakstelling: {target}\n" + MEASURES) == [(code, path, severity)]


def test_a_cover_names_a_block_that_exists():
    (found,) = codes(HEAD + BLOCKS + COVER.replace("jeugd", "jegd") + MEASURES)
    assert found == ("onbekend-blok", "dekking[0].blok", "fout")


def test_a_level_by_block_that_falls_away_is_said():
    found = codes(HEAD.replace("nieuw", "stand") + BLOCKS.replace(", 2025: 25", "") + MEASURES)
    assert found == [("taakstelling-per-jaar", "taakstelling.jeugd", "waarschuwing")]


def test_blocks_of_programmes_inside_come_along(tmp_path):
    """Both ask by domain: 50 and 7 of youth; when one has no blocks there is only a whole."""
    head = "soort: programma\nnaam: {}\ngemeente: V\n"
    other = "maatregelen: [{naam: Z, domein: jeugd, besparing: {structureel: {2024: 1}}}]\n"
    for name, target in (("een", BLOCKS), ("twee", "taakstelling: {per: domein, jeugd: {2024: 7}}\n")):
        text = head.format(name) + HEAD + target + (MEASURES if name == "een" else other)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    outer = "periode: 2024-2025\nmaatregelen: [{programma: een.yaml}, {programma: twee.yaml}]\n"
    found = data(outer, str(tmp_path / "x.yaml"))
    assert of(found, "jeugd", "taakstelling") == [50 + 7, 25]
    assert of(found, "jeugd", "realisatie") == [60 + 1, 10]
    bare = head.format("twee") + HEAD + "taakstelling: {2024: 7}\n" + other
    (tmp_path / "twee.yaml").write_text(bare, encoding="utf-8")
    found = data(outer, str(tmp_path / "x.yaml"))
    assert "per_blok" not in found
    assert found["per_jaar"]["2024"]["taakstelling"] == 57
