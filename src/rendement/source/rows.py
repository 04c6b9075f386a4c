"""What a table of rows adds up to: how often each post, and how much clients differ; of nobody alone."""

from rendement.source.record import record

OTHERS = "overige posten"  # the row in which posts that few clients use stand together
SMALLEST_GROUP = 10  # clients, unless the line says otherwise


@record
class Count:
    """How often a post was used in one column of the matrix, and by how many clients."""

    column: int
    post: str
    times: float
    users: int


@record
class Alike:
    """Clients with the same counts, taken as one, in an order that is none of theirs: for draws alone.

    Of each how many they are, and of what they have the number and how much, in means of all clients.
    """

    sizes: tuple[int, ...]
    counts: tuple[tuple[tuple[int, float], ...], ...]


@record
class RowTable:
    """The sums of a table, in the order in which its counts are numbered.

    `spread` is the covariance of two counts between clients, as a share of both means; `both` how many
    clients use both. What only `few` use is shown in no other way than together. `alike` is there of not too
    many clients. What is drawn follows from the `key`: who does not have the table cannot draw it again.
    """

    name: str
    written: str  # behind `casussen`
    clients: int
    smallest: int
    years: tuple[int, ...] = (0,)  # of each column; 0 where the table says none
    counts: tuple[Count, ...] = ()
    spread: tuple[tuple[float, ...], ...] = ()
    both: tuple[tuple[int, ...], ...] = ()
    few: frozenset[int] = frozenset()
    alike: Alike | None = None
    key: str = ""

    @property
    def named_years(self) -> tuple[int, ...]:
        """The years in which its rows count, in order; none where it does not say."""
        return tuple(sorted({year for year in self.years if year}))

    def number(self, column: int, post: str) -> int:
        """Which count it is."""
        return next(i for i, item in enumerate(self.counts) if (item.column, item.post) == (column, post))

    def at_least(self, numbers: list[int]) -> int:
        """How many clients use one of these at least: no fewer than with each overlap taken off once.

        >>> two = Count(0, "a", 5.0, 4), Count(0, "b", 7.0, 6)
        >>> RowTable("t", "t", 20, 10, (0,), two, (), ((4, 1), (1, 6)), frozenset()).at_least([0, 1])
        9
        """
        users = [self.counts[i].users for i in numbers]
        shared = [self.both[i][j] for i in numbers for j in numbers if i < j]
        return max(*users, sum(users) - sum(shared))
