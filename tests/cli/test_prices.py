"""`rendement prices`: what it prints, in which formats, and how it ends."""

import json
import re

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from rendement.cli import app
from rendement.model.library import read_price_list
from rendement.render.terminal import as_text, layout
from rendement.report.prices import (
    amount_text,
    found_document,
    lists_document,
    post_data,
    post_document,
    price_text,
)
from rendement.source.tree import parse
from rendement.study.files import WriteFailedError
from rendement.study.prices import Hit, OpenList, entries_of, hits, lookup, open_price_lists, search, similar

SHELVES = open_price_lists()[0]

OWN = """\
prijslijst: eigen
prijspeil: onbekend
posten:
  jeugd/ots: {naam: "Eigen <b>OTS</b>", bedrag: 9000.50}
  a/verdeeld: {naam: Verdeeld, bedrag: {discreet: {4: 30%, 6: 70%}}, betaler: {gemeente: 50%, rijk: rest}}
  a/kansen: {naam: Kansen, uitstroomkansen: {1: 10%, 2: 5%}}
  a/reeks: {naam: Reeks, uitstroomkansen: [10%, 5%], tegenpartij: client}
  a/midden: {naam: Midden, bedrag: 1..2..4, betaler: {rijk: 100%}}
"""


def run(*words):
    return CliRunner().invoke(app, ["prices", *words])


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "eigen.yaml"
    file.write_text(OWN, encoding="utf-8")
    return str(file)


def codes(found):
    return [hit.entry.code for hit in found]


def test_without_words_every_list_with_its_size_level_and_source(own):
    answer = run()
    assert answer.exit_code == 0
    assert "zoetermeer-2018             45       2018" in answer.stdout
    assert "5 lijsten, 94 posten" in answer.stdout
    assert "zoetermeer-2018: Actieonderzoek" in answer.stdout
    answer = run("--lijst", own, "--format", "json")
    assert json.loads(answer.stdout)[-1] == {
        "prijslijst": own,
        "titel": None,
        "posten": 5,
        "prijspeil": None,
        "bedragen_in": "EUR",
        "bron": None,
    }


def test_search_looks_in_code_name_domain_and_note_the_nearest_first():
    assert codes(search(SHELVES, ["uithuisplaatsing"])) == [
        "jeugd/uithuisplaatsing",
        "jeugd/uithuisplaatsing-begeleiding",
        "jeugd/jeugdzorg",
    ]
    assert codes(search(SHELVES, ["Vermogensdelict"])) == ["justitie/vermogensdelict"]
    assert set(codes(search(SHELVES, ["veiligheid", "delict"]))) == {"justitie/vermogensdelict"}
    assert "pwet/uitvoeringskosten" in codes(search(SHELVES, ["formatie", "meedaalt"]))
    assert search(SHELVES, ["clïënt"])
    assert search(SHELVES, ["", "--"]) == []


def test_the_name_of_a_list_finds_all_its_posts():
    found = search(SHELVES, ["borne-2023"])
    (borne,) = (open_list for open_list in SHELVES if open_list.reference == "borne-2023")
    assert set(borne.entries) <= {hit.entry.code for hit in found if hit.open_list == borne}


def test_nothing_found_gives_what_is_spelt_alike_and_exit_code_1():
    answer = run("zoek", "uithuisplatsing")
    assert answer.exit_code == 1
    assert "dit lijkt erop" in answer.stdout
    assert "jeugd/uithuisplaatsing" in answer.stdout
    assert "geen prijspost gevonden met uithuisplatsing" in answer.stderr
    assert (answer.stdout + answer.stderr).lower().count("geen prijspost") == 1
    answer = run("zoek", "qqqqqq", "--format", "json")
    assert (answer.exit_code, json.loads(answer.stdout)) == (1, [])
    answer = run("zoek", "qqqqqq")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert len(similar(SHELVES, ["begeleidin"])) == 5


def test_search_in_a_list_of_ones_own(own):
    data = json.loads(run("zoek", "ots", "--lijst", own, "--format", "json").stdout)
    assert [(item["code"], item["prijslijst"]) for item in data if item["code"] == "jeugd/ots"] == [
        ("jeugd/ots", "zoetermeer-2018"),
        ("jeugd/ots", own),
    ]
    page = run("zoek", "ots", "--lijst", own, "--format", "html").stdout
    assert "<b>OTS" not in page
    assert "&lt;b&gt;OTS" in page


