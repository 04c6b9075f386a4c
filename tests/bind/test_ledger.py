"""The ledger of a plan: every figure that can be set is an input, once, in words, within its bounds."""

import json
import random
import types
import typing
from dataclasses import is_dataclass

import pytest
import yaml

from field_examples import BUNDLED, EXAMPLES, calculated
from project import ROOT, files, short, times
from rendement.bind.ledger import NO_INPUT
from rendement.model import case, line, monitor, pricelist, programme
from rendement.source.path import parse_path
from rendement.source.tree import parse
from rendement.study.breakeven import setting_text
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate, calculate_source

FILES = files("cases", "examples", "tests/figures")
PROGRAMMES = {programme.Saving, programme.Measure, programme.CoverRow, programme.CostRow, programme.StaffRow}
PROGRAMMES |= {programme.Programme, programme.OverlapRow}
MONITORS = {monitor.Monitor, monitor.MonitorPost, monitor.Part, monitor.Explanation}
# a price stands under the name of its post, without the key that it was written behind
PRICES = {(pricelist.Post, "bedrag"), (pricelist.Post, "tarieven"), (pricelist.Post, "tabel")}
# a scenario of this case names what one of these no longer has
APART = {"cases/zoetermeer/crisisteam.yaml": 'baten[0].casussen[5].posten."jeugd/jeugdzorg"'}


def models():
    """Every block of the language that an analyst writes."""
    found = {
        item
        for module in (case, line, monitor, pricelist, programme)
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, line.Written) and item.__module__ == module.__name__
    }
    return sorted(found - {line.Written, line.Line} - set(BUNDLED), key=lambda model: model.__name__)


def holds_a_figure(kind):
    """Whether a number is written somewhere in a value of this kind; years and names as keys are none."""
    if kind in (float, int):
        return True
    if isinstance(kind, type) and is_dataclass(kind):
        return any(holds_a_figure(hint) for hint in typing.get_type_hints(kind).values())
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is dict:
        arguments = arguments[1:]
    return any(holds_a_figure(item) for item in arguments if not isinstance(item, types.EllipsisType))


def figures_of(model):
    """The keys of a block behind which figures stand."""
    return [key for key, hint in typing.get_type_hints(model).items() if holds_a_figure(hint)]


FIGURES = [(model, key) for model in models() for key in figures_of(model)]


def is_exception(model, key):
    return key in NO_INPUT or f"{model.__name__}.{key}" in NO_INPUT


def plan_of(calculation):
    return calculation.plan or (calculation.programme or calculation.monitor).plan


def inputs_of(calculation):
    """The inputs that can be set."""
    return [item for item in plan_of(calculation).ledger.inputs if not item.fixed]


def inputs_with(model, key, folder):
    """The inputs that come of a key, in a file that has it."""
    if model in PROGRAMMES:
        found = inputs_of(calculate(str(ROOT / "tests/figures/alles-programma.yaml")))
    elif model in MONITORS:
        found = inputs_of(calculate(str(ROOT / "tests/figures/alles-monitor.yaml")))
    else:
        tried = [item.values[0] for item in EXAMPLES]
        chosen = {(item.model, item.field): item for item in tried}.get((model, key))
        assert chosen is not None, "geen voorbeeld in tests/helpers/field_examples.py"
        both = [calculated(chosen, value, folder) for value in chosen.values]
        found = [item for calculation in both if not calculation.failed for item in inputs_of(calculation)]
    if (model, key) in PRICES:
        return [
            item for item in found if item.path.startswith("prijzen.p") and len(parse_path(item.path)) == 2
        ]
    return [item for item in found if key in parse_path(item.path)]


@pytest.mark.parametrize(("model", "key"), FIGURES, ids=lambda part: getattr(part, "__name__", part))
def test_every_figure_that_can_be_set_is_an_input(model, key, tmp_path):
    found = inputs_with(model, key, tmp_path)
    where = "lees het in bind/ met context.number, of noem het met de reden in NO_INPUT (bind/ledger.py)"
    assert bool(found) != is_exception(model, key), f"{model.__name__}.{key} is geen invoer: {where}"


def test_the_walk_sees_the_figures_of_the_language_and_no_exception_is_left_over():
    assert {
        (line.BenefitLine, "toerekening"),
        (line.CostLine, "posten"),
        (line.Stay, "uitstroomkansen"),
    } <= set(FIGURES)
    assert {(programme.Saving, "structureel"), (case.Discounting, "voet")} <= set(FIGURES)
    assert not {key for _, key in FIGURES} & {"naam", "status", "telt_mee", "prijs", "moment"}
    names = {key for _, key in FIGURES} | {f"{model.__name__}.{key}" for model, key in FIGURES}
    assert set(NO_INPUT) <= names
    assert all(NO_INPUT.values())


