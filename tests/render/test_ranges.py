"""A figure from a range is never silent: marked where it stands, listed under the table, in every format."""

import json
from math import exp, log, sqrt

import pytest

from format_readers import READERS, names_of, plain_rows, separated
from rendement.engine.inputs import DISTRIBUTIONS
from rendement.report.explain import derive
from rendement.report.explain.answer import subject_of
from rendement.report.ranges import range_text
from rendement.source.path import parse_path
from rendement.study.pipeline import calculate

CASE = """
naam: Bandbreedtes
gemeente: G
periode: 2020-2021
prijslijsten: [eigen.yaml]
baten:
  - {naam: Hulp, aantal: 100, bedrag: 700..5500, per: periode, toerekening: 40%..60%}
  - {naam: Zeker, aantal: 3, bedrag: 50, per: periode}
  - {naam: Post, prijs: eigen/opvang, aantal: {laag: 2, hoog: 4, verdeling: normaal}, per: periode}
  - {naam: Mandje, posten: {eigen/opvang: 2, eigen/dag: 1..3}, per: periode}
  - {naam: Groei, aantal: {2020: 1..3, 2021: 4}, bedrag: {2020: 100, 2021: 160}}
  - {naam: Duur, bedrag: 10, per: periode, duur: 2..4}
  - {naam: Lijst, bedrag: [5, 10..20], per: periode}
  - {naam: Verloop, bedrag: 10, per: periode, duur: 2, terugval: {1: 10%..30%, 2: 40%}}
  - {naam: Uit lijst, bedrag: 10, per: periode, duur: 2, terugval: eigen/terug}
  - {naam: Ingroei, bedrag: 10, per: periode, duur: 2, ingroei: {1: 40%..60%}, terugval: 10%}
  - {naam: Uitstroom, bedrag: 10, per: periode, duur: 2, blijfkans: {uitstroomkansen: [10%..30%, 5%]}}
kosten:
  - naam: Team
    fte: 1
    tarief: {laag: 40000, hoog: 90000, verdeling: lognormaal}
    additioneel: {geteld: 3, van: 4}
  - {naam: Kans, aantal: {discreet: {4: 30%, 6: 70%}}, bedrag: 1000, per: periode}
  - {naam: Gezet, bedrag: {laag: 1, midden: 2, hoog: 9, verdeling: driehoek}, per: periode}
resultaten: [{naam: Mensen, aantal: 20..30}]
omslag: [eigen/opvang]
"""
LIST = """
prijslijst: eigen
prijspeil: 2020
posten:
  eigen/opvang: {naam: Opvang, bedrag: {laag: 1000, hoog: 3000, verdeling: uniform}}
  eigen/dag: {naam: Dag, bedrag: 35}
  eigen/terug: {naam: Terug, terugval: {1: 20%, 2: 30%..50%}}
"""
LOGNORMAL = sqrt(40000 * 90000) * exp((log(90000 / 40000) / (2 * 1.644854)) ** 2 / 2)
# by path: what was computed with, its distribution, and the ends
RANGES = {
    "baten[0].bedrag": (3100, "pert", 700, 5500),
    "baten[0].toerekening": (0.5, "pert", 0.4, 0.6),
    "baten[2].aantal": (3, "normaal", 2, 4),
    'baten[3].posten."eigen/dag"': (2, "pert", 1, 3),
    "baten[4].aantal.2020": (2, "pert", 1, 3),
    "baten[5].duur": (3, "pert", 2, 4),
    "baten[6].bedrag[1]": (15, "pert", 10, 20),
    "baten[7].terugval.1": (0.2, "pert", 0.1, 0.3),
    "baten[9].ingroei.1": (0.5, "pert", 0.4, 0.6),
    "baten[10].blijfkans.uitstroomkansen[0]": (0.2, "pert", 0.1, 0.3),
    'prijzen."eigen/terug".terugval.2': (0.4, "pert", 0.3, 0.5),
    "kosten[0].tarief": (LOGNORMAL, "lognormaal", 40000, 90000),
    "kosten[0].additioneel": (0.75, "geteld", 3, 4),
    "kosten[1].aantal": (4 * 0.3 + 6 * 0.7, "discreet", 4, 6),
    "kosten[2].bedrag": (2, "driehoek", 1, 9),
    "resultaten[0].aantal": (25, "pert", 20, 30),
    'prijzen."eigen/opvang"': (2000, "uniform", 1000, 3000),
}
MARKED = {
    "Hulp": {"prijs", "toerekening"},
    "Zeker": set(),
    "Post": {"aantal", "prijs"},
    "Mandje": {"prijs"},
    "Groei": {"aantal", "prijs"},
    "Duur": {"jaren"},
    "Lijst": {"prijs"},
    "Verloop": {"terugval"},
    "Uit lijst": {"terugval"},
    "Ingroei": {"ingroei"},
    "Uitstroom": {"blijfkans"},
    "Team": {"prijs", "additioneel"},
    "Kans": {"aantal"},
    "Gezet": {"prijs"},
}


