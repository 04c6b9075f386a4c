"""A programme as a measure of another: nesting changes no figure, and nothing goes round in circles."""

import pytest

from programme_text import HEAD, by_year, codes, data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.explain import derive
from rendement.report.explain.answer import subject_of
from rendement.source.path import parse_path
from rendement.study.recording import record

MEASURES = """
  - naam: Inkoop
    domein: jeugd
    besparing: {structureel: {2021: 20, 2022: 10}}
    status: {2021: gerealiseerd}
  - naam: Bijdrage
    domein: jeugd
    besparing: {incidenteel: {2022: 6}}
    tegenpartij: client
    investering: {2021: 3}
  - {naam: Later, pm: nog niet bekend}
  - {naam: Dubbel, besparing: {structureel: {2021: 99}}, telt_mee: nee, reden: staat elders}
"""
REST = """
kosten: [{naam: Projectleider, bedragen: {2021: 4}}]
formatie: [{naam: Team, fte: {structureel: {2021: 1}}, tarief: 2}]
pm: [{naam: Rust}]
"""
YOUTH = f"""
periode: 2021-2023
telling: nieuw
taakstelling: {{2021: 30, 2022: 40}}
dekking: [{{naam: Reserve, bedragen: {{2021: 5}}}}]
maatregelen:{MEASURES}{REST}"""
OF_WMO = "{naam: Indicaties, domein: wmo, besparing: {jaarlijks: {2022: 8, 2023: 5}}}"
WMO = f"""
periode: 2022-2023
telling: nieuw
taakstelling: {{2022: 7}}
maatregelen: [{OF_WMO}]
"""
OUTER = "periode: 2021-2024\nmaatregelen:\n  - {programma: jeugd.yaml}\n  - {programma: wmo.yaml}\n"
# the same measures, costs and staff in one file
FLAT = f"""
periode: 2021-2024
telling: nieuw
taakstelling: {{2021: 30, 2022: 47}}
dekking: [{{naam: Reserve, bedragen: {{2021: 5}}}}]
maatregelen:{MEASURES}  - {OF_WMO}
{REST}"""
ALIKE = ("per_jaar", "niet_per_jaar", "structureel", "per_domein", "per_actor", "telling", "perspectief")


@pytest.fixture
def place(tmp_path):
    for name, text in (("jeugd", YOUTH), ("wmo", WMO)):
        (tmp_path / f"{name}.yaml").write_text(HEAD.replace("Proef", name.title()) + text, encoding="utf-8")
    return str(tmp_path / "alles.yaml")


@pytest.mark.parametrize("perspective", [None, "maatschappij", "client"])
def test_nesting_changes_no_figure(place, perspective):
    nested, flat = data(OUTER, place, perspective=perspective), data(FLAT, perspective=perspective)
    for key in ALIKE:
        assert nested[key] == flat[key], key
    assert {key: value for key, value in nested["totaal"].items() if key != "pm"} == {
        key: value for key, value in flat["totaal"].items() if key != "pm"
    }


def test_a_subtotal_and_what_is_below_it(place):
    """Youth: 20, 30 + 6 and 30 and 30 stand; 3 was invested. Its costs and staff are those of the whole."""
    found = data(OUTER, place)
    youth = found["maatregelen"][0]
    assert youth["naam"] == "Jeugd"
    assert list(youth["in_plaats"].values()) == [20, 30 + 6, 30, 30]
    assert list(youth["saldo"].values()) == [20 - 3, 36, 30, 30]
    assert (youth["gepland"], youth["gerealiseerd"]) == (20 + 10 + 6, 20)
    assert [item["naam"] for item in youth["maatregelen"]] == ["Inkoop", "Bijdrage", "Later", "Dubbel"]
    assert youth["maatregelen"][0]["pad"] == "maatregelen[0].maatregelen[0]"
    assert youth["programma"]["naam"] == "Jeugd"
    assert by_year(found, "kosten") == [4, 0, 0, 0]
    assert by_year(found, "formatie") == [2, 2, 2, 2], "structural staff stays until the end of the whole"
    assert [item["naam"] for item in found["pm"]] == ["Jeugd: Rust", "Later"]
    assert [item["naam"] for item in found["herkomst"]["programmas"]] == ["Jeugd", "Wmo"]


