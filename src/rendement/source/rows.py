"""What a table of rows adds up to: how often each post, and how much clients differ; of nobody alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rendement.source.record import record

OTHERS = "overige posten"  # the row in which posts that few clients use stand together
REST = "overige groepen"  # the column in which groups of few clients stand together
# what those are called whom a table is about, one and more, by the column that tells them apart
CLIENTS = {"client": ("cliënt", "cliënten"), "huishouden": ("huishouden", "huishoudens")}
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
    clients use both. What only `few` use is shown in no other way than together. Of each column of the matrix
    there is the year, 0 where the table says none, the group, and how many clients that has; `who` is the
    column that tells them apart. `alike` is there of not too many clients. What is drawn follows from the
    `key`: who does not have the table cannot draw it again.
    """

    name: str
    written: str  # behind `casussen`
    clients: int
    smallest: int
    who: str
    groups: tuple[str, ...]
    members: tuple[int, ...]
    years: tuple[int, ...]
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

    def at_least(self, numbers: Sequence[int]) -> int:
        """How many clients use one of these at least: no fewer than with each overlap taken off once.

        >>> two = Count(0, "a", 5.0, 4), Count(0, "b", 7.0, 6)
        >>> both = (4, 1), (1, 6)
        >>> RowTable("t", "t", 20, 10, "client", ("",), (20,), (0,), two, (), both).at_least([0, 1])
        9
        """
        users = [self.counts[i].users for i in numbers]
        shared = [self.both[i][j] for i in numbers for j in numbers if i < j]
        return max(*users, sum(users) - sum(shared))

    def joined(
        self, ways: Mapping[int, object], columns: Collection[int], smallest: int
    ) -> Iterator[list[int]]:
        """Of each way in which counts are borne, in these columns as one, what few use and the next with it.

        The next go with it until they are enough, or all there is. `ways` has the counts that anybody uses.
        """
        posts: dict[str, list[int]] = {}
        for number in ways:
            if self.counts[number].column in columns:
                posts.setdefault(self.counts[number].post, []).append(number)
        of_way: dict[object, list[tuple[int, list[int]]]] = {}
        for users, _, own in sorted((self._users(own), post, own) for post, own in posts.items()):
            of_way.setdefault(ways[own[0]], []).append((users, own))
        for items in of_way.values():
            found = [number for users, own in items if users < smallest for number in own]
            for users, own in items if found else ():
                if users >= smallest and self.at_least(found) < smallest:
                    found += own
            if found:
                yield found

    def _users(self, numbers: Sequence[int]) -> int:
        return sum(self.counts[i].users for i in numbers)


def small_groups(members: Sequence[int], names: Sequence[str], smallest: int) -> list[int]:
    """The groups of few clients, and the next with them until they are enough.

    >>> small_groups([20, 3, 9, 12], "abcd", 10), small_groups([20, 3, 12], "abc", 10)
    ([1, 2], [1, 2])
    """
    order = sorted(range(len(members)), key=lambda column: (members[column], names[column]))
    few = [column for column in order if members[column] < smallest or names[column] == REST]
    for column in order if few else ():
        if column not in few and sum(members[i] for i in few) < smallest:
            few.append(column)
    return few
