"""Several files side by side: one row for each, and a total where adding up means something."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rendement.report.beside import PROGRAMME, Beside, beside, differing, kinds_of, together, words_for
from rendement.report.cells import EMPTY, Headline, heads, notes, outcome_cells
from rendement.report.document import Cell, Document, Row, Table, text
from rendement.report.dutch import plain
from rendement.report.wording import asked_text
from rendement.source.money import current

if TYPE_CHECKING:
    from rendement.report.beside import Figures

_ALL_COSTS = "Alle kosten van een programma: investering, kosten en formatie samen."


def overview_document(cases: Sequence["Figures"], names: Sequence[str]) -> Document:
    """The document that stands after the cases themselves; `names` are those of their files."""
    files = [beside(found, name) for found, name in zip(cases, names, strict=True)]
    shown, (one_of, several) = differing(files), words_for(files)
    words = (one_of, "gemeente", *shown)
    figures = _figures(files)
    rows = [_row(_texts(file, shown), file.headline, figures) for file in files]
    said: list[str] = []
    if len(cases) > 1:
        total, said = together(files)
        if total is not None:
            empty = (EMPTY,) * (len(words) - 1)
            rows.append(replace(_row([text("Totaal"), *empty], total, figures), role="uitkomst"))
    if PROGRAMME in kinds_of(files):
        said = [*said, _ALL_COSTS]
    count = f"{len(cases)} {several}" if len(cases) > 1 else f"1 {one_of}"
    table = Table("overzicht", "", heads(*words, *figures, words=words), tuple(rows))
    blocks = (table, *notes("overzicht-opmerkingen", "", said))
    return Document("Overzicht", f"{count} · bedragen {current().text}", blocks, asked_text(cases[0].asked))


def _figures(files: Sequence[Beside]) -> tuple[str, ...]:
    """The heads of the figures; a programme has a balance, and no ratio and no present value."""
    kinds = kinds_of(files)
    if kinds == {PROGRAMME}:
        return ("besparing", "alle kosten", "saldo")
    costs = "alle kosten" if PROGRAMME in kinds else "kosten"
    return ("baten", costs, "rendement", f"baten per {current().word}", "contante waarde")


def _row(first: Sequence[Cell], values: Headline, figures: Sequence[str]) -> Row:
    return Row((*first, *outcome_cells(values)[: len(figures)]))


def _texts(file: Beside, shown: Sequence[str]) -> list[Cell]:
    said = file.counted_with.said
    return [text(plain(value)) for value in (file.name, file.place, *(said.get(w, "-") for w in shown))]
