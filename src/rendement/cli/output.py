"""Where a result goes: to standard output, or to a file, whole."""

import sys
from functools import partial
from typing import Any

from rendement.render.formats import FORMATS, Format
from rendement.render.stream import harmless, write, write_bytes


def deliver(content: Any, form: Format, target: str | None) -> None:
    """Write to a file or to standard output; a failure is one sentence and exit code 1."""
    if target is not None:
        deliver_made(form.text(content, "file"), form, target)
    elif form is FORMATS["table"]:
        from rendement.render.terminal import show

        for number, document in enumerate(content):
            if number:
                write("\n")
            show(document)
    else:
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        deliver_made(form.text(content, "stream" if form.fixed or unicode else "narrow"), form, None)


def deliver_made(made: str | bytes, form: Format, target: str | None) -> None:
    """The same, for what is in its format already."""
    if isinstance(made, str) and target is None:
        made = harmless(made, commands=form.commands)
    if isinstance(made, str) and target is None and not (form.fixed and not sys.stdout.isatty()):
        write(made)
        return
    data = made if isinstance(made, bytes) else made.encode(form.codec, "replace")
    if target is None:
        write_bytes(data)
        return
    from rendement.cli.saving import save_bytes

    save_bytes(target, data)
    _after(form)


def deliver_many(fields: Any, rows: Any, form: Format, target: str | None) -> None:
    """The same for very many rows, which into a file go one by one."""
    if target is None:
        deliver_made(form.table(fields, rows), form, None)
        return
    from rendement.cli.saving import save_bytes

    save_bytes(target, partial(form.pour, fields, rows))
    _after(form)


def _after(form: Format) -> None:
    if form is FORMATS["csv"]:
        sys.stderr.write(
            "met punten in getallen en komma's ertussen; voor een Nederlands Excel: --format csv-nl\n"
        )
