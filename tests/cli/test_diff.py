"""`rendement diff`: its sides, its formats and what cannot be compared; in a real git repository."""

import csv
import io
import json
import os

import pytest
from typer.testing import CliRunner

from checkouts import CASE, LIST, git, needs_git
from differing import amounts
from rendement.cli import app
from rendement.study.diff.revision import Revision

NEW = CASE.replace("aantal: 4", "aantal: 6")
pytestmark = needs_git


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one revision, and in the files a later version of the case and the list."""
    folder = tmp_path / "zaak"
    (folder / "map").mkdir(parents=True)
    git(tmp_path, "init", "-q", str(folder))
    for name, text in (("casus.yaml", CASE), ("lijst.yaml", LIST)):
        (folder / "map" / name).write_text(text, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "een")
    (folder / "map" / "casus.yaml").write_text(NEW, encoding="utf-8")
    (folder / "map" / "lijst.yaml").write_text(LIST.replace("500", "700"), encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*words):
    return CliRunner().invoke(app, ["diff", *words])


def data(*words):
    shown = run(*words, "--format", "json")
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


def test_one_side_is_the_file_against_the_last_revision_with_the_lists_of_then(checkout):
    found = data("map/casus.yaml")
    assert (found["oud"], found["nieuw"]) == (4 * 500 - 1000, 6 * 700 - 1000)
    assert amounts(found) == {"omvang": 2 * (500 + 700) / 2, "prijs in de lijst": 200 * (4 + 6) / 2}
    assert found["kant_oud"] == "HEAD:map/casus.yaml"
    assert data("HEAD:map/casus.yaml", "map/casus.yaml")["delen"] == found["delen"]


def test_in_a_folder_below_a_path_may_begin_there(checkout, monkeypatch):
    monkeypatch.chdir(checkout / "map")
    assert data("HEAD:./casus.yaml", "casus.yaml")["verschil"] == 6 * 700 - 4 * 500
    assert data("HEAD:map/casus.yaml", "casus.yaml")["verschil"] == 6 * 700 - 4 * 500
    assert data("casus.yaml")["verschil"] == 6 * 700 - 4 * 500


def test_a_scenario_is_a_side_and_equals_what_is_written_in(checkout):
    found = data("map/casus.yaml", "map/casus.yaml#laag")
    (checkout / "map" / "los.yaml").write_text(NEW.replace("aantal: 6", "aantal: 1"), encoding="utf-8")
    assert amounts(found) == amounts(data("map/casus.yaml", "map/los.yaml")) == {"omvang": -5 * 700}
    assert data("HEAD:map/casus.yaml#laag", "map/casus.yaml")["oud"] == 500 - 1000
    assert data("map/casus.yaml", "map/casus.yaml", "--scenario", "laag")["delen"] == found["delen"]


def test_what_is_asked_holds_for_the_new_side(checkout):
    found = data("map/casus.yaml", "map/casus.yaml", "--set", "kosten[0].bedrag=1500")
    assert amounts(found) == {"prijs": -500}
    assert found["opdracht"]["set"] == ["kosten[0].bedrag=1500"]
    priced = data("map/casus.yaml", "map/casus.yaml", "--set", 'prijzen."a/b"=100')
    assert amounts(priced) == {"prijs in de lijst": -6 * 600}


def test_a_file_with_such_a_name_is_that_file(checkout):
    for name in ("HEAD:x.yaml", "x#laag"):
        if os.name != "nt":
            (checkout / name).write_text(CASE.replace("lijst.yaml", "map/lijst.yaml"), encoding="utf-8")
            assert data(name, "map/casus.yaml")["oud"] == 4 * 700 - 1000


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["weg:map/casus.yaml", "map/casus.yaml"], 2, "de revisie `weg` is er niet"),
        (["--", "-x:map/casus.yaml", "map/casus.yaml"], 2, "geen revisie"),
        (
            ["HEAD:map/weg.yaml", "map/casus.yaml"],
            2,
            "HEAD:map/weg.yaml: het bestand map/weg.yaml bestaat daar niet",
        ),
        (["HEAD:../buiten.yaml", "map/casus.yaml"], 2, "bestaat daar niet"),
        (["HEAD:map", "map/casus.yaml"], 2, "zijn niet beide een map"),
        (["map", "map/casus.yaml"], 2, "zijn niet beide een map"),
        (["map", "map", "--set", "horizon=3"], 2, "gaan over één bestand"),
        (["map#laag", "map"], 2, "gaan over één bestand"),
        (["leeg", "leeg"], 2, "geen enkele casus"),
        (["HEAD:leeg", "map"], 2, "zijn niet beide een map"),
        (["map/casus.yaml", "map/lijst.yaml"], 1, "dit is een prijslijst"),
        (["uit.json", "map/casus.yaml"], 2, "uit.json: dit bestand bestaat niet"),
        (["HEAD:uit.json", "map/casus.yaml"], 2, "een uitkomst van een eerdere revisie"),
        (["uit.json#een", "map/casus.yaml"], 2, "noem achter # de hoeveelste uitkomst"),
        (["map/casus.yaml", "map/casus.yaml#hoog"], 1, "geen scenario `hoog`"),
        (["map/casus.yaml", "map/casus.yaml#laag", "--scenario", "laag"], 2, "noemt al een scenario"),
        (["a", "b", "c"], 2, "hooguit twee kanten"),
        (["map/weg.yaml", "map/casus.yaml"], 2, "bestaat niet"),
        (["-"], 2, "noem ook het andere bestand"),
        (["HEAD:map/casus.yaml"], 2, "noem ook het andere bestand"),
        (["map/casus.yaml", "programma.yaml"], 2, "is een casus en programma.yaml een programma"),
        (["map/casus.yaml", "monitor.yaml"], 2, "is een casus en monitor.yaml een monitor"),
        (
            ["monitor.yaml", "monitor.yaml", "--cijfer", "totaal.saldo"],
            2,
            "kies een bedrag, zoals totaal.bedragen.2022",
        ),
        (["monitor.yaml", "fte.yaml"], 2, "telt op in euro en fte.yaml in fte"),
        (["monitor.yaml", "later.yaml"], 2, "geen kolom waarin aan beide kanten een totaal staat"),
        (["map/casus.yaml", "map/casus.yaml", "--max-verschil", "veel"], 2, "--max-verschil veel"),
        (["map/casus.yaml", "map/casus.yaml", "--max-verschil", "-1"], 2, "0 of meer"),
        (["map/casus.yaml", "map/casus.yaml", "--format", "pdf"], 2, "--format pdf"),
        (["pond.yaml", "euro.yaml"], 1, "rekent in"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(checkout, words, code, message):
    (checkout / "programma.yaml").write_text(
        "soort: programma\nnaam: P\ngemeente: G\nperiode: 2024\nmaatregelen: [{naam: M, pm: x}]\n",
        encoding="utf-8",
    )
    for name, year, more in (("monitor", 2022, ""), ("fte", 2022, ", bedragen_in: fte"), ("later", 2023, "")):
        (checkout / f"{name}.yaml").write_text(
            f"soort: monitor\nnaam: M\ngemeente: G\nkolommen: {{{year}: realisatie}}\n"
            f"posten: [{{naam: Hulp, bedragen: {{{year}: 5}}{more}}}]\n",
            encoding="utf-8",
        )
    (checkout / "leeg").mkdir()
    for name, currency in (("pond", "GBP"), ("euro", "EUR")):
        text = f"naam: C\ngemeente: G\nperiode: 2024\nvaluta: {currency}\nbaten: [{{naam: B, bedrag: 1}}]\n"
        (checkout / f"{name}.yaml").write_text(text, encoding="utf-8")
    shown = run(*words)
    assert shown.exit_code == code, shown.output
    assert message in shown.output
    assert "Traceback" not in shown.output


def test_an_error_in_the_old_revision_is_told(checkout):
    (checkout / "map" / "casus.yaml").write_text(
        CASE.replace("bedrag: 1000", "bedrag: veel"), encoding="utf-8"
    )
    git(checkout, "commit", "-q", "-am", "twee")
    (checkout / "map" / "casus.yaml").write_text(NEW, encoding="utf-8")
    shown = run("map/casus.yaml")
    assert shown.exit_code == 1
    assert "bedrag: veel" in shown.output


def test_without_git_and_outside_a_checkout(checkout, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is niet gevonden" in run("map/casus.yaml").output
    (tmp_path / "los.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = run("los.yaml")
    assert (shown.exit_code, "staat niet in een git-checkout" in shown.output) == (2, True)


def test_a_shallow_clone_says_how_to_get_the_rest(checkout, tmp_path, monkeypatch):
    git(checkout, "commit", "-q", "-am", "twee")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{checkout}", "ondiep")
    monkeypatch.chdir(tmp_path / "ondiep")
    assert "git fetch --unshallow" in run("HEAD~1:map/casus.yaml", "map/casus.yaml").output
    assert data("map/casus.yaml")["verschil"] == 0


def test_a_hostile_repository_runs_nothing(checkout, tmp_path):
    trap = tmp_path / "gevangen"
    command = f"touch {trap}"
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "diff.x.textconv",
        "filter.x.smudge",
        "core.sshCommand",
    ):
        git(checkout, "config", key, command)
    git(checkout, "config", "alias.cat-file", f"!{command}")
    (checkout / ".gitattributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    hooks = checkout / ".git" / "hooks"
    for name in ("post-checkout", "pre-commit", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    assert data("map/casus.yaml")["verschil"] == 6 * 700 - 4 * 500
    assert not trap.exists()


def test_a_clone_that_lacks_objects_fetches_none(checkout, tmp_path, monkeypatch):
    git(checkout, "commit", "-q", "-am", "twee")
    git(checkout, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{checkout}", "deel")
    monkeypatch.chdir(tmp_path / "deel")
    shown = run("HEAD~1:map/casus.yaml", "map/casus.yaml")
    assert shown.exit_code == 2
    assert "is de kloon volledig?" in shown.output or "bestaat daar niet" in shown.output


def test_the_revision_may_not_be_too_large(checkout):
    (checkout / "map" / "casus.yaml").write_text(CASE + "#" * 1_000_001, encoding="utf-8")
    git(checkout, "commit", "-q", "-am", "twee")
    (checkout / "map" / "casus.yaml").write_text(NEW, encoding="utf-8")
    shown = run("map/casus.yaml")
    assert (shown.exit_code, "groter dan 1 MB" in shown.output) == (1, True)


def test_a_difference_beyond_what_is_allowed_ends_with_1(checkout):
    assert run("map/casus.yaml", "--max-verschil", "5000").exit_code == 0
    shown = run("map/casus.yaml", "--max-verschil", "1000")
    assert shown.exit_code == 1
    assert "het verschil is 2.200" in shown.output


def test_every_format_has_the_same_figures(checkout):
    table = run("map/casus.yaml").output
    assert [word in table for word in ("1.000", "3.200", "2.200", "1.200", "55%", "45%")] == [True] * 6
    rows = list(csv.DictReader(io.StringIO(run("map/casus.yaml", "--format", "csv").stdout)))
    assert [(row["groep"], float(row["bedrag"])) for row in rows] == [
        ("omvang", 1200),
        ("prijs in de lijst", 1000),
    ]
    assert {row["verschil"] for row in rows} == {"2200"}
    markdown = run("map/casus.yaml", "--format", "markdown").stdout
    assert markdown.startswith("# Waarom rendement anders is: Proef")
    summary = run("map/casus.yaml", "--format", "github").stdout
    assert summary.startswith("### Waarom rendement anders is: Proef")
    assert "| Uitstroom: omvang" in summary


def test_a_result_is_written_whole_and_never_over_a_case(checkout):
    assert run("map/casus.yaml", "-o", "uit.md").exit_code == 0
    assert (checkout / "uit.md").read_text("utf-8").startswith("# Waarom")
    shown = run("map/casus.yaml", "-o", "map/casus.yaml", "--format", "json")
    assert shown.exit_code == 2
    assert (checkout / "map" / "casus.yaml").read_text("utf-8") == NEW


def test_a_folder_is_matched_on_path_and_its_parts_are_summed_by_kind(checkout):
    (checkout / "map" / "diep").mkdir()
    deep = CASE.replace("lijst.yaml", "../lijst.yaml")
    (checkout / "map" / "diep" / "twee.yaml").write_text(deep, encoding="utf-8")
    (checkout / "map" / "weg.yaml").write_text(CASE.replace("1000", "1500"), encoding="utf-8")
    (checkout / "map" / "zonder.yaml").write_text(
        CASE.partition("baten")[0] + "kosten: [{naam: K, bedrag: 1}]\n"
    )
    (checkout / "map" / "casus.yaml").write_text(CASE, encoding="utf-8")
    (checkout / "map" / "lijst.yaml").write_text(LIST, encoding="utf-8")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "twee")
    (checkout / "map" / "casus.yaml").write_text(NEW, encoding="utf-8")
    (checkout / "map" / "lijst.yaml").write_text(LIST.replace("500", "700"), encoding="utf-8")
    (checkout / "map" / "weg.yaml").unlink()
    (checkout / "map" / "nieuw.yaml").write_text(CASE.replace("1000", "2000"), encoding="utf-8")
    found = data("map")
    assert found == data("HEAD:map", "map")
    gaps = {row["pad"]: row["verschil"] for row in found["bestanden"]}
    assert gaps == {
        "casus.yaml": 6 * 700 - 4 * 500,
        "diep/twee.yaml": 4 * 200,
        "weg.yaml": -(4 * 500 - 1500),
        "nieuw.yaml": 4 * 700 - 2000,
        "zonder.yaml": None,
    }
    (summed,) = found["samen"]
    assert {part["groep"]: part["bedrag"] for part in summed["delen"]} == {
        "omvang": 2 * (500 + 700) / 2,
        "prijs in de lijst": 200 * (4 + 6) / 2 + 4 * 200,
        "bestand eraf": -500,
        "bestand erbij": 800,
    }
    assert summed["verschil"] == sum(gap for gap in gaps.values() if gap is not None)
    assert found["overgeslagen"] == ["lijst.yaml"]
    table = run("map").output
    assert "Zonder dit cijfer: zonder.yaml." in table
    assert "diep/twee.yaml" in table
    rows = list(csv.DictReader(io.StringIO(run("map", "--format", "csv").stdout)))
    assert {row["groep"] for row in rows} >= {"omvang", "bestand erbij", "bestand eraf"}
    assert run("map", "--max-verschil", "3000").exit_code == 0
    assert run("map", "--max-verschil", "100").exit_code == 1


def test_many_files_of_a_revision_are_what_each_is_alone(checkout):
    """Git is asked for all at once: also a name like its own words, what is not there, what is too large."""
    folder, large = checkout / "map", "#" * 1_000_001
    texts = {"a blob 3.yaml": CASE, "b blob": "x", "leeg.yaml": "", "groot.yaml": large, "é.yaml": NEW}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "veel")
    names = [str(folder / name) for name in (*texts, "weg blob", "weg.yaml")]
    together = Revision(checkout, "HEAD")
    together.read_ahead([*names, str(folder), str(checkout.parent / "buiten.yaml")])
    assert [together.read(name) for name in names] == [
        Revision(checkout, "HEAD").read(name) for name in names
    ]
    assert [together.read(name) for name in names[:3]] == [CASE.encode(), b"x", b""]
    assert together.read(names[3]) == b" " * 1_000_001
    assert [together.read(name) for name in (*names[5:], str(folder))] == [None] * 3


def test_ratios_of_files_are_not_added(checkout):
    found = data("HEAD:map", "map", "--cijfer", "totaal.baten_per_euro")
    assert [row["verschil"] for row in found["bestanden"]] == [6 * 700 / 1000 - 4 * 500 / 1000]
    assert found["samen"][0]["delen"] == []


def test_a_file_that_is_wrong_stops_the_whole_folder(checkout):
    (checkout / "map" / "fout.yaml").write_text(CASE.replace("1000", "veel"), encoding="utf-8")
    shown = run("map")
    assert (shown.exit_code, "fout.yaml" in shown.output) == (1, True)


def test_tables_and_series_are_those_of_the_revision_too(checkout):
    folder = checkout / "map"
    text = CASE.partition("baten")[0].replace(
        "[lijst.yaml]", "[lijst.yaml]\nprijspeil: 2024\nindexcijfers: [r.yaml]"
    )
    text += (
        "baten:\n  - {naam: H, casussen: h.csv}\n  - {naam: I, bedrag: 100, prijspeil: 2023, index: eigen}\n"
    )
    series = "reeksen:\n  eigen: {naam: E, bron: B, cijfers: {2023: 100, 2024: 110}}\n"
    for name, made in (("h.csv", "casus;post;aantal\nA;a/b;2\n"), ("r.yaml", series), ("casus.yaml", text)):
        (folder / name).write_text(made, encoding="utf-8")
    (folder / "lijst.yaml").write_text(LIST, encoding="utf-8")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "twee")
    (folder / "h.csv").write_text("casus;post;aantal\nA;a/b;3\n", encoding="utf-8")
    (folder / "r.yaml").write_text(series.replace("110", "120"), encoding="utf-8")
    assert amounts(data("map/casus.yaml")) == {"omvang": 500, "prijspeil": pytest.approx(100 * (1.2 - 1.1))}


def test_a_workbook_is_that_of_the_revision(checkout):
    """One post of 500 then, and three of 700 now; what is no workbook, or too large, is told."""
    openpyxl = pytest.importorskip("openpyxl")
    folder = checkout / "map"
    book = openpyxl.Workbook()
    for row in (("casus", "post", "aantal"), ("A", "a/b", 1)):
        book.active.append(row)
    book.save(folder / "h.xlsx")
    text = CASE.replace("aantal: 4, prijs: a/b", "casussen: h.xlsx").partition("scenarios")[0]
    (folder / "casus.yaml").write_text(text, encoding="utf-8")
    (folder / "lijst.yaml").write_text(LIST, encoding="utf-8")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "twee")
    (folder / "lijst.yaml").write_text(LIST.replace("500", "700"), encoding="utf-8")
    book.active.cell(2, 3).value = 3
    book.save(folder / "h.xlsx")
    found = data("map/casus.yaml")
    assert (found["oud"], found["nieuw"]) == (500 - 1000, 3 * 700 - 1000)
    for raw, why in ((b"PK", "geen leesbaar werkboek"), (b"PK" + bytes(5_000_000), "groter dan 5 MB")):
        (folder / "h.xlsx").write_bytes(raw)
        git(checkout, "commit", "-q", "-am", "drie")
        shown = run("map/casus.yaml")
        assert (shown.exit_code, why in shown.output) == (1, True)


def test_another_list_with_the_same_post_is_another_price(checkout):
    (checkout / "map" / "casus.yaml").write_text(CASE.replace("lijst.yaml", "anders.yaml"), encoding="utf-8")
    other = LIST.replace("prijslijst: l", "prijslijst: anders").replace("500", "450")
    (checkout / "map" / "anders.yaml").write_text(other, encoding="utf-8")
    assert amounts(data("map/casus.yaml")) == {"prijs in de lijst": 4 * (450 - 500)}
