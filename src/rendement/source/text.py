"""From bytes to text: size, encoding and characters that no analyst types."""

import errno
import os
import re
import sys
from io import FileIO
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rendement.source.elsewhere import elsewhere
from rendement.source.finding import Finding, Mark, UsageError
from rendement.source.reads import NOTHING, UNSURE, file_hash, note

MAX_BYTES = 1_000_000
MAX_WORKBOOK = 5_000_000
STDIN = "-"
STDIN_NAME = "standaardinvoer"  # how its findings name it
TEXT_NAME = "tekst"  # what findings call a case that is no file

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_HALF = 60
_REASONS = {
    None: "de naam is ongeldig",
    errno.EACCES: "geen leesrechten",
    errno.EPERM: "geen leesrechten",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppeling verwijst naar zichzelf",
    errno.EIO: "de schijf geeft een leesfout",
}
_NO_TEXT = {
    b"PK\x03\x04": "een werkboek, een Word-document of een zip",
    b"\xd0\xcf\x11\xe0": "een oud werkboek of Word-document",
    b"%PDF-": "een pdf",
}
_NOTEPAD = "in Kladblok: Opslaan als, Codering UTF-8"
_SAVED = dict.fromkeys((".csv", ".tsv", ".txt"), "in Excel: Opslaan als, bestandstype CSV UTF-8")
_AT_ONCE = 65_536
_LOOKED_AT = 500


def read_text(name: str) -> tuple[str | None, list[Finding]]:
    """The text of a file (`-`: standard input), or the findings that forbid reading it.

    Raises UsageError when there is no such file.
    """
    whole = Mark(name)
    if name == STDIN:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        return decode(raw, STDIN_NAME)
    if not name:
        raise UsageError("noem een bestand")
    if (reader := elsewhere()) is not None:
        if (found := reader(name)) is None:
            raise UsageError(f"het bestand {name} bestaat daar niet")
        return decode(found, name)
    try:
        status = os.stat(name)
        if S_ISDIR(status.st_mode):
            note(name, UNSURE)
            remedy = (
                "noem een bestand, bijvoorbeeld casus.yaml; een hele map rekent u door met `rendement batch`"
            )
            return None, [Finding("bestand-is-map", "dit is een map, geen bestand", remedy, mark=whole)]
        if not S_ISREG(status.st_mode):  # a pipe would be waited for
            note(name, UNSURE)
            remedy = "noem een gewoon bestand; wat uit een pijp komt leest `-`"
            return None, [Finding("bestand-onleesbaar", "dit is geen gewoon bestand", remedy, mark=whole)]
        if status.st_size > MAX_BYTES:
            note(name)
            return None, [_too_large(whole)]
        with FileIO(name) as file:
            raw = _read(file)
    except FileNotFoundError:
        note(name, NOTHING)
        raise UsageError(f"het bestand {name} bestaat niet{_beside(Path(name))}") from None
    except (OSError, ValueError) as error:
        note(name, UNSURE)
        reason = _REASONS.get(getattr(error, "errno", None), "het systeem staat het niet toe")
        message = f"het bestand is niet te lezen: {reason}"
        remedy = "controleer of u het bestand mag lezen en of het niet elders geopend is"
        return None, [Finding("bestand-onleesbaar", message, remedy, mark=whole)]
    note(name, file_hash(raw))
    return decode(raw, name)


def _beside(path: Path) -> str:
    """The file that is meant: an editor made `casus.yaml.txt` of it, or it was misspelt."""
    from rendement.source.suggest import nearest  # noqa: PLC0415 - only when something is wrong

    try:
        names = sorted(file.name for file in islice(path.parent.iterdir(), _LOOKED_AT))
    except OSError:
        return ""
    known = [name for name in names if name.isprintable() and re.search(r"\.ya?ml(\.txt)?$", name)]
    longer = (name for name in known if name.startswith(f"{path.name}."))
    plain = {name.removesuffix(".txt"): name for name in known}
    meant = next(longer, None) or plain.get(nearest(path.name, plain) or "")
    return f"; bedoelt u {path.with_name(meant)}?" if meant else ""


def _read(file: FileIO) -> bytes:
    """All of a file, up to just over what is allowed; most files are read at once, with little room."""
    pieces: list[bytes] = []
    left = MAX_BYTES + 1
    while left > 0 and (piece := file.read(min(left, _AT_ONCE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def decode(raw: bytes, name: str) -> tuple[str | None, list[Finding]]:
    """UTF-8 text without a byte-order mark, or the finding that says why not."""
    whole = Mark(name)
    if len(raw) > MAX_BYTES:
        return None, [_too_large(whole)]
    other = next((what for begin, what in _NO_TEXT.items() if raw.startswith(begin)), None)
    if other is not None:
        remedy = "noem het YAML-bestand van de casus; met `rendement init` maakt u een voorbeeld"
        return None, [Finding("geen-tekst", f"dit is {other}, geen tekst", remedy, mark=whole)]
    as_utf8 = f"sla het bestand op als UTF-8 ({_SAVED.get(Path(name).suffix.lower(), _NOTEPAD)})"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(raw) > 1 and (raw[0] == 0) != (raw[1] == 0)):
        return None, [Finding("codering-utf16", "het bestand is opgeslagen als UTF-16", as_utf8, mark=whole)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        lines = split_lines(before)
        rest = re.split(rb"[\r\n]", raw[error.start : error.start + 200])[0].decode("cp1252", "replace")
        mark = quote(name, [*lines[:-1], lines[-1] + rest], len(lines), len(lines[-1]) + 1)
        ansi = raw[error.start : error.start + 1].decode("cp1252", "ignore")
        byte = f"byte 0x{raw[error.start]:02x}" + (f", in ANSI `{ansi}`" if ansi.strip() else "")
        message = f"hier staat een teken dat geen UTF-8 is ({byte})"
        return None, [Finding("codering-onbekend", message, as_utf8, mark=mark)]
    bad = FORBIDDEN.search(text)
    if bad:
        lines = split_lines(text[: bad.start()])
        mark = quote(name, split_lines(text), len(lines), len(lines[-1]) + 1)
        message = f"hier staat een onzichtbaar stuurteken (U+{ord(bad.group()):04X})"
        return None, [Finding("stuurteken", message, "verwijder het teken", mark=mark)]
    return text, []


def split_lines(text: str) -> list[str]:
    """The lines as the YAML reader counts them."""
    return _LINE_BREAK.split(text)


def quote(name: str, lines: list[str], line: int, column: int, width: int = 1) -> Mark:
    """A mark that carries its line, cut to about 120 characters around the caret."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    start = max(0, column - 1 - _HALF)
    end = max(start + 2 * _HALF, column - 1 + 2)
    shown = text[start:end]
    if len(text) > end:
        shown += "…"
    if start:
        shown = "…" + shown
    return Mark(name, line, column, max(1, min(width, end - column + 1)), shown)


def caret_offset(mark: Mark) -> int:
    """Where the caret stands under the quoted line: the cut at the left is counted in."""
    start = max(0, mark.column - 1 - _HALF)
    return mark.column - 1 - start + (1 if start else 0)


def _too_large(mark: Mark) -> Finding:
    return Finding(
        "bestand-te-groot",
        "het bestand is groter dan 1 MB",
        "een casus past ruim binnen 1 MB; splits het bestand of noem het goede bestand",
        mark=mark,
    )
