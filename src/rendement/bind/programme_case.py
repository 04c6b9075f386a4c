"""A case as a measure of a programme: yearly benefits and investments, in that of the programme."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf

from rendement.bind.case import actors_inside
from rendement.bind.context import Context
from rendement.bind.prices import DEFAULT_BEARER
from rendement.bind.programme_claims import attributed, case_claims
from rendement.engine.arithmetic import exact_total, is_certain
from rendement.engine.budget_case import budget_of_case
from rendement.engine.budget_entry import Entry
from rendement.engine.case_years import CaseYear, case_years
from rendement.engine.compute import SEVERAL_DOMAINS
from rendement.engine.ledger import actor_years
from rendement.engine.plan import BENEFITS, Plan
from rendement.engine.programme_plan import CaseOrigin, Measure, Span, Tranche, YearAmount
from rendement.engine.result import Result
from rendement.model import programme as written
from rendement.model.programme_rules import no_tranche
from rendement.source.path import Path, format_path, slug
from rendement.source.record import record
from rendement.source.saving_kinds import YEARLY
from rendement.source.scalar import span_text

REALISED = "gerealiseerd"

Cell = tuple[int, str | None]  # year and domain


@record
class CaseRun:
    """A case of the programme, computed; and the name of its file."""

    file: str
    result: Result

    @property
    def plan(self) -> Plan:
        """What was computed."""
        return self.result.plan


def bind_case(
    context: Context, item: written.Measure, number: int, run: CaseRun, period: Span, perspective: str
) -> Measure:
    """The measure that a case is: what it is worth in the years and the perspective of the programme."""
    place: Path = ("maatregelen", number)
    plan = run.result.plan
    everyone = _with_domains(list(case_years(run.result)), item.domein)
    actors = actors_inside(plan.actors, perspective)
    known = [cell for cell in everyone if cell.actor in actors]
    within = [cell for cell in everyone if period[0] <= cell.year <= period[1]]
    own = _cells(cell for cell in within if cell.actor == DEFAULT_BEARER and cell.line.side == BENEFITS)
    benefits = _cells(cell for cell in within if cell.actor in actors and cell.line.side == BENEFITS)
    costs = _cells(cell for cell in within if cell.actor in actors and cell.line.side != BENEFITS)
    if isinstance(item.status, dict):
        years = {(year, year) for year, _ in (*benefits, *own)}
        for span in item.status:
            if span not in years:
                context.findings.append(context.source.placed(no_tranche(span, years), place))
    domains = {domain for _, domain in (*benefits, *costs, *own)}
    return Measure(
        path=format_path(place),
        name=plan.name,
        slug=slug(plan.name) or format_path(place),
        tranches=tuple(_tranches(item, place, benefits)),
        own=tuple(_tranches(item, place, own)),
        investments=tuple(
            YearAmount(
                format_path((*place, "investering", str(year))),
                year,
                exact_total(c.amount for c in cells),
                domain,
            )
            for (year, domain), cells in costs.items()
        ),
        counted=item.telt_mee is not False,
        why_not=item.reden,
        status=status_as_written(item.status),
        domain=domains.pop() if len(domains) == 1 else None,
        field=item.taakveld,
        group=item.groep,
        people=item.doelgroep,
        pot=item.budget,
        claims=() if context.recording else tuple(case_claims(item, run.result, period, actors)),
        source=plan.source,
        note=plan.note,
        case=_origin(context, run, period, known, actors),
    )


def is_realised(status: str | dict[Span, str] | None, span: Span | None) -> bool:
    """Whether the tranche of a span is realised: without a status it is expected."""
    if isinstance(status, dict):
        return span is not None and status.get(span) == REALISED
    return status == REALISED


def status_as_written(status: str | dict[Span, str] | None) -> str | tuple[tuple[str, str], ...] | None:
    """The status by key, or as one word."""
    if isinstance(status, dict):
        return tuple((span_text(span), word) for span, word in status.items())
    return status


def _with_domains(cells: list[CaseYear], domain: str | None) -> list[CaseYear]:
    """Cells without a domain under that of the measure; costs otherwise under that of the benefits."""
    of_costs = domain or _domain_of_benefits(cells)
    return [
        cell if cell.domain else replace(cell, domain=domain if cell.line.side == BENEFITS else of_costs)
        for cell in cells
    ]


def _domain_of_benefits(cells: Iterable[CaseYear]) -> str | None:
    """Where costs without a domain stand: with the benefits of their case."""
    domains = {cell.domain for cell in cells if cell.line.side == BENEFITS and cell.domain}
    return domains.pop() if len(domains) == 1 else SEVERAL_DOMAINS if domains else None


def warn_mixed(context: Context, measures: Iterable[Measure], level: int | None, last: int) -> None:
    """Say it when cases cannot simply be added up with the rest; without a level, that of the first case."""
    cases = [(number, measure.case) for number, measure in enumerate(measures) if measure.case is not None]
    if not cases:
        return
    first = cases[0][1]
    wanted = first.price_level if level is None else level
    for number, case in cases:
        said: dict[str, tuple[int | None, int | None, str]] = {}
        if case.price_level != wanted:
            said["prijspeil"] = case.price_level, wanted, _level(case, first, wanted)
        if case.horizon != first.horizon and min(_end(case), _end(first)) < last:
            said["horizon"] = case.horizon, first.horizon, _horizon(case, first)
        for key, (own, others, remedy) in said.items():
            message = f"deze casus heeft {_said(key, own)}, de rest van het programma {_said(key, others)}"
            place = ("maatregelen", number, "casus")
            context.add(place, f"gemengd-{key}", message, remedy, "waarschuwing")


def _level(case: CaseOrigin, first: CaseOrigin, wanted: int | None) -> str:
    file, level = (case.file, wanted) if wanted is not None else (first.file, case.price_level)
    return f"schrijf `prijspeil: {level}` in {file}"


def _horizon(case: CaseOrigin, first: CaseOrigin) -> str:
    """One horizon for both, that is nowhere shorter than the period."""
    if first.horizon is None:
        return f"haal `horizon` weg uit {case.file}"
    if first.horizon > case.period[1] - case.period[0]:
        return f"schrijf `horizon: {first.horizon}` in {case.file}"
    return f"schrijf `horizon: {case.horizon}` in {first.file}"


def _end(case: CaseOrigin) -> float:
    """The last year of which benefits count."""
    return inf if case.horizon is None else case.period[0] + case.horizon - 1


def _said(key: str, value: int | None) -> str:
    return f"geen {key}" if value is None else f"{key} {value}"


def _cells(items: Iterable[CaseYear]) -> dict[Cell, list[CaseYear]]:
    found: dict[Cell, list[CaseYear]] = {}
    for item in items:
        found.setdefault((item.year, item.domain), []).append(item)
    return dict(sorted(found.items(), key=lambda pair: pair[0][0]))


def _tranches(item: written.Measure, place: Path, benefits: dict[Cell, list[CaseYear]]) -> Iterable[Tranche]:
    """One tranche by year and domain; two where a part is realised, when the case itself says so."""
    for (year, domain), cells in benefits.items():
        path = format_path((*place, YEARLY, str(year)))
        whole = exact_total(cell.amount for cell in cells)
        if item.status is None:
            done = exact_total(cell.realised for cell in cells)
        else:
            done = whole if is_realised(item.status, (year, year)) else 0.0
        some = not is_certain(done) or done
        if some:
            yield Tranche(path, YEARLY, (year, year), done, True, domain, item.groep)
        if not some or not is_certain(whole) or done != whole:
            yield Tranche(path, YEARLY, (year, year), whole - done, False, domain, item.groep)


def _budget(run: CaseRun, period: Span) -> Iterator[Entry]:
    """What the case says of the budget, in the years of the programme."""
    found = budget_of_case(run.result)
    for entry in found.entries if found is not None else ():
        within = {year: amount for year, amount in entry.by_year.items() if period[0] <= year <= period[1]}
        yield replace(entry, by_year=within, path=f"{run.file}: {entry.path}", written=None)


def _origin(
    context: Context, run: CaseRun, period: Span, known: list[CaseYear], inside: frozenset[str]
) -> CaseOrigin:
    plan = run.result.plan
    beyond = [cell for cell in known if not period[0] <= cell.year <= period[1]]
    outside = tuple(
        (
            year,
            exact_total(cell.amount for cell in beyond if cell.year == year and cell.line.side == BENEFITS),
            exact_total(cell.amount for cell in beyond if cell.year == year and cell.line.side != BENEFITS),
        )
        for year in sorted({cell.year for cell in beyond})
    )
    by_actor = tuple(
        (actor, exact_total(net for year, net in years.items() if period[0] <= year <= period[1]))
        for actor, years in actor_years(run.result).items()
    )
    return CaseOrigin(
        file=run.file,
        name=plan.name,
        place=plan.place,
        period=plan.period,
        perspective=plan.perspective,
        price_level=plan.price_level,
        horizon=plan.horizon,
        hash=plan.case_hash,
        price_lists=plan.price_lists,
        indices=plan.indices,
        outside=outside,
        by_actor=by_actor,
        others=tuple((actor, net) for actor, net in by_actor if actor not in inside),
        unvalued=plan.unvalued,
        budget=tuple(_budget(run, period)),
        uncertain=plan.ledger.uncertain(),
        attributed=() if context.recording else tuple(attributed(run.result)),
    )
