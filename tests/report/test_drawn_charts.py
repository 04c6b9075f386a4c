"""The charts that a report has of draws: by hand, as `sensitivity` and `calc` have them, and when not."""

import json

import pytest
from typer.testing import CliRunner

from crisisteam import CRISISTEAM
from project import ROOT
from rendement.cli import app
from rendement.figures.lookup import lookup
from rendement.report.document import Chart
from rendement.report.drawn_charts import MOST_BARS
from rendement.source.path import parse_path
from report_cells import block_of, report_of, texts

BROEDPLAATS = ROOT / "cases/zoetermeer/met-bandbreedte/broedplaats-bandbreedte.yaml"
DRAWN = {"terugverdiend", "verdeling", "aanvaardbaarheid", "tornado"}
CASE = """
naam: Proef
gemeente: Hier
periode: 2024-2025
baten:
  - {naam: Werk, aantal: {laag: 0, hoog: 10, verdeling: uniform}, bedrag: {2024: 1000}}
kosten:
  - {naam: Team, bedrag: {2024: 4000}, factoren: {prijs: {laag: 0.75, hoog: 1.25, verdeling: uniform}}}
"""


def keys(documents):
    return {block.key for one in documents for block in one.blocks}


def chart(documents, key):
    found = block_of(documents[1], key)
    assert isinstance(found, Chart)
    return found


def asked(verb, path, *more):
    result = CliRunner().invoke(app, [verb, str(path), "--format", "json", *more])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_tornado_by_hand(written):
    """Of 0..10 the 10% point is 1 and the 90% point 9; of 0,75..1,25 they are 0,8 and 1,2."""
    _, documents = report_of(written(CASE), draws=1000)
    found = chart(documents, "tornado")
    assert [row.role for row in found.rows] == ["totaal", "regel", "regel"]
    assert [[cell.value for cell in row.cells[1:]] for row in found.rows] == [
        [5 * 1000 - 4000, None],
        pytest.approx([1 * 1000 - 4000, 9 * 1000 - 4000]),
        pytest.approx([5 * 1000 - 4000 * 0.8, 5 * 1000 - 4000 * 1.2]),
    ]
    now, first, second = texts(found)
    assert now == ["Zoals geschreven", "1.000", ""]
    assert first == ["Werk: aantal, 1 – 9 (door nul)", "-3.000", "5.000"]
    assert second[0].endswith(", 0,8 – 1,2")  # 1.800 and 200 are both above zero
    assert found.finding == (
        "Het meest hangt de uitkomst af van Werk: aantal. Van het 10%- tot het 90%-punt, al het andere "
        "gelijk, loopt zij van € -3.000 naar € 5.000."
    )


def test_every_figure_is_that_of_sensitivity_and_of_calc(written):
    """With the same number of draws and the same seed."""
    more = ("--draws", "2000", "--seed", "7")
    path = written(CASE)
    _, documents = report_of(path, draws=2000, seed=7)
    data, drawn = asked("sensitivity", path, *more), asked("calc", path, *more)
    bars = [[cell.value for cell in row.cells[1:]] for row in chart(documents, "tornado").rows[1:]]
    assert bars == [[bar["rendement_laag"], bar["rendement_hoog"]] for bar in data["tornado"]]
    curve = [row.cells[1].value for row in chart(documents, "aanvaardbaarheid").rows]
    assert curve == [one["kans"] for one in data["aanvaardbaarheid"]]
    for key in ("terugverdiend", "verdeling"):
        cells = [row.cells[1] for row in chart(documents, key).rows]
        assert cells
        assert [cell.value for cell in cells] == [lookup(drawn, parse_path(cell.path)) for cell in cells]


def test_the_chance_of_each_threshold_falls_and_the_one_of_zero_is_marked():
    found, documents = report_of(BROEDPLAATS, draws=2000)
    curve = chart(documents, "aanvaardbaarheid")
    chances = [row.cells[1].value for row in curve.rows]
    assert chances == sorted(chances, reverse=True)
    (zero,) = [row for row in curve.rows if row.role == "uitkomst"]
    assert zero.cells[0].text == "meer dan 0"
    assert zero.cells[1].value == found.figures.uncertainty.net.positive
    assert curve.finding.startswith("Gehaald of meer: € ")
    assert {"< 1%", "> 99%"} <= {cell.text for row in curve.rows for cell in row.cells}


