"""The changes between two versions of a file: of the whole, and of each thing that it lists."""

from collections.abc import Iterator, Mapping, Sequence

from rendement.study.diff.changes import (
    OF_CASE,
    Change,
    Pair,
    Written,
    changed_kinds,
    changes_of,
    unmoved_keys,
    unmoved_of,
)
from rendement.study.diff.kinds import COME, GONE, ONLY, Table, may_move


class Walk:
    """Two versions of a file, of which `whole` has the keys of itself and `tables` those of each section."""

    whole_table: Table
    tables: Mapping[str, Table]

    def __init__(self, old: Written, new: Written, pairs: Sequence[Pair], paths: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.rows = [*pairs]
        self.paths = tuple(paths)
        self._still = {kind for kind in ONLY if not any(may_move(kind, path) for path in paths)}
        self.settings = [Change(OF_CASE, kind) for kind in self.changed_settings() if self.moves(kind)]
        self._at = {pair.path: pair for pair in self.rows}

    def moves(self, kind: str) -> bool:
        """Whether a change of this kind can move a figure that is asked."""
        return kind not in self._still

    def changed_settings(self) -> list[str]:
        """The kinds of which something of the whole differs, in order."""
        return changed_kinds(self.old, self.new, self.whole_table)

    def table(self, pair: Pair) -> Table:
        """The keys of one thing."""
        return self.tables[str(pair.place[0])]

    def own(self, pair: Pair) -> list[Change]:
        """The changes of one thing that can move a figure that is asked."""
        found = changes_of(pair, self.table(pair))
        return [change for change in found if change.kind in (COME, GONE) or self.moves(change.kind)]

    def written(self, change: Change) -> tuple[Written, Written, Table]:
        """Both sides of what a change is of, with the kinds of its keys."""
        if change.place == OF_CASE:
            return self.old, self.new, self.whole_table
        pair = self._at[change.path]
        return (*pair.both, self.table(pair))

    def unmoved(self) -> Iterator[str]:
        """Every key that was written differently and moves no figure."""
        yield from unmoved_keys(self.old.node, self.new.node, self.whole_table)
        for pair in self.rows:
            yield from unmoved_of(pair, self.table(pair))
            if pair.old is not None and pair.new is not None:
                kinds = changed_kinds(*pair.both, self.table(pair))
                yield from (kind for kind in kinds if not self.moves(kind))
