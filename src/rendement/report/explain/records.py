"""How a figure came about: signed terms, each a product of numbers that have a name and a place.

`value = sum over terms of sign x product of numbers (or 1 / number where inverse)`; whoever recombines the
numbers of a derivation gets its value.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from rendement.engine.inputs import Input, Ledger
from rendement.engine.plan import Factor, Part, Price
from rendement.engine.result import Result
from rendement.report.ranges import range_text
from rendement.source.path import PathError, parse_path
from rendement.source.record import record
from rendement.source.tree import Source

Unit = Literal["euro", "aantal", "aandeel", "factor"]
DerivationKind = Literal["som", "gegeven", "afgelezen", "opgelost", "blok"]


@record
class Figure:
    """One number of a product: its name, its own path, where it was written and on what ground."""

    name: str
    value: float
    unit: Unit = "euro"
    path: str = ""
    inverse: bool = False
    place: str = ""
    source: str = ""


@record
class Term:
    """A signed product."""

    figures: tuple[Figure, ...]
    sign: int = 1


@record
class Derivation:
    """The terms that make a figure; at which path it stands, and its value, are known to who asked for it."""

    formula: str
    terms: tuple[Term, ...] = ()
    unit: Unit = "euro"
    kind: DerivationKind = "som"
    notes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # of a block: the paths inside it
    path: str = ""
    value: Any = None


@dataclass(frozen=True)
class Written:
    """The contract of a file, and the file it was written in."""

    data: dict[str, Any]
    source: Source

    @property
    def ledger(self) -> Ledger:
        """The inputs that it was computed from."""
        raise NotImplementedError

    @cached_property
    def ranges(self) -> dict[str, Input]:
        """Every input of which only a range was written, by its path."""
        return {item.path: item for item in self.ledger.ranges}

    def range_at(self, path: str) -> str:
        """The range that was written at a path, in words; nothing when what stands there is certain."""
        found = self.ranges.get(path) or self.ranges.get(f"{path}.aantal")
        return range_text(found) if found is not None else ""

    def place(self, path: str) -> str:
        """`bestand:regel` of an input path, or nothing when it is not in the file."""
        if self._node(path) is None:
            return ""
        mark = self.source.locate(self.source.resolve(parse_path(path)))
        return f"{mark.file}:{mark.line}" if mark.line else mark.file

    def written(self, path: str) -> str:
        """The analyst's own text at an input path."""
        node = self._node(path)
        return node if isinstance(node, str) else ""

    def _node(self, path: str) -> Any:
        try:
            return self.source.get(self.source.resolve(parse_path(path)))
        except PathError:
            return None

    def input(self, name: str, value: float, unit: Unit, path: str, source: str | None = None) -> Figure:
        """A number that was written in the file."""
        ground = filter(None, (source, self.range_at(path)))
        return Figure(name, value, unit, path, place=self.place(path), source="; ".join(ground))


@dataclass(frozen=True)
class Subject(Written):
    """A computed case that is being explained."""

    result: Result
    scenarios: dict[str, Result] = field(default_factory=dict)
    scenario_sources: dict[str, Source] = field(default_factory=dict)  # with what each scenario changes

    def of_scenario(self, name: str) -> "Subject":
        """A scenario as a computed case of its own."""
        source = self.scenario_sources.get(name, self.source)
        return Subject(self.data["scenarios"][name], source, self.scenarios[name])

    @property
    def ledger(self) -> Ledger:
        """The inputs that it was computed from."""
        return self.result.plan.ledger

    @cached_property
    def index_levels(self) -> dict[str, Input]:
        """The index figures that were computed with, by their path."""
        return {item.path: item for item in self.ledger.inputs if item.kind == "index"}

    def price(self, price: Price) -> Figure:
        """A price: from the line itself, or from a list."""
        ground = [price.source or ""]
        if price.price_list:
            ground.insert(0, f"prijslijst {price.price_list}")
        if price.level is not None:
            ground.append(f"prijspeil {price.level}")
        if price.unit:
            ground.append(f"per {price.unit}")
        if price.reason:
            ground.append(f"reden: {price.reason}")
        return self.input(price.name, price.amount, "euro", price.path, "; ".join(filter(None, ground)))

    def factors(self, factors: Iterable[Factor], source: str | None = None) -> tuple[Figure, ...]:
        """Factors by name, each a number of its own."""
        return tuple(self.input(item.step, item.value, "factor", item.path, source) for item in factors)

    def priced(self, price: Price) -> tuple[Figure, ...]:
        """A price and its factors."""
        bare = price if price.written is None else replace(price, amount=price.written)
        return (self.price(bare), *self.factors(price.factors))

    def counted(self, part: Part, name: str = "aantal") -> tuple[Figure, ...]:
        """How many of a post in a basket, and the factors of that."""
        number = part.quantity if part.written is None else part.written
        return (self.input(name, number, "aantal", part.basket), *self.factors(part.factors))


def sum_of(formula: str, *terms: Term, unit: Unit = "euro") -> Derivation:
    """A derivation by a sum of products."""
    return Derivation(formula, terms, unit)


def product_of(formula: str, *figures: Figure, unit: Unit = "euro") -> Derivation:
    """A derivation by one product."""
    return Derivation(formula, (Term(figures),), unit)


def given(note: str = "", unit: Unit = "euro") -> Derivation:
    """A figure or word that is not computed."""
    return Derivation("zo ingevoerd of vastgelegd", (), unit, "gegeven", (note,) if note else ())


def missing(why: str, *terms: Term) -> Derivation:
    """A figure that does not exist, why, and what that can be seen from."""
    return Derivation("bestaat hier niet", terms, kind="gegeven", notes=(why,))


def one(name: str, value: float, path: str = "", *, sign: int = 1, unit: Unit = "euro") -> Term:
    """A term of one number."""
    return Term((Figure(name, value, unit, path),), sign)
