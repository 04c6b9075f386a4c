"""How the price of a line is made up: its parts, by household if there are any, and the scaling up."""

from collections.abc import Collection

from rendement.engine.households import Matrix, Scaling, bearers_of, matrix
from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.engine.sample import called
from rendement.report.cells import EMPTY, across, heads, in_unit, marked, notes, price
from rendement.report.document import Block, Cell, Row, Table, text
from rendement.report.dutch import euro, number, plain, quantity
from rendement.report.factors import factor_texts
from rendement.report.ranges import Ranges
from rendement.source.rows import OTHERS

ELSEWHERE = "*"  # behind a post of which another column has some in `overige posten`


def make_up_blocks(item: LineResult, ranges: Ranges) -> list[Block]:
    """The make-up of a line of several parts; of households also the matrix."""
    if not item.line.households:
        return [_make_up(item, ranges)]
    elsewhere = partly(item)
    sample = item.line.sample
    how = "Per casus" if sample is None else f"{sample.called[1].capitalize()} opgeteld"
    table = _matrix_table(matrix(item), f"{how}: {plain(item.line.name)}", elsewhere)
    return [table, *_note(elsewhere), _make_up(item, ranges)]


def partly(item: LineResult) -> dict[str, str]:
    """The posts of which a column has a row and another some in `overige posten`, each with its name."""
    if item.line.sample is None:
        return {}
    shown = {
        (item.line.households[part.household][0], part.price.code): plain(part.price.name)
        for part in item.line.parts
        if part.household is not None
    }
    own = {name for name, *_ in item.line.households}
    joined = {name[-1] for name in item.line.sample.names if name[0] in own and name not in shown}
    return {post: name for (_, post), name in shown.items() if post in joined}


def _note(found: Collection[str]) -> list[Block]:
    said = f"Een rij met {ELSEWHERE} mist wat van een andere groep in {OTHERS} staat, ook in haar totaal."
    return notes("elders", "", [said] if found else [], prose=True)


def _matrix_table(found: Matrix, title: str, elsewhere: Collection[str]) -> Table:
    names = [plain(casus) for casus in found.names]
    rows = []
    for row in found.rows:
        own = plain(row.name) + (f" {ELSEWHERE}" if row.post in elsewhere else "")
        amounts = (price(one) if one else EMPTY for one in row.amounts)
        rows.append(Row((text(own), *amounts, price(row.total))))
    rows.append(Row((text("Totaal"), *map(price, (*found.totals, found.total))), "totaal"))
    slim = [Row((text(casus), price(total))) for casus, total in zip(names, found.totals, strict=True)]
    slim.append(Row((text("Totaal"), price(found.total)), "totaal"))
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
    each = found and item.line.sample is None
    title = "Samenstelling per casus" if each else f"Samenstelling: {plain(item.line.name)}"
    return Table("samenstelling", title, columns, tuple(rows))


def _part_rows(part: Part, ranges: Ranges) -> list[Row]:
    often, each, _ = factor_texts(part.amount, part.quantity, part.price.amount)
    count = marked(Cell(often, part.quantity), ranges.count(part))
    worth = marked(Cell(each, in_unit(part.price.amount)), ranges.price(part.price))
    own = marked(price(part.amount), count.ranged or worth.ranged)
    times = f"({count.text})" if part.quantity < 0 else count.text  # a text with - in front is a formula
    who = text(", ".join(bearers_of([part])))
    rows = [Row((text(plain(part.price.name)), text(f"{times} × {worth.text}"), own, who))]
    reason = part.price.reason
    return [*rows, across(4, f"  prijs gezet: {plain(reason)}")] if reason else rows


def scaling_sentence(item: LineResult, found: Scaling) -> str:
    """What scaling up says, and how little a small sample allows to say."""
    one, more = called(item.line.sample, "casus", "casussen")
    head = (
        f"Van {number(found.sample)} {more} naar {quantity(found.group)}: gemiddeld {euro(found.mean)} "
        f"per {one}, samen {euro(found.net)} netto"
    )
    if found.low is None:
        return f"{head}. Eén {one} laat geen uitspraak over de spreiding toe."
    return (
        f"{head}. Zijn de {more} willekeurig getrokken, dan ligt het met 95% zekerheid tussen "
        f"{euro(found.low)} en {euro(found.high)}: zo weinig zegt een steekproef van {number(found.sample)}."
    )
