"""Why a figure of a case moved: its changes, what each is worth, and what changed without any effect."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from rendement.engine.plan import BENEFITS
from rendement.engine.result import LineResult, Result
from rendement.figures.difference import AS_WHOLE, BY_LINE, Difference, Joint, Moved, Part
from rendement.source.path import Path, format_path
from rendement.source.sums import NOISE
from rendement.study.calculation import Calculation
from rendement.study.diff.changes import Change, changes_of, unmoved_keys
from rendement.study.diff.figure import Asked
from rendement.study.diff.games import Amounts, Games, Values
from rendement.study.diff.hybrids import Hybrids
from rendement.study.diff.joins import Block
from rendement.study.diff.kinds import CASE, COME, GONE, LINE, POST
from rendement.study.diff.reading import Reader, reader_of, some_of
from rendement.study.diff.used import posts_of
from rendement.study.diff.words import Words, group_of

WHOLE: Path = ("casus",)  # the one line of a game over the whole case


class CaseDifference:
    """Two versions of one case."""

    def __init__(self, old: Calculation, new: Calculation, asked: Asked) -> None:
        self.asked = asked
        self.hybrids = Hybrids(old, new, asked.paths)
        self.words = Words(self.hybrids)
        self.pairs = {pair.place: pair for pair in self.hybrids.pairs}
        self._readers: list[Reader] = [reader_of(path) for path in asked.parsed]

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
            tuple(f"{self.words.subject([one])}: {group_of(one)}" for one in self._ordered(block)), why
        )

    def games(self) -> Games:
        """A game for every line that may move; for a ratio one over all."""
        players = {place: self._players(place) for place in self.pairs}
        if not self.asked.adds:
            every = list(dict.fromkeys(change for changes in players.values() for change in changes))
            return Games({WHOLE: every}, self._ratio, len(self._readers))
        return Games(players, self._sums, len(self._readers))

    def _players(self, place: Path) -> list[Change]:
        """Every change that may move a line."""
        pair, known = self.pairs[place], self.hybrids.prices
        own = [change for change in changes_of(pair) if self.hybrids.counts(change)]
        used = sorted(posts_of(pair) & known.keys()) if known else []
        return [*own, *self.hybrids.settings, *(change for code in used for change in known[code])]

    def _sums(self, places: Sequence[Path], taken: frozenset[Change]) -> Values | None:
        found = self.hybrids.results([self.pairs[place] for place in places], taken)
        if found is None:
            return None
        values: Values = {}
        for place, lines in zip(places, found, strict=True):
            if lines is None:
                values[place] = (0.0,) * len(self._readers)
                continue
            result, own = lines
            alone = _alone(result, own)
            read = [reader(alone) for reader in self._readers]
            values[place] = tuple(0.0 if value is None else value for value in read)
        return values

    def _ratio(self, _: Sequence[Path], taken: frozenset[Change]) -> Values | None:
        """A figure of the whole case; where it does not exist, that is no case to compare with."""
        found = self.hybrids.results(list(self.pairs.values()), taken)
        if found is None:
            return None
        result = next((lines[0] for lines in found if lines is not None), None)
        read = [None if result is None else reader(result) for reader in self._readers]
        exists = [value for value in read if value is not None]
        return {WHOLE: tuple(exists)} if len(exists) == len(read) else None

    def _parts(self, games: Games) -> tuple[tuple[Part, ...], list[Change]]:
        """The parts, the largest first; and the changes that have none."""
        amounts = games.amounts()
        sums = {block: _added(by_line.values(), len(self._readers)) for block, by_line in amounts.items()}
        bounds = [self._noise(i) for i in range(len(self._readers))]
        moved = {
            block: total
            for block, total in sums.items()
            if any(abs(amount) > bound for amount, bound in zip(total, bounds, strict=True))
        }
        _settle(moved, amounts, self.asked.figures)
        order = sorted(moved, key=lambda block: (-abs(moved[block][0]), -abs(moved[block][-1])))
        still = [change for block in sums if block not in moved for change in self._ordered(block)]
        return tuple(self._part(block, moved[block], amounts[block], bounds) for block in order), still

    def _noise(self, number: int) -> Fraction:
        figure = self.asked.figures[number]
        return Fraction(NOISE) * Fraction(abs(figure.old or 0.0) + abs(figure.new or 0.0) + 1.0) * 100

    def _part(
        self, block: Block, total: list[Fraction], by_line: dict[Path, list[Fraction]], bounds: list[Fraction]
    ) -> Part:
        changes = self._ordered(block)
        was, now = self.words.texts(changes)
        lines = [
            (format_path(place), self.pairs[place].name, tuple(amount))
            for place, amount in by_line.items()
            if place != WHOLE and any(abs(one) > bound for one, bound in zip(amount, bounds, strict=True))
        ]
        groups = tuple(dict.fromkeys(map(group_of, changes)))
        return Part(
            groups,
            self.words.subject(changes),
            self.words.paths(changes),
            was,
            now,
            tuple(total),
            tuple(lines),
        )

    def _ordered(self, block: Block) -> list[Change]:
        order = [COME, GONE, *LINE.kinds, *CASE.kinds, *POST.kinds]
        return sorted(block, key=lambda item: (not item.place, str(item.place), order.index(item.kind)))

    def _silent(self, still: Sequence[Change]) -> tuple[tuple[str, int], ...]:
        """What else differs: keys that move no figure, other names, and changes without effect."""
        found: Counter[str] = Counter(unmoved_keys(self.hybrids.old.node, self.hybrids.new.node, CASE))
        for pair in self.hybrids.pairs:
            if pair.old is not None and pair.new is not None:
                keys = unmoved_keys(pair.old.node, pair.new.node, LINE)
                found.update("hernoemd" if key == "naam" else key for key in keys)
        found.update(f"{group_of(change)} ({self.words.subject([change])})" for change in still)
        return tuple(found.items())


def _alone(result: Result, lines: Sequence[LineResult]) -> Result:
    benefits = [item for item in lines if item.line.side == BENEFITS]
    return some_of(result, benefits, [item for item in lines if item.line.side != BENEFITS])


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
