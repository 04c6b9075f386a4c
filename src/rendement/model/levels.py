"""The levels of a price index, by year."""

from rendement.model.nodes import Node, mapping
from rendement.model.parse import certain, positive, year_key
from rendement.source.scalar import ScalarError

LOWEST, HIGHEST = 0.001, 1_000_000  # so that the quotient of any two is a sound number


def levels(node: Node) -> dict[int, float]:
    """Index levels by year, above 0."""
    if not isinstance(node, dict) or not node:
        raise ScalarError(
            "geen-tabel", "hier horen indexcijfers per jaar", "schrijf bijvoorbeeld {2018: 103.44}"
        )
    return dict(mapping(node, year_key, _level))


def _level(node: Node) -> float:
    if isinstance(node, str) and node.rstrip().endswith("%"):
        message = "een indexcijfer is een niveau, geen verandering in procenten"
        remedy = "reken de veranderingen om naar niveaus: na 100 komt bij 2,1% 102.1, en zo verder"
        raise ScalarError("indexcijfer-procent", message, remedy)
    value = positive(certain(node, "aantal"), node)
    if not LOWEST <= value <= HIGHEST:
        message = "een indexcijfer ligt tussen 0,001 en 1.000.000"
        raise ScalarError("buiten-bereik", message, "schrijf het niveau, bijvoorbeeld 103.44")
    return value
