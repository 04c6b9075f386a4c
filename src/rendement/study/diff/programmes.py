"""Programmes that take some changes and not others: each measure and each row apart, on the one engine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rendement.bind.programme import bind_programme
from rendement.bind.programme_part import Run
from rendement.bind.programme_post import Named
from rendement.engine.programme import compute_programme
from rendement.engine.programme_plan import ProgrammePlan
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.programme_fields import PROGRAMME as FIELDS
from rendement.model.programme_rules import read_programme
from rendement.source.build import Node
from rendement.source.currency import KEY as CURRENCY
from rendement.source.finding import has_errors
from rendement.source.money import counted_in, money_of
from rendement.source.path import Path, parse_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation
from rendement.study.diff.between import Around, Inner, Taken
from rendement.study.diff.changes import OF_CASE, Change, Pair, Written, paired
from rendement.study.diff.hybrids import CaseBetween
from rendement.study.diff.included import Included
from rendement.study.diff.kinds import INCLUDED, MEASURE, PERSPECTIVE, PROGRAMME, ROWS, SAVINGS, TARGET, Table
from rendement.study.diff.programme_rows import side_of, there, without_amounts
from rendement.study.diff.programme_side import MEASURES, ProgrammeSide
from rendement.study.diff.reading import read_off
from rendement.study.diff.walk import Walk

TARGETS: Path = ("taakstelling",)
_NOTHING: dict[str, Node] = {"naam": "?", "pm": "?"}  # a measure, for a programme has one
_BLOCKS = Change(OF_CASE, "taakstelling")  # of the programme, for a figure of one of its blocks
TABLES = {MEASURES: MEASURE, **ROWS, "taakstelling": TARGET}
Runs = dict[Path, Run | None]  # of measures that are a file: what of it there is


class ProgrammeBetween(Walk):
    """Two computed programmes, and every programme between them; `inside`: they stand in another."""

    whole_table = PROGRAMME
    tables = TABLES

    def __init__(
        self, old: Calculation, new: Calculation, paths: Sequence[str], *, inside: bool = False
    ) -> None:
        self._inside, self.name = inside, new.name
        sides = one, other = ProgrammeSide(old), ProgrammeSide(new)
        self._runs = {key: run for side in sides for key, run in side.runs.items()}
        self._taken_over = {key: gone for side in sides for key, gone in side.taken_over.items()}
        rows = [
            pair
            for section in (MEASURES, *ROWS)
            for pair in paired(section, one.rows[section], other.rows[section], self.tables[section])
        ]
        super().__init__(one.whole, other.whole, [*rows, *self._targets(one, other)], paths)
        self._number = {pair.place: number for number, pair in enumerate(self.rows)}
        self._linked = self._together()
        self._included = self._files(sides)
        self._apart = {place: found for place, found in self._included.items() if found.apart}
        self.pairs = [*self.rows, *(pair for found in self._included.values() for pair in found.pairs)]

    def changed_settings(self) -> list[str]:
        """Those of the programme; what another says of it is no change of its own."""
        found = super().changed_settings()
        ours = [kind for kind in found if not (self._inside and kind in (PERSPECTIVE, "taakstelling"))]
        return [kind for kind in ours if kind != "taakstelling" or self.paths[0].startswith("per_blok")]

    def units(self) -> dict[Path, list[Pair]]:
        """What can be computed apart from all else: rows, measures that go together, lines of a case."""
        found: dict[Path, list[Pair]] = {}
        for place, unit in self._linked.items():
            found |= self._apart[place].units if place in self._apart else {place: unit}
        return found

    def players(self, pair: Pair) -> list[Change]:
        """Every change that may move a measure, a row or a line of what is included."""
        included = self._included.get(pair.path[:2])
        inner = [] if included is None else included.players(pair) if pair.within else included.changes
        return [*inner, *self.own(pair if included is None else included.measure), *self.settings]

    def own(self, pair: Pair) -> list[Change]:
        """The changes of a row; a file has its own, and blocks are one with their target."""
        if pair.place == TARGETS and _BLOCKS in self.settings:
            return []
        known = self._included.get(pair.path)
        return [change for change in super().own(pair) if known is None or known.keeps(change.kind)]

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of, with the kinds of its keys."""
        return self._included[change.within[:2]].written(change) if change.within else super().written(change)

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure."""
        yield from super().unmoved()
        for found in self._included.values():
            yield from found.unmoved()

    def worth(self, pairs: Sequence[Pair], taken: Taken) -> list[tuple[float, ...]] | None:
        """What each is worth; of those that go together the first says it for all."""
        plans = self.alone(pairs, taken)
        nothing = (0.0,) * len(self.paths)
        return None if plans is None else [nothing if plan is None else self._figures(plan) for plan in plans]

    def whole(self, taken: Taken) -> tuple[float, ...] | None:
        """What the whole programme is worth."""
        plan = self._plan(self.rows, taken, None)
        return None if plan is None else self._figures(plan)

    @property
    def apart(self) -> bool:
        """Whether its rows add up in the programme around it."""
        return True

    def alone(
        self, pairs: Sequence[Pair], taken: Taken, around: Around | None = None
    ) -> list[ProgrammePlan | None] | None:
        """The programme with only one of these, or those that go together with the first of them."""
        found: dict[Path, ProgrammePlan | None] = {}
        for place, file in self._apart.items():
            lines = [pair for pair in pairs if pair.within[:2] == place]
            runs = file.runs(lines, taken, self._around(taken, around)) if lines else []
            if runs is None:
                return None
            for pair, run in zip(lines, runs, strict=True):
                found[pair.path] = self._plan([file.measure], taken, around, {place: run})
        asked = {pair.path for pair in pairs}
        found |= {
            place: self._plan(unit, taken, around) for place, unit in self._linked.items() if place in asked
        }
        return None if None in found.values() else [found.get(pair.path) for pair in pairs]

    def together(self, taken: Taken, around: Around) -> list[ProgrammePlan | None] | None:
        """The whole programme, inside another."""
        plan = self._plan(self.rows, taken, around)
        return None if plan is None else [plan]

    def _files(self, sides: tuple[ProgrammeSide, ProgrammeSide]) -> dict[Path, Included]:
        """The measures that are a case, or a programme, on both sides."""
        one, other = sides
        found = {}
        for pair in self.rows:
            old, new = one.inner.get(id(pair.old)), other.inner.get(id(pair.new))
            if old is None or new is None or (old.programme is None) != (new.programme is None):
                continue
            between: Inner = (
                CaseBetween(old, new, self.paths)
                if old.programme is None
                else ProgrammeBetween(old, new, self.paths, inside=True)
            )
            found[pair.path] = Included(pair, between)
        return found

    def _targets(self, old: ProgrammeSide, new: ProgrammeSide) -> list[Pair]:
        """The target, which is a thing by itself; one inside another counts for that."""
        one, other = (side.whole if TARGETS[0] in side.whole.node else None for side in (old, new))
        there_is = not self._inside and (one is not None or other is not None)
        return [Pair(TARGETS, one, other)] if there_is else []

    def _together(self) -> dict[Path, list[Pair]]:
        """The pairs by the first of those that go together."""
        of = {id(side): pair for pair in self.rows for side in (pair.old, pair.new) if side is not None}
        first = {pair.place: pair.place for pair in self.rows}
        for written, others in self._taken_over.items():
            together = {first[of[one].place] for one in (written, *others)}
            least = min(together, key=self._number.__getitem__)
            first = {place: least if start in together else start for place, start in first.items()}
        units: dict[Path, list[Pair]] = {}
        for pair in self.rows:
            units.setdefault(first[pair.place], []).append(pair)
        return units

    def _figures(self, plan: ProgrammePlan) -> tuple[float, ...]:
        figures = ProgrammeFigures(replace(compute_programme(plan), valued=True, empty=False))
        read = [read_off(FIELDS, figures, parse_path(path)) for path in self.paths]
        return tuple(0.0 if value is None else value for value in read)

    def _plan(
        self, pairs: Sequence[Pair], taken: Taken, around: Around | None, runs: Runs | None = None
    ) -> ProgrammePlan | None:
        """A programme of these pairs; `runs`: what of some measures there is. None: no valid programme."""
        known = self._around(taken, around)
        built = self._programme(pairs, taken, known, runs or {})
        if built is None:
            return None
        data, included = built
        source = Source(self.name, "", data)
        with counted_in(money_of(data)):
            programme, found = read_programme(source)
            if programme is None or has_errors(found):
                return None
            # as if inside another, for an actor of a case elsewhere in it may be the perspective
            plan, found = bind_programme(
                programme, source, Named(included), known.perspective, until=known.until
            )
        return None if has_errors(found) else plan

    def _around(self, taken: Taken, around: Around | None) -> Around:
        """What a hybrid, and the files in it, need to know."""
        if around is not None:
            perspective, until = around.perspective, around.until
        else:
            perspective, until = str(self._setting(PERSPECTIVE, taken).node[PERSPECTIVE]), 0
        return Around(perspective, max(self._setting("periode", taken).model.periode[1], until))

    def _setting(self, kind: str, taken: Taken) -> Written:
        """The side that a hybrid has of a setting."""
        return self.new if Change(OF_CASE, kind) in taken else self.old

    def _programme(
        self, pairs: Sequence[Pair], taken: Taken, around: Around, known: Runs
    ) -> tuple[dict[str, Node], dict[int, Run]] | None:
        """A programme of these pairs, and what its measures include."""
        rows: dict[str, list[Node]] = {MEASURES: [_NOTHING], **{section: [] for section in ROWS}}
        runs: dict[int, Run] = {}
        head = self._head(taken)
        for pair in pairs:
            if pair.place == TARGETS:
                head |= self._goal(pair, taken)
                continue
            node, written = self._row(pair, taken)
            found = self._run(pair, written, taken, around, known)
            if found is None:
                return None
            if node is None or (written is not None and found == [None]):
                continue
            section = str(pair.place[0])
            runs |= {len(rows[section]): run for run in found if run is not None}
            rows[section].append(node)
        return {**head, **rows}, runs

    def _goal(self, pair: Pair, taken: Taken) -> dict[str, Node]:
        """The target that a hybrid has, if it has any."""
        side = self._setting(_BLOCKS.kind, taken) if _BLOCKS in self.settings else there(pair, taken)
        return {key: node for key, node in side.node.items() if key in TARGETS} if side is not None else {}

    def _run(
        self, pair: Pair, written: Written | None, taken: Taken, around: Around, known: Runs
    ) -> list[Run | None] | None:
        """What a measure includes: one, or none; None where that is no valid file."""
        file = self._included.get(pair.path)
        if written is None:
            return []
        if pair.path in known:
            return [known[pair.path]]
        if file is None or file.fixed:
            return [self._runs[id(written)]]
        return file.whole(taken, around)

    def _head(self, taken: Taken) -> dict[str, Node]:
        """The settings; the target is one of nothing, so that a difference with it exists."""
        head: dict[str, Node] = {"soort": "programma", "naam": "?", "gemeente": "?"}
        if CURRENCY in self.new.node:
            head[CURRENCY] = self.new.node[CURRENCY]
        sides = {kind: self._setting(kind, taken) for kind in PROGRAMME.kinds}
        for key, kind in PROGRAMME.kind_of.items():
            if key in sides[kind].node:
                head[key] = sides[kind].node[key]
        target = head.pop("taakstelling", None)
        if "telling" in head:
            head["taakstelling"] = without_amounts(target, str(sides["periode"].model.periode[1]))
        return head

    def _row(self, pair: Pair, taken: Taken) -> tuple[dict[str, Node] | None, Written | None]:
        """The row with what it has of each side, and the side of which it includes a case or programme."""
        table, made = self.table(pair), dict[str, Node]()
        included: Written | None = None
        if there(pair, taken) is None:
            return None, None
        for kind, keys in table.kinds.items():
            side = side_of(pair, Change(pair.place, kind), taken)
            if not self.moves(kind):
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
            f"m{number}" for number, pair in enumerate(self.rows) if written in (id(pair.old), id(pair.new))
        )
