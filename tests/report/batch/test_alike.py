"""Which rows of a batch may be ranked: the key, the letters with their legend, and --rangschik."""

import json

import pytest

import rendement
from rendement.report.batch.alike import Letters, read_ranking
from rendement.source.finding import UsageError

HEAD = "naam: {name}\ngemeente: Borne\nperiode: 2020-2021\n{more}"
CASE = HEAD + "baten: [{{naam: B, bedrag: {amount}, per: jaar}}]\n"
PROGRAMME = """soort: programma
naam: P
gemeente: Borne
periode: 2020-2021
maatregelen:
  - {naam: Een, budget: verblijf, besparing: {structureel: {2020: 100}}}
  - {naam: Twee, budget: verblijf, besparing: {structureel: {2020: 60}}}
overlap: [{tussen: [een, twee], deel: 10%..30%}]
"""


@pytest.fixture
def three(tmp_path, monkeypatch):
    """20, 60 and 40; the second has another price level."""
    monkeypatch.chdir(tmp_path)
    for name, amount, more in (("a", 10, ""), ("b", 30, "prijspeil: 2020\n"), ("c", 20, "")):
        (tmp_path / f"{name}.yaml").write_text(CASE.format(name=name, amount=amount, more=more), "utf-8")
    return tmp_path


def rows(run, *more):
    return json.loads(run("batch", ".", "--format", "json", *more).stdout)


def test_rows_that_may_be_ranked_have_one_key_of_eight_hex_digits(three, run):
    a, b, c = (row["vergelijkbaar"] for row in rows(run))
    assert a == c != b
    assert len(a) == 8
    assert int(a, 16) >= 0


def test_letters_and_their_legend_stand_with_the_table(three, run):
    shown = run("batch", ".").stdout
    assert "vergelijkbaar" in shown
    assert "Te rangschikken binnen een letter" in shown
    assert "- prijspeil: A geen; B 2020" in shown
    same = run("batch", "a.yaml", "c.yaml").stdout
    assert "vergelijkbaar" not in same
    assert "rangschikken" not in same


def test_a_broken_file_has_no_letter(three, run):
    (three / "d.yaml").write_text("naam: D\nbaten: 3\n", "utf-8")
    found = run("batch", ".", "--format", "json")
    assert [row["vergelijkbaar"] is None for row in json.loads(found.stdout)] == [False, False, False, True]
    assert run("batch", ".").exit_code == 1


def test_rows_are_ranked_from_high_to_low_and_costs_from_low_to_high(three, run):
    found = rows(run, "--rangschik", "totaal.rendement", "--set", "prijspeil=2020")
    assert [(row["naam"], row["totaal.rendement"]) for row in found] == [("b", 60), ("c", 40), ("a", 20)]
    shown = run("batch", "a.yaml", "c.yaml", "--rangschik", "totaal.kosten").stdout
    assert "gerangschikt op totaal.kosten, laag naar hoog" in shown


def test_what_was_counted_otherwise_is_not_ranked(three, run):
    answer = run("batch", ".", "--rangschik", "totaal.rendement", "-o", "uit.csv")
    assert answer.exit_code == 2
    assert "prijspeil: geen (a.yaml, c.yaml), 2020 (b.yaml)" in answer.stderr
    assert "--force" in answer.stderr
    assert not (three / "uit.csv").exists()


def test_with_force_they_stand_side_by_side_with_the_differences_on_top(three, run):
    answer = run("batch", ".", "--rangschik", "totaal.rendement", "--force")
    assert answer.exit_code == 0
    said, table = answer.stdout.index("prijspeil: A geen; B 2020"), answer.stdout.index("b.yaml")
    assert said < table < answer.stdout.index("c.yaml") < answer.stdout.index("a.yaml")
    assert "verschillend geteld" in answer.stderr
    found = run("batch", ".", "--rangschik", "totaal.rendement", "--force", "--format", "json")
    assert [row["naam"] for row in json.loads(found.stdout)] == ["b", "c", "a"]
    assert "prijspeil" in found.stderr


@pytest.mark.parametrize("form", ["csv", "csv-nl", "json"])
def test_the_words_are_about_what_stands_in_the_table(form, three, run):
    answer = run("batch", ".", "--rangschik", "totaal.rendement", "--force", "--format", form)
    keys = {row["naam"]: row["vergelijkbaar"] for row in rows(run)}
    assert f"prijspeil: {keys['a']} geen; {keys['b']} 2020" in answer.stderr
    assert keys["a"] == keys["c"]
    assert keys["a"] in answer.stdout


@pytest.mark.parametrize("figure", ["totaal.rendement", "totaal.kosten"])
def test_a_letter_is_the_same_however_rows_are_ranked(figure, three, run):
    answer = run("batch", ".", "--rangschik", figure, "--force")
    assert "prijspeil: A geen; B 2020" in answer.stdout
    assert "prijspeil: A geen; B 2020" in answer.stderr


