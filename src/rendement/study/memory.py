"""What one run has read and computed already: every file of a programme once, wherever it is met."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar

from rendement.source.finding import Finding, ScalarError
from rendement.source.root import shown
from rendement.source.tree import Source, read_source

T = TypeVar("T")
Opened = tuple[str, Source | None, list[Finding]]

MOST_BYTES = 20_000_000  # of all that a programme takes in; the densest is read within half a minute


class Memory:
    """The files of one run by path, and what was made of each by all that it depends on."""

    def __init__(self) -> None:
        self._opened: dict[Path, Opened] = {}
        self._made: dict[Hashable, list[tuple[object, object]]] = {}
        self._bytes = 0
        self.steps = 0  # of work, of every case and programme that was computed

    @property
    def full(self) -> bool:
        """Whether no other file is read any more."""
        return self._bytes > MOST_BYTES

    def opened(self, path: Path) -> Opened:
        """The file as it was read. Raises UsageError when it does not exist, ScalarError beyond the bound."""
        if path not in self._opened:
            file = shown(path)
            self._weigh(path)
            self._opened[path] = (file, *read_source(file))
        return self._opened[path]

    def made(self, key: Hashable, beside: object, make: Callable[[], T]) -> T:
        """What was made of this key with an equal thing beside it, which has no hash; else it is made now."""
        known = self._made.setdefault(key, [])
        for with_what, found in known:
            if with_what == beside:
                return found  # type: ignore[return-value]
        found = make()
        known.append((beside, found))
        return found

    def _weigh(self, path: Path) -> None:
        try:
            self._bytes += path.stat().st_size
        except OSError:  # reading it will say what is wrong
            return
        if self.full:
            message = f"alles wat dit programma opneemt is samen meer dan {MOST_BYTES // 1_000_000} MB"
            remedy = "splits het programma, of haal uit de bestanden wat niet meetelt"
            raise ScalarError("te-veel-rekenwerk", message, remedy)
