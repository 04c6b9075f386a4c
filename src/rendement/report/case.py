"""A case as a document: the table of benefits and costs, what came out, and where it comes from."""

from collections.abc import Sequence
from typing import Any

from rendement.engine.plan import BENEFITS
from rendement.engine.result import LineResult, Result
from rendement.report.breakeven import breakeven_blocks
from rendement.report.by import by_blocks
from rendement.report.contract import Data
from rendement.report.document import Block, Cell, Column, Document, Facts, Notes, Row, Table, text
from rendement.report.dutch import amount_text, euro, number, percent, plain, quantity
from rendement.report.households import household_blocks, make_up

CHAIN = (
    "prijspeil",
    "additioneel",
    "blijfkans",
    "terugval",
    "afname",
    "business_as_usual",
    "toerekening",
    "verdringing",
    "optimismecorrectie",
    "horizon",
)
SECTIONS = {"baten": "Baten", "kosten": "Kosten"}


def case_document(result: Result, data: Data, by: Sequence[str] = ()) -> Document:
    """The document of one case; `data` is its contract, `by` the extra ways of looking."""
    plan = result.plan
    blocks: list[Block] = [_lines(result)]
    for item in result.lines:
        if item.line.households:
            blocks += household_blocks(item)
        elif len(item.line.parts) > 1:
            blocks.append(make_up(item))
    for way in by:
        blocks += by_blocks(result, data, way)
    blocks += [
        _outcome(result, data),
        *_scenarios(data),
        *_results(data),
        *_thresholds(data),
        *breakeven_blocks(data),
    ]
    blocks += [*_unvalued(result), *_printed(data), *_remarks(result), *_origin(result)]
    return Document(plain(plan.name), _subtitle(result, data), tuple(blocks))


def _subtitle(result: Result, data: Data) -> str:
    plan = result.plan
    first, last = plan.period
    pieces = [plain(plan.place), str(first) if first == last else f"{first}-{last}"]
    if plan.price_level is not None:
        pieces.append(f"prijspeil {plan.price_level}")
    if plan.perspective != "financieel":
        pieces.append(f"perspectief {plain(plan.perspective)}")
    if plan.horizon is not None:
        pieces.append(f"horizon {plan.horizon} jaar")
    if data.get("scenario"):
        pieces.append(f"scenario {plain(data['scenario'])}")
    return " · ".join([*pieces, "bedragen in euro"])


# -- the table of lines


def _lines(result: Result) -> Table:
    used = [name for name in CHAIN if any(step.name == name for item in result.lines for step in item.steps)]
    columns = [Column("", figures=False), Column("aantal"), Column("prijs"), Column("bruto")]
    columns += [Column(name.replace("_", " ")) for name in used] + [Column("netto")]
    rows: list[Row] = []
    narrow: list[Row] = []
    for key, items in (("baten", result.benefits), ("kosten", result.costs)):
        if not items:
            continue
        width = len(columns)
        rows.append(Row((text(SECTIONS[key]), *_empty(width - 1)), "kop"))
        narrow.append(Row((text(SECTIONS[key]), *_empty(3)), "kop"))
        group = None
        for item in items:
            heading = _group(item)
            if heading != group and any(_group(other) != "overig" for other in items):
                rows.append(Row((text(heading), *_empty(width - 1)), "groep"))
                narrow.append(Row((text(heading), *_empty(3)), "groep"))
            group = heading
            rows.append(Row((text(_name(item)), *_size(item), *_amounts(item, used))))
            narrow += _stacked(item)
        outside, total = _section_total(result, key, items)
        for row in (*outside, (f"Totaal {key}", total, "totaal")):
            label, value, role = row
            rows.append(Row((text(label), *_empty(width - 2), Cell(number(value), value)), role))
            narrow.append(Row((text(label), *_empty(2), Cell(number(value), value)), role))
    net = result.total.net if result.valued else None
    rows.append(Row((text("Rendement"), *_empty(len(columns) - 2), Cell(number(net), net)), "uitkomst"))
    narrow.append(Row((text("Rendement"), *_empty(2), Cell(number(net), net)), "uitkomst"))
    slim = (columns[0], columns[1], columns[2], Column("bedrag"))
    return Table("regels", "", tuple(columns), tuple(rows), Table("regels", "", slim, tuple(narrow)))


def _group(item: LineResult) -> str:
    domains = {flow.domain for flow in item.flows}
    several = len(domains) > 1 and not item.line.domain
    heading = "diverse domeinen" if several else plain(item.line.domain or next(iter(domains), None))
    return " · ".join(piece for piece in (heading or "overig", plain(item.line.group)) if piece)


def _name(item: LineResult) -> str:
    name = plain(item.line.name)
    return name if item.line.counted else f"{name} (telt niet mee)"


def _size(item: LineResult) -> tuple[Cell, Cell]:
    if item.line.prices is not None:
        return Cell(quantity(item.count), item.count), text("per jaar")
    return Cell(quantity(item.count), item.count), Cell(amount_text(_unit(item)), _unit(item))


def _unit(item: LineResult) -> float:
    return sum(part.quantity * part.price.amount for part in item.line.parts)


def _amounts(item: LineResult, used: list[str]) -> list[Cell]:
    taken = {step.name: -step.taken for step in item.steps}
    gross = item.steps[0].left
    cells = [Cell(number(gross), gross)]
    cells += [Cell(number(taken[name]), taken[name]) if name in taken else text("") for name in used]
    return [*cells, Cell(number(item.net), item.net)]


