"""What every part of binding shares: the case, its source, its library, and the findings so far."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from rendement.bind.numbers import Numbers
from rendement.engine.arithmetic import Number, size, total
from rendement.engine.inputs import IndexUse, InputKind
from rendement.engine.plan import Actor, Bearer, Factor, Guard
from rendement.model.case import Case
from rendement.model.forms import Payer
from rendement.model.index_files import Series
from rendement.model.library import Library, known_actors
from rendement.model.line import Line
from rendement.model.values import Uncertain
from rendement.source.finding import MAX_FINDINGS, Finding, Severity
from rendement.source.notes import StopReading
from rendement.source.path import Path, format_path
from rendement.source.rows import RowTable
from rendement.source.suggest import did_you_mean, listed
from rendement.source.tree import Source

# keys under which the analyst writes names, so that what is wrong is a key and not its value
_NAMES = frozenset(
    {"betaler", "ontvanger", "posten", "voor", "na", "status", "gedrukt", "taakstelling", "budgetten"}
)

_SEVERAL = re.compile(r"[,;/+&]| en ")

DEFAULT_INDEX = "cpi"
INDEX = "indexcijfers"
PRICES = "prijzen"
TINY = 1e-300  # above 0
ROUNDING = 1e-9  # of shares that together are all


@dataclass
class Context:
    """One binding: read-only inputs, and a list of findings that grows."""

    case: Case
    source: Source
    library: Library
    numbers: Numbers = field(default_factory=Numbers)
    findings: list[Finding] = field(default_factory=list)
    errors: int = 0
    guards: list[Guard] = field(default_factory=list)
    knots: dict[Path, list[tuple[float, Number]]] = field(default_factory=dict)
    _borne: dict[Path, tuple[Bearer, ...]] = field(default_factory=dict)
    summed: set[Path] = field(default_factory=set)  # the lines with a price that is a sum over years
    indexed: dict[str, Series] = field(default_factory=dict)  # the index series that were used

    def add(
        self,
        place: Path,
        code: str,
        message: str,
        remedy: str,
        severity: Severity = "fout",
        said: Mapping[str, object] | None = None,
    ) -> None:
        """Note a finding at a place in the case. Raises StopReading when there are too many."""
        named = len(place) > 1 and place[-2] in _NAMES
        finding = Finding(code, message, remedy, place, severity, of_value=not named, arguments=said or {})
        self.findings.append(self.source.placed(finding))
        self.errors += severity == "fout"
        if self.errors > MAX_FINDINGS:
            raise StopReading

    def number(self, place: Path, value: Uncertain, kind: InputKind) -> Number:
        """A number that was written at a place of the case, or of `prijzen`; an input of the plan."""
        return self.numbers.read(place, value, kind)

    def factors(self, written: Iterable[tuple[str, Uncertain]] | None, place: Path) -> tuple[Factor, ...]:
        """The factors by name at a place, each a number by itself."""
        named = (((*place, name), name, value) for name, value in written or ())
        return tuple(
            Factor(format_path(own), name, self.number(own, value, "factor")) for own, name, value in named
        )

    def duration(self, place: Path, value: Uncertain) -> tuple[Number, float]:
        """How many years something lasts, and how many that may be at most."""
        return self.numbers.duration(place, value)

    def node(self, place: Path) -> Any:
        """What is written at a place of the case, or of `prijzen`; None when it stands nowhere."""
        if place[0] != PRICES:
            return self.source.get(place)
        entry = self.library.entries.get(str(place[1]))
        return None if entry is None else entry.file.get(("posten", *place[1:]))

    def rows(self, line: Line) -> RowTable | None:
        """The table of rows that the households of a line are the sums of."""
        first = line.casussen[0].omschrijving if line.casussen else None
        return self.source.rows.get(first) if first is not None else None

    @property
    def recording(self) -> bool:
        """Whether quantities are symbols, of which the value is not known."""
        return self.numbers.symbol is not None

    def guard(self, code: str, place: Path, margin: Number) -> None:
        """Note, of what can only be judged with values, the margin below which it is refused."""
        if self.recording:
            self.guards.append(Guard(f"controle.{code}.{format_path(place)}", margin))

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Every actor by code: the known ones and those of the case."""
        own = {code: Actor(code, actor.naam, actor.soort) for code, actor in self.case.actoren.items()}
        return _known_actors() | own

    def check_actor(self, code: str, place: Path) -> None:
        """An actor must be known."""
        known = self.actors
        if code not in known:
            otherwise = f"bekend zijn {listed(known)}; of voeg hem toe onder `actoren:`"
            message = f"`{code[:60]}` is geen bekende actor"
            several = [piece.strip() for piece in _SEVERAL.split(code) if piece.strip() in known]
            remedy = did_you_mean(code, known, otherwise)
            if len(several) > 1 and place[-1] != "tegenpartij":
                remedy = f"geef elk een deel, bijvoorbeeld {{{several[0]}: 50%, {several[1]}: rest}}"
            self.add(place, "onbekende-actor", message, remedy)

    def bearers(
        self, payers: Iterable[Payer], place: Path, numbers: Path | None = None
    ) -> tuple[Bearer, ...]:
        """Who bears a flow, checked once at its place; its figures stand there or at `numbers`."""
        if place in self._borne:
            return self._borne[place]
        payers = tuple(payers)
        for payer in payers:
            self.check_actor(payer.actor, (*place, payer.actor) if len(payers) > 1 else place)
        own = place if numbers is None else numbers
        bearers = tuple(self._bearer(payer, own, alone=len(payers) == 1) for payer in payers)
        self._guard_shares(bearers, own)
        self._borne[place] = bearers
        return bearers

    def _bearer(self, payer: Payer, place: Path, *, alone: bool) -> Bearer:
        if payer.amount is not None:
            amount = self.number((*place, payer.actor), payer.amount, "bedrag")
            return Bearer(payer.actor, amount=amount)
        if payer.share is None or alone:  # alone it is a name, or all of it
            return Bearer(payer.actor, payer.share)
        return Bearer(payer.actor, self.number((*place, payer.actor), payer.share, "aandeel"))

    def _guard_shares(self, bearers: tuple[Bearer, ...], place: Path) -> None:
        shares = total(bearer.share for bearer in bearers if bearer.share is not None)
        if len(bearers) > 1:
            self.guard("betalers-geen-100", place, 1 + ROUNDING - shares)
        if all(bearer.share is not None for bearer in bearers):
            self.guard("betalers-geen-100", place, ROUNDING - size(1 - shares))

    def index(self, level: int | None, name: str | None, place: Path) -> tuple[Number, str | None]:
        """The factor from a price level to the case's, and the series used (None: nothing to do)."""
        wanted = self.case.prijspeil
        if level is None or wanted is None or level == wanted:
            return 1.0, None
        key = name or self.case.index or DEFAULT_INDEX
        series = self.library.series(key)
        if series is None:
            return 1.0, None
        levels = series.figures.cijfers
        for year, written in ((wanted, ("prijspeil",)), (level, place)):
            if year not in levels:
                message, remedy = _beyond(key, levels, year, level)
                said = {(found.message, found.place) for found in self.findings}
                if (message, written) not in said:  # of the case it is one mistake, however many prices
                    self.add(written, "jaar-buiten-index", message, remedy)
                return 1.0, None
        self.indexed[key] = series
        return self._index_figure(key, wanted, levels) / self._index_figure(key, level, levels), key

    def _index_figure(self, series: str, year: int, levels: Mapping[int, float]) -> Number:
        """A figure that can be read and is not changed."""
        return self.number((INDEX, series, str(year)), levels[year], "index")

    def check_index(self, name: str | None, place: Path) -> None:
        """An index series must be known, also where nothing is left to index."""
        if name is not None and self.library.series(name) is None:
            known = self.library.series_names
            own = "of noem onder `indexcijfers:` een eigen bestand waar zij in staat"
            remedy = did_you_mean(name, known, f"bekend zijn: {', '.join(known)}; {own}")
            self.add(place, "onbekende-index", f"er is geen indexreeks `{name[:60]}`", remedy)

    def index_uses(self) -> tuple[IndexUse, ...]:
        """The series that were computed with, each with its source and its years that may still change."""
        return tuple(
            IndexUse(
                name=name,
                title=series.figures.naam,
                source=series.figures.bron,
                file=series.file_name,
                hash=series.hash,
                basis=series.figures.basis,
                note=series.figures.toelichting,
                provisional=tuple(
                    year for year in sorted(series.figures.voorlopig) if self._used(name, year)
                ),
            )
            for name, series in self.indexed.items()
        )

    def _used(self, series: str, year: int) -> bool:
        return (INDEX, series, str(year)) in self.numbers.written


def _beyond(key: str, levels: Mapping[int, float], year: int, level: int) -> tuple[str, str]:
    """That a series does not reach a year, and both ways on."""
    first, last = min(levels), max(levels)
    ends = f"eindigt in {last}" if year > last else f"begint in {first}"
    own = f"noem onder `indexcijfers:` een eigen reeks met {year} erin"
    return (
        f"de indexreeks `{key}` {ends}; een cijfer voor {year} heeft zij niet",
        f"{own}, of reken in het prijspeil van deze prijs zelf: `prijspeil: {level}` in de casus",
    )


@cache
def _known_actors() -> dict[str, Actor]:
    return {code: Actor(code, name, kind) for code, (name, kind) in known_actors().items()}
