"""The picture of a programme: what is in and what is expected by year, beside the target."""

from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import amount, heads
from rendement.report.document import Chart, Row, text
from rendement.report.programme.conclusion import whether_met


def target_chart(figures: ProgrammeFigures) -> list[Chart]:
    """By year; nothing without a target, or without a saving."""
    streams = figures.streams
    realised, expected, target = streams.realised, streams.expected, streams.target
    if realised is None or expected is None or target is None:
        return []
    rows = tuple(
        Row(
            (
                text(str(year)),
                amount(realised.by_year[year], f"per_jaar.{year}.gerealiseerd"),
                amount(expected.by_year[year], f"per_jaar.{year}.verwacht"),
                amount(target.by_year[year], f"per_jaar.{year}.taakstelling"),
            )
        )
        for year in figures.result.plan.years
    )
    columns = heads("jaar", "gerealiseerd", "verwacht", "taakstelling")
    finding = whether_met(figures)
    title = "Gerealiseerd en verwacht tegenover de taakstelling"
    return [Chart("doel", "doel", title, finding, columns, rows)]
