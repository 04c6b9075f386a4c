"""The row of one file, made in a worker: whatever is wrong with the file, there is a row that says so."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from rendement.model.library import content_hash
from rendement.report.batch import FAILED, GOOD, NAMES, as_values
from rendement.report.contract import Data, contract
from rendement.report.dutch import plain
from rendement.source.finding import Finding, Mark, UsageError, has_errors
from rendement.source.root import find_root
from rendement.source.text import noting, read_text
from rendement.source.tree import Source, parse
from rendement.study.batch import Job, Scored
from rendement.study.batch_files import File, looks_like_case, stamp
from rendement.study.single import Options, Outcome, calculate_source

_TOTALS = tuple(name.removeprefix("totaal.") for name in NAMES if name.startswith("totaal."))
_LONGEST = 200  # of a text that a broken file brings along


def score(files: Sequence[File], job: Job) -> list[Scored]:
    """The rows of some files, in their order; never raises for what is in a file."""
    roots: dict[str, str] = {}
    with _collector_off():
        return [_score(file, _options(file, job, roots)) for file in files]


def lost(file: File) -> Scored:
    """The row of a file whose process stopped, as when the memory is full."""
    message = "het rekenproces stopte bij dit bestand"
    remedy = "probeer het met --workers 1, of reken dit bestand apart door met `rendement calc`"
    return Scored(file, as_values(_broken(file, [_whole(file, "proces-gestopt", message, remedy)])))


@contextmanager
def _collector_off() -> Iterator[None]:
    """No search for rings of objects while files are read; afterwards one through what is new."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if was_on:
            gc.enable()


def _options(file: File, job: Job, roots: dict[str, str]) -> Options:
    """The root is looked up once per folder."""
    if file.home not in roots:
        roots[file.home] = str(find_root(file.path, job.root))
    return Options(job.sets, job.scenario, job.perspective, roots[file.home])


def _score(file: File, options: Options) -> Scored:
    with noting() as reads:
        record, lasting = _record(file, options)
    if record is None:
        return Scored(file, (), reads, keep=lasting)
    return Scored(file, as_values(record), reads, keep=lasting and bool(reads.get(file.path)))


def _record(file: File, options: Options) -> tuple[Data | None, bool]:
    """The row of a file, None when it is no case; and whether it would be the same for the same bytes."""
    try:
        text, findings = read_text(file.path)
        if text is None:
            return _broken(file, _unread(file, findings)), False
        if not file.named and not looks_like_case(text):
            return None, True
        source, findings = parse(text, file.path)
        outcome = calculate_source(file.path, source, findings, options)
        found, lasting = _changed(file, outcome)
        if outcome.result is None:
            return _broken(file, found, source, text), lasting
        return _computed(file, outcome, found), lasting
    except UsageError as error:
        gone = not Path(file.path).exists()
        code = "bestand-verdwenen" if gone else "verkeerd-gebruik"
        message = "het bestand is er niet meer" if gone else str(error)
        remedy = "zet het terug en draai de batch opnieuw" if gone else "verbeter de opdracht"
        return _broken(file, [_whole(file, code, message, remedy)]), False
    except Exception as error:  # a bug of ours is one row, like any other trouble
        message = f"interne fout ({type(error).__name__}); dit ligt aan het programma, niet aan het bestand"
        remedy = "met RENDEMENT_DEBUG=1 en `rendement calc` verschijnt het spoor dat u kunt meesturen"
        return _broken(file, [_whole(file, "interne-fout", message, remedy)]), False


def _unread(file: File, findings: list[Finding]) -> list[Finding]:
    if not Path(file.path).is_dir():
        return findings
    remedy = "controleer of u de map mag lezen"
    return [_whole(file, "map-onleesbaar", "deze map is niet te lezen", remedy)]


def _changed(file: File, outcome: Outcome) -> tuple[list[Finding], bool]:
    """The findings, and one more when the file is not what it was when the batch began."""
    found = list(outcome.findings)
    if file.stamp is None or stamp(file.path) == file.stamp:
        return found, True
    message = "het bestand is gewijzigd terwijl de batch liep; de hash zegt met welke inhoud is gerekend"
    warning = _whole(file, "bestand-gewijzigd", message, "draai de batch opnieuw")
    return [*found, replace(warning, severity="waarschuwing")], False


def _whole(file: File, code: str, message: str, remedy: str) -> Finding:
    return Finding(code, message, remedy, Mark(file.path))


def _computed(file: File, outcome: Outcome, findings: Sequence[Finding]) -> Data:
    data = contract(outcome)
    lists = data["herkomst"]["prijslijsten"]
    first, last = data["periode"]
    return {
        **_head(file, findings),
        "naam": plain(data["naam"]),
        "gemeente": plain(data["gemeente"]),
        "soort": data["soort"],
        "periode": str(first) if first == last else f"{first}-{last}",
        "prijspeil": data.get("prijspeil"),
        "perspectief": plain(data.get("perspectief")) or None,
        **{f"totaal.{name}": _figure(data["totaal"], name) for name in _TOTALS},
        "prijslijsten": ", ".join(plain(item["naam"]) for item in lists) or None,
        "hash": data["herkomst"]["casus"],
        "hash_prijslijsten": _together([item["hash"] for item in lists]),
    }


def _figure(total: Data, name: str) -> Any:
    """A total by its path; what this kind of file has not, or has in parts, is None."""
    node: Any = total
    for key in name.split("."):
        node = node.get(key) if isinstance(node, dict) else None
    return None if isinstance(node, dict | list) else node


def _together(hashes: Sequence[str]) -> str | None:
    """One hash for all lists: two rows with the same one were computed with the same prices."""
    return "sha256:" + sha256("\n".join(hashes).encode()).hexdigest() if hashes else None


def _broken(file: File, findings: Sequence[Finding], source: Source | None = None, text: str = "") -> Data:
    """A file without a result: as much of its head as can be read."""
    data = source.data if source is not None else {}
    written = {key: data[key] for key in ("naam", "gemeente", "periode") if isinstance(data.get(key), str)}
    kind = data.get("soort", "casus") if source is not None else None
    return {
        **_head(file, findings),
        **{key: plain(value)[:_LONGEST] or None for key, value in written.items()},
        "soort": kind if kind in ("casus", "programma") else None,
        "hash": content_hash(text) if text else None,
    }


def _head(file: File, findings: Sequence[Finding]) -> Data:
    counts = Counter(finding.severity for finding in findings)
    return {
        "pad": file.path.encode("utf-8", "replace").decode(),
        "status": FAILED if has_errors(list(findings)) else GOOD,
        "fouten": counts["fout"],
        "waarschuwingen": counts["waarschuwing"],
        "opmerkingen": counts["opmerking"],
        "melding": _message(file, findings),
    }


def _message(file: File, findings: Sequence[Finding]) -> str | None:
    """The gravest finding, the first of its kind, with its place."""
    order = ("fout", "waarschuwing", "opmerking")
    worst = min(findings, key=lambda finding: order.index(finding.severity), default=None)
    if worst is None:
        return None
    place = [worst.mark.file] if worst.mark.file != file.path else []
    place += [f"regel {worst.mark.line}"] if worst.mark.line else []
    return plain(f"{', '.join(place)}: {worst.message}" if place else worst.message)
