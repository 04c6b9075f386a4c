"""What a run holds of its files until the last is there, in little room: there may be a million of them."""

import pickle
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rendement.report.batch.columns import COLUMNS, WORDS, PassedOver, Values, in_one_currency, passed_over
from rendement.report.batch.columns import rows_of as rows_in
from rendement.study.batch.job import Scored

if TYPE_CHECKING:
    from rendement.lint.facts import Noted
    from rendement.source.finding import Finding

_OF_ONE = {"pad", "naam", "melding", "hash", "bestand"}  # texts that are hardly ever those of another row
_ALIKE = tuple(
    place for place, column in enumerate(COLUMNS) if column.kind in WORDS and column.name not in _OF_ONE
)
_QUICK = 1  # of zlib: what it saves beyond that is little
_TOGETHER = 100  # files in a block
_RULE = itemgetter(0)  # of a packed fact
_KEY = itemgetter(6)  # what it is known the same by


class Gathered:
    """The rows of the files, what is said of the others, and what else was read."""

    def __init__(self) -> None:
        self.read: dict[str, str] = {}  # apart from the files themselves, with the hash of what was read
        self.changed: set[str] = set()  # what was not the same for all files
        self._rows: list[list[Any]] = []
        self._others: list[Scored] = []
        self.facts = Brought()
        self._texts: dict[str, str] = {}

    def add(self, item: Scored) -> None:
        """Note what came of a file."""
        for name, hash_ in item.reads.items():
            if name != item.file.path and self.read.setdefault(name, hash_) != hash_:
                self.changed.add(name)
        own = rows_in(item.values)
        if not own:
            self._others.append(item)
        for values in own:
            row = list(values)
            for place in _ALIKE:
                if (text := row[place]) is not None:
                    row[place] = self._texts.setdefault(text, text)
            self._rows.append(row)
        self.facts.add(item.file.path, item.facts)

    @property
    def rows(self) -> list[Values]:
        """The rows, those in another currency without figures."""
        return in_one_currency(self._rows)

    @property
    def passed(self) -> PassedOver:
        """The files without a row."""
        return passed_over(self._others)


class Brought:
    """What files bring along for the rules over all of them."""

    def __init__(self) -> None:
        self._of_rule: defaultdict[str, _Facts] = defaultdict(_Facts)

    def add(self, file: str, facts: Sequence[Any]) -> None:
        """Note what this file brings along."""
        for number, own in groupby(facts, _RULE):
            self._of_rule[number].add(file, [*own])

    def over_all(self) -> "Iterator[Finding]":
        """What the rules say of them, without what may stand."""
        shared = {number: facts.shared() for number, facts in self._of_rule.items() if facts.several}
        if not shared:
            return
        from rendement.lint.over_files import over_files  # noqa: PLC0415 - all may be known already

        for finding in over_files(shared):
            if finding.waiver is None:
                yield finding


class _Facts:
    """Those for one rule, packed; only what two have the key of is ever more than bytes."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._last: list[tuple[str, Sequence[Any]]] = []  # a file, and what it brings along
        self._keys = array("q")  # of every fact, the hash of what it is known the same by

    def add(self, file: str, facts: Sequence[Any]) -> None:
        self._keys.extend(map(hash, map(_KEY, facts)))
        self._last.append((file, facts))
        if len(self._last) == _TOGETHER:
            self._blocks.append(zlib.compress(pickle.dumps(self._last), _QUICK))
            self._last = []

    @cached_property
    def several(self) -> set[int]:
        """The hashes that are there more than once, now that all are; by chance is no worse than a look."""
        return {one for one, next_ in pairwise(sorted(self._keys)) if one == next_}

    def shared(self) -> "Iterator[Noted]":
        """The facts of which another has the key, in the order of the files."""
        from rendement.lint.facts import unpacked  # noqa: PLC0415 - all may be known already

        for key, (file, fact) in zip(self._keys, self._each(), strict=True):
            if key in self.several:
                yield unpacked(fact, file)

    def _each(self) -> Iterator[tuple[str, Any]]:
        blocks = (pickle.loads(zlib.decompress(block)) for block in self._blocks)  # noqa: S301 - of ours
        for file, facts in chain(chain.from_iterable(blocks), self._last):
            yield from ((file, fact) for fact in facts)
