"""`rendement diff` of cases with a table of rows: the table of then, from git or by its hash."""

import json
import re
import shlex
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

from checkouts import git, needs_git
from differing import amounts, difference, run
from rendement.study.diff import revision
from row_case import CASE, LIST, OF_FEW, rows, write_csv, write_table

pytestmark = needs_git
NOTHING_OF_FEW = ("zeldzaam", "geheim")
WAS = 50 * 2 * 12 + OF_FEW  # what the table is worth: twelve clients of two hours


def put(folder, table="t.csv", found=None, spend=200):
    (folder / "lijst.yaml").write_text(LIST, encoding="utf-8")
    (folder / "zaak.yaml").write_text(CASE.format(table=table).replace("200", str(spend)), encoding="utf-8")
    if found is not None:
        write_table(folder / table, found)


def commit(folder):
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")


def spend(folder, amount):
    text = (folder / "zaak.yaml").read_text("utf-8")
    (folder / "zaak.yaml").write_text(re.sub(r"bedrag: \d+", f"bedrag: {amount}", text), "utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A checkout with the case and its table in one revision, in which copies of tables are seen."""
    checkout, copies = tmp_path / "zaken", tmp_path / "tijdelijk"
    checkout.mkdir()
    copies.mkdir()
    git(checkout, "init", "-q")
    put(checkout, found=rows())
    commit(checkout)
    monkeypatch.chdir(checkout)
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    yield checkout
    assert list(copies.iterdir()) == []


@pytest.fixture
def untold(folder):
    """The same, with a table that git does not know."""
    git(folder, "rm", "-q", "--cached", "t.csv")
    git(folder, "commit", "-q", "-m", "weg")
    (folder / ".git" / "info" / "exclude").write_text("*.csv\n", encoding="utf-8")
    git(folder, "update-ref", "-d", "HEAD")
    commit(folder)
    return folder


def made(*words, form="calc"):
    answer = run(form, *words, "--format", "json", "-o", "uit.json")
    assert answer.exit_code == 0, answer.output


def short(path):
    return f"sha256:{sha256(Path(path).read_bytes()).hexdigest()}"[:19]


@pytest.mark.parametrize("table", ["t.csv", "t.parquet"])
def test_a_table_that_is_the_same_leaves_the_parts_of_the_rest(folder, table):
    put(folder, table, rows())
    commit(folder)
    spend(folder, 300)
    found = difference("zaak.yaml")
    assert (found["oud"], found["nieuw"]) == (WAS - 200, WAS - 300)
    assert amounts(found) == {"prijs": -100}


@pytest.mark.parametrize("table", ["t.csv", "t.parquet"])
def test_a_table_that_changed_is_read_as_it_was(folder, table):
    """Three hours for each of twelve clients, who had two."""
    put(folder, table, rows())
    made("zaak.yaml")
    commit(folder)
    put(folder, table, rows(coach=3), spend=300)
    for side in ("zaak.yaml", "uit.json"):
        found = difference(side)
        assert (found["oud"], found["nieuw"]) == (WAS - 200, WAS + 50 * 12 - 300)
        assert amounts(found) == {"omvang": 50 * 12, "prijs": -100}
    commit(folder)
    assert amounts(difference("HEAD~1:zaak.yaml", "HEAD:zaak.yaml")) == {"omvang": 50 * 12, "prijs": -100}


@pytest.mark.parametrize("written", ["delen/", "delen/deel-*.csv"])
def test_of_a_folder_or_pattern_the_files_of_then_are_read(folder, written):
    """Then six and six clients in two files; now six more in a third, and one of the two is renamed."""
    (folder / "delen").mkdir()
    write_csv(folder / "delen" / "deel-1.csv", rows(until=6))
    write_csv(folder / "delen" / "deel-2.csv", rows(first=6))
    put(folder, f"'{written}'")
    made("zaak.yaml")
    commit(folder)
    (folder / "delen" / "deel-2.csv").rename(folder / "delen" / "deel-9.csv")
    write_csv(folder / "delen" / "deel-3.csv", rows(first=12, until=18))
    for side in ("zaak.yaml", "uit.json"):
        found = difference(side)
        assert found["oud"] == WAS - 200
        assert amounts(found) == {"omvang": 6 * 2 * 50}


def test_a_table_that_git_does_not_know_is_known_by_the_hash_in_the_outcome(untold):
    made("zaak.yaml")
    spend(untold, 300)
    assert amounts(difference("uit.json")) == {"prijs": -100}


def test_of_a_revision_without_the_table_it_is_said_and_the_remedy_works(untold):
    spend(untold, 300)
    shown = run("diff", "zaak.yaml")
    assert shown.exit_code == 1
    assert "HEAD:zaak.yaml:7:15: fout: t.csv staat niet in de revisie `HEAD` [tabel-van-toen]" in shown.output
    fetch, compare = re.search(r"nu: (git .*), en dan rendement (.*)", shown.output).groups()
    words, target = fetch.split(" > ")
    Path(target).write_text(git(untold, *shlex.split(words)[1:]), encoding="utf-8")
    assert amounts(difference(*shlex.split(compare)[1:])) == {"prijs": -100}


def test_a_table_of_then_that_is_gone_is_told_by_both_hashes_and_the_remedy_works(untold):
    made("zaak.yaml")
    was = short("t.csv")
    write_csv(untold / "bewaard.csv", rows())
    write_csv(untold / "t.csv", rows(coach=3))
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"], found["delen"]) == (WAS - 200, WAS + 50 * 12 - 200, [])
    assert found["reden"].startswith(
        f"tabel t.csv van toen ({was}) is er niet meer, hier niet en in git niet; "
        f"hier staat nu een andere ({short('t.csv')}). Hebt u haar nog"
    )
    assert found["reden"].endswith("rendement diff kopie.yaml casus.yaml")
    (untold / "kopie.yaml").write_text(CASE.format(table="bewaard.csv"), encoding="utf-8")
    assert amounts(difference("kopie.yaml", "zaak.yaml")) == {"omvang": 50 * 12}
    (untold / "t.csv").unlink()
    (untold / "zaak.yaml").write_text(CASE.format(table="bewaard.csv"), encoding="utf-8")
    git(untold, "commit", "-qam", "x")
    assert "hier staat zij niet meer" in difference("uit.json")["reden"]


@pytest.mark.parametrize("written", ["delen/", "delen/*.csv"])
def test_of_a_revision_without_any_file_of_a_pattern_it_is_said(untold, written):
    (untold / "delen").mkdir()
    write_csv(untold / "delen" / "a.csv", rows())
    put(untold, f"'{written}'")
    git(untold, "commit", "-qam", "x")
    spend(untold, 300)
    shown = run("diff", "zaak.yaml")
    assert shown.exit_code == 1
    assert "[tabel-van-toen]" in shown.output


def test_in_a_folder_the_other_files_go_on(untold):
    other = "naam: Ander\ngemeente: Borne\nperiode: 2020\nbaten: [{naam: W, aantal: 3, bedrag: 100}]\n"
    (untold / "ander.yaml").write_text(other, encoding="utf-8")
    commit(untold)
    (untold / "ander.yaml").write_text(other.replace("3", "4"), encoding="utf-8")
    spend(untold, 300)
    shown = run("diff", ".", "--format", "json")
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)
    lost = {row["pad"]: row for row in found["bestanden"]}["zaak.yaml"]
    assert (lost["oud"], lost["nieuw"], lost["verschil"]) == (None, WAS - 300, None)
    assert lost["reden"].startswith("t.csv staat niet in de revisie `HEAD` (vergelijk met de tabel van nu: ")
    assert [summed["verschil"] for summed in found["samen"]] == [100]
    table = run("diff", ".").output
    assert "zaak.yaml: t.csv staat niet in de revisie `HEAD`" in table
    assert "Zonder dit cijfer" not in table
    stopped = run("diff", ".", "--max-verschil", "1000")
    assert stopped.exit_code == 1
    assert "het verschil is onbekend" in stopped.output


