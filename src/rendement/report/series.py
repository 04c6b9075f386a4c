"""Index series as a document and as plain data: which there are, and which years they have."""

from typing import Any

from rendement.model.index_files import Series
from rendement.report.cells import heads
from rendement.report.document import Cell, Document, Notes, Row, Table, text
from rendement.report.dutch import counted, number, plain
from rendement.source.scalar import span_text

_COLUMNS = heads("reeks", "naam", "jaren", "voorlopig", "laatste", words=("naam", "jaren", "voorlopig"))
HOW_TO_USE = (
    "In een casus: index: ova, bij de hele casus of bij een regel met een eigen prijspeil",
    "In een prijslijst: index: ova bij een post",
    "Een eigen reeks: indexcijfers: [reeksen.yaml] in een casus, programma of prijslijst",
)


def series_data(series: Series) -> dict[str, Any]:
    """One series: its name, source, levels by year, and which of those may still change."""
    figures = series.figures
    return {
        "reeks": series.name,
        "naam": figures.naam,
        "basis": figures.basis,
        "bron": figures.bron,
        "toelichting": figures.toelichting,
        "bestand": series.file_name,
        "voorlopig": sorted(figures.voorlopig),
        "cijfers": {str(year): level for year, level in sorted(figures.cijfers.items())},
    }


def series_document(found: list[Series]) -> Document:
    """Every series with its years and its last level."""
    rows, sources = [], []
    for item in found:
        figures = item.figures
        first, last = min(figures.cijfers), max(figures.cijfers)
        maybe = ", ".join(map(str, sorted(figures.voorlopig)))
        words = (plain(item.name), plain(figures.naam), span_text((first, last)), maybe)
        level = figures.cijfers[last]
        rows.append(Row((*map(text, words), Cell(number(level, 2), level))))
        sources.append(f"{plain(item.name)}: {plain(figures.bron)} ({plain(item.file_name)})")
    blocks = (
        Table("reeksen", "", _COLUMNS, tuple(rows)),
        Notes("bronnen", "Bronnen", tuple(sources)),
        Notes("gebruik", "Zo gebruikt u ze", HOW_TO_USE),
    )
    return Document("Indexcijfers", counted(len(found), "reeks", "reeksen"), blocks)
