"""A line of households: what each adds up to, post by post, and what scaling up allows to say."""

from collections.abc import Iterable

from rendement.engine.arithmetic import Number, cleared, noise, ratio_or, total
from rendement.engine.plan import Part
from rendement.engine.result import LineResult
from rendement.engine.sample import variance
from rendement.engine.sampling import around, interval
from rendement.source.record import record


@record
class Household:
    """One household with its priced posts, before quantities and chain."""

    name: str
    description: str | None
    parts: tuple[Part, ...]
    total: Number


@record
class MatrixRow:
    """One post: its amount in every household."""

    post: str
    name: str
    bearers: tuple[str, ...]
    amounts: tuple[Number, ...]
    total: Number


@record
class Matrix:
    """Post x household: amounts, with totals by row and by column."""

    names: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Number, ...]
    total: Number


@record
class Scaling:
    """The mean of the households scaled up to their group, net, and its interval (95%) if there is one."""

    sample: int
    group: Number
    mean: Number
    net: Number
    low: Number | None
    high: Number | None


def households(item: LineResult) -> tuple[Household, ...]:
    """Each household of a line."""
    parts = _by_household(item.line.parts)
    found = []
    for index, (name, description) in enumerate(item.line.households):
        own = tuple(parts.get(index, ()))
        found.append(Household(name, description, own, total(part.amount for part in own)))
    return tuple(found)


def matrix(item: LineResult) -> Matrix:
    """The households of a line beside each other."""
    columns = range(len(item.line.households))
    rows = tuple(_row(code, parts, columns) for code, parts in _by_post(item).items())
    totals = tuple(total(row.amounts[column] for row in rows) for column in columns)
    return Matrix(tuple(name for name, _ in item.line.households), rows, totals, total(totals))


def scaling(item: LineResult) -> Scaling | None:
    """What scaling up says; the interval of the group is carried through the chain in proportion."""
    group = item.line.scaled_to
    if group is None:
        return None
    sums = [household.total for household in households(item)]
    size = item.line.cases
    mean = total(sums) / size
    sample = item.line.sample
    ends = interval(sums, group)
    if sample is not None:
        ends = around(mean, variance(sample), size, group) if size > 1 else None
    share = ratio_or(0.0, item.net, cleared(mean * group, noise(sums)))
    low, high = (ends[0] * share, ends[1] * share) if ends is not None else (None, None)
    return Scaling(size, group, mean, item.net, low, high)


def bearers_of(parts: list[Part]) -> tuple[str, ...]:
    """Who bears these, each once."""
    return tuple(dict.fromkeys(bearer.actor for part in parts for bearer in part.bearers))


def _row(code: str, parts: list[Part], columns: range) -> MatrixRow:
    own = _by_household(parts)
    amounts = tuple(total(part.amount for part in own.get(column, ())) for column in columns)
    return MatrixRow(code, parts[0].price.name, bearers_of(parts), amounts, total(amounts))


def _by_household(parts: Iterable[Part]) -> dict[int | None, list[Part]]:
    found: dict[int | None, list[Part]] = {}
    for part in parts:
        found.setdefault(part.household, []).append(part)
    return found


def _by_post(item: LineResult) -> dict[str, list[Part]]:
    posts: dict[str, list[Part]] = {}
    for part in item.line.parts:
        posts.setdefault(part.price.code, []).append(part)
    return posts
