"""The reference of the case language against the models, the actors, the lists and the reader of numbers."""

import re

import pytest

from doc_blocks import tables
from doc_cases import data_of, run, whole_case
from doc_console import output
from project import ROOT
from rendement.model.case import Case
from rendement.model.index_series import IndexList, IndexSeries
from rendement.model.library import known_actors
from rendement.model.line import BenefitLine, CostLine, Line
from rendement.model.monitor import Monitor, MonitorPost
from rendement.model.pricelist import Post, PriceList
from rendement.source.bundled import bundled_lists

PAGE = "casustaal.md"
TABLES = tables(PAGE)


def rows(heading: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    return next(found[1:] for name, found in TABLES if name == heading)


def written(cell: str) -> str:
    return cell.strip("`")


def headed(second: str) -> list[list[str]]:
    """The rows of every table whose second column has this head."""
    return [row for _, found in TABLES if found[0][1] == second for row in found[1:]]


def line(kind: str, value: str) -> str:
    key = "bedrag: 1000\n    toerekening" if kind == "aandeel" else "bedrag"
    return whole_case(f"baten:\n  - naam: Proef\n    {key}: {value}\n")


KEYS = {
    "Sleutels van een casus": set(Case.model_fields),
    "Sleutels van elke regel": set(Line.model_fields),
    "Sleutels van alleen kosten": set(CostLine.model_fields) - set(Line.model_fields),
    "Sleutels van alleen baten": set(BenefitLine.model_fields) - set(Line.model_fields),
    "Sleutels van een prijslijst": set(PriceList.model_fields),
    "Sleutels van een post": set(Post.model_fields),
    "Sleutels van een bestand met indexcijfers": set(IndexList.model_fields),
    "Sleutels van een indexreeks": set(IndexSeries.model_fields),
    "Sleutels van een monitor": set(Monitor.model_fields),
    "Sleutels van een post van een monitor": set(MonitorPost.model_fields),
}


@pytest.mark.parametrize("heading", KEYS)
def test_every_key_of_the_models_and_no_other(heading):
    names = [re.match(r"`(\w+)`", row[0])[1] for row in rows(heading)]
    assert len(names) == len(set(names))
    assert set(names) == KEYS[heading]


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("Sleutels van een casus", Case),
        ("Sleutels van een prijslijst", PriceList),
        ("Sleutels van een post", Post),
        ("Sleutels van een bestand met indexcijfers", IndexList),
        ("Sleutels van een indexreeks", IndexSeries),
        ("Sleutels van een monitor", Monitor),
        ("Sleutels van een post van een monitor", MonitorPost),
    ],
)
def test_starred_keys_are_the_required_ones(heading, model):
    starred = {re.match(r"`(\w+)`", row[0])[1] for row in rows(heading) if row[0].endswith("*")}
    assert starred == {name for name, field in model.model_fields.items() if field.is_required()}


def test_actors_and_their_kinds():
    shown = {written(code): kind for code, kind in rows("Perspectief en actoren")}
    assert shown == {code: kind for code, (_, kind) in known_actors().items()}


def test_bundled_lists_are_named():
    text = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    sentence = next(part for part in text.split("\n") if part.startswith("Meegeleverd zijn"))
    assert set(re.findall(r"`([\w-]+)`", sentence)) == set(bundled_lists()) != set()


@pytest.mark.parametrize("kind", ["bedrag", "aandeel"])
def test_numbers_are_read_as_the_table_says(kind, tmp_path):
    shown = headed(f"gelezen als {kind}")
    assert len(shown) >= 5
    for text, value in shown:
        data = data_of(run(line(kind, written(text)), tmp_path))
        step = data["baten"][0]["stappen"][-1]
        found = step["aandeel"] if kind == "aandeel" else step["bedrag"]
        assert found == pytest.approx(float(value.replace(",", "."))), text


@pytest.mark.parametrize("kind", ["bedrag", "aandeel"])
def test_numbers_are_refused_as_the_table_says(kind, tmp_path):
    shown = headed(f"melding voor een {kind}")
    assert len(shown) >= 3
    for text, code, _ in shown:
        found = run(line(kind, written(text)), tmp_path).findings
        assert [finding.code for finding in found] == [code], text


def test_the_advice_beside_a_refused_number_is_accepted(tmp_path):
    advised = [
        (kind, value)
        for kind in ("bedrag", "aandeel")
        for row in headed(f"melding voor een {kind}")
        for value in re.findall(r"`([^`]+)`", row[2])
    ]
    assert len(advised) >= 8
    for kind, value in advised:
        assert run(line(kind, value), tmp_path).findings == (), value


def test_rounding_is_at_the_edge_and_half_away_from_zero(tmp_path):
    lines = "baten:\n  - {naam: A, bedrag: 100.4}\n  - {naam: B, bedrag: 100.4}\n"
    halves = "kosten:\n  - {naam: C, bedrag: 2.5}\n  - {naam: D, bedrag: 0.1}\n"
    (tmp_path / "casus.yaml").write_text(whole_case(lines + halves), encoding="utf-8")
    shown = {
        line.split()[0]: line.split()[-1] for line in output("calc casus.yaml", tmp_path) if line.split()
    }
    assert (shown["A"], shown["B"], shown["C"], shown["D"]) == ("100", "100", "3", "0")
    totals = [line.split()[-1] for line in output("calc casus.yaml", tmp_path) if line.startswith("Totaal ")]
    assert totals == ["201", "3"]
