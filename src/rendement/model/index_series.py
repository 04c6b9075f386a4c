"""A file with price indices: levels by year, and where they come from."""

from collections.abc import Iterator
from itertools import pairwise

from rendement.model import fields as f
from rendement.model.line import Written
from rendement.source.finding import Finding, ScalarError


class IndexSeries(Written):
    """A price index: levels by year."""

    naam: f.Text
    basis: f.Text | None = None
    bron: f.Text
    toelichting: f.Text | None = None
    voorlopig: tuple[f.Year, ...] = ()
    cijfers: f.Levels


class IndexList(Written):
    """Price indices by name."""

    taal: f.Language | None = None
    reeksen: dict[str, IndexSeries]


def series_findings(name: str, series: IndexSeries) -> Iterator[Finding]:
    """What is wrong with a series that can be read: a name that is none, a hole, a year that is not there."""
    place = ("reeksen", name)
    try:
        f.identity(name)
    except ScalarError as error:
        yield Finding(error.code, error.message, error.remedy, place)
    years = sorted(series.cijfers)
    for before, after in pairwise(years):
        if after - before > 1:
            message = f"de reeks springt van {before} naar {after}"
            remedy = f"vul {before + 1} in, of laat de reeks in {before} eindigen of in {after} beginnen"
            yield Finding("reeks-met-gat", message, remedy, (*place, "cijfers", str(after)))
            break
    for i, year in enumerate(series.voorlopig):
        if year not in series.cijfers:
            message = f"{year} is voorlopig, en de reeks heeft geen cijfer voor {year}"
            remedy = "haal het jaar hier weg, of vul zijn cijfer in"
            yield Finding("voorlopig-zonder-cijfer", message, remedy, (*place, "voorlopig", i), of_value=True)
