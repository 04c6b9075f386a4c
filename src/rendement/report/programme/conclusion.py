"""A programme in a few sentences: whether the target is met, and what is left for the municipality."""

from collections.abc import Iterator

from rendement.engine.arithmetic import total
from rendement.engine.programme_structural import Structural
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import apart, whole
from rendement.report.dutch import euro, plain
from rendement.report.programme.overlap import overlap_said
from rendement.source.scalar import span_text

NOTHING = 0.005
MOST_YEARS = 3


def conclusion(figures: ProgrammeFigures) -> list[str]:
    """The sentences; none when nothing has an amount."""
    result = figures.result
    if result.empty:
        return []
    said = [" ".join(_target(figures)), *_balance(figures)] if result.target else [*_balance(figures)]
    once = " ".join(overlap_said(figures))
    return [*said, once] if once else said


def whether_met(figures: ProgrammeFigures) -> str:
    """Whether the target is met, and in which years not."""
    difference = figures.streams.difference
    if difference is None:
        return "Of de taakstelling wordt gehaald is niet te zeggen: geen enkele maatregel heeft een bedrag."
    short = {year: -found for year, found in difference.by_year.items() if found < -NOTHING}
    said = f"De taakstelling wordt {_when(figures, short) if short else 'elk jaar gehaald'}."
    covered = ", ".join(str(year) for year in _covered(figures) if year not in short)
    return said + (f" Alleen met dekking wordt zij gehaald in {covered}." if covered else "")


def _covered(figures: ProgrammeFigures) -> Iterator[int]:
    """The years in which the measures alone fall short."""
    measured, target = figures.streams.measured, figures.streams.target
    if measured is not None and target is not None:
        for year, asked in target.by_year.items():
            if measured.by_year.get(year, 0.0) < asked - NOTHING:
                yield year


def _target(figures: ProgrammeFigures) -> Iterator[str]:
    """The target by year, and what of it stays met."""
    difference = figures.streams.difference
    yield whether_met(figures)
    if difference is None:
        return
    undated = apart(difference) or 0.0
    if abs(undated) > NOTHING:
        yield f"{euro(undated)} heeft geen eigen jaar en is daarin niet geteld."
    yield _structural(figures.result.structural)


def _when(figures: ProgrammeFigures, short: dict[int, float]) -> str:
    """In which years it is missed, and by how much."""
    count = len(figures.result.plan.years)
    if len(short) > MOST_YEARS:
        worst = max(short, key=lambda year: short[year])
        often = "in geen enkel jaar" if len(short) == count else f"in {len(short)} van de {count} jaren niet"
        return f"{often} gehaald, het minst in {worst}: {euro(short[worst])} te kort"
    missed = ", ".join(f"{year} ({euro(amount)} te kort)" for year, amount in short.items())
    return f"{'in geen enkel jaar' if len(short) == count else 'niet elk jaar'} gehaald: {missed}"


def _structural(found: Structural) -> str:
    """The structural savings of the last year, less what they cost, beside the target as a level."""
    spent = found.costs + found.staff
    less = f" min {euro(spent)} aan kosten en formatie" if spent else ""
    stands = f"Structureel staat er in {found.year} {euro(found.saving)}{less}"
    beside = f"tegenover {euro(found.target or 0.0)}"
    difference = found.difference or 0.0
    if difference < -NOTHING:
        return f"{stands}, {beside}: {euro(-difference)} te kort."
    return f"{stands}, {beside}: {'genoeg' if difference <= NOTHING else euro(difference) + ' over'}."


def _balance(figures: ProgrammeFigures) -> Iterator[str]:
    """What is left for the municipality over all years; and in the perspective, where that is another."""
    result, plan = figures.result, figures.result.plan
    net = result.by_actor.get(plan.bearer, 0.0)
    years, beside = span_text(plan.period), _beside(figures)
    own = beside if plan.perspective == plan.bearer else ""
    if net < -NOTHING:
        yield f"Over {years} kost het de gemeente per saldo {euro(-net)}{own}."
    else:
        yield f"Over {years} houdt de gemeente er per saldo {euro(net)} aan over{own}."
    inside = whole(figures.streams.net)
    if plan.perspective != plan.bearer and inside is not None:
        yield f"In perspectief {plain(plan.perspective)} is het saldo {euro(inside)}{beside}."


def _beside(figures: ProgrammeFigures) -> str:
    """What of the balance stands in no year, and the balance of the years without it."""
    net = figures.streams.net
    undated = apart(net) or 0.0
    if net is None or abs(undated) <= NOTHING:
        return ""
    dated = total(net.by_year.values())
    return f", ook met wat geen eigen jaar heeft ({euro(undated)}); zonder dat is het saldo {euro(dated)}"


def progress(figures: ProgrammeFigures) -> Iterator[str]:
    """How much of the savings is in, and whether what is spent is paid back."""
    streams, result = figures.streams, figures.result
    if streams.realised is None or streams.expected is None:
        return
    planned = total([streams.realised.total, streams.expected.total])
    yield f"Gerealiseerd is {euro(streams.realised.total)} van {euro(planned)} aan besparing."
    if spends(figures):
        undated = "met wat een eigen jaar heeft " if apart(streams.in_place) else ""
        never = "binnen deze jaren niet terugverdiend"
        when = never if result.payback is None else f"terugverdiend in {result.payback}"
        yield f"De uitgaven zijn {undated}{when}."


def spends(figures: ProgrammeFigures) -> bool:
    """Whether there are savings, and something to be paid back by them."""
    streams = figures.streams
    spent = (streams.investment, streams.costs, streams.staff)
    return streams.in_place is not None and any(map(whole, spent))
