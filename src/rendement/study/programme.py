"""A programme: its file, every case that it names, and the result of the whole."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path

from rendement.bind.programme import bind_programme
from rendement.bind.programme_case import CaseRun
from rendement.engine.programme import compute_programme
from rendement.model.programme_rules import read_programme
from rendement.source.finding import Finding, ScalarError, UsageError, has_errors
from rendement.source.record import record
from rendement.source.root import OutsideRootError, find_root, inside, shown
from rendement.source.suggest import nearest
from rendement.source.text import STDIN
from rendement.source.tree import Source, read_source
from rendement.study.calculation import Calculation, Options
from rendement.study.override import PRICES, Change

PROGRAMME, CASE = "programma", "casus"

Compute = Callable[[str, Source | None, list[Finding], Options], Calculation]

_NO_BREAKEVEN = "Omslagwaarden (--omslag) bestaan alleen voor een casus; reken er daarvoor een apart door."


def is_programme(source: Source) -> bool:
    """Whether a file is a programme, also when its `soort` is misspelt or missing."""
    kind = source.data.get("soort")
    if isinstance(kind, str):
        return kind == PROGRAMME or nearest(kind, (CASE, PROGRAMME)) == PROGRAMME
    return "maatregelen" in source.data and "baten" not in source.data


def run_programme(
    name: str,
    source: Source,
    changes: list[Change],
    findings: list[Finding],
    options: Options,
    compute: Compute,
) -> Calculation:
    """Read, compute its cases (with `compute`), bind and compute; the changes are in the source already."""
    findings = findings + _refuse_prices(changes)
    programme, found = read_programme(source)
    findings += found
    if programme is None or has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    cases = Cases(name, source, find_root(name, options.root), options.perspective, compute)
    measures: dict[int, Calculation] = {}
    for number, measure in enumerate(programme.maatregelen):
        if measure.casus is not None:
            found_case, found = cases.run(number, measure.casus)
            findings += [finding for finding in found if finding not in findings]
            measures |= {number: found_case} if found_case is not None else {}
    if has_errors(findings):
        return Calculation(name, source, findings=tuple(findings))
    plan, found = bind_programme(programme, source, runs_of(measures), options.perspective)
    findings += found
    if plan is not None and options.breakeven:
        plan = replace(plan, remarks=(*plan.remarks, _NO_BREAKEVEN))
    result = compute_programme(plan) if plan is not None else None
    return Calculation(name, source, programme=result, findings=tuple(findings), measures=measures)


def runs_of(measures: Mapping[int, Calculation]) -> dict[int, CaseRun]:
    """The computed cases, by the number of their measure."""
    return {
        number: CaseRun(found.name, found.result)
        for number, found in measures.items()
        if found.result is not None
    }


def _refuse_prices(changes: list[Change]) -> list[Finding]:
    message = "een programma heeft geen prijzen; die horen bij de casussen"
    remedy = "reken de casus apart door met deze --set"
    return [
        Finding("pad-onbekend", message, remedy, change.path, mark=change.mark)
        for change in changes
        if change.path[0] == PRICES
    ]


@record
class Cases:
    """The cases of one programme; the same file is computed once."""

    name: str
    programme: Source
    root: Path
    perspective: str | None
    compute: Compute
    known: dict[Path, Calculation] = field(default_factory=dict)

    def run(self, number: int, written: str) -> tuple[Calculation | None, list[Finding]]:
        """A case through the whole pipeline, in its own perspective unless the command says otherwise."""
        try:
            path = self._locate(written)
            if path not in self.known:
                self.known[path] = self._compute(path, written)
        except ScalarError as error:
            place = ("maatregelen", number, "casus")
            return None, [self.programme.placed(found, place) for found in error.findings]
        calculation = self.known[path]
        return None if calculation.failed else calculation, list(calculation.findings)

    def _locate(self, written: str) -> Path:
        own = None if self.name == STDIN else Path(self.name).resolve()
        try:
            path = inside(written, own.parent if own is not None else Path.cwd(), self.root)
        except OutsideRootError as error:
            remedy = "zet de casus bij het programma, of noem met --wortel de map waar beide in staan"
            raise ScalarError("pad-verlaat-wortel", str(error), remedy) from None
        if path == own:
            remedy = "noem het bestand van een casus"
            raise ScalarError("casus-is-zichzelf", "dit programma neemt zichzelf op", remedy)
        return path

    def _compute(self, path: Path, written: str) -> Calculation:
        file = shown(path)
        try:
            source, found = read_source(file)
        except UsageError:
            remedy = "verbeter het pad, vanaf de map van het programma"
            message = f"het bestand `{written[:60]}` bestaat niet"
            raise ScalarError("casus-onbekend", message, remedy) from None
        if source is not None and is_programme(source):
            message = "dit is een programma; alleen een casus kan een maatregel zijn"
            raise ScalarError("casus-is-programma", message, "neem de maatregelen van dat programma hier op")
        if source is None or not {"baten", "kosten"} & set(source.data):
            # a file that is no case is refused without quoting a line of it
            remedy = "een casus heeft `naam:`, `periode:` en `baten:` of `kosten:`"
            raise ScalarError("geen-casus", "dit bestand is geen casus", remedy)
        return self.compute(file, source, found, Options(perspective=self.perspective, root=str(self.root)))
