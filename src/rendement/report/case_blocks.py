"""What stands under the table of a case."""

from rendement.engine.households import Scaling
from rendement.engine.plan import Line
from rendement.engine.result import Result
from rendement.figures.field import Data
from rendement.report.document import Block, Cell, Column, Facts, Notes, Row, Table, text
from rendement.report.dutch import euro, number, percent, plain, quantity
from rendement.report.households import scaling_sentence


def outcome_facts(result: Result, data: Data) -> Facts:
    """What came out."""
    total, plan = data["totaal"], result.plan
    present = total["contante_waarde"]["rendement"]
    rate = ", ".join(
        percent(step) if len(plan.discount.steps) == 1 else f"{percent(step)} vanaf jaar {start}"
        for start, step in plan.discount.steps
    )
    moment = "" if plan.discount.moment == "begin" else f", {plan.discount.moment} van het jaar"
    origin = f", {plan.discount.origin}" if plan.discount.origin else ""
    label = f"Contante waarde ({rate}, basisjaar {plan.discount.base}{moment}{origin})"
    items = [
        ("Baten per euro", Cell(number(total["baten_per_euro"], 2), total["baten_per_euro"])),
        (label, Cell(euro(present), present)),
    ]
    if result.valued and total["kosten"] > 0:
        year = total["terugverdienjaar"]
        items.append(("Terugverdiend in", text(str(year) if year is not None else "niet binnen deze jaren")))
    rate = total["interne_rentevoet"]
    if rate is not None:
        reading = " (eerst overschot, dan tekort: lager is beter)" if _lends(result) else ""
        items.append((f"Interne rentevoet{reading}", Cell(f"{number(rate * 100, 1)}%", rate)))
    if result.cut:
        items.append(("Afgekapt na de horizon", Cell(euro(result.cut), result.cut)))
    for key, word in (("gerealiseerd", "waarvan gerealiseerd"), ("verwacht", "waarvan verwacht")):
        if key in total:
            value = total[key]["rendement"]
            items.append((word, Cell(euro(value), value)))
    return Facts("uitkomst", "", tuple(items))


def _lends(result: Result) -> bool:
    """Whether money comes in before it goes out: the rate is then what it costs, not what it yields."""
    return next((year.net > 0 for year in result.by_year.values() if year.net), False)


def scenario_blocks(data: Data) -> list[Block]:
    """The scenarios side by side."""
    scenarios = data.get("scenarios")
    if not scenarios:
        return []
    columns = tuple(
        Column(head, figures=i > 0)
        for i, head in enumerate(("scenario", "baten", "kosten", "rendement", "per euro", "contante waarde"))
    )
    rows = []
    for name, total in (
        ("zoals geschreven", data["totaal"]),
        *((n, s["totaal"]) for n, s in scenarios.items()),
    ):
        present = total["contante_waarde"]["rendement"]
        figures = [total["baten"], total["kosten"], total["rendement"]]
        cells = [Cell(number(value), value) for value in figures]
        ratio = total["baten_per_euro"]
        cells += [Cell(number(ratio, 2), ratio), Cell(number(present), present)]
        rows.append(Row((text(plain(name)), *cells)))
    scaled = [
        f"{plain(name)}: {scaling_sentence(_scaling(item))}"
        for name, scenario in scenarios.items()
        for item in scenario["opschaling"]
    ]
    blocks: list[Block] = [Table("scenarios", "Scenario's", columns, tuple(rows))]
    return [*blocks, Notes("opgeschaald", "Opgeschaald in een scenario", tuple(scaled))] if scaled else blocks


def _scaling(data: Data) -> Scaling:
    keys = ("van", "naar", "gemiddelde", "netto", "laag", "hoog")
    return Scaling(*(data[key] for key in keys))


def result_blocks(data: Data) -> list[Block]:
    """Outcomes that stay outcomes."""
    if not data["resultaten"]:
        return []
    heads = ("resultaat", "aantal", "van", "aandeel", "kosten per resultaat")
    columns = tuple(Column(head, figures=i > 0) for i, head in enumerate(heads))
    rows = tuple(
        Row(
            (
                text(plain(item["naam"])),
                Cell(quantity(item["aantal"]), item["aantal"]),
                Cell(quantity(item["van"]) if item["van"] is not None else "", item["van"]),
                Cell(percent(item["aandeel"]) if item["aandeel"] is not None else "", item["aandeel"]),
                Cell(number(item["kosten_per_resultaat"]), item["kosten_per_resultaat"]),
            )
        )
        for item in data["resultaten"]
    )
    return [Table("resultaten", "Resultaten", columns, rows)]


