"""A line of households: the matrix post x casus, how each cell came about, and the scaling up."""

from rendement.engine.households import Matrix, Scaling, bearers_of, matrix, scaling
from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.report.document import Block, Cell, Column, Notes, Row, Table, text
from rendement.report.dutch import amount_text, euro, number, plain, quantity


def household_blocks(item: LineResult) -> list[Block]:
    """The matrix, the make-up of its cells, and what scaling up allows to say."""
    name = plain(item.line.name)
    blocks: list[Block] = [_matrix_table(matrix(item), name), make_up(item)]
    scaled = scaling(item)
    if scaled is not None:
        blocks.append(Notes("opschaling", f"Opgeschaald: {name}", (scaling_sentence(scaled),)))
    return blocks


def _matrix_table(found: Matrix, name: str) -> Table:
    names = [plain(casus) for casus in found.names]
    columns = (Column("", figures=False), *(Column(casus) for casus in names), Column("totaal"))
    rows = [
        Row(
            (
                text(plain(row.name)),
                *(_blank_zero(value) for value in row.amounts),
                _cell(row.total),
            )
        )
        for row in found.rows
    ]
    rows.append(Row((text("Totaal"), *(_cell(value) for value in (*found.totals, found.total))), "totaal"))
    slim = [Row((text(casus), _cell(total))) for casus, total in zip(names, found.totals, strict=True)]
    slim.append(Row((text("Totaal"), _cell(found.total)), "totaal"))
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
    who = ", ".join(bearers_of([part]))
    rows = [Row((text(plain(part.price.name)), text(product), _cell(part.amount), text(who)))]
    if part.price.reason:
        reason = f"  prijs gezet: {plain(part.price.reason)}"
        rows.append(Row((text(reason), text(""), text(""), text(""))))
    return rows


def scaling_sentence(found: Scaling) -> str:
    """What scaling up says, and how little a small sample allows to say."""
    head = (
        f"Van {found.sample} casussen naar {quantity(found.group)}: gemiddeld {euro(found.mean)} "
        f"per casus, samen {euro(found.net)} netto"
    )
    if found.low is None:
        return f"{head}. Eén casus laat geen uitspraak over de spreiding toe."
    return (
        f"{head}. Zijn de casussen willekeurig getrokken, dan ligt het met 95% zekerheid tussen "
        f"{euro(found.low)} en {euro(found.high)}: zo weinig zegt een steekproef van {found.sample}."
    )


def _cell(value: float) -> Cell:
    return Cell(number(value), value)


def _blank_zero(value: float) -> Cell:
    return _cell(value) if value else text("")
