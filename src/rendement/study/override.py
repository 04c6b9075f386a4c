"""Changes on top of a file: `--set PAD=WAARDE` and the scenarios of a case.

They change the text tree before it is validated, so a change is checked like anything the analyst wrote.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from pydantic import ValidationError

from rendement.model.case import Case
from rendement.model.forms import PostRef, post
from rendement.model.library import Entry, Library, place_of_price
from rendement.model.parse import Node
from rendement.model.post_price import price_of
from rendement.model.pricelist import Post, post_findings
from rendement.source import money
from rendement.source.finding import Finding, Mark, UsageError, too_many
from rendement.source.line_path import line_meant
from rendement.source.notes import cut
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.record import record
from rendement.source.scalar import ScalarError
from rendement.source.suggest import did_you_mean
from rendement.source.text import FORBIDDEN
from rendement.source.tree import Edit, Source, parse
from rendement.study.ends import ends_at
from rendement.study.form import switched

PRICES = "prijzen"
SCENARIOS = "scenarios"
MOST_NAMES = 8
_YEAR = re.compile(r"\d{4}")


def _is_key(piece: str | int) -> bool:
    """Whether a path begins with a key of a case or of a programme."""
    if piece in Case.model_fields:
        return True
    from rendement.model.programme import Programme  # noqa: PLC0415 - most paths begin with a key of a case

    return piece in Programme.model_fields


@record
class Change:
    """One value to put at a path, and where that was written."""

    path: Path
    value: Node
    mark: Mark
    at: Mark | None = None  # of the path itself, when that stands elsewhere than the value
    shared: bool = False  # of many cases: one that does not know the post leaves it alone

    def __hash__(self) -> int:
        """By where it was written: a value may be a mapping."""
        return hash((self.path, self.mark))


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
        changes.append(Change(path, value, mark, replace(mark, column=1, width=len(left.rstrip()))))
    return changes, findings


def scenario_changes(source: Source, name: str) -> tuple[list[Change], list[Finding]]:
    """The changes that a scenario of the file asks for."""
    scenarios = source.data.get(SCENARIOS)
    known = scenarios if isinstance(scenarios, dict) else {}
    if name not in known:
        listed = f"bekend zijn: {', '.join(known)}" if known else "dit bestand heeft geen scenario's"
        message = f"er is geen scenario `{name[:60]}`"
        remedy = did_you_mean(name, known, listed)
        mark = source.locate((SCENARIOS,), key=True) if known else Mark(source.name)
        return [], [Finding("onbekend-scenario", message, remedy, (SCENARIOS,), mark=mark)]
    changes: list[Change] = []
    ends: list[tuple[int, Change]] = []
    findings: list[Finding] = []
    written = known[name]
    for text, value in (written if isinstance(written, dict) else {}).items():
        place = (SCENARIOS, name, text)
        try:
            path, mark = parse_path(text), source.locate(place, key=True)
        except PathError as error:
            remedy = "schrijf bijvoorbeeld baten[0].aantal: 4"
            findings.append(source.placed(Finding("pad-onbekend", str(error), remedy, place)))
            continue
        found = ends_at(source, source.resolve(path), value)
        if found is None:
            changes.append(Change(path, value, mark))
            continue
        ends += [(len(path), Change(own, end, mark)) for own, end in found]
        if not found:
            findings.append(source.placed(_no_range(place, text, str(value))))
    wide_first = [change for _, change in sorted(ends, key=lambda end: end[0])]
    return [*wide_first, *changes], findings


def _no_range(place: Path, text: str, word: str) -> Finding:
    message = f"`{cut(text, 60)}: {word}` verandert niets: daaronder staat geen bandbreedte"
    remedy = "schrijf een getal daar als bandbreedte, bijvoorbeeld 4..8, of laat deze regel weg"
    return Finding("geen-bandbreedte", message, remedy, place, "opmerking")


def apply(source: Source, changes: Iterable[Change]) -> tuple[Source, list[Finding]]:
    """The source with its changes, except those of prices, which are no part of it."""
    changes = [change for change in changes if change.path[0] != PRICES]
    if not changes:
        return source, []
    edit = Edit(source)
    findings: list[Finding] = []
    written = {edit.resolve(change.path) for change in changes}
    for change in changes:
        path = edit.resolve(change.path)
        found = _over_a_series(edit.source, path, change, written)
        if found is None:
            line = edit.source.get(path[:2])
            known = tuple(line) if isinstance(line, dict) else ()
            try:
                if not _is_key(path[0]) and line_meant(path, _lines(edit)) is not None:
                    raise KeyError(path[0])
                edit.replace(path, change.value, change.mark)
                _switch_on(edit, path, written)
                switched(edit, path, known, written)
            except KeyError as missing:
                found = _points_at_nothing(edit, path, change, missing.args[0])
        findings += [] if found is None else [found]
        if too_many(findings):
            break
    return edit.source, findings


def _switch_on(edit: Edit, path: Path, written: Collection[Path]) -> None:
    """A line that counts again needs no reason any more why it does not."""
    reason = (*path[:-1], "reden")
    if path[-1] == "telt_mee" and edit.source.get(path) == "ja" and reason not in written:
        edit.remove(reason)


def _over_a_series(source: Source, path: Path, change: Change, written: Collection[Path]) -> Finding | None:
    """One value in the place of a value for each year, where nothing says for which years it counts."""
    before = source.get(path)
    if not isinstance(before, dict) or len(before) < 2 or isinstance(change.value, dict | list):
        return None
    per = (*path[:-1], "per")
    if not all(_YEAR.fullmatch(key) for key in before) or source.get(per) is not None or per in written:
        return None
    shown, year = format_path(change.path), next(iter(before))
    message = f"`{shown[:80]}` heeft een waarde per jaar ({', '.join(before)})"
    remedy = (
        f"wijzig één jaar (`{shown}.{year}`) of noem elk jaar (`{{{year}: …, …}}`); "
        f"geldt de waarde voor elk jaar, zet dan ook `{format_path(per)}` op jaar"
    )
    return Finding("reeks-overschreven", message, remedy, change.path, mark=change.mark)


def _points_at_nothing(edit: Edit, path: Path, change: Change, missing: str | int) -> Finding:
    """A path that leads nowhere, and what there is instead."""
    length = path.index(missing) if missing in path else 0
    parent = edit.source.get(path[:length])
    shown = format_path(change.path)[:80]
    if length and isinstance(parent, str):
        block = format_path(change.path[:length])
        message = f"`{shown}` wijst niets aan: `{block[:60]}` is één waarde (`{cut(parent)}`), geen blok"
        remedy = f"zet het hele blok, bijvoorbeeld {block}='{{{missing}: {change.value}, …}}'"
        return Finding("pad-onbekend", message, remedy, change.path, mark=change.at or change.mark)
    message = f"`{shown}` wijst niets aan in deze casus"
    remedy = _what_there_is(edit, path, length)
    return Finding("pad-onbekend", message, remedy, change.path, mark=change.at or change.mark)


def _what_there_is(edit: Edit, path: Path, length: int) -> str:
    """The remedy for a path of which the piece after so many names nothing."""
    piece, parent = path[length], edit.source.get(path[:length])
    meant = line_meant(path, _lines(edit)) if length < 2 else None
    if meant is not None:
        return f"bedoelt u `{format_path(meant)}`?"
    if isinstance(piece, str):
        names = list(edit.named(parent) if isinstance(parent, list) else parent or ())
        otherwise = f"kies uit {', '.join(cut(name) for name in names[:MOST_NAMES])}"
        return did_you_mean(piece, names, otherwise if names else "controleer het pad")
    if not isinstance(parent, list) or not parent:
        return "controleer het pad; het eerste onderdeel heeft nummer 0"
    first, last = (format_path((*path[:length], number)) for number in (0, len(parent) - 1))
    return f"kies {first if first == last else f'{first} t/m {last}'}; het eerste onderdeel heeft nummer 0"


def _lines(edit: Edit) -> dict[str, list[str]]:
    """The names of the lines in each section of a file."""
    sections = edit.source.data.items()
    return {section: list(edit.named(node)) for section, node in sections if isinstance(node, list)}


def apply_prices(library: Library, changes: Iterable[Change]) -> tuple[Library, list[Finding]]:
    """The library with the changes below `prijzen.<post>`, each post judged as if the list had it so."""
    findings: list[Finding] = []
    entries = dict(library.entries)
    edits: dict[int, Edit] = {}  # of each list, by the identity of its file
    changed: dict[str, Change] = {}  # the last change of each post
    for change in changes:
        if change.path[0] != PRICES or (change.shared and not _knows(entries, change.path)):
            continue
        try:
            reference = _known(entries, change.path)
            file = library.entries[reference.name].file
            edit = edits[id(file)] = edits.get(id(file)) or Edit(file)
            entries[reference.name] = _changed(entries[reference.name], edit, reference, change)
            changed[reference.name] = change
        except ScalarError as error:
            findings += _placed(error, change)
        if too_many(findings):
            return library, findings
    for code, change in changed.items():
        try:
            entries[code] = _read_again(entries[code])
        except ScalarError as error:
            findings += _placed(error, change)
    return replace(library, entries=entries), findings


def _placed(error: ScalarError, change: Change) -> list[Finding]:
    of_path = dict.fromkeys(("pad-onbekend", "onbekende-prijs"), change.at or change.mark)
    return [
        replace(found, place=change.path, mark=of_path.get(found.code, change.mark))
        for found in error.findings
    ]


def _knows(entries: dict[str, Entry], path: Path) -> bool:
    return len(path) > 1 and str(path[1]).partition("@")[0].strip() in entries


def _known(entries: dict[str, Entry], path: Path) -> PostRef:
    """The post that a path under `prijzen` names. Raises ScalarError when it names none."""
    example = 'noem een post van een prijslijst, bijvoorbeeld prijzen."jeugd/ots"'
    if len(path) < 2:
        raise ScalarError("pad-onbekend", f"`{cut(format_path(path))}` noemt geen prijs", example)
    reference = post(str(path[1]))
    if reference.name not in entries:
        message = f"geen van de prijslijsten heeft een post `{cut(reference.name, 60)}`"
        raise ScalarError("onbekende-prijs", message, did_you_mean(reference.name, entries, example))
    return reference


def _changed(entry: Entry, edit: Edit, reference: PostRef, change: Change) -> Entry:
    """The post with one value changed where it is written; what it means is not read again yet."""
    place: Path = ("posten", entry.code, *_place_in_post(entry, reference, change.path))
    try:
        edit.replace(place, money.brought(change.value, money.current()), change.mark)
    except KeyError:
        shown = cut(format_path(change.path), 60)
        raise ScalarError("pad-onbekend", f"`{shown}` wijst niets aan", "controleer het pad") from None
    return replace(entry, file=edit.source)


def _read_again(entry: Entry) -> Entry:
    """The post as it is written now. Raises ScalarError for all that is wrong with it."""
    try:
        with money.counted_in(money.money_of(entry.file.data)):
            post_ = Post.model_validate(entry.file.get(("posten", entry.code)))
    except ValidationError as error:
        raise ScalarError.of([detail["ctx"]["bevinding"] for detail in error.errors()]) from None
    wrong = list(post_findings(entry.code, post_))
    if wrong:
        raise ScalarError.of(wrong)
    return replace(entry, post=post_)


def _place_in_post(entry: Entry, reference: PostRef, path: Path) -> Path:
    """Where in the post the value stands: what the path names, or its price, a tariff or a row."""
    if len(path) > 2:
        known = [key for key in Post.model_fields if getattr(entry.post, key) is not None]
        if path[2] not in known:
            message = f"`{entry.code}` heeft geen `{cut(str(path[2]))}`"
            remedy = did_you_mean(str(path[2]), known, f"kies uit {', '.join(known)}")
            raise ScalarError("pad-onbekend", message, remedy)
        return path[2:]
    price_of(entry.post, reference)
    return place_of_price(entry, reference.selector)