def threshold_blocks(data: Data) -> list[Block]:
    """How many must be prevented."""
    if not data["omslag"]:
        return []
    columns = tuple(
        Column(head, figures=i not in (0, 2))
        for i, head in enumerate(("te voorkomen om uit te komen", "prijs", "betaler", "aantal"))
    )
    rows = tuple(
        Row(
            (
                text(plain(item["naam"]) + (f" (per {plain(item['eenheid'])})" if item["eenheid"] else "")),
                Cell(number(item["prijs"]), item["prijs"]),
                text(", ".join(item["betaler"])),
                Cell(
                    number(item["aantal"], 1) if item["aantal"] is not None else "al gehaald", item["aantal"]
                ),
            )
        )
        for item in data["omslag"]
    )
    return [Table("omslag", "Omslagpunt", columns, rows)]


def unvalued_blocks(result: Result) -> list[Block]:
    """Effects without an amount."""
    plan = result.plan
    if not plan.unvalued and result.valued:
        return []
    valued = sum(item.line.counted for item in result.benefits)
    items = [
        f"{plain(item.name)}{f' ({item.direction})' if item.direction else ''}"
        f"{f': {plain(item.reason)}' if item.reason else ''}"
        for item in plan.unvalued
    ]
    if not result.valued:
        items.append("Geen enkele baat is gewaardeerd; een rendement bestaat daarom niet.")
    title = f"Pro memorie: {valued} van {valued + len(plan.unvalued)} effecten gewaardeerd"
    return [Notes("pm", title, tuple(items))]


def printed_blocks(data: Data) -> list[Block]:
    """What the source printed."""
    items = data["gedrukt"]
    if not items:
        return []
    agree = sum(item["oordeel"] == "volgt" for item in items)
    lines = [_verdict(item) for item in items if item["oordeel"] != "volgt"]
    return [Notes("gedrukt", f"Gedrukt in de bron: {agree} van {len(items)} volgen", tuple(lines))]


def _verdict(item: Data) -> str:
    where = f" ({plain(item['bron'])})" if item["bron"] else ""
    path = item["pad"]
    if item["berekend"] is None:
        return f"{path}: gedrukt {number(item['gedrukt'])}{where}, maar dit cijfer bestaat hier niet"
    decimals = 2 if abs(item["gedrukt"]) < 100 and item["gedrukt"] != int(item["gedrukt"]) else 0
    shown = (
        f"gedrukt {number(item['gedrukt'], decimals)}{where}, berekend {number(item['berekend'], decimals)}"
    )
    reason = f"; bronfout: {plain(item['fout'])}" if item["fout"] else "; dit volgt niet uit de invoer"
    return f"{path}: {shown}{reason}"


def remark_blocks(result: Result) -> list[Block]:
    """What a reader must know."""
    remarks = list(result.plan.remarks)
    whole = [item for item in result.benefits if not item.line.own_duration]
    if whole and any(len(item.line.effect.spell) == 1 for item in whole):
        remarks.append(
            "Baten zonder `duur` of `over_jaren` zijn geheel geboekt in het jaar van het resultaat, "
            "ook als het bedrag voor meer jaren staat; dan vallen terugverdienjaar en contante waarde "
            "te gunstig uit."
        )
    for item in result.lines:
        if not item.line.counted:
            remarks.append(f"{plain(item.line.name)} telt niet mee: {plain(item.line.why_not).rstrip('.')}.")
    return [Notes("opmerkingen", "Opmerkingen", tuple(remarks))] if remarks else []


def about_blocks(result: Result) -> list[Block]:
    """What the case says of itself: a reader needs it beside the outcome."""
    items = [piece for piece in (result.plan.description, result.plan.note) if piece]
    return [Notes("toelichting", "Toelichting", tuple(plain(item) for item in items))] if items else []


def origin_blocks(result: Result) -> list[Block]:
    """Where every line comes from."""
    plan = result.plan
    items = [f"Bron: {plan.source}"] if plan.source else []
    items += [origin for item in result.lines if (origin := _origin(item.line))]
    titles = plan.list_titles
    lists = "; ".join(f"{name} ({titles[name]})" if name in titles else name for name, _ in plan.price_lists)
    items += [f"Prijslijsten: {lists}"] if lists else []
    return [Notes("herkomst", "Herkomst", tuple(plain(item) for item in items))] if items else []


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
        grade, years = line.evidence
        pieces.append(f"Bewijs: {grade}{f', {quantity(years)} jaar' if years is not None else ''}")
    head = f"{line.name} ({line.source})" if line.source else line.name
    if not pieces:
        return head if line.source else ""
    return f"{head}: {'. '.join(pieces)}."
