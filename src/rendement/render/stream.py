"""Writing to whatever the user has: a terminal, a pipe, an old code page."""

import codecs
import sys
import unicodedata

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
}
_PLAIN |= {"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "}


def _fall_back(error: UnicodeError) -> tuple[str, int]:
    """A stand-in for what the stream cannot write."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    characters = error.object[error.start : error.end]
    return "".join(_stand_in(sign) for sign in characters), error.end


def _stand_in(sign: str) -> str:
    if sign in _PLAIN:
        return _PLAIN[sign]
    base = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return base or "?"


def degrade_gracefully() -> None:
    """Make standard output and error write a stand-in where their encoding lacks a character."""
    codecs.register_error("rendement", _fall_back)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="rendement")


def write(text: str) -> None:
    """Write to standard output; a reader that has gone away (`| head`) is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        import os  # noqa: PLC0415 - only here

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
