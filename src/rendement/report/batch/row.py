"""The row of one file, made in a worker; a broken file has a row that says what is wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rendement import __version__
from rendement.figures.field import Data
from rendement.figures.origin import Origin, others, together
from rendement.lint.choice import ALL
from rendement.lint.facts import Packed, packed
from rendement.lint.over_files import facts_of
from rendement.model.list_files import content_hash
from rendement.report.batch.columns import FAILED, FIGURES, GOOD, NAMES, as_values, legible
from rendement.report.dutch import plain
from rendement.source.finding import SEVERITIES, Finding, has_errors
from rendement.study.batch import examine
from rendement.study.batch.examine import Examined, Examiner
from rendement.study.batch.files import File
from rendement.study.batch.job import EVERY, Job, Scored
from rendement.study.batch.pool import collector_off
from rendement.study.comparable import grounds_of
from rendement.study.contract import figures_of, head_of, said_of
from rendement.study.drawn_total import KEY
from rendement.study.kind import OURS
from rendement.study.override import SCENARIOS

_FIGURES = tuple((name, tuple(name.split("."))) for name in NAMES if name.startswith(FIGURES))
# of the contract; lines, measures and posts need not be written out for a row
_READ = frozenset(
    {
        "bedragen_in",
        "naam",
        "gemeente",
        "soort",
        "periode",
        "prijspeil",
        "perspectief",
        "herkomst",
        "totaal",
        "overlap",
    }
)
_LONGEST = 200  # of a text that a broken file brings along


def score(files: Sequence[File], job: Job) -> list[Scored]:
    """The rows of some files, in their order."""
    plain = replace(job, scenario=None) if job.scenario == EVERY else job
    examiner = Examiner(plain)
    with collector_off():
        if plain is job:
            return [_scored(examiner.examine(file), job) for file in files]
        return [_with_scenarios(file, examiner.examine(file), plain) for file in files]


def _with_scenarios(file: File, found: Examined, job: Job) -> Scored:
    """The rows of a file as it is written and of each of its scenarios, one after the other."""
    scored = [_scored(found, job)]
    written = found.source.data.get(SCENARIOS) if found.calculation and found.source else None
    failed = found.calculation is None or found.calculation.failed
    for name in written if isinstance(written, dict) and not failed else ():
        own = replace(job, scenario=name)
        scored.append(_scored(Examiner(own).examine(file), own))
    values = [value for item in scored for value in item.values]
    reads = {name: hash_ for item in scored for name, hash_ in item.reads.items()}
    return Scored(file, values, reads, all(item.keep for item in scored), scored[0].facts)


def lost(file: File) -> Scored:
    """The row of a file whose process stopped."""
    return _scored(Examined(file, (examine.lost(file),)), Job())


def _scored(found: Examined, job: Job) -> Scored:
    file, reads = found.file, found.reads or {}
    if found.kind != OURS:
        grave = [plain(finding.message) for finding in found.findings if _is_grave(finding)]
        return Scored(file, [found.kind, *grave], reads, found.lasting)
    calculation = found.calculation
    broken = calculation is None or calculation.failed
    said: tuple[Finding, ...] = ()
    facts: list[Packed] = []
    if calculation is None or broken:
        record = _broken(found)
    else:
        figures = figures_of(calculation, ())
        said, record = said_of(calculation, figures), _computed(found, head_of(figures, _READ))
        record["vergelijkbaar"] = grounds_of(figures).packed
        facts = [packed(item) for item in facts_of(calculation, figures, ALL)]
    head = _head(file, (*found.findings, *said), job)
    return Scored(file, as_values({**head, **record}), reads, found.lasting, facts)


def _computed(found: Examined, data: Data) -> Data:
    origin = data["herkomst"]
    lists = origin.get("prijslijsten", [])
    first, last = data["periode"]
    return {
        "naam": plain(data["naam"]),
        "gemeente": plain(data["gemeente"]),
        "soort": data["soort"],
        "periode": str(first) if first == last else f"{first}-{last}",
        "prijspeil": data.get("prijspeil"),
        "perspectief": plain(data.get("perspectief")) or None,
        "bedragen_in": data["bedragen_in"],
        **{name: _figure({**data, KEY: found.drawn}, keys) for name, keys in _FIGURES},
        "discontovoet": origin.get("discontovoet"),
        "prijslijsten": ", ".join(plain(item["naam"]) for item in lists) or None,
        "hash": origin["casus"],
        "hash_overig": together([hash_ for _, _, hash_ in others(origin)]),
    }


def _figure(data: Data, keys: Sequence[str]) -> Any:
    """A figure by its path, the length of a list; what a file has not, or has in parts, is None."""
    node: Any = data
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return len(node) if isinstance(node, list) else None if isinstance(node, dict) else node


def _broken(found: Examined) -> Data:
    """A file without a result: as much of its head as can be read."""
    data = found.source.data if found.source is not None else {}
    called = {"naam": "naam", "plaats": "gemeente", "gemeente": "gemeente", "periode": "periode"}
    written = {name: data[key] for key, name in called.items() if isinstance(data.get(key), str)}
    kind = data.get("soort", "casus") if data else None
    return {
        **{key: plain(value)[:_LONGEST] or None for key, value in written.items()},
        "soort": kind if kind in ("casus", "programma", "monitor") else None,
        "hash": content_hash(found.text) if found.text else None,
    }


def _head(file: File, findings: Sequence[Finding], job: Job) -> Data:
    counts = Counter(finding.severity for finding in findings)
    return {
        "pad": legible(file.path),
        "scenario": plain(job.scenario) or None,
        "set": plain(job.asked.listed) or None,
        "bestand": legible(Origin(file.path, job.root).file or file.path),
        "versie": __version__,
        "trekkingen": job.draws,
        "zaad": job.seed if job.draws is not None else None,
        "status": FAILED if has_errors(list(findings)) else GOOD,
        "fouten": counts["fout"],
        "waarschuwingen": counts["waarschuwing"],
        "opmerkingen": counts["opmerking"],
        "melding": _message(file, findings),
    }


def _is_grave(finding: Finding) -> bool:
    return finding.severity in ("fout", "waarschuwing")


def _message(file: File, findings: Sequence[Finding]) -> str | None:
    """The gravest error or warning, the first of its kind, with its place."""
    grave = [finding for finding in findings if _is_grave(finding)]
    worst = min(grave, key=lambda finding: SEVERITIES.index(finding.severity), default=None)
    if worst is None:
        return None
    place = [worst.mark.file] if worst.mark.file != file.path else []
    place += [f"regel {worst.mark.line}"] if worst.mark.line else []
    return legible(plain(f"{', '.join(place)}: {worst.message}" if place else worst.message))
