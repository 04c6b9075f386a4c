"""Why an outcome is another now: the difference with its files of then, and of each file inside it."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from rendement.figures.difference import Difference
from rendement.source.elsewhere import read_with
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.root import OutsideRootError, inside, shown
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.diff.outcomes import Taken, behind, explained, taken_again
from rendement.study.diff.reading import BALANCE, RETURN, SUMS, SUMS_OF_PROGRAMME
from rendement.study.diff.recovered import recovered, then_of
from rendement.study.diff.stored import Stored, stored_of
from rendement.study.diff.then import Then
from rendement.study.pipeline import calculate
from rendement.study.verify.again import Roots, options_of
from rendement.study.verify.comparing import apart
from rendement.study.verify.reading import NoOutcomeError, Outcome
from rendement.study.verify.verdict import Apart, Verdict

_TRIED = 10  # figures that moved
_HEADS = {*SUMS, *SUMS_OF_PROGRAMME}  # of the paths of those that can be asked
_INCLUDED = ("casus", "programma")


@record
class Reason:
    """Why one file gives something else: of which outcome, which command tells it, and what that tells."""

    of: int
    command: str
    told: Callable[[], Difference | str]


def with_then(
    path: str, outcomes: Sequence[Outcome], verdicts: Sequence[Verdict], roots: Roots
) -> tuple[list[Verdict], list[Reason]]:
    """The verdicts, with what did not come out of the files of then either; and why the rest is another.

    A reason is there for each outcome that moved because a file changed, and for each file inside it that
    did. What says something of a file that another says nothing of stands first.
    """
    found: list[tuple[str, Reason]] = []
    known = list(verdicts)
    for number, (outcome, verdict) in enumerate(zip(outcomes, verdicts, strict=True)):
        if not (verdict.moved and verdict.changed):
            continue
        written = path if len(outcomes) == 1 else f"{path}#{number + 1}"
        try:
            stored = stored_of(written, outcome, roots)
        except NoOutcomeError:
            continue
        known[number] = replace(verdict, altered=_altered(stored, verdict))
        told = partial(_told, stored, verdict)
        found.append((stored.file, Reason(number, f"rendement diff {shlex.quote(written)}", told)))
        found += _inside(number, stored, verdict)
    return known, _ordered(found)


def _altered(stored: Stored, verdict: Verdict) -> tuple[Apart, ...]:
    """Every figure and word that is not what this version made of the files of then, where they are known."""
    if stored.is_row or verdict.other_version:
        return ()
    options = replace(options_of(stored.data), root=str(stored.root))
    then = recovered(replace(stored, options=options))
    if isinstance(then, str):
        return ()
    found = apart(stored.data, contract(then), loose=False)
    return tuple(item for item in found if not (item.near or item.finding))


def _ordered(found: Sequence[tuple[str, Reason]]) -> list[Reason]:
    seen: set[str] = set()
    first: list[Reason] = []
    others: list[Reason] = []
    for file, reason in found:
        (others if file in seen else first).append(reason)
        seen.add(file)
    return [*first, *others]


def _told(stored: Stored, verdict: Verdict) -> Difference | str:
    """The difference of the first figure that moved and can be taken apart; or why there is none."""
    old = taken_again(stored)
    if old.why:
        return old.why
    side, options = behind(old, Options())
    new = Taken(side.calculated(options))
    why = ""
    for path in _figures(verdict):
        try:
            found = explained(old, new, (stored.written, stored.file), path)
        except (UsageError, NoOutcomeError) as error:
            why = why or str(error).removeprefix("diff: ")
            continue
        if found.parts:
            return found
        why = why or found.reason
    return why


def _figures(verdict: Verdict) -> list[str]:
    """The figures that moved and can be asked, the bottom line first."""
    paths = [item.path for item in verdict.moved if item.path.partition(".")[0] in _HEADS]
    order = sorted(paths, key=lambda path: (path not in (RETURN, BALANCE), not path.startswith("totaal")))
    return order[:_TRIED]


def _inside(number: int, stored: Stored, verdict: Verdict) -> Iterator[tuple[str, Reason]]:
    """The cases and programmes in it that changed."""
    for item in verdict.changed:
        word, _, name = item.what.partition(" ")
        if stored.is_row or word not in _INCLUDED or not (item.was and item.now):
            continue
        try:
            file = shown(inside(name, stored.root, stored.root))
        except OutsideRootError:
            continue
        then = then_of(stored)
        side = then.named(file)
        if side:
            command = f"rendement diff {shlex.quote(side)} {shlex.quote(file)}"
            yield file, Reason(number, command, partial(_of_file, file, side, then, stored.root))


def _of_file(file: str, side: str, then: Then, root: Path) -> Difference | str:
    options = Options(root=str(root))
    try:
        with read_with(then):
            old = calculate(file, options)
        new = calculate(file, options)
        if old.failed or new.failed:
            return f"{file} rekent niet los van het programma"
        return explained(Taken(old), Taken(new), (side, file))
    except UsageError as error:
        return str(error).removeprefix("diff: ")
