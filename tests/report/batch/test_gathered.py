"""What a run holds of its files: the same rows in little room, and what files say together."""

import io

import pytest

from project import ROOT
from rendement.lint.facts import packed
from rendement.lint.over_files import over_files
from rendement.render.formats import OF_A_BATCH
from rendement.report.batch import gathered as own
from rendement.report.batch.columns import COLUMNS, PLACE, as_values
from rendement.report.batch.gathered import Brought, Gathered
from rendement.report.check import check
from rendement.study.batch.files import File, collect
from rendement.study.batch.job import Job, Scored
from rendement.study.kind import OTHER

RULES = ("R405-vuurt--bestanden", "R607-vuurt", "R610-vuurt", "R610-zwijgt--deel")


@pytest.fixture(scope="module")
def check_facts():
    """What files of the rules bring along, as `check` has it."""
    files = collect(str(ROOT / "tests" / "regels" / name) for name in RULES)
    return {item.path: item.facts for item in check(files, Job(day="2026-01-01"))}


def row(path, **more):
    head = {"pad": path, "status": "goed", "fouten": 0, "waarschuwingen": 0, "opmerkingen": 0}
    return as_values({**head, "bedragen_in": "EUR", "totaal.baten": 1.5, **more})


def scored(path, *rows, reads=()):
    values = [value for item in rows for value in item]
    return Scored(File(path), values, dict(reads))


def test_the_rows_are_those_of_the_files_in_order():
    found = Gathered()
    found.add(scored("a", row("a"), row("a", scenario="ruim")))
    found.add(Scored(File("b"), [OTHER]))
    found.add(scored("c", row("c")))
    assert found.rows == [row("a"), row("a", scenario="ruim"), row("c")]
    assert found.passed.others == ("b",)


def test_of_a_text_of_many_rows_there_is_one():
    found = Gathered()
    for path in "ab":
        found.add(scored(path, row(path, prijslijsten="".join(("een ", "lijst")))))
    one, other = (item[PLACE["prijslijsten"]] for item in found.rows)
    assert one == "een lijst"
    assert one is other


def test_what_was_read_along_and_changed_on_the_way():
    found = Gathered()
    for path, hash_ in (("a", "1"), ("b", "1"), ("c", "2")):
        found.add(scored(path, row(path), reads={path: "0", "lijst": hash_, f"los/{path}": "3"}))
    assert set(found.read) == {"lijst", "los/a", "los/b", "los/c"}
    assert found.changed == {"lijst"}


@pytest.mark.parametrize("together", [1, 2, 500])
def test_rules_see_what_they_see_when_all_facts_are_at_hand(check_facts, together, monkeypatch):
    """However few facts are in a block, and though what only one file has is never unpacked."""
    monkeypatch.setattr(own, "_TOGETHER", together)
    brought, whole = Brought(), {}
    for path, facts in check_facts.items():
        brought.add(path, [packed(fact) for fact in facts])
        for fact in facts:
            whole.setdefault(fact.number, []).append(fact)
    found = [bare(finding) for finding in brought.over_all()]
    assert found == [bare(finding) for finding in over_files(whole) if finding.waiver is None]
    assert {number for number, _, _ in found} >= {"R405", "R607", "R610"}


def bare(finding):
    places = [(item.path, item.mark.file, item.mark.line) for item in finding.others]
    return finding.number, finding.message, places


@pytest.mark.parametrize("name", ["csv", "csv-nl", "parquet"])
def test_row_by_row_into_a_file_are_the_bytes_of_the_whole_table(name):
    form, rows = OF_A_BATCH[name], [row("a", naam="=1+1;x"), row("b", naam="é")]
    made, sink = form.table(COLUMNS, rows), io.BytesIO()
    form.pour(COLUMNS, rows, sink)
    assert sink.getvalue() == (made if isinstance(made, bytes) else made.encode(form.codec))
