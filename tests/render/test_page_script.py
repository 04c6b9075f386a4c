"""The script of the page says what the engine says, and writes and reads Dutch figures."""

import random
from math import fsum

import pytest
from hypothesis import given, settings

import page_script
from case_result import outcome
from project import files, short, times
from random_cases import cases
from rendement.engine import symbol
from rendement.engine.discounting import payback_time, payback_year
from rendement.report.dutch import amount_text, number, percent, quantity
from rendement.report.page import page as page_of
from rendement.report.page_program import cells_of, nodes_of
from rendement.source.scalar import number as read
from rendement.study.pipeline import calculate
from rendement.study.recording import record
from rendement.study.report import reported

FILES = files("cases", "examples")
SETTINGS = times(50, 200)
RUN = """const nodes = withKinds(arg.kinds, arg.nodes); return arg.settings.map((given) => {
  const all = valuesOf(nodes, given);
  return arg.places.map((at) => all[at]);
});"""


@pytest.mark.parametrize("path", FILES, ids=short)
def test_the_same_bits_as_the_program(path):
    calculation = calculate(str(path))
    if calculation.failed:
        pytest.skip("geen casus")
    program, chance = record(calculation), random.Random(17)
    settings = [[_moved(chance, value) for value in program.inputs.values()] for _ in range(SETTINGS)]
    places = list(program.figures.values())
    kinds, nodes = nodes_of(program)
    found = page_script.run(RUN, {"kinds": kinds, "nodes": nodes, "settings": settings, "places": places})
    for setting, values in zip(settings, found, strict=True):
        assert values == list(program.run(dict(zip(program.inputs, setting, strict=True))).values())


def _moved(chance, value):
    return value * chance.choice((1, 1, 0, -1, chance.uniform(0, 2), chance.uniform(0.9, 1.1)))


@settings(max_examples=times(15, 200), deadline=None)
@given(cases())
def test_of_any_case_every_figure_on_its_page_follows(case):
    """Also where only the nodes are sent that the figures of the page need."""
    found = reported(outcome(case))
    made, program, chance = page_of(found), found.program, random.Random(17)
    settings_ = [[_moved(chance, value) for value in program.inputs.values()] for _ in range(10)]
    shown = made.data["figures"]
    given_ = {key: made.data[key] for key in ("kinds", "nodes")}
    given_ |= {"settings": settings_, "places": list(shown.values())}
    for setting, values in zip(settings_, page_script.run(RUN, given_), strict=True):
        wanted = program.run(dict(zip(program.inputs, setting, strict=True)))
        assert values == [wanted[path] for path in shown]
    for cell in (*cells_of(made.summary.blocks), *cells_of(made.appendix.blocks)):
        if all(path in program.figures for path in [at for _, at in cell.terms] or [cell.path]):
            assert cell in made.live, cell


def test_every_kind_of_node_is_known():
    kinds = page_script.run(
        "return [...Object.keys(KINDS), ...Object.keys(OF_MANY), 'invoer', 'vast'];", None
    )
    names = {value for name, value in vars(symbol).items() if name.isupper() and isinstance(value, str)}
    assert set(kinds) == names


def test_a_sum_is_rounded_once():
    chance = random.Random(3)
    lists = [[1.0, 2.0**-53, sign * 2.0**-106] for sign in (1, 0, -1)]  # just above, at and below halfway
    lists += [
        [],
        [1e16, 1.0, -1e16],
        [1.0 + 2**-52, 2.0**-53, -(2.0**-120)],
        [-1.0, -(2.0**-53), -(2.0**-120)],
    ]
    lists += [
        [chance.choice((-1, 1)) * 10 ** chance.uniform(-20, 20) for _ in range(chance.randint(1, 12))]
        for _ in range(3000)
    ]
    lists += [
        [chance.randint(-5, 5) * 2.0 ** chance.randint(-60, 60) for _ in range(chance.randint(1, 12))]
        for _ in range(3000)
    ]
    found = page_script.run("return arg.map(exactSum);", lists)
    assert [float(value) for value in found] == [fsum(values) for values in lists]


def test_the_year_of_payback_is_read_off_as_the_engine_does():
    chance = random.Random(5)
    balances = [[chance.choice((-1, 1)) * chance.randint(0, 400) / 4 for _ in range(6)] for _ in range(500)]
    balances += [[-300.0, 700.0], [-10.0, 15.0, -10.0, 5.0], [0.1, 0.2, -0.3], [0.0, 0.0], [-1.0]]
    body = """return arg.map((balances) => { let running = 0; return paidBack(balances.map((balance, at) => {
      running += balance; return { year: 2020 + at, cumulative: running, costs: at % 2 }; })); });"""
    wanted = []
    for amounts in balances:
        by_year = {2020 + at: amount for at, amount in enumerate(amounts)}
        year = payback_year(by_year)
        wanted.append([year, payback_time(by_year, 2021 if len(amounts) > 1 else None, year)])
    assert page_script.run(body, balances) == wanted