def test_a_refusal_has_a_line_for_each_difference(three, run):
    (three / "b.yaml").write_text(
        CASE.format(name="b", amount=1, more="prijspeil: 2020\nperspectief: gemeente\n"), "utf-8"
    )
    lines = run("batch", ".", "--rangschik", "totaal.rendement").stderr.splitlines()
    assert lines[1:3] == [
        "- perspectief: financieel (a.yaml, c.yaml), gemeente (b.yaml)",
        "- prijspeil: geen (a.yaml, c.yaml), 2020 (b.yaml)",
    ]


def test_costs_of_a_programme_are_another_thing_than_those_of_a_case(three, run):
    (three / "p.yaml").write_text(PROGRAMME, "utf-8")
    unlike = "totaal.kosten van een programma is zonder investering en formatie, anders dan van een casus"
    asked = ("--force", "--format", "csv")
    assert unlike in run("batch", ".", "--rangschik", "totaal.kosten", *asked).stderr
    assert unlike in run("batch", ".", "--rangschik", "totaal.kosten", "--force").stdout
    assert unlike not in run("batch", ".", "--rangschik", "totaal.saldo", *asked).stderr


def test_both_ends_of_the_balance_where_savings_overlap(three, run):
    """100 + 60, of which at most 30% of 60 is the same euro and at least 10%; in each of two years."""
    (three / "p.yaml").write_text(PROGRAMME, "utf-8")
    found = {row["naam"]: (row["overlap.saldo.laag"], row["overlap.saldo.hoog"]) for row in rows(run)}
    assert found["P"] == (2 * (160 - 0.3 * 60), 2 * (160 - 0.1 * 60))
    assert found["a"] == (None, None)
    shown = run("batch", ".").stdout
    assert "overlap saldo laag" in shown
    (three / "p.yaml").unlink()
    assert "overlap" not in run("batch", ".").stdout


def test_present_values_ask_one_base_year(three, run):
    text = CASE.format(name="later", amount=50, more="").replace("2020-2021", "2021-2022")
    (three / "later.yaml").write_text(text, "utf-8")
    (three / "b.yaml").unlink()
    found = rows(run, "--rangschik", "totaal.rendement")
    assert [row["naam"] for row in found] == ["later", "c", "a"]
    answer = run("batch", ".", "--rangschik", "totaal.contante_waarde.rendement")
    assert answer.exit_code == 2
    assert "basisjaar: 2020 (a.yaml, c.yaml), 2021 (later.yaml)" in answer.stderr


def test_a_row_without_the_figure_is_last_and_said(three, run):
    (three / "b.yaml").write_text(
        CASE.format(name="b", amount=1, more="").replace("baten", "kosten"), "utf-8"
    )
    (three / "d.yaml").write_text("naam: D\nbaten: 3\n", "utf-8")
    answer = run("batch", ".", "--rangschik", "totaal.rendement", "--format", "json")
    assert [row["pad"] for row in json.loads(answer.stdout)] == ["c.yaml", "a.yaml", "b.yaml", "d.yaml"]
    assert "totaal.rendement bestaat niet in 2 van de rijen; die staan onderaan" in answer.stderr


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--rangschik", "naam"), "de tabel heeft geen cijfer `naam`"),
        (("--rangschik", "totaal.rendemant"), "bedoelt u"),
        (("--rangschik", ""), "de tabel heeft geen cijfer"),
        (("--force",), "--force hoort bij --rangschik"),
    ],
)
def test_wrong_use(asked, why, three, run):
    answer = run("batch", ".", *asked)
    assert answer.exit_code == 2
    assert why in answer.stderr


def test_a_notebook_has_the_same_keys(three, run):
    made = rendement.batch(str(three))
    assert [row["vergelijkbaar"] for row in made.rows] == [row["vergelijkbaar"] for row in rows(run)]
    assert "- prijspeil: A geen; B 2020" in str(made)


def test_letters_after_z():
    keys = tuple(map(str, range(30)))
    assert [Letters(keys).letter(key) for key in ("0", "25", "26", "29")] == ["A", "Z", "AA", "AD"]
    with pytest.raises(UsageError):
        read_ranking("hash", force=False)


def test_every_row_says_with_what_it_was_computed(three, run):
    (row,) = json.loads(run("batch", "a.yaml", "--draws", "20", "--seed", "3", "--format", "json").stdout)
    assert (row["trekkingen"], row["zaad"], row["bestand"], row["discontovoet"]) == (
        20,
        3,
        "a.yaml",
        "2,25%, begin van het jaar",
    )
    assert row["versie"]