def test_a_folder_with_another_error_is_refused_as_before(untold):
    (untold / "stuk.yaml").write_text("naam: Stuk\n", encoding="utf-8")
    assert run("diff", ".").exit_code == 1


def test_of_two_revisions_without_the_table_nothing_is_known_but_why(untold):
    spend(untold, 300)
    git(untold, "commit", "-qam", "x")
    shown = run("diff", "HEAD~1:.", "HEAD:.")
    assert shown.exit_code == 0
    assert "zaak.yaml: t.csv staat niet in de revisie `HEAD~1`" in shown.output
    assert "t.csv staat niet in de revisie `HEAD` " in shown.output


def test_a_table_too_large_to_copy_is_read_where_it_is_the_same(folder, monkeypatch):
    monkeypatch.setattr(revision, "MOST_COPIED", 10)
    spend(folder, 300)
    assert amounts(difference("zaak.yaml")) == {"prijs": -100}
    write_csv(folder / "t.csv", rows(coach=3))
    said = run("diff", "zaak.yaml").output
    was, now = git(folder, "rev-parse", "HEAD:t.csv")[:12], git(folder, "hash-object", "t.csv")[:12]
    assert f"t.csv is in `HEAD` ({was}) te groot om uit git te halen" in said
    assert f"en hier staat een andere ({now})" in said
    (folder / "t.csv").unlink()
    assert "en hier staat zij niet meer" in run("diff", "HEAD:zaak.yaml", "lijst.yaml").output


