"""A step summary of GitHub: Markdown, one heading deep, in which all but the first tables are folded away."""

from collections.abc import Sequence
from dataclasses import replace

from rendement.render.markdown import as_markdown
from rendement.report.document import Document, Notes

OPEN = 2  # blocks in sight: what it was and is, and the parts


def as_step_summary(documents: Sequence[Document]) -> str:
    """Documents under each other."""
    return "\n".join(map(_folded, documents))


def _folded(document: Document) -> str:
    tables = [block for block in document.blocks if not isinstance(block, Notes)]
    said = [block for block in document.blocks if isinstance(block, Notes)]
    first = as_markdown([replace(document, blocks=(*tables[:OPEN], *said))])
    rest = as_markdown([Document("", "", tuple(tables[OPEN:]))]) if tables[OPEN:] else ""
    shown = first.replace("# ", "### ", 1)
    return (
        f"{shown}\n<details><summary>Meer</summary>\n\n{rest.strip('# ').strip()}\n\n</details>\n"
        if rest
        else shown
    )
