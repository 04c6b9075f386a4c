"""The derivation of every figure of a programme."""

from rendement.engine.programme import ProgrammeResult
from rendement.engine.stream import Stream
from rendement.report.explain.programme_breakdowns import breakdown
from rendement.report.explain.programme_bridge import bridge_figure
from rendement.report.explain.programme_overlap import overlap_figure
from rendement.report.explain.programme_posts import post_figure
from rendement.report.explain.programme_rows import measure_figure, row_figure
from rendement.report.explain.programme_structural import structural_figure
from rendement.report.explain.programme_terms import (
    Probe,
    ProgrammeSubject,
    beside,
    stream_terms,
    sum_beside,
)
from rendement.report.explain.records import Derivation, Figure, Term, one, sum_of
from rendement.report.explain.totals import payback_terms
from rendement.source import sums
from rendement.source.path import Path, format_path

_SUMS = {
    "saldo": (("in_plaats", 1), ("investering", -1), ("kosten", -1), ("formatie", -1)),
    "verschil": (("realisatie", 1), ("dekking", 1), ("taakstelling", -1)),
    "verschil_structureel": (("verschil", 1), ("dekking", -1), ("incidenteel", -1)),
}
_FORMULAS = {
    "in_plaats": "som van de besparingen die er staan",
    "nieuw": "som van wat erbij komt, min wat vervalt",
    "ingeboekt": "som van de plannen waarover een besluit is genomen, zoals vastgesteld",
    "formatie": "som van fte × tarief",
    "fte": "som van de fte",
}
_RUNNING = {"cumulatief_saldo": "saldo", "cumulatief": "verschil"}


def programme_figure(subject: ProgrammeSubject, path: Path, value: float) -> Derivation | None:
    """The derivation of a figure at a path of a programme; None for what is not computed."""
    match path:
        case ("per_jaar", year, str(key)):
            return _stream(subject, path, key, value, lambda stream: stream.by_year[int(year)])
        case ("niet_per_jaar", str(key)):
            return _stream(subject, path, key, value, _undated)
        case ("totaal", "terugverdienjaar"):
            terms = tuple(one(f"saldo {year}", amount) for year, amount in subject.result.net.dated.items())
            formula = "eerste jaar waarna het gecumuleerde saldo nooit meer onder 0 komt"
            return Derivation(formula, terms, kind="afgelezen")
        case ("totaal", "terugverdientijd"):
            return _payback_time(subject.result)
        case ("totaal", "verzilverbaar"):
            return _cashable(subject)
        case ("totaal", str(key)):
            return _stream(subject, path, key, value, _total)
        case ("scenarios", str(name), *rest):
            there = f"--scenario {name}: {format_path(tuple(rest))}"
            return sum_of(
                "van het scenario, dat apart is doorgerekend", Term((Figure(name, value, source=there),))
            )
        case ("brug" | "overlap" as block, *_):
            return (bridge_figure if block == "brug" else overlap_figure)(subject, path)
        case ("monitor", int(number), "per_jaar", year, str(key)):
            return post_figure(subject, number, str(year), key, value)
        case ("structureel", str(key)):
            return structural_figure(subject, key)
        case ("per_domein" | "per_blok" | "per_actor" as by, str(name), *rest):
            return breakdown(subject, by, name, tuple(rest))
        case ("maatregelen" | "kosten" | "dekking" | "formatie" as section, int(number), *rest):
            return _row(subject, section, number, tuple(rest))
    return None


def _payback_time(result: ProgrammeResult) -> Derivation:
    """Of a year in which an amount of several years ends, the balance stands nowhere by itself."""
    payback = result.payback or 0
    last = "" if payback in result.net.spans else f"{payback}.saldo"
    places = f"{payback - 1}.cumulatief_saldo", last
    return payback_terms(result.net.dated, result.first_spent or 0, payback, places)


def _row(subject: ProgrammeSubject, section: str, number: int, rest: Path) -> Derivation | None:
    """The derivation of a figure of a measure, of a measure of a programme inside, or of another row."""
    if section != "maatregelen":
        return row_figure(subject, section, number, rest)
    measure = subject.result.plan.measures[number]
    match rest:
        case ("maatregelen", int(part), *below):
            return measure_figure(subject, measure.parts[part], tuple(below))
    return measure_figure(subject, measure, rest)


def why_missing(result: ProgrammeResult, key: str) -> str:
    """Why a figure of a programme does not exist."""
    of_target = key in ("taakstelling", "dekking", "verschil", "verschil_structureel", "cumulatief")
    if of_target and result.target is None:
        return "dit programma heeft geen `taakstelling`"
    if key == "ingeboekt":
        return "van geen maatregel met een bedrag staat er een besluit dat is genomen (`besluit`)"
    if not result.valued:
        return "geen maatregel die meetelt, heeft een bedrag"
    if (of_target or key == "realisatie") and result.plan.counting is None:
        return "dit programma zegt niet hoe het telt (`telling`)"
    if key == "terugverdientijd" and result.payback is not None:
        return "er is geen jaar met kosten om vanaf te tellen"
    if key in ("terugverdienjaar", "terugverdientijd"):
        return (
            "het gecumuleerde saldo blijft onder 0"
            if result.dated
            else "geen enkele besparing heeft een jaar"
        )
    return "hier staat geen bedrag"


def _total(stream: Stream) -> float:
    return stream.total


def _undated(stream: Stream) -> float:
    return stream.total - sums.total(stream.by_year.values())


def _stream(subject: ProgrammeSubject, path: Path, key: str, value: float, probe: Probe) -> Derivation:
    if key in _RUNNING:
        return _running(subject, path, _RUNNING[key], value)
    if key not in _SUMS:
        formula = _FORMULAS.get(key, "som van wat hier telt")
        return sum_of(formula, *stream_terms(subject, key, probe), unit="aantal" if key == "fte" else "euro")
    node, base = subject.data, format_path(path[:-1])
    for piece in path[:-1]:
        node = node[str(piece)]
    passing = probe(subject.result.saving.passing)
    if key == "verschil_structureel" and passing != node["incidenteel"]:
        terms = beside(node, base, _SUMS[key][:-1])
        formula = "verschil − dekking − incidenteel van de gemeente"
        return sum_of(formula, *terms, one("incidenteel van de gemeente", passing, sign=-1))
    return sum_beside(node, base, _SUMS[key])


def _running(subject: ProgrammeSubject, path: Path, key: str, value: float) -> Derivation:
    result = subject.result
    stream = result.net if key == "saldo" else result.difference
    if stream is None or path[0] != "per_jaar":
        return sum_of(f"totaal van {key}", one(key, value, f"totaal.{key}"))
    last = int(path[1])
    dated = (
        one(f"{key} {year}", amount, f"per_jaar.{year}.{key}")
        for year, amount in stream.by_year.items()
        if year <= last
    )
    spans = (
        one(f"over meer jaren, tot en met {year}", amount)
        for year, amount in stream.spans.items()
        if year <= last
    )
    return sum_of(f"som van {key} tot en met dit jaar", *dated, *spans)


def _cashable(subject: ProgrammeSubject) -> Derivation:
    terms = []
    for item in subject.result.leaves:
        measure = item.measure
        if measure.cashable is not None and measure.counted:
            planned = Figure(f"{measure.name}: gepland", item.saving.booked, path=f"{measure.path}.gepland")
            share = Figure("verzilverbaar deel", measure.cashable, "aandeel")
            terms.append(Term((planned, share, Figure("deel in het perspectief", measure.share, "aandeel"))))
    return sum_of("geplande besparing × verzilverbaar deel", *terms)
