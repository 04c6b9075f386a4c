"""Cases that take some changes and not others, on the level of the file as it was read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from rendement.bind import bind
from rendement.engine.compute import compute
from rendement.engine.plan import BENEFITS
from rendement.engine.result import LineResult, Result
from rendement.model.library import Entry, Library
from rendement.model.read import read_case
from rendement.source.build import Node
from rendement.source.currency import KEY as CURRENCY
from rendement.source.finding import has_errors
from rendement.source.money import brought, counted_in, money_of
from rendement.source.path import Path, parse_path
from rendement.source.rows import RowTable
from rendement.source.tree import Source, line_names
from rendement.study.calculation import Calculation
from rendement.study.diff.between import PRICES
from rendement.study.diff.changes import (
    OF_CASE,
    Change,
    Pair,
    Written,
    changed_kinds,
    changes_of,
    paired,
    unmoved_keys,
    unmoved_of,
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
    PERSPECTIVE,
    POST,
    PRICE,
    SIZE,
    Table,
    may_move,
)
from rendement.study.diff.reading import alone_of, reader_of
from rendement.study.diff.used import posts_of

Taken = Collection[Change]
Place = tuple[str, int] | None  # of a line in a case
SECTIONS = ("baten", "kosten")


class CaseBetween:
    """Two computed cases, and every case between them."""

    def __init__(self, old: Calculation, new: Calculation, paths: Sequence[str]) -> None:
        self.old, self.new = _side(old), _side(new)
        self.libraries = (_library(old), _library(new))
        self.paths = tuple(paths)
        self.relevant = [kind for kind in LINE.kinds if self._moves(kind)]
        self.name = new.name
        self.rows = {**_rows(old), **_rows(new)}
        self.pairs = [
            pair
            for section in SECTIONS
            for pair in paired(section, _lines(self.old, section), _lines(self.new, section))
        ]
        self._readers = [reader_of(parse_path(path)) for path in paths]
        self.settings = [Change(OF_CASE, kind) for kind in self._settings() if self._moves(kind)]
        self._known: dict[frozenset[Change], Library] = {}

    def _moves(self, kind: str) -> bool:
        return any(may_move(kind, path) for path in self.paths)

    def _settings(self) -> list[str]:
        found = set(changed_kinds(self.old, self.new, CASE))
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
                for kind in changed_kinds(_entry(left[code]), _entry(right[code]), POST)
                if self._moves(kind)
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
        own = [change for change in changes_of(pair) if change.kind in (COME, GONE, *self.relevant)]
        used = sorted(posts_of(pair) & self.prices.keys()) if self.prices else []
        return [*own, *self.settings, *(change for code in used for change in self.prices[code])]

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of, with the kinds of its keys."""
        if change.place == OF_CASE:
            return self.old, self.new, CASE
        if change.place[0] == PRICES:
            old, new = (_entry(library.entries[str(change.place[1])]) for library in self.libraries)
            return old, new, POST
        pair = next(pair for pair in self.pairs if pair.place == change.place)
        return (*pair.both, LINE)

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure."""
        yield from unmoved_keys(self.old.node, self.new.node, CASE)
        for pair in self.pairs:
            yield from unmoved_of(pair, LINE)

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

    def results(self, pairs: Sequence[Pair], taken: Taken) -> "list[Lines | None] | None":
        """Of each pair the lines that come of it, None where it is not there; None: no valid case."""
        data, places = self._case(pairs, taken)
        if not any(places):
            return [None] * len(pairs)
        source = Source(self.name, "", data, rows=self.rows)
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
        lines: dict[str, list[Node]] = {section: [] for section in SECTIONS}
        places: list[Place] = []
        for pair in pairs:
            node = self._line(pair, taken)
            section = str(pair.place[0])
            places.append(None if node is None else (section, len(lines[section])))
            if node is not None:
                lines[section].append({**node, "naam": f"regel {len(places)}"})
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
            return self._keys(pair.either.node, pair.either.node, pair.place, ()) if there else None
        return self._keys(pair.old.node, pair.new.node, pair.place, taken)

    def _keys(
        self, old: Mapping[str, Node], new: Mapping[str, Node], place: Path, taken: Taken
    ) -> dict[str, Node]:
        """The keys of a line; those that cannot move the figure are left out."""
        made: dict[str, Node] = {}
        for kind in self.relevant:
            side = new if Change(place, kind) in taken else old
            made |= {key: side[key] for key in LINE.kinds[kind] if key in side}
        for key in BASKETS:
            sizes, prices = (new if Change(place, kind) in taken else old for kind in (SIZE, PRICE))
            if sizes is not prices and key in sizes:
                made[key] = _basket(sizes[key], prices.get(key))
        return made

    def _with(self, taken: Taken) -> Library:
        """The prices with the changes that are taken; a post that only one side has is there either way."""
        some = frozenset(change for change in taken if change.place[:1] == (PRICES,))
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


Lines = tuple[Result, list[LineResult]]  # the case that they stand in, and the lines


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
    """The lines of a case that come of one that was written: itself, and what is left of its worth."""
    section, number = place
    lines = result.benefits if section == BENEFITS else result.costs
    own = lines[number]
    return result, [own, *(item for item in result.costs if item.line.residual_of == own.line.path)]


def _side(calculation: Calculation) -> Written:
    """The case as it was computed, in which every amount says what it stands for."""
    source, case, plan = calculation.source, calculation.case, calculation.plan
    if source is None or case is None or plan is None:
        raise ValueError("no result")
    plain = {key: value for key, value in source.data.items() if key != "bedragen_x"}
    node = {**brought(plain, money_of(source.data)), PERSPECTIVE: plan.perspective}
    return Written(node, case.model_copy(update={PERSPECTIVE: plan.perspective}), title="de casus")


def _rows(calculation: Calculation) -> Mapping[str, RowTable]:
    return {} if calculation.source is None else calculation.source.rows


def _lines(side: Written, section: str) -> list[Written]:
    nodes = side.node.get(section) or []
    models = getattr(side.model, section)
    return [
        Written(node, model, line_names(node), str(node.get("naam", "")))
        for node, model in zip(nodes, models, strict=True)
        if isinstance(node, dict)
    ]


def _library(calculation: Calculation) -> Library:
    return calculation.library or Library()


def _entry(entry: Entry) -> Written:
    post = entry.post.model_copy(update={"prijspeil": entry.level})
    node = entry.file.get(("posten", entry.code))
    return Written(node if isinstance(node, dict) else {}, post, title=post.naam)
