"""What stays as it is in a report that can be computed with, and why."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from rendement.source.rows import OTHERS

if TYPE_CHECKING:
    from rendement.engine.inputs import Input
    from rendement.study.calculation import Calculation

_INDEX = "indexcijfer"
_SHAPED = "bepaalt de vorm; verander het in het bestand zelf"
_OF_FEW = f"staat alleen in {OTHERS}"
TOGETHER = (
    f"De prijs van {OTHERS} ligt hier vast en volgt de prijzen van wat erin staat niet: daaruit was af te "
    "leiden wat weinigen gebruiken. Het aantal ervan mag wel anders."
)


def why_still(item: "Input", read: Collection[str]) -> str:
    """Why a number cannot be changed; `read` has the path of every input of the program."""
    if item.fixed:
        return _INDEX
    return _SHAPED if item.kind == "jaren" or item.path in read else _OF_FEW


def has_together(calculation: "Calculation") -> bool:
    """Whether posts that few clients use stand together, here or in a file under a measure."""
    lines = calculation.result.lines if calculation.result is not None else ()
    own = any(part.price.code == OTHERS for item in lines for part in item.line.parts)
    return own or any(map(has_together, calculation.measures.values()))
