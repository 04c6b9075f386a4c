"""What measures of different programmes save from the same pot: added up, it may be the same euro twice."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rendement.source import sums
from rendement.source.names import visible
from rendement.source.record import record
from rendement.study.inside import hash_of, homes_of

if TYPE_CHECKING:
    from rendement.engine.overlap_plan import Claim
    from rendement.study.inside import Figures


@record
class PotClaim:
    """What a measure saves from a pot by year; `home` is the hash of the file in which it stands."""

    pot: str
    name: str
    path: str
    group: str | None
    home: str
    by_year: tuple[tuple[int, float], ...]

    def meets(self, other: "PotClaim") -> bool:
        """Whether both may be the same euro; of claims in one file that file speaks itself."""
        alike = self.group == other.group or None in (self.group, other.group)
        return alike and self.home != other.home and not self._years.isdisjoint(other._years)

    def is_same(self, other: "PotClaim") -> bool:
        """Whether it is one measure, that two files take along or that was copied."""
        if self.called != other.called:
            return False
        one, two = dict(self.by_year), dict(other.by_year)
        same = [round(100 * (one[year] - two[year])) == 0 for year in self._years & other._years]
        return self.home == other.home or (bool(same) and all(same))

    @cached_property
    def called(self) -> str:
        """Its name, however that is written."""
        return visible(self.name).casefold()

    @cached_property
    def _years(self) -> set[int]:
        return {year for year, _ in self.by_year}


Placed = tuple[int, PotClaim]  # the number of its file, and the claim
Named = tuple[int, str]  # the number of a file, and what is called so in it


@record
class Meeting:
    """Claims of several files on one pot: of which file each is, what they come to, and what at least."""

    pot: str
    claims: tuple[Placed, ...]

    @property
    def gross(self) -> float:
        """All added up."""
        return sums.total(amount for _, claim in self.claims for _, amount in claim.by_year)

    @property
    def least(self) -> float:
        """What is left when every euro that may be the same one counts once."""
        from rendement.engine.overlap_bounds import ends  # noqa: PLC0415 - only where claims meet
        from rendement.engine.overlap_plan import Agreements  # noqa: PLC0415

        years: dict[int, list[Claim]] = {}
        for claim in self._by_year():
            years.setdefault(claim.year, []).append(claim)
        return sums.total(ends(claims, None, Agreements())[0].net for claims in years.values())

    def _by_year(self) -> "Iterator[Claim]":
        from rendement.engine.overlap_plan import Claim  # noqa: PLC0415

        for file, claim in self.claims:
            for year, amount in claim.by_year:
                yield Claim(f"{file}: {claim.path}", claim.name, claim.pot, claim.group, year, amount)


def claims_on_pots(figures: "Figures") -> tuple[tuple[Any, ...], ...]:
    """The claims of a programme, as plain values; alternatives that do not come and enablers have none."""
    if figures.kind == "casus":
        return ()
    from rendement.engine.overlap_plan import Agreements, is_among  # noqa: PLC0415
    from rendement.engine.overlap_pots import NOTHING, claims_of  # noqa: PLC0415 - not for a case

    plan = figures.result.plan
    agreed = plan.pots.agreed or Agreements()
    decided = [choice for choice in agreed.choices if choice.chosen is not None]
    gone = [path for choice in decided for path in choice.options if path != choice.chosen]
    found: dict[tuple[str, str, str, str | None], list[tuple[int, float]]] = {}
    for claim in claims_of(plan, own=False):
        away = agreed.only_enables(claim.path) or is_among(claim.path, gone)
        if claim.amount > NOTHING and not away:
            key = (claim.pot, claim.name, claim.path, claim.group)
            found.setdefault(key, []).append((claim.year, claim.amount))
    homes, own = homes_of(figures), hash_of(figures)
    return tuple((*key, homes.get(key[2], own), tuple(by_year)) for key, by_year in found.items())


def meetings(files: Sequence[Sequence[PotClaim]]) -> list[Meeting]:
    """Every pot on which claims of different files meet, with those claims."""
    pots: dict[str, list[Placed]] = {}
    for number, claims in enumerate(files):
        for claim in claims:
            pots.setdefault(claim.pot, []).append((number, claim))
    found = []
    for pot, own in pots.items():
        named: dict[Named, list[PotClaim]] = {}
        for number, claim in own:
            named.setdefault((number, claim.called), []).append(claim)
        met = tuple(one for one in own if any(_meet(one, other, named) for other in own))
        if met:
            found.append(Meeting(pot, met))
    return found


def _meet(one: Placed, other: Placed, named: Mapping[Named, Sequence[PotClaim]]) -> bool:
    """Whether two claims of different files meet, and neither file has both of them itself."""
    if one[0] == other[0] or not one[1].meets(other[1]):
        return False
    return not any(
        there.is_same(claim)
        for (file, _), (_, claim) in ((one, other), (other, one))
        for there in named.get((file, claim.called), ())
    )
