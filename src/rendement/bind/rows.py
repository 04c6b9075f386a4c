"""The parts of a line whose households are the sums of a table: what few clients use stands together.

Of what stands together no count is an input: it would tell of few. In what leaves the house and can be
computed with, its price is one number: as a sum of prices it has their counts in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rendement.bind.context import Context
from rendement.bind.prices import own_bearers, post_part
from rendement.bind.rows_refused import is_inside, refuse, way_of
from rendement.engine.arithmetic import Number, total
from rendement.engine.plan import Part, Price
from rendement.engine.sample import Sample
from rendement.model.forms import BasketItem, post
from rendement.model.line import Line
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.rows import CLIENTS, OTHERS, RowTable

WEIGHT = "gewicht"  # of a household or a count in its sample: an input of draws alone


@record
class Together:
    """What stands together in a column and is borne in one way: its counts by number, and their parts."""

    column: int
    times: Number
    numbers: tuple[int, ...]
    parts: tuple[Part, ...]


@record
class Rows:
    """A table of rows as a line has it."""

    place: Path  # of the line
    table: RowTable
    together: tuple[Together, ...]
    still: bool = False  # what stands together follows the price of none of its posts

    def is_joined(self, column: int, name: str) -> bool:
        """Whether a post is shown in no other way than together."""
        own = next((i for i, c in enumerate(self.table.counts) if (c.column, c.post) == (column, name)), None)
        return name == OTHERS or any(own in item.numbers for item in self.together)

    def shown(self, column: int, items: Iterable[BasketItem]) -> tuple[BasketItem, ...]:
        """The posts of a column that stand alone."""
        return tuple(item for item in items if not self.is_joined(column, str(item.post)))

    def joined(self, column: int) -> Iterator[Part]:
        """`overige posten` of a column, at the price level of the case: one part for each way it is borne."""
        at = format_path((*posts_at(self.place, column), OTHERS))
        for item in self.together:
            if item.column == column:
                price = Price(at, OTHERS, total(part.worth for part in item.parts))
                yield replace(item.parts[0], quantity=item.times, price=price, household=column, basket=at)

    def weight(self, number: int) -> Path:
        """Where the weight of a count stands."""
        count = self.table.counts[number]
        return (*posts_at(self.place, count.column), count.post, WEIGHT)


def posts_at(place: Path, column: int) -> Path:
    """Where the posts of a column stand."""
    return (*place, "casussen", column, "posten")


def rows_of(context: Context, line: Line, place: Path) -> Rows | None:
    """What stands together; a finding where a payer or domain would rest on too few all the same."""
    table = context.rows(line)
    if table is None:
        return None
    bare = Rows(place, table, ())
    still = Context(context.case, context.source, context.library) if context.recording else context
    parts = dict(_priced(still, line, bare))  # of symbols nobody can tell which are borne alike
    ways = {number: way_of(part) for number, part in parts.items()}
    apart = context.recording and not context.numbers.within
    known = parts
    if apart:
        known = _still(context, line, place, parts)
    elif context.recording:
        known = dict(_priced(context, line, bare))
    found = tuple(
        _together(context, line, bare, column, {number: known[number] for number in numbers})
        for column in range(len(line.casussen or ()))
        for numbers in table.joined(ways, {column}, table.smallest)
    )
    short = [
        item
        for item in found
        if table.at_least(item.numbers) < table.smallest
        and is_inside(context, line, table.years[item.column])
    ]
    if short:
        refuse(context, line, place, table, parts, [(item.column, item.parts[0]) for item in short])
    rows = Rows(place, table, found, apart)
    _check_posts(context, line, rows)
    return rows


def _check_posts(context: Context, line: Line, rows: Rows) -> None:
    """A change reaches the posts that stand apart; what does not is not told from what is not there."""
    times = {(count.column, count.post): count.times for count in rows.table.counts}
    for column, household in enumerate(line.casussen or ()):
        for item in household.posten:
            name = str(item.post)
            own = times.get((column, name)) if rows.is_joined(column, name) else item.quantity
            if name != OTHERS and (item.quantity != own or (column, name) not in times):
                message = f"`{name}` staat in deze tabel niet apart, en is hier niet te zetten"
                remedy = "verander de tabel zelf, of zet een post die apart staat"
                context.add((*posts_at(rows.place, column), name), "kleinste-groep", message, remedy)


def sample_of(line: Line, rows: Rows | None, parts: tuple[Part, ...]) -> Sample | None:
    """How much the clients of a line differ; None where they are households of their own."""
    if rows is None:
        return None
    table = rows.table
    shown = {part.basket: part.amount for part in parts}
    hidden = {
        number: item.times * part.worth
        for item in rows.together
        for number, part in zip(item.numbers, item.parts, strict=True)
    }
    names = [household.naam for household in line.casussen or ()]
    sample = Sample(
        table.clients,
        tuple(
            hidden[i]
            if i in hidden
            else shown.get(format_path((*posts_at(rows.place, c.column), c.post)), 0.0)
            for i, c in enumerate(table.counts)
        ),
        table.spread,
        tuple(format_path(rows.weight(number)) for number in range(len(table.counts))),
        tuple((names[count.column], count.post) for count in table.counts),
        CLIENTS[table.who],
        table.alike,
        table.key,
    )
    for item in rows.together if rows.still else ():
        sample = sample.as_one(
            item.times, dict(zip(item.numbers, (part.worth for part in item.parts), strict=True))
        )
    return sample


def _still(context: Context, line: Line, place: Path, parts: Mapping[int, Part]) -> dict[int, Part]:
    """These as they stand; of who bears them only what the line says itself is an input."""
    bearers = own_bearers(context, line, place)
    return {n: part if bearers is None else replace(part, bearers=bearers) for n, part in parts.items()}


def _priced(context: Context, line: Line, rows: Rows) -> Iterator[tuple[int, Part]]:
    """Every count that anybody uses, at its price."""
    for number, count in enumerate(rows.table.counts):
        part = post_part(context, line, (*posts_at(rows.place, count.column), count.post), post(count.post))
        if part is not None and count.users:
            yield number, part


def _together(context: Context, line: Line, rows: Rows, column: int, parts: Mapping[int, Part]) -> Together:
    """These counts of a column as one."""
    counted = tuple(_counted(context, line, rows, number, part) for number, part in parts.items())
    at = (*posts_at(rows.place, column), OTHERS)
    written = _written(line, column, OTHERS)
    times = 1.0 if written is None else context.number((*at, "aantal"), written.quantity, "aantal")
    return Together(column, times, tuple(parts), counted)


def _counted(context: Context, line: Line, rows: Rows, number: int, part: Part) -> Part:
    """A part with its count, and its weight in draws."""
    count = rows.table.counts[number]
    written = _written(line, count.column, count.post)
    times = count.times
    if written is not None:
        if written.price is not None or written.factors or not isinstance(written.quantity, int | float):
            message = (
                f"`{count.post}` staat in `{OTHERS}`, en kan geen eigen prijs, factor of bandbreedte hebben"
            )
            remedy = "verander de prijs onder `prijzen`, of schrijf één getal"
            context.add((*posts_at(rows.place, count.column), count.post), "kleinste-groep", message, remedy)
        else:
            times = float(written.quantity)
    weight = context.numbers.weight(rows.weight(number)) if line.opschalen_naar is not None else 1.0
    return replace(part, quantity=times * weight)


def _written(line: Line, column: int, name: str) -> BasketItem | None:
    """A count as it stands in the case, where a change may have reached it."""
    items = line.casussen[column].posten if line.casussen else ()
    return next((item for item in items if str(item.post) == name), None)
