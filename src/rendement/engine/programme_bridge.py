"""From the plan as it was decided, by way of the plan as it is now, to what came of it.

Every amount counts once, in its own year, in money of the municipality. The steps after the first add up:

    vastgesteld + vervangen + doorgeschoven + afgeraamd + bijgeraamd + vervallen = bijgesteld
    bijgesteld = gerealiseerd + nog te realiseren + niet gehaald
"""

from collections.abc import Iterable
from math import fsum

from rendement.engine.arithmetic import ratio_or
from rendement.engine.programme_plan import Measure, ProgrammePlan, Tranche
from rendement.source.record import record

CHANGES = ("vervangen", "doorgeschoven", "afgeraamd", "bijgeraamd", "vervallen")
OUTCOMES = ("gerealiseerd", "nog_te_realiseren", "niet_gehaald")
STEPS = ("vastgesteld", *CHANGES, "bijgesteld", *OUTCOMES)

NO_YEAR = 0  # an amount without a year
_NOTHING = 0.005

Years = dict[int, float]
Cells = dict[int, dict[str, float]]  # by year and step


@record
class BridgeRow:
    """One measure: every step in every year."""

    measure: Measure
    cells: Cells


def bridge(plan: ProgrammePlan) -> tuple[BridgeRow, ...]:
    """Every measure that counts; nothing when nothing became of any plan."""
    measures = [leaf for leaf in plan.leaves if leaf.counted]
    if not any(leaf.decided is not None or leaf.replaces for leaf in measures):
        return ()
    taken = _taken_over(measures)
    past = last_past_year(plan.as_of)
    return tuple(BridgeRow(leaf, _cells(leaf, taken.get(leaf.path, {}), past)) for leaf in measures)


def added(rows: Iterable[BridgeRow], year: int | None = None) -> dict[str, float]:
    """Every step over measures, of a year or of all of them."""
    cells = [steps for row in rows for own, steps in row.cells.items() if year is None or own == year]
    return {step: fsum(steps[step] for steps in cells) for step in STEPS}


def touched(rows: Iterable[BridgeRow], year: int | None = None) -> dict[str, int]:
    """How many measures have something at each step."""
    cells = [[steps for own, steps in row.cells.items() if year is None or own == year] for row in rows]
    return {step: sum(any(_something(steps[step]) for steps in own) for own in cells) for step in STEPS}


def _cells(measure: Measure, taken: Years, past: int | None) -> Cells:
    share = measure.own_share
    first = {} if measure.replaces else _by_year(measure.at_first, share)
    now = _by_year(measure.by_now, share)
    realised = _by_year((item for item in measure.budgeted if item.realised), share)
    known = {_year(item) for item in measure.budgeted if ".gerealiseerd." in item.path}
    years = sorted({*first, *taken, *now, *realised})
    moved = {year: taken.get(year, 0.0) for year in years}
    if measure.replaced_by is not None:
        moved = {year: -first[year] for year in years}
    change = {year: now.get(year, 0.0) - first.get(year, 0.0) - moved[year] for year in years}
    later = _later(change)
    gone = bool(years) and not any(map(_something, now.values()))
    cells: Cells = {}
    for year in years:
        left, rest = change[year] - later[year], now.get(year, 0.0) - realised.get(year, 0.0)
        over = year in known if past is None else NO_YEAR < year <= past
        cells[year] = {
            "vastgesteld": first.get(year, 0.0),
            "vervangen": moved[year],
            "doorgeschoven": later[year],
            "afgeraamd": 0.0 if gone else min(left, 0.0),
            "bijgeraamd": max(left, 0.0),
            "vervallen": min(left, 0.0) if gone else 0.0,
            "bijgesteld": now.get(year, 0.0),
            "gerealiseerd": realised.get(year, 0.0),
            "nog_te_realiseren": 0.0 if over else rest,
            "niet_gehaald": rest if over else 0.0,
        }
    return cells


def _later(change: Years) -> Years:
    """What is less in one year and more in a later one, moved from the first year that has some left.

    >>> _later({2023: -80.0, 2024: 50.0, 2025: 40.0})
    {2023: -80.0, 2024: 50.0, 2025: 30.0}
    """
    moved, before = dict.fromkeys(change, 0.0), list[int]()
    for year, more in change.items():
        for earlier in before:
            part = max(0.0, min(moved[earlier] - change[earlier], more - moved[year]))
            moved[earlier] -= part
            moved[year] += part
        if year != NO_YEAR:
            before.append(year)
    return moved


def _something(amount: float) -> bool:
    return abs(amount) > _NOTHING


def _taken_over(measures: Iterable[Measure]) -> dict[str, Years]:
    """What each measure takes over by year; several that replace the same one share it by their own size."""
    by_path = {measure.path: measure for measure in measures}
    heirs: dict[str, list[Measure]] = {}
    for measure in by_path.values():
        for path in measure.replaces:
            heirs.setdefault(path, []).append(measure)
    taken: dict[str, Years] = {}
    for path, new in heirs.items():
        old = by_path.get(path)
        sizes = [fsum(item.amount for item in measure.by_now) for measure in new]
        whole = fsum(sizes)
        for measure, size in zip(new, sizes, strict=True):
            part = ratio_or(1 / len(new), size, whole)
            own = taken.setdefault(measure.path, {})
            for year, amount in _by_year(old.at_first, old.own_share).items() if old is not None else ():
                own[year] = own.get(year, 0.0) + part * amount
    return taken


def _by_year(tranches: Iterable[Tranche], share: float) -> Years:
    """Amounts by the year in which they begin; of several years by the last of them."""
    found: dict[int, list[float]] = {}
    for item in tranches:
        found.setdefault(_year(item), []).append(share * item.amount)
    return {year: fsum(found[year]) for year in sorted(found)}


def _year(tranche: Tranche) -> int:
    return NO_YEAR if tranche.span is None else tranche.span[1]


def last_past_year(as_of: str | None) -> int | None:
    """The last year that was over: `2023` and `2023-12-31` are 2023, `2023-06` is 2022."""
    if as_of is None:
        return None
    year, _, rest = as_of.partition("-")
    return int(year) if rest in ("", "12", "12-31") else int(year) - 1
