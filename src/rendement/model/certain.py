"""What must be one number that is certain: a range is refused, with what to do instead."""

from collections.abc import Callable
from contextlib import suppress

from rendement.model.nodes import Node, text
from rendement.source import scalar, years
from rendement.source.scalar import NumberKind, ScalarError

_OTHERWISE = "een andere waarde rekent u door met `--set`, of in een casus of programma met `scenarios:`"


def refuse_range(node: Node, kind: NumberKind, *, whole: bool = False) -> None:
    """Raise ScalarError where any form of a range is written; what else may be wrong is left alone."""
    if isinstance(node, str):
        ends = scalar.bounds(node, kind)
        if ends is not None:
            raise _refusal(ends, node, whole=whole)
    elif isinstance(node, dict) and ({"laag", "hoog"} <= node.keys() or {"geteld", "discreet"} & node.keys()):
        written = "..".join(str(node[key]) for key in ("laag", "midden", "hoog") if key in node)
        ends = None
        with suppress(ScalarError):
            ends = scalar.bounds(written, kind)
        raise _refusal(ends, written, whole=whole)


def whole(low: int, high: int) -> Callable[[Node], int]:
    """A reader of whole numbers between two bounds."""

    def read(node: Node) -> int:
        refuse_range(node, "aantal", whole=True)
        return scalar.whole(text(node), low, high)

    return read


def year(node: Node) -> int:
    """One year."""
    refuse_range(node, "aantal", whole=True)
    return years.year(text(node))


def _refusal(ends: tuple[float, ...] | None, written: str, *, whole: bool) -> ScalarError:
    from rendement.source.advice import halfway  # noqa: PLC0415 - only when something is wrong

    middle = None if ends is None else halfway(ends, written)
    if whole and middle is not None:
        middle = str(int(float(middle)))
    example = "" if middle is None else f", bijvoorbeeld {middle}"
    remedy = f"schrijf één getal{example}; {_OTHERWISE}"
    return ScalarError("bereik-hier-niet", "hier kan geen bereik staan", remedy)
