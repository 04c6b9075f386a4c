"""Writing to whatever the user has: a terminal, a pipe that closes, an old code page, a full disk."""

import codecs
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

FALL_BACK = "rendement"

_PLAIN = {
    "€": "EUR",
    "·": "-",
    "…": "...",
    "─": "-",
    "═": "=",
    "×": "x",
    "−": "-",
    "–": "-",
    "—": "-",
    "█": "#",
    "▏": "|",
    "│": "|",
    "▼": "v",
    "↓": "v",
    "←": "<",
    "→": ">",
    "░": ".",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "\u00a0": " ",
}


def _fall_back(error: UnicodeError) -> tuple[str, int]:
    """A stand-in for what the stream cannot write."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_stand_in, error.object[error.start : error.end])), error.end


def _stand_in(sign: str) -> str:
    """What a reader recognises: EUR for the euro sign, e for an e with an accent, else a question mark."""
    if sign in _PLAIN:
        return _PLAIN[sign]
    from unicodedata import normalize  # noqa: PLC0415 - only for a stream of few characters

    return normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"


codecs.register_error(FALL_BACK, _fall_back)

_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_COMMAND = re.compile(r"^([^\S\n]*:)(?=:)|(#)(?=#(?:vso)?\[)", re.MULTILINE)


def harmless(text: str, *, commands: bool = False) -> str:
    """A text that steers no terminal, and of which no line is a command to whoever runs us in CI.

    With `commands` its lines are meant as such.

    >>> harmless("::error::x"), harmless("a ##[stop-commands]x"), harmless("a::b")
    (': :error::x', 'a # #[stop-commands]x', 'a::b')
    """
    if not text.isprintable():
        text = _LONE_RETURN.sub("?", _STEERING.sub("?", text))
    if commands or not ("::" in text or "##" in text):
        return text
    return _COMMAND.sub(r"\1\2 ", text)


def degrade_gracefully() -> None:
    """Make standard output and error write a stand-in where their encoding lacks a character.

    A stream that was closed from the start (`>&-`) is one that leads nowhere; an answer is refused by it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            opener = _refusing if name == "stdout" else None
            stream = open(os.devnull, mode, encoding="utf-8", opener=opener)  # noqa: SIM115 - for good
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=FALL_BACK)
    sys.stderr = _Forgiving(sys.stderr)


def _refusing(path: str, _flags: int) -> int:
    return os.open(path, os.O_RDONLY)


class _Forgiving:
    """A stream for what is said beside the work: that nobody can hear it must not cost the work."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or lose it."""
        with suppress(OSError):
            return self._stream.write(text if text.startswith("\r") else harmless(text))  # else progress
        self._stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as we run
        return len(text)

    def flush(self) -> None:
        """Flush, or lose it."""
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def write(text: str) -> None:
    """Write to standard output, in its own encoding."""
    if hasattr(sys.stdout, "buffer") and os.linesep == "\n":
        write_bytes(text.encode(sys.stdout.encoding, sys.stdout.errors or "strict"))
        return
    with _whoever_reads():
        sys.stdout.write(text)
        sys.stdout.flush()


def write_bytes(data: bytes) -> None:
    """Write to standard output what has an encoding of its own."""
    with _whoever_reads():
        sys.stdout.flush()
        left = memoryview(data)
        while left:  # an unbuffered stream may take a part
            left = left[sys.stdout.buffer.write(left) or 0 :]
        sys.stdout.buffer.flush()


@contextmanager
def _whoever_reads() -> Iterator[None]:
    """A reader that has gone away (`| head`) is no error; a disk that is full is one, with exit code 1."""
    try:
        yield
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        from rendement.study.files import reason  # noqa: PLC0415 - only here

        _let_go()
        sys.stderr.write(f"rendement: de uitvoer kan niet worden geschreven: {reason(error)}\n")
        sys.exit(1)


def _let_go() -> None:
    """Send what is still buffered nowhere, so that the end of the program is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
