"""`rendement diff` with an outcome in JSON as a side: its files of then, and what another version did."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkouts import CASE, LIST, git, needs_git
from differing import amounts, difference, run
from rendement import __version__
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.diff import recovered
from rendement.study.diff.outcomes import Taken, explained
from rendement.study.diff.stored import Stored
from rendement.study.pipeline import calculate

NEW_CASE, NEW_LIST = CASE.replace("aantal: 4", "aantal: 6"), LIST.replace("500", "700")
pytestmark = needs_git


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A checkout with one revision."""
    git(tmp_path, "init", "-q")
    write(tmp_path, CASE, LIST)
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, case, prices):
    for name, text in (("casus.yaml", case), ("lijst.yaml", prices)):
        (folder / name).write_text(text, encoding="utf-8")


def commit(folder):
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")


def made(*words, form="calc", name="uit.json"):
    answer = run(form, *words, "--format", "json")
    assert answer.exit_code == 0, answer.output
    data = json.loads(answer.stdout)
    Path(name).write_text(json.dumps(data), "utf-8")
    return data


def of_version(data, version, rendement=None, name="uit.json"):
    """The outcome as another version would have made it."""
    data["herkomst"]["versie"] = version
    if rendement is not None:
        data["totaal"]["rendement"] = rendement
    Path(name).write_text(json.dumps(data), "utf-8")


def test_an_outcome_against_its_file_of_now_has_the_inputs_of_then(folder):
    """Case and list changed in separate commits; each is found in the history by its hash."""
    made("casus.yaml")
    write(folder, NEW_CASE, LIST)
    commit(folder)
    write(folder, NEW_CASE, NEW_LIST)
    commit(folder)
    found = difference("uit.json", "casus.yaml")
    assert (found["oud"], found["nieuw"]) == (4 * 500 - 1000, 6 * 700 - 1000)
    assert amounts(found) == {"omvang": 2 * (500 + 700) / 2, "prijs in de lijst": 200 * (4 + 6) / 2}
    alone = difference("uit.json")
    assert (alone["delen"], alone["kant_nieuw"]) == (found["delen"], "casus.yaml")


def test_another_version_is_the_first_step_and_the_parts_are_the_difference(folder):
    """That version made 900 of what is 4 × 500 − 1.000 = 1.000 here."""
    of_version(made("casus.yaml"), "0.0.1", 900)
    write(folder, NEW_CASE, LIST)
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"]) == (900, 6 * 500 - 1000)
    assert [(part["groep"], part["bedrag"]) for part in found["delen"]] == [
        ("rekenversie", 1000 - 900),
        ("omvang", 2 * 500),
    ]
    first = found["delen"][0]
    assert (first["was"], first["wordt"], first["pad"]) == ("0.0.1", __version__, "herkomst.versie")
    table = run("diff", "uit.json").output
    assert "de rekenaar: rekenversie" in table
    assert "9%" in table  # 100 of 1.100
    rows = list(csv.DictReader(io.StringIO(run("diff", "uit.json", "--format", "csv").stdout)))
    assert [(row["groep"], float(row["bedrag"])) for row in rows] == [("rekenversie", 100), ("omvang", 1000)]


def test_another_version_that_made_the_same_is_no_part(folder):
    of_version(made("casus.yaml"), "0.0.1")
    write(folder, NEW_CASE, LIST)
    found = difference("uit.json")
    assert amounts(found) == {"omvang": 2 * 500}
    assert found["zonder_gevolg"] == {f"rekenversie (0.0.1 → {__version__})": 1}


def test_the_last_digits_of_another_version_are_no_part(folder):
    of_version(made("casus.yaml"), "0.0.1", 1000 * (1 + 1e-13))
    write(folder, NEW_CASE, LIST)
    assert amounts(difference("uit.json")) == {"omvang": 2 * 500}


