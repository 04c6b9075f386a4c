"""What was asked beside the file itself: other values, a scenario, a perspective."""

from collections.abc import Iterable

from rendement.source.record import record

MOST_DRAWS, MOST_SEED = 10_000_000, 2**63


@record
class Asked:
    """The changes, the scenario and the perspective, as they were written."""

    sets: tuple[str, ...] = ()
    scenario: str | None = None
    perspective: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether the file was to be computed as it is."""
        return not self.sets and self.scenario is None and self.perspective is None

    @property
    def listed(self) -> str:
        """The changes in one cell."""
        return "; ".join(self.sets)

    def changes(self, perspective: str) -> bool:
        """Whether that is another computation than the file itself, which has this perspective."""
        return bool(self.sets) or self.scenario is not None or self.perspective not in (None, perspective)


def asked_for(sets: Iterable[str], scenario: str | None, perspective: str | None) -> Asked:
    """What the options ask, each change in one form however much space was put around its parts.

    >>> asked_for([" baten[0].aantal = 4 "], None, None).sets
    ('baten[0].aantal=4',)
    """
    pieces = (text.partition("=") for text in sets)
    changes = (f"{left.strip()}{equals}{right.strip()}" for left, equals, right in pieces)
    return Asked(tuple(changes), scenario, perspective)
