"""`--sjabloon`: a report in the house style of whoever asks for it."""

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from rendement.cli.exits import FAILED, misuse, usage

if TYPE_CHECKING:
    from rendement.render.docx.template import Template
    from rendement.render.formats import Format

_REMEDY = "gebruik elke stijl in het sjabloon een keer en bewaar het"


def prepare(name: str | None, form: "Format") -> "Template | None":
    """The template in this file, refused before any work; nothing where none is asked for."""
    if name is None:
        return None
    if form.name != "docx":
        misuse(f"--sjabloon {name}: dat hoort bij een Word-document; schrijf -o rapport.docx erbij")
    from rendement.render.docx.template import TemplateError, opened

    try:
        with usage():
            return opened(name)
    except TemplateError as error:
        _refuse(error)
    return None


def deliver(content: Any, template: "Template", form: "Format", target: str | None) -> None:
    """Write the report in the template, and say which of its styles stand for others."""
    from rendement.cli.output import deliver_made
    from rendement.render.docx import made
    from rendement.render.docx.styles import named
    from rendement.render.docx.template import TemplateError

    try:
        document = made(content, template)
    except TemplateError as error:
        _refuse(error)
    deliver_made(document.data, form, target)
    if document.lacking:
        said = ", ".join(f"{named(style)}: nu {named(near)}" for style, near in document.lacking.items())
        sys.stderr.write(f"--sjabloon {template.name}: deze stijlen staan er niet in: {said}; {_REMEDY}\n")


def _refuse(error: Exception) -> NoReturn:
    sys.stderr.write(f"rendement: {error}\n")
    raise typer.Exit(FAILED)