def test_a_list_of_ours_belongs_to_the_version(folder):
    """Its content of then is in no history of the analyst."""
    write(folder, CASE.replace("[lijst.yaml]", "[lijst.yaml, borne-2023]"), LIST)
    data = made("casus.yaml")
    (ours,) = (item for item in data["herkomst"]["prijslijsten"] if item["naam"] == "borne-2023")
    ours["hash"] = "sha256:" + "0" * 64
    of_version(data, "0.0.1", 950)
    assert amounts(difference("uit.json")) == {"rekenversie": 50}
    of_version(data, __version__, 1000)
    assert "prijslijst borne-2023 van toen" in difference("uit.json")["reden"]


def test_the_same_version_with_an_altered_figure_is_a_matter_for_verify(folder):
    data = made("casus.yaml")
    of_version(data, __version__, 1001)
    write(folder, NEW_CASE, LIST)
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"], found["delen"]) == (1001, 2000, [])
    assert found["reden"].startswith("totaal.rendement komt met dezelfde versie niet uit dezelfde bestanden")
    assert found["methode"] == "alleen oud en nieuw"
    assert amounts(difference("uit.json", "--cijfer", "totaal.baten")) == {"omvang": 2 * 500}


def test_without_the_files_of_then_there_is_old_and_new_with_the_reason(folder):
    write(folder, CASE.replace("1000", "1500"), LIST)  # never in git
    made("casus.yaml")
    write(folder, NEW_CASE, LIST)
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"], found["verschil"]) == (4 * 500 - 1500, 6 * 500 - 1000, 1500)
    assert found["delen"] == []
    assert "het bestand van toen (sha256:" in found["reden"]
    assert "Geen delen: het bestand van toen" in run("diff", "uit.json").output
    years = difference("uit.json", "--cijfer", "per_jaar.2024.saldo")
    assert (years["oud"], years["nieuw"]) == (4 * 500 - 1500, 6 * 500 - 1000)
    assert run("diff", "uit.json", "--max-verschil", "100").exit_code == 1


def test_a_list_that_is_nowhere_is_named(folder):
    write(folder, CASE, LIST.replace("500", "550"))
    made("casus.yaml")
    write(folder, CASE, NEW_LIST)
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"], found["delen"]) == (4 * 550 - 1000, 4 * 700 - 1000, [])
    assert found["reden"].startswith("prijslijst l van toen (sha256:")


def test_in_a_shallow_clone_the_remedy_is_said(folder, tmp_path_factory, monkeypatch):
    made("casus.yaml")
    write(folder, NEW_CASE, LIST)
    commit(folder)
    clone = tmp_path_factory.mktemp("kloon") / "ondiep"
    git(folder, "clone", "-q", "--depth", "1", f"file://{folder}", str(clone))
    monkeypatch.chdir(clone)
    assert "git fetch --unshallow" in difference("uit.json")["reden"]