def test_the_target_is_that_of_the_parts_unless_the_whole_writes_its_own(place):
    found = data(OUTER, place)
    assert by_year(found, "taakstelling") == [30, 40 + 7, 0, 0]
    assert by_year(found, "dekking") == [5, 0, 0, 0]
    own = data(OUTER + "telling: nieuw\ntaakstelling: {2023: 1}\n", place)
    assert by_year(own, "taakstelling") == [0, 0, 1, 0]


def test_a_programme_that_does_not_count_brings_no_costs_either(place):
    found = data(OUTER.replace("jeugd.yaml", "jeugd.yaml, telt_mee: nee, reden: later"), place)
    assert by_year(found, "in_plaats") == [0, 8, 5, 0]
    assert by_year(found, "kosten") == by_year(found, "formatie") == [0, 0, 0, 0]
    assert by_year(found, "taakstelling") == [0, 7, 0, 0]
    assert list(found["maatregelen"][0]["in_plaats"].values()) == [20, 36, 30, 30], "shown whole"


def test_what_stands_beside_it_fills_in_what_it_does_not_say(place, tmp_path):
    text = (
        HEAD.replace("Proef", "Kaal")
        + "periode: 2021\nmaatregelen: [{naam: A, besparing: {structureel: {2021: 5}}}]"
    )
    (tmp_path / "kaal.yaml").write_text(text, encoding="utf-8")
    found = data("periode: 2021\nmaatregelen: [{programma: kaal.yaml, domein: wmo, groep: G}]", place)
    assert found["per_domein"]["wmo"]["saldo"] == 5
    assert found["maatregelen"][0]["maatregelen"][0]["groep"] == "G"


def test_what_is_set_reaches_into_the_programmes(place):
    found = data(OUTER, place, sets=("maatregelen[0].maatregelen[0].besparing.structureel.2021=21",))
    assert by_year(found, "in_plaats")[0] == 21
    found = data(OUTER, place, sets=("maatregelen.jeugd.kosten[0].bedragen.2021=1",))
    assert by_year(found, "kosten")[0] == 1


def test_three_deep_with_a_case_at_the_bottom(place, tmp_path):
    """10 in each of two programmes around the case, once."""
    case = "naam: Zaak\ngemeente: V\nperiode: 2021\nbaten: [{naam: B, bedrag: 10, domein: zvw}]\n"
    (tmp_path / "zaak.yaml").write_text(case, encoding="utf-8")
    for name, inside in (("een", "casus: zaak.yaml"), ("twee", "programma: een.yaml")):
        text = HEAD.replace("Proef", name) + f"periode: 2021\nmaatregelen: [{{{inside}}}]\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    text = "periode: 2021\nmaatregelen: [{programma: twee.yaml}]\n"
    found = data(text, place, sets=("maatregelen[0].maatregelen[0].maatregelen[0].baten[0].bedrag=11",))
    assert found["totaal"]["saldo"] == 11
    assert found["per_domein"]["zvw"]["saldo"] == 11
    assert [item["naam"] for item in found["herkomst"]["casussen"]] == ["Zaak"]
    assert [item["naam"] for item in found["herkomst"]["programmas"]] == ["twee", "een"]
    program = record(run(text, place))
    (path,) = [path for path in program.inputs if path.endswith("bedrag")]
    assert path == "maatregelen[0].maatregelen[0].maatregelen[0].baten[0].bedrag"


@pytest.mark.parametrize(
    "path",
    ["maatregelen[0].in_plaats.2022", "maatregelen[0].maatregelen[0].nieuw.2021", "per_jaar.2021.kosten"],
)
def test_every_figure_is_explained(place, path):
    subject = subject_of(run(OUTER, place))
    found = derive(subject, parse_path(path))
    total = sum(term.sign * term.figures[0].value for term in found.terms)
    assert (found.kind, total) == ("som", found.value)


