"""Every figure stands in its registry once: JSON, schema, columns and thresholds have those and no others."""

import pytest

from project import files, short
from rendement.figures.case_fields import CASE, TOTALS
from rendement.figures.field import SAME, Family, walk
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme_fields import PROGRAMME, PROGRAMME_TOTALS
from rendement.report.batch.columns import NAMES
from rendement.report.explain import derive, every_path
from rendement.report.explain.answer import subject_of
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

FILES = files("cases", "examples", "tests/figures")
FAMILIES = {"casus": CASE, "programma": PROGRAMME, "monitor": MONITOR}


def patterns(family):
    """The paths of a family that hold figures, as patterns."""
    return {path for path, field in walk(family) if field.numeric or field.kind == "jaar"}


def items_of(field, value):
    """What stands under a key: one thing, each of a list, each of a mapping; nothing where nothing is."""
    if value is None:
        return []
    if field.form == "many":
        return value
    if field.form == "table":
        return [item for row in value.values() for item in row.values()]
    return value.values() if field.form in ("by", "either") and isinstance(value, dict) else [value]


def figures(node, family, base=""):
    """The paths of a contract that hold a number, as the family has them."""
    for field in family.fields:
        if field.key not in node:
            continue
        path = f"{base}.{field.key}" if base else field.key
        path += {"one": "", "many": "[*]", "by": ".*", "either": "", "table": ".*.*"}[field.form]
        for item in items_of(field, node[field.key]):
            if field.kind == SAME:
                continue
            if isinstance(field.kind, Family):
                yield from figures(item, field.kind, path)
            elif isinstance(item, int | float) and not isinstance(item, bool):
                yield path


@pytest.fixture(scope="module")
def contracts():
    found = [calculate(str(path), Options(breakeven=True, draws=3)) for path in FILES]
    assert [item.findings for item in found if item.failed] == []
    return [contract(item) for item in found]


def test_no_key_of_a_result_is_unknown_to_the_registry(contracts):
    def keys(node, family):
        known = {field.key: field for field in family.fields}
        assert set(node) <= set(known)
        for key, value in node.items():
            kind = family if known[key].kind == SAME else known[key].kind
            if isinstance(kind, Family):
                for item in items_of(known[key], value):
                    keys(item, kind)

    for data in contracts:
        keys(data, FAMILIES[data["soort"]])


@pytest.mark.parametrize(("family", "kind"), [(family, kind) for kind, family in FAMILIES.items()])
def test_every_figure_of_the_registry_stands_in_some_result(contracts, family, kind):
    """A cost has the figures of a benefit, though households stand nearly always at the benefits."""
    seen = {path for data in contracts if data["soort"] == kind for path in figures(data, family)}
    missing = patterns(family) - seen - {"herkomst.zaad"}
    assert {path for path in missing if path.replace("kosten[*]", "baten[*]") not in seen} == set()


def test_every_total_is_a_column_of_a_batch():
    families = (TOTALS, PROGRAMME_TOTALS)
    totals = {path.partition("[*]")[0] for family in families for path, _ in walk(family, "totaal")}
    assert {name for name in NAMES if name.startswith("totaal.")} == totals


@pytest.mark.parametrize("path", FILES, ids=short)
def test_every_figure_has_an_explanation(path):
    subject = subject_of(calculate(str(path)))
    for found in every_path(subject.data):
        derivation = derive(subject, found)
        assert derivation.kind == "blok" or derivation.formula, found


def test_a_figure_is_called_something():
    for family in FAMILIES.values():
        figures_ = [(path, field) for path, field in walk(family) if field.numeric and not field.read_off]
        assert [path for path, field in figures_ if not field.label] == []
