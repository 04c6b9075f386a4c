"""What stands under the table of a case."""

from collections.abc import Sequence

from rendement.engine.firmness import Firmness
from rendement.engine.plan import Line, Plan
from rendement.engine.result import Balance, Result
from rendement.engine.summary import OutcomeCosts, ThresholdCount
from rendement.figures.case import CaseFigures
from rendement.report.cells import (
    NO_HEADLINE,
    euros,
    figure,
    headline,
    heads,
    in_unit,
    marked,
    notes,
    optional,
    outcome_cells,
    price,
)
from rendement.report.document import Block, Cell, Facts, Row, Table, text
from rendement.report.dutch import euro, number, percent, plain, quantity
from rendement.report.ranges import Ranges
from rendement.report.wording import (
    effect,
    evidence_text,
    findings_blocks,
    name_of,
    per,
    printed_blocks,
    rate_text,
)
from rendement.source.money import current
from rendement.source.path import format_path

UNSAID = "niet opgegeven"
FIRMNESS = "Hoe hard zijn de baten"


def baseline_blocks(plan: Plan) -> list[Block]:
    """What the case is compared with."""
    return notes("nulalternatief", "Nulalternatief", [plain(plan.baseline)] if plan.baseline else [])


def outcome_blocks(figures: CaseFigures, ranges: Ranges) -> list[Block]:
    """What came out."""
    return [
        *_facts(figures),
        *_own_rates(figures.result),
        *_scaled(figures),
        *_about(figures.result.plan),
        *_firmness(figures.firmness, figures.result.total.benefits),
        *scenario_blocks(figures),
        *_outcomes(figures.outcomes, ranges),
        *_thresholds(figures.thresholds, ranges),
    ]


def reader_blocks(figures: CaseFigures) -> list[Block]:
    """What a reader must know of it."""
    return [
        *unvalued_blocks(figures.result),
        *printed_blocks(figures.printed),
        *findings_blocks(figures.findings),
        *_origins(figures.result),
    ]


def _facts(figures: CaseFigures) -> list[Block]:
    """What else came out than the answer."""
    result, total = figures.result, figures.totals
    items = []
    rate = total.internal_rate
    if rate is not None:
        reading = " (eerst overschot, dan tekort: lager is beter)" if _lends(result) else ""
        cell = Cell(f"{number(rate * 100, 1)}%", rate, "totaal.interne_rentevoet")
        items.append((f"Interne rentevoet{reading}", cell))
    if result.cut:
        items.append(("Afgekapt na de horizon", euros(result.cut, "totaal.afgekapt_na_horizon")))
    for word, part in (("gerealiseerd", total.realised), ("verwacht", total.expected)):
        if part is not None:
            net = part.net if total.valued else None
            items.append((f"waarvan {word}", euros(net, f"totaal.{word}.rendement")))
    items += _each(total.each, result.plan.participants, valued=total.valued)
    return [Facts("uitkomst", "", tuple(items))] if items else []


def _each(each: Balance | None, among: float | None, *, valued: bool) -> list[tuple[str, Cell]]:
    """Of one participant."""
    if each is None or among is None:
        return []
    amounts = {"Baten": each.benefits, "Kosten": each.costs, "Rendement": each.net if valued else None}
    head = f"per deelnemer ({quantity(among)})"
    base = "totaal.per_deelnemer"
    return [(f"{word} {head}", euros(amount, f"{base}.{word.lower()}")) for word, amount in amounts.items()]


def _own_rates(result: Result) -> list[Block]:
    """The lines that are discounted in their own way."""
    found = (
        f"{name_of(item.line)}: {rate_text(item.line.discount)}"
        for item in result.lines
        if item.line.discount is not None
    )
    return notes("discontovoeten", "Anders contant gemaakt", found)


def _lends(result: Result) -> bool:
    """Whether money comes in before it goes out: the rate is then what it costs, not what it yields."""
    return next((year.net > 0 for year in result.by_year.values() if year.net), False)


def _firmness(found: Firmness, benefits: float) -> list[Block]:
    """What the lines say of it, beside all benefits; nothing when none says anything."""
    facts = tuple((label, _part(amount, benefits)) for label, amount, _ in firmness_items(found))
    return [Facts("hardheid", FIRMNESS, facts)] if facts else []


def firmness_items(found: Firmness) -> list[tuple[str, float, str]]:
    """Each part of the benefits that lines say something of: its label, how much, and its path."""
    if not found.stated:
        return []
    items: list[tuple[str, float, str]] = []
    if found.cashable or found.not_cashable:
        items += [("Verzilverbaar", found.cashable, "verzilverbaar")]
        items += [("Niet verzilverbaar", found.not_cashable, "niet_verzilverbaar")]
        unsaid = f"Verzilverbaar of niet: {UNSAID}"
        items += [(unsaid, found.unsaid, "niet_opgegeven")] if found.unsaid else []
    for key, amounts in (("soort", found.by_nature), ("bewijs", found.by_evidence)):
        if set(amounts) - {None}:
            for word, amount in amounts.items():
                said = word or UNSAID
                items.append((f"{key.capitalize()}: {plain(said)}", amount, format_path((key, said))))
    after = ("Na afloop van het bewijs", found.after_evidence, "na_bewijs")
    items += [after] if found.after_evidence else []
    return [(label, amount, f"hardheid.{path}") for label, amount, path in items]


def _part(amount: float, benefits: float) -> Cell:
    share = f" ({percent(round(amount / benefits, 2))})" if benefits else ""
    return Cell(f"{euro(amount)}{share}", in_unit(amount))


