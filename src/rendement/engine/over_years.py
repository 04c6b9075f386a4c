"""A line of clients of whom each count has a year of its own: what all its years together say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rendement.engine.arithmetic import ratio_or, total
from rendement.engine.households import Scaling, scaling
from rendement.engine.result import LineResult
from rendement.engine.sample import Sample, variance
from rendement.engine.sampling import around


def with_later_years(lines: Iterable[LineResult]) -> list[tuple[LineResult, ...]]:
    """Every line with the later years of it, in order."""
    found: dict[str, list[LineResult]] = {}
    for item in lines:
        found.setdefault(item.line.written, []).append(item)
    return [tuple(items) for items in found.values()]


def years_of(lines: Iterable[LineResult], written: str) -> list[LineResult]:
    """The line that is written there, with the later years of it."""
    return [item for item in lines if item.line.written == written]


def name_of_all(items: Sequence[LineResult]) -> str:
    """What a line is called with all of its years."""
    first, *later = (item.line for item in items)
    return first.name.removesuffix(f" ({next(iter(first.years))})") if later else first.name


def scaling_of_all(items: Sequence[LineResult]) -> Scaling | None:
    """What scaling up says of all years of a line: of each client they are added, as far as each is left."""
    first, *later = map(scaling, items)
    if first is None or not later:
        return first
    found = [first, *(one for one in later if one is not None)]
    size, group = first.sample, first.group
    mean, net = total(one.mean for one in found), total(one.net for one in found)
    sample = left_of_all(items)
    low, high = None, None
    if sample is not None and size > 1:
        low, high = around(net / group, variance(sample), size, group)
    return Scaling(size, group, mean, net, low, high)


def left_of_all(items: Sequence[LineResult]) -> Sample | None:
    """The clients of a line, each count at what the chain leaves of it in its year."""
    left: list[Sample] = []
    for item in items:
        found, sample = scaling(item), item.line.sample
        if found is None or sample is None:
            return None
        share = ratio_or(0.0, found.net, found.mean * found.group)
        left.append(replace(sample, amounts=tuple(amount * share for amount in sample.amounts)))
    amounts = zip(*(sample.amounts for sample in left), strict=True)
    return replace(next(iter(left)), amounts=tuple(map(total, amounts)))
