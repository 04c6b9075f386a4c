"""Several cases side by side: one row per case, and a total where adding up means something."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rendement.report.beside import Beside, beside, differing, together
from rendement.report.cells import EMPTY, heads, notes, outcome_cells
from rendement.report.document import Cell, Document, Row, Table, text
from rendement.report.dutch import plain
from rendement.report.wording import asked_text
from rendement.source.money import current

if TYPE_CHECKING:
    from rendement.report.beside import Figures


def overview_document(cases: Sequence["Figures"], names: Sequence[str]) -> Document:
    """The document that stands after the cases themselves; `names` are those of their files."""
    files = [beside(found, name) for found, name in zip(cases, names, strict=True)]
    shown = differing(files)
    words = ("casus", "gemeente", *shown)
    columns = heads(
        *words, "baten", "kosten", "rendement", f"baten per {current().word}", "contante waarde", words=words
    )
    rows = [Row((*_texts(file, shown), *outcome_cells(file.headline))) for file in files]
    said: list[str] = []
    if len(cases) > 1:
        total, said = together(files)
        if total is not None:
            empty = (EMPTY,) * (len(words) - 1)
            rows.append(Row((text("Totaal"), *empty, *outcome_cells(total)), "uitkomst"))
    count = f"{len(cases)} casussen" if len(cases) > 1 else "1 casus"
    table = Table("overzicht", "", columns, tuple(rows))
    blocks = (table, *notes("overzicht-opmerkingen", "", said))
    return Document("Overzicht", f"{count} · bedragen {current().text}", blocks, asked_text(cases[0].asked))


def _texts(file: Beside, shown: Sequence[str]) -> list[Cell]:
    said = file.counted_with.said
    return [text(plain(value)) for value in (file.name, file.place, *(said.get(w, "-") for w in shown))]
