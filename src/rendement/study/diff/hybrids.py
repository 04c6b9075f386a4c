"""Cases that take some changes and not others, on the level of the file as it was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from rendement.bind import bind
from rendement.engine.budget_entry import Cover
from rendement.engine.compute import compute
from rendement.engine.plan import BENEFITS
from rendement.engine.result import LineResult, Result
from rendement.model.library import Entry, Library
from rendement.model.read import read_case
from rendement.source.build import Node
from rendement.source.currency import KEY as CURRENCY
from rendement.source.finding import has_errors
from rendement.source.money import counted_in, money_of
from rendement.source.path import Path, parse_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.diff.between import PRICES, Around, Taken
from rendement.study.diff.case_side import entry_of, library_of, lines_of, side_of_case
from rendement.study.diff.changes import (
    OF_CASE,
    Change,
    Pair,
    Written,
    changed_kinds,
    paired,
)
from rendement.study.diff.kinds import (
    BASKETS,
    CASE,
    COME,
    DOMAIN,
    GONE,
    LEVEL,
    LINE,
    ON_THE_SPOT,
    POST,
    PRICE,
    ROWS,
    SIZE,
    Table,
)
from rendement.study.diff.reading import BUDGET, alone_of, reader_of
from rendement.study.diff.row_sums import RowSums, is_of_few, prices_of_few, told, written_of_few
from rendement.study.diff.used import posts_of
from rendement.study.diff.walk import Walk

Place = tuple[str, int] | None  # of a line in a case
SECTIONS = ("baten", "kosten")
COVER = "dekking"
_NOTHING: dict[str, Node] = {"naam": "?", "bedrag": "0"}  # a cost, for a case has a line


TABLES = {**dict.fromkeys(SECTIONS, LINE), COVER: ROWS[COVER]}


class CaseBetween(Walk):
    """Two computed cases, and every case between them."""

    whole_table = CASE
    tables = TABLES

    def __init__(self, old: Calculation, new: Calculation, paths: Sequence[str]) -> None:
        one, other = side_of_case(old), side_of_case(new)
        self.libraries = (library_of(old), library_of(new))
        self.name = new.name
        self._sections = (*SECTIONS, COVER) if any(path.startswith(BUDGET) for path in paths) else SECTIONS
        self._sums = (RowSums(old, one, SECTIONS), RowSums(new, other, SECTIONS))
        self._tables = {**self._sums[0].tables, **self._sums[1].tables}
        self.pairs = [
            pair
            for section in self._sections
            for pair in paired(section, lines_of(one, section), lines_of(other, section), TABLES[section])
        ]
        super().__init__(one, other, self.pairs, paths)
        self._readers = [reader_of(parse_path(path)) for path in paths]
        self._known: dict[frozenset[Change], Library] = {}

    def changed_settings(self) -> list[str]:
        """Those of the case, with the index series that hold for it."""
        found = set(super().changed_settings())
        if self.libraries[0].own_series != self.libraries[1].own_series:
            found.add(LEVEL)
        return [kind for kind in CASE.kinds if kind in found]

    @cached_property
    def prices(self) -> dict[str, list[Change]]:
        """The changes of every post that both sides have."""
        left, right = (library.entries for library in self.libraries)
        found = {
            code: [
                Change((PRICES, code), kind)
                for kind in changed_kinds(entry_of(left[code]), entry_of(right[code]), POST)
                if self.moves(kind)
            ]
            for code in left
            if code in right and left[code] is not right[code]
        }
        return {code: changes for code, changes in found.items() if changes}

    def units(self) -> dict[Path, list[Pair]]:
        """What can be computed apart from all else, by the place of its first line."""
        return {pair.place: [pair] for pair in self.pairs}

    def players(self, pair: Pair) -> list[Change]:
        """Every change that may move a line."""
        few = self._few(pair)
        used = sorted((posts_of(pair) - few) & self.prices.keys()) if self.prices else []
        found = [*self.own(pair), *self.settings, *(change for code in used for change in self.prices[code])]
        return [*found, prices_of_few(pair)] if few & self.prices.keys() else found

    def _few(self, pair: Pair) -> set[str]:
        """The posts that few clients use in a table of rows, on either side."""
        sides = zip(self._sums, (pair.old, pair.new), strict=True)
        return set().union(*(sums.joined(side) for sums, side in sides))

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of; of a post that of each list, of a table of rows its counts."""
        if is_of_few(change):
            return written_of_few(), written_of_few(), POST
        if change.place[:1] == (PRICES,):
            old, new = (entry_of(library.entries[str(change.place[1])]) for library in self.libraries)
            return old, new, POST
        old, new, table = super().written(change)
        return (*told((old, new), self._sums), table) if change.kind == SIZE else (old, new, table)

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure; the cover only moves the budget."""
        yield from (key for key in super().unmoved() if key not in self._sections)

    def worth(self, pairs: Sequence[Pair], taken: Taken) -> "list[tuple[float, ...]] | None":
        """What each of some lines is worth in every figure; None where that is no valid case."""
        found = self.results(pairs, taken)
        if found is None:
            return None
        values: list[tuple[float, ...]] = []
        for lines in found:
            alone = None if lines is None else alone_of(*lines)
            read = [0.0 if alone is None else reader(alone) for reader in self._readers]
            values.append(tuple(0.0 if value is None else value for value in read))
        return values

    def whole(self, taken: Taken) -> "tuple[float, ...] | None":
        """What the whole case is worth in every figure; None where there is no such figure."""
        found = self.results(self.pairs, taken)
        result = next((lines[0] for lines in found or () if lines is not None), None)
        read = [None if result is None else reader(result) for reader in self._readers]
        exists = [value for value in read if value is not None]
        return tuple(exists) if len(exists) == len(read) else None

    @property
    def apart(self) -> bool:
        """Whether its lines add up in a programme: costs without a domain have that of all the benefits."""
        return not self.moves(DOMAIN)

    def alone(self, pairs: Sequence[Pair], taken: Taken, _: Around) -> "list[Result | None] | None":
        """The case with only one of these lines, for each."""
        found = self.results(pairs, taken)
        return None if found is None else [None if lines is None else alone_of(*lines) for lines in found]

    def together(self, taken: Taken, _: Around) -> "list[Result | None] | None":
        """The whole case, if it has any line."""
        found = self.results(self.pairs, taken)
        return None if found is None else [next((lines[0] for lines in found if lines is not None), None)]

    def results(self, pairs: Sequence[Pair], taken: Taken) -> "list[Lines | None] | None":
        """Of each pair the lines that come of it, None where it is not there; None: no valid case."""
        data, places = self._case(pairs, taken)
        if not any(places):
            return [None] * len(pairs)
        source = Source(self.name, "", data, rows=self._tables)
        with counted_in(money_of(data)):
            case, found = read_case(source)
            if case is None or has_errors(found):
                return None
            plan, found = bind(case, source, self._with(taken), whole=False)
        if plan is None or has_errors(found):
            return None
        result = compute(plan)
        return [None if place is None else _lines_of(result, place) for place in places]

    def _case(self, pairs: Sequence[Pair], taken: Taken) -> tuple[dict[str, Node], list[Place]]:
        """A case of these pairs, and where in it each stands."""
        lines: dict[str, list[Node]] = {section: [] for section in self._sections}
        places: list[Place] = []
        for pair in pairs:
            node = self._line(pair, taken)
            section = str(pair.place[0])
            places.append(None if node is None else (section, len(lines[section])))
            if node is not None:
                lines[section].append({**node, "naam": f"regel {len(places)}"})
        if not any(lines[section] for section in SECTIONS):
            lines[SECTIONS[-1]].append(_NOTHING)
        return {**self._head(taken), **lines}, places

    def _head(self, taken: Taken) -> dict[str, Node]:
        head: dict[str, Node] = {"naam": "?", "gemeente": "?"}
        if CURRENCY in self.new.node:
            head[CURRENCY] = self.new.node[CURRENCY]
        for key, kind in CASE.kind_of.items():
            side = self.new if Change(OF_CASE, kind) in taken else self.old
            if key in side.node and key != "indexcijfers":
                head[key] = side.node[key]
        return head

    def _line(self, pair: Pair, taken: Taken) -> dict[str, Node] | None:
        """The line with what it has of each side."""
        if pair.old is None or pair.new is None:
            come, gone = (Change(pair.place, kind) in taken for kind in (COME, GONE))
            there = come if pair.old is None else not gone
            return self._keys(pair.either.node, pair.either.node, pair, ()) if there else None
        return self._keys(pair.old.node, pair.new.node, pair, taken)

    def _keys(
        self, old: Mapping[str, Node], new: Mapping[str, Node], pair: Pair, taken: Taken
    ) -> dict[str, Node]:
        """The keys of a line; those that cannot move the figure are left out."""
        made: dict[str, Node] = {}
        for kind, keys in self.table(pair).kinds.items():
            side = new if Change(pair.place, kind) in taken else old
            made |= {key: side[key] for key in keys if key in side and self.moves(kind)}
        for key in BASKETS:
            sizes, prices = (new if Change(pair.place, kind) in taken else old for kind in (SIZE, PRICE))
            if sizes is not prices and key in sizes:
                made[key] = _basket(sizes[key], prices.get(key))
        return made

    def _with(self, taken: Taken) -> Library:
        """The prices with the changes that are taken; a post that only one side has is there either way."""
        some = frozenset(change for change in taken if change.place[:1] == (PRICES,))
        few = [pair for pair in self.pairs if prices_of_few(pair) in some]
        codes = {code for pair in few for code in self._few(pair)}
        some = frozenset(change for change in some if not is_of_few(change))
        some |= {change for code in codes for change in self.prices.get(code, ())}
        level = Change(OF_CASE, LEVEL)
        some |= {level} & set(taken)
        if some not in self._known:
            old, new = self.libraries
            entries = {**new.entries, **old.entries}
            for code in {str(change.place[1]) for change in some if change.place}:
                entries[code] = self._entry(code, some)
            series = (new if level in some else old).own_series
            self._known[some] = Library(entries, own_series=series)
        return self._known[some]

    def _entry(self, code: str, taken: Taken) -> Entry:
        """A post with what it has of each side."""
        old, new = (library.entries[code] for library in self.libraries)
        price = new if Change((PRICES, code), PRICE) in taken else old
        keys: dict[str, object] = {}
        for kind in ("wie", DOMAIN):
            side = new if Change((PRICES, code), kind) in taken else old
            keys |= {key: getattr(side.post, key) for key in POST.kinds[kind]}
        return replace(price, post=price.post.model_copy(update=keys))


# the case that they stand in, the lines, and what of it is cover
Lines = tuple[Result, list[LineResult], tuple[Cover, ...]]


def _basket(sizes: Node, prices: Node) -> Node:
    """The posts and quantities of one basket, with the prices that another sets on the spot."""
    if not isinstance(sizes, dict) or not isinstance(prices, dict):
        return sizes
    made: dict[str, Node] = {}
    for post, item in sizes.items():
        if post not in prices:
            made[post] = item
            continue
        own, other = _priced(item), _priced(prices[post])
        kept = {key: value for key, value in own.items() if key not in ON_THE_SPOT}
        made[post] = kept | {key: other[key] for key in ON_THE_SPOT if key in other}
    return made


def _priced(item: Node) -> dict[str, Node]:
    keys = {*ON_THE_SPOT, "aantal", "factoren"}
    return dict(item) if isinstance(item, dict) and keys & item.keys() else {"aantal": item}


def _lines_of(result: Result, place: tuple[str, int]) -> Lines:
    """The lines of a case that come of one that was written: itself, later years, its residual value."""
    section, number = place
    if section == COVER:
        return result, [], (result.plan.cover[number],)
    lines = result.benefits if section == BENEFITS else result.costs
    own = lines[number]
    return result, [own, *(item for item in result.lines if item.line.follows == own.line.path)], ()
