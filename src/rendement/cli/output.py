"""Where a result goes: to standard output in its own encoding, or to a file, whole."""

import os
import sys
from typing import Any

import typer

from rendement.cli.app import FAILED
from rendement.render.formats import Format
from rendement.render.stream import write
from rendement.study.files import WriteFailedError, reason, write_whole


def deliver(content: Any, form: Format, target: str | None) -> None:
    """Write to a file or to standard output; a failure is one sentence and exit code 1."""
    if target is not None:
        save(target, form.text(content, "file"), form.codec)
        return
    try:
        _to_stream(content, form)
    except BrokenPipeError:  # the reader has seen enough
        _forget_output()
    except OSError as error:
        _forget_output()
        sys.stderr.write(f"rendement: de uitkomst is niet geheel geschreven: {reason(error)}\n")
        raise typer.Exit(FAILED) from None


def save(target: str, text: str, codec: str = "utf-8") -> None:
    """Write a file whole, and say so; a failure is one sentence and exit code 1."""
    try:
        write_whole(target, text.encode(codec, "replace"))
    except WriteFailedError as error:
        sys.stderr.write(f"rendement: {error}\n")
        raise typer.Exit(FAILED) from None
    sys.stderr.write(f"geschreven: {target}\n")


def _to_stream(content: Any, form: Format) -> None:
    if form.name == "table":
        from rendement.render.terminal import show

        for number, document in enumerate(content):
            if number:
                write("\n")
            show(document)
    elif form.fixed and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(form.text(content, "stream").encode(form.codec, "replace"))
        sys.stdout.buffer.flush()
    else:
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        write(form.text(content, "stream" if unicode else "narrow"))


def _forget_output() -> None:
    """Let nothing be tried again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
