"""What YAML allows and a case does not: each check notes one thing, at the place where it stands."""

import re

from rendement.source.finding import Finding, Mark
from rendement.source.notes import Event, Notes, Place, StopReading, cut, span, stuck
from rendement.source.path import Path
from rendement.source.slips import MARKERS, Slip, marked_item, no_dash, quote_left_open

_CUT = re.compile(r"#[^#\s!]")
_COLON_STUCK = re.compile(r"[^\s:]+:\S.*", re.DOTALL)
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_HARD_INDENT = re.compile("(?:^|[\n\r\x85\u2028\u2029])[ -]*\u00a0[ \u00a0-]*")
_AROUND = 40  # characters at either side of a comma that are looked at
_WORD_BEFORE = re.compile(r"[^\s,:\[\]{}][^,:\[\]{}]*$")
_WORD_AFTER = re.compile(r"[^,:\[\]{}#\n\r]+")
_NUMBER_BEGINS = re.compile(r"(?:[€£$¥]|[A-Z]{3})? ?[-\u2212]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)")
_CENTS = re.compile(r"[0-9]{1,2} ?%?")
_DECIMALS = re.compile(r"[0-9]+ ?%?")
_QUOTES = "tekst die zo begint, zet u tussen aanhalingstekens"


def decoration(notes: Notes, event: Event) -> None:
    """Anchors and tags."""
    line, column, _ = span(event)
    start = event.start_mark.index
    if event.anchor is not None:
        name = f"&{event.anchor}"
        at = max(0, notes.text.find(name, start, start + 1000) - start)
        message = f"een anker (`{cut(name)}`) is niet toegestaan"
        notes.add("anker", message, f"haal het weg; {_QUOTES}", (line, column + at, len(name)))
    if event.tag is not None:
        written = re.compile(r"![^\s,\[\]{}]*").search(notes.text, start, start + 1000)
        name, at = (written.group(), written.start() - start) if written else (event.tag, 0)
        remedy = f"haal het weg: wat de waarde is, volgt uit de sleutel; {_QUOTES}"
        message = f"een label (`{cut(name)}`) is niet toegestaan"
        notes.add("label", message, remedy, (line, column + at, len(name)))


def alias(notes: Notes, event: Event) -> None:
    """A reference to an anchor."""
    message = f"een verwijzing (`*{cut(event.anchor)}`) is niet toegestaan"
    notes.add("anker", message, f"schrijf de waarde uit; {_QUOTES}", span(event))


def merge_key(notes: Notes, event: Event, path: Path) -> None:
    """`<<`, which copies the keys of an anchor."""
    message = "samenvoegen met `<<` is niet toegestaan"
    notes.add("samenvoegsleutel", message, "schrijf de sleutels hier uit", span(event), path)


def duplicate_key(notes: Notes, event: Event, first: Event, path: Path) -> None:
    """A key that was there before. Raises StopReading for the name of an item: the next begins there."""
    line, column, _ = span(event)
    of_section = len(path) == 2
    if event.value == "naam" and line > span(first)[0] and (of_section or isinstance(path[-2:][0], int)):
        _stop(notes, no_dash(notes.lines, span(first)[0] if of_section else line, max(0, column - 2)))
    message = f"`{cut(event.value)}` staat er twee keer; de eerste staat op regel {span(first)[0] + 1}"
    notes.add("dubbele-sleutel", message, "haal een van de twee weg", span(event), path)


def stuck_comma(notes: Notes, event: Event, path: Path, key_expected: bool = False) -> None:
    """A comma inside brackets must be followed by white space: `[8040,50]` is not 8040 and 50."""
    start = event.start_mark
    at = start.index
    if not at or notes.text[at - 1] != ",":
        return
    message = "tussen haken scheidt een komma; hier volgt er geen spatie op"
    remedy = "zet een spatie na de komma"
    left = _WORD_BEFORE.search(notes.text[max(0, at - 1 - _AROUND) : at - 1])
    right = _WORD_AFTER.match(notes.text, at, at + _AROUND)
    if notes.text[at] in "]}":
        message = f"voor de `{notes.text[at]}` staat een komma te veel"
        remedy = "haal de komma weg"
    elif left is not None and right is not None:
        key = notes.text[event.end_mark.index :][:_AROUND].lstrip(" ").startswith(":")
        remedy = _around_comma(left[0].strip(), right[0].strip(), alone=key_expected and not key, key=key)
    notes.add("komma-tussen-haken", message, remedy, (start.line, start.column - 1, 1), path)


def split_decimal(notes: Notes, key: str, event: Event, path: Path) -> bool:
    """`{toerekening: 22, 5%}` reads as a key without a value; whether that is the matter."""
    at = event.start_mark.index
    before = _WORD_BEFORE.search(notes.text[max(0, at - _AROUND) : at].rstrip(" ").removesuffix(","))
    if before is None or notes.text[at - 1] == ",":  # a comma without a space is said already
        return False
    if not (_CENTS.fullmatch(key) and _NUMBER_BEGINS.fullmatch(before[0].strip())):
        return False
    message = f"tussen haken scheidt een komma, dus `{cut(key)}` is een sleutel zonder waarde"
    remedy = _around_comma(before[0].strip(), key, alone=True)
    notes.add("komma-tussen-haken", message, remedy, span(event), path)
    return True


