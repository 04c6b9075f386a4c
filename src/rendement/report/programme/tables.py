"""The measures of a programme: by year, what is in of what was planned, and beside their budget."""

from collections.abc import Iterable, Iterator, Mapping
from math import fsum

from rendement.engine.compute import SEVERAL_DOMAINS
from rendement.engine.programme import MeasureResult, ProgrammeResult, Saving
from rendement.engine.programme_plan import NEW, Measure, Span
from rendement.engine.stream import Stream
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import whole
from rendement.report.cells import EMPTY, across, amount, heads, marked, optional
from rendement.report.document import Block, Cell, Row, Table, text
from rendement.report.dutch import counted, percent, plain
from rendement.report.programme.measure_blocks import links_of
from rendement.report.ranges import Ranges
from rendement.report.wording import evidence_text, name_of, set_aside
from rendement.report.yearly import Yearly, yearly_table
from rendement.source import sums
from rendement.source.path import format_path
from rendement.source.saving_kinds import STRUCTURAL
from rendement.source.scalar import span_text

BAR = 16
_OF_SCENARIO = ("totaal.in_plaats", "totaal.saldo", "totaal.verschil", "structureel.verschil")
_ENDS = ("één keer geteld", "alles opgeteld")  # of the balance, beside which they stand
_SAVINGS = ("besparing", "bijgesteld", "gerealiseerd")
PM = "p.m."
_YEAR = 4  # characters of a head that is one year


def measures_table(figures: ProgrammeFigures, *, brief: bool = False) -> Table:
    """What every measure saves in every year, and what that is together; in brief, every programme in it."""
    result = figures.result
    new = result.plan.counting == NEW
    spans = _span_columns(result, new)
    years = [year for year in result.plan.years if not _hidden(result, year, spans, new)]
    dated = sorted([*((year, year) for year in years), *spans], key=lambda span: (span[1], span[0]))
    keys: dict[str, Span | None] = {span_text(span): span for span in dated}
    if any(item.saving.in_place.undated for item in result.measures):
        keys["zonder jaar"] = None
    inside = _programme_totals if brief else _programme_rows
    rows = [*_measure_rows(result, keys, new), *inside(result, keys, new), *_total_rows(figures, keys, new)]
    title = "Wat er per maatregel in het jaar bij komt" if new else "Wat er per maatregel in het jaar staat"
    return yearly_table("maatregelen", title, "maatregel", keys, rows)


def _measure_rows(result: ProgrammeResult, keys: Mapping[str, Span | None], new: bool) -> Iterator[Yearly]:
    ranges = Ranges(result.plan.ledger)
    for heading, items in _grouped(result):
        if heading:
            yield Yearly(heading, {}, role="groep")
        for item in items:
            yield _measure_row(item, keys, new, ranges)


def _programme_rows(result: ProgrammeResult, keys: Mapping[str, Span | None], new: bool) -> Iterator[Yearly]:
    """Every programme in this one: its measures, and what they come to."""
    ranges = Ranges(result.plan.ledger)
    for item in result.measures:
        if item.parts:
            yield Yearly(plain(f"Programma {item.measure.name}"), {}, role="groep")
            for part in item.parts:
                yield _measure_row(part, keys, new, ranges)
            cells = {head: amount(_amount(item, key, new)) for head, key in keys.items()}
            yield Yearly(f"Subtotaal {name_of(item.measure)}", cells, _total(item, new), summed=True)


def _programme_totals(
    result: ProgrammeResult, keys: Mapping[str, Span | None], new: bool
) -> Iterator[Yearly]:
    """Every programme in this one as a row."""
    ranges = Ranges(result.plan.ledger)
    found = [item for item in result.measures if item.parts]
    if found:
        yield Yearly("Programma's", {}, role="groep")
    yield from (_measure_row(item, keys, new, ranges) for item in found)


def _measure_row(item: MeasureResult, keys: Mapping[str, Span | None], new: bool, ranges: Ranges) -> Yearly:
    ranged = is_ranged(item.measure, ranges)
    found = {head: _amount(item, key, new) for head, key in keys.items()}
    at = f"{item.measure.path}.{'nieuw' if new else 'in_plaats'}"
    cells = {
        head: marked(amount(value, f"{at}.{head}" if len(head) == _YEAR else ""), ranged)
        for head, value in found.items()
        if value
    }
    cells |= {head: text(PM) for head in keys if head in _unknown(item)}
    name = name_of(item.measure) + (" (vervangen)" if item.measure.replaced_by is not None else "")
    return Yearly(name, cells, marked(_total(item, new), ranged), links=links_of(item.measure))


