"""What a row of a shard says of its place in the whole, so that shards can be joined without a doubt."""

import re
from collections.abc import Sequence
from hashlib import sha256

from rendement.report.batch.columns import NAMES, PLACE, Values, legible
from rendement.report.dutch import plain
from rendement.source.record import record
from rendement.study.batch.files import File, shard_of
from rendement.study.batch.job import Job, fingerprint
from rendement.study.comparable import Lists, unpacked

_AT, _PATH, _GROUNDS = PLACE["deel"], PLACE["pad"], PLACE["vergelijkbaar"]
_SIGNS = 8  # of a hash
_WRITTEN = re.compile(
    r"(\d{1,6})/(\d{1,6}), rij (\d{1,9}) van (\d{1,9}), bestand (\d{1,9}) van (\d{1,9}), "
    r"opdracht ([0-9a-f]{8})((?:, lijst [^,]+ [0-9a-f]{8})*)"
)
_LIST = re.compile(r", lijst ([^,]+) ([0-9a-f]{8})")


@record
class Place:
    """Of a row: which shard of how many, which row of that, which file of the whole, and made with what."""

    part: tuple[int, int]
    row: int
    rows: int
    file: int
    files: int
    command: str  # the hash of files, options, program and bundled lists
    lists: Lists = ()  # the name of every price list, and its hash

    @property
    def text(self) -> str:
        """As it stands in the column.

        >>> Place((2, 8), 1, 9, 17, 100, "0123abcd", (("eigen", "89ab4567"),)).text
        '2/8, rij 1 van 9, bestand 17 van 100, opdracht 0123abcd, lijst eigen 89ab4567'
        """
        own = "".join(f", lijst {name} {hash_}" for name, hash_ in self.lists)
        number, of = self.part
        row, file = f"rij {self.row} van {self.rows}", f"bestand {self.file} van {self.files}"
        return f"{number}/{of}, {row}, {file}, opdracht {self.command}{own}"


def place_in(written: str | None) -> Place | None:
    """What stands in the column; None when it is not ours.

    >>> place_in("2/8, rij 1 van 9, bestand 17 van 100, opdracht 0123abcd").file, place_in("2/8")
    (17, None)
    """
    found = _WRITTEN.fullmatch(written or "")
    if found is None:
        return None
    number, of, row, rows, file, files = map(int, found.groups()[:6])
    return Place((number, of), row, rows, file, files, found[7], tuple(_LIST.findall(found[8])))


def marked(rows: Sequence[Values], every: Sequence[File], shard: str, job: Job) -> list[Values]:
    """The rows of a shard, each with its place in the whole of these files."""
    number, of = shard_of(shard)
    numbers = {legible(file.path): at for at, file in enumerate(every, 1)}
    command = _command(every, job)
    found: list[Values] = []
    for at, row in enumerate(rows, 1):
        place = Place(
            (number, of), at, len(rows), numbers[row[_PATH]], len(every), command, _lists(row[_GROUNDS])
        )
        found.append([*row[:_AT], place.text, *row[_AT + 1 :]])
    return found


def _command(every: Sequence[File], job: Job) -> str:
    """What all shards have in common: the same files, asked the same."""
    total = sha256(fingerprint(job, NAMES).encode())
    for file in every:
        total.update(b"\0" + legible(file.path).encode())
    return total.hexdigest()[:_SIGNS]


def _lists(grounds: str | None) -> Lists:
    """The price lists of a row; a comma in a name would end it."""
    lists = unpacked(grounds).lists if grounds is not None else ()
    return tuple(
        (plain(name).replace(",", " "), hash_.removeprefix("sha256:")[:_SIGNS]) for name, hash_ in lists
    )
