"""An outcome computed again by this version, from its files as they were then."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rendement import __version__
from rendement.figures.origin import others, together
from rendement.model.list_files import bundled_source, content_hash
from rendement.source.bundled import NORMS, bundled_lists
from rendement.source.elsewhere import AS_IT_WAS, Reader, hash_at, read_with, whole
from rendement.source.finding import UsageError
from rendement.source.root import OutsideRootError, inside
from rendement.study.calculation import Calculation
from rendement.study.contract import figures_of, head_of
from rendement.study.diff.revision import Revision
from rendement.study.diff.stored import Stored
from rendement.study.diff.then import Then, history_of
from rendement.study.pipeline import calculate
from rendement.study.verify.comparing import ORIGIN, changes, inputs_of
from rendement.study.verify.rows import HASH, OTHERS

TABLE = "tabel"  # what one of the files that were read is called

MOST_REVISIONS = 20  # that are tried for a row, which names no list and no table
_SHORT = 19  # characters of a hash
_KEPT = (
    "Hebt u haar nog, noem haar dan in een kopie van de casus van toen: rendement diff kopie.yaml casus.yaml"
)
_OTHERS_GONE = "de prijslijsten, tabellen en wat is opgenomen van toen zijn er niet meer"


def recovered(stored: Stored) -> Calculation | str:
    """The outcome by this version; or why its files of then are not there, or do not compute."""
    then = then_of(stored)
    if not then.has(stored.file):
        return f"{_named('het bestand', stored.hash)} {then.nowhere}"
    why = ""
    for reader in _readers(stored, then):
        found = _calculated(stored, reader, then)
        if isinstance(found, str):
            why = why or found
            continue
        lacks = _lacking(stored, found, then)
        if not lacks:
            return found
        why = lacks
    return why


def then_of(stored: Stored) -> Then:
    """Its files as they were."""
    tables = [path for _, _, path in _tables(stored)]
    return Then(stored.root, stored.hashes, stored.file if stored.is_row else None, tables)


def _tables(stored: Stored) -> Iterator[tuple[str, str, Path]]:
    """The tables of then by name, with their hashes and where they are or were; outside the root none is."""
    for word, name, hash_ in () if stored.is_row else others(stored.origin):
        if word != TABLE:
            continue
        try:
            path = inside(name, stored.root, stored.root)
        except OutsideRootError:
            continue
        yield name, hash_, path


def _readers(stored: Stored, then: Then) -> Iterator[Reader]:
    """By hash; of a row only its file is known, so the rest is that of now, or of a revision that has it."""
    yield then
    last = history_of(stored.root) if stored.is_row else None
    for back in range(MOST_REVISIONS if last is not None else 0):
        try:
            revision = Revision(last.top, f"{last.commit}~{back}") if last is not None else None
        except UsageError:  # before the first
            return
        if revision is not None and then.read(stored.file) == revision.read(stored.file):
            yield revision


def _calculated(stored: Stored, reader: Reader, then: Then) -> Calculation | str:
    try:
        with read_with(reader):
            if why := _without_table(stored, then):
                return why
            found = calculate(stored.file, stored.options)
            wanted = stored.data.get("perspectief") if stored.is_row else None
            if isinstance(wanted, str) and _perspective(found) not in (None, wanted):  # it was asked for
                found = calculate(stored.file, replace(stored.options, perspective=wanted))
    except UsageError as error:
        return str(error)
    if not found.failed:
        return found
    wrong = next((item for item in found.findings if item.severity == "fout"), None)
    if wrong is not None and wrong.code == AS_IT_WAS:
        return wrong.message
    said = "er is geen uitkomst" if wrong is None else wrong.message
    return f"wat er toen stond, rekent met deze versie niet: {said}"


def _without_table(stored: Stored, then: Then) -> str:
    """Which table is not the one of then, and what may help; nothing where all are."""
    for name, hash_, path in _tables(stored):
        at = whole(str(path))
        now = "" if at is None else f"sha256:{hash_at(at)}"
        if now != hash_:
            here = f"hier staat nu een andere ({now[:_SHORT]})" if now else "hier staat zij niet meer"
            return f"{_named(f'{TABLE} {name}', hash_)} {then.nowhere}; {here}. {_KEPT}"
    return ""


def _perspective(found: Calculation) -> str | None:
    plan: Any = found.plan if found.programme is None else found.programme.plan
    return None if plan is None else plan.perspective


def _lacking(stored: Stored, found: Calculation, then: Then) -> str:
    """Which file is not the one of then; nothing where all are. What is bundled belongs to the version."""
    origin = head_of(figures_of(found, ()), (ORIGIN,))[ORIGIN]
    if stored.is_row:
        rest = together([hash_ for _, _, hash_ in others(origin)])
        same = (stored.data.get(HASH), stored.data.get(OTHERS)) == (origin["casus"], rest)
        return "" if same else _OTHERS_GONE
    another = stored.version != __version__
    for item in changes(inputs_of(stored.origin), inputs_of(origin)):
        if not (another and set(item.now.split(", ")) <= _bundled()):
            unsaid = f"{item.what} staat niet bij waarmee toen gerekend is"
            return f"{_named(item.what, item.was)} {then.nowhere}" if item.was else unsaid
    return ""


def _named(what: str, hash_: str) -> str:
    return f"{what} van toen ({hash_[:_SHORT]})"


@cache
def _bundled() -> frozenset[str]:
    """The hashes of all that travels with the program."""
    return frozenset(content_hash(bundled_source(name).text) for name in (*bundled_lists(), *NORMS))
