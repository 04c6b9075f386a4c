"""What draws say of a programme: under the answer, as ranges, as chances that the target is met, in words."""

from collections.abc import Iterator, Sequence

from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import whole
from rendement.figures.uncertainty import Met, ProgrammeUncertainty, TargetMet
from rendement.report.cells import amount, heads, in_unit, notes
from rendement.report.document import Block, Cell, Row, Table, text
from rendement.report.dutch import counted, euro, plain
from rendement.report.uncertainty import (
    FEW_DRAWS,
    alike,
    band_cells,
    band_group,
    band_row,
    band_table,
    chance,
    drawn_sentence,
    histogram_table,
    in_words,
    leaning,
    range_sentence,
    resting_on,
    rounded,
    samples,
)
from rendement.report.wording import actor_name

WHAT = "saldo"


def target_facts(found: ProgrammeUncertainty) -> Iterator[tuple[str, Cell]]:
    """Right below what is over or short of the target; nothing of too few draws, or where none differ."""
    target = found.target
    if target is None or not _moves(found):
        return
    yield "  kans dat zij elk jaar wordt gehaald", Cell(chance(target.every), target.every)
    yield "  kans dat zij over alle jaren samen wordt gehaald", _chance(target.whole)
    reached = Cell(euro(_reached(target.whole)), in_unit(target.whole.reached))
    yield "  gehaald in 80 van de 100 trekkingen, met dekking", reached


def said(found: ProgrammeUncertainty) -> Iterator[str]:
    """For the conclusion of a report."""
    if told := drawn_sentence(found, sampled=bool(found.samples), what=WHAT):
        yield f"{told[:1].upper()}{told[1:]}."
    if found.target is not None and _moves(found):
        yield _target_sentence(found.target)


def drawn_blocks(figures: ProgrammeFigures, found: ProgrammeUncertainty, by: Sequence[str]) -> list[Block]:
    """The tables and the words."""
    words = notes("trekkingen", "Trekkingen", _words(figures, found))
    if found.draws < FEW_DRAWS or not _moves(found):
        return words
    blocks: list[Block] = [band_table(_rows(figures, found, by))]
    if found.target is not None:
        blocks.append(_target_table(figures, found.target))
    if found.histogram is not None:
        blocks.append(histogram_table(found.histogram, found.draws, WHAT))
    return [*blocks, *_scenarios(figures), *words]


def _scenarios(figures: ProgrammeFigures) -> list[Block]:
    """The balance of every scenario with its range, and how likely it meets the target every year."""
    rows = []
    for name, own in (("zoals geschreven", figures), *figures.scenario_figures.items()):
        drawn = None if own is None else own.uncertainty
        point = amount(None if own is None else whole(own.streams.net))
        if drawn is None or drawn.net is None:
            rows.append(Row((text(plain(name)), point, *(text("-"),) * 3)))
            continue
        met = text("-") if drawn.target is None else Cell(chance(drawn.target.every), drawn.target.every)
        rows.append(Row((text(plain(name)), point, *band_cells(drawn.net, "low", "high"), met)))
    columns = heads("scenario", "saldo", "5%", "95%", "kans taakstelling elk jaar")
    title = "Scenario's, getrokken"
    return [Table("scenarios_getrokken", title, columns, tuple(rows))] if len(rows) > 1 else []


def _moves(found: ProgrammeUncertainty) -> bool:
    """Whether there is anything to tell: enough draws, that differ in some figure."""
    bands = (found.net, found.saved, found.difference)
    return found.draws >= FEW_DRAWS and any(band is not None and band.deviation for band in bands)


