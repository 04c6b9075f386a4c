"""`rendement verify` and `rendement explain` of a case with a table of rows."""

import json
import re
from pathlib import Path

import pytest

from checkouts import git, needs_git
from differing import run
from row_case import CASE, LIST, rows, write_csv

pytestmark = needs_git
POSTS = "baten[0].casussen[0].posten"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A checkout with the case, its table and an outcome of them."""
    (tmp_path / "zaak.yaml").write_text(CASE.format(table="t.csv"), encoding="utf-8")
    (tmp_path / "lijst.yaml").write_text(LIST, encoding="utf-8")
    write_csv(tmp_path / "t.csv", rows())
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    assert run("calc", "zaak.yaml", "--format", "json", "-o", "uit.json").exit_code == 0
    return tmp_path


def test_an_outcome_of_the_same_table_is_the_same(folder):
    assert re.fullmatch(r"zaak.yaml: gelijk \(\d+ cijfers\)\n", run("verify", "uit.json").output)


def test_a_case_that_changed_beside_the_same_table_is_explained(folder):
    text = CASE.format(table="t.csv").replace("200", "300")
    (folder / "zaak.yaml").write_text(text, encoding="utf-8")
    answer = run("verify", "uit.json")
    assert answer.exit_code == 1
    assert "veranderd: bestand (" in answer.output
    assert "veranderd: tabel" not in answer.output
    row = next(line for line in answer.output.splitlines() if "Inzet: prijs" in line)
    assert row.split()[-3:] == ["-100", "-100", "100%"]
    assert "waarom is niet te zeggen" not in answer.output


def test_a_table_that_changed_is_named_and_explained(folder):
    write_csv(folder / "t.csv", rows(coach=3))
    answer = run("verify", "uit.json")
    assert answer.exit_code == 1
    assert "veranderd: tabel t.csv (sha256:" in answer.output
    assert "Trajecten: omvang" in answer.output
    assert "coach 36" in answer.output
    assert "zeldzaam" not in answer.output


def test_a_table_that_changed_without_any_figure_is_told_once(folder):
    """Other names for the clients: the mark in the description is another too, and says nothing more."""
    write_csv(folder / "t.csv", [(f"x{who}", post, count) for who, post, count in rows()])
    answer = run("verify", "uit.json")
    assert answer.exit_code == 0
    first, changed = answer.output.splitlines()
    assert first.startswith("zaak.yaml: een bestand is veranderd, en geen enkel cijfer")
    assert changed.startswith("  veranderd: tabel t.csv (sha256:")


def test_a_description_that_was_altered_is_told(folder):
    data = json.loads(Path("uit.json").read_text("utf-8"))
    note = data["baten"][0]["casussen"][0]["omschrijving"]
    data["baten"][0]["casussen"][0]["omschrijving"] = re.sub(r"\(.*\)", "(0123456789ab)", note)
    Path("uit.json").write_text(json.dumps(data), "utf-8")
    answer = run("verify", "uit.json")
    assert answer.exit_code == 1
    assert "0123456789ab" in answer.output


def test_the_day_is_only_a_reason_where_no_file_changed(folder):
    """The remark on the return of each euro moves with the figures."""
    data = json.loads(Path("uit.json").read_text("utf-8"))
    data["bevindingen"][0]["melding"] = "anders"
    Path("uit.json").write_text(json.dumps(data), "utf-8")
    day = "anders (regels kijken ook naar de dag waarop geoordeeld wordt)"
    assert day in run("verify", "uit.json").output
    write_csv(folder / "t.csv", rows(coach=3))
    said = run("verify", "uit.json").output
    assert "bevinding" in said
    assert "dag waarop" not in said


def test_without_the_table_of_then_both_hashes_are_said(folder):
    git(folder, "rm", "-q", "--cached", "t.csv")
    git(folder, "commit", "-qm", "weg", "--amend")
    write_csv(folder / "t.csv", rows(coach=3))
    said = run("verify", "uit.json").output
    assert re.search(
        r"waarom is niet te zeggen: tabel t.csv van toen \(sha256:\w{12}\) is er niet meer, "
        r"hier niet en in git niet; hier staat nu een andere \(sha256:\w{12}\)",
        said,
    )


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (f"{POSTS}.coach.aantal", f"{POSTS}[0].aantal = 24"),
        (f'{POSTS}."coach".bedrag', f"{POSTS}[0].bedrag = € 1.200"),
        (f'{POSTS}."overige posten".bedrag', f"{POSTS}[1].bedrag = € 500"),
    ],
)
def test_explain_takes_the_path_of_a_post_that_set_takes(folder, path, answer):
    """24 × 50; and three of 100 with ten of 20."""
    assert run("explain", "zaak.yaml", path).output.startswith(answer)
    assert run("calc", "zaak.yaml", "--set", f"{path.rpartition('.')[0]}=2").exit_code == 0


@pytest.mark.parametrize("post", ["zeldzaam", "les", "bestaat-niet"])
def test_explain_says_where_posts_of_few_stand_and_not_which_those_are(folder, post):
    answer = run("explain", "zaak.yaml", f"{POSTS}.{post}")
    assert answer.exit_code == 2
    assert f'een post van weinigen staat in `{POSTS}."overige posten"`' in answer.output


def test_explain_knows_a_post_of_a_basket_and_of_a_household_by_name(folder):
    Path("mand.yaml").write_text(
        "naam: M\ngemeente: Borne\nperiode: 2020\nprijslijsten: [lijst.yaml]\nbaten:\n"
        "  - {naam: A, posten: {coach: 3, les: 2}}\n"
        "  - {naam: B, casussen: [{naam: Een, posten: {coach: 3, les: 2}}]}\n",
        encoding="utf-8",
    )
    assert "bedoelt u `baten[0].delen.les`?" in run("explain", "mand.yaml", "baten[0].posten.les").output
    assert run("explain", "mand.yaml", "baten[0].delen.les.bedrag").output.startswith(
        "baten[0].delen[1].bedrag = € 40\n"
    )
    household = "baten[1].casussen.Een.posten.les.bedrag"
    assert run("explain", "mand.yaml", household).output.startswith(f"{POSTS.replace('0', '1', 1)}[1].bedrag")
