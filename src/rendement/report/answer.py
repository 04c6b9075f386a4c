"""The answer of a case in a few lines, above everything else: whose euros, how much, how firm."""

from collections.abc import Iterator

from rendement.engine.budget_entry import MUNICIPALITY
from rendement.engine.result import Result
from rendement.engine.scaled_for import width_for
from rendement.engine.summary import why_no_return
from rendement.figures.case import CaseFigures
from rendement.figures.crossing import Crossing
from rendement.report.cells import euros, figure
from rendement.report.document import MARK, Cell, Facts, text
from rendement.report.dutch import counted, euro, number, plain, quantity
from rendement.report.wording import actor_name, findings_fact, paid_back, rate_text, whose, within
from rendement.source.money import current

MOST_ACTORS = 3  # by name, of those whose euros are summed

Fact = tuple[str, Cell]


def answer(figures: CaseFigures, weakest: Crossing | None, span: tuple[float, float] | None = None) -> Facts:
    """At most eight lines; `span`: the return with all ranges against it, and for it."""
    result = figures.result
    facts = _returned(figures, span) if result.valued else _spent(result)
    return Facts("antwoord", "", (*facts, *_weakest(weakest), findings_fact(figures.findings)))


def _returned(figures: CaseFigures, span: tuple[float, float] | None) -> Iterator[Fact]:
    result, total = figures.result, figures.totals
    yield f"Rendement voor {whose_in_full(result)}", euros(figures.net)
    if figures.uncertainty is not None:
        from rendement.report.uncertainty import answer_facts  # noqa: PLC0415 - only where there are draws

        yield from answer_facts(figures.uncertainty)
    alone = result.by_actor.get(MUNICIPALITY)
    if alone is not None and abs(alone.net - result.total.net) >= 0.5:
        yield "De gemeente alleen", euros(alone.net)
    own = sum(item.line.discount is not None for item in result.lines if item.line.counted)
    apart = f"; {counted(own, 'regel', 'regels')} anders" if own else ""
    yield f"Contante waarde ({rate_text(result.plan.discount)}{apart})", euros(figures.present_net)
    if total.per_euro is not None:
        present = number(total.present_per_euro, 2)
        yield f"Baten per {current().word} (contant {present})", figure(total.per_euro, 2)
        yield "Terugverdiend in", paid_back(total.payback, total.payback_time)
    sampled = tuple(sample_range(figures))
    yield from sampled
    if span is not None and not sampled and figures.uncertainty is None:
        yield f"Bandbreedte (elk {MARK}-cijfer op zijn uiterste)", _between(span)


def _spent(result: Result) -> Iterator[Fact]:
    if result.lines:
        yield f"Kosten voor {whose_in_full(result)}", euros(result.total.costs)
    yield f"Rendement: bestaat niet, want {why_no_return(result)}", text("-")


def whose_in_full(result: Result) -> str:
    """The perspective in words, and who in it gains or pays, most of it first."""
    plan = result.plan
    moved = {code: abs(one.benefits) + abs(one.costs) for code, one in result.by_actor.items()}
    inside = sorted((code for code in moved if code in plan.inside), key=lambda code: -moved[code])
    names = [within(actor_name(plan.actors, code)) for code in inside]
    few = names if len(names) <= MOST_ACTORS else names[: MOST_ACTORS - 1]
    more = f" en nog {len(names) - len(few)}" if len(names) > len(few) else ""
    named = f"{', '.join(few)}{more}"
    alone = plan.perspective in plan.actors or not names
    return whose(plan) if alone else f"{whose(plan)} ({named})"


def sample_range(figures: CaseFigures) -> Iterator[Fact]:
    """Between which bounds the return lies, as far as a sample says it."""
    scaled = [(items, found) for items, found in figures.scaled if items[0].line.counted]
    items, found = scaled[0] if len(scaled) == 1 else ((), None)
    if found is None:
        return
    half = width_for(items, figures.result.plan.inside)
    if not half:  # without one, or all are alike
        return
    net = figures.result.total.net
    low, high = sorted((net - half, net + half))
    sample = f"95%, steekproef van {quantity(found.sample)} uit {quantity(found.group)}"
    yield f"Bandbreedte ({sample})", _between((low, high))


def _between(span: tuple[float, float]) -> Cell:
    low, high = span
    return text(f"{euro(low)} – {euro(high)}")


def _weakest(found: Crossing | None) -> Iterator[Fact]:
    if found is None or found.value is None:
        return
    from rendement.report.breakeven import at_the_edge, edge, shown  # noqa: PLC0415 - only where something turns

    yield (
        f"Zwakste aanname ({plain(found.label)}, nu {shown(found, found.now)}): rendement nul bij",
        edge(found, at_the_edge(found, found.value), found.value),
    )