def test_the_chance_of_being_paid_back_names_the_last_year_and_marks_that_of_the_case(written):
    """What is gained in 2025 pays for 2024 when more than four of 0..10 come: in 60 of 100 draws."""
    text = CASE.replace("bedrag: {2024: 1000}", "bedrag: {2025: 1000}")
    text = text.replace(", factoren: {prijs: {laag: 0.75, hoog: 1.25, verdeling: uniform}}", "")
    _, documents = report_of(written(text), draws=10_000)
    found = chart(documents, "terugverdiend")
    assert [(row.cells[0].text, row.role) for row in found.rows] == [
        ("uiterlijk in 2024", "regel"),
        ("uiterlijk in 2025", "uitkomst"),
    ]
    never, ever = (row.cells[1] for row in found.rows)
    assert (never.text, never.value) == ("< 1%", 0)
    assert ever.value == pytest.approx(0.6, abs=4 * (0.6 * 0.4 / 10_000) ** 0.5)
    assert found.finding == (
        f"De kans dat het uiterlijk in 2025 is terugverdiend, is {ever.text}; uiterlijk in 2024 is zij "
        "minder dan 1%."
    )


def test_without_draws_there_is_none_and_nothing_more_is_said(written):
    found, documents = report_of(written(CASE))
    assert found.sensitivity is None
    assert not keys(documents) & {*DRAWN, "weten", "weten_kort"}


def test_of_few_draws_only_what_needs_none_is_drawn(written):
    _, documents = report_of(written(CASE), draws=200)
    assert keys(documents) & DRAWN == {"tornado"}
    assert block_of(documents[0], "weten_kort").items == (
        "Met minder dan 300 trekkingen valt niet te zeggen wat weten waard is.",
    )


def test_one_year_is_no_picture_of_years():
    _, documents = report_of(BROEDPLAATS, draws=1000)
    assert keys(documents) & DRAWN == DRAWN - {"terugverdiend"}


def test_where_every_draw_is_the_same_there_is_nothing_to_draw(written):
    """Without a range there is nothing to measure either; with one that moves nothing that is said."""
    _, documents = report_of(CRISISTEAM, draws=1000)
    assert not keys(documents) & {*DRAWN, "weten", "weten_kort"}
    text = CASE.replace("verdeling: uniform}, bedrag: {2024: 1000}", "verdeling: uniform}, bedrag: {2024: 0}")
    text = text.replace(", factoren: {prijs: {laag: 0.75, hoog: 1.25, verdeling: uniform}}", "")
    _, documents = report_of(written(text), draws=1000)
    assert not keys(documents) & DRAWN
    assert block_of(documents[0], "weten_kort").items[0].startswith("Geen van deze onzekerheden kan")


def test_without_a_return_there_is_nothing_to_draw(written):
    _, documents = report_of(
        written(CASE.split("baten:", maxsplit=1)[0] + "kosten:" + CASE.split("kosten:")[1]), draws=500
    )
    assert not keys(documents) & {*DRAWN, "weten", "weten_kort"}


def test_what_does_not_fit_a_tornado_is_counted(written):
    """Fifteen lines, each a bit wider than the one before it."""
    ranges = (f"{{laag: {100 - n}, hoog: {100 + n}, verdeling: uniform}}" for n in range(1, 16))
    lines = "".join(f"  - {{naam: Baat {n}, bedrag: {one}}}\n" for n, one in enumerate(ranges, 1))
    _, documents = report_of(written(f"naam: N\ngemeente: G\nperiode: 2024\nbaten:\n{lines}"), draws=1000)
    found = chart(documents, "tornado")
    names = [row.cells[0].text.split(":")[0] for row in found.rows]
    assert names == ["Zoals geschreven", *(f"Baat {n}" for n in range(15, 15 - MOST_BARS, -1))]
    assert found.finding.endswith(" Nog 3 aannamen verschuiven haar minder dan wat hier staat.")


def test_what_to_measure_is_the_sentence_of_sensitivity():
    _, documents = report_of(BROEDPLAATS, draws=2000)
    (said,) = block_of(documents[0], "weten_kort").items
    assert said.startswith("Wie alles vooraf zeker wist, zou met deze casus gemiddeld € ")
    shown = CliRunner().invoke(app, ["sensitivity", str(BROEDPLAATS), "--draws", "2000"]).stdout
    assert said in shown
    assert all(f"- {item}" in shown for item in block_of(documents[1], "weten").items)
