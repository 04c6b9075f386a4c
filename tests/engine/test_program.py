"""A program: only what is asked for, the same for floats and blocks, and for one input changed at a time."""

import numpy as np
import pytest

from project import files, short
from rendement.engine.arithmetic import cleared, if_positive, levelled, ratio, ratio_or, settled
from rendement.engine.blocks import BlockProgram
from rendement.engine.program import program_of
from rendement.engine.symbol import CONSTANT, INPUT, Symbol, Tape
from rendement.study.pipeline import calculate
from rendement.study.recording import record

ROWS = 7
FILES = files("cases", "examples")


@pytest.fixture
def small():
    """(a + b) x c, and d x 2 beside it."""
    tape = Tape()
    a, b, c, d = (tape.input(name, value) for name, value in (("a", 1.0), ("b", 2.0), ("c", 4.0), ("d", 8.0)))
    return program_of(tape, {"product": (a + b) * c, "dubbel": d * 2.0, "vast": 3.0})


def test_figures_by_path(small):
    assert small.run() == {"product": 12.0, "dubbel": 16.0, "vast": 3.0}
    assert small.run({"b": 5.0}) == {"product": 24.0, "dubbel": 16.0, "vast": 3.0}


def test_a_path_that_is_no_input_is_refused(small):
    with pytest.raises(KeyError, match="e"):
        small.run({"e": 1.0})


def test_what_nobody_asks_for_is_dropped(small):
    only = small.only(["dubbel"])
    assert [node[0] for node in only.nodes] == [INPUT, CONSTANT, "*"]
    assert only.run({"d": 3.0, "a": 9.0}) == {"dubbel": 6.0}


def test_which_inputs_a_figure_follows_from(small):
    assert small.depends(small.figures["product"]) == {"a", "b", "c"}
    assert small.depends(small.figures["vast"]) == set()


def test_what_is_divided_by():
    tape = Tape()
    a, b, c = (tape.input(name, value) for name, value in (("a", 1.0), ("b", 2.0), ("c", 4.0)))
    program = program_of(tape, {"deel": a / b, "aandeel": Symbol.ratio(b, c, 0.0), "product": a * c})
    assert program.divisors() == {"b", "c"}
    assert program_of(tape, {"deel": a / b}).divisors() == {"b"}


def test_one_input_changed_does_only_what_follows_from_it(small):
    base = small.values()
    changed = small.changed(base, {"c": 10.0})
    assert changed[small.figures["product"]] == 30.0
    assert small.figures["dubbel"] not in changed


def test_what_is_nothing_in_a_row_of_a_block():
    """Within 0.5 of 0 or of 2: cleared, levelled; a millionth is nothing where six million moved."""
    tape = Tape()
    a = tape.input("a", 11.0)
    figures = {
        "ruisvrij": cleared(a, 0.5),
        "gelijk": levelled(a, 2.0, 0.5),
        "netto": settled([a, 3e6, -3e6]),
    }
    rows = np.array([0.25, -0.5, 1.75, 4.0, 1e-7])
    found = BlockProgram(program_of(tape, figures), {"a"}).run({"a": rows})
    assert {name: block.tolist() for name, block in found.items()} == {
        "ruisvrij": [0.0, 0.0, 1.75, 4.0, 0.0],
        "gelijk": [0.25, -0.5, 2.0, 4.0, 1e-7],
        "netto": [0.25, -0.5, 1.75, 4.0, 0.0],
    }


@pytest.mark.parametrize("path", FILES, ids=short)
def test_one_input_changed_gives_what_a_whole_run_gives(path):
    program = record(calculate(str(path)))
    base = program.values()
    for name, value in list(program.inputs.items())[:20]:
        changed = program.changed(base, {name: value * 1.25 + 1})
        whole = program.values({name: value * 1.25 + 1})
        assert [changed.get(at, base[at]) for at in program.figures.values()] == pytest.approx(
            [whole[at] for at in program.figures.values()], abs=0, rel=0, nan_ok=True
        )


@pytest.mark.parametrize("path", FILES, ids=short)
def test_each_row_of_a_block_is_that_run_alone(path):
    """Bit for bit; in a programme and a monitor, of which the sums are exact ones, to 1e-9."""
    calculation = calculate(str(path))
    program = record(calculation)
    rng = np.random.default_rng(1)
    names = list(program.inputs)[::2]
    columns = {name: program.inputs[name] * rng.uniform(0.5, 1.5, ROWS) for name in names}
    if not columns:
        return
    together = BlockProgram(program, names).run(columns)
    money = max((abs(value) for value in program.inputs.values()), default=0.0)
    slack = 1e-9 * money if calculation.plan is None else 0
    for row in range(ROWS):
        alone = program.run({name: float(column[row]) for name, column in columns.items()})
        for figure, value in alone.items():
            found = together[figure]
            found = float(found[row]) if isinstance(found, np.ndarray) else found
            expected = float("nan") if value is None else value
            assert found == pytest.approx(expected, rel=0, abs=slack, nan_ok=True), figure


def test_what_is_certain_is_no_block(small):
    found = BlockProgram(small, ["a"], {"d": 5.0}).run({"a": np.array([1.0, 2.0])})
    assert found["product"].tolist() == [12.0, 16.0]
    assert (found["dubbel"], found["vast"]) == (10.0, 3.0)


def test_choices_by_value_are_made_row_by_row():
    """What exists while b is above 0, and shares of a b that may be nothing, or is certain to be."""
    tape = Tape()
    a, b, c = (tape.input(name, value) for name, value in (("a", 3.0), ("b", 1.0), ("c", 0.0)))
    figures = {"mits": if_positive(b, a), "deel": ratio_or(9.0, a, b), "over": a / b, "vast": ratio(b, c)}
    found = BlockProgram(program_of(tape, figures), ["b"]).run({"b": np.array([0.5, 0.0, -2.0])})
    nothing = float("nan")
    assert {name: column.tolist() for name, column in found.items()} == {
        "mits": [3.0, pytest.approx(nothing, nan_ok=True), pytest.approx(nothing, nan_ok=True)],
        "deel": [3 / 0.5, 9.0, 3 / -2],
        "over": [3 / 0.5, pytest.approx(nothing, nan_ok=True), 3 / -2],
        "vast": pytest.approx([nothing] * 3, nan_ok=True),
    }


def test_inputs_are_left_as_they_were():
    program = record(calculate(str(FILES[0])))
    column = np.full(ROWS, 2.0)
    BlockProgram(program, list(program.inputs)[:1]).run({next(iter(program.inputs)): column})
    assert column.tolist() == [2.0] * ROWS


def test_blocks_that_are_used_again_carry_nothing_over():
    """Twice as many rows, fewer, and as many again: (a + 1) x a, and a itself."""
    tape = Tape()
    a = tape.input("a", 1.0)
    blocks = BlockProgram(program_of(tape, {"keer": (a + 1) * a, "zelf": a}), {"a"})
    for rows in ([1.0, 2.0], [3.0, 4.0], [5.0], [6.0, 7.0, 8.0]):
        column = np.array(rows)
        found = blocks.run({"a": column})
        assert found["keer"].tolist() == [(row + 1) * row for row in rows]
        assert found["zelf"].tolist() == column.tolist() == rows
        kept = column
    blocks.run({"a": np.array([9.0, 9.0, 9.0])})
    assert kept.tolist() == [6.0, 7.0, 8.0]  # what went in belongs to who gave it
