"""Why figures moved between two versions of a folder: a row for each file, and the parts by kind."""

from collections.abc import Iterator
from fractions import Fraction

from rendement.figures.difference import Difference
from rendement.source.record import record

COME, GONE = "bestand erbij", "bestand eraf"
UNSPLIT = "niet uiteengelegd"


@record
class FileMoved:
    """One file by its path in the folder: its difference; or what it is worth, where only one side has it."""

    path: str
    figure: str
    title: str
    currency: str
    old: float | None
    new: float | None
    adds: bool = True  # whether that of files adds up
    found: Difference | None = None
    why: str = ""  # what is the matter, where there is something
    lost: bool = False  # whether a side that is there cannot be computed any more

    @property
    def nowhere(self) -> bool:
        """Whether neither side has the figure."""
        return self.old is None and self.new is None

    @property
    def gap(self) -> float | None:
        """What it does to the whole: of a file on one side all that it is worth."""
        if not self.lost and self.found is None and (self.old is None) != (self.new is None):
            return self.new if self.new is not None else -(self.old or 0.0)
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def parts(self) -> Iterator[tuple[str, Fraction]]:
        """What it adds to each kind of change."""
        if self.gap is None or not self.adds:
            return
        if self.found is None:
            yield COME if self.old is None else GONE, Fraction(self.gap)
        elif self.found.parts:
            for part in self.found.parts:
                yield part.group, part.amounts[0]
        elif self.found.reason:
            yield UNSPLIT, Fraction(self.gap)


@record
class Summed:
    """A figure over all files, with its parts by kind, the largest first."""

    figure: str
    title: str
    currency: str
    gap: Fraction
    by_kind: tuple[tuple[str, Fraction], ...]


@record
class Differences:
    """Two versions of a folder."""

    sides: tuple[str, str]
    rows: tuple[FileMoved, ...]
    passed_over: tuple[str, ...]  # the files that are no case, programme or monitor

    @property
    def sums(self) -> tuple[Summed, ...]:
        """Every figure, each in its currency."""
        kinds = dict.fromkeys((row.figure, row.title, row.currency) for row in self.rows)
        return tuple(self._summed(*kind) for kind in kinds)

    def _summed(self, figure: str, title: str, currency: str) -> Summed:
        by_kind: dict[str, Fraction] = {}
        for row in self.rows:
            if (row.figure, row.currency) == (figure, currency):
                for group, amount in row.parts:
                    by_kind[group] = by_kind.get(group, Fraction(0)) + amount
        moved = {group: amount for group, amount in by_kind.items() if amount}
        order = sorted(moved.items(), key=lambda item: -abs(item[1]))
        return Summed(figure, title, currency, sum(moved.values(), Fraction(0)), tuple(order))
