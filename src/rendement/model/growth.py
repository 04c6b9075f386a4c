"""How a line grows: a share a year, from the first year of the period or from another."""

import re
from collections.abc import Callable
from typing import Any

from rendement.model.nodes import Node, gather, only, text
from rendement.model.parse import uncertain
from rendement.model.values import Uncertain
from rendement.source import years
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.scalar import ScalarError


@record
class Growth:
    """The growth of every year, and the year that has not grown: the first of the period when None."""

    rate: Uncertain
    since: int | None = None


def growth(node: Node) -> Growth:
    """`2%`, a range, or `{voet: 2%, vanaf: 2024}`."""
    if isinstance(node, dict) and node and all(re.fullmatch(r"\d{4}", key) for key in node):
        remedy = "schrijf het bedrag van elk jaar apart achter `bedrag`, bijvoorbeeld {2023: 400, 2024: 500}"
        raise ScalarError("groei-per-jaar", "een groei is elk jaar dezelfde", remedy)
    if not isinstance(node, dict) or not {"voet", "vanaf"} & set(node):
        return Growth(uncertain(node, "groei"))
    only(node, ("voet", "vanaf"), required=("voet",))
    pieces: list[tuple[Path, Callable[[], Any]]] = [
        (("voet",), lambda: uncertain(node["voet"], "groei")),
        (("vanaf",), lambda: years.year(text(node["vanaf"])) if "vanaf" in node else None),
    ]
    return Growth(*gather(pieces))
