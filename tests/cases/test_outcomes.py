"""The guard over cases/: no total moves without a line in the changelog that names the file."""

import json

import pytest

import outcomes
from outcomes import (
    by_version,
    check_number,
    computed,
    explained,
    main,
    moved,
    totals_of,
    unexplained,
    updated,
)
from rendement import __version__

CHANGELOG = """\
# Wijzigingen

## 0.2.0 (in ontwikkeling)

- Iets nieuws.

## 0.1.0

### Uitkomsten

- `a/een` [{one}]: rendement 10. Eerste uitkomst.
- `b/twee` [{two}]: rendement 20. Eerste uitkomst.
"""


def case(net):
    whole = {"baten": net + 5.0, "kosten": 5.0, "rendement": net}
    return {**whole, "contante_waarde": whole}


BEFORE = {"a/een": case(10.0), "b/twee": case(20.0)}
STORED = {name: {"sinds": "0.1.0", "totaal": totals} for name, totals in BEFORE.items()}
PAGE = CHANGELOG.format(one=check_number(BEFORE["a/een"]), two=check_number(BEFORE["b/twee"]))


def test_no_total_of_a_case_has_moved_unexplained():
    stored = json.loads(outcomes.STORE.read_text("utf-8"))
    changed = moved(stored, computed())
    assert changed == [], "leg vast waarom: python tools/outcomes.py --schrijf --reden '...'"
    lacking = unexplained(stored, outcomes.CHANGELOG.read_text("utf-8"))
    assert lacking == [], "CHANGELOG.md zegt van deze casussen niet waarom hun uitkomst is wat zij is"


def test_the_store_holds_figures_that_a_source_printed():
    stored = json.loads(outcomes.STORE.read_text("utf-8"))
    assert stored["zoetermeer/zoveel-meer"]["totaal"]["rendement"] == 66000
    assert stored["zoetermeer/broedplaats"]["totaal"]["rendement"] == 113500
    assert len(stored) == len(list(outcomes.CASES.rglob("*.yaml"))) >= 40


def test_the_version_under_way_is_in_the_changelog():
    assert __version__ in by_version(outcomes.CHANGELOG.read_text("utf-8"))


def test_totals_of_a_case_its_scenarios_and_a_programme():
    total = {**case(10.0), "baten_per_euro": 3.0}
    data = {"soort": "casus", "totaal": total, "scenarios": {"laag": {"totaal": case(1.0)}}}
    assert totals_of(data) == {**case(10.0), "scenarios": {"laag": case(1.0)}}
    post = {"id": "hulp", "bedragen": {"2021": 5.0}, "aantallen": {}, "groei": {}}
    monitor = {"hulp": {"bedragen": {"2021": 5.0}, "aantallen": {}}}
    assert totals_of({"soort": "monitor", "totaal": {}, "posten": [post]}) == {"posten": monitor}
    programme = dict.fromkeys(outcomes.PROGRAMME, 1.0)
    assert totals_of({"soort": "programma", "totaal": {**programme, "pm": []}}) == programme


def test_what_has_not_moved_is_not_named():
    assert moved(STORED, BEFORE) == []
    assert moved(STORED, {**BEFORE, "a/een": case(10.0 + 1e-9)}) == []
    assert unexplained(STORED, PAGE) == []


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ({**BEFORE, "b/twee": case(20.01)}, ["b/twee"]),
        ({**BEFORE, "b/twee": {**case(20.0), "rendement": None}}, ["b/twee"]),
        ({**BEFORE, "c/drie": case(1.0)}, ["c/drie"]),
        ({"a/een": BEFORE["a/een"]}, ["b/twee"]),
    ],
)
def test_a_cent_a_new_file_and_a_vanished_one_are_named(now, names):
    assert moved(STORED, now) == names


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: page.replace("`b/twee`", "`b/drie`"),
        lambda page: page.replace(check_number(BEFORE["b/twee"]), "000000"),
        lambda page: page.replace(" rendement 20. Eerste uitkomst.", ""),
        lambda page: page.replace("## 0.1.0", "## 0.0.9"),
    ],
)
def test_a_line_without_name_number_reason_or_version_explains_nothing(spoil):
    assert "b/twee" in unexplained(STORED, spoil(PAGE))


