"""Values of what moves, and outcomes, as they are read."""

from rendement.figures.sensitivity import Sensitivity
from rendement.report.cells import in_unit
from rendement.report.document import Cell, text
from rendement.report.dutch import euro, number, quantity
from rendement.report.uncertainty import rounded
from rendement.source.money import current

_SHARES = ("aandeel", "voet")


def value_text(kind: str, value: float | None) -> str:
    """A number of a file; of several that move together there is none."""
    if value is None:
        return ""
    if kind in _SHARES:
        return f"{quantity(100 * value, 2)}%"
    if kind == "bedrag":
        return f"{current().sign} {number(value, 0 if abs(value) >= 1000 else 2)}"
    return quantity(value, 2)


def outcome_cell(found: Sensitivity, value: float | None) -> Cell:
    """The outcome that was asked; a dash where it would be refused."""
    if value is None:
        return text("-")
    if found.kind == "bedrag":
        return Cell(number(in_unit(value)), in_unit(value))
    if found.kind in _SHARES:
        return Cell(f"{quantity(100 * value, 2)}%", value)
    return Cell(number(value, 2), value)


def outcome_text(found: Sensitivity, value: float) -> str:
    """The same with the sign of its currency."""
    return euro(value) if found.kind == "bedrag" else outcome_cell(found, value).text


def rounded_text(found: Sensitivity, value: float, error: float) -> str:
    """An outcome of draws, rounded to its own error."""
    return outcome_text(found, rounded(value, error) if found.kind == "bedrag" else value)


def about(value: float, error: float) -> str:
    """An amount rounded to its own error; nothing where it is no more than that, or less than half a euro."""
    shown = rounded(value, error)
    return euro(shown) if value > error and shown else "verwaarloosbaar"
