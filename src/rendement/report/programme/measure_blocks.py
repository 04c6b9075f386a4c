"""Every measure of a programme by itself: what it saves, how far it is, who decides, where it comes from."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from rendement.engine.programme import MeasureResult
from rendement.engine.programme_plan import NEW, Measure
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import amount
from rendement.report.document import Cell, Facts, text
from rendement.report.dutch import percent, plain
from rendement.report.wording import evidence_text, name_of

Items = Iterator[tuple[str, Cell]]


def measure_blocks(figures: ProgrammeFigures) -> list[Facts]:
    """A block for each, in their order; its key is where links to the measure lead."""
    new = figures.result.plan.counting == NEW
    return [
        Facts(_key(item.measure), f"Maatregel: {name_of(item.measure)}", tuple(_items(item, new=new)))
        for item in figures.result.leaves
    ]


def links_of(measure: Measure) -> tuple[str, ...]:
    """To what the name of a measure leads: to the file that it is, else to its own block."""
    of_file = (file_key(measure),) if measure.case is not None or measure.programme is not None else ()
    return (*of_file, _key(measure))


def file_key(measure: Measure) -> str:
    """The link to the file that a measure is."""
    return f"bestand-{_number(measure)}"


def monitor_key(measure: Measure) -> str:
    """The link to the monitor that a measure names."""
    return f"monitor-{_number(measure)}"


def _of_around(measure: Measure) -> str:
    """The link to the file of the programme that a measure stands in."""
    return f"bestand-{_number(measure).rpartition('-')[0]}"


def _key(measure: Measure) -> str:
    return f"maatregel-{_number(measure)}"


def _number(measure: Measure) -> str:
    """Its place among the measures, one of a programme inside behind that of the programme."""
    return "-".join(re.findall(r"maatregelen\[(\d+)\]", measure.path))


def _items(item: MeasureResult, *, new: bool) -> Items:
    measure = item.measure
    yield from _amounts(item, new=new)
    for label, said in (
        ("Domein", measure.domain),
        ("Groep", measure.group),
        ("Eigenaar", measure.owner),
        ("Telt niet mee", None if measure.counted else measure.why_not or "zie het programma"),
        ("Vervangen door", measure.replaced_by),
        ("Tegenpartij", measure.counterparty),
    ):
        if said:
            yield label, text(plain(said))
    yield from _decision(measure)
    if measure.cashable is not None:
        yield "Verzilverbaar", text(percent(measure.cashable))
    for label, evidence in (("Bewijs", measure.evidence), ("Bewijs achteraf", measure.realised_evidence)):
        if evidence is not None:
            yield label, text(evidence_text(evidence))
    yield from _origin(measure)


def _amounts(item: MeasureResult, *, new: bool) -> Items:
    measure = item.measure
    if measure.unvalued is not None:
        yield "Pro memorie", text(plain(measure.unvalued) or "zonder bedrag")
    if measure.by_now:
        yield "Gepland", amount(item.revised, f"{measure.path}.gepland")
    if measure.budgeted:
        yield "Binnen", amount(item.saving.achieved, f"{measure.path}.gerealiseerd")
    stream, key, word = (
        (item.saving.new, "nieuw", "Nieuw") if new else (item.saving.in_place, "in_plaats", "In plaats")
    )
    for year, value in stream.by_year.items() if measure.tranches else ():
        if value:
            yield f"{word} in {year}", amount(value, f"{measure.path}.{key}.{year}")
    if stream.undated:
        yield "Zonder jaar", amount(stream.undated)
    for year, value in item.investment.by_year.items() if measure.investments else ():
        if value:
            yield f"Investering in {year}", amount(value, f"{measure.path}.investering.{year}")
    for unknown in measure.unknown:
        yield "Pro memorie", text(plain(f"{unknown.name}: {unknown.reason}"))
    if measure.budget is not None:
        yield "Huidig budget", amount(measure.budget, f"{measure.path}.huidig_budget")


def _decision(measure: Measure) -> Items:
    decision = measure.decision
    if decision is None:
        return
    if decision.taken:
        yield "Besluit", text(f"genomen ({plain(decision.taken)})")
    elif decision.needed is not None:
        yield "Besluit", text("nog nodig" if decision.needed else "niet nodig")
    if decision.planned:
        yield "Planning", text(plain(decision.planned))


def _origin(measure: Measure) -> Items:
    """The files, the source and the remark."""
    if measure.case is not None:
        name = f"{measure.case.name} ({PurePath(measure.case.file).name})"
        yield "Casus", Cell(plain(name), links=(file_key(measure),))
    if measure.file is not None:
        name = plain(PurePath(measure.file).name)
        yield "Staat in programma", Cell(name, links=(_of_around(measure),))
    if measure.post is not None:
        said = f"{measure.post.name} in {measure.post.read[0].name}"
        yield "Post van een monitor", Cell(plain(said), links=(monitor_key(measure),))
    for label, told in (("Bron", measure.source), ("Toelichting", measure.note)):
        if told:
            yield label, text(plain(told))
