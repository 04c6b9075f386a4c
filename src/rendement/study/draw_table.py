"""Draws one by one: what was drawn in each, and what it came to."""

from collections.abc import Iterable, Mapping

import numpy as np

from rendement.bind.context import PRICES
from rendement.engine.blocks import Block, Value
from rendement.study.calculation import Calculation
from rendement.study.drawing import PRESENT
from rendement.study.drawing_programme import drawing_of


def draw_table(calculation: Calculation, draws: int, seed: int, more: Iterable[str] = ()) -> dict[str, Block]:
    """Draw by draw the inputs by path, the return or balance, its present value, each net, and `more`.

    An amount of a file that counts in thousands is in thousands, as `--set` takes it.
    """
    drawing = drawing_of(calculation)
    program = drawing.figures({drawing.headline, PRESENT, *drawing.nets.values(), *more})
    paths = [*(one.item.path for one in drawing.drawn), *program.figures]
    rows: dict[str, Block] = {path: np.empty(draws) for path in paths}
    filled = 0

    def watch(size: int, columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        nonlocal filled
        for path, values in (*columns.items(), *figures.items()):
            rows[path][filled : filled + size] = values
        filled += size

    drawing.run(program, draws, seed, watch)
    for item in (one.item for one in drawing.drawn):
        if item.kind == "bedrag" and not item.path.startswith(f"{PRICES}."):
            rows[item.path] /= calculation.money.times
    return rows
