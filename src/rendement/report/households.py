"""A line of households: the matrix post x casus, how each cell came about, and the scaling up."""

from typing import Any

from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.engine.sampling import interval
from rendement.report.document import Block, Cell, Column, Notes, Row, Table, text
from rendement.report.dutch import amount_text, euro, number, plain, quantity

Data = dict[str, Any]


def households(item: LineResult) -> list[Data]:
    """Each household with its basket and total, before quantities and chain."""
    found = []
    for index, (name, description) in enumerate(item.line.households):
        own = [part for part in item.line.parts if part.household == index]
        cells = [
            {
                "post": _code(part),
                "aantal": part.quantity,
                "prijs": part.price.amount,
                "bedrag": _amount(part),
                "prijslijst": part.price.price_list,
                "reden": part.price.reason,
            }
            for part in own
        ]
        total = sum(_amount(part) for part in own)
        found.append({"naam": name, "omschrijving": description, "posten": cells, "totaal": total})
    return found


def matrix(item: LineResult) -> Data:
    """Post x casus: amounts, totals by row and by column, and who bears each post."""
    columns = range(len(item.line.households))
    rows: list[Data] = []
    for code, parts in _by_post(item).items():
        amounts = [sum(_amount(part) for part in parts if part.household == column) for column in columns]
        rows.append(
            {
                "post": code,
                "naam": parts[0].price.name,
                "betaler": _payers(parts),
                "bedragen": amounts,
                "totaal": sum(amounts),
            }
        )
    totals = [sum(row["bedragen"][column] for row in rows) for column in columns]
    names = [name for name, _ in item.line.households]
    return {"casussen": names, "rijen": rows, "totalen": totals, "totaal": sum(totals)}


def scaling(item: LineResult) -> Data | None:
    """What scaling the mean up to the whole group says, with the interval that the sample allows.

    The interval is that of the group total, carried through the chain of the line in proportion.
    """
    group = item.line.scaled_to
    if group is None:
        return None
    totals = [household["totaal"] for household in households(item)]
    ends = interval(totals, group)
    gross = sum(totals) / len(totals) * group
    share = item.net / gross if gross else 0.0
    return {
        "van": len(totals),
        "naar": group,
        "gemiddelde": sum(totals) / len(totals),
        "netto": item.net,
        "laag": ends[0] * share if ends else None,
        "hoog": ends[1] * share if ends else None,
    }


def household_blocks(item: LineResult) -> list[Block]:
    """The matrix, the make-up of its cells, and what scaling up allows to say."""
    data = matrix(item)
    name = plain(item.line.name)
    blocks: list[Block] = [_matrix_table(data, name), make_up(item)]
    scaled = scaling(item)
    if scaled is not None:
        blocks.append(Notes("opschaling", f"Opgeschaald: {name}", (scaling_sentence(scaled),)))
    return blocks


def _matrix_table(data: Data, name: str) -> Table:
    names = [plain(casus) for casus in data["casussen"]]
    columns = (Column("", figures=False), *(Column(casus) for casus in names), Column("totaal"))
    rows = [
        Row(
            (
                text(plain(row["naam"])),
                *(_blank_zero(value) for value in row["bedragen"]),
                _cell(row["totaal"]),
            )
        )
        for row in data["rijen"]
    ]
    rows.append(
        Row((text("Totaal"), *(_cell(value) for value in (*data["totalen"], data["totaal"]))), "totaal")
    )
    slim = [Row((text(casus), _cell(total))) for casus, total in zip(names, data["totalen"], strict=True)]
    slim.append(Row((text("Totaal"), _cell(data["totaal"])), "totaal"))
    title = f"Per casus: {name}"
    narrow = Table("casussen", title, (Column("casus", figures=False), Column("totaal")), tuple(slim))
    return Table("casussen", title, columns, tuple(rows), narrow)


def make_up(item: LineResult) -> Table:
    """Every part as quantity x price, by household if there are any; payer, reason of a set price."""
    columns = (
        Column("", figures=False),
        Column("aantal × prijs"),
        Column("bedrag"),
        Column("betaler", figures=False),
    )
    heads = dict(enumerate(item.line.households))
    rows: list[Row] = []
    household: int | None = None
    for part in item.line.parts:
        if part.household is not None and part.household != household:
            household = part.household
            name, description = heads[household]
            label = plain(name) + (f": {plain(description)}" if description else "")
            rows.append(Row((text(label), text(""), text(""), text("")), "groep"))
        rows += _part_rows(part)
    title = "Samenstelling per casus" if heads else f"Samenstelling: {plain(item.line.name)}"
    return Table("samenstelling", title, columns, tuple(rows))


def _part_rows(part: Part) -> list[Row]:
    product = f"{quantity(part.quantity)} × {amount_text(part.price.amount)}"
    who = ", ".join(_payers([part]))
    rows = [Row((text(plain(part.price.name)), text(product), _cell(_amount(part)), text(who)))]
    if part.price.reason:
        reason = f"  prijs gezet: {plain(part.price.reason)}"
        rows.append(Row((text(reason), text(""), text(""), text(""))))
    return rows


def scaling_sentence(data: Data) -> str:
    """What scaling up says, and how little a small sample allows to say."""
    head = (
        f"Van {data['van']} casussen naar {quantity(data['naar'])}: gemiddeld {euro(data['gemiddelde'])} "
        f"per casus, samen {euro(data['netto'])} netto"
    )
    if data["laag"] is None:
        return f"{head}. Eén casus laat geen uitspraak over de spreiding toe."
    return (
        f"{head}. Zijn de casussen willekeurig getrokken, dan ligt het met 95% zekerheid tussen "
        f"{euro(data['laag'])} en {euro(data['hoog'])}: zo weinig zegt een steekproef van {data['van']}."
    )


def _by_post(item: LineResult) -> dict[str, list[Part]]:
    posts: dict[str, list[Part]] = {}
    for part in item.line.parts:
        posts.setdefault(_code(part), []).append(part)
    return posts


def _payers(parts: list[Part]) -> list[str]:
    return list(dict.fromkeys(bearer.actor for part in parts for bearer in part.bearers))


def _code(part: Part) -> str:
    return part.price.post or part.price.name


def _amount(part: Part) -> float:
    return part.quantity * part.price.amount


def _cell(value: float) -> Cell:
    return Cell(number(value), value)


def _blank_zero(value: float) -> Cell:
    return _cell(value) if value else text("")
