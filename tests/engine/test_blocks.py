"""The same formulas on a number and on a block of draws: each row is that run alone, bit for bit."""

import math
from math import sqrt
from operator import add, mul, sub, truediv

import pytest

from rendement.engine import arithmetic
from rendement.engine.compute import compute
from rendement.engine.curves import by_year
from rendement.engine.plan import COSTS, Bearer, Discount, Effect, Factor
from small_plans import base_rate, curves, line, plan, priced, share


class Block:
    """A few draws of one quantity; arithmetic only, and no opinion about its truth."""

    def __init__(self, *rows):
        self.rows = rows

    def _with(self, operator, other):
        others = other.rows if isinstance(other, Block) else (other,) * len(self.rows)
        return Block(*(operator(one, two) for one, two in zip(self.rows, others, strict=True)))

    def __add__(self, other):
        return self._with(add, other)

    def __sub__(self, other):
        return self._with(sub, other)

    def __mul__(self, other):
        return self._with(mul, other)

    def __truediv__(self, other):
        return self._with(truediv, other)

    def __radd__(self, other):
        return self._with(lambda one, two: add(two, one), other)

    def __rsub__(self, other):
        return self._with(lambda one, two: sub(two, one), other)

    def __rmul__(self, other):
        return self._with(lambda one, two: mul(two, one), other)

    def __rtruediv__(self, other):
        return self._with(lambda one, two: truediv(two, one), other)

    def __neg__(self):
        return Block(*(-row for row in self.rows))

    def __bool__(self):
        raise TypeError("a block of draws is neither true nor false")

    @staticmethod
    def by_row(function, *values):
        """A function of plain numbers, row by row."""
        count = len(next(value.rows for value in values if isinstance(value, Block)))
        rows = [
            [value.rows[i] if isinstance(value, Block) else value for value in values] for i in range(count)
        ]
        return Block(*(function(*row) for row in rows))

    @staticmethod
    def ratio(part, whole, nothing=None):
        return Block.by_row(lambda p, w: p / w if w else nothing, part, whole)

    @staticmethod
    def if_positive(value, part):
        return Block.by_row(lambda v, p: p if v > 0 else None, value, part)

    @staticmethod
    def cleared(value, nothing):
        return Block.by_row(arithmetic.cleared, value, nothing)

    @staticmethod
    def levelled(value, other, nothing):
        return Block.by_row(arithmetic.levelled, value, other, nothing)

    @staticmethod
    def settled(values):
        return Block.by_row(lambda *row: arithmetic.settled(row), *values)

    @staticmethod
    def size(value):
        return Block.by_row(abs, value)

    @staticmethod
    def exact_total(values):
        return Block.by_row(lambda *row: math.fsum(row), *values)

    @staticmethod
    def smaller(one, two):
        return Block.by_row(min, one, two)

    @staticmethod
    def larger(one, two):
        return Block.by_row(max, one, two)

    @staticmethod
    def root(value):
        return Block.by_row(sqrt, value)


DRAWS = range(3)
COUNT, PRICE, SHARE = (4.1, 5.7, 6.3), (33000.1, 31000.7, 36999.9), (0.31, 0.5, 0.77)
LOST, EXIT, DROP = (0.25, 0.31, 0.07), (0.11, 0.2, 0.4), (0.1, 0.03, 0.9)


def written(pick):
    """A plan with an uncertain figure at every place of the chain."""
    relapse = by_year("terugval", ((1.0, pick(LOST)), (2.5, 0.9)), 4)
    effect = Effect(
        lag=1,
        spell=(1.0, 1.0, 1.0, 0.5),
        curves=curves(
            blijfkans=by_year("blijfkans", (pick(EXIT), 0.2), 4),
            terugval=relapse,
            afname=by_year("afname", pick(DROP), 4),
        ),
        horizon=2023,
    )
    benefit = line(
        priced(pick(PRICE), index=1.034, domain="werk"),
        priced(
            120.5, bearers=(Bearer("rijk", amount=pick(PRICE)), Bearer("gemeente")), counterparty="client"
        ),
        years=(2020, 2022),
        timing=(0.7, pick(COUNT)),
        quantity=(Factor("", "aantal", pick(COUNT)), Factor("", "bereik", pick(SHARE))),
        effect=effect,
        chain=(base_rate(pick(SHARE), 9.5), share(pick(SHARE))),
        evidence=("gemeten", 1.5),
        realised=frozenset({2020}),
        indexed=True,
    )
    cost = line(priced(1.0), side=COSTS, years=(2020, 2021), prices=(pick(PRICE), 7.5))
    return plan(benefit, cost, discount=Discount(((0, 0.0225), (2, 0.01)), 2020, "midden"))


def figures(result):
    """Every number of a result, in order."""
    for item in result.lines:
        yield from (item.unit, item.results, item.weight, item.cut_weight, item.late_weight)
        yield from (item.product.count, item.product.price, item.product.years)
        yield from (item.present_value, item.realised_weight, *item.weights.values())
        yield from (flow.unit for flow in item.flows)
        yield from (step.left for step in item.steps)
        yield from (step.taken for step in item.steps)
        yield from (step.share for step in item.steps)
    for balance in (result.total, result.present, result.realised):
        yield from (balance.benefits, balance.costs, balance.net)
    for table in (result.by_year, result.present_by_year, result.by_actor, result.by_domain):
        for balance in table.values():
            yield from (balance.benefits, balance.costs)
    yield result.cut


def test_each_row_of_a_block_is_that_run_alone():
    together = list(figures(compute(written(lambda values: Block(*values)))))
    assert sum(isinstance(figure, Block) for figure in together) > 50
    for draw in DRAWS:
        alone = list(figures(compute(written(lambda values, draw=draw: values[draw]))))
        rows = [figure.rows[draw] if isinstance(figure, Block) else figure for figure in together]
        assert rows == alone, "not one bit differs"


def test_a_block_has_no_truth():
    with pytest.raises(TypeError, match="neither"):
        bool(Block(1.0, 2.0))
