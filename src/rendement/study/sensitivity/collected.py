"""Figures in every draw, as `calc --draws` has them."""

from collections.abc import Mapping

import numpy as np

from rendement.engine.blocks import Block, Value
from rendement.engine.program import Program
from rendement.study.drawing import Drawable


def collected(drawing: Drawable, program: Program, draws: int, seed: int) -> dict[str, Block]:
    """Each figure of a program by its path; NaN where it does not exist."""
    rows = {path: np.empty(draws) for path in program.figures}
    filled = 0

    def watch(size: int, _columns: Mapping[str, Block], figures: Mapping[str, Value]) -> None:
        nonlocal filled
        for path, row in rows.items():
            row[filled : filled + size] = figures[path]
        filled += size

    drawing.run(program, draws, seed, watch)
    return rows
