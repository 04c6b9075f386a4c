"""Where a computed file comes from: its place, and the tables behind it and behind the cases in it."""

from collections.abc import Iterator
from pathlib import PurePath

from rendement.figures.origin import Origin
from rendement.study.calculation import Calculation


def origin_of(calculation: Calculation) -> Origin:
    """The file, its root and every table that was read for it, each once."""
    tables = tuple(dict.fromkeys(_tables(calculation)))
    return Origin(calculation.name, calculation.options.root, tables)


def _tables(calculation: Calculation) -> Iterator[tuple[str, str]]:
    if calculation.source is not None:
        yield from calculation.source.tables
    if calculation.monitor is not None:
        folder = PurePath(calculation.name).parent
        for name, hash_ in calculation.monitor.plan.tables:
            yield str(folder / name.replace("\\", "/")), hash_
    for included in calculation.measures.values():
        yield from _tables(included)