@pytest.mark.parametrize("name", ["../buiten.csv", "/etc/hostname", "t\0.csv", "delen/../../buiten.csv"])
def test_a_table_that_an_outcome_has_outside_the_root_is_not_opened(folder, name):
    outside = folder.parent / "buiten.csv"
    write_csv(outside, rows())
    made("zaak.yaml")
    stored = json.loads(Path("uit.json").read_text("utf-8"))
    stored["herkomst"]["tabellen"].append({"naam": name, "hash": "sha256:" + "0" * 64})
    Path("uit.json").write_text(json.dumps(stored), "utf-8")
    said = run("diff", "uit.json").output + run("verify", "uit.json").output
    assert short(outside)[7:] not in said
    assert "staat niet bij waarmee" in said or "van toen (sha256:000000000000)" in said


@pytest.mark.parametrize("table", ["t.csv", "t.parquet"])
def test_a_table_larger_than_a_text_may_be_is_copied_whole(folder, table, monkeypatch):
    """As if a text had 500 bytes at most."""
    put(folder, table, rows())
    commit(folder)
    write_table(folder / table, rows(coach=3))
    monkeypatch.setattr(revision, "largest", lambda name: 1_000_000 if name.endswith("yaml") else 500)
    assert amounts(difference("zaak.yaml")) == {"omvang": 50 * 12}


def test_a_reference_of_git_lfs_is_known_by_its_hash(folder):
    """What git has in place of the table says which it is."""
    table = (folder / "t.csv").read_bytes()
    hash_ = sha256(table).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{hash_}\nsize {len(table)}\n"
    (folder / "t.csv").write_text(pointer, encoding="utf-8")
    commit(folder)
    (folder / "t.csv").write_bytes(table)
    spend(folder, 300)
    assert amounts(difference("zaak.yaml")) == {"prijs": -100}
    write_csv(folder / "t.csv", rows(coach=3))
    said = run("diff", "zaak.yaml").output
    assert f"t.csv is in `HEAD` ({hash_[:12]}) een verwijzing (Git LFS), en hier staat een andere" in said
    assert "[tabel-van-toen]" in said


def test_many_small_tables_are_bounded_too(folder, monkeypatch):
    """Two files of which one fits: of the other it is said."""
    (folder / "delen").mkdir()
    write_csv(folder / "delen" / "a.csv", rows(until=6))
    write_csv(folder / "delen" / "b.csv", rows(first=6))
    put(folder, "delen/")
    commit(folder)
    size = (folder / "delen" / "a.csv").stat().st_size
    monkeypatch.setattr(revision, "MOST_COPIED", size + 10)
    for name in "ab":
        (folder / "delen" / f"{name}.csv").unlink()
    write_csv(folder / "delen" / "c.csv", rows())
    assert "delen/b.csv is in `HEAD`" in run("diff", "zaak.yaml").output


