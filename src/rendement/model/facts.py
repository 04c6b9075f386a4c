"""What a rule looks at: the facts of a line."""

from rendement.model.line import Line
from rendement.model.years import Period, covered_years
from rendement.source.record import record


@record
class Facts:
    """One line as far as it could be read."""

    keys: frozenset[str]
    line: Line
    period: Period | None

    def has(self, *names: str) -> list[str]:
        """The keys among `names` that were written, in that order."""
        return [] if self.keys.isdisjoint(names) else [name for name in names if name in self.keys]

    @property
    def years(self) -> tuple[int, ...]:
        """The years covered, or nothing when the period could not be read."""
        broken = any(
            key in self.keys and getattr(self.line, key) is None for key in ("jaar", "jaren", "bedrag")
        )
        return () if self.period is None or broken else covered_years(self.line, self.period)
