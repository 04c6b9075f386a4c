"""What counts in a file and stands in another file of the run as well, or counts in that too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme
from rendement.source.finding import Severity
from rendement.source.path import parse_path


def files_of(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """The file itself, and every case and programme that counts in it."""
    if known.figures.kind == "monitor":
        return
    from rendement.study.inside import hash_of, included  # noqa: PLC0415 - only for the files of a run

    yield Fact(("naam",), hash_of(known.figures), {"naam": known.result.plan.name, "zelf": True})
    if isinstance(known, KnownProgramme):
        for measure, item in included(known.result.plan):
            key = "casus" if measure.programme is None else "programma"
            yield Fact((*parse_path(measure.path), key), item.hash, {"naam": item.name, "zelf": False})


def in_another(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """A file of the run that counts in another of them, and what counts in two of them."""
    groups: dict[object, dict[str, Noted]] = {}
    for item in facts:
        groups.setdefault(item.fact.key, {}).setdefault(item.where.mark.file, item)
    alone = {key: [item for item in own.values() if item.fact.said["zelf"]] for key, own in groups.items()}
    around = {(_file(one), file) for key, own in groups.items() for one in alone[key] for file in own}
    for key, own in groups.items():
        taken = [item for item in own.values() if not item.fact.said["zelf"]]
        if not taken:
            continue
        first, *rest = taken
        apart = [item for item in rest if not _related(first, item) & around]
        severity: Severity = "waarschuwing" if apart else "opmerking"
        group = [first, *alone[key][:1], *(rest if alone[key] else apart)]  # the file itself is named first
        if len(group) > 1:
            yield [_as_grave(item, severity) for item in group]


def _related(one: Noted, other: Noted) -> set[tuple[str, str]]:
    return {(_file(one), _file(other)), (_file(other), _file(one))}


def _file(item: Noted) -> str:
    return item.where.mark.file


def _as_grave(item: Noted, severity: Severity) -> Noted:
    return replace(item, where=replace(item.where, severity=severity))
