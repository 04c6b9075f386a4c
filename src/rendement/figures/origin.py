"""Where a result comes from: its files as seen from their root, and how money in it is discounted."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from rendement.source.record import record
from rendement.source.root import find_root
from rendement.source.text import STDIN, STDIN_NAME, TEXT_NAME

_NO_FILE = (STDIN, STDIN_NAME, TEXT_NAME)

if TYPE_CHECKING:
    from rendement.engine.plan import Discount

# what was read beside the file itself: under which key, and what one is called
OTHERS = (
    ("prijslijsten", "prijslijst", "naam"),
    ("indexcijfers", "indexreeks", "reeks"),
    ("casussen", "casus", "bestand"),
    ("programmas", "programma", "bestand"),
    ("monitors", "monitor", "bestand"),
    ("tabellen", "tabel", "naam"),
)
Tables = tuple[tuple[str, str], ...]  # the path and the hash of each


@record
class Origin:
    """The file that was computed, inside which root, and the tables that it and its cases were read from."""

    name: str = STDIN
    root: str | None = None  # as it was asked
    tables: Tables = ()

    @property
    def file(self) -> str | None:
        """The file from its root; None of what came without a name."""
        return None if self.name in _NO_FILE else self.path(self.name)

    def path(self, name: str) -> str:
        """A file as seen from the root; of one elsewhere, such as a list of ours, its name alone."""
        inside = find_root(STDIN if self.name in _NO_FILE else self.name, self.root)
        try:
            return Path(os.path.realpath(name)).relative_to(inside).as_posix()
        except ValueError:
            return PurePath(name).name


def seen(found: Any, figures: Any) -> list[Any]:
    """Things with a file, each with that file as seen from the root."""
    return [replace(item, file=figures.origin.path(item.file)) for item in found]


def tables_of(figures: Any) -> list[tuple[str, str]]:
    """The tables as seen from the root."""
    return [(figures.origin.path(name), hash_) for name, hash_ in figures.origin.tables]


def rate_of(discount: "Discount") -> str:
    """The rate, or the rate by the years after the base year, and when in a year money moves."""
    alone = len(discount.steps) == 1
    pieces = [
        f"{100 * float(rate):.10g}%".replace(".", ",") + ("" if alone else f" vanaf jaar {start}")
        for start, rate in discount.steps
    ]
    return f"{', '.join(pieces)}, {discount.moment} van het jaar"


def read_of(figures: Any) -> Iterator[tuple[str, str, str]]:
    """The same of a result: what was read beside the file, in the order of `OTHERS`."""
    if figures.kind != "monitor":
        plan = figures.result.plan
        yield from (("prijslijst", name, hash_) for name, hash_ in plan.price_lists)
        yield from (("indexreeks", use.name, use.hash) for use in plan.indices)
    if figures.kind == "programma":
        for word, found in (
            ("casus", plan.cases),
            ("programma", plan.programmes),
            ("monitor", plan.monitors),
        ):
            yield from ((word, item.file, item.hash) for item in seen(found, figures))
    yield from (("tabel", name, hash_) for name, hash_ in tables_of(figures))


def others(origin: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What was read beside the file: what it is, its name and its hash."""
    for key, word, name in OTHERS:
        for item in origin.get(key, ()):
            yield word, item[name], item["hash"]


def together(hashes: Sequence[str]) -> str | None:
    """One hash for all: two rows with the same one were computed with the same lists and cases."""
    return "sha256:" + sha256("\n".join(hashes).encode()).hexdigest() if hashes else None
