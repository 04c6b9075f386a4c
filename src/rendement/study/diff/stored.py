"""An outcome in JSON as a side of a difference: what stands in it, and with what it was computed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rendement.figures.lookup import lookup
from rendement.figures.origin import others
from rendement.source.path import parse_path
from rendement.source.record import record
from rendement.source.root import OutsideRootError, inside, shown
from rendement.study.calculation import Options
from rendement.study.verify.again import Roots, options_of, placed, roots_of
from rendement.study.verify.comparing import ORIGIN, DamagedError, inputs_of, is_figure
from rendement.study.verify.reading import NoOutcomeError, Outcome, read_outcomes
from rendement.study.verify.rows import HASH, options_of_row
from rendement.study.verify.verdict import NOT_THERE


@record
class Stored:
    """One outcome: its file as it is called here, and what was asked of it."""

    written: str
    data: Mapping[str, Any]
    is_row: bool
    file: str
    root: Path
    options: Options

    @property
    def origin(self) -> Mapping[str, Any]:
        """What it says of where it comes from."""
        found: Mapping[str, Any] = self.data if self.is_row else self.data[ORIGIN]
        return found

    @property
    def version(self) -> str:
        """The version that made it."""
        return str(self.origin["versie"])

    @property
    def hash(self) -> str:
        """Of the file itself."""
        return str(self.origin[HASH if self.is_row else "casus"])

    @property
    def hashes(self) -> set[str]:
        """Of every file that it names."""
        if self.is_row:
            return {self.hash}
        return {self.hash, *(hash_ for _, _, hash_ in others(self.origin))}

    def value(self, path: str) -> tuple[bool, float | None]:
        """Whether a figure is there, and what it is. Raises NoOutcomeError for what is no number."""
        try:
            found = self.data[path] if self.is_row else lookup(self.data, parse_path(path))
        except (LookupError, TypeError):
            return False, None
        if found is None:
            return True, None
        if is_figure(found):
            try:
                return True, float(found)
            except OverflowError:
                pass
        raise NoOutcomeError(f"{self.written}: {path} is geen getal")


def stored_in(path: str, number: int | None, root: str | None) -> Stored:
    """An outcome in a file, by its number when there are more.

    Raises UsageError without such a file, and NoOutcomeError for what cannot be a side.
    """
    found = read_outcomes(path)
    if number is None and len(found) > 1:
        first = f"{path}#1"
        raise NoOutcomeError(f"{path}: hier staan {len(found)} uitkomsten in; kies er een, zoals {first}")
    if number is not None and not 1 <= number <= len(found):
        raise NoOutcomeError(f"{path}: er is geen uitkomst {number}; kies 1 tot {len(found)}")
    written = path if number is None else f"{path}#{number}"
    return stored_of(written, found[(number or 1) - 1], roots_of(path, root))


def stored_of(written: str, outcome: Outcome, roots: Roots) -> Stored:
    """One outcome, its file inside one of the roots. Raises NoOutcomeError for what is damaged."""
    kind, data = outcome
    is_row = kind == "rij"
    try:
        options = options_of_row(data) if is_row else options_of(data)
        origin = data if is_row else data[ORIGIN]
        if not is_row:
            inputs_of(origin)  # whether all that must be there is
        for key in ("versie", "bestand", HASH if is_row else "casus"):
            if key in origin and origin[key] is not None and not isinstance(origin[key], str):
                raise DamagedError(f"`{key}` is geen tekst")
        if not (origin.get("versie") and origin.get(HASH if is_row else "casus")):
            raise DamagedError("hier staat niet waarmee gerekend is")
        file, root = _located(origin.get("bestand"), roots)
    except (DamagedError, OutsideRootError) as error:
        raise NoOutcomeError(f"{written}: {error}") from None
    plain = replace(options, root=str(root), breakeven=False, draws=None)
    return Stored(written, data, is_row, file, root, plain)


def _located(name: Any, roots: Roots) -> tuple[str, Path]:
    """Where the file is, or was: git may have it still. Raises DamagedError and OutsideRootError."""
    try:
        return placed(name, roots)
    except DamagedError as error:
        checkouts = (root for root in roots.own if (root / ".git").exists())
        root = next(checkouts, None) if str(error) == NOT_THERE else None
        if root is None:
            raise
        return shown(inside(name, root, root)), root
