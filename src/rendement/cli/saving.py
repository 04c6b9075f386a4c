"""A file that a command makes for the analyst: never over another one unasked, whole or not at all."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rendement.cli.exits import misuse, usage

if TYPE_CHECKING:
    from rendement.study.files import Fill


def refuse_existing(target: str, overwrite: bool) -> None:
    """End with exit code 2 when the file is there and was not to be overwritten."""
    if Path(target).exists() and not overwrite:
        misuse(f"{target} bestaat al; kies een andere naam, of overschrijf het met --force")


def save(target: str, text: str) -> None:
    """Write a text file; a failure is one sentence and exit code 1."""
    save_bytes(target, text.encode("utf-8", "replace"))


def save_bytes(target: str, data: "bytes | Fill") -> None:
    """The same for a file that is no text."""
    from rendement.study.files import write_whole

    with usage():
        write_whole(target, data)
    sys.stderr.write(f"geschreven: {target}\n")
