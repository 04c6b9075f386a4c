"""The summary of a case: what it is compared with, what comes out, for whom, how firm, and what turns it."""

from collections.abc import Iterator
from dataclasses import replace

from rendement.engine.summary import why_no_return
from rendement.figures.case import CaseFigures
from rendement.report import charts
from rendement.report.answer import sample_range, whose_in_full
from rendement.report.breakeven import at_the_edge, meaning, shown
from rendement.report.case_blocks import FIRMNESS, firmness_items, scenario_blocks, unvalued_blocks
from rendement.report.cells import amount, euros, figure, heads, notes, optional
from rendement.report.compared import compared_blocks
from rendement.report.document import Block, Cell, Notes, Row, Table, text
from rendement.report.dutch import euro, percent
from rendement.report.findings import warnings
from rendement.report.standard_table import standard_table
from rendement.report.wording import actor_name, findings_sentence, printed_blocks, within
from rendement.source.money import current
from rendement.study.report import Reported

PAID_IN, NEVER_PAID = "terugverdiend in ", "binnen deze jaren niet terugverdiend"
NEAREST = 3  # assumptions that are told in words


def case_summary(reported: Reported, figures: CaseFigures) -> list[Block]:
    """Its blocks, in the order in which every report has them."""
    return [
        *compared_blocks(figures.result),
        _conclusion(figures),
        standard_table(figures),
        *charts.waterfall(figures),
        *(charts.bearers(figures) or _one_bearer(figures)),
        *notes("omslag_in_woorden", "Wat de uitkomst doet kantelen", _turning(reported, figures)),
        *notes("weten_kort", "Wat meten?", _worth(reported), prose=True),
        *(block for block in scenario_blocks(figures) if isinstance(block, Table)),
        *_firmness(figures),
        *notes("nagekeken", "Nagekeken", _checked(figures)),
    ]


def _conclusion(figures: CaseFigures) -> Notes:
    pieces = tuple(_pieces(figures))
    said = "".join(cell.text for cell in pieces)
    return Notes("conclusie", "Conclusie", (said,), pieces=(pieces,), prose=True)


def _pieces(figures: CaseFigures) -> Iterator[Cell]:
    """One sentence; every figure in it a piece of its own."""
    result, total = figures.result, figures.totals
    if not result.valued:
        if result.total.costs:
            yield text(f"De kosten voor {whose_in_full(result)} zijn ")
            yield euros(total.money.costs, "totaal.kosten")
            yield text("; ")
        why = f"rendement bestaat niet, want {why_no_return(result)}."
        yield text(f"een {why}" if result.total.costs else f"Een {why}")
        return
    yield text(f"Het rendement voor {whose_in_full(result)} is ")
    yield euros(figures.net, "totaal.rendement")
    if total.per_euro is not None:
        yield text(f": tegenover elke {current().word} aan kosten staat ")
        ratio = figure(total.per_euro, 2, "totaal.baten_per_euro")
        yield replace(ratio, text=f"{current().sign} {ratio.text}")
        yield text(" aan baten, en de kosten zijn ")
        if total.payback is None:
            yield text(NEVER_PAID)
        else:
            yield text(PAID_IN)
            yield Cell(str(total.payback), total.payback, "totaal.terugverdienjaar")
    if figures.uncertainty is not None and figures.uncertainty.net is not None:
        from rendement.report.uncertainty import drawn_sentence, is_sampled  # noqa: PLC0415 - only with draws

        if said := drawn_sentence(figures.uncertainty, sampled=is_sampled(figures)):
            yield text(f"; {within(said)}")
    yield text(".")


def _one_bearer(figures: CaseFigures) -> list[Block]:
    names = [actor_name(figures.result.plan.actors, code) for code in figures.actors]
    said = [f"Alle baten en kosten zijn van één partij: {within(name)}." for name in names]
    return notes("actoren", "Wie betaalt en wie wint", said, prose=True)


def _turning(reported: Reported, figures: CaseFigures) -> Iterator[str]:
    """The nearest assumptions, and how far all ranges together reach."""
    net = figures.result.total.net
    if net:
        for item in reported.nearest[:NEAREST]:
            said = meaning(item, at_the_edge(item, item.value or 0.0), net)
            yield f"{charts.label(item)} is nu {shown(item, item.now)}; {said}."
        if reported.crossings and not reported.nearest:
            yield "Geen enkele aanname alleen brengt het rendement op nul."
    span = reported.span
    if span is not None and figures.uncertainty is None:
        low, high = span
        worst = f"Met elke bandbreedte op haar ongunstigste waarde is het rendement {euro(low)}"
        yield f"{worst}, met elke op haar gunstigste {euro(high)}."


def _worth(reported: Reported) -> Iterator[str]:
    """What it is worth to know everything beforehand, as far as something is uncertain."""
    found = reported.sensitivity
    if found is not None and found.bars:
        from rendement.report.sensitivity.words import worth_sentence  # noqa: PLC0415 - only with draws

        yield worth_sentence(found)


def _firmness(figures: CaseFigures) -> list[Block]:
    """What leaves a budget, on which evidence the benefits rest, and what of them is already in."""
    benefits = figures.result.total.benefits
    nature = "hardheid.soort"  # stands in the appendix
    found = [item for item in firmness_items(figures.firmness) if not item[2].startswith(nature)]
    done = figures.totals.realised
    if done is not None:
        found.append(("Gerealiseerd", done.benefits, "totaal.gerealiseerd.baten"))
    rows = tuple(
        Row((text(label), amount(value, path), optional(_share(value, benefits), percent)))
        for label, value, path in found
    )
    columns = heads("", "bedrag", "van de baten")
    return [Table("hardheid", FIRMNESS, columns, rows)] if rows else []


def _share(value: float, benefits: float) -> float | None:
    return round(value / benefits, 2) if benefits else None


def _checked(figures: CaseFigures) -> Iterator[str]:
    """What was left out, what the source printed, and what there is to say of the file."""
    unvalued = unvalued_blocks(figures.result) if figures.result.plan.unvalued else []
    for block in (*unvalued, *printed_blocks(figures.printed)):
        yield f"{block.title}."
    yield from (f"{label}: {cell.text}." for label, cell in sample_range(figures))
    yield from findings_sentence(figures.findings)
    yield from warnings(figures.findings)
