"""How the price of a line is made up: its parts, by household if there are any, and the scaling up."""

from rendement.engine.households import Matrix, Scaling, bearers_of, matrix
from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.report.cells import EMPTY, across, heads, in_unit, marked, price
from rendement.report.document import Block, Cell, Row, Table, text
from rendement.report.dutch import euro, plain, quantity
from rendement.report.factors import factor_texts
from rendement.report.ranges import Ranges


def make_up_blocks(item: LineResult, ranges: Ranges) -> list[Block]:
    """The make-up of a line of several parts; of households also the matrix."""
    if not item.line.households:
        return [_make_up(item, ranges)]
    return [_matrix_table(matrix(item), plain(item.line.name)), _make_up(item, ranges)]


def _matrix_table(found: Matrix, name: str) -> Table:
    names = [plain(casus) for casus in found.names]
    rows = [
        Row((text(plain(row.name)), *(price(one) if one else EMPTY for one in row.amounts), price(row.total)))
        for row in found.rows
    ]
    rows.append(Row((text("Totaal"), *map(price, (*found.totals, found.total))), "totaal"))
    slim = [Row((text(casus), price(total))) for casus, total in zip(names, found.totals, strict=True)]
    slim.append(Row((text("Totaal"), price(found.total)), "totaal"))
    title = f"Per casus: {name}"
    narrow = Table("casussen", title, heads("casus", "totaal"), tuple(slim))
    return Table("casussen", title, heads("", *names, "totaal"), tuple(rows), narrow)


def _make_up(item: LineResult, ranges: Ranges) -> Table:
    """Every part as quantity x price, by household if there are any; payer, reason of a set price."""
    found = item.line.households
    columns = heads("", "aantal × prijs", "bedrag", "betaler", words=("betaler",))
    rows: list[Row] = []
    household: int | None = None
    for part in item.line.parts:
        if part.household is not None and part.household != household:
            household = part.household
            name, description = found[household]
            label = plain(name) + (f": {plain(description)}" if description else "")
            rows.append(across(4, label, role="groep"))
        rows += _part_rows(part, ranges)
    title = "Samenstelling per casus" if found else f"Samenstelling: {plain(item.line.name)}"
    return Table("samenstelling", title, columns, tuple(rows))


def _part_rows(part: Part, ranges: Ranges) -> list[Row]:
    number, each, _ = factor_texts(part.amount, part.quantity, part.price.amount)
    count = marked(Cell(number, part.quantity), ranges.count(part))
    worth = marked(Cell(each, in_unit(part.price.amount)), ranges.price(part.price))
    own = marked(price(part.amount), count.ranged or worth.ranged)
    times = f"({count.text})" if part.quantity < 0 else count.text  # a text with - in front is a formula
    who = text(", ".join(bearers_of([part])))
    rows = [Row((text(plain(part.price.name)), text(f"{times} × {worth.text}"), own, who))]
    reason = part.price.reason
    return [*rows, across(4, f"  prijs gezet: {plain(reason)}")] if reason else rows


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
