"""Writing to whatever the user has: a terminal, a pipe that closes, an old code page, a full disk."""

import codecs
import os
import sys

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


def degrade_gracefully() -> None:
    """Make standard output and error write a stand-in where their encoding lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=FALL_BACK)


def write(text: str) -> None:
    """Write to standard output.

    A reader that has gone away (`| head`) is no error; a disk that is full is one, with exit code 2.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        _let_go()
        sys.stderr.write(f"rendement: de uitvoer kan niet worden geschreven ({error.strerror})\n")
        sys.exit(2)


def _let_go() -> None:
    """Send what is still buffered nowhere, so that the end of the program is silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
