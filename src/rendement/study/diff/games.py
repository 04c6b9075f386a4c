"""What each change is worth: a game for every line, those with the same changes together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from rendement.source.path import Path
from rendement.study.diff.changes import Change
from rendement.study.diff.joins import Block, Joins
from rendement.study.diff.kinds import COME, GONE
from rendement.study.diff.shapley import shapley

Values = dict[Path, tuple[float, ...]]  # what each line is worth in every figure
Worth = Callable[[Sequence[Path], frozenset[Change]], "Values | None"]
Amounts = dict[Block, dict[Path, list[Fraction]]]  # of every part what it does to each line, by figure


class Games:
    """The games of some lines, each with the changes that may move it; `worth` computes a hybrid of some."""

    def __init__(self, players: Mapping[Path, Sequence[Change]], worth: Worth, figures: int) -> None:
        self._worth, self._figures = worth, figures
        groups: dict[tuple[Change, ...], list[Path]] = defaultdict(list)
        for line, changes in players.items():
            if changes:
                groups[tuple(changes)].append(line)
        self._groups = dict(groups)
        self._known: dict[tuple[tuple[Change, ...], frozenset[Change]], Values | None] = {}
        self.joins = Joins()

    def amounts(self) -> Amounts:
        """What every part is worth. Raises ValueError when an end is no valid case by itself."""
        for changes, lines in sorted(self._groups.items(), key=lambda group: _order(group[0])):
            self._check(changes, lines)
            self.joins.bound(changes)
            self.joins.tie(changes, self._valid(changes))
        found: Amounts = defaultdict(lambda: defaultdict(lambda: [Fraction(0)] * self._figures))
        for changes, lines in self._groups.items():
            self._play(changes, lines, found)
        return found

    def _check(self, changes: tuple[Change, ...], lines: Iterable[Path]) -> None:
        for taken in (frozenset[Change](), frozenset(changes)):
            if self._values(changes, taken) is None:
                raise ValueError(f"no case of its own: {list(lines)}")

    def _valid(self, changes: tuple[Change, ...]) -> Callable[[frozenset[Change]], bool]:
        return lambda taken: self._values(changes, taken) is not None

    def _values(self, changes: tuple[Change, ...], taken: frozenset[Change]) -> Values | None:
        key = changes, taken
        if key not in self._known:
            self._known[key] = self._worth(self._groups[changes], taken)
        return self._known[key]

    def _play(self, changes: tuple[Change, ...], lines: Sequence[Path], found: Amounts) -> None:
        parts = self.joins.parts(changes)
        known = [self._values(changes, _chosen(parts, taken)) for taken in range(1 << len(parts))]
        for line in lines:
            for figure in range(self._figures):
                worth = [values[line][figure] if values is not None else 0.0 for values in known]
                for part, amount in zip(parts, shapley(len(parts), worth.__getitem__), strict=True):
                    found[self.joins.block(part[0])][line][figure] += amount


def _order(changes: Sequence[Change]) -> list[tuple[str, ...]]:
    """The same whichever side is the old one, for what joins first may decide what else must."""
    return sorted((*map(str, item.path), "" if item.kind in (COME, GONE) else item.kind) for item in changes)


def _chosen(parts: Sequence[tuple[Change, ...]], taken: int) -> frozenset[Change]:
    return frozenset(change for i, part in enumerate(parts) if taken >> i & 1 for change in part)
