"""A part of a program with all else known gives what the whole program gives."""

import numpy as np
import pytest

from rendement.draws.apart import Apart
from rendement.engine.blocks import BlockProgram
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.drawing_programme import BALANCE, ProgrammeDrawing
from rendement.study.pipeline import calculate_source

TEXT = """soort: programma
naam: P
gemeente: G
periode: 2020-2021
maatregelen:
  - {naam: A, besparing: {structureel: {2020: 1..9, 2021: 2..4}}, investering: {2020: 3..7}}
  - {naam: B, besparing: {jaarlijks: {2020: 1..5}}}
  - {naam: C, besparing: {incidenteel: {2020: 4}}}
formatie: [{naam: F, fte: {2020: 1..2}, tarief: 3..5}]
"""


@pytest.mark.parametrize("given", [(0,), (2, 4), (5,), (0, 1, 2, 3, 4, 5)])
def test_what_follows_is_what_the_whole_program_gives(given):
    """Three values of some inputs, each beside four draws of the others."""
    found = calculate_source("p.yaml", *parse(TEXT, "p.yaml"), Options())
    program = ProgrammeDrawing(found).figures({BALANCE, "per_jaar.2021.saldo"})
    paths = [item.path for item in found.programme.plan.ledger.ranges]
    assert len(paths) == 6
    numbers = np.random.default_rng(1)
    columns = {path: numbers.random(4) for path in paths}
    moved = {paths[at]: np.repeat(numbers.random(3), 4) for at in given}
    apart = Apart(program, columns)
    part = apart.following(moved.keys()).run(moved, 3)
    tiled = {path: np.tile(values, 3) for path, values in columns.items()}
    whole = BlockProgram(program, paths).run({**tiled, **moved})
    assert BALANCE in part
    for path, values in whole.items():
        own = part[path] if path in part else np.tile(apart.figure(path), 3)
        assert own == pytest.approx(values, rel=1e-12)