@pytest.fixture(scope="module")
def calculations():
    found = {path: calculate(str(path)) for path in FILES}
    assert [item.findings for item in found.values() if item.failed] == []
    return found


@pytest.fixture
def calculation(calculations, path):
    return calculations[path]


of_every_file = pytest.mark.parametrize("path", FILES, ids=short)


@of_every_file
def test_an_input_has_a_path_a_key_and_a_label_of_its_own(path, calculation):
    inputs = plan_of(calculation).ledger.inputs
    for name in ("path", "key", "label"):
        values = [getattr(item, name) for item in inputs]
        assert len(set(values)) == len(values), name
        assert all(value.strip() for value in values), name
    assert [item.label for item in inputs if "_" in item.label] == []


@of_every_file
def test_an_input_says_where_it_was_written(path, calculation):
    """The norm and the index figures travel with the program and stand in no file of the analyst."""
    for item in plan_of(calculation).ledger.inputs:
        if item.origin.file in ("prijslijst/indexcijfers.yaml", "normen"):
            assert item.fixed or item.path.endswith("discontovoet")
            continue
        written = (path.parent / item.origin.file).resolve()
        lists = ROOT / "prijslijst" / f"{item.origin.price_list}.yaml"
        text = lists if item.origin.price_list else written if written.exists() else ROOT / item.origin.file
        lines = text.read_text("utf-8").splitlines()
        assert 1 <= item.origin.line <= len(lines), item


def flat(node, path=()):
    """Every leaf of a contract by its place."""
    if isinstance(node, dict | list):
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        return {place: leaf for key, value in pairs for place, leaf in flat(value, (*path, key)).items()}
    return {path: node}


def unasked(node):
    """A contract without what was asked, and without findings: what is set stands as it was typed."""
    kept = {key: item for key, item in node.items() if key != "bevindingen"}
    return {**kept, "herkomst": {**node["herkomst"], "opdracht": None}}


def same(one, other):
    """Two contracts, of which a figure may differ by the twelve digits that a setting is written in.

    What is set goes before what a scenario says, so those move; a range that is set is one no more, and a
    finding is of the command then.
    """
    for section in ("scenarios", "gedrukt", "bandbreedtes", "bevindingen"):
        one, other = ({key: item for key, item in node.items() if key != section} for node in (one, other))
    one, other = (unasked(node) for node in (one, other))
    first, second = flat(one), flat(other)
    assert list(first) == list(second)
    moved = {
        place: (value, second[place])
        for place, value in first.items()
        if value != (pytest.approx(second[place]) if isinstance(value, float) else second[place])
    }
    assert moved == {}


@of_every_file
def test_set_as_it_stands_nothing_changes(path, calculation):
    items = [
        item for item in inputs_of(calculation) if not item.path.startswith(APART.get(short(path), "\0"))
    ]
    rng = random.Random(short(path))
    few = rng.sample(items, min(len(items), times(3, 10_000)))
    for some in (items, *([item] for item in few)):
        sets = tuple(f"{item.path}={setting_text(item, item.value)}" for item in some)
        again = calculate(str(path), Options(sets=sets))
        assert not again.failed, again.findings
        same(contract(calculation), contract(again))


@of_every_file
def test_a_key_names_the_same_input_as_its_path(path, calculation):
    items = inputs_of(calculation)
    for item in random.Random(short(path)).sample(items, min(len(items), times(2, 10_000))):
        text = setting_text(item, item.value * 0.75)
        by_path, by_key = (
            calculate(str(path), Options(sets=(f"{place}={text}",))) for place in (item.path, item.key)
        )
        assert by_path.failed == by_key.failed
        if not by_path.failed:
            assert unasked(contract(by_path)) == unasked(contract(by_key))


BEFORE = {
    "baten": {"naam": "Ervoor", "bedrag": "1", "per": "periode"},
    "kosten": {"naam": "Ervoor", "bedrag": "1", "per": "periode"},
    "maatregelen": {"naam": "Ervoor", "besparing": {"structureel": "1"}},
    "resultaten": {"naam": "Ervoor", "aantal": "1"},
}


@of_every_file
def test_a_key_stays_when_a_line_comes_before_the_others(path, calculation):
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text alone, as the program reads it
    for section in ("scenarios", "gedrukt", "afwijken"):
        data.pop(section, None)
    is_programme = data.get("soort") == "programma"
    for section, added in BEFORE.items():
        if section in data and not (is_programme and section == "kosten"):
            data[section] = [added, *data[section]]
    again = calculate_source(str(path), *parse(json.dumps(data, indent=1, ensure_ascii=False), str(path)))
    assert not again.failed, again.findings
    found = {item.key: item for item in plan_of(again).ledger.inputs}
    known = plan_of(calculation).ledger.inputs
    assert [(item.key, item.label, item.value) for item in known] == [
        (item.key, found[item.key].label, found[item.key].value) for item in known
    ]
