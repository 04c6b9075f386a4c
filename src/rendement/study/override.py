"""Changes on top of a file: `--set PAD=WAARDE` and the scenarios of a case.

They change the text tree before it is validated, so a change is checked like anything the analyst wrote.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from rendement.model.forms import PostRef, post
from rendement.model.library import Entry, Library
from rendement.model.parse import Node, gather, uncertain
from rendement.model.post_price import price_of
from rendement.model.values import Uncertain
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.notes import cut
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.record import record
from rendement.source.scalar import ScalarError, number
from rendement.source.suggest import did_you_mean
from rendement.source.text import FORBIDDEN
from rendement.source.tree import Source, line_names, parse

PRICES = "prijzen"
MOST_NAMES = 8


@record
class Change:
    """One value to put at a path, and where that was written."""

    path: Path
    value: Node
    mark: Mark


def from_command(texts: Iterable[str]) -> tuple[list[Change], list[Finding]]:
    """`PAD=WAARDE` as changes. Raises UsageError for what has no equals sign or is no path."""
    changes: list[Change] = []
    findings: list[Finding] = []
    for text in texts:
        left, equals, right = text.partition("=")
        try:
            path = parse_path(left.strip())
        except PathError as error:
            raise UsageError(f"--set {text}: {error}") from None
        if not equals:
            raise UsageError(f"--set {text}: schrijf PAD=WAARDE, bijvoorbeeld --set baten[0].aantal=4")
        if FORBIDDEN.search(text):
            raise UsageError(f"--set {left.strip()}: hier staat een onzichtbaar of onleesbaar teken")
        value: Node = right.strip()
        mark = Mark(f"--set {left.strip()}", 1, len(left) + 2, max(1, len(right)), text)
        if value[:1] in ("{", "["):
            source, found = parse(f"w: {value}", mark.file)
            findings += [replace(finding, mark=mark) for finding in found]
            if source is None:
                continue
            value = source.data.get("w")
        changes.append(Change(path, value, mark))
    return changes, findings


def scenario_changes(source: Source, name: str) -> tuple[list[Change], list[Finding]]:
    """The changes that a scenario of the file asks for."""
    scenarios = source.data.get("scenarios")
    known = scenarios if isinstance(scenarios, dict) else {}
    if name not in known:
        listed = f"bekend zijn: {', '.join(known)}" if known else "deze casus heeft geen scenario's"
        message = f"er is geen scenario `{name[:60]}`"
        remedy = did_you_mean(name, known, listed)
        mark = source.locate(("scenarios",), key=True) if known else Mark(source.name)
        return [], [Finding("onbekend-scenario", message, remedy, ("scenarios",), mark=mark)]
    changes: list[Change] = []
    findings: list[Finding] = []
    written = known[name]
    for text, value in (written if isinstance(written, dict) else {}).items():
        place = ("scenarios", name, text)
        try:
            changes.append(Change(parse_path(text), value, source.locate(place, key=True)))
        except PathError as error:
            remedy = "schrijf bijvoorbeeld baten[0].aantal: 4"
            findings.append(source.placed(Finding("pad-onbekend", str(error), remedy, place)))
    return changes, findings


def apply(source: Source, changes: Iterable[Change]) -> tuple[Source, list[Finding]]:
    """The source with its changes, except those of prices, which are no part of it."""
    findings: list[Finding] = []
    for change in changes:
        if change.path[0] == PRICES:
            continue
        path = source.resolve(change.path)
        try:
            source = source.replace(path, change.value, change.mark)
        except KeyError as missing:
            names = _names_at(source, path, missing.args[0])
            message = f"`{format_path(change.path)[:80]}` wijst niets aan in deze casus"
            otherwise = "controleer het pad; het eerste onderdeel heeft nummer 0"
            if names and isinstance(missing.args[0], str):
                otherwise = f"kies uit {', '.join(cut(name) for name in names[:MOST_NAMES])}"
            remedy = did_you_mean(str(missing.args[0]), names, otherwise)
            findings.append(Finding("pad-onbekend", message, remedy, change.path, mark=change.mark))
    return source, findings


def apply_prices(library: Library, changes: Iterable[Change]) -> tuple[Library, list[Finding]]:
    """The library with the changes to `prijzen.<post>`."""
    findings: list[Finding] = []
    entries = dict(library.entries)
    for change in changes:
        if change.path[0] != PRICES:
            continue
        try:
            pieces: list[tuple[Path, Callable[[], Any]]] = [
                ((), partial(_known, entries, change.path)),
                ((), partial(uncertain, change.value, "bedrag")),
            ]
            reference, amount = gather(pieces)
        except ScalarError as error:
            findings += [replace(found, place=change.path, mark=change.mark) for found in error.findings]
            continue
        entries[reference.name] = _repriced(entries[reference.name], reference, amount)
    return replace(library, entries=entries), findings


def _known(entries: dict[str, Entry], path: Path) -> PostRef:
    """The post that a path under `prijzen` names. Raises ScalarError when it names none."""
    example = 'noem een post van een prijslijst, bijvoorbeeld prijzen."jeugd/ots"'
    if len(path) != 2:
        raise ScalarError("pad-onbekend", f"`{cut(format_path(path))}` noemt geen prijs", example)
    reference = post(str(path[1]))
    entry = entries.get(reference.name)
    if entry is None:
        message = f"geen van de prijslijsten heeft een post `{cut(reference.name, 60)}`"
        raise ScalarError("onbekende-prijs", message, did_you_mean(reference.name, entries, example))
    price_of(entry.post, reference)
    return reference


def _repriced(entry: Entry, reference: PostRef, amount: Uncertain) -> Entry:
    post_, selector = entry.post, reference.selector
    if selector is not None and post_.tarieven is not None:
        rates = tuple({**dict(post_.tarieven), selector: amount}.items())
        return replace(entry, post=post_.model_copy(update={"tarieven": rates}))
    if selector is not None and post_.tabel is not None:
        rows = {**dict(post_.tabel), number(selector): amount}
        return replace(entry, post=post_.model_copy(update={"tabel": tuple(sorted(rows.items()))}))
    return replace(entry, post=post_.model_copy(update={"bedrag": amount}))


def _names_at(source: Source, path: Path, missing: str | int) -> list[str]:
    length = path.index(missing) if missing in path else 0
    node = source.get(path[:length])
    if isinstance(node, dict):
        return list(node)
    return [name for item in node for name in line_names(item)] if isinstance(node, list) else []
