"""What measures of a programme, or of several, save from the same pot without a word about it."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme
from rendement.lint.rule import Seen, at
from rendement.source.path import Path, parse_path
from rendement.source.scalar import euros
from rendement.source.sums import total

if TYPE_CHECKING:
    from rendement.engine.overlap_pots import Pot
    from rendement.engine.programme_plan import Measure, ProgrammePlan

MOST_NAMES = 4


def unsaid_overlap(known: KnownProgramme) -> Iterator[Seen]:
    """Of every pot the measures that meet in it, and of which the file says nothing."""
    from rendement.engine.overlap_plan import Agreements, is_among  # noqa: PLC0415 - not for a case
    from rendement.engine.overlap_pots import pots_of, variants  # noqa: PLC0415

    plan = known.result.plan
    agreed = plan.pots.agreed or Agreements()
    told = cache(agreed.told)  # the same two meet in every year
    never = set.intersection(*(set(gone) for _, gone in variants(plan, agreed)))
    pots: dict[str, list[Pot]] = {}
    unsaid: dict[str, dict[str, Any]] = {}
    for pot in pots_of(plan):
        pots.setdefault(pot.name, []).append(pot)
        known_ = unsaid.setdefault(pot.name, {})
        there = [claim for claim in pot.claims if not is_among(claim.path, never)]
        for one in (claim for claim in there if claim.path not in known_):
            others = (item for item in there if one.meets(item))
            other = next((item for item in others if not told(one.path, item.path)), None)
            if other is not None:
                known_ |= {one.path: one, other.path: other}
    order = {leaf.path: number for number, leaf in enumerate(plan.leaves)}
    seen = []
    for name, found in ((name, found) for name, found in unsaid.items() if found):
        about = {path: found[path] for path in sorted(found, key=lambda path: order[path])}
        gross, low = _bounds(plan, pots[name], about.keys())
        who = _names([item.name for item in about.values()])
        said = {"pot": name, "wie": who, "bruto": euros(gross), "laag": euros(low)}
        seen.append((low - gross, Seen(_place(known, list(about)[1]), tuple(about.values()), said)))
    yield from (
        item for _, item in sorted(seen, key=lambda pair: pair[0])
    )  # the most that may be double first


def _bounds(plan: "ProgrammePlan", pots: Sequence["Pot"], paths: Set[str]) -> tuple[float, float]:
    """What some measures save from a pot, added up, and what is left at least; where most of them come."""
    from rendement.engine.overlap_bounds import ends  # noqa: PLC0415 - not for a case
    from rendement.engine.overlap_plan import Agreements, is_among  # noqa: PLC0415
    from rendement.engine.overlap_pots import variants  # noqa: PLC0415

    agreed = plan.pots.agreed or Agreements()
    found = []
    for _, gone in variants(plan, agreed):
        there = {path for path in paths if not is_among(path, gone)}
        own = [[one for one in pot.claims if one.path in there] for pot in pots]
        low = (ends(claims, pot.low.budget, agreed)[0] for claims, pot in zip(own, pots, strict=True))
        found.append((total(one.amount for claims in own for one in claims), total(end.net for end in low)))
    return max(found)


def names_of(names: Sequence[str]) -> str:
    """The first of these names, and how many there are beside them."""
    return _names(names)


def _names(names: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in names[:MOST_NAMES]]
    more = len(names) - len(shown)
    last = f"nog {more}" if more else shown.pop()
    return f"{', '.join(shown)} en {last}"


def _place(known: KnownProgramme, path: str) -> Path:
    """Where a measure stands in the file: one of a programme inside it at that programme."""
    place = parse_path(path)
    return place if known.source.get(place) is not None else place[:2]


def written_at(known: KnownCase | KnownProgramme, path: str) -> Path:
    """The same of a line or measure of any file."""
    return _place(known, path) if isinstance(known, KnownProgramme) else parse_path(path)


def alternatives(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """Every alternative that may not come, and everything that counts in a programme."""
    if not isinstance(known, KnownProgramme):
        return
    from rendement.engine.overlap_plan import is_among  # noqa: PLC0415 - not for a case

    plan = known.result.plan
    choices = plan.pots.agreed.choices if plan.pots.agreed is not None else ()
    dropped = [path for choice in choices for path in choice.options if path != choice.chosen]
    for leaf in (leaf for leaf in plan.leaves if leaf.counted):
        away = is_among(leaf.path, dropped)
        place = _place(known, leaf.path)
        yield Fact(place, _identity(plan, leaf), {"naam": leaf.name, "alternatief": away})


def _identity(plan: "ProgrammePlan", leaf: "Measure") -> tuple[str, ...]:
    """What a measure is: its case, or its name in its place."""
    return (leaf.case.hash,) if leaf.case is not None else (plan.place.casefold(), leaf.slug)


def chosen_elsewhere(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """An alternative of one file that counts without more in another."""
    same: dict[Any, list[Noted]] = {}
    for item in facts:
        same.setdefault(item.fact.key, []).append(item)
    for group in same.values():
        here = next((item for item in group if item.fact.said["alternatief"]), None)
        if here is None:
            continue
        files = {here.where.mark.file}
        there = [
            item for item in group if not item.fact.said["alternatief"] and item.where.mark.file not in files
        ]
        if there:
            yield [here, *there]


def enabler_saves(known: KnownProgramme) -> Iterator[Seen]:
    """A measure that makes others possible, and has a saving of its own."""
    agreed = known.result.plan.pots.agreed
    if agreed is None:
        return
    for leaf in known.result.plan.leaves:
        saved = total(item.amount for item in leaf.tranches if item.amount > 0)
        if leaf.counted and saved and agreed.only_enables(leaf.path):
            own = _place(known, leaf.path)
            seen = at(leaf, "besparing", bedrag=euros(saved))
            yield seen if own == seen.place[: len(own)] else replace(seen, place=own)