def _stacked(item: LineResult) -> list[Row]:
    """A line as a small sum: gross, every step, net."""
    gross = item.steps[0]
    rows = [Row((text(_name(item)), *_size(item), Cell(number(gross.left), gross.left)))]
    for step in item.steps[1:]:
        label = f"  {step.name.replace('_', ' ')} ({percent(step.share)} blijft)"
        rows.append(Row((text(label), *_empty(2), Cell(number(-step.taken), -step.taken))))
    if len(item.steps) > 1:
        rows.append(Row((text("  netto"), *_empty(2), Cell(number(item.net), item.net)), "regel"))
    return rows


def _section_total(
    result: Result, key: str, items: tuple[LineResult, ...]
) -> tuple[list[tuple[str, float, Any]], float]:
    """What does not count (left out, or outside the perspective), and the total that remains."""
    total = result.total.benefits if key == BENEFITS else result.total.costs
    left_out = sum(item.net for item in items if not item.line.counted)
    outside = total - sum(item.net for item in items if item.line.counted)
    rows: list[tuple[str, float, Any]] = []
    if left_out:
        rows.append(("af: telt niet mee", -left_out, "regel"))
    if abs(outside) > 0.005:
        rows.append((f"af: buiten perspectief {plain(result.plan.perspective)}", outside, "regel"))
    return rows, total


def _empty(count: int) -> tuple[Cell, ...]:
    return (text(""),) * count


# -- what stands under the table


def _outcome(result: Result, data: Data) -> Facts:
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
    if result.valued:
        year = total["terugverdienjaar"]
        items.append(("Terugverdiend in", text(str(year) if year is not None else "niet binnen deze jaren")))
    if result.cut:
        items.append(("Afgekapt na de horizon", Cell(euro(result.cut), result.cut)))
    for key, word in (("gerealiseerd", "waarvan gerealiseerd"), ("verwacht", "waarvan verwacht")):
        if key in total:
            value = total[key]["rendement"]
            items.append((word, Cell(euro(value), value)))
    return Facts("uitkomst", "", tuple(items))


def _scenarios(data: Data) -> list[Block]:
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
    return [Table("scenarios", "Scenario's", columns, tuple(rows))]


def _results(data: Data) -> list[Block]:
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


def _thresholds(data: Data) -> list[Block]:
    if not data["omslag"]:
        return []
    columns = tuple(
        Column(head, figures=i not in (0, 2))
        for i, head in enumerate(("te voorkomen om uit te komen", "prijs", "betaler", "aantal"))
    )
    rows = tuple(
        Row(
            (
                text(plain(item["naam"])),
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


def _unvalued(result: Result) -> list[Block]:
    plan = result.plan
    if not plan.unvalued and result.valued:
        return []
    valued = len(result.benefits)
    items = [
        f"{plain(item.name)}{f' ({item.direction})' if item.direction else ''}"
        f"{f': {plain(item.reason)}' if item.reason else ''}"
        for item in plan.unvalued
    ]
    if not result.valued:
        items.append("Geen enkele baat is gewaardeerd; een rendement bestaat daarom niet.")
    title = f"Pro memorie: {valued} van {valued + len(plan.unvalued)} effecten gewaardeerd"
    return [Notes("pm", title, tuple(items))]


def _printed(data: Data) -> list[Block]:
    items = data["gedrukt"]
    if not items:
        return []
    agree = sum(item["oordeel"] == "volgt" for item in items)
    lines = [_verdict(item) for item in items if item["oordeel"] != "volgt"]
    what = "alle gedrukte cijfers volgen" if agree == len(items) else "niet alle gedrukte cijfers volgen"
    return [Notes("gedrukt", f"Gedrukt in de bron: {agree} van {len(items)} volgen", tuple(lines or [what]))]


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


def _remarks(result: Result) -> list[Block]:
    remarks = list(result.plan.remarks)
    whole = [item for item in result.benefits if not item.line.own_duration]
    if whole and any(len(item.line.effect.spell) == 1 for item in whole):
        remarks.append(
            "Baten zonder `duur` of `over_jaren` zijn geheel geboekt in het jaar van het resultaat, "
            "ook als het bedrag voor meer jaren staat."
        )
    for item in result.lines:
        if not item.line.counted:
            remarks.append(f"{plain(item.line.name)} telt niet mee: {plain(item.line.why_not).rstrip('.')}.")
    return [Notes("opmerkingen", "Opmerkingen", tuple(remarks))] if remarks else []


def _origin(result: Result) -> list[Block]:
    plan = result.plan
    items = [piece for piece in (plan.description, plan.note) if piece]
    items += [f"Bron: {plan.source}"] if plan.source else []
    for item in result.lines:
        line = item.line
        pieces = [piece for piece in (line.source, line.note) if piece]
        if line.evidence is not None:
            grade, years = line.evidence
            covered = f", {quantity(years)} jaar" if years is not None else ""
            pieces.append(f"bewijs: {grade}{covered}")
        if pieces:
            items.append(f"{line.name}: {'; '.join(pieces)}")
    lists = ", ".join(name for name, _ in plan.price_lists)
    items += [f"Prijslijsten: {lists}"] if lists else []
    return [Notes("herkomst", "Herkomst", tuple(plain(item) for item in items))] if items else []
