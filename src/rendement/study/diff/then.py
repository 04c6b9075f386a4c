"""Files as they were when something was computed with them: known by their hash, here or in git."""

import os
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from rendement.model.list_files import content_hash
from rendement.source.elsewhere import hash_at, listed_on_disk
from rendement.source.finding import UsageError
from rendement.source.sheet import largest
from rendement.study.diff.revision import MOST_COPIED, Revision, checkout_around, room_in

MOST = 200  # changes of a file


class Then:
    """Reads each file as it was when it had one of these hashes; what is nowhere any more as it is now.

    `only`: the one file that is looked for in the history. `tables`: those that were read then.
    """

    def __init__(
        self, root: Path, hashes: Collection[str], only: str | None = None, tables: Collection[Path] = ()
    ) -> None:
        self._hashes = hashes
        self._only = only
        self._tables = tables
        self._history = history_of(root)
        self._known: dict[str, bytes | None] = {}
        self._commits: dict[str, str] = {}

    def read(self, name: str) -> bytes | None:
        """What it held; None where there is no such file."""
        real = os.path.realpath(name)
        if real not in self._known:
            self._known[real] = self._found(name)
        return self._known[real]

    def whole(self, name: str, into: Path) -> str | None:
        """Where on disk a table is as it was, known by its bytes; what is nowhere any more as it is now."""
        now = name if os.path.isfile(name) else None  # noqa: PTH113 - a name may be too long
        if self._history is None or self._passed_over(name) or (now is not None and self._is_meant(now)):
            return now
        looked_at = 0
        for _, hash_, size in self._history.versions(name, MOST):
            looked_at += size
            if looked_at > MOST_COPIED or size > room_in(into):
                break
            copy = into / f"{hash_}{Path(name).suffix.lower()}"
            self._history.copied(hash_, copy)
            if self._is_meant(str(copy)):
                return str(copy)
            copy.unlink()
        return now

    def listed(self, folder: str) -> list[str] | None:
        """The tables of then in a folder; where it is not known which those were, what is there now."""
        around = Path(os.path.realpath(folder))
        found = sorted(table.name for table in self._tables if table.parent == around)
        return found or listed_on_disk(folder)

    def has(self, name: str) -> bool:
        """Whether the file as it was is there still."""
        raw = self.read(name)
        return raw is not None and self._meant(raw)

    def named(self, name: str) -> str:
        """The file as it was, as a side of `diff`; nothing where git does not have it."""
        real = os.path.realpath(name)
        if not self.has(name) or real not in self._commits or self._history is None:
            return ""
        return f"{self._commits[real]}:{Path(real).relative_to(self._history.top).as_posix()}"

    @property
    def nowhere(self) -> str:
        """That a file as it was is nowhere, and what may help."""
        shallow = "" if self._history is None else self._history.shallow
        return "is er niet meer, hier niet en in git niet" + (f"; {shallow}" if shallow else "")

    def _found(self, name: str) -> bytes | None:
        now = _on_disk(name)
        if self._history is None or (now is not None and self._meant(now)):
            return now
        if self._passed_over(name):
            return now
        for commit, raw in self._history.earlier(name, MOST):
            if self._meant(raw):
                self._commits[os.path.realpath(name)] = commit
                return raw
        return now

    def _passed_over(self, name: str) -> bool:
        """Whether a file is not looked for in the history."""
        return self._only is not None and os.path.realpath(self._only) != os.path.realpath(name)

    def _is_meant(self, path: str) -> bool:
        """The same of a table that may be large."""
        return f"sha256:{hash_at(path)}" in self._hashes

    def _meant(self, raw: bytes) -> bool:
        """Whether it is one of those: a text is known by what it says, a table by its bytes."""
        if f"sha256:{sha256(raw).hexdigest()}" in self._hashes:
            return True
        return content_hash(raw.decode("utf-8-sig", "replace")) in self._hashes


def history_of(root: Path) -> Revision | None:
    """The last revision of the checkout around a folder; none without git or without a revision."""
    try:
        return Revision(checkout_around(root), "HEAD")
    except UsageError:
        return None


def _on_disk(name: str) -> bytes | None:
    most = largest(name)
    try:
        if not S_ISREG(Path(name).stat().st_mode):
            return None
        with Path(name).open("rb") as file:
            return file.read(most + 1)  # what is larger is refused by whoever reads it
    except (OSError, ValueError):
        return None
