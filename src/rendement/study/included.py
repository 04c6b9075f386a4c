"""The cases and programmes of a programme: which files they are, and what `--set` changes in each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rendement.bind.prices import DEFAULT_BEARER
from rendement.model.forms import post
from rendement.model.index_files import Naming, Series, load_series
from rendement.model.programme import BESIDE_CASE, BESIDE_PROGRAMME, Programme
from rendement.source import money
from rendement.source import path as paths
from rendement.source.finding import Finding, ScalarError, UsageError
from rendement.source.root import OutsideRootError, find_root, inside
from rendement.source.suggest import did_you_mean, nearest
from rendement.source.text import STDIN
from rendement.source.tree import Source
from rendement.study.calculation import Calculation, Options
from rendement.study.memory import Memory, Opened
from rendement.study.override import PRICES, Change

Compute = Callable[[str, Source | None, list[Finding], Options], Calculation]

PROGRAMME, MONITOR, CASE = "programma", "monitor", "casus"
MEASURES = "maatregelen"
DEEPEST = 20  # programmes inside each other


def kind_of(source: Source) -> str:
    """What kind of file it is, also when its `soort` is misspelt or missing."""
    kind = source.data.get("soort")
    if isinstance(kind, str):
        known = (CASE, PROGRAMME, MONITOR)
        return kind if kind in known else nearest(kind, known) or CASE
    if "baten" in source.data:
        return CASE
    return PROGRAMME if MEASURES in source.data else MONITOR if "kolommen" in source.data else CASE


class IncludedCases:
    """The cases of one programme; a file is opened once, and computed once when nothing is changed in it."""

    def __init__(self, name: str, programme: Source, options: Options, compute: Compute) -> None:
        self.name, self.programme, self.compute = name, programme, compute
        self.root = find_root(name, options.root)
        self.options = options
        self.money = money.BARE  # of the programme, with its own changes
        self.prices: tuple[Change, ...] = ()
        self.changes: dict[int, tuple[Change, ...]] = {}
        self.series: dict[str, Series] = {**options.series}
        self.memory = options.memory or Memory()

    def hand_out(self, changes: Iterable[Change]) -> list[Change]:
        """Keep what is for the cases; the rest, with every case by the number of its measure, is returned."""
        own = []
        for change in changes:
            number = self._measure_of(change.path)
            if change.path[0] == PRICES:
                self.prices += (replace(change, shared=True),)
            elif number is None:
                own.append(change)
            elif len(change.path) > 2 and change.path[2] not in {*BESIDE_CASE, *BESIDE_PROGRAMME}:
                self.changes[number] = (*self.changes.get(number, ()), replace(change, path=change.path[2:]))
            else:
                own.append(replace(change, path=(MEASURES, number, *change.path[2:])))
        return own

    def load_series(self, programme: Programme, source: Source) -> list[Finding]:
        """The index series that the programme names, for everything in it; before those around it."""
        own, found = load_series([Naming(programme.indexcijfers, source)], self.root)
        self.series |= own
        return found

    def run(
        self, number: int, kind: str, written: str, programme: Programme
    ) -> tuple[Calculation | None, list[Finding]]:
        """A case or programme through the whole pipeline; which money counts, the outer programme decides."""
        written_here = (*self.changes.get(number, ()), *self.prices)
        changes = tuple(replace(item, value=money.brought(item.value, self.money)) for item in written_here)
        try:
            path = self._locate(written, kind)
            opened = self._case(path, written) if kind == CASE else self._programme(path, written)
        except ScalarError as error:
            place = (MEASURES, number, kind)
            return None, [self.programme.placed(found, place) for found in error.findings]
        options = replace(self._plain, changes=changes, series=self.series)
        return self._made(path, opened, self._inside(options, programme) if kind == PROGRAMME else options)

    def monitor(self, number: int, written: str) -> tuple[Calculation | None, list[Finding]]:
        """A monitor that a measure names, through the whole pipeline."""
        try:
            path = self._resolve(written)
            opened = self._monitor(path, written)
        except ScalarError as error:
            place = (MEASURES, number, MONITOR)
            return None, [self.programme.placed(found, place) for found in error.findings]
        return self._made(path, opened, self._plain)

    @property
    def _plain(self) -> Options:
        """How everything in a programme is computed; the scenarios of a file are those of that file alone."""
        return Options(root=str(self.root), day=self.options.day, memory=self.memory, scenarios=False)

    def _made(self, path: Path, opened: Opened, options: Options) -> tuple[Calculation | None, list[Finding]]:
        """A file through the whole pipeline, once for all who ask the same of it."""
        asked = path, options.changes, options.perspective, options.until, len(options.chain), self.money
        found = self.memory.made(asked, options.series, lambda: self._computed(opened, options))
        return None if found.failed else found, list(found.findings)

    def _computed(self, opened: Opened, options: Options) -> Calculation:
        found = self.compute(*opened, options)
        if found.case is not None and found.source is not None:  # a programme counts itself
            self.memory.steps += found.work + len(found.source.values)
        return found

    def _inside(self, options: Options, programme: Programme) -> Options:
        """What a programme needs to know of the one that it stands in."""
        return replace(
            options,
            perspective=self.options.perspective or programme.perspectief or DEFAULT_BEARER,
            chain=(*self.options.chain, str(Path(self.name).resolve())),
            until=max(programme.periode[1], self.options.until or 0),
        )

    def unknown_prices(self, measures: Iterable[Calculation]) -> Iterator[Finding]:
        """The changes of a price that none of the cases knows."""
        known = set(_posts(measures))
        for change in self.prices if not self.options.chain else ():
            name = post(str(change.path[1])).name if len(change.path) > 1 else ""
            if name in known:
                continue
            message = f"geen van de casussen heeft een post `{name[:60]}`"
            otherwise = "noem een post van een prijslijst die een casus van dit programma gebruikt"
            remedy = did_you_mean(name, known, otherwise)
            yield Finding("onbekende-prijs", message, remedy, change.path, mark=change.mark)

    def _measure_of(self, path: paths.Path) -> int | None:
        """The number of the measure that is a case, by number, id or the name of the case."""
        if path[0] != MEASURES or len(path) < 2:
            return None
        piece = self.programme.resolve(path[:2])[1]
        for number, written in self._written():
            if piece == number or (isinstance(piece, str) and piece == self._name(written)):
                return number
        return None

    def _written(self) -> Iterator[tuple[int, str]]:
        """The cases and programmes that are named, by the number of their measure."""
        items = self.programme.data.get(MEASURES)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            for kind in (CASE, PROGRAMME):
                if isinstance(item, dict) and isinstance(item.get(kind), str):
                    yield number, item[kind]

    def _name(self, written: str) -> str | None:
        """The name of a case in paths, when its file can be read."""
        try:
            _, source, _ = self._open(self._locate(written, CASE), written)
        except ScalarError:
            return None
        name = source.data.get("naam") if source is not None else None
        return paths.slug(name) if isinstance(name, str) else None

    @property
    def _own(self) -> Path | None:
        return None if self.name == STDIN else Path(self.name).resolve()

    def _resolve(self, written: str) -> Path:
        """A path as it was written, from the folder of the programme and inside its root."""
        try:
            return inside(written, self._own.parent if self._own is not None else Path.cwd(), self.root)
        except OutsideRootError as error:
            remedy = "zet het bestand bij het programma, of noem met --wortel de map waar beide in staan"
            raise ScalarError("pad-verlaat-wortel", str(error), remedy) from None

    def _locate(self, written: str, kind: str) -> Path:
        own, path = self._own, self._resolve(written)
        if path == own:
            remedy = f"noem het bestand van een {'casus' if kind == CASE else 'ander programma'}"
            raise ScalarError("casus-is-zichzelf", "dit programma neemt zichzelf op", remedy)
        chain = (*self.options.chain, str(own))
        if str(path) in chain:
            names = " → ".join(Path(file).name for file in (*chain[chain.index(str(path)) :], str(path)))
            message = f"deze programma's nemen elkaar op: {names[:200]}"
            raise ScalarError("programma-in-kring", message, "haal een van de verwijzingen weg")
        if len(chain) > DEEPEST:
            message = f"hier staan meer dan {DEEPEST} programma's in elkaar"
            raise ScalarError("programma-te-diep", message, "neem de maatregelen zelf op")
        return path

    def _open(self, path: Path, written: str) -> Opened:
        try:
            return self.memory.opened(path)
        except UsageError:
            remedy = "verbeter het pad, vanaf de map van het programma"
            message = f"het bestand `{written[:60]}` bestaat niet"
            raise ScalarError("casus-onbekend", message, remedy) from None

    def _case(self, path: Path, written: str) -> Opened:
        """A file that can be a measure."""
        file, source, found = self._open(path, written)
        if source is not None and kind_of(source) == PROGRAMME:
            message, remedy = "dit is een programma en geen casus", f"schrijf `programma: {written[:60]}`"
            raise ScalarError("casus-is-programma", message, remedy)
        if source is None or not {"baten", "kosten"} & set(source.data):
            # a file that is no case is refused without quoting a line of it
            remedy = "een casus heeft `naam:`, `periode:` en `baten:` of `kosten:`"
            raise ScalarError("geen-casus", "dit bestand is geen casus", remedy)
        return file, source, found

    def _programme(self, path: Path, written: str) -> Opened:
        """A file with measures of its own."""
        file, source, found = self._open(path, written)
        if source is not None and kind_of(source) != PROGRAMME and {"baten", "kosten"} & set(source.data):
            message, remedy = "dit is een casus en geen programma", f"schrijf `casus: {written[:60]}`"
            raise ScalarError("programma-is-casus", message, remedy)
        if source is None or kind_of(source) != PROGRAMME:
            remedy = "een programma heeft `soort: programma` en `maatregelen:`"
            raise ScalarError("geen-programma", "dit bestand is geen programma", remedy)
        return file, source, found

    def _monitor(self, path: Path, written: str) -> Opened:
        """A file with posts by column."""
        file, source, found = self._open(path, written)
        if source is None or kind_of(source) != MONITOR:
            remedy = "een monitor heeft `soort: monitor`, `kolommen:` en `posten:`"
            raise ScalarError("geen-monitor", "dit bestand is geen monitor", remedy)
        return file, source, found


def _posts(measures: Iterable[Calculation]) -> Iterator[str]:
    """The posts that cases know, also those of programmes inside."""
    for found in measures:
        yield from found.library.entries if found.library is not None else ()
        yield from _posts(found.measures.values())