@pytest.fixture
def file(written):
    written(LIST, "eigen.yaml")
    return written(CASE)


def test_json_lists_every_range_with_the_value_that_was_computed_with(file, show):
    found = {item["pad"]: item for item in json.loads(show("json", file))["bandbreedtes"]}
    assert set(found) == set(RANGES)
    for path, (value, kind, low, high) in RANGES.items():
        item = found[path]
        assert (item["soort"], item["laag"], item["hoog"]) == (kind, low, high)
        assert item["waarde"] == pytest.approx(value, rel=1e-5)
    chances = [(option["waarde"], option["kans"]) for option in found["kosten[1].aantal"]["kansen"]]
    assert chances == [(4, 0.3), (6, 0.7)]
    assert {kind for _, kind, _, _ in RANGES.values()} == set(DISTRIBUTIONS)


@pytest.mark.parametrize("name", [name for name in names_of("verslag") if name != "tsv"])
def test_figures_of_a_range_are_marked_and_others_are_not(name, file, show):
    rows = READERS[name](show(name, file)).lines()
    for line, keys in MARKED.items():
        assert {key for key, cell in rows[line].items() if cell.startswith("~")} == keys


@pytest.mark.parametrize(("name", "mark"), [("csv", ","), ("csv-nl", ";"), ("tsv", "\t")])
def test_where_figures_must_stay_figures_a_column_names_them(name, mark, file, show):
    rows = separated(show(name, file), mark)
    head = next(row for row in rows if "bruto" in row)
    for row in rows[rows.index(head) + 1 :]:
        found = dict(zip(head, row, strict=False))
        line = found.get("naam", row[0] if row else "")
        if line in MARKED and found.get("prijs"):
            assert set(filter(None, found["bandbreedte"].split(", "))) == MARKED[line]
            assert "~" not in "".join(row)


@pytest.mark.parametrize("name", names_of("verslag"))
def test_every_range_is_listed_with_its_distribution_and_its_middle(name, file, show):
    words = READERS[name](show(name, file)).words
    assert "Gerekend met het midden van" in words
    for piece in ("Hulp: bedrag", "Opvang", "normaal, 5e en 95e percentiel", "geteld: 3 van 4", "driehoek"):
        assert piece in words
    assert "kansen: 4 (30%), 6 (70%)" in words


def test_baskets_results_and_thresholds_are_marked_too(file, show):
    text = show("table", file)
    for piece in ("2 × ~2.000  ~4.000", "~2 × 35     ~70", "Mensen      ~25", "~2.000  gemeente"):
        assert piece in text


