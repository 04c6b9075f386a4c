"""Programmes that take some changes and not others: each measure and each row apart, on the one engine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace

from rendement.bind.programme import bind_programme
from rendement.bind.programme_part import Run
from rendement.bind.programme_post import Named
from rendement.engine.programme import ProgrammeResult, compute_programme
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.programme_fields import PROGRAMME as FIELDS
from rendement.model.programme import Programme
from rendement.model.programme_rules import read_programme
from rendement.source.build import Node
from rendement.source.currency import KEY as CURRENCY
from rendement.source.finding import has_errors
from rendement.source.money import brought, counted_in, money_of
from rendement.source.path import Path, parse_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
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
    MEASURE,
    PERSPECTIVE,
    PROGRAMME,
    ROWS,
    SAVINGS,
    TARGET,
    Table,
    may_move,
)
from rendement.study.diff.programme_rows import (
    INCLUDED,
    Taken,
    included_in,
    row_of,
    side_of,
    there,
    without_amounts,
)
from rendement.study.diff.reading import read_off
from rendement.study.programme import runs_of

MEASURES = "maatregelen"
TARGETS: Path = ("taakstelling",)
TABLES = {MEASURES: MEASURE, **ROWS, "taakstelling": TARGET}
_NOTHING: dict[str, Node] = {"naam": "?", "pm": "?"}  # a measure, for a programme has one


class ProgrammeBetween:
    """Two computed programmes, and every programme between them."""

    def __init__(self, old: Calculation, new: Calculation, paths: Sequence[str]) -> None:
        self.paths, self.name = tuple(paths), new.name
        self._runs: dict[int, Run] = {}  # of what a measure includes, by the identity of its side
        self._taken_over: dict[int, list[int]] = {}  # of a side of a measure: the sides that it replaces
        self.old, self.new = self._side(old), self._side(new)
        self.pairs = [
            pair
            for section in (MEASURES, *ROWS)
            for pair in paired(section, _rows(self.old, section), _rows(self.new, section), TABLES[section])
        ]
        self.pairs += self._targets()
        self.settings = [
            Change(OF_CASE, kind)
            for kind in changed_kinds(self.old, self.new, PROGRAMME)
            if may_move(kind, paths[0]) and (kind != "taakstelling" or paths[0].startswith("per_blok"))
        ]
        self._number = {pair.place: number for number, pair in enumerate(self.pairs)}
        self._units = self._linked()

    def units(self) -> dict[Path, list[Pair]]:
        """What can be computed apart from all else; measures that replace each other go together."""
        return self._units

    def players(self, pair: Pair) -> list[Change]:
        """Every change that may move a measure or a row."""
        own = [change for change in changes_of(pair, _table(pair.place)) if self._moves(change.kind)]
        return [*own, *self.settings]

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of, with the kinds of its keys."""
        if change.place == OF_CASE:
            return self.old, self.new, PROGRAMME
        return (*self.pairs[self._number[change.place]].both, _table(change.place))

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure."""
        yield from unmoved_keys(self.old.node, self.new.node, PROGRAMME)
        for pair in self.pairs:
            yield from unmoved_of(pair, _table(pair.place))

    def worth(self, pairs: Sequence[Pair], taken: Taken) -> list[tuple[float, ...]] | None:
        """What each is worth; of those that go together the first says it for all."""
        values: dict[Path, tuple[float, ...]] = {}
        for place, unit in self._units.items():
            if unit[0] in pairs:
                found = self._figures(unit, taken)
                if found is None:
                    return None
                values[place] = found
        return [values.get(pair.place, (0.0,) * len(self.paths)) for pair in pairs]

    def whole(self, taken: Taken) -> tuple[float, ...] | None:
        """What the whole programme is worth."""
        return self._figures(self.pairs, taken)

    def _moves(self, kind: str) -> bool:
        return any(may_move(kind, path) for path in self.paths)

    def _side(self, calculation: Calculation) -> Written:
        source, result = calculation.source, calculation.programme
        if source is None or result is None:
            raise ValueError("no result")
        with counted_in(money_of(source.data)):
            programme, _ = read_programme(source)
        if programme is None:
            raise ValueError("no result")
        plain = {key: value for key, value in source.data.items() if key != "bedragen_x"}
        node = brought(plain, money_of(source.data)) | {PERSPECTIVE: result.plan.perspective}
        model = programme.model_copy(update={PERSPECTIVE: result.plan.perspective})
        runs = runs_of(calculation.measures)
        side = Written(node, SimpleNamespace(**dict(model), rows={}), title="het programma")
        for section in (MEASURES, *ROWS):
            side.model.rows[section] = [*map(row_of, node.get(section) or [], getattr(model, section))]
        measures = _rows(side, MEASURES)
        for number, run in runs.items():
            measures[number] = included_in(measures[number], run)
            self._runs[id(measures[number])] = run
        self._note_replaced(source, programme, measures)
        return side

    def _note_replaced(self, source: Source, programme: Programme, measures: Sequence[Written]) -> None:
        for item, written in zip(programme.maatregelen, measures, strict=True):
            numbers = [source.resolve((MEASURES, name))[1] for name in item.vervangt]
            found = [id(measures[number]) for number in numbers if isinstance(number, int)]
            if found:
                self._taken_over[id(written)] = found

    def _targets(self) -> list[Pair]:
        """The target, which is a thing by itself."""
        old, new = (side if TARGETS[0] in side.node else None for side in (self.old, self.new))
        return [Pair(TARGETS, old, new)] if old is not None or new is not None else []

    def _linked(self) -> dict[Path, list[Pair]]:
        """The pairs by the first of those that go together."""
        of = {id(side): pair for pair in self.pairs for side in (pair.old, pair.new) if side is not None}
        first = {pair.place: pair.place for pair in self.pairs}
        for written, others in self._taken_over.items():
            together = {first[of[one].place] for one in (written, *others)}
            least = min(together, key=self._number.__getitem__)
            first = {place: least if start in together else start for place, start in first.items()}
        units: dict[Path, list[Pair]] = {}
        for pair in self.pairs:
            units.setdefault(first[pair.place], []).append(pair)
        return units

    def _figures(self, pairs: Sequence[Pair], taken: Taken) -> tuple[float, ...] | None:
        result = self._result(pairs, taken)
        if result is None:
            return None
        figures = ProgrammeFigures(replace(result, valued=True, empty=False))
        read = [read_off(FIELDS, figures, parse_path(path)) for path in self.paths]
        return tuple(0.0 if value is None else value for value in read)

    def _result(self, pairs: Sequence[Pair], taken: Taken) -> ProgrammeResult | None:
        data, runs = self._programme(pairs, taken)
        source = Source(self.name, "", data)
        with counted_in(money_of(data)):
            programme, found = read_programme(source)
            if programme is None or has_errors(found):
                return None
            plan, found = bind_programme(programme, source, Named(runs, {}))
        return None if plan is None or has_errors(found) else compute_programme(plan)

    def _programme(self, pairs: Sequence[Pair], taken: Taken) -> tuple[dict[str, Node], dict[int, Run]]:
        """A programme of these pairs, and what its measures include."""
        rows: dict[str, list[Node]] = {MEASURES: [_NOTHING], **{section: [] for section in ROWS}}
        runs: dict[int, Run] = {}
        head = self._head(taken)
        for pair in pairs:
            if pair.place == TARGETS:
                side = there(pair, taken)
                head |= {} if side is None else {str(TARGETS[0]): side.node[str(TARGETS[0])]}
                continue
            node, written = self._row(pair, taken)
            if node is None:
                continue
            section = str(pair.place[0])
            if written is not None:
                runs[len(rows[section])] = self._runs[id(written)]
            rows[section].append(node)
        return {**head, **rows}, runs

    def _head(self, taken: Taken) -> dict[str, Node]:
        """The settings; the target is one of nothing, so that a difference with it exists."""
        head: dict[str, Node] = {"soort": "programma", "naam": "?", "gemeente": "?"}
        if CURRENCY in self.new.node:
            head[CURRENCY] = self.new.node[CURRENCY]
        sides = {kind: self.new if Change(OF_CASE, kind) in taken else self.old for kind in PROGRAMME.kinds}
        for key, kind in PROGRAMME.kind_of.items():
            if key in sides[kind].node:
                head[key] = sides[kind].node[key]
        target = head.pop("taakstelling", None)
        if "telling" in head:
            head["taakstelling"] = without_amounts(target, str(sides["periode"].model.periode[1]))
        return head

    def _row(self, pair: Pair, taken: Taken) -> tuple[dict[str, Node] | None, Written | None]:
        """The row with what it has of each side, and the side of which it includes a case or programme."""
        table, made = _table(pair.place), dict[str, Node]()
        included: Written | None = None
        if there(pair, taken) is None:
            return None, None
        for kind, keys in table.kinds.items():
            side = side_of(pair, Change(pair.place, kind), taken)
            if not self._moves(kind):
                continue
            made |= {key: side.node[key] for key in keys if key in side.node}
            if kind in INCLUDED and kind in side.node:
                included = side
            if kind == "vervangt" and id(side) in self._taken_over:
                made[kind] = [self._called(one) for one in self._taken_over[id(side)]]
        saving = {key: made.pop(key) for key in SAVINGS if key in made}
        made |= {"besparing": saving} if saving else {}
        if included is None:
            number = self._number[pair.place]
            made |= {"naam": f"rij {number}"} | ({"id": f"m{number}"} if table is MEASURE else {})
        return made, included

    def _called(self, written: int) -> str:
        """The id of a measure in a hybrid."""
        return next(
            f"m{number}" for number, pair in enumerate(self.pairs) if written in (id(pair.old), id(pair.new))
        )


def _rows(side: Written, section: str) -> list[Written]:
    found: list[Written] = side.model.rows[section]
    return found


def _table(place: Path) -> Table:
    return TABLES[str(place[0])]
