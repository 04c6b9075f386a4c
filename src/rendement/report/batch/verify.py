"""The rows of a batch computed again, and compared with what stands there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rendement.report.batch.alike import ALIKE, Ranking, keyed
from rendement.report.batch.columns import NAMES, PLACE, Values, in_one_currency, rows_of
from rendement.report.batch.row import score
from rendement.source.root import OutsideRootError
from rendement.study.batch.files import File
from rendement.study.batch.job import Job
from rendement.study.verify.again import NO_NAME, Roots, placed
from rendement.study.verify.comparing import ABSENT, DamagedError, apart, is_figure
from rendement.study.verify.rows import FILES, options_of_row
from rendement.study.verify.verdict import Apart, Changed, Verdict

Row = Mapping[str, Any]

_FINDINGS = ("fouten", "waarschuwingen", "opmerkingen", "melding")
_PASSED = {
    "pad",
    "bestand",
    "versie",
    "deel",
    *(key for key, _ in FILES),
}  # where it was seen from, and what is told apart
_KEYS = (None, Ranking("totaal.contante_waarde.rendement"))  # what a key may be of


def verified_rows(rows: Sequence[Row], roots: Roots) -> list[Verdict]:
    """What came of each row; what rows say of each other, they say of these rows together."""
    found: list[Values | str] = [_computed(row, roots) for row in rows]
    there = in_one_currency(values for values in found if not isinstance(values, str))
    kinds = [iter(keyed(there, ranking)[0]) for ranking in _KEYS]
    verdicts = []
    for row, values in zip(rows, found, strict=True):
        name = row.get("bestand")
        shown = name if isinstance(name, str) else NO_NAME
        if isinstance(values, str):
            verdicts.append(Verdict(shown, why=values))
            continue
        ways = [next(kind) for kind in kinds]
        own = next((way for way in ways if way[PLACE[ALIKE]] == row.get(ALIKE)), ways[0])
        verdicts.append(_compared(shown, row, own))
    return verdicts


def _computed(row: Row, roots: Roots) -> Values | str:
    """The row as it comes out now, or why it does not."""
    try:
        file, root = placed(row.get("bestand"), roots)
        job = _job(row, root)
    except (DamagedError, OutsideRootError) as error:
        return str(error)
    values = _scored(file, job)
    wanted = row.get("perspectief")
    if values is not None and isinstance(wanted, str) and values[PLACE["perspectief"]] != wanted:
        values = _scored(file, replace(job, perspective=wanted))  # it was asked for
    return "dit is geen casus, programma of monitor" if values is None else values


def _scored(file: str, job: Job) -> Values | None:
    (found,) = score([File(file, named=True)], job)
    return next(iter(rows_of(found.values)), None)


def _job(row: Row, root: Path) -> Job:
    """What was asked. Raises DamagedError."""
    asked = options_of_row(row)
    return Job(asked.sets, asked.scenario, None, str(root), "", asked.draws, asked.seed)


def _compared(name: str, row: Row, values: Values) -> Verdict:
    now = dict(zip(NAMES, values, strict=True))
    changed = tuple(
        Changed(what, row.get(key) or "", now[key] or "") for key, what in FILES if row.get(key) != now[key]
    )
    found = tuple(_apart(row, now, loose=row.get("versie") != now["versie"]))
    version = row.get("versie") or ""
    compared = [key for key in row if is_figure(now.get(key))]
    if version != now["versie"]:  # a column that came or went says nothing
        found = tuple(item for item in found if ABSENT not in (item.stands, item.computed))
    return Verdict(name, len(compared), found, changed, version)


def _apart(row: Row, now: Row, *, loose: bool) -> Iterator[Apart]:
    for key, stands in row.items():
        if key not in _PASSED:
            for item in apart(stands, now.get(key, ABSENT), tuple(str(key).split(".")), loose=loose):
                yield replace(item, finding=key in _FINDINGS)
