"""The outcome for other values of some things, all else as it is in the point run."""

from collections.abc import Mapping, Sequence

import numpy as np

from rendement.draws.drivers import Columns, Driver
from rendement.draws.simulate import raise_knots
from rendement.engine.arithmetic import total
from rendement.engine.blocks import BlockProgram
from rendement.engine.over_years import years_of
from rendement.engine.program import known
from rendement.study.drawing import Drawable
from rendement.study.recording_return import CONTROL
from rendement.study.sensitivity.things import line_of


class Setting:
    """One figure of a file by the values of its inputs."""

    def __init__(self, drawing: Drawable, outcome: str) -> None:
        self.drawing, self.outcome = drawing, outcome
        self.program = drawing.with_controls(outcome)
        self._values = self.program.values()
        self._controls = [at for path, at in self.program.figures.items() if path.startswith(CONTROL)]
        self._at = self.program.figures[outcome]
        self._points = {one.item.path: np.array([one.item.value]) for one in drawing.drawn}

    @property
    def point(self) -> float | None:
        """The figure as the file has it."""
        return known(self._values[self._at])

    def at(self, values: Mapping[str, float]) -> float | None:
        """The figure with these values; None where they would be refused, or where there is no figure."""
        given = {path: value for path, value in values.items() if path in self.program.inputs}
        changed = self.program.changed(self._values, given)
        if any(changed.get(at, 0.0) < 0 for at in self._controls):
            return None
        return known(changed.get(self._at, self._values[self._at]))

    def moved(self, *moves: Columns) -> dict[str, float]:
        """The values of some things, of each one; no curve falls that may not."""
        own = {path: values for move in moves for path, values in move.items()}
        columns = self._points | own
        for knots in self.drawing.of.rising:
            raise_knots(columns, knots)
        return {path: float(columns[path][0]) for path in own}

    def sample_at(self, driver: Driver, chances: Sequence[float], seed: int, draws: int) -> list[float]:
        """By which factor the total of a sample is larger than its mean, at these points of its draws.

        The total is that of all years of its line, each as far as it is left.
        """
        drawing, line = self.drawing.sampled(line_of(driver))
        figures = [drawing.nets[item.line.path] for item in years_of(drawing.result.lines, line)]
        program = drawing.figures({*figures})
        before = len(line_of(driver)) - len(line)  # of a case in a programme: what stands before its paths
        columns = {path[before:]: values for path, values in driver.drawn(seed, draws).items()}
        blocks = BlockProgram(program, columns.keys() & program.inputs.keys())
        now = total(blocks.values[program.figures[figure]] for figure in figures)
        if not now or not blocks.operations:
            return [1.0] * len(chances)
        found = blocks.run(columns)
        whole = np.sum([np.asarray(found[figure]) for figure in figures], axis=0)
        return [float(value) / now for value in np.quantile(whole, chances)]
