"""Which figures come from a range: marked where they stand, and listed with what they were computed from."""

from collections.abc import Collection

from rendement.engine.inputs import Input, Ledger, Spread
from rendement.engine.plan import BY_YEAR, Line, Part, Price
from rendement.report.cells import EMPTY, heads, price
from rendement.report.document import MARK, Block, Cell, Row, Table, text
from rendement.report.dutch import amount_text, percent, plain, quantity
from rendement.source.money import current
from rendement.source.path import parse_path

COUNT, PRICE, YEARS = "aantal", "prijs", "jaren"

_PERCENTILES = "5e en 95e percentiel"
_OF = {
    **dict.fromkeys(
        ("aantal", "fte", "uren_per_week", "bereik", "slaagkans", "factoren", "opschalen_naar"), COUNT
    ),
    **dict.fromkeys(("bedrag", "totaal", "tarief", "posten", "casussen", "voor", "na"), PRICE),
    **dict.fromkeys(("maanden", "duur"), YEARS),
}


class Ranges:
    """The ranges among the inputs of a plan; asked where a figure stands."""

    def __init__(self, ledger: Ledger) -> None:
        self.items = ledger.ranges
        self._ledger = ledger
        self._paths = {item.path for item in self.items}

    def at(self, path: str) -> bool:
        """Whether a range was written at a path."""
        return path in self._paths

    def under(self, path: str) -> list[Input]:
        """The ranges of a curve: at a path, or in the knots or the list below it."""
        below = f"{path}.", f"{path}["
        return [item for item in self.items if item.path == path or item.path.startswith(below)]

    def price(self, price: Price) -> bool:
        """Whether a price is a range; one between two rows of a table is when one of its rows is."""
        if not self._paths or price.post is None or self.at(price.path):
            return self.at(price.path)
        if any(self.at(factor.path) for factor in price.factors):
            return True
        post = f"{price.path.partition('@')[0]}@"
        read = any(item.path == price.path for item in self._ledger.inputs)
        return not read and any(path.startswith(post) for path in self._paths)

    def count(self, part: Part) -> bool:
        """Whether the number of a post in a basket is one."""
        paths = (part.basket, f"{part.basket}.aantal", *(factor.path for factor in part.factors))
        return any(map(self.at, paths))

    def of_line(self, line: Line) -> Collection[str]:
        """The factors of a line, and its steps by their key, that come from one."""
        if not self._paths:
            return ()
        own = f"{line.written}."
        keys = {str(parse_path(path)[2]) for path in self._paths if path.startswith(own)}
        found = {_OF.get(key, key) for key in keys}
        curves = zip(line.effect.curves, line.effect.places, strict=True)
        found |= {kind.name for (kind, _), place in curves if self.under(place)}
        if (_divided(line) and COUNT in found) or any(self.price(part.price) for part in line.parts):
            found.add(PRICE)
        return found


def _divided(line: Line) -> bool:
    """Whether the price is what all together cost, divided by their number."""
    together = any(part.price.path == f"{line.written}.totaal" for part in line.parts)
    return together or (line.prices is not None and line.basis == BY_YEAR)


def range_blocks(ranges: Ranges) -> list[Block]:
    """Every range, and the figure that was computed with."""
    rows = [_row(item, item.spread) for item in ranges.items if item.spread is not None]
    columns = heads("", "van", "tot", "gerekend met", "verdeling", words=("verdeling",))
    return (
        [Table("bandbreedtes", f"Gerekend met het midden van ({MARK})", columns, tuple(rows))] if rows else []
    )


def range_text(item: Input) -> str:
    """A range in words: `midden van 700 tot 5.500 (pert)`."""
    spread = item.spread
    if spread is None:
        return ""
    words = _distribution(item, spread)
    if spread.distribution in ("geteld", "discreet"):
        return words
    return f"midden van {_shown(item, spread.low)} tot {_shown(item, spread.high)} ({words})"


def _row(item: Input, spread: Spread) -> Row:
    low, high = (_cell(item, end) for end in (spread.low, spread.high))
    ends = (EMPTY, EMPTY) if spread.distribution == "geteld" else (low, high)
    words = text(_distribution(item, spread))
    return Row((text(plain(item.label)), *ends, _cell(item, item.value), words))


def _distribution(item: Input, spread: Spread) -> str:
    """How values lie between the ends; what was counted, or chosen from."""
    if spread.distribution == "geteld":
        return f"geteld: {quantity(spread.low)} van {quantity(spread.high)}"
    if spread.distribution == "discreet":
        options = (f"{_shown(item, value)} ({percent(chance)})" for value, chance in spread.options)
        return f"kansen: {', '.join(options)}"
    named = "normaal" in spread.distribution
    return f"{spread.distribution}, {_PERCENTILES}" if named else spread.distribution


def _cell(item: Input, value: float) -> Cell:
    return price(value) if item.kind == "bedrag" and current().power else Cell(_shown(item, value), value)


def _shown(item: Input, value: float) -> str:
    if item.kind == "bedrag":
        return amount_text(value)
    return percent(value) if item.kind in ("aandeel", "voet") else quantity(value)