def test_the_report_has_a_heading_and_a_subtotal(place):
    (document,) = assemble("verslag", [run(OUTER, place)], ("domein",))
    text = as_text(layout(document, None))
    lines = [line.split() for line in text.splitlines()]
    assert ["Programma", "Jeugd"] in lines
    assert ["Subtotaal", "Jeugd", "20", "16", "0", "0", "36"] in lines
    assert "Saldo per domein en jaar" in text
    assert "telt niet mee (staat elders)" in text
    assert max(map(len, as_text(layout(document, 80)).splitlines())) <= 80


def wrong(text, place):
    return [(code, path) for code, path, _ in codes(text, place)]


ALL = "periode: 2021-2024\n"
ONE = "maatregelen[0].programma"


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (
            "periode: 2021-2024\ntelling: stand\nmaatregelen: [{programma: jeugd.yaml}]",
            "telling-verschilt",
            ONE,
        ),
        ("periode: 2022-2024\nmaatregelen: [{programma: jeugd.yaml}]", "jaar-buiten-periode", ONE),
        (ALL + "maatregelen: [{programma: weg.yaml}]", "casus-onbekend", ONE),
        (ALL + "maatregelen: [{programma: alles.yaml}]", "casus-is-zichzelf", ONE),
        (ALL + "maatregelen: [{programma: zaak.yaml}]", "programma-is-casus", ONE),
        (ALL + "maatregelen: [{programma: lijst.yaml}]", "geen-programma", ONE),
        (
            "periode: 2021-2024\nmaatregelen: [{programma: jeugd.yaml, naam: A}]",
            "casus-met-meer",
            "maatregelen[0].naam",
        ),
        (OUTER + "  - {programma: wmo.yaml}\n", "dubbele-regel", "maatregelen[2]"),
    ],
)
def test_what_cannot_be_inside_is_refused_at_its_place(place, tmp_path, text, code, path):
    (tmp_path / "zaak.yaml").write_text("naam: Z\ngemeente: V\nperiode: 2021\nbaten: []\n", encoding="utf-8")
    (tmp_path / "lijst.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "alles.yaml").write_text(HEAD + text, encoding="utf-8")
    assert wrong(text, place) == [(code, path)]


def test_programmes_that_name_each_other_are_refused_with_the_chain(tmp_path):
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        text = HEAD.replace("Proef", name) + f"periode: 2021\nmaatregelen: [{{programma: {other}.yaml}}]\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    text = (tmp_path / "a.yaml").read_text("utf-8").removeprefix(HEAD.replace("Proef", "a"))
    (finding,) = run(text, str(tmp_path / "a.yaml")).findings
    assert finding.code == "programma-in-kring"
    assert finding.mark.file.endswith("c.yaml")
    assert "a.yaml → b.yaml → c.yaml → a.yaml" in finding.message


def test_two_hundred_programmes_inside_each_other_are_too_many(tmp_path):
    for i in range(200):
        text = (
            HEAD.replace("Proef", f"p{i}") + f"periode: 2021\nmaatregelen: [{{programma: p{i + 1}.yaml}}]\n"
        )
        (tmp_path / f"p{i}.yaml").write_text(text, encoding="utf-8")
    (finding,) = run("periode: 2021\nmaatregelen: [{programma: p0.yaml}]", str(tmp_path / "x.yaml")).findings
    assert finding.code == "programma-te-diep"


def test_a_case_that_two_programmes_have_would_count_twice(tmp_path):
    (tmp_path / "zaak.yaml").write_text(
        "naam: Z\ngemeente: V\nperiode: 2021\nbaten: [{naam: B, bedrag: 1}]\n", encoding="utf-8"
    )
    for name in ("een", "twee"):
        text = HEAD.replace("Proef", name) + "periode: 2021\nmaatregelen: [{casus: zaak.yaml}]\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    text = "periode: 2021\nmaatregelen: [{programma: een.yaml}, {programma: twee.yaml}]"
    assert wrong(text, str(tmp_path / "x.yaml")) == [("dubbele-regel", "maatregelen[1]")]
