"""Why a figure moved between two versions of a file: its parts."""

from fractions import Fraction

from rendement.figures.asked import Asked
from rendement.source.record import record

BY_LINE, AS_WHOLE, ENDS_ONLY = "shapley per regel", "shapley over het geheel", "alleen oud en nieuw"


@record
class Moved:
    """A figure on both sides."""

    path: str
    title: str
    old: float | None
    new: float | None
    unit: str = ""  # where that is no money: of a monitor in fte or hours

    @property
    def gap(self) -> float | None:
        """New less old."""
        return None if self.old is None or self.new is None else self.new - self.old


@record
class Part:
    """One change, or several that are one: what it was and is, and what it does to each figure."""

    groups: tuple[str, ...]
    subjects: tuple[str, ...]  # the lines, the posts or the case
    paths: tuple[str, ...]
    was: str
    now: str
    amounts: tuple[Fraction, ...]  # by figure
    by_line: tuple[
        tuple[str, str, tuple[Fraction, ...]], ...
    ]  # of every line that it moves: path, name, amounts

    @property
    def subject(self) -> str:
        """All that it is of."""
        return ", ".join(self.subjects)

    @property
    def group(self) -> str:
        """Its kinds."""
        return " + ".join(self.groups)


@record
class Joint:
    """Changes that are one part, and why."""

    what: tuple[str, ...]
    why: str


@record
class Difference:
    """Two versions of a file, and what each change did."""

    title: str
    place: str
    sides: tuple[str, str]
    figures: tuple[Moved, ...]  # the one that was asked, and perhaps one beside it
    parts: tuple[Part, ...] = ()  # the largest first
    silent: tuple[tuple[str, int], ...] = ()  # what else changed, and how often, that moves nothing
    joints: tuple[Joint, ...] = ()
    method: str = ENDS_ONLY
    reason: str = ""  # why there are no parts
    currency: str = "EUR"
    asked: Asked = Asked()  # of the new side

    @property
    def figure(self) -> Moved:
        """The figure that was asked."""
        return self.figures[0]
