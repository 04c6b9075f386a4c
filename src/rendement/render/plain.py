"""The table without a terminal: plain text, nothing wrapped or cut."""

from collections.abc import Sequence

from rendement.render.terminal import as_text, layout
from rendement.report.document import Document


def as_plain(documents: Sequence[Document]) -> str:
    """Documents under each other, an empty line between."""
    return "\n".join(as_text(layout(document, None)) for document in documents)
