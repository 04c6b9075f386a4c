"""Amounts by year, every one of them known."""

from typing import Annotated

from rendement.model.parse import Node, certain, mapping, year_key
from rendement.model.reading import Reading, Schema
from rendement.source.scalar import ScalarError

EUROS = "{2021: 30000}"
YEARS: Schema = {"type": "object", "patternProperties": {r"^\d{4}$": {}}, "additionalProperties": False}


def needs_years(node: Node, example: str) -> ScalarError:
    """A single figure is refused, because it does not say which year."""
    own = f"{example.partition(':')[0]}: {node[:40]}}}" if isinstance(node, str) and node else example
    return ScalarError("per-jaar-nodig", "hier horen cijfers per jaar", f"schrijf bijvoorbeeld {own}")


def amount_of(node: Node) -> float:
    """An amount that is certain."""
    return certain(node, "bedrag")


def known_by_year(node: Node) -> dict[int, float]:
    """Amounts by year."""
    if not isinstance(node, dict) or not node:
        raise needs_years(node, EUROS)
    return dict(mapping(node, year_key, amount_of))


YearAmounts = Annotated[dict[int, float], Reading(known_by_year, YEARS)]