def _around_comma(left: str, right: str, *, alone: bool, key: bool = False) -> str:
    """What to write around a comma; `alone` when what follows cannot be a value of its own."""
    apart = f"zet een spatie na de komma: `{cut(left)}, {cut(right)}`"
    quoted = f'"{left},{right}"'
    if key or '"' in left + right:
        return apart
    if not _NUMBER_BEGINS.fullmatch(left) or not _DECIMALS.fullmatch(right):
        return f"zet de waarde tussen aanhalingstekens: {quoted}" if alone else apart
    point = f"{left.replace('.', '')}.{right.replace(' ', '')}"
    if re.match("[€£$¥A-Z]", left):
        together = quoted
    elif re.fullmatch(r"-?[1-9][0-9]*\.[0-9]{3}", point):  # three decimals can be read in two ways
        together = f"{left}{right} als u duizendtallen bedoelt, of {point}0 als het decimalen zijn"
    else:
        together = f"{point} of {quoted}"
    return f"schrijf {together}" if alone else f"schrijf {together}; of {apart} als het er twee zijn"


def stuck_colon(notes: Notes, key: str, event: Event, path: Path) -> bool:
    """`{x:5}` reads as a key without a value; whether that is the matter."""
    if not event.implicit[0] or not _COLON_STUCK.fullmatch(key):
        return False
    left, _, right = key.partition(":")
    message = f"na de dubbele punt in `{cut(key)}` ontbreekt een spatie"
    notes.add("spatie-na-dubbele-punt", message, f"schrijf `{cut(left)}: {cut(right)}`", span(event), path)
    return True


def cut_value(notes: Notes, event: Event) -> Place | None:
    """A ` #` that cuts a value short: `naam: Project #3`.

    Answers where a comment begins that holds a closing bracket: it may have swallowed the end of a list.
    """
    end = event.end_mark
    if notes.text[end.index : end.index + 2].lstrip(" \t\u00a0")[:1] not in ("#", ""):
        return None
    rest = notes.lines[end.line][end.column :] if end.line < len(notes.lines) else ""
    comment = rest.lstrip(" \t")
    if not comment.startswith("#") or comment is rest:
        return None
    place = (end.line, end.column + len(rest) - len(comment), 1)
    if _CUT.match(comment):
        swallowed(notes, place)
    return place if "]" in comment or "}" in comment else None


def swallowed(notes: Notes, place: Place, bracket: bool = False) -> None:
    """A comment begins where the analyst meant none; perhaps before the bracket that closes a list."""
    remedy = "zet de waarde tussen aanhalingstekens, of schrijf `# ` met een spatie als het commentaar is"
    if bracket:
        remedy = "zet de sluithaak voor het ` #`, of de waarde tussen aanhalingstekens"
    message = "alles na ` #` is commentaar, dus de waarde wordt hier afgekapt"
    known = {(finding.code, finding.mark.line, finding.mark.column) for finding in notes.findings}
    if ("hekje-kapt-af", place[0] + 1, place[1] + 1) not in known:
        notes.add("hekje-kapt-af", message, remedy, place)


def swallowing_quote(notes: Notes, event: Event) -> None:
    """A quoted text that runs into a next key, up to a quote of another. Raises StopReading then."""
    line, column, _ = span(event)
    found = quote_left_open(notes.lines, line)
    if found is not None and found.place == (line, column):
        _stop(notes, found)


def marked_key(notes: Notes, event: Event) -> None:
    """A key like `-naam` or `• naam` is an item of a list. Raises StopReading then."""
    line, column, _ = span(event)
    found = marked_item(notes.lines, line) if event.value[0] in MARKERS else None
    if found is not None and found.place == (line, column):
        _stop(notes, found)


def _stop(notes: Notes, slip: Slip) -> None:
    notes.add(slip.code, slip.message, slip.remedy, (*slip.place, 1))
    raise StopReading


def control_character(notes: Notes, event: Event) -> None:
    r"""A character written as `\x1b` that steers a terminal instead of being read."""
    found = _ESCAPED.search(event.value)
    if found:
        message = f"deze tekst bevat een onzichtbaar stuurteken (U+{ord(found.group()):04X})"
        notes.add("stuurteken", message, "verwijder het teken", span(event))


def hard_space_indent(notes: Notes) -> str:
    """A no-break space looks like indentation but is none; the text with ordinary spaces there."""
    if "\u00a0" not in notes.text or not _HARD_INDENT.search(notes.text):
        return notes.text
    for number, line in enumerate(notes.lines):
        at = line.find("\u00a0")
        if at >= 0 and not line[:at].strip(" -"):
            message = "hier staat een harde spatie (U+00A0) in de inspringing"
            notes.add("harde-spatie", message, "vervang hem door een gewone spatie", (number, at, 1))
    return _HARD_INDENT.sub(lambda match: match.group().replace("\u00a0", " "), notes.text)


def too_deep(notes: Notes, place: Place, most: int) -> None:
    """More levels than anybody means to write."""
    message = f"hier zijn meer dan {most} niveaus genest"
    notes.add("te-diep", message, "maak de structuur vlakker", place)


def not_a_mapping(notes: Notes, data: object, event: Event) -> None:
    """Something other than keys at the top."""
    remedy = "begin met `naam: …`; met `rendement init` maakt u een voorbeeld"
    if data is None or data == "":
        message = "er staat alleen commentaar in dit bestand" if "#" in notes.text else "het bestand is leeg"
        notes.findings.append(Finding("leeg-bestand", message, remedy, mark=Mark(notes.name)))
        return
    line, column, _ = span(event)
    pair = stuck(data) if isinstance(data, str) else None
    if pair is not None:
        key, value = pair
        message = f"na de dubbele punt van `{cut(key)}` ontbreekt een spatie"
        place = (line, column + len(key) + 1, 1)
        notes.add("spatie-na-dubbele-punt", message, f"schrijf `{key}: {cut(value.split()[0])}`", place)
        return
    what = "een lijst" if isinstance(data, list) else "losse tekst"
    message = f"bovenaan staat {what}; hier horen sleutels met waarden"
    notes.add("geen-sleutels", message, remedy, (line, column, 1))