def test_an_explanation_says_it_at_the_number_itself(file):
    subject = subject_of(calculate(file))

    def sources(path):
        terms = derive(subject, parse_path(path)).terms
        return [figure.source for term in terms for figure in term.figures if figure.source]

    assert sources("baten[0].bruto") == ["midden van 700 tot 5.500 (pert)"]
    assert sources("baten[2].aantal") == ["midden van 2 tot 4 (normaal, 5e en 95e percentiel)"]
    assert sources("baten[3].prijs") == [
        "prijslijst eigen; prijspeil 2020; midden van 1.000 tot 3.000 (uniform)",
        "midden van 1 tot 3 (pert)",
        "prijslijst eigen; prijspeil 2020",
    ]
    assert sources("kosten[0].stappen[1].aandeel") == ["geteld: 3 van 4"]
    assert sources("baten[5].jaren") == ["midden van 2 tot 4 (pert)"]

    for path, said in (
        ("baten[7].stappen[1].aandeel", ["Verloop: terugval na 1 jaar: midden van 10% tot 30% (pert)"]),
        ("baten[8].stappen[1].aandeel", ["Terug: terugval na 2 jaar: midden van 30% tot 50% (pert)"]),
        ("baten[9].stappen[2].aandeel", []),
        (
            "baten[10].stappen[1].aandeel",
            ["Uitstroom: uitstroomkans in jaar 1: midden van 10% tot 30% (pert)"],
        ),
    ):
        assert list(derive(subject, parse_path(path)).notes) == said
    own = derive(subject, parse_path("bandbreedtes[1].waarde"))
    assert (own.unit, own.notes) == ("aandeel", ("midden van 40% tot 60% (pert)",))


CERTAIN = "naam: Zeker\ngemeente: G\nperiode: 2020\nbaten: [{naam: Een, bedrag: 5}]\n"


def test_a_case_without_ranges_says_nothing_and_describes_nothing(written, show):
    file = written(CERTAIN)
    calculation = calculate(file)
    ledger = calculation.plan.ledger
    assert ledger.ranges == ()
    assert "inputs" not in vars(ledger)
    assert json.loads(show("json", file))["bandbreedtes"] == []
    assert "midden van" not in show("table", file)
    assert "bandbreedte" not in show("tsv", file)
    assert all(range_text(item) == "" for item in ledger.inputs)


PROGRAMME = """
soort: programma
naam: Samen
gemeente: G
periode: 2020-2021
maatregelen:
  - {naam: Zelf, besparing: {structureel: {2020: 1000}}}
  - casus: casus.yaml
"""


@pytest.mark.parametrize("name", [name for name in names_of("verslag") if name != "tsv"])
def test_a_programme_marks_the_case_that_has_them(name, file, written, show):
    programme = written(PROGRAMME, "programma.yaml")
    seen = READERS[name](show(name, programme))
    assert "Bandbreedtes, Hulp: bedrag" in seen.words
    if name == "table":
        rows = [[label, *cells.values()] for label, cells in plain_rows(show(name, programme))]
    else:
        rows = seen.main
    found = {label: list(filter(None, cells)) for label, *cells in reversed(rows)}
    assert {cell[:1] for cell in found["Bandbreedtes"]} == {"~"}
    assert {cell[:1] for cell in found["Zelf"]} == {"1", "2"}


def test_a_programme_names_them_in_a_sheet_too(file, written, show):
    programme = written(PROGRAMME, "programma.yaml")
    head, *rows = separated(show("csv", programme), ",")
    found = {(row[head.index("naam")], row[head.index("bandbreedte")]) for row in rows}
    assert found == {("Zelf", ""), ("Bandbreedtes", "bedrag")}
    assert len(json.loads(show("json", programme))["bandbreedtes"]) == len(RANGES)


def test_a_price_between_two_rows_is_a_range_when_a_row_is(written, show):
    """Halfway between 1.000 and 2.000..4.000: (1.000 + 3.000) / 2."""
    table = "prijslijst: l\nprijspeil: 2020\nposten:\n  a/b: {naam: B, tabel: {1: 1000, 3: 2000..4000}}\n"
    written(table, "lijst.yaml")
    case = CERTAIN.replace("bedrag: 5", "prijs: a/b@2").replace(
        "2020\n", "2020\nprijslijsten: [lijst.yaml]\n"
    )
    rows = READERS["html"](show("html", written(case))).lines()
    assert rows["Een"]["prijs"] == "~2.000"
