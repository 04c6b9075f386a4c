"""The answer of a programme in a few lines: the balance, what was asked of it, and what is short or over."""

from collections.abc import Iterator

from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import apart, whole
from rendement.report.cells import euros
from rendement.report.document import Cell, Facts
from rendement.report.programme.conclusion import spends
from rendement.report.wording import findings_fact, paid_back, whose
from rendement.source.scalar import span_text

Fact = tuple[str, Cell]


def answer(figures: ProgrammeFigures) -> Facts:
    """At most eight lines."""
    facts = (*_balance(figures), *_target(figures), *_firmness(figures), findings_fact(figures.findings))
    return Facts("antwoord", "", facts)


def _balance(figures: ProgrammeFigures) -> Iterator[Fact]:
    streams, plan = figures.streams, figures.result.plan
    net = whole(streams.net)
    undated = " (ook wat geen eigen jaar heeft)" if apart(streams.in_place) else ""
    label = f"Saldo over {span_text(plan.period)} voor {whose(plan)}{undated}"
    yield label if net is not None else f"{label}: bestaat niet, want niets heeft een bedrag", euros(net)
    if figures.uncertainty is not None:
        from rendement.report.uncertainty import answer_facts  # noqa: PLC0415 - only where there are draws

        yield from answer_facts(figures.uncertainty)
    if net is not None and net < 0:
        yield "Gevraagd budget (het saldo omgekeerd)", euros(-net)


def _target(figures: ProgrammeFigures) -> Iterator[Fact]:
    """What was asked, and in words what is over or short of it."""
    streams = figures.streams
    target, difference, lasting = map(whole, (streams.target, streams.difference, streams.lasting))
    if target is None:
        return
    yield "Taakstelling", euros(target)
    if difference is not None:
        yield _over_or_short("", difference)
    if figures.uncertainty is not None:
        from rendement.report.programme.drawn import target_facts  # noqa: PLC0415 - only where there are draws

        yield from target_facts(figures.uncertainty)
    if difference is not None and lasting is not None and lasting != difference:
        yield _over_or_short("Zonder dekking en incidenteel: ", lasting)


def _over_or_short(head: str, difference: float) -> Fact:
    said = "boven de taakstelling" if difference > 0 else "tekort op de taakstelling"
    label = f"{head}{said if difference else 'precies de taakstelling'}"
    return label[:1].upper() + label[1:], euros(abs(difference))


def _firmness(figures: ProgrammeFigures) -> Iterator[Fact]:
    if spends(figures):
        yield "Terugverdiend in", paid_back(figures.result.payback, figures.result.payback_time)
    if figures.cashable is not None:
        yield "Verzilverbaar, voor zover opgegeven", euros(figures.cashable)
