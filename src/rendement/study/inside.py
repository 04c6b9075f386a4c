"""Which files stand in another: the cases and programmes that count among its measures, however deep."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.engine.programme_plan import CaseOrigin, Measure, ProgrammeOrigin, ProgrammePlan
    from rendement.figures.case import CaseFigures
    from rendement.figures.programme import ProgrammeFigures

    Figures: TypeAlias = CaseFigures | ProgrammeFigures

Inside = tuple[tuple[str, str], ...]  # the hash of a file, and the name of what it holds


@record
class Twice:
    """Something that counts in two files, by their numbers; `whole` is the one that it is itself, if any."""

    name: str
    first: int
    second: int
    whole: int | None = None


def hash_of(figures: "Figures") -> str:
    """The hash of the file itself."""
    return figures.result.plan.case_hash if figures.kind == "casus" else figures.result.plan.file_hash


def inside_of(figures: "Figures") -> Inside:
    """Every case and programme that counts in it, the outermost first."""
    if figures.kind == "casus":
        return ()
    found = (item for _, item in included(figures.result.plan))
    return tuple(dict.fromkeys((item.hash, item.name) for item in found if item.hash))


def included(plan: "ProgrammePlan") -> "Iterator[tuple[Measure, CaseOrigin | ProgrammeOrigin]]":
    """The cases and programmes that count, each with the measure of this file that brings it along."""
    for measure in (measure for measure in plan.measures if measure.counted):
        if measure.programme is not None:
            yield measure, measure.programme
            yield from ((measure, item) for item in measure.programme.inside if _counts(item, measure))
        for leaf in measure.parts or (measure,):
            if leaf.counted and leaf.case is not None:
                yield measure, leaf.case


def _counts(item: "ProgrammeOrigin", measure: "Measure") -> bool:
    """Whether a programme deeper inside counts: unless none of its own measures does."""
    own = [leaf for leaf in measure.parts if leaf.file == item.file]
    return not own or any(leaf.counted for leaf in own)


def homes_of(figures: "Figures") -> dict[str, str]:
    """Of every measure that another file brought along its path, with the hash of that file."""
    if figures.kind == "casus":
        return {}
    plan = figures.result.plan
    files = {item.file: item.hash for item in plan.programmes}
    found = {leaf.path: files.get(leaf.file, "") for leaf in plan.leaves if leaf.file is not None}
    return found | {leaf.path: leaf.case.hash for leaf in plan.leaves if leaf.case is not None}


def twice(files: Iterable[tuple[tuple[str, str], Inside]]) -> list[Twice]:
    """What counts in a file and in an earlier one as well; a file is its hash and name, and its insides."""
    first: dict[str, tuple[int, bool]] = {}
    found = []
    for number, (own, inside) in enumerate(files):
        for hash_, name in dict.fromkeys((own, *inside)):
            earlier, alone = first.setdefault(hash_, (number, hash_ == own[0]))
            if hash_ and earlier != number and not (alone and hash_ == own[0]):  # a copy shares its lines
                whole = earlier if alone else number if hash_ == own[0] else None
                found.append(Twice(name, earlier, number, whole))
    return found