def test_show_tells_everything_about_one_post():
    answer = run("toon", "wonen/huisuitzetting")
    assert answer.exit_code == 0
    squeezed = re.sub(" +", " ", answer.stdout)
    for line in (
        "Uitzetting uit een huurwoning",
        "Prijs € 6.000",
        "Eenheid keer",
        "Betaler woningcorporatie",
        "Domein wonen",
        "Prijspeil 2018",
        "Prijslijst zoetermeer-2018",
        "- prijslijsten: [zoetermeer-2018]",
        "- prijs: wonen/huisuitzetting",
    ):
        assert line in squeezed.splitlines()
    assert "- 001 r. 1695 (Actieonderzoek" in squeezed
    assert "Betaler afgeleid, niet gedrukt." in squeezed


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "jeugd/uithuisplaatsing-begeleiding",
            ["tarief interventie € 13.500", "- prijs: jeugd/uithuisplaatsing-begeleiding@dag"],
        ),
        (
            "pwet/schadelast@7",
            [
                "uitkeringsduur (jaar) 7 € 67.683",
                "Som over 7 jaar",
                "- prijs: pwet/schadelast@1 # uitkeringsduur (jaar): 1 t/m 7",
                "- over_jaren: 7",
            ],
        ),
        ("pwet/terugval", ["cumulatieve kans na 5 jaar 45%", "- terugval: pwet/terugval", "Betaler -"]),
        ("tarief/crisisteam", ["Prijs € 69.910,34", "- tarief: tarief/crisisteam", "Prijspeil 2017"]),
        ("gezin/multiprobleemhuishouden", ["Prijs € 30.000..40.000"]),
        ("wonen/verplaatsen-probleemgezin", ["Betaler gemeente 50%", "Betaler woningcorporatie 50%"]),
        ("justitie/detentie", ["Prijspeil onbekend"]),
    ],
)
def test_show_knows_every_form_of_a_price(code, lines):
    shown = re.sub(" +", " ", run("toon", code).stdout).splitlines()
    assert set(lines) <= set(shown)


def test_show_in_every_list_that_has_it_and_the_forms_of_a_list_of_ones_own(own):
    open_lists, findings = open_price_lists([own])
    assert findings == []
    assert [hit.open_list.reference for hit in lookup(open_lists, "jeugd/ots")] == ["zoetermeer-2018", own]
    open_list = open_lists[-1]
    data = {code: post_data(Hit(open_list, entry)) for code, entry in open_list.entries.items()}
    assert data["jeugd/ots"]["bedrag"] == 9000.5
    assert data["a/verdeeld"]["bedrag"] == pytest.approx(0.3 * 4 + 0.7 * 6)
    assert data["a/verdeeld"]["betaler"] == {"gemeente": 0.5, "rijk": "rest"}
    assert data["a/kansen"]["uitstroomkansen"] == {"1": 0.1, "2": 0.05}
    assert data["a/reeks"]["uitstroomkansen"] == [0.1, 0.05]
    assert data["a/midden"]["bedrag"] == {"laag": 1, "midden": 2, "hoog": 4, "verdeling": "pert"}
    post = {code: entry.post for code, entry in open_list.entries.items()}
    assert amount_text(post["a/verdeeld"].bedrag) == "4 (30%), 6 (70%)"
    assert amount_text(post["a/midden"].bedrag) == "1..2..4"
    assert price_text(post["a/kansen"]) == "verloop"
    shown = as_text(layout(post_document(Hit(open_list, open_list.entries["a/reeks"])), None))
    assert re.search(r"uitstroomkans\s+in\s+jaar\s+2\s+5%", shown)
    assert re.search(r"Tegenpartij +client", shown)
    assert "blijfkans: {uitstroomkansen: a/reeks, vanaf: 1}" in shown
    assert "geen bron genoemd" in shown
    assert re.search(
        r"uitstroomkans\s+in\s+jaar\s+1\s+10%",
        as_text(layout(post_document(Hit(open_list, open_list.entries["a/kansen"])), None)),
    )