def test_outside_git_an_outcome_of_the_files_of_now_can_be_a_side(folder, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("los")
    write(elsewhere, CASE, LIST)
    monkeypatch.chdir(elsewhere)
    of_version(made("casus.yaml"), "0.0.1", 900)
    assert amounts(difference("uit.json")) == {"rekenversie": 100}


def test_what_was_asked_is_part_of_the_old_side(folder):
    made("casus.yaml", "--set", "kosten[0].bedrag=400", "--scenario", "laag")
    write(folder, NEW_CASE, NEW_LIST)
    found = difference("uit.json")
    assert found["opdracht"]["set"] == ["kosten[0].bedrag=400"]
    assert (found["oud"], found["nieuw"]) == (500 - 400, 700 - 400)
    assert amounts(found) == {"prijs in de lijst": 200}
    against = difference("uit.json", "casus.yaml")
    assert (against["oud"], against["nieuw"]) == (500 - 400, 6 * 700 - 1000)
    assert amounts(against) == {
        "omvang": 5 * (500 + 700) / 2,
        "prijs in de lijst": 200 * (1 + 6) / 2,
        "prijs": -600,
    }
    more = difference("uit.json", "--set", "kosten[0].bedrag=500")
    assert more["nieuw"] == 700 - 500


def test_a_perspective_that_was_asked_holds_for_its_file_of_now(folder):
    made("casus.yaml", "--perspective", "rijk")
    assert difference("uit.json")["opdracht"]["perspectief"] == "rijk"
    assert difference("uit.json")["delen"] == []


def test_an_outcome_can_be_the_new_side_and_both(folder):
    made("casus.yaml", name="oud.json")
    write(folder, NEW_CASE, LIST)
    of_version(made("casus.yaml"), "9.9", 2100, name="nieuw.json")
    found = difference("HEAD:casus.yaml", "nieuw.json")
    assert (found["oud"], found["nieuw"]) == (1000, 2100)
    assert amounts(found) == {"rekenversie": 100, "omvang": 1000}
    both = difference("oud.json", "nieuw.json")
    assert both["delen"] == found["delen"]
    assert [part["wordt"] for part in both["delen"]] == ["9.9", "aantal: 6"]
    swapped = amounts(difference("nieuw.json", "oud.json"))
    assert swapped == {"rekenversie": -100, "omvang": -1000}
    shown = run("diff", "oud.json", "nieuw.json", "--set", "horizon=3")
    assert (shown.exit_code, "niet over een uitkomst" in shown.output) == (2, True)


def test_a_file_that_has_another_name_now_is_found_under_its_own(folder):
    made("casus.yaml")
    (folder / "casus.yaml").rename(folder / "anders.yaml")
    (folder / "anders.yaml").write_text(NEW_CASE, "utf-8")
    commit(folder)
    assert amounts(difference("uit.json", "anders.yaml")) == {"omvang": 2 * 500}
    shown = run("diff", "uit.json")
    assert (shown.exit_code, "casus.yaml bestaat niet" in shown.output) == (2, True)


def test_a_version_of_a_branch_that_was_merged_is_found(folder):
    git(folder, "checkout", "-q", "-b", "zij")
    write(folder, CASE.replace("1000", "1200"), LIST)
    commit(folder)
    made("casus.yaml")
    git(folder, "checkout", "-q", "-")
    write(folder, NEW_CASE, LIST)
    commit(folder)
    git(folder, "merge", "-q", "-s", "ours", "-m", "samen", "zij")
    assert amounts(difference("uit.json")) == {"omvang": 2 * 500, "prijs": 200}


def test_a_row_of_a_batch_is_a_side(folder):
    """A row has one hash for all lists together: they are those of now, or of a revision with the case."""
    rows = made(".", "--scenario", "alle", form="batch")
    assert [row["scenario"] for row in rows] == [None, "laag"]
    write(folder, NEW_CASE, NEW_LIST)
    assert amounts(difference("uit.json#1")) == {"omvang": 1200, "prijs in de lijst": 1000}
    assert amounts(difference("uit.json#2")) == {"prijs in de lijst": 200}
    commit(folder)
    write(folder, NEW_CASE.replace("1000", "1"), NEW_LIST)
    commit(folder)
    assert difference("uit.json#1")["verschil"] == 1200 + 1000 + 999
    found = difference("uit.json#1", "--cijfer", "totaal.baten_per_euro")
    assert found["oud"] == 4 * 500 / 1000
    years = difference("uit.json#1", "--cijfer", "per_jaar.2024.saldo")
    assert (years["oud"], years["reden"]) == (None, "dit cijfer staat niet in de uitkomst")
    rows[0]["hash_overig"] = "sha256:weg"
    Path("uit.json").write_text(json.dumps(rows), "utf-8")
    assert "van toen zijn er niet meer" in difference("uit.json#1")["reden"]
    rows[0] |= {"versie": "0.0.1"}


def test_a_row_of_another_version(folder):
    rows = made("casus.yaml", form="batch")
    rows[0] |= {"versie": "0.0.1", "totaal.rendement": 700}
    Path("uit.json").write_text(json.dumps(rows), "utf-8")
    write(folder, NEW_CASE, LIST)
    assert amounts(difference("uit.json")) == {"rekenversie": 300, "omvang": 1000}


def test_a_programme_with_a_case_in_it_is_a_side(folder):
    head = "soort: programma\nnaam: P\ngemeente: G\nperiode: 2024\n"
    (folder / "programma.yaml").write_text(f"{head}maatregelen:\n  - {{casus: casus.yaml}}\n", "utf-8")
    commit(folder)
    data = made("programma.yaml")
    data["herkomst"]["versie"], data["totaal"]["saldo"] = "0.0.1", 600
    Path("uit.json").write_text(json.dumps(data), "utf-8")
    write(folder, NEW_CASE, NEW_LIST)
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"]) == (600, 6 * 700 - 1000)
    assert found["delen"][0]["groep"] == "rekenversie"
    assert found["delen"][0]["bedrag"] == 4 * 500 - 1000 - 600
    assert run("diff", "uit.json", "casus.yaml").exit_code == 2


def test_a_table_and_a_workbook_are_those_of_then(folder):
    """Two posts of 500 became three; the workbook has one post of 500 in both."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("casus", "post", "aantal"), ("A", "a/b", 1)):
        book.active.append(row)
    book.save(folder / "h.xlsx")
    text = CASE.replace("{naam: Uitstroom, aantal: 4, prijs: a/b}", "{naam: H, casussen: h.csv}")
    text = text.replace("kosten:", "  - {naam: W, casussen: h.xlsx}\nkosten:").partition("scenarios")[0]
    write(folder, text, LIST)
    (folder / "h.csv").write_text("casus;post;aantal\nA;a/b;2\n", "utf-8")
    commit(folder)
    made("casus.yaml")
    (folder / "h.csv").write_text("casus;post;aantal\nA;a/b;3\n", "utf-8")
    found = difference("uit.json")
    assert (found["oud"], found["nieuw"]) == (3 * 500 - 1000, 4 * 500 - 1000)
    assert amounts(found) == {"omvang": 500}
    book.active.cell(2, 3).value = 2
    book.save(folder / "h.xlsx")
    for words in ("uit.json", "casus.yaml"):
        parts = {part["naam"]: part["bedrag"] for part in difference(words)["delen"]}
        assert parts == {"H": 500, "W": 500}


# -- whatever the figures are

SIDE = st.tuples(st.integers(1, 50), st.integers(1, 10**11))  # how many, and cents


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(SIDE, SIDE, st.floats(-1e12, 1e12), st.booleans())
def test_the_parts_are_the_difference_and_swapped_they_have_another_sign(folder, old, new, stands, both):
    """Of figures that another version made: what stands there need not be anything like what comes out."""
    sides = []
    for name, (size, cents) in (("oud", old), ("nieuw", new)):
        text = CASE.replace("aantal: 4, prijs: a/b", f"aantal: {size}, bedrag: {cents / 100:.2f}")
        Path(f"{name}.yaml").write_text(text, "utf-8")
        computed = calculate(f"{name}.yaml", Options())
        data = contract(computed)
        data["herkomst"]["versie"] = "0.0.1"
        data["totaal"]["rendement"] = stands
        stored = Stored("uit.json", data, False, f"{name}.yaml", folder, Options())
        sides.append(Taken(computed, stored if both or name == "oud" else None))
    found = explained(*sides, ("oud", "nieuw"))
    gap = Fraction(found.figure.new) - Fraction(found.figure.old)
    assert sum((part.amounts[0] for part in found.parts), Fraction(0)) == (gap if found.parts else 0)
    steps = [part.groups for part in found.parts]
    assert ("rekenversie",) not in steps[1:]
    swapped = {part.groups: part.amounts[0] for part in explained(*sides[::-1], ("nieuw", "oud")).parts}
    assert {groups: -amount for groups, amount in swapped.items()} == {
        part.groups: pytest.approx(part.amounts[0], abs=1e-3) for part in found.parts
    }


def test_a_file_that_was_not_said_to_be_read_is_named(folder):
    data = made("casus.yaml")
    data["herkomst"]["prijslijsten"] = []
    of_version(data, "0.0.1", 900)
    assert difference("uit.json")["reden"] == "prijslijst l staat niet bij waarmee toen gerekend is"


# -- bad input


def test_what_cannot_be_a_side_is_said_in_one_sentence(folder):
    data = made("casus.yaml")
    other = json.loads(json.dumps(data))
    del other["herkomst"]["casus"]
    asked = {"soort": "gevoeligheid"}
    wrong = {
        "weg.json": (None, 2, "bestaat niet"),
        "leeg.json": ("", 1, "dit is geen json"),
        "meer.json": (json.dumps([data, data]), 1, "kies er een, zoals meer.json#1"),
        "een.json#2": (json.dumps(data), 1, "er is geen uitkomst 2; kies 1 tot 1"),
        "een.json#0": (json.dumps(data), 1, "er is geen uitkomst 0"),
        "een.json#x": (json.dumps(data), 2, "de hoeveelste uitkomst"),
        "kaal.json": (json.dumps(other), 1, "staat niet waarmee gerekend is"),
        "zoek.json": (json.dumps(asked), 1, "dit is van `rendement sensitivity`"),
    }
    for name, (text, code, why) in wrong.items():
        if text is not None:
            Path(name.partition("#")[0]).write_text(text, "utf-8")
        for words in ((name,), (name, "casus.yaml"), ("casus.yaml", name)):
            shown = run("diff", *words)
            assert (shown.exit_code, why in shown.output) == (code, True), (words, shown.output)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../geheim.yaml", "~/x.yaml", "C:\\x.yaml", "http://x/y", "", "."]
)
def test_no_path_outside_the_root(folder, name):
    (folder.parent / "geheim.yaml").write_text(CASE, "utf-8")
    data = made("casus.yaml")
    data["herkomst"]["bestand"] = name
    Path("uit.json").write_text(json.dumps(data), "utf-8")
    for words in (("uit.json",), ("uit.json", "casus.yaml")):
        shown = run("diff", *words)
        assert shown.exit_code == 1, shown.output
        assert isinstance(shown.exception, SystemExit)


def test_another_kind_or_currency_is_refused_also_without_the_files_of_then(folder):
    data = made("casus.yaml")
    data["herkomst"]["casus"] = "sha256:weg"
    for key, value in (("soort", "programma"), ("bedragen_in", "GBP")):
        Path("uit.json").write_text(json.dumps(data | {key: value}), "utf-8")
        shown = run("diff", "uit.json", "casus.yaml")
        assert (shown.exit_code, f"heeft als {key} {value}" in shown.output) == (2, True), shown.output
    Path("uit.json").write_text(json.dumps(data), "utf-8")
    shown = run("diff", "uit.json", "uit.json")
    assert (shown.exit_code, "noem een casus" in shown.output) == (2, True)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def places(node, path=()):
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


@pytest.mark.parametrize("form", ["calc", "batch"])
def test_no_json_whatever_gives_a_traceback_or_writes_a_file(form, folder, monkeypatch):
    monkeypatch.setattr(recovered, "MOST_REVISIONS", 2)
    data = made("casus.yaml", "--set", "baten[0].aantal=4", form=form)
    every = list(places(data))
    telling = [path for path in every if {"herkomst", "totaal", "soort"} & set(path) or form == "batch"]
    before = sorted(path.name for path in folder.iterdir())

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(every) | st.sampled_from(telling), JUNK | st.just(10**400))
    def hostile(path, junk):
        copy = json.loads(json.dumps(data))
        node = copy
        for piece in path[:-1]:
            node = node[piece]
        node[path[-1]] = junk
        Path("uit.json").write_text(json.dumps(copy), "utf-8")
        shown = run("diff", "uit.json", "casus.yaml")
        assert shown.exception is None or isinstance(shown.exception, SystemExit), shown.exception
        assert shown.exit_code in (0, 1, 2)

    hostile()
    assert sorted(path.name for path in folder.iterdir()) == before
