"""Where a result goes: to standard output, or to a file, whole."""

import sys
from typing import Any

from rendement.render.formats import Format
from rendement.render.stream import write, write_bytes


def deliver(content: Any, form: Format, target: str | None) -> None:
    """Write to a file or to standard output; a failure is one sentence and exit code 1."""
    if target is not None:
        from rendement.cli.saving import save

        save(target, form.text(content, "file"), form.codec)
    elif form.name == "table":
        from rendement.render.terminal import show

        for number, document in enumerate(content):
            if number:
                write("\n")
            show(document)
    elif form.fixed and not sys.stdout.isatty():
        write_bytes(form.text(content, "stream").encode(form.codec, "replace"))
    else:
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        write(form.text(content, "stream" if unicode else "narrow"))