def test_a_curve_is_shown_with_its_ranges(tmp_path):
    text = (
        "posten:\n  a/terug: {naam: T, terugval: {1: 10%..30%, 2: 45%}}\n"
        "  a/uit: {naam: U, uitstroomkansen: [{laag: 10%, midden: 12%, hoog: 20%}, 5%]}\n"
    )
    (tmp_path / "lijst.yaml").write_text(f"prijslijst: l\nprijspeil: 2020\n{text}", encoding="utf-8")
    open_list = open_price_lists([str(tmp_path / "lijst.yaml")])[0][-1]
    hits = {code: Hit(open_list, entry) for code, entry in open_list.entries.items()}
    knot = {"laag": 0.1, "midden": pytest.approx(0.2), "hoog": 0.3, "verdeling": "pert"}
    assert post_data(hits["a/terug"])["terugval"] == {"1": knot, "2": 0.45}
    chance = {"laag": 0.1, "midden": 0.12, "hoog": 0.2, "verdeling": "pert"}
    assert post_data(hits["a/uit"])["uitstroomkansen"] == [chance, 0.05]
    shown = as_text(layout(post_document(hits["a/terug"]), None))
    assert re.search(r"cumulatieve\s+kans\s+na\s+1\s+jaar\s+10%\.\.30%", shown)
    shown = as_text(layout(post_document(hits["a/uit"]), None))
    assert re.search(r"uitstroomkans\s+in\s+jaar\s+1\s+10%\.\.12%\.\.20%", shown)


def test_a_price_is_shown_with_its_factors(tmp_path):
    text = "posten: {a/week: {naam: Week, bedrag: 12.5, factoren: {uren: 6, deel: 60%..80%}}}\n"
    (tmp_path / "lijst.yaml").write_text(f"prijslijst: l\nprijspeil: 2020\n{text}", encoding="utf-8")
    open_list = open_price_lists([str(tmp_path / "lijst.yaml")])[0][-1]
    hit = Hit(open_list, open_list.entries["a/week"])
    assert price_text(hit.entry.post) == "12,50 × 6 × 0,6..0,8"
    deel = {"laag": 0.6, "midden": pytest.approx(0.7), "hoog": 0.8, "verdeling": "pert"}
    assert post_data(hit)["factoren"] == {"uren": 6, "deel": deel}
    shown = as_text(layout(post_document(hit), None))
    assert re.search(r"Maal uren +6\n", shown)
    assert re.search(r"Maal deel +0,6\.\.0,8", shown)


def test_json_of_a_post_and_of_a_search_have_one_shape():
    shown = json.loads(run("toon", "jeugd/ots", "--format", "json").stdout)
    assert shown == [
        {
            "code": "jeugd/ots",
            "naam": "Ondertoezichtstelling korter dan een jaar",
            "prijslijst": "zoetermeer-2018",
            "bedragen_in": "EUR",
            "bedrag": 8900.0,
            "langs": None,
            "over_jaren": None,
            "eenheid": "jaar",
            "betaler": {"gemeente": 1.0},
            "tegenpartij": None,
            "domein": "jeugd",
            "prijspeil": 2018,
            "index": None,
            "bron": "001 r. 1689",
            "toelichting": (
                "Betaler afgeleid, niet gedrukt (Jeugdwet). Overlapt mogelijk met jeugd/jeugdbescherming."
            ),
            "schrijf": ["prijs: jeugd/ots"],
        }
    ]
    assert shown[0] in json.loads(run("zoek", "ondertoezichtstelling", "--format", "json").stdout)


def test_csv_holds_the_table_of_a_search_and_a_range_stays_a_range():
    answer = run("zoek", "multiprobleemhuishouden", "--format", "csv-nl").stdout
    assert "gezin/multiprobleemhuishouden;" in answer
    assert "30.000..40.000;jaar;zoetermeer-2018" in answer
    answer = run("toon", "jeugd/ots", "--format", "csv")
    assert answer.exit_code == 2
    assert "geen tabel" in answer.stderr


@pytest.mark.parametrize("width", [60, 80])
def test_nothing_is_wider_than_the_window(width):
    every = list(hits(SHELVES))
    documents = [lists_document(SHELVES), found_document(every, ["alles"]), *map(post_document, every)]
    longest = max(
        cell_len(line) for shown in documents for line in as_text(layout(shown, width)).splitlines()
    )
    assert 0 < longest <= width