def _total_rows(figures: ProgrammeFigures, keys: Mapping[str, Span | None], new: bool) -> Iterator[Yearly]:
    """What does not count, what falls outside the perspective, and what remains."""
    result, streams = figures.result, figures.streams
    total = whole(streams.new if new else streams.in_place)
    sums = {True: 0.0, False: 0.0}
    for item in result.measures:
        sums[item.measure.counted] += _stream(item, new).total
    outside = total - sums[True] if total is not None else 0.0
    for label, value, role in set_aside(sums[False], outside, result.plan.perspective):
        yield Yearly(label, {}, amount(value), role, summed=True)
    cells = {head: amount(_sum(result, key, new)) for head, key in keys.items()} if total is not None else {}
    yield Yearly("Totaal", cells, amount(total), "totaal", summed=True)
    if total is not None:
        of = "waarvan" if result.saving.measured.total == total else "geld van de gemeente,"
        yield Yearly(f"{of} gerealiseerd", {}, amount(whole(streams.realised)), summed=True)
        yield Yearly(f"{of} verwacht", {}, amount(whole(streams.expected)), summed=True)
    if streams.enacted is not None:
        by_year = {span_text((year, year)): found for year, found in streams.enacted.by_year.items()}
        cells = {head: amount(found) for head, found in by_year.items() if head in keys}
        yield Yearly("In de begroting ingeboekt", cells, amount(whole(streams.enacted)), summed=True)


def _span_columns(result: ProgrammeResult, new: bool) -> list[Span]:
    found = {
        tranche.span
        for item in result.leaves
        for tranche in item.measure.tranches
        if tranche.span is not None
        and tranche.span[0] != tranche.span[1]
        and (new or tranche.kind != STRUCTURAL)
    }
    return sorted(found)


def _hidden(result: ProgrammeResult, year: int, spans: Iterable[Span], new: bool) -> bool:
    """A year of which nothing is known but a span that covers it."""
    covered = any(first <= year <= last for first, last in spans)
    return covered and not any(_amount(item, (year, year), new) for item in result.measures)


def _amount(item: MeasureResult, key: Span | None, new: bool) -> float:
    saved = _stream(item, new)
    if key is None:
        return saved.undated
    if key[0] == key[1]:
        return saved.by_year[key[0]]
    return sums.total(
        tranche.amount
        for tranche in item.measure.tranches
        if tranche.span == key and (new or tranche.kind != STRUCTURAL)
    )


def _sum(result: ProgrammeResult, key: Span | None, new: bool) -> float:
    counted = [item for item in result.measures if item.measure.counted]
    return fsum(item.measure.share * _amount(item, key, new) for item in counted)


def _total(item: MeasureResult, new: bool) -> Cell:
    if not item.measure.tranches:
        return text(PM if item.measure.unvalued is not None or _unknown(item) else "")
    return amount(_stream(item, new).total)


def _unknown(item: MeasureResult) -> set[str]:
    """The years of its saving that are pro memorie."""
    return {item_.path.rpartition(".")[2] for item_ in item.measure.unknown if ".besparing." in item_.path}


def is_ranged(measure: Measure, ranges: Ranges) -> bool:
    """Whether a saving of it is a range, or it is a case of which an input is one."""
    if measure.case is not None:
        return measure.case.uncertain
    own = (f"{measure.path}.{key}" for key in _SAVINGS)
    return any(map(ranges.under, own)) or any(is_ranged(part, ranges) for part in measure.parts)


def _stream(item: MeasureResult, new: bool) -> Stream:
    return item.saving.new if new else item.saving.in_place


def _grouped(result: ProgrammeResult) -> list[tuple[str, list[MeasureResult]]]:
    """Measures under their domain and group, in the order in which those first occur; one heading is none."""
    found: dict[str, list[MeasureResult]] = {}
    for item in result.measures:
        measure = item.measure
        if measure.programme is not None:
            continue
        domain = measure.domain or ("overig" if measure.case is None else SEVERAL_DOMAINS)
        heading = " · ".join(plain(piece) for piece in (domain, measure.group) if piece)
        found.setdefault(heading, []).append(item)
    several = len(found) > 1 or any(item.parts for item in result.measures)
    return [(heading if several else "", items) for heading, items in found.items()]


