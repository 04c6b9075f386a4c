"""Monitors that take some changes and not others: of each post its clients, and what one of them costs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isclose
from types import SimpleNamespace

from rendement.engine.arithmetic import Number
from rendement.engine.monitor import MonitorResult, compute_monitor
from rendement.engine.monitor_plan import Cell, MonitorPlan, Node
from rendement.engine.monitor_volume import client_count
from rendement.figures.monitor import MonitorFigures
from rendement.figures.monitor_fields import MONITOR as FIELDS
from rendement.source.path import Path, format_path, parse_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.diff.between import Taken
from rendement.study.diff.changes import OF_CASE, Change, Pair, Written
from rendement.study.diff.kinds import (
    DOMAIN,
    MONITOR,
    MONITOR_POST,
    PER_CLIENT,
    UNCOUNTED,
    VOLUME,
    Table,
)
from rendement.study.diff.monitor_posts import POSTS, Posts, counted, mixed, posts_of
from rendement.study.diff.programme_rows import side_of, there
from rendement.study.diff.reading import read_off
from rendement.study.diff.walk import Walk

_AMOUNTS = (VOLUME, PER_CLIENT, UNCOUNTED)
_OF_POST = ("eenheid", "telt mee")  # of a post, for all its parts
_ALONE = Table({UNCOUNTED: ("bedragen",)}, ())


class MonitorBetween(Walk):
    """Two computed monitors, and every monitor between them."""

    whole_table = MONITOR
    tables = dict.fromkeys((POSTS,), MONITOR_POST)

    def __init__(self, old: Calculation, new: Calculation, paths: Sequence[str]) -> None:
        sides = one, other = _side(old), _side(new)
        self.plans = one[1].plan, other[1].plan
        self._columns = _columns(self.plans, parse_path(paths[0]))
        before, after = (posts_of(source, result.posts) for source, result in sides)
        self._posts = Posts(before, after, self._columns, by_domain=paths[0].startswith("per_domein"))
        super().__init__(_whole(*one), _whole(*other), self._posts.rows, paths)
        self.pairs = self.rows

    def units(self) -> dict[Path, list[Pair]]:
        """Every post, or part of one, that is taken apart."""
        return {path: [pair] for path, pair in self._posts.units.items()}

    def own(self, pair: Pair) -> list[Change]:
        """The changes of a post: its amounts, its domain, and what holds for all of the post it is in."""
        if pair.old is None or pair.new is None:
            return super().own(pair)
        kinds = [kind for kind in _AMOUNTS if self._differs(pair, kind)]
        if self._is_tree(pair):
            kinds = [UNCOUNTED]
        elif self.moves(DOMAIN) and pair.old.model.domein != pair.new.model.domein:
            kinds.append(DOMAIN)
        top = self._posts.top[pair.path]
        of_post = [change for change in super().own(top) if change.kind in _OF_POST]
        return [*(Change(pair.place, kind) for kind in kinds), *of_post]

    def players(self, pair: Pair) -> list[Change]:
        """Every change that may move a post."""
        return [*self.own(pair), *self.settings]

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of; of amounts and clients what stands in the columns asked."""
        old, new, table = super().written(change)
        if change.place == OF_CASE or change.kind not in _AMOUNTS:
            return old, new, table
        told = [self._told(side, change.kind) for side in (old, new)]
        return told[0], told[1], _ALONE if change.kind == UNCOUNTED else table

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure."""
        for pair in self._posts.units.values():
            if pair.old is None or pair.new is None:
                continue
            counts = [{**side.model.aantallen} for side in pair.both]
            if counts[0] != counts[1] and not self._differs(pair, VOLUME):
                yield "aantallen"
            others = [
                {key: amount for key, amount in side.model.bedragen.items() if key not in self._columns}
                for side in pair.both
            ]
            if others[0] != others[1]:
                yield "bedragen in een andere kolom"
        yield from super().unmoved()

    def worth(self, pairs: Sequence[Pair], taken: Taken) -> list[tuple[float, ...]] | None:
        """What each post is worth in every figure."""
        return [self._figures([pair], taken) for pair in pairs]

    def whole(self, taken: Taken) -> tuple[float, ...] | None:
        """What the whole monitor is worth; None where there is no such figure."""
        result = self._result([*self._posts.units.values()], taken)
        read = [read_off(FIELDS, MonitorFigures(result), parse_path(path)) for path in self.paths]
        exists = [value for value in read if value is not None]
        return tuple(exists) if len(exists) == len(read) else None

    def _figures(self, pairs: Sequence[Pair], taken: Taken) -> tuple[float, ...]:
        figures = MonitorFigures(self._result(pairs, taken))
        read = [read_off(FIELDS, figures, parse_path(path)) for path in self.paths]
        return tuple(0.0 if value is None else value for value in read)

    def _result(self, pairs: Sequence[Pair], taken: Taken) -> MonitorResult:
        """A monitor of these posts alone."""
        old, new = self.plans
        columns = (new if Change(OF_CASE, "kolommen") in taken else old).columns
        nodes = [node for node in (self._node(pair, taken) for pair in pairs) if node is not None]
        return compute_monitor(replace(new, columns=columns, posts=tuple(nodes), comparisons=()))

    def _node(self, pair: Pair, taken: Taken) -> Node | None:
        """A post with what it has of each side."""
        if there(pair, taken) is None:
            return None
        top, path, by_domain = self._posts.top[pair.path], format_path(pair.path), self.moves(DOMAIN)
        unit, counts = (side_of(top, Change(top.place, kind), taken).model for kind in _OF_POST)
        amounts = side_of(pair, Change(pair.place, UNCOUNTED), taken)
        if self._is_tree(pair):
            prefix = "oud." if amounts is pair.old else "nieuw."
            node = _apart(amounts.model.item.node, prefix)
            return replace(node, counted=counts.telt_mee, unit=unit.bedragen_in)
        return Node(
            path=path,
            name=pair.name,
            slug=path,
            route=path,
            counted=counts.telt_mee,
            unit=unit.bedragen_in,
            times=1.0,
            cells={column: Cell(path, amount) for column, amount in self._amounts(pair, taken).items()},
            domain=side_of(pair, Change(pair.place, DOMAIN), taken).model.domein if by_domain else None,
        )

    def _amounts(self, pair: Pair, taken: Taken) -> dict[str, Number]:
        """Its amounts in the columns asked."""
        if pair.old is None or pair.new is None:
            return {key: value for key, value in pair.either.model.bedragen.items() if key in self._columns}
        kinds = {change.kind for change in self.own(pair)}
        picked = {kind: Change(pair.place, kind) in taken for kind in _AMOUNTS}
        for kind, other in ((VOLUME, PER_CLIENT), (PER_CLIENT, VOLUME)):
            picked[kind] = picked[kind if kind in kinds else other]
        return mixed(pair.both, self._columns, picked)

    def _is_tree(self, pair: Pair) -> bool:
        """Whether it must keep its parts, for these are of several domains."""
        sides = [side for side in (pair.old, pair.new) if side is not None]
        return self.moves(DOMAIN) and any(isinstance(side.model.domein, frozenset) for side in sides)

    def _differs(self, pair: Pair, kind: str) -> bool:
        """Whether something of a post differs in a column that is asked."""
        for column in self._columns:
            old, new = (counted(side, column) for side in pair.both)
            if old is None or new is None:
                before, after = (side.model.bedragen.get(column) for side in pair.both)
                found = kind == UNCOUNTED and before != after
            elif kind == VOLUME:
                found = old[1] != new[1]
            else:
                found = kind == PER_CLIENT and not isclose(old[0] * new[1], new[0] * old[1], rel_tol=1e-12)
            if found:
                return True
        return False

    def _told(self, side: Written, kind: str) -> Written:
        """A post of which the keys say what stands in the columns that are asked."""
        texts = [_text(side, column, kind) for column in self._columns]
        if len(self._columns) > 1:
            texts = [f"{key} {text}" if text else "" for key, text in zip(self._columns, texts, strict=True)]
        key = "aantallen" if kind == VOLUME else "bedragen"
        node = {key: "; ".join(filter(None, texts))}
        return Written({} if not node[key] else node, SimpleNamespace(**node), side.names, side.title)


def _apart(node: Node, prefix: str) -> Node:
    """A post with its parts, by paths that no post of the other side has."""
    return replace(
        node, path=prefix + node.path, parts=tuple(_apart(part, prefix) for part in node.parts), of_which=()
    )


def _side(calculation: Calculation) -> tuple[Source, MonitorResult]:
    if calculation.source is None or calculation.monitor is None:
        raise ValueError("no result")
    return calculation.source, calculation.monitor


def _whole(source: Source, result: MonitorResult) -> Written:
    return Written(source.data, SimpleNamespace(kolommen=result.plan.columns), title="de monitor")


def _columns(plans: Sequence[MonitorPlan], path: Path) -> tuple[str, ...]:
    """The columns that a figure is made of."""
    found: dict[str, None] = {}
    for plan in plans:
        column = plan.columns.get(str(path[-1]))
        if column is not None:
            base = [column.base] if column.base is not None and path[-2] == "groei" else []
            for key in (*base, column.key):
                found |= dict.fromkeys(plan.columns[key].adds or (key,))
    return tuple(found)


def _text(side: Written, column: str, kind: str) -> str:
    """What stands in one column."""
    amount, found = side.model.bedragen.get(column), counted(side, column)
    count = client_count(side.model.item)
    if kind == UNCOUNTED:
        return "" if amount is None or found is not None else _number(amount)
    if found is None or count is None:
        return ""
    if kind == VOLUME:
        return f"{_number(found[1])} {count.name}"
    return f"{_number(found[0])} (gemiddeld {_number(found[0] / found[1], 2)})"


def _number(value: float, decimals: int = 0) -> str:
    """A number as it is written here."""
    places = decimals or (0 if value == int(value) else 2)
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
