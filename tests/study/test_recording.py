"""The program of a file says what `calc` says: as written to the bit, for other values, what is refused."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_result import FOLDER, price_list, shown
from project import files, short, times, without_monitors
from random_cases import cases
from random_ranges import SPREADS, widened
from rendement.engine.discounting import first_paid_back
from rendement.figures.case import CaseFigures
from rendement.figures.case_fields import CASE
from rendement.figures.field import figures_of
from rendement.figures.monitor import MonitorFigures
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.programme_fields import PROGRAMME
from rendement.source.path import format_path
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording import record
from rendement.study.recording_return import CONTROL
from settings import differences, inputs_of, prices_of_few, random_setting, refused

FILES = files("cases", "examples")
# a scenario of this case names what one of these no longer has
APART = {"cases/zoetermeer/crisisteam.yaml": 'baten[0].casussen[5].posten."jeugd/jeugdzorg"'}


def figures_as_computed(calculation):
    if calculation.programme is not None:
        found = figures_of(PROGRAMME, ProgrammeFigures(calculation.programme))
    elif calculation.monitor is not None:
        found = figures_of(MONITOR, MonitorFigures(calculation.monitor))
    else:
        found = figures_of(CASE, CaseFigures(calculation.result))
    return {format_path(path): value for path, value in found}


def without_controls(figures):
    known = {path: value for path, value in figures.items() if value is not None}
    return {path: value for path, value in known.items() if not path.startswith(CONTROL)}


def without_later(figures, calculation):
    """The figures without those of years that only a longer duration reaches."""
    found, known = without_controls(figures), figures_as_computed(calculation)
    if not any(item.path.endswith(".duur") for item in plan_of(calculation).ledger.ranges):
        return found
    return {path: value for path, value in found.items() if path in known}


def plan_of(calculation):
    return calculation.plan or (calculation.programme or calculation.monitor).plan


@pytest.mark.parametrize("path", [*FILES, *files("tests/figures")], ids=short)
def test_as_written_it_is_the_point_run_bit_for_bit(path):
    calculation = calculate(str(path))
    figures = record(calculation).run()
    assert len(figures) >= 2
    assert without_later(figures, calculation) == figures_as_computed(calculation)
    assert refused(figures) == []


@pytest.mark.parametrize("path", FILES, ids=short)
def test_its_inputs_are_those_of_the_plan(path):
    calculation = calculate(str(path))
    program = record(calculation)
    inputs = [item for item in plan_of(calculation).ledger.inputs if not item.fixed]
    apart = {item.path for item in inputs if item.path.endswith(".duur") and item.spread is None}
    lines = calculation.plan.lines if calculation.plan is not None else ()
    apart |= prices_of_few(calculation) - {part.price.path for line in lines for part in line.parts}
    assert program.inputs == {item.path: item.value for item in inputs if item.path not in apart}


@pytest.mark.parametrize("path", FILES, ids=short)
def test_other_values_give_what_calc_gives(path):
    calculation = calculate(str(path))
    program = record(calculation)
    apart = APART.get(short(path), "\0")
    items = [item for item in inputs_of(calculation, program) if not item.path.startswith(apart)]
    rng = random.Random(short(path))
    computed = 0
    for _ in range(times(4, 200) if items else 0):
        setting, sets = random_setting(rng, items)
        again = calculate(str(path), Options(sets=sets))
        figures = program.run(setting)
        if again.failed:
            assert refused(figures), [(f.path, f.message, f.mark.quote) for f in again.findings]
            continue
        computed += 1
        assert refused(figures) == [], sets
        assert differences(figures, contract(again)) == [], sets
    assert computed or not items


@pytest.mark.parametrize("path", FILES, ids=short)
def test_every_input_that_moves_calc_moves_the_program(path):
    """One input at a time, to its lower bound or to a good deal more."""
    calculation = calculate(str(path))
    program = record(calculation)
    base = program.run()
    items = inputs_of(calculation, program)
    rng = random.Random(1)
    for item in rng.sample(items, min(len(items), times(4, 10_000))):
        value = 0.75 if item.kind == "aandeel" else 3.5 if item.kind == "maanden" else item.value * 1.5 + 1
        text = f"{value:.6f}"
        again = calculate(str(path), Options(sets=(f"{item.path}={text}",)))
        moved = program.run({item.path: float(text)})
        if not again.failed:
            assert differences(moved, contract(again)) == []
            same = differences(base, contract(again)) == []
            assert same == (differences(moved, contract(calculation)) == [])


@settings(max_examples=times(60, 1000), deadline=None)
@given(cases())
def test_random_cases_too(case):
    price_list()
    name = str(FOLDER / "casus.yaml")
    calculation = calculate_source(name, *parse(json.dumps(shown(case), indent=1), name))
    assert calculation.result is not None
    program = record(calculation)
    assert without_controls(program.run()) == figures_as_computed(calculation)
    items = inputs_of(calculation, program)
    rng = random.Random(json.dumps(case))
    for _ in range(2 if items else 0):
        setting, sets = random_setting(rng, items)
        again = calculate_source(name, *parse(json.dumps(shown(case), indent=1), name), Options(sets=sets))
        figures = program.run(setting)
        assert bool(refused(figures)) == again.failed, (sets, again.findings)
        if not again.failed:
            assert differences(figures, contract(again)) == []


@settings(max_examples=times(60, 1000), deadline=None)
@given(cases(), st.sampled_from(SPREADS))
def test_random_ranges_of_how_long_it_lasts_too(case, distribution):
    """As written every figure of the point run is there bit for bit, however long it may last."""
    price_list()
    name = str(FOLDER / "casus.yaml")
    text = json.dumps(shown(widened(case, distribution)), indent=1)
    calculation = calculate_source(name, *parse(text, name))
    assert calculation.result is not None, calculation.findings
    assert without_later(record(calculation).run(), calculation) == figures_as_computed(calculation)


LASTING = """naam: Casus
gemeente: G
periode: 2020-2021
baten:
  - {naam: Hulp, aantal: {2020: 3, 2021: 4}, bedrag: 1000, duur: 1..6}
