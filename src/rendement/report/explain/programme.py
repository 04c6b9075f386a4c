"""The derivation of every figure of a programme."""

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import Measure
from rendement.engine.stream import Stream, amounts, in_place
from rendement.report.explain.programme_rows import measure_figure, row_figure
from rendement.report.explain.programme_structural import structural_figure
from rendement.report.explain.programme_terms import (
    Probe,
    ProgrammeSubject,
    amount_terms,
    money_of,
    stream_terms,
    tranche_terms,
)
from rendement.report.explain.records import Derivation, Figure, Term, one, sum_of
from rendement.source import sums
from rendement.source.path import Path, format_path

_SUMS = {
    "saldo": (("in_plaats", 1), ("investering", -1), ("kosten", -1), ("formatie", -1)),
    "verschil": (("realisatie", 1), ("dekking", 1), ("taakstelling", -1)),
    "verschil_structureel": (("verschil", 1), ("dekking", -1), ("incidenteel", -1)),
}
_SAID = {"in_plaats": "besparing die er staat"}
_FORMULAS = {
    "in_plaats": "som van de besparingen die er staan",
    "nieuw": "som van wat erbij komt, min wat vervalt",
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
        case ("totaal", "verzilverbaar"):
            return _cashable(subject)
        case ("totaal", str(key)):
            return _stream(subject, path, key, value, _total)
        case ("scenarios", str(name), *rest):
            there = f"--scenario {name}: {format_path(tuple(rest))}"
            return sum_of(
                "van het scenario, dat apart is doorgerekend", Term((Figure(name, value, source=there),))
            )
        case ("structureel", str(key)):
            return structural_figure(subject, key)
        case ("per_domein", str(domain), str(key)):
            return _domain(subject, domain, key)
        case ("per_actor", str(actor), "saldo"):
            terms = tuple(term for measure in subject.counted for term in _of_actor(subject, measure, actor))
            return sum_of("baten − lasten van deze actor", *terms, *_of_bearer(subject, actor))
        case ("maatregelen", int(number), *rest):
            return measure_figure(subject, subject.result.plan.measures[number], tuple(rest))
        case ("kosten" | "dekking" | "formatie" as section, int(number), *rest):
            return row_figure(subject, section, number, tuple(rest))
    return None


def why_missing(result: ProgrammeResult, key: str) -> str:
    """Why a figure of a programme does not exist."""
    of_target = key in ("taakstelling", "dekking", "verschil", "verschil_structureel", "cumulatief")
    if of_target and result.target is None:
        return "dit programma heeft geen `taakstelling`"
    if not result.valued:
        return "geen maatregel die meetelt, heeft een bedrag"
    if (of_target or key == "realisatie") and result.plan.counting is None:
        return "dit programma zegt niet hoe het telt (`telling`)"
    if key == "terugverdienjaar":
        return (
            "het gecumuleerde saldo blijft onder 0"
            if result.dated
            else "geen enkele besparing heeft een jaar"
        )
    return "hier staat geen bedrag"


def _said(key: str) -> str:
    return _SAID.get(key, key.replace("_", " "))


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
        terms = _beside(node, base, _SUMS[key][:-1])
        formula = "verschil − dekking − incidenteel van de gemeente"
        return sum_of(formula, *terms, one("incidenteel van de gemeente", passing, sign=-1))
    return _sum(node, base, _SUMS[key])


def _beside(node: dict[str, float | None], base: str, parts: tuple[tuple[str, int], ...]) -> list[Term]:
    """Figures that stand beside this one, as far as they exist."""
    return [
        one(_said(name), found, f"{base}.{name}", sign=sign)
        for name, sign in parts
        if (found := node[name]) is not None
    ]


def _sum(node: dict[str, float | None], base: str, parts: tuple[tuple[str, int], ...]) -> Derivation:
    """The sum of figures that stand beside it; what does not exist does not count."""
    formula = " ".join(f"{'+' if sign > 0 else '−'} {_said(name)}" for name, sign in parts)
    return sum_of(formula.lstrip("+ "), *_beside(node, base, parts))


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
    for item in subject.result.measures:
        measure = item.measure
        if measure.cashable is not None and measure.counted:
            planned = Figure(f"{measure.name}: gepland", item.saving.booked, path=f"{measure.path}.gepland")
            share = Figure("verzilverbaar deel", measure.cashable, "aandeel")
            terms.append(Term((planned, share, Figure("deel in het perspectief", measure.share, "aandeel"))))
    return sum_of("geplande besparing × verzilverbaar deel", *terms)


def _domain(subject: ProgrammeSubject, domain: str, key: str) -> Derivation:
    def inside(found: str | None) -> bool:
        return (found or NO_DOMAIN) == domain

    if key == "saldo":
        node = subject.data["per_domein"][domain]
        return _sum(node, format_path(("per_domein", domain)), (("in_plaats", 1), ("investering", -1)))
    if key == "investering":
        terms = amount_terms(subject, key, _total, lambda item: inside(item.domain))
        return sum_of("som van de investeringen", *terms)
    count, wanted = subject.counts(key)
    found = tranche_terms(
        subject,
        subject.counted,
        count,
        lambda t: wanted(t) and inside(t.domain),
        _total,
        money=money_of(key),
    )
    return sum_of("som van wat in dit domein telt", *found)


def _of_actor(subject: ProgrammeSubject, measure: Measure, actor: str) -> list[Term]:
    """What a measure brings one actor, whole."""
    plan = subject.result.plan
    if measure.case is not None:
        return [one(f"{measure.name}: saldo", net) for code, net in measure.case.by_actor if code == actor]
    saved, terms = in_place(measure.tranches, plan.years).total, []
    if actor == plan.bearer:
        spent = amounts(measure.investments, plan.years).total
        terms.append(one(f"{measure.name}: {_said('in_plaats')}", saved))
        terms.append(one(f"{measure.name}: investering", spent, sign=-1))
    if actor == measure.counterparty:
        terms.append(one(f"{measure.name}: overdracht", saved, sign=-1))
    return terms


def _of_bearer(subject: ProgrammeSubject, actor: str) -> list[Term]:
    """The costs and the staff, which are of whoever bears the programme."""
    plan = subject.result.plan
    if actor != plan.bearer:
        return []
    costs = [(row.name, amounts(row.amounts, plan.years).total) for row in plan.costs]
    staff = [(row.name, row.rate * amounts(row.staff, plan.years).total) for row in plan.staff]
    return [one(name, amount, sign=-1) for name, amount in (*costs, *staff)]