def _rows(figures: ProgrammeFigures, found: ProgrammeUncertainty, by: Sequence[str]) -> list[Row]:
    years = found.years.items()
    rows = [*band_row("Saldo", found.net), *band_row("Telt voor de taakstelling", found.saved)]
    rows += band_row("Verschil met de taakstelling", found.difference)
    rows += band_group("Saldo per maatregel", [(plain(item.name), item.band) for item in found.measures])
    rows += band_group("Saldo per domein", [(plain(name), band) for name, band in found.domains.items()])
    if "actor" in by:
        actors = figures.result.plan.actors
        named = [(actor_name(actors, code), band) for code, band in found.actors.items()]
        rows += band_group("Saldo per actor", named)
    rows += band_group("Saldo per jaar", [(year, bands.net) for year, bands in years])
    rows += band_group("Verschil per jaar", [(year, bands.difference) for year, bands in years])
    rows += band_group("Cumulatief verschil", [(year, bands.cumulative) for year, bands in years])
    return rows


def _target_table(figures: ProgrammeFigures, target: TargetMet) -> Table:
    """By year, of all years together, and of every year in one draw."""
    asked = figures.streams.target
    by_year = {} if asked is None else {str(year): value for year, value in asked.by_year.items()}
    rows = [
        Row((text(year), amount(by_year.get(year)), _reached_cell(met), _chance(met), _run_up(met)))
        for year, met in target.years.items()
    ]
    total = (amount(whole(asked)), _reached_cell(target.whole), _chance(target.whole), text(""))
    rows.append(Row((text("alle jaren samen"), *total), "totaal"))
    every = Cell(chance(target.every), target.every)
    run_up = Cell(chance(target.every_cumulative), target.every_cumulative)
    rows.append(Row((text("elk jaar"), text(""), text(""), every, run_up)))
    columns = heads("", "taakstelling", "gehaald in 80 van 100", "kans", "kans cumulatief")
    return Table("kans_taakstelling", "Kans dat de taakstelling wordt gehaald", columns, tuple(rows))


def _words(figures: ProgrammeFigures, found: ProgrammeUncertainty) -> Iterator[str]:
    drawn = f"{counted(found.draws, 'trekking', 'trekkingen')}, zaad {found.seed}"
    if not found.uncertain and not found.samples:
        yield f"{drawn}. Geen enkel cijfer heeft een bandbreedte, dus elke trekking is de gewone berekening."
        return
    rests = resting_on(found, sampled=bool(found.samples))
    within = (
        f"Dat geldt binnen wat als onzeker is opgegeven: {rests}; wat als zeker is opgeschreven, telt hier "
        "niet mee. Grenzen van maatregelen tellen niet op."
    )
    if found.draws < FEW_DRAWS:
        yield f"{drawn}. Grenzen en kansen staan er vanaf {FEW_DRAWS}; neem er bijvoorbeeld 10.000. {within}"
        return
    if not _moves(found):
        yield f"Alle trekkingen geven dezelfde uitkomst ({drawn}). {within}"
        return
    if found.net is not None and not alike(found):
        yield f"{range_sentence(found, WHAT)} ({drawn}). {within}"
        yield from leaning(found.net, whole(figures.streams.net) or 0.0, WHAT)
    else:
        yield f"{drawn}. {within}"
    if found.target is not None:
        yield _target_sentence(found.target)
    yield from samples(found.samples)


def _target_sentence(target: TargetMet) -> str:
    return (
        f"De kans dat de taakstelling elk jaar wordt gehaald is {in_words(target.every)}, en over alle jaren "
        f"samen {in_words(target.whole.chance)}; in 80 van de 100 trekkingen wordt er, met de dekking, ten "
        f"minste {euro(_reached(target.whole))} gehaald."
    )


def _reached(met: Met) -> float:
    return rounded(met.reached, met.error)


def _reached_cell(met: Met) -> Cell:
    return Cell(amount(_reached(met)).text, in_unit(met.reached))


def _chance(met: Met) -> Cell:
    return Cell(chance(met.chance), met.chance)


def _run_up(met: Met) -> Cell:
    return text("") if met.cumulative is None else Cell(chance(met.cumulative), met.cumulative)
