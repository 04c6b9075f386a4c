"""What came of a file: its figures as typed records, and the JSON contract that is made of those."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from rendement.source.finding import Finding
from rendement.source.money import counted_in
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.origin import origin_of

if TYPE_CHECKING:
    from rendement.figures.case import CaseFigures
    from rendement.figures.crossing import Crossing
    from rendement.figures.field import Data, Family
    from rendement.figures.monitor import MonitorFigures
    from rendement.figures.programme import ProgrammeFigures
    from rendement.figures.uncertainty import ProgrammeUncertainty, Uncertainty
    from rendement.lint.choice import Choice
    from rendement.study.span import Span

    Figures: TypeAlias = CaseFigures | ProgrammeFigures | MonitorFigures

KEY = "afwijken"  # of a file that departs from rules
MOST_INPUTS = 1000  # with more, looking for the weakest assumption takes half as long as all the rest


def figures_of(calculation: Calculation, findings: tuple[Finding, ...] | None = None) -> "Figures":
    """Everything that came of one file, typed: what reports read. Raises ValueError when there is nothing.

    `findings`: what there is to say of it, for who knows that already.
    """
    if findings is None:
        figures = figures_of(calculation, ())
        return having(figures, findings_of(calculation, figures))
    asked = calculation.options.asked
    currency = calculation.money.currency
    day = calculation.options.judged_on if _departs(calculation) else None
    origin = origin_of(calculation)
    if calculation.programme is not None:
        from rendement.figures.programme import ProgrammeFigures  # noqa: PLC0415 - not for a case

        runs = calculation.scenario_runs.items()
        return ProgrammeFigures(
            *(calculation.programme, asked, findings, calculation.programmes, currency, day, origin),
            uncertainty=_of_programme(calculation, calculation),
            of_scenarios={name: _of_programme(run, calculation) for name, run in runs},
        )
    if calculation.monitor is not None:
        from rendement.figures.monitor import MonitorFigures  # noqa: PLC0415 - not for a case

        return MonitorFigures(calculation.monitor, asked, findings, currency, day, origin)
    if calculation.result is None:
        raise ValueError("no result")
    from rendement.figures.case import CaseFigures  # noqa: PLC0415 - not for a programme

    return CaseFigures(
        calculation.result,
        asked,
        findings,
        calculation.scenarios,
        crossings=_crossings(calculation),
        uncertainty=_uncertainty(calculation, calculation),
        of_scenarios=_of_scenarios(calculation),
        currency=currency,
        day=day,
        origin=origin,
    )


def _departs(calculation: Calculation) -> bool:
    """Whether the file says that some findings may stand."""
    return calculation.source is not None and KEY in calculation.source.data


def findings_of(calculation: Calculation, figures: "Figures | None" = None) -> tuple[Finding, ...]:
    """All there is to say of a file: what was found while reading it, and on what came out."""
    found = (*calculation.findings, *said_of(calculation, figures))
    return tuple(with_names(found, calculation.source))


def with_names(findings: Sequence[Finding], source: Source | None) -> list[Finding]:
    """The findings, each with its place by the names of lines as well."""
    if source is None or all(finding.named for finding in findings):
        return list(findings)
    from rendement.lint.waivers import named_path  # noqa: PLC0415 - only where there is something to say

    return [
        replace(found, named=named_path(source, found.place))
        if not found.named and found.place and found.mark.file == source.name
        else found
        for found in findings
    ]


def said_of(
    calculation: Calculation,
    figures: "Figures | None" = None,
    choice: "Choice | None" = None,
    *,
    remarks: bool = True,
) -> tuple[Finding, ...]:
    """What there is to say of what came out: the remarks, and the rules of method that are asked for."""
    source = calculation.source
    if calculation.failed or source is None:
        return ()
    from rendement.lint.choice import ALL  # noqa: PLC0415 - only of what could be computed
    from rendement.lint.judge import judge  # noqa: PLC0415

    figures = figures_of(calculation, ()) if figures is None else figures
    known = remarks_of(calculation)
    with counted_in(calculation.money.single):
        found = judge(calculation, figures, (*calculation.findings, *known), choice or ALL)
    return (*(known if remarks else ()), *found)


def remarks_of(calculation: Calculation) -> tuple[Finding, ...]:
    """What a reader of the outcome must know."""
    source = calculation.source
    if calculation.failed or source is None:
        return ()
    with counted_in(calculation.money.single):
        found = _remarks(calculation, source)
    if not _departs(calculation):
        return found
    from rendement.study.waivers import waived  # noqa: PLC0415 - most files depart from nothing

    return tuple(waived(found, source, calculation.options))


def _remarks(calculation: Calculation, source: Source) -> tuple[Finding, ...]:
    from rendement.lint.rule import judged  # noqa: PLC0415 - only of what could be computed

    if calculation.programme is not None:
        from rendement.lint.of_programme import REMARKS  # noqa: PLC0415 - not for a case

        return tuple(judged(REMARKS, calculation.programme, source))
    if calculation.monitor is not None:
        from rendement.lint.of_monitor import REMARKS  # noqa: PLC0415 - not for a case

        return tuple(judged(REMARKS, calculation.monitor, source))
    from rendement.lint.of_case import REMARKS  # noqa: PLC0415 - not for a programme

    return tuple(judged(REMARKS, calculation.result, source))


F = TypeVar("F")


def having(figures: F, findings: tuple[Finding, ...]) -> F:
    """The same figures with these findings; what was computed of them already stays."""
    made = replace(figures, findings=findings)  # type: ignore[type-var]
    for name, value in vars(figures).items():
        vars(made).setdefault(name, value)
    return made


def contract(calculation: Calculation) -> "Data":
    """The same as plain data, unrounded, null where no figure exists: for JSON and whatever asks by path."""
    from rendement.figures.field import build  # noqa: PLC0415 - a table needs none of it

    figures = figures_of(calculation)
    return build(family_of(figures), figures)


def head_of(figures: "Figures", keys: Collection[str]) -> "Data":
    """Some keys of the contract, without what there is to say of the file: for very many files."""
    from rendement.figures.field import build  # noqa: PLC0415

    return build(family_of(figures).only(keys), figures)


def family_of(figures: "Figures") -> "Family":
    """The fields that these figures are."""
    if figures.kind == "casus":
        from rendement.figures.case_fields import CASE  # noqa: PLC0415

        return CASE
    if figures.kind == "monitor":
        from rendement.figures.monitor_fields import MONITOR  # noqa: PLC0415 - not for a case

        return MONITOR
    from rendement.figures.programme_fields import PROGRAMME  # noqa: PLC0415 - not for a case

    return PROGRAMME


def firmness_of(calculation: Calculation, figures: "CaseFigures") -> "tuple[Crossing | None, Span | None]":
    """The weakest assumption of a case, and between which returns it lies when all its ranges turn together.

    None where nothing turns the return, where no range was written, or where looking for it takes long.
    """
    result, total = figures.result, figures.result.total
    ledger = result.plan.ledger
    turns = bool(total.benefits and total.costs and total.net)
    if not result.valued or not (turns or ledger.ranges) or ledger.count > MOST_INPUTS:
        return None, None
    from rendement.study.breakeven import trials_of  # noqa: PLC0415 - only where something moves
    from rendement.study.span import span  # noqa: PLC0415
    from rendement.study.weakest import nearest, weakest  # noqa: PLC0415

    known = figures.crossings
    if known is not None and not ledger.ranges:
        return nearest(known), None
    trials = trials_of(calculation)
    if known is not None:
        return nearest(known), span(ledger, trials)
    return weakest(calculation, trials) if turns else None, span(ledger, trials)


def _of_scenarios(calculation: Calculation) -> "dict[str, Uncertainty | None]":
    return {name: _uncertainty(run, calculation) for name, run in calculation.scenario_runs.items()}


def _uncertainty(calculation: Calculation, asked: Calculation) -> "Uncertainty | None":
    """The draws of a case or a scenario of it, where they were asked."""
    options = asked.options
    if options.draws is None or calculation.result is None:
        return None
    from rendement.study.draws import uncertainty  # noqa: PLC0415 - only when asked for: it loads numpy

    return uncertainty(calculation, options.draws, options.seed)


def _of_programme(calculation: Calculation, asked: Calculation) -> "ProgrammeUncertainty | None":
    """The same of a programme."""
    options = asked.options
    if options.draws is None or calculation.programme is None:
        return None
    from rendement.study.draws_programme import programme_uncertainty  # noqa: PLC0415 - it loads numpy

    return programme_uncertainty(calculation, options.draws, options.seed)


def _crossings(calculation: Calculation) -> "tuple[Crossing, ...] | None":
    if not calculation.options.breakeven:
        return None
    from rendement.study.breakeven import crossings  # noqa: PLC0415 - only when asked for

    return tuple(crossings(calculation))
