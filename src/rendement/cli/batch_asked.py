"""What is asked of the table of `rendement batch`: its columns and its thresholds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rendement.cli.exits import misuse

if TYPE_CHECKING:
    from rendement.report.batch.table import Columns
    from rendement.report.batch.threshold import Threshold


def asked_of_the_table(
    written: str | None, limits: Sequence[str], draws: int | None
) -> "tuple[Columns | None, list[Threshold]]":
    """The columns and the thresholds; to ask something of draws without any is wrong use."""
    from rendement.report.batch.columns import DRAWN
    from rendement.report.batch.table import read_columns
    from rendement.report.batch.threshold import read_threshold

    columns, thresholds = read_columns(written), [read_threshold(text) for text in limits]
    _check_enough(
        [threshold.name for threshold in thresholds if threshold.name.startswith(f"{DRAWN}.")], draws
    )
    named = [("--fail-under", threshold.name) for threshold in thresholds]
    named += [("--columns", name) for name in columns or ()] if not isinstance(columns, str) else []
    for option, name in named:
        if draws is None and name.startswith(f"{DRAWN}."):
            misuse(f"{option} {name}: dat hoort bij --draws; schrijf bijvoorbeeld --draws 10000")
    return columns, thresholds


def _check_enough(asked: Sequence[str], draws: int | None) -> None:
    """No judgement on draws that are too few to tell of."""
    from rendement.report.uncertainty import FEW_DRAWS

    if asked and draws is not None and draws < FEW_DRAWS:
        few = f"minder dan {FEW_DRAWS} trekkingen is te weinig om op te oordelen"
        misuse(f"--fail-under {asked[0]}: {few}; schrijf bijvoorbeeld --draws 10000")