def progress_table(
    result: ProgrammeResult, listed: Iterable[MeasureResult], most: int | None = None
) -> list[Block]:
    """What is in of what was planned, in euros; every amount counted once. `most`: rows, the largest ones."""
    every = [item for item in listed if item.measure.tranches]
    kept = sorted(every, key=lambda item: -abs(item.revised))[:most]
    items = [item for item in every if item in kept]
    proven = any(item.measure.realised_evidence is not None for item in items)
    rows = [
        Row(
            (
                Cell(name_of(item.measure), links=links_of(item.measure)),
                *_progress(item.saving, item.revised, item.measure),
                *_evidence(item, proven),
            )
        )
        for item in items
    ]
    if len(every) > len(items):
        width = 6 if proven else 5
        rows.append(across(width, f"en nog {counted(len(every) - len(items), 'maatregel', 'maatregelen')}"))
    end = (EMPTY,) if proven else ()
    rows.append(Row((text("Totaal"), *_progress(result.saving, result.revised), *end), "totaal"))
    words = ("", "bewijs")
    columns = heads("maatregel", "binnen", "gepland", "aandeel", *words[: 2 if proven else 1], words=words)
    title = "Wat er binnen is van wat er gepland is"
    return [Table("voortgang", title, columns, tuple(rows))] if items else []


def _evidence(item: MeasureResult, proven: bool) -> tuple[Cell, ...]:
    """How sure it is what came of a measure, in a table where any says so."""
    own = item.measure.realised_evidence
    return (text("" if own is None else evidence_text(own)),) if proven else ()


def _progress(saving: Saving, planned: float, measure: Measure | None = None) -> tuple[Cell, ...]:
    share = saving.achieved / planned if planned > 0 else None
    shown = optional(share, lambda value: percent(round(value, 2)), "-")
    done = f"{measure.path}.gerealiseerd" if measure is not None and measure.budgeted else ""
    told = f"{measure.path}.gepland" if measure is not None and measure.by_now else ""
    return amount(saving.achieved, done), amount(planned, told), shown, text(progress_bar(share))


def scenario_table(figures: ProgrammeFigures) -> list[Block]:
    """The scenarios side by side; with both ends of the balance where measures may save the same euro."""
    if not figures.scenarios:
        return []
    shown = [("zoals geschreven", figures), *figures.scenario_figures.items()]
    overlaps = any(found is not None and found.overlap is not None for _, found in shown)
    rows = []
    for name, found in shown:
        base = "" if found is figures else f"{format_path(('scenarios', name))}."
        values = _scenario_values(found)
        cells = [
            amount(value, f"{base}{key}" if found is not None else "")
            for key, value in zip(_OF_SCENARIO, values, strict=True)
        ]
        ends = _scenario_ends(found, base) if overlaps else ()
        rows.append(Row((text(plain(name)), *cells[:2], *ends, *cells[2:])))
    between = _ENDS if overlaps else ()
    columns = heads("scenario", "besparing", "saldo", *between, "verschil", "structureel verschil")
    return [Table("scenarios", "Scenario's", columns, tuple(rows))]


def _scenario_values(found: ProgrammeFigures | None) -> tuple[float | None, ...]:
    if found is None:
        return (None,) * len(_OF_SCENARIO)
    streams, stays = found.streams, found.result.structural.difference
    totals = (whole(stream) for stream in (streams.in_place, streams.net, streams.difference))
    return *totals, stays if found.result.valued else None


def _scenario_ends(found: ProgrammeFigures | None, base: str) -> tuple[Cell, Cell]:
    overlap = found.overlap if found is not None else None
    if overlap is None:
        return amount(None), amount(None)
    ends = overlap.balance
    low, high = f"{base}overlap.saldo.laag", f"{base}overlap.saldo.hoog"
    return amount(ends.low.value, low), amount(ends.high.value, high)


def budget_table(listed: Iterable[MeasureResult]) -> list[Block]:
    """The saving beside the budget that it is taken from."""
    rows = []
    for item in listed:
        budget, planned = item.measure.budget, item.saving.booked if item.measure.tranches else None
        if budget is not None:
            share = planned / budget if budget and planned is not None else None
            shown = optional(share, lambda value: percent(round(value, 3)))
            saved = text(PM) if planned is None else amount(planned)
            rows.append(Row((text(plain(item.measure.name)), amount(budget), saved, shown)))
    columns = heads("maatregel", "huidig budget", "besparing", "van budget")
    return [Table("budget", "Besparing en huidig budget", columns, tuple(rows))] if rows else []


def progress_bar(share: float | None) -> str:
    """Full blocks for what is in, light ones for what is not; a share outside 0..1 is drawn as its end.

    >>> progress_bar(0.25), progress_bar(None)
    ('████░░░░░░░░░░░░', '')
    """
    if share is None:
        return ""
    full = int(min(1.0, max(0.0, share)) * BAR + 0.5)
    return "█" * full + "░" * (BAR - full)
