"""What every part of binding shares: the case, its source, its library, and the findings so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from rendement.engine.plan import Actor, Bearer
from rendement.model.case import Case
from rendement.model.forms import Payer
from rendement.model.library import Library, index_series, known_actors
from rendement.source.finding import Finding, Severity
from rendement.source.path import Path
from rendement.source.suggest import did_you_mean
from rendement.source.tree import Source

# keys under which the analyst writes names, so that what is wrong is a key and not its value
_NAMES = frozenset({"betaler", "ontvanger", "posten", "voor", "na", "status", "gedrukt"})

DEFAULT_INDEX = "cpi"


@dataclass
class Context:
    """One binding: read-only inputs, and a list of findings that grows."""

    case: Case
    source: Source
    library: Library
    findings: list[Finding] = field(default_factory=list)
    remarks: dict[str, None] = field(default_factory=dict)

    def add(self, place: Path, code: str, message: str, remedy: str, severity: Severity = "fout") -> None:
        """Note a finding at a place in the case."""
        named = len(place) > 1 and place[-2] in _NAMES
        finding = Finding(code, message, remedy, place, severity, of_value=not named)
        self.findings.append(self.source.placed(finding))

    def remark(self, text: str) -> None:
        """Note something the report must say, once."""
        self.remarks[text] = None

    def actors(self) -> dict[str, Actor]:
        """Every actor by code: the known ones and those of the case."""
        own = {code: Actor(code, actor.naam, actor.soort) for code, actor in self.case.actoren.items()}
        return _known_actors() | own

    def check_actor(self, code: str, place: Path) -> None:
        """An actor must be known."""
        known = self.actors()
        if code not in known:
            listed = f"bekend zijn {', '.join(known)}; of voeg hem toe onder `actoren:`"
            message = f"`{code[:60]}` is geen bekende actor"
            self.add(place, "onbekende-actor", message, did_you_mean(code, known, listed))

    def bearers(self, parts: Iterable[Payer], place: Path) -> tuple[Bearer, ...]:
        """Who bears a flow, checked."""
        parts = tuple(parts)
        for part in parts:
            self.check_actor(part.actor, (*place, part.actor) if len(parts) > 1 else place)
        return tuple(Bearer(part.actor, part.share, part.amount) for part in parts)

    def index(self, level: int | None, name: str | None, place: Path) -> tuple[float, str | None]:
        """The factor from a price level to the case's, and the series used (None: nothing to do)."""
        wanted = self.case.prijspeil
        if level is None or wanted is None or level == wanted:
            return 1.0, None
        key = name or DEFAULT_INDEX
        series = index_series().get(key)
        if series is None:
            return 1.0, None
        for year in (level, wanted):
            if year not in series.cijfers:
                message = f"de indexreeks `{key}` heeft geen cijfer voor {year}"
                remedy = f"kies een prijspeil van {min(series.cijfers)} t/m {max(series.cijfers)}"
                self.add(place, "jaar-buiten-index", message, remedy)
                return 1.0, None
        return series.cijfers[wanted] / series.cijfers[level], key

    def check_index(self, name: str | None, place: Path) -> None:
        """An index series must be known, also where nothing is left to index."""
        if name is not None and name not in index_series():
            known = index_series()
            remedy = did_you_mean(name, known, f"bekend zijn: {', '.join(known)}")
            self.add(place, "onbekende-index", f"er is geen indexreeks `{name[:60]}`", remedy)


@cache
def _known_actors() -> dict[str, Actor]:
    return {code: Actor(code, name, kind) for code, (name, kind) in known_actors().items()}
