"""What travels along with a chunk, and what has to be done here because it cannot."""

import os
from collections.abc import Iterable, Sequence

from rendement.source.reads import LINK, NOTHING, UNSURE
from rendement.study.batch.cache import Reads
from rendement.study.batch.files import File
from rendement.study.batch.parcel import Parcel, may_travel, pack


class Luggage:
    """Packs chunks. What a case really reads shows in its answer: what lacked follows, or is done here."""

    def __init__(self, root: str | None) -> None:
        self.root = root

    def packed(self, files: Sequence[File], also: Iterable[str]) -> tuple[Parcel, list[File]]:
        """A parcel, and the files that cannot travel."""
        return pack(files, also, self.root)

    def lacking(self, reads: Reads) -> set[str]:
        """What was asked for and was not there, or not as plain as what travels."""
        return {
            os.path.abspath(name.removeprefix(LINK))
            for name, hash_ in reads.items()
            if hash_ in (NOTHING, UNSURE) or name.startswith(LINK)
        }

    def may_follow(self, file: File, lacking: Iterable[str]) -> bool:
        """Whether all of this is here, as plain files inside the root of this one; nothing is not."""
        wanted = list(lacking)
        return bool(wanted) and all(may_travel(path, file, self.root) for path in wanted)
