"""Figures of a monitor from a table: the same as typed, each mistake in the table itself."""

import pytest
from openpyxl import Workbook

from monitor_text import HEAD
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

TABLE = """post;onderdeel;soort;2021;2022 prognose
Hulp;Natura;bedrag;2631;2858
Hulp;Bijdragen;;;-216
Hulp;;cliënten (uniek);945;1000
Los;;;10;pm
"""
COLUMNS = "kolommen: {2021: realisatie, 2022 prognose: prognose}\n"
TYPED = f"""{COLUMNS}posten:
  - naam: Hulp
    domein: wmo
    onderdelen:
      - {{naam: Natura, bedragen: {{2021: 2631, 2022 prognose: 2858}}}}
      - {{naam: Bijdragen, bedragen: {{2022 prognose: -216}}}}
    aantallen: {{cliënten: {{telt: uniek, 2021: 945, 2022 prognose: 1000}}}}
  - {{naam: Los, bedragen: {{2021: 10, 2022 prognose: pm}}}}
"""
TABLED = f"{COLUMNS}tabel: cijfers.csv\nposten:\n  - {{naam: Hulp, domein: wmo}}\n"


@pytest.fixture
def write(tmp_path):
    def one(text, table=None, name="cijfers.csv"):
        if table is not None:
            (tmp_path / name).write_text(table, encoding="utf-8")
        file = tmp_path / "monitor.yaml"
        file.write_text(HEAD + text, encoding="utf-8")
        return str(file)

    return one


def figures(outcome):
    assert outcome.monitor is not None, outcome.findings
    found = contract(outcome)
    return {key: value for key, value in found.items() if key not in ("herkomst", "bevindingen")}


def test_a_table_gives_what_was_typed(write):
    typed = figures(calculate(write(TYPED)))
    assert figures(calculate(write(TABLED, TABLE))) == typed


def test_a_workbook_gives_the_same(write, tmp_path):
    book = Workbook()
    heading, *rows = (line.split(";") for line in TABLE.splitlines())
    book.active.append(heading)
    for row in rows:
        book.active.append([int(cell) if cell.lstrip("-").isdigit() else cell or None for cell in row])
    book.save(tmp_path / "cijfers.xlsx")
    typed = figures(calculate(write(TYPED)))
    assert figures(calculate(write(TABLED.replace(".csv", ".xlsx")))) == typed


def test_the_table_is_named_with_its_hash_and_another_table_can_be_set(write, tmp_path):
    file = write(TABLED, TABLE)
    origin = contract(calculate(file))["herkomst"]["tabellen"]
    assert [(item["naam"], item["hash"][:7]) for item in origin] == [("cijfers.csv", "sha256:")]
    (tmp_path / "nieuw.csv").write_text(TABLE.replace("2631", "3000"), encoding="utf-8")
    sets = ("tabel=nieuw.csv", "posten.los.bedragen.2021=20")
    posts = contract(calculate(file, Options(sets=sets)))["posten"]
    assert [post["bedragen"]["2021"] for post in posts] == [3000, 20]


WRONG = {
    "no posts": ("naam;2021\nA;1\n", "kop-onbekend", 1),
    "a column that is none": (TABLE.replace("2022 prognose", "2022 prognos"), "kop-onbekend", 1),
    "a row without a post": (TABLE + ";;;5;6\n", "lege-cel", 6),
    "a row twice": (TABLE + "Los;;bedrag;5;6\n", "dubbele-cel", 6),
    "text in a cell": (TABLE.replace("2631", "veel"), "geen-getal", 2),
    "empty": ("", "tabel-leeg", 0),
    "a sum beside its parts": (TABLE + "Hulp;;;5;6\n", "bedrag-en-onderdelen", 6),
}


@pytest.mark.parametrize(("table", "code", "line"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_where_it_stands_in_the_table(write, table, code, line):
    outcome = calculate(write(TABLED, table))
    assert [(found.code, found.mark.line) for found in outcome.findings] == [(code, line)]
    assert outcome.findings[0].mark.file.endswith("cijfers.csv")


def test_a_table_that_is_not_there_is_said_at_its_name(write):
    outcome = calculate(write(TABLED))
    assert [(found.code, found.path) for found in outcome.findings] == [("tabel-onbekend", "tabel")]


def test_a_table_of_a_hundred_thousand_rows_is_refused(write):
    rows = "p;;;1\n" * 100_000
    outcome = calculate(write(TABLED, TABLE + rows))
    assert [found.code for found in outcome.findings] == ["tabel-te-lang"]


@pytest.mark.parametrize(
    "key", ["onderdelen: veel", "bedragen: 5", "aantallen: 5", "aantallen: {cliënten: 5}"]
)
def test_what_the_file_has_in_a_wrong_shape_is_refused_where_it_stands(write, key):
    table = "post;onderdeel;soort;2021\nHulp;A;bedrag;1\nHulp;;bedrag;1\nHulp;;cliënten;1\n"
    text = TABLED.replace("domein: wmo", key)
    found = calculate(write(text, table)).findings
    assert {item.mark.file.rpartition("/")[2] for item in found if item.code == "verkeerde-vorm"} == {
        "monitor.yaml"
    }


def test_a_row_without_figures_adds_nothing(write):
    outcome = calculate(write(TABLED, TABLE + "Los;;aanvragen;;\n"))
    assert outcome.monitor is not None
    assert [list(post.counts) for post in outcome.monitor.posts] == [["cliënten"], []]
