"""The files that programmes name: what stands in a programme is looked at by itself as well."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rendement.source.finding import UsageError
from rendement.source.root import OutsideRootError, inside, shown
from rendement.source.text import read_text
from rendement.source.tree import Source, parse
from rendement.study.batch.files import File, stamp
from rendement.study.included import CASE, MEASURES, MONITOR, PROGRAMME

_NAMING = (CASE, PROGRAMME, MONITOR)  # the keys of a measure that name a file


def with_named(files: Iterable[File], root: str | None) -> list[File]:
    """These files, and every case, programme or monitor that a programme among all names; by their paths."""
    found = {os.path.realpath(file.path): file for file in files}
    kept = list(found.values())
    left = list(kept)
    while left:
        for path in _named_by(left.pop(), root):
            if str(path) not in found:
                file = File(Path(shown(path)).as_posix(), False, stamp(str(path)))
                found[str(path)] = file
                kept.append(file)
                left.append(file)
    return sorted(kept, key=lambda file: file.path)


def _named_by(file: File, root: str | None) -> Iterator[Path]:
    """The files that one names and that are there; what is wrong with a name, its own page says."""
    around = file.root(root)
    try:
        if not Path(os.path.realpath(file.path)).is_relative_to(around):  # it will not be read either
            return
        text, _ = read_text(file.path)
    except UsageError:
        return
    source = parse(text, file.path)[0] if text is not None and MEASURES in text else None
    folder = Path(os.path.realpath(file.path)).parent
    for written in _written(source):
        try:
            path = inside(written, folder, around)
        except OutsideRootError:
            continue
        if path.is_file():
            yield path


def _written(source: Source | None) -> Iterator[str]:
    measures: object = source.data.get(MEASURES) if source is not None else None
    for item in measures if isinstance(measures, Sequence) else ():
        for key in _NAMING if isinstance(item, dict) else ():
            if isinstance(item.get(key), str):
                yield item[key]
