"""Measures beside the monitor: what they say to have saved on a post, and how that post moved."""

from collections.abc import Iterator

from rendement.engine.programme_post import PostResult
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import amount, heads, notes
from rendement.report.document import Block, Row, Table, text
from rendement.report.dutch import plain
from rendement.source.money import current

_NO_CAUSE = (
    "Een besparing staat hier zonder minteken; bij de post is min een daling. De cijfers staan naast elkaar: "
    "dat het een van het ander komt, zeggen zij niet."
)


def post_tables(figures: ProgrammeFigures) -> list[Block]:
    """By post and by year, with the measures that name it."""
    if not figures.posts:
        return []
    words = ("post", "van", "naar")
    parts = ("volume", "samenstelling", "kosten per cliënt", "zonder aantal", "verschil")
    columns = heads(*words, "besparing", "gerealiseerd", *parts, words=words[1:])
    rows = [row for found in figures.posts for row in _rows(found)]
    title = "Staat het in de cijfers? Wat er meer bespaard is, en hoe de post veranderde, " + current().text
    table = [Table("posten", title, columns, tuple(rows))] if rows else []
    lines = [*map(_measures, figures.posts), _NO_CAUSE]
    return [*table, *notes("posten_maatregelen", "Welke maatregelen bij welke post", lines)]


def _rows(found: PostResult) -> Iterator[Row]:
    for year in found.years.values():
        split = year.move.split
        words = (found.post.name, *year.move.pair)
        values = (year.saved, year.realised, split.volume, split.mix, split.per_client, split.uncounted)
        yield Row((*map(text, map(plain, words)), *map(amount, (*values, split.change))))


def _measures(found: PostResult) -> str:
    names = ", ".join(plain(measure.name) for measure in found.measures)
    said = f"{plain(found.post.name)} ({plain(found.post.read[0].name)}): {names}"
    none = "; de monitor heeft er geen twee hele gerealiseerde jaren van binnen het programma"
    return f"{said}{'' if found.years else none}."