def test_a_code_is_never_cut_in_a_window_for_it_is_there_to_copy():
    every = list(hits(SHELVES))
    shown = as_text(layout(found_document(every, ["alles"]), 80))
    assert [hit.entry.code for hit in every if hit.entry.code not in shown] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["toon", "wonen/huisuitzeting"], "bedoelt u `wonen/huisuitzetting`?"),
        (["toon", "qqq/qqq"], "zoek met"),
        (["--format", "json", "toon", "jeugd/ots"], "achter `toon`"),
        (["zoek", "ots", "--format", "xml"], "--format xml"),
        (["--lijst", "weg.yaml"], "weg.yaml bestaat niet"),
        (["import", "weg.csv", "-o", "lijst.yaml"], "weg.csv bestaat niet"),
        (["import", "weg.csv", "-o", "lijst.csv"], "een prijslijst is een .yaml-bestand"),
    ],
)
def test_wrong_use_ends_with_2_and_a_remedy(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = run(*words)
    assert answer.exit_code == 2
    assert said in answer.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("naam: geen lijst\n", "geen-prijslijst"),
        ("prijslijst: x\nprijspeil: 2018\nposten: {a/b: {naam: A, bedrga: 1}}\n", "onbekende-sleutel"),
        ("prijslijst: x\nprijslijst: y\n", "dubbele-sleutel"),
    ],
)
def test_a_list_that_cannot_be_read_is_said_and_ends_with_1(text, code, tmp_path):
    file = tmp_path / "lijst.yaml"
    file.write_text(text)
    answer = run("zoek", "ots", "--lijst", str(file))
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"[{code}]" in answer.stderr


def test_import_makes_a_list_that_a_case_can_use(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tabel.csv").write_text(
        "code;naam;bedrag;eenheid\njeugd/ots;Ondertoezichtstelling;€ 9.000;jaar\n"
    )
    options = ["--naam", "eigen", "--titel", "Eigen prijzen", "--bron", "Inkoop 2024", "--prijspeil", "2024"]
    answer = run("import", "tabel.csv", "-o", "lijst.yaml", *options)
    assert answer.exit_code == 0
    assert "[post-onvolledig]" in answer.stderr
    text = (tmp_path / "lijst.yaml").read_text(encoding="utf-8")
    source = parse(text, "lijst.yaml")[0]
    price_list, findings = read_price_list(source)
    assert findings == []
    assert (price_list.prijslijst, price_list.titel, price_list.prijspeil) == ("eigen", "Eigen prijzen", 2024)
    open_list = OpenList("lijst.yaml", price_list, entries_of(price_list, source))
    assert open_list.entries["jeugd/ots"].source == "Inkoop 2024"
    (tmp_path / "casus.yaml").write_text(
        "naam: A\ngemeente: B\nperiode: 2024\nprijslijsten: [lijst.yaml]\n"
        "baten:\n  - {naam: OTS, aantal: 2, prijs: jeugd/ots}\n"
    )
    answer = CliRunner().invoke(app, ["calc", "casus.yaml", "--format", "json"])
    assert json.loads(answer.stdout)["totaal"]["baten"] == 2 * 9000


def test_import_never_overwrites_unasked_and_writes_nothing_when_a_row_is_wrong(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "tabel.csv"
    table.write_text("code;naam;bedrag;toelichting\na;A;40.000;-\n")
    answer = run("import", "tabel.csv", "-o", "lijst.yaml")
    assert answer.exit_code == 1
    assert "tabel.csv:2:5" in answer.stderr
    assert not (tmp_path / "lijst.yaml").exists()
    table.write_text("code;naam;bedrag;toelichting\na;A;40000;-\n")
    (tmp_path / "lijst.yaml").write_text("van mij")
    answer = run("import", "tabel.csv", "-o", "lijst.yaml")
    assert answer.exit_code == 2
    assert (tmp_path / "lijst.yaml").read_text() == "van mij"
    answer = run("import", "tabel.csv", "-o", "lijst.yaml", "--force")
    assert answer.exit_code == 0
    assert "prijslijst: lijst\n" in (tmp_path / "lijst.yaml").read_text()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["lijst.yaml", "tabel.csv"]


def test_import_says_that_it_could_not_write(tmp_path, monkeypatch):
    def full(target, data):
        raise WriteFailedError(f"{target} is niet geschreven: de schijf is vol")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rendement.study.files.write_whole", full)
    (tmp_path / "tabel.csv").write_text("code;naam;bedrag;toelichting\na;A;1;-\n")
    answer = run("import", "tabel.csv", "-o", "lijst.yaml")
    assert answer.exit_code == 1
    assert answer.stderr == "rendement: lijst.yaml is niet geschreven: de schijf is vol\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["tabel.csv"]


def test_import_of_a_file_that_is_no_workbook_ends_with_1(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tabel.xlsx").write_text("geen werkboek")
    answer = run("import", "tabel.xlsx", "-o", "lijst.yaml")
    assert answer.exit_code == 1
    assert "[werkboek-onleesbaar]" in answer.stderr
