"""Files of an earlier revision, read with `git cat-file` and found with `git rev-list`.

Nothing is checked out, run or fetched.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from rendement.source.elsewhere import GoneError, hash_at
from rendement.source.finding import UsageError
from rendement.source.root import shown
from rendement.source.sheet import largest
from rendement.source.text import FORBIDDEN

SECONDS = 30
_AT_ONCE = 200  # files
_SHORT = 12  # characters of a commit
MOST_FILES = 100_000
MOST_COPIED = 500_000_000  # bytes of tables, for one file that is computed
_TREE, _FILES = "40000", ("100644", "100755")  # a link is none
_GIT = ("git", "--no-pager", "--no-replace-objects", "--literal-pathspecs")
# nothing of the surroundings points git elsewhere, and a clone that lacks objects does not fetch them
_ENV = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}
_LFS = re.compile(rb"version https://git-lfs\.[^\n]*\noid sha256:([0-9a-f]{64})\n")
_SHALLOW = "deze kloon is ondiep (shallow): haal de geschiedenis op met `git fetch --unshallow`"


def checkout_around(folder: Path) -> Path:
    """The top of the git checkout around a folder. Raises UsageError when there is none."""
    real = Path(os.path.realpath(folder))
    for up in (real, *real.parents):
        if (up / ".git").exists():
            return up
    raise UsageError(
        f"{folder} staat niet in een git-checkout; noem twee bestanden: rendement diff OUD NIEUW"
    )


class Revision:
    """What a checkout held at one revision."""

    def __init__(self, top: Path, written: str) -> None:
        self.top, self.written = top, written
        if written.startswith("-") or FORBIDDEN.search(written) or not written.isprintable():
            raise UsageError(f"`{written[:60]}` is geen revisie; schrijf bijvoorbeeld HEAD~1:casus.yaml")
        found = self._object(f"{written}^{{commit}}")
        if found is None:
            remedy = self.shallow or "`git log --oneline` toont welke er zijn"
            raise UsageError(f"de revisie `{written[:60]}` is er niet; {remedy}")
        self.commit = found[0]
        self._known: dict[str, bytes | None] = {}  # what was read, by its path

    @property
    def shallow(self) -> str:
        """How to get the rest of a clone that has only the last revisions; nothing where it has all."""
        return _SHALLOW if (self.top / ".git" / "shallow").exists() else ""

    def read(self, name: str) -> bytes | None:
        """What a file held, by the name that it has on disk; None where there was none."""
        path = self._path(name)
        if path is None:
            return None
        if path not in self._known:
            self._read([path])
        return self._known[path]

    def read_ahead(self, names: Sequence[str]) -> None:
        """Read many files, for git answers for all of them as fast as for one."""
        paths = [path for path in map(self._path, names) if path is not None and path not in self._known]
        for start in range(0, len(paths), _AT_ONCE):
            self._read(paths[start : start + _AT_ONCE])

    def _read(self, paths: Sequence[str]) -> None:
        self._known |= dict.fromkeys(paths)
        asked = "".join(f"{self.commit}:{path}\n" for path in paths)
        answers = self._git("cat-file", "--batch-check", given=asked.encode()).decode("utf-8", "replace")
        wanted: list[tuple[str, str, int]] = []
        for path, line in zip(paths, answers.splitlines(), strict=False):
            hash_, *rest = line.split()
            if len(rest) != 2 or rest[0] != "blob" or not rest[1].isdigit():
                continue
            if int(rest[1]) > largest(path):
                self._known[path] = _too_large(largest(path))
            else:
                wanted.append((path, hash_, int(rest[1])))
        given = "".join(f"{hash_}\n" for _, hash_, _ in wanted)
        raw = self._git("cat-file", "--batch", given=given.encode()) if wanted else b""
        at = 0
        for path, _, size in wanted:
            begin = raw.index(b"\n", at) + 1
            self._known[path] = raw[begin : begin + size]
            at = begin + size + 1

    def whole(self, name: str, into: Path) -> str | None:
        """Where on disk a table is as it was then: itself where it is the same, else a copy in this folder.

        Raises GoneError.
        """
        called, raw = shown(Path(os.path.realpath(name))), self.read(name)
        if raw is None:
            raise GoneError(f"{called} staat niet in de revisie `{self.written[:60]}`")
        if (meant := _LFS.match(raw)) is not None:
            now = hash_at(name) if os.path.isfile(name) else ""  # noqa: PTH113 - see below
            if now == meant[1].decode():
                return name
            raise GoneError(self._not_here(called, "een verwijzing (Git LFS)", meant[1].decode(), now))
        copy = into / f"{len(list(into.iterdir()))}{Path(name).suffix.lower()}"
        if len(raw) <= min(largest(name), room_in(into)):
            copy.write_bytes(raw)
            return str(copy)
        hash_, size = self._blob(name)
        now = self._hash_of(name)
        if now == hash_:
            return name
        if size > room_in(into):
            raise GoneError(self._not_here(called, "te groot om uit git te halen", hash_, now))
        self.copied(hash_, copy)
        return str(copy)

    def _not_here(self, called: str, why: str, was: str, now: str) -> str:
        here = f"hier staat een andere ({now[:_SHORT]})" if now else "hier staat zij niet meer"
        return f"{called} is in `{self.written[:60]}` ({was[:_SHORT]}) {why}, en {here}"

    def _blob(self, name: str) -> tuple[str, int]:
        """The hash and the size of a file that was there."""
        found = self._at(name)
        return ("", 0) if found is None else (found[0], found[2])

    def listed(self, folder: str) -> list[str] | None:
        """The files in a folder then, in order; a link is none."""
        found = self._at(folder)
        if found is None or found[1] != "tree":
            return None
        entries = _entries(self._git("cat-file", "tree", found[0]), len(found[0]) // 2)
        return sorted(name for mode, name, _ in entries if mode in _FILES)

    def copied(self, hash_: str, copy: Path) -> None:
        """Write what has this hash to a file."""
        with copy.open("wb") as stream:
            self._git("cat-file", "blob", hash_, into=stream)

    def _hash_of(self, name: str) -> str:
        """The hash that git would give to what stands on disk now; nothing where no file is."""
        if not os.path.isfile(name):  # noqa: PTH113 - that of pathlib fails for a name that is too long
            return ""
        return self._git("hash-object", "--no-filters", "--", os.path.realpath(name)).decode().strip()

    def earlier(self, name: str, most: int) -> Iterator[tuple[str, bytes]]:
        """What a file held at its last changes, the latest first: each content once, with its revision."""
        for commit, hash_, size in self.versions(name, most):
            if size <= largest(name):
                yield commit, self._git("cat-file", "blob", hash_)

    def versions(self, name: str, most: int) -> Iterator[tuple[str, str, int]]:
        """The last contents of a file, the latest first, each once: its revision, its hash and its size."""
        path = self._path(name)
        if path is None:
            return
        listed = ("--full-history", f"--max-count={most}", self.commit, "--", path)
        commits = self._git("rev-list", *listed).decode().split()
        until = [self.written, *(f"{commit[:_SHORT]}^" for commit in commits)]  # the next change of it
        asked = "".join(f"{at}:{path}\n" for pair in zip(commits, until, strict=False) for at in pair)
        answers = self._git("cat-file", "--batch-check", given=asked.encode()).decode().splitlines()
        seen = set()
        for number, (commit, last) in enumerate(zip(commits, until, strict=False)):
            then, later = (line.split() for line in answers[2 * number : 2 * number + 2])
            if len(then) == 3 and then[1] == "blob" and then[0] not in seen:
                seen.add(then[0])
                yield last if later == then else commit[:_SHORT], then[0], int(then[2])

    def is_folder(self, name: str) -> bool:
        """Whether a path was a folder then."""
        found = self._at(name)
        return found is not None and found[1] == "tree"

    def names(self, folder: str) -> list[str]:
        """The files below a folder by their path in it, in order; hidden folders and links passed over."""
        top = self._at(folder)
        found: list[str] = []
        pending = [("", top[0])] if top is not None else []
        while pending:
            base, tree = pending.pop()
            for mode, name, hash_ in _entries(self._git("cat-file", "tree", tree), len(tree) // 2):
                if mode == _TREE and not name.startswith("."):
                    pending.append((f"{base}{name}/", hash_))
                elif mode in _FILES and not name.startswith("."):
                    found.append(base + name)
            if len(found) > MOST_FILES:
                raise UsageError(f"{folder} heeft in `{self.written[:60]}` meer dan {MOST_FILES} bestanden")
        return sorted(found)

    def _at(self, name: str) -> tuple[str, str, int] | None:
        """What stood at a path, by the name that it has on disk."""
        path = self._path(name)
        return None if path is None else self._object(f"{self.commit}:{path}")

    def _path(self, name: str) -> str | None:
        """Where in the checkout something stands, by the name that it has on disk."""
        path = os.path.relpath(os.path.realpath(name), self.top)
        if path.startswith("..") or not path.isprintable():
            return None
        return "" if path == "." else Path(path).as_posix()

    def _object(self, name: str) -> tuple[str, str, int] | None:
        """The hash, kind and size of an object by its name, if there is one."""
        answer = (
            self._git("cat-file", "--batch-check", given=name.encode() + b"\n")
            .decode("utf-8", "replace")
            .split()
        )
        if len(answer) != 3 or not answer[2].isdigit():
            return None
        return answer[0], answer[1], int(answer[2])

    def _git(self, *words: str, given: bytes = b"", into: BinaryIO | None = None) -> bytes:
        """What git answers to words that only read, or nothing where it goes into a file.

        Raises UsageError when it cannot be asked.
        """
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        command = [*_GIT, "-C", str(self.top), *words]
        try:
            done = subprocess.run(  # noqa: S603 - fixed words, no shell
                command,
                input=given,
                stdout=subprocess.PIPE if into is None else into,
                stderr=subprocess.PIPE,
                timeout=SECONDS,
                env=own | _ENV,
                check=False,
            )
        except FileNotFoundError:
            raise UsageError("git is niet gevonden; een revisie is alleen met git te lezen") from None
        except (OSError, subprocess.TimeoutExpired):
            raise UsageError(f"git geeft geen antwoord over {self.top}") from None
        if done.returncode:
            why = done.stderr.decode("utf-8", "replace").strip().splitlines()
            said = f": {why[-1][:120]}" if why and why[-1].isprintable() else ""
            raise UsageError(f"git kan dit niet lezen in {self.top}; is de kloon volledig?{said}")
        return done.stdout or b""


def room_in(folder: Path) -> int:
    """How many bytes may be copied to a folder still."""
    return MOST_COPIED - sum(file.stat().st_size for file in folder.iterdir())


@cache
def _too_large(most: int) -> bytes:
    """In place of what is refused as too large, without reading it."""
    return b" " * (most + 1)


def _entries(tree: bytes, size: int) -> Iterator[tuple[str, str, str]]:
    """The mode, name and hash of everything in a folder; a name that is no text is passed over."""
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + size
        text = name.decode("utf-8", "replace")
        if text.isprintable() and "\ufffd" not in text:
            yield mode.decode("ascii", "replace"), text, tree[end + 1 : at].hex()
