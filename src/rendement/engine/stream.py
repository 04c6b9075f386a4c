"""Amounts by year: what is in place, what is new, and what runs up over the years.

In place in year y: P(y) = sum of structureel(t) over t <= y, + jaarlijks(y) + incidenteel(y).
New in year y: N(y) = structureel(y) + jaarlijks(y) - jaarlijks(y - 1) + incidenteel(y).
Sums are exact, rounded once, so the order of the file changes no bit.
"""

from collections.abc import Iterable
from dataclasses import field
from operator import itemgetter

from rendement.engine.arithmetic import Number, cleared, exact_total, noise, size, total
from rendement.engine.programme_plan import Tranche, YearAmount
from rendement.source.record import record
from rendement.source.saving_kinds import STRUCTURAL, YEARLY

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
        ahead = sorted((*self.by_year.items(), *self.spans.items()), key=itemgetter(0), reverse=True)
        running: list[Number] = []
        found = {}
        for year in self.by_year:
            while ahead and ahead[-1][0] <= year:
                running.append(ahead.pop()[1])
            found[year] = cleared(exact_total(running), self.nothing)
        return found

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
    stays = _grouped((t.span[1], t.amount) for t in tranches if t.span is not None and t.kind == STRUCTURAL)
    once = _grouped(
        (t.span[0], t.amount)
        for t in tranches
        if t.span is not None and t.kind != STRUCTURAL and t.span[0] == t.span[1]
    )
    standing = [amount for year in sorted(stays) if year < years[0] for amount in stays[year]]
    by_year = {}
    for year in years:
        standing += stays.get(year, ())
        by_year[year] = exact_total((*standing, *once.get(year, ())))
    spans = _spans(t for t in tranches if t.kind != STRUCTURAL)
    return _settled(by_year, spans, _undated(tranches), _nothing(tranches, years))


def new(tranches: Iterable[Tranche], years: Years) -> Stream:
    """N: what is new in each year; a yearly amount is new as far as it exceeds that of the year before.

    >>> falling = [Tranche("", "jaarlijks", (2020, 2020), 9.0), Tranche("", "jaarlijks", (2021, 2021), 4.0)]
    >>> new(falling, (2020, 2021, 2022)).by_year
    {2020: 9.0, 2021: -5.0, 2022: -4.0}
    """
    tranches = tuple(tranches)
    own = [t for t in tranches if t.span is not None and t.span[0] == t.span[1]]
    booked = _grouped((t.span[0], t.amount) for t in own if t.span is not None)
    ended = _grouped((t.span[0] + 1, -t.amount) for t in own if t.span is not None and t.kind == YEARLY)
    by_year = {year: exact_total((*booked.get(year, ()), *ended.get(year, ()))) for year in years}
    return _settled(by_year, _spans(tranches), _undated(tranches), _nothing(tranches, years))


def amounts(items: Iterable[YearAmount], years: Years, factor: float = 1.0) -> Stream:
    """Figures by year as a stream; a year not named is 0."""
    items = tuple(items)
    found = _grouped((item.year, factor * item.value) for item in items)
    by_year = {year: exact_total(found.get(year, ())) for year in years}
    return _settled(by_year, {}, 0.0, noise(factor * item.value for item in items))


def _grouped(pairs: Iterable[tuple[int, Number]]) -> dict[int, list[Number]]:
    """Amounts by year."""
    found: dict[int, list[Number]] = {}
    for year, amount in pairs:
        found.setdefault(year, []).append(amount)
    return found


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
    found = _grouped((t.span[1], t.amount) for t in tranches if t.span is not None and t.span[0] != t.span[1])
    return {year: exact_total(found[year]) for year in sorted(found)}


def _undated(tranches: Iterable[Tranche]) -> float:
    return exact_total(tranche.amount for tranche in tranches if tranche.span is None)
