"""What draws say of the total of a file alone: for very many files."""

from dataclasses import replace
from typing import TYPE_CHECKING

from rendement.source.record import record
from rendement.study.calculation import Calculation
from rendement.study.contract import figures_of, head_of

if TYPE_CHECKING:
    from rendement.figures.field import Data
    from rendement.figures.uncertainty import Band

KEY = "onzekerheid"


def drawn_total(calculation: Calculation, draws: int, seed: int) -> "Data | None":
    """The part of `onzekerheid` that is about the total, as the contract has it.

    None where nothing is uncertain, and of what has no draws.
    """
    if calculation.only_case:
        return _of_case(calculation, draws, seed)
    asked = replace(calculation, options=replace(calculation.options, draws=draws, seed=seed))
    found: Data | None = head_of(figures_of(asked, ()), {KEY}).get(KEY)
    return found if found and _moves(found) else None


def _moves(found: "Data") -> bool:
    """Whether anything was drawn: a range, or a sample of households."""
    return bool(found.get("onzeker") or (found.get("saldo") or {}).get("sd"))


@record
class _Total:
    net: "Band | None"


def _of_case(calculation: Calculation, draws: int, seed: int) -> "Data | None":
    """Of a case: its return alone is recorded and drawn, which gives the same bits."""
    from rendement.draws.simulate import simulate  # noqa: PLC0415 - only where draws are asked for: numpy
    from rendement.draws.tally import Tally  # noqa: PLC0415
    from rendement.figures.field import build  # noqa: PLC0415
    from rendement.figures.uncertainty_fields import UNCERTAINTY  # noqa: PLC0415
    from rendement.study.drawing import draws_of  # noqa: PLC0415
    from rendement.study.recording_return import RETURN, record_return  # noqa: PLC0415

    result = calculation.result
    of = None if result is None else draws_of(result)
    if result is None or of is None or not (of.inputs or of.samples):
        return None
    band = None
    if result.valued:
        tally = Tally(draws, float(result.nothing))
        program = record_return(calculation, sampled=bool(of.samples)).only([RETURN])
        simulate(program, of, draws, seed, lambda size, _, figures: tally.add(figures[RETURN], size))
        band = tally.band()
    return build(UNCERTAINTY.only(("rendement",)), _Total(band))