def test_a_row_of_batch_finds_the_table_in_the_revision_that_has_all(folder):
    made("zaak.yaml", form="batch")
    write_csv(folder / "t.csv", rows(coach=3))
    assert amounts(difference("uit.json")) == {"omvang": 50 * 12}


def test_a_programme_around_such_a_case_has_its_parts(folder):
    head = "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2020\n"
    programme = f"{head}maatregelen: [{{casus: zaak.yaml}}]\n"
    (folder / "programma.yaml").write_text(programme, encoding="utf-8")
    commit(folder)
    write_csv(folder / "t.csv", rows(coach=3))
    found = difference("programma.yaml")
    assert [(part["naam"], part["bedrag"]) for part in found["delen"]] == [("Zaak › Trajecten", 50 * 12)]
    assert "coach 36" in found["delen"][0]["wordt"]


def test_what_changed_in_a_table_is_told_by_post_and_of_few_clients_nothing(folder):
    """Les stands with what is rare in `overige posten`, so its count would tell of that."""
    write_csv(folder / "t.csv", [*rows(coach=3), ("geheim-x", "coach", 4)])
    (part,) = difference("zaak.yaml")["delen"]
    assert re.fullmatch(r"casussen: 12 cliënten opgeteld \([0-9a-f]{12}\): coach 24", part["was"])
    assert re.fullmatch(r"casussen: 13 cliënten opgeteld \([0-9a-f]{12}\): coach 40", part["wordt"])
    for form in ("table", "json", "csv"):
        said = run("diff", "zaak.yaml", "--format", form).output
        assert not [word for word in (*NOTHING_OF_FEW, "les ") if word in said]


def test_with_groups_the_counts_are_told_of_each(folder):
    """Ten clients in each group, and of those in the south one hour more."""
    for hours in (1, 2):
        lines = ["client,post,aantal,groep"]
        lines += [f"n{i},coach,1,noord" for i in range(10)]
        lines += [f"z{i},coach,{hours},zuid" for i in range(10)]
        (folder / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if hours == 1:
            text = CASE.format(table="t.csv\n    splits: groep")
            (folder / "zaak.yaml").write_text(text, encoding="utf-8")
            commit(folder)
    (part,) = difference("zaak.yaml")["delen"]
    assert part["was"].endswith(": zuid coach 10")
    assert part["wordt"].endswith(": zuid coach 20")
    assert part["bedrag"] == 50 * 10


def test_prices_of_what_few_use_are_one_part_that_names_none_of_them(folder):
    """Three hours of what is rare cost 30 more; with another price of the line it cannot be told apart."""
    (folder / "lijst.yaml").write_text(LIST.replace("bedrag: 100", "bedrag: 130"), encoding="utf-8")
    found = difference("zaak.yaml")
    assert [(part["naam"], part["groep"], part["bedrag"]) for part in found["delen"]] == [
        ("overige posten", "prijs in de lijst", 30 * 3)
    ]
    both = LIST.replace("bedrag: 100", "bedrag: 130").replace("bedrag: 50", "bedrag: 60")
    (folder / "lijst.yaml").write_text(both, encoding="utf-8")
    spend(folder, 300)
    found = difference("zaak.yaml")
    assert [part["bedrag"] for part in found["delen"]] == [10 * 24 + 30 * 3, -100]
    assert found["delen"][0]["naam"] == "Coach, overige posten"
    assert "een deel gaat over posten van weinigen" in run("diff", "zaak.yaml").output
    for form in ("table", "json", "csv"):
        said = run("diff", "zaak.yaml", "--format", form).output.lower()
        assert not [word for word in NOTHING_OF_FEW if word in said]
    ratio = difference("zaak.yaml", "--cijfer", "totaal.baten_per_euro")
    assert (ratio["oud"], ratio["nieuw"]) == (WAS / 200, (WAS + 10 * 24 + 30 * 3) / 300)