def _scaled(figures: CaseFigures) -> list[Block]:
    """What scaling up says, of every line that was."""
    from rendement.engine.over_years import name_of_all  # noqa: PLC0415 - most cases have no households
    from rendement.report.households import scaling_sentence  # noqa: PLC0415

    found = (
        f"{plain(name_of_all(items))}: {scaling_sentence(items[0], scaling)}"
        for items, scaling in figures.scaled
    )
    return notes("opschaling", "Opgeschaald", found)


def scenario_blocks(figures: CaseFigures) -> list[Block]:
    """The scenarios side by side."""
    scenarios = figures.scenario_figures
    if not scenarios:
        return []
    from rendement.report.households import scaling_sentence  # noqa: PLC0415 - most cases have no scenarios

    columns = heads("scenario", "baten", "kosten", "rendement", f"per {current().word}", "contante waarde")
    rows = [Row((text("zoals geschreven"), *outcome_cells(headline(figures), "totaal")))]
    for name, found in scenarios.items():
        base = format_path(("scenarios", name, "totaal")) if found is not None else ""
        cells = outcome_cells(headline(found) if found is not None else NO_HEADLINE, base)
        rows.append(Row((text(plain(name)), *cells)))
    scaled = (
        f"{plain(name)}: {scaling_sentence(items[0], scaling)}"
        for name, found in scenarios.items()
        if found is not None
        for items, scaling in found.scaled
    )
    table = Table("scenarios", "Scenario's", columns, tuple(rows))
    if figures.uncertainty is not None:
        from rendement.report.uncertainty import FEW_DRAWS, scenario_table  # noqa: PLC0415 - only with draws

        table = scenario_table(figures) if figures.uncertainty.draws >= FEW_DRAWS else table
    return [table, *notes("opgeschaald", "Opgeschaald in een scenario", scaled)]


def _outcomes(outcomes: Sequence[OutcomeCosts], ranges: Ranges) -> list[Block]:
    """Outcomes that stay outcomes."""
    rows = tuple(
        Row(
            (
                text(plain(item.outcome.name)),
                marked(
                    Cell(quantity(item.outcome.count), item.outcome.count),
                    ranges.at(f"{item.outcome.path}.aantal"),
                ),
                optional(item.outcome.of, quantity),
                optional(item.share, percent),
                price(item.costs_each, f"resultaten[{number_}].kosten_per_resultaat"),
            )
        )
        for number_, item in enumerate(outcomes)
    )
    columns = heads("resultaat", "aantal", "van", "aandeel", "kosten per resultaat")
    return [Table("resultaten", "Resultaten", columns, rows)] if rows else []


def _thresholds(thresholds: Sequence[ThresholdCount], ranges: Ranges) -> list[Block]:
    """How many must be prevented."""
    rows = []
    for item in thresholds:
        listed, bearers = item.threshold.price, item.threshold.bearers
        label = plain(listed.name) + (f" ({per(listed.unit)})" if listed.unit else "")
        count = text("al gehaald") if item.count is None else figure(item.count, 1)
        who = ", ".join(bearer.actor for bearer in bearers)
        rows.append(Row((text(label), marked(price(item.price), ranges.price(listed)), text(who), count)))
    columns = heads("te voorkomen om uit te komen", "prijs", "betaler", "aantal", words=("betaler",))
    return [Table("omslag", "Omslagpunt", columns, tuple(rows))] if rows else []


def unvalued_blocks(result: Result) -> list[Block]:
    """Effects without an amount."""
    items = [effect(item) for item in result.plan.unvalued]
    valued = sum(item.line.counted for item in result.benefits)
    title = f"Pro memorie: {valued} van {valued + len(items)} effecten gewaardeerd"
    if not result.valued:
        items.append("Geen enkele baat is gewaardeerd; een rendement bestaat daarom niet.")
    return notes("pm", title, items)


def _about(plan: Plan) -> list[Block]:
    """What the case says of itself: a reader needs it beside the outcome."""
    said = (plain(piece) for piece in (plan.description, plan.note) if piece)
    return notes("toelichting", "Toelichting", said)


def _origins(result: Result) -> list[Block]:
    """Where every line comes from."""
    plan = result.plan
    items = [f"Bron: {plan.source}"] if plan.source else []
    items += [origin for item in result.lines if (origin := _origin(item.line))]
    titles = plan.list_titles
    lists = "; ".join(f"{name} ({titles[name]})" if name in titles else name for name, _ in plan.price_lists)
    items += [f"Prijslijsten: {lists}"] if lists else []
    items += [f"Indexreeks {use.name}: {use.title} ({use.file})" for use in plan.indices]
    return notes("herkomst", "Herkomst", map(plain, items))


def _origin(line: Line) -> str:
    """Where a line comes from, in sentences; nothing when it does not say."""
    pieces = [line.note.rstrip(".")] if line.note else []
    if len(line.parts) == 1 and line.parts[0].price.price_list is not None:
        price = line.parts[0].price  # a line of several parts has a table of its own
        unit = f", eenheid {price.unit}" if price.unit else ""
        pieces.append(f"Prijs: {price.name}{unit}, uit {price.price_list}")
    others = dict.fromkeys(part.counterparty for part in line.parts if part.counterparty is not None)
    if others:
        pieces.append(f"Overdracht: de andere kant is {', '.join(others)}")
    if line.evidence is not None:
        pieces.append(f"Bewijs: {evidence_text(line.evidence)}")
    head = f"{line.name} ({line.source})" if line.source else line.name
    if not pieces:
        return head if line.source else ""
    return f"{head}: {'. '.join(pieces)}."