"""
INCLUDING = """soort: programma
naam: Samen
gemeente: G
periode: 2020-2026
maatregelen:
  - casus: casus.yaml
"""


@pytest.mark.parametrize(("lasts", "total"), [("1", 7 * 1000), ("3.5", 7 * 3500), ("5.25", 7 * 5250)])
def test_a_programme_goes_on_as_long_as_its_case_may_last(written, lasts, total):
    written(LASTING, "casus.yaml")
    name = written(INCLUDING, "programma.yaml")
    path = "maatregelen[0].baten[0].duur"
    program = record(calculate(name))
    again = calculate(name, Options(sets=(f"{path}={lasts}",)))
    figures = program.run({path: float(lasts)})
    assert figures["totaal.jaarlijks"] == pytest.approx(total)
    computed = {path: value for path, value in figures_as_computed(again).items() if path in figures}
    assert {path: figures[path] or 0.0 for path in computed} == pytest.approx(computed)


@pytest.mark.parametrize("path", without_monitors(FILES), ids=short)
def test_payback_is_read_off_the_cumulative_balance(path):
    calculation = calculate(str(path))
    figures = record(calculation).run()
    key = "cumulatief" if calculation.programme is None else "cumulatief_saldo"
    running = {
        int(name.split(".")[1]): value
        for name, value in figures.items()
        if name.startswith("per_jaar.") and name.endswith(f".{key}")
    }
    expected = contract(calculation)["totaal"]["terugverdienjaar"]
    if expected is not None:
        assert first_paid_back(running, 0.0) == expected


HEAD = "naam: K\ngemeente: G\nperiode: 2020-2021\n"
SPLIT = "baten: [{naam: B, bedrag: 100, per: periode, ontvanger: {gemeente: 40%, rijk: 60%}}]"
FIXED = "kosten: [{naam: K, bedrag: 100, per: periode, betaler: {gemeente: € 60, rijk: rest}}]"
CURVE = "baten: [{naam: B, bedrag: 1, per: periode, duur: 3, terugval: {1: 10%, 2: 20%}}]"
RAMP = "baten: [{naam: B, bedrag: 1, per: periode, duur: 3, ingroei: {1: 10%, 2: 20%}}]"
GROWN = "baten: [{naam: B, bedrag: 1, jaar: 2020, groei: {voet: 1%, vanaf: 2080}}]"
DIVIDED = "kosten: [{naam: K, totaal: 100, aantal: 2, per: periode}]"
THRESHOLD = "kosten: [{naam: K, bedrag: 1, per: periode}]\nomslag: [{naam: O, bedrag: 5}]"
REFUSALS = [
    (SPLIT, "baten[0].ontvanger.rijk", 0.7),
    (FIXED, "kosten[0].bedrag", 50.0),
    (CURVE, "baten[0].terugval.2", 0.05),
    (RAMP, "baten[0].ingroei.2", 0.05),
    (GROWN, "baten[0].groei.voet", -0.9999),
    (DIVIDED, "kosten[0].aantal", 0.0),
    (THRESHOLD, "omslag[0].bedrag", 0.0),
]


@pytest.mark.parametrize(("text", "path", "value"), REFUSALS)
def test_what_calc_refuses_for_values_together_is_below_zero_under_controle(text, path, value):
    calculation = calculate_source("k.yaml", *parse(HEAD + text + "\n", "k.yaml"))
    program = record(calculation)
    assert refused(program.run()) == []
    assert len(refused(program.run({path: value}))) >= 1
    again = calculate_source(
        "k.yaml", *parse(HEAD + text + "\n", "k.yaml"), Options(sets=(f"{path}={value}",))
    )
    assert again.failed


def test_a_price_that_differs_between_the_cases_of_a_programme_is_an_input_of_each(tmp_path):
    for name, price in (("een", 100), ("twee", 250)):
        (tmp_path / f"{name}-lijst.yaml").write_text(
            f"prijslijst: {name}\nprijspeil: 2020\nposten:\n"
            f"  a/b: {{naam: Post, bedrag: {price}}}\n  c/d: {{naam: Zelfde, bedrag: 10}}\n"
        )
        (tmp_path / f"{name}.yaml").write_text(
            f"naam: {name}\ngemeente: G\nperiode: 2020\nprijspeil: 2020\nprijslijsten: [{name}-lijst.yaml]\n"
            "baten: [{naam: B, posten: {a/b: 2, c/d: 1}}]\n"
        )
    programme = tmp_path / "programma.yaml"
    programme.write_text(
        "soort: programma\nnaam: P\ngemeente: G\nperiode: 2020\nprijspeil: 2020\n"
        "maatregelen: [{casus: een.yaml}, {casus: twee.yaml}]\n"
    )
    program = record(calculate(str(programme)))
    assert {path for path in program.inputs if "prijzen" in path} == {
        'maatregelen[0].prijzen."a/b"',
        'maatregelen[1].prijzen."a/b"',
        'prijzen."c/d"',
    }
    total = "totaal.in_plaats"
    assert program.run()[total] == 2 * 100 + 2 * 250 + 2 * 10
    assert program.run({'prijzen."c/d"': 30.0})[total] == 2 * 100 + 2 * 250 + 2 * 30
    one = calculate(str(programme), Options(sets=('maatregelen[1].prijzen."a/b"=300',)))
    assert contract(one)["totaal"]["in_plaats"] == 2 * 100 + 2 * 300 + 2 * 10
    named = calculate(
        str(programme), Options(sets=('maatregelen.twee.baten[0].posten."a/b"=3', 'prijzen."a/b"=1'))
    )
    assert contract(named)["totaal"]["in_plaats"] == 2 * 1 + 3 * 1 + 2 * 10