def test_figures_are_written_as_everywhere():
    chance = random.Random(7)
    values = [0.0, -0.0, 0.5, -0.5, 1.5, 2.5, 0.005, 1.005, 999.5, 1e15, 12345678.9, -0.4, 1 / 3, 2 / 3]
    for _ in range(5000):
        values += [
            chance.uniform(-1e6, 1e6),
            round(chance.uniform(-1e4, 1e4), chance.randint(0, 4)),
            chance.uniform(-1, 1),
            chance.randint(-(10**6), 10**6) / 8,
            10 ** chance.uniform(-12, 20),
        ]
    body = "return arg.map((value) => [dutch(value), dutch(value, 1), dutch(value, 2), asNeeded(value), "
    body += "asNeeded(value, 4), percentage(value), price(value)]);"
    for value, found in zip(values, page_script.run(body, values), strict=True):
        assert found == [
            number(value),
            number(value, 1),
            number(value, 2),
            quantity(value),
            quantity(value, 4),
            percent(value),
            amount_text(value),
        ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("37.000", 37000),
        ("37.000,50", 37000.5),
        ("1.234.567", 1234567),
        ("0,5", 0.5),
        ("4.5", 4.5),
        ("-12", -12),
        ("\u2212 12", -12),
        ("€ 37.000", 37000),
        ("€ -3", -3),
        ("USD 5", 5),
        ("79,73%", 79.73),
        (" 6 ", 6),
        ("0.500", 0.5),
        ("", None),
        ("twaalf", None),
        ("1,2,3", None),
        ("1.23.456", None),
        ("37,000.50", None),
        ("--1", None),
        ("1e3", None),
    ],
)
def test_people_type_dutch(text, value):
    assert page_script.run("return typed(arg);", text) == value


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (4, "", "4"),
        (1.125, "", "1.1250"),  # 1.125 may be a thousand
        (0.466, "", "0.4660"),
        (79.73, "%", "79.73%"),
        (33.333, "%", "33.333%"),
        (12500, "k", "12.5k"),
        (1234.56, "k", "1.23456k"),
        (1125, "k", "1.1250k"),
        (12.5, "€", "€ 12,50"),
        (150.25, "€", "150.25"),
        (1e-7, "", "0.0000001"),
    ],
)
def test_a_value_as_set_takes_it(value, kind, text):
    assert page_script.run("return asSet(...arg);", [value, kind]) == text
    scale = 100 if kind == "%" else 1
    assert read(text, {"%": "aandeel", "": "aantal"}.get(kind, "bedrag")) == pytest.approx(
        value / scale, abs=1e-12
    )


def test_bars_begin_where_the_one_before_ends():
    rows = [
        {"total": True, "numbers": [100]},
        {"total": False, "numbers": [-30]},
        {"total": False, "numbers": [5]},
        {"total": True, "numbers": [75]},
    ]
    found = page_script.run("return barsOf('waterval', arg);", rows)
    assert [(bar["from"], bar["to"], bar["kind"]) for (bar,) in found] == [
        (0, 100, "totaal"),
        (100, 70, "min"),
        (70, 75, "plus"),
        (0, 75, "totaal"),
    ]


def test_bars_of_every_kind_of_chart():
    def bars(kind, *numbers):
        (found,) = page_script.run("return barsOf(...arg);", [kind, [{"total": False, "numbers": numbers}]])
        return [(bar["from"], bar["to"], bar["kind"]) for bar in found]

    assert bars("verloop", -20, 30) == [(0, -20, "min"), (30, 30, "streep")]
    assert bars("staven", -7) == [(0, -7, "min")]
    assert bars("doel", 10, 5, 20) == [(0, 10, "plus"), (10, 15, "verwacht"), (20, 20, "streep")]
    assert bars("omslag", 200, 150) == [(0, -0.25, "min")]  # a quarter less
    assert bars("omslag", 0, 5) == [(0, None, "plus")]  # of nothing there is no part
    assert bars("verdeling", 12) == [(0, 12, "plus")]
    assert bars("kans", 0.3) == [(0, 0.3, "plus"), (1, 1, "streep")]  # of everything


def test_a_tornado_lies_around_the_figure_of_its_first_row():
    """Around 100: from 70 to 120, the other way about, both above it, nothing, and one that is refused."""
    rows = [[100], [70, 120], [120, 70], [110, 130], [100, 100], [130]]
    found = page_script.run("return barsOf('tornado', arg);", [{"numbers": row} for row in rows])
    nothing = [(0, None, "min"), (0, None, "plus")]
    around = [(-30, 0, "min"), (0, 20, "plus")]
    above = [(10, None, "min"), (10, 30, "plus")]
    last = [(30, None, "min"), (30, None, "plus")]
    wanted = [nothing, around, around, above, nothing, last]
    bars = [[(bar["from"], bar["to"], bar["kind"]) for bar in row] for row in found]
    assert bars == [[*two, (0, 0, "streep")] for two in wanted]
