"""Why a figure of a case moved: its changes, what each is worth, and what changed without any effect."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from rendement.figures.difference import AS_WHOLE, BY_LINE, Difference, Joint, Moved, Part
from rendement.source import sums
from rendement.source.path import Path, format_path
from rendement.study.diff.between import Between
from rendement.study.diff.changes import Change, Pair
from rendement.study.diff.figure import Asked
from rendement.study.diff.games import Amounts, Games, Values
from rendement.study.diff.joins import Block
from rendement.study.diff.kinds import ORDER
from rendement.study.diff.words import Words, group_of

WHOLE: Path = ("casus",)  # the one line of a game over the whole case


class Comparing:
    """Two versions of one file."""

    def __init__(self, between: Between, asked: Asked) -> None:
        self.between, self.asked = between, asked
        self.words = Words(between)
        self.units = between.units()

    def filled(self, known: Difference) -> Difference:
        """What is known already, with all that there is to say."""
        if self.asked.reason:
            return replace(known, silent=self._silent([]), reason=self.asked.reason)
        games = self.games()
        parts, still = self._parts(games)
        return replace(
            known,
            parts=parts,
            silent=self._silent(still),
            joints=tuple(self._joint(block, why) for block, why in games.joins.why.items()),
            method=BY_LINE if self.asked.adds else AS_WHOLE,
        )

    def _joint(self, block: Block, why: str) -> Joint:
        return Joint(
            tuple(f"{self.words.subject(one)}: {group_of(one)}" for one in self._ordered(block)), why
        )

    def games(self) -> Games:
        """A game for every line that may move; for a ratio one over all."""
        players = {place: self._players(unit) for place, unit in self.units.items()}
        if self.asked.adds:
            return Games(players, self._sums, len(self.asked.figures))
        every = dict.fromkeys(change for changes in players.values() for change in changes)
        return Games({WHOLE: [*every]}, self._ratio, len(self.asked.figures))

    def _players(self, unit: Sequence[Pair]) -> list[Change]:
        return [*dict.fromkeys(change for pair in unit for change in self.between.players(pair))]

    def _sums(self, places: Sequence[Path], taken: frozenset[Change]) -> Values | None:
        pairs = [pair for place in places for pair in self.units[place]]
        found = self.between.worth(pairs, taken)
        if found is None:
            return None
        worth = iter(found)
        return {place: _together([next(worth) for _ in self.units[place]]) for place in places}

    def _ratio(self, _: Sequence[Path], taken: frozenset[Change]) -> Values | None:
        found = self.between.whole(taken)
        return None if found is None else {WHOLE: found}

    def _parts(self, games: Games) -> tuple[tuple[Part, ...], list[Change]]:
        """The parts, the largest first; and the changes that have none."""
        amounts = games.amounts()
        count = len(self.asked.figures)
        bounds = [self._noise(number) for number in range(count)]
        whole = {block: _added(by_line.values(), count) for block, by_line in amounts.items()}
        moved = {block: total for block, total in whole.items() if _counts(total, bounds)}
        _settle(moved, amounts, self.asked.figures)
        order = sorted(moved, key=lambda block: (-abs(moved[block][0]), -abs(moved[block][-1])))
        still = [change for block in whole if block not in moved for change in self._ordered(block)]
        return tuple(self._part(block, moved[block], amounts[block], bounds) for block in order), still

    def _noise(self, number: int) -> Fraction:
        figure = self.asked.figures[number]
        return Fraction(sums.NOISE) * Fraction(abs(figure.old or 0.0) + abs(figure.new or 0.0) + 1.0) * 100

    def _part(
        self, block: Block, total: list[Fraction], by_line: dict[Path, list[Fraction]], bounds: list[Fraction]
    ) -> Part:
        changes = self._ordered(block)
        was, now = self.words.texts(changes)
        lines = [
            (format_path(place), ", ".join(pair.name for pair in self.units[place]), tuple(amount))
            for place, amount in by_line.items()
            if place != WHOLE and _counts(amount, bounds)
        ]
        groups = tuple(dict.fromkeys(map(group_of, changes)))
        return Part(
            groups,
            self.words.subjects(changes),
            self.words.paths(changes),
            was,
            now,
            tuple(total),
            tuple(lines),
        )

    def _ordered(self, block: Block) -> list[Change]:
        return sorted(block, key=lambda item: (not item.path, str(item.path), ORDER.index(item.kind)))

    def _silent(self, still: Sequence[Change]) -> tuple[tuple[str, int], ...]:
        """What else differs: keys that move no figure, other names, and changes without effect."""
        found: Counter[str] = Counter(self.between.unmoved())
        found.update(f"{group_of(change)} ({self.words.subject(change)})" for change in still)
        return tuple(found.items())


def _together(values: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sums.total(figure) for figure in zip(*values, strict=True))


def _counts(amounts: Sequence[Fraction], bounds: Sequence[Fraction]) -> bool:
    """Whether any is more than adding floats leaves."""
    return any(abs(amount) > bound for amount, bound in zip(amounts, bounds, strict=True))


def _added(amounts: Iterable[list[Fraction]], figures: int) -> list[Fraction]:
    total = [Fraction(0)] * figures
    for amount in amounts:
        total = [one + other for one, other in zip(total, amount, strict=True)]
    return total


def _settle(moved: dict[Block, list[Fraction]], amounts: Amounts, figures: Sequence[Moved]) -> None:
    """What adding floats left goes to the largest part, so that the parts are exactly the difference."""
    for number, figure in enumerate(figures):
        if figure.old is None or figure.new is None or not moved:
            continue
        left = Fraction(figure.new) - Fraction(figure.old) - sum(total[number] for total in moved.values())
        scale = (
            abs(Fraction(figure.old))
            + abs(Fraction(figure.new))
            + sum(abs(t[number]) for t in moved.values())
        )
        if abs(left) > Fraction(1, 10**6) * (scale + 1):
            raise RuntimeError(f"the parts of {figure.path} are not the difference: {float(left)} is left")
        largest = max(moved, key=lambda block: abs(moved[block][number]))
        moved[largest][number] += left
        line = max(amounts[largest], key=lambda place: abs(amounts[largest][place][number]))
        amounts[largest][line][number] += left
