"""`--kort` of a programme and of a monitor: the same figures, without what the rows are made of."""

import pytest

from project import ROOT, files, short
from rendement.report.assembly import assemble
from rendement.study.pipeline import calculate

FIGURES = ROOT / "tests" / "figures"
FILES = [*files("cases", "examples"), FIGURES / "alles-programma.yaml", FIGURES / "alles-monitor.yaml"]
OTHERS = [path for path in FILES if not path.read_text("utf-8").count("\nbaten:")]


def blocks(path, *, brief):
    (document,) = assemble("verslag", [calculate(str(path))], brief=brief)
    return {block.key: block for block in document.blocks}


def rows(block):
    return [tuple(cell.text for cell in row.cells) for row in getattr(block, "rows", ())]


@pytest.mark.parametrize("path", OTHERS, ids=short)
def test_brief_says_nothing_else(path):
    """Every block has its place among those of the whole, and ends in the same totals."""
    whole, brief = blocks(path, brief=False), blocks(path, brief=True)
    assert [key for key in whole if key in brief] == list(brief)
    for key, block in brief.items():
        last = [row for row in rows(block) if row[0] == "Totaal"]
        assert last == [row for row in rows(whole[key]) if row[0] == "Totaal" and row in last]


def test_a_programme_inside_another_is_one_row():
    path = ROOT / "cases" / "noordoostpolder" / "grip-op-het-sociaal-domein.yaml"
    whole, brief = blocks(path, brief=False), blocks(path, brief=True)
    measures = rows(brief["maatregelen"])
    names = ["A, voorveld", "B, toegang", "C1, participatie en minima", "C2, Wmo", "C3, jeugd"]
    assert measures[0][0] == "Programma's"
    assert [row[0].removeprefix("Grip op het sociaal domein ") for row in measures[1:6]] == names
    subtotals = [row[-1] for row in rows(whole["maatregelen"]) if row[0].startswith("Subtotaal")]
    assert [row[-1] for row in measures[1:6]] == subtotals
    assert [row[2] for row in rows(brief["voortgang"])[:-1]] == subtotals
    assert measures[6:] == rows(whole["maatregelen"])[-len(measures[6:]) :]
    assert set(whole) - set(brief) == {"kosten_regels", "budget"}


def test_rows_that_costs_cover_and_staff_are_made_of_are_left_out():
    path = FIGURES / "alles-programma.yaml"
    whole, brief = blocks(path, brief=False), blocks(path, brief=True)
    gone = {"kosten_regels", "dekking_regels", "formatie", "brug_maatregelen"}
    assert gone <= set(whole)
    assert set(whole) - set(brief) == gone
    assert rows(brief["saldo"]) == rows(whole["saldo"])


def test_of_a_monitor_only_the_posts_remain():
    whole = blocks(FIGURES / "alles-monitor.yaml", brief=False)
    brief = blocks(FIGURES / "alles-monitor.yaml", brief=True)
    shown = [row[0] for block in brief.values() for row in rows(block)]
    for part in ("Begeleiding", "Verblijf", "Landelijk ingekocht", "Eerste", "Tot 27 jaar"):
        assert any(part in row[0] for block in whole.values() for row in rows(block))
        assert not any(part in name for name in shown)
    # 500 + 900 + 50 in 2021, in its own row in place of the sum below its parts
    assert rows(brief["bedragen_1"])[0][:2] == ("Jeugdhulp", "1.450")
    assert [row[0] for row in rows(brief["volume"])] == ["Jeugdhulp", "Uit een tabel"]
    assert rows(brief["volume"])[0] in rows(whole["volume"])
