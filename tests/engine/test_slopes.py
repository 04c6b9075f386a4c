"""The slopes of a figure: by hand for every kind of node, and for every file what a small step shows."""

import json

import pytest
from hypothesis import assume, given, settings

from case_result import FOLDER, price_list, shown
from project import files, short, times
from random_cases import cases
from rendement.engine.plan import BaseRate
from rendement.engine.program import program_of
from rendement.engine.slopes import SLOPES
from rendement.engine.symbol import CONSTANT, FLOATS, INPUT, RATIO, Symbol, Tape
from rendement.source.tree import parse
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording import record
from rendement.study.recording_return import RETURN

FILES = files("cases", "examples")
STEP = 1e-4


def slopes(make, *values):
    """The slopes of what is made of inputs with these values, in their order."""
    tape = Tape()
    inputs = [tape.input(f"{number}", value) for number, value in enumerate(values)]
    return list(program_of(tape, {"uitkomst": make(*inputs)}).slopes("uitkomst").values())


def test_every_kind_of_node_by_hand():
    assert slopes(lambda a, b: a + b, 3.0, 4.0) == [1, 1]
    assert slopes(lambda a, b: a - b, 3.0, 4.0) == [1, -1]
    assert slopes(lambda a, b: a * b, 3.0, 4.0) == [4, 3]
    assert slopes(lambda a, b: a / b, 3.0, 4.0) == [1 / 4, -3 / 16]
    assert slopes(lambda a, b: a / b, 3.0, 0.0) == [0, 0]  # it does not exist there
    assert slopes(Symbol.ratio, 3.0, 4.0) == [1 / 4, -3 / 16]
    assert slopes(lambda a, b: Symbol.ratio(a, b) + a, 3.0, 0.0) == [1, 0]
    assert slopes(Symbol.if_positive, 1.0, 3.0) == [0, 1]
    assert slopes(Symbol.if_positive, 0.0, 3.0) == [0, 0]  # it does not exist there
    assert slopes(Symbol.size, 3.0) == [1]
    assert slopes(Symbol.size, -3.0) == [-1]
    assert [slopes(Symbol.size, value) for value in (0.5, 0.0, -0.5)] == [[1], [1], [-1]]
    assert slopes(Symbol.if_positive, 0.5, 3.0) == [0, 1]
    assert SLOPES[RATIO](3.0, 4.0, 7.0) == (1 / 4, -3 / 16, 0)
    assert SLOPES[RATIO](3.0, 0.0, 7.0) == (0, 0, 1)  # what stands there instead
    assert slopes(Symbol.smaller, 3.0, 4.0) == [1, 0]
    assert slopes(Symbol.smaller, 4.0, 3.0) == [0, 1]
    assert slopes(Symbol.smaller, 3.0, 3.0) == [1, 0]  # as the smaller of two takes the first of equals
    assert slopes(Symbol.larger, 3.0, 4.0) == [0, 1]
    assert slopes(Symbol.larger, 4.0, 3.0) == [1, 0]
    assert slopes(Symbol.larger, 3.0, 3.0) == [1, 0]
    assert slopes(Symbol.root, 16.0) == [1 / 8]  # ½ ÷ 4
    assert slopes(Symbol.root, 0.25) == [1]  # ½ ÷ ½
    assert slopes(Symbol.root, 0.0) == [0]
    assert slopes(lambda *parts: Symbol.exact_total(parts), 1.0, 2.0, 3.0) == [1, 1, 1]
    assert slopes(lambda *parts: Symbol.settled(parts), 1.0, 2.0, -3.0) == [1, 1, 1]  # as it goes on from 0
    assert slopes(Symbol.cleared, 4.0, 0.5) == [1, 0]
    assert slopes(Symbol.cleared, 0.25, 0.5) == [1, 0]
    assert slopes(Symbol.levelled, 4.0, 3.0, 0.5) == [1, 0, 0]
    assert slopes(Symbol.levelled, 3.25, 3.0, 0.5) == [1, 0, 0]


def test_no_kind_is_forgotten():
    assert set(FLOATS) <= set(SLOPES)
    assert not {INPUT, CONSTANT} & set(SLOPES)


def test_an_input_that_comes_by_several_ways_has_the_sum_of_them():
    assert slopes(lambda a: a * a + 2.0 * a, 5.0) == [2 * 5 + 2]
    assert slopes(lambda a, b: a * 2.0, 5.0, 7.0) == [2, 0]


def assert_as_a_small_step_shows(program):
    """Each slope lies between those of a step down and a step up: at a corner these differ."""
    now = program.run()[RETURN]
    found = program.slopes(RETURN)
    assert list(found) == list(program.inputs)
    money = max([abs(now), *(abs(found[path] * value) for path, value in program.inputs.items())])
    for path, value in program.inputs.items():
        step = STEP * max(1.0, abs(value))
        up, down = (program.run({path: value + way})[RETURN] for way in (step, -step))
        sides = sorted(((up - now) / step, (now - down) / step))
        slack = 1e-3 * max(1.0, abs(found[path])) + 1e-9 * money / step
        assert sides[0] - slack <= found[path] <= sides[1] + slack, path


@pytest.mark.parametrize("path", FILES, ids=short)
def test_of_every_case(path):
    program = record(calculate(str(path)))
    if RETURN in program.figures:
        assert_as_a_small_step_shows(program.only([RETURN]))


@settings(max_examples=times(60, 1000), deadline=None)
@given(cases())
def test_of_random_cases(case):
    price_list()
    name = str(FOLDER / "casus.yaml")
    calculation = calculate_source(name, *parse(json.dumps(shown(case), indent=1), name))
    lines = calculation.result.lines if calculation.result is not None else ()
    # of no results a chance among those helped takes everything; of the least of them it may take nothing
    assume(all(item.results or not isinstance(part, BaseRate) for item in lines for part in item.line.chain))
    program = record(calculation)
    if RETURN in program.figures:
        assert_as_a_small_step_shows(program.only([RETURN]))
