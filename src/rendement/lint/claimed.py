"""Which part of what is saved from a pot for a target group lines claim for themselves, over all files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rendement.bind.programme_claims import ATTRIBUTION as CLAIM
from rendement.bind.programme_claims import attributed
from rendement.engine.arithmetic import total
from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme, percent_of
from rendement.lint.overlap import written_at
from rendement.source.path import Path, parse_path

_SAME = 1e-9


def claimed(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """Which part of what is saved from a pot for a target group each line claims for itself."""
    if isinstance(known, KnownProgramme):
        yield from _inside(known)
    elif isinstance(known, KnownCase):
        plan = known.plan
        for path, pot, people, share in attributed(known.result):
            if people is not None and pot is not None:
                place = (*parse_path(path), CLAIM)
                yield _claim(place, (plan.place, people, pot), share, f"{plan.case_hash}:{path}")


def _inside(known: KnownProgramme) -> Iterator[Fact]:
    """The same of the cases that count in a programme."""
    for leaf in known.result.plan.leaves:
        case = leaf.case if leaf.counted else None
        if case is None:
            continue
        for path, own_pot, own_people, share in case.attributed:
            pot, people = own_pot or leaf.pot, own_people or leaf.people
            if people is not None and pot is not None:
                about = (case.place, people, pot)
                yield _claim(written_at(known, leaf.path), about, share, f"{case.hash}:{path}")


def _claim(place: Path, about: tuple[str, str, str], share: float, line: str) -> Fact:
    town, people, pot = about
    said = {"groep": people, "pot": pot, "deel": share, "regel": line}
    return Fact(place, (town.casefold(), people, pot), said)


def above_all(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """The lines that together claim more than there is; one that several files take along once."""
    groups: dict[Any, dict[Any, Noted]] = {}
    for item in facts:
        groups.setdefault(item.fact.key, {}).setdefault(item.fact.said["regel"], item)
    for lines in groups.values():
        group = list(lines.values())
        whole = total(float(item.fact.said["deel"]) for item in group)
        if whole > 1 + _SAME:
            said = {"samen": percent_of(whole), "hoeveel": len(group)}
            yield [replace(item, fact=replace(item.fact, said={**item.fact.said, **said})) for item in group]