def test_a_figure_changed_by_hand_in_the_store_lacks_its_line():
    by_hand = {**STORED, "b/twee": {"sinds": "0.1.0", "totaal": case(21.0)}}
    assert moved(by_hand, {**BEFORE, "b/twee": case(21.0)}) == []
    assert unexplained(by_hand, PAGE) == ["b/twee"]


def test_writing_down_gives_a_line_under_the_new_version_and_leaves_the_old_ones(monkeypatch):
    monkeypatch.setattr(outcomes, "__version__", "0.2.0")
    now = {"a/een": case(11.0), "c/drie": case(3.0)}
    page = explained(PAGE, STORED, now, "0.2.0", "Andere prijs voor A.")
    store = updated(STORED, now, "0.2.0")
    assert PAGE.partition("## 0.1.0")[2] == page.partition("## 0.1.0")[2]
    assert by_version(page)["0.2.0"] == [
        "## 0.2.0 (in ontwikkeling)",
        "",
        "- Iets nieuws.",
        "",
        "### Uitkomsten",
        "",
        f"- `a/een` [{check_number(now['a/een'])}]: rendement 11 (was 10). Andere prijs voor A.",
        "- `b/twee` is vervallen: Andere prijs voor A.",
        f"- `c/drie` [{check_number(now['c/drie'])}]: rendement 3. Eerste uitkomst.",
        "",
    ]
    assert (moved(store, now), unexplained(store, page)) == ([], [])
    assert {name: entry["sinds"] for name, entry in store.items()} == {"a/een": "0.2.0", "c/drie": "0.2.0"}


def test_moving_again_in_the_same_version_replaces_the_line(monkeypatch):
    monkeypatch.setattr(outcomes, "__version__", "0.1.0")
    now = {**BEFORE, "a/een": case(12.0)}
    page = explained(PAGE, STORED, now, "0.1.0", "Beter gelezen.")
    assert page.count("`a/een`") == 1
    assert f"- `a/een` [{check_number(now['a/een'])}]: rendement 12. Beter gelezen." in page
    assert page.index("`a/een`") < page.index("`b/twee`")
    with pytest.raises(SystemExit, match=r"## 0\.3\.0"):
        explained(PAGE, STORED, now, "0.3.0", "x")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with one case, a store and a changelog of its own."""
    (tmp_path / "cases" / "a").mkdir(parents=True)
    (tmp_path / "CHANGELOG.md").write_text(f"# Wijzigingen\n\n## {__version__}\n", "utf-8")
    for name, path in (("CASES", "cases"), ("STORE", "cases/uitkomsten.json"), ("CHANGELOG", "CHANGELOG.md")):
        monkeypatch.setattr(outcomes, name, tmp_path / path)
    monkeypatch.setattr(outcomes, "computed", lambda: computed(tmp_path / "cases"))
    return tmp_path


def test_the_command_says_what_moved_and_asks_for_a_reason(place, capsys):
    file = place / "cases" / "a" / "een.yaml"
    text = "naam: A\ngemeente: B\nperiode: 2018\nbaten: [{naam: X, bedrag: %s}]\n"
    file.write_text(text % 5)
    assert main([]) == 1
    assert "a/een: None -> {'baten': 5.0" in capsys.readouterr().out
    assert main(["--schrijf"]) == 0
    assert main([]) == 0
    file.write_text(text % 6)
    assert main([]) == 1
    assert main(["--schrijf"]) == 1
    assert "--reden" in capsys.readouterr().out
    assert main(["--schrijf", "--reden", "Nieuwe telling."]) == 0
    assert main([]) == 0
    assert "rendement 6. Nieuwe telling.\n" in (place / "CHANGELOG.md").read_text("utf-8")
    (place / "CHANGELOG.md").write_text(f"## {__version__}\n", "utf-8")
    capsys.readouterr()
    assert main([]) == 1
    assert capsys.readouterr().out == "a/een: geen regel in CHANGELOG.md\n"


def test_a_case_that_cannot_be_computed_stops_the_command(place):
    (place / "cases" / "a" / "stuk.yaml").write_text("naam: A\n")
    with pytest.raises(SystemExit, match=r"stuk\.yaml is niet te rekenen"):
        main([])
