"""What scaling up says of some actors alone: clients differ otherwise in what falls to them than in all."""

from collections.abc import Sequence, Set
from dataclasses import replace

from rendement.engine.arithmetic import Number, ratio_or, total
from rendement.engine.households import Scaling, scaling
from rendement.engine.result import LineResult
from rendement.engine.sample import Sample, variance
from rendement.engine.sampling import half_width, variance_of
from rendement.source.rows import OTHERS


def width_for(items: Sequence[LineResult], actors: Set[str]) -> Number | None:
    """Half of the interval (95%) of what a line, with all its years, brings to these actors, if there is one.

    Every client, or count of clients, is worth what falls to them of it, after the chain in its year.
    """
    years = [(item, found) for item in items if (found := scaling(item)) is not None]
    if not years:
        return None
    item, whole = next(iter(years))
    if whole.sample < 2:
        return None
    if (sample := item.line.sample) is None:
        spread = variance_of(_by_household(item, _left(whole), actors))
    else:
        amounts = [_by_count(one, _left(own), actors, sample) for one, own in years]
        if None in amounts:
            return None
        together = zip(*(one for one in amounts if one is not None), strict=True)
        spread = variance(replace(sample, amounts=tuple(map(total, together))))
    return half_width(spread, whole.sample, whole.group)


def _left(found: Scaling) -> Number:
    """What the chain leaves of a euro."""
    return ratio_or(0.0, found.net, found.mean * found.group)


def _shares(item: LineResult, actors: Set[str]) -> list[Number]:
    """Of each part how much falls to these actors."""
    return [ratio_or(0.0, one.unit_for(frozenset(actors)), one.unit) for one in item.borne]


def _by_household(item: LineResult, left: Number, actors: Set[str]) -> list[Number]:
    parts: dict[int | None, list[Number]] = {}
    for part, share in zip(item.line.parts, _shares(item, actors), strict=True):
        parts.setdefault(part.household, []).append(part.amount * share * left)
    return [total(parts.get(number, ())) for number, _ in enumerate(item.line.households)]


def _by_count(item: LineResult, left: Number, actors: Set[str], whole: Sample) -> list[Number] | None:
    """Of each count; None where what stands together falls to them in different ways."""
    amounts = (item.line.sample or whole).amounts
    columns: dict[int | None, str] = {i: name for i, (name, _) in enumerate(item.line.households)}
    shown: dict[tuple[str, str], set[Number]] = {}
    for part, share in zip(item.line.parts, _shares(item, actors), strict=True):
        shown.setdefault((columns[part.household], part.price.code), set()).add(round(share, 12))
    found: list[Number] = []
    for (column, *_, post), amount in zip(whole.names, amounts, strict=True):
        own = shown.get((column, post)) or shown.get((column, OTHERS))
        if own is None:
            found.append(0.0)  # nobody has any of it, or it counts in another year
        elif len(own) > 1:
            return None
        else:
            found += [amount * share * left for share in own]
    return found
