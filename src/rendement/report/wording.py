"""What is said in the same words of a case and of a programme."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rendement.report.document import Block, Cell, Notes, Role, text
from rendement.report.dutch import number, plain, quantity
from rendement.source.scalar import span_text

if TYPE_CHECKING:
    from rendement.engine.plan import Actor, Line, Plan, Unvalued
    from rendement.engine.programme_plan import Measure, ProgrammePlan
    from rendement.figures.printed import Verdict


def subtitle(plan: "Plan | ProgrammePlan", kind: str = "", more: Sequence[str] = ()) -> str:
    """The line under the title: where, when, at which prices, for whom."""
    pieces = [plain(plan.place), *([kind] if kind else []), span_text(plan.period)]
    if plan.price_level is not None:
        pieces.append(f"prijspeil {plan.price_level}")
    if plan.perspective != ("gemeente" if kind else "financieel"):
        pieces.append(f"perspectief {plain(plan.perspective)}")
    return " · ".join([*pieces, *more, "bedragen in euro"])


def name_of(item: "Line | Measure") -> str:
    """A name as it stands in every table."""
    return plain(item.name) + ("" if item.counted else " (telt niet mee)")


def left_out(item: "Line | Measure") -> str:
    """That an item does not count, and why."""
    why = f": {plain(item.why_not).rstrip('.')}" if item.why_not else ""
    return f"{plain(item.name)} telt niet mee{why}."


def set_aside(uncounted: float, outside: float, perspective: str) -> Iterator[tuple[str, float, Role]]:
    """What lies between the items of a table and their total."""
    if uncounted:
        yield "af: telt niet mee", -uncounted, "regel"
    if abs(outside) > 0.005:
        yield f"af: buiten perspectief {plain(perspective)}", outside, "regel"


def effect(item: "Unvalued") -> str:
    """An effect without an amount, and why it has none."""
    direction = f" ({item.direction})" if item.direction else ""
    return plain(item.name) + direction + (f": {plain(item.reason)}" if item.reason else "")


def evidence_text(evidence: tuple[str, float | None]) -> str:
    """A grade, and how many years it covers."""
    grade, years = evidence
    return grade if years is None else f"{grade}, {quantity(years)} jaar"


def actor_name(actors: "Mapping[str, Actor]", code: str) -> str:
    """An actor by its Dutch name."""
    return plain(actors[code].name if code in actors else code)


def paid_back(year: int | None) -> Cell:
    """The year from which there is no shortage any more."""
    return text(str(year) if year is not None else "niet binnen deze jaren")


def printed_blocks(found: "Sequence[Verdict]") -> list[Block]:
    """What the source printed: how much of it follows, and what does not."""
    if not found:
        return []
    others = tuple(_verdict(item) for item in found if not item.follows)
    title = f"Gedrukt in de bron: {len(found) - len(others)} van {len(found)} volgen"
    return [Notes("gedrukt", title, others)]


def _verdict(item: "Verdict") -> str:
    printed, computed = item.printed, item.computed
    where = f" ({plain(printed.source)})" if printed.source else ""
    if computed is None:
        return f"{printed.path}: gedrukt {number(printed.value)}{where}, maar dit cijfer bestaat hier niet"
    decimals = 2 if abs(printed.value) < 100 and printed.value != int(printed.value) else 0
    shown = f"gedrukt {number(printed.value, decimals)}{where}, berekend {number(computed, decimals)}"
    reason = f"bronfout: {plain(printed.error)}" if printed.error else "dit volgt niet uit de invoer"
    return f"{printed.path}: {shown}; {reason}"
