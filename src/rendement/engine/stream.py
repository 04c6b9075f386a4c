"""Amounts by year: what is in place, what is new, and what runs up over the years.

In place in year y: P(y) = sum of structureel(t) over t <= y, + jaarlijks(y) + incidenteel(y).
New in year y: N(y) = structureel(y) + jaarlijks(y) - jaarlijks(y - 1) + incidenteel(y).
Sums are exact, rounded once, so the order of the file changes no bit.
"""

from collections.abc import Iterable
from dataclasses import field

from rendement.engine.arithmetic import Number, cleared, exact_total, noise, size, total
from rendement.engine.programme_plan import STRUCTURAL, YEARLY, Tranche, YearAmount
from rendement.source.record import record

Years = tuple[int, ...]


@record
class Stream:
    """Amounts by year, and what has no year of its own.

    An amount of one of several years counts in the cumulative from the last of them on; an amount without any
    year counts in the total alone.
    """

    by_year: dict[int, float]
    spans: dict[int, float] = field(default_factory=dict)  # by the last year of the span
    undated: float = 0.0
    nothing: float = 0.0  # how far from 0 a sum of this money may lie and still be nothing

    @property
    def total(self) -> float:
        """All of it."""
        return cleared(
            exact_total((*self.by_year.values(), *self.spans.values(), self.undated)), self.nothing
        )

    @property
    def cumulative(self) -> dict[int, float]:
        """The running sum."""
        return {
            year: cleared(
                exact_total(
                    amount
                    for part in (self.by_year, self.spans)
                    for earlier, amount in part.items()
                    if earlier <= year
                ),
                self.nothing,
            )
            for year in self.by_year
        }

    @property
    def dated(self) -> dict[int, float]:
        """By year, with the amount of a span in its last year."""
        return {year: amount + self.spans.get(year, 0.0) for year, amount in self.by_year.items()}


def combine(years: Years, parts: Iterable[tuple[float, Stream]]) -> Stream:
    """A sum of streams, each times a factor.

    >>> one = Stream({2020: 5.0, 2021: 7.0})
    >>> combine((2020, 2021), [(1, one), (-2, Stream({2020: 1.0, 2021: 0.0}, undated=3.0))])
    Stream(by_year={2020: 3.0, 2021: 7.0}, spans={}, undated=-6.0, nothing=0.0)
    """
    parts = tuple(parts)
    ends = sorted({year for _, stream in parts for year in stream.spans})
    return _settled(
        {year: exact_total(factor * stream.by_year[year] for factor, stream in parts) for year in years},
        {
            year: exact_total(factor * stream.spans.get(year, 0.0) for factor, stream in parts)
            for year in ends
        },
        exact_total(factor * stream.undated for factor, stream in parts),
        total(size(factor) * stream.nothing for factor, stream in parts),
    )


def in_place(tranches: Iterable[Tranche], years: Years) -> Stream:
    """P: what stands in each year; a structural amount of a span stands from its last year on.

    >>> eight = [Tranche("", "structureel", (year, year), 8.0) for year in (2020, 2021)]
    >>> in_place([*eight, Tranche("", "structureel", (2022, 2022), 10.0)], (2020, 2021, 2022)).by_year
    {2020: 8.0, 2021: 16.0, 2022: 26.0}
    """
    tranches = tuple(tranches)

    def stands(tranche: Tranche, year: int) -> bool:
        if tranche.span is None:
            return False
        if tranche.kind == STRUCTURAL:
            return tranche.span[1] <= year
        return tranche.span == (year, year)

    by_year = {year: exact_total(t.amount for t in tranches if stands(t, year)) for year in years}
    spans = _spans(t for t in tranches if t.kind != STRUCTURAL)
    return _settled(by_year, spans, _undated(tranches), _nothing(tranches, years))


def new(tranches: Iterable[Tranche], years: Years) -> Stream:
    """N: what is new in each year; a yearly amount is new as far as it exceeds that of the year before.

    >>> falling = [Tranche("", "jaarlijks", (2020, 2020), 9.0), Tranche("", "jaarlijks", (2021, 2021), 4.0)]
    >>> new(falling, (2020, 2021, 2022)).by_year
    {2020: 9.0, 2021: -5.0, 2022: -4.0}
    """
    tranches = tuple(tranches)

    def booked(year: int) -> Iterable[float]:
        for tranche in tranches:
            if tranche.span == (year, year):
                yield tranche.amount
            if tranche.kind == YEARLY and tranche.span == (year - 1, year - 1):
                yield -tranche.amount

    by_year = {year: exact_total(booked(year)) for year in years}
    return _settled(by_year, _spans(tranches), _undated(tranches), _nothing(tranches, years))


def amounts(items: Iterable[YearAmount], years: Years, factor: float = 1.0) -> Stream:
    """Figures by year as a stream; a year not named is 0."""
    items = tuple(items)
    by_year = {
        year: exact_total(factor * item.value for item in items if item.year == year) for year in years
    }
    return _settled(by_year, {}, 0.0, noise(factor * item.value for item in items))


def _settled(
    by_year: dict[int, Number], spans: dict[int, Number], undated: Number, nothing: Number
) -> Stream:
    """A stream with exactly 0 for what is no more than adding up leaves."""
    return Stream(
        {year: cleared(amount, nothing) for year, amount in by_year.items()},
        {year: cleared(amount, nothing) for year, amount in spans.items()},
        cleared(undated, nothing),
        nothing,
    )


def _nothing(tranches: Iterable[Tranche], years: Years) -> Number:
    """What adding these up may leave; a structural amount counts in every year."""
    return len(years) * noise(tranche.amount for tranche in tranches)


def _spans(tranches: Iterable[Tranche]) -> dict[int, float]:
    """Amounts of which only several years are known, by the last of them."""
    found: dict[int, list[float]] = {}
    for tranche in tranches:
        if tranche.span is not None and tranche.span[0] != tranche.span[1]:
            found.setdefault(tranche.span[1], []).append(tranche.amount)
    return {year: exact_total(found[year]) for year in sorted(found)}


def _undated(tranches: Iterable[Tranche]) -> float:
    return exact_total(tranche.amount for tranche in tranches if tranche.span is None)
