"""The derivation of every figure of a programme."""

from typing import Any

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.stream import Stream, amounts, in_place
from rendement.report.explain.programme_rows import measure_figure, printed_figure, row_figure
from rendement.report.explain.programme_terms import (
    Probe,
    ProgrammeSubject,
    amount_terms,
    stream_terms,
    tranche_terms,
)
from rendement.report.explain.records import Derivation, Figure, Term, one, total_of
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


def programme_figure(subject: ProgrammeSubject, path: Path, value: Any) -> Derivation | None:
    """The derivation of a figure at a path of a programme; None for what is not computed."""
    if value is None or not isinstance(value, int | float) or isinstance(value, bool):
        return None
    match path:
        case ("per_jaar", year, str(key)):
            return _stream(subject, path, key, value, lambda stream: stream.by_year[int(year)])
        case ("niet_per_jaar", str(key)):
            return _stream(subject, path, key, value, _undated)
        case ("totaal", str(key)):
            return _total(subject, path, key, value)
        case ("per_domein", str(domain), str(key)):
            return _domain(subject, path, domain, key, value)
        case ("per_actor", str(actor), "saldo"):
            return _actor(subject, path, actor, value)
        case ("maatregelen", int(number), *rest):
            measure = subject.result.plan.measures[number]
            return measure_figure(subject, measure, path, tuple(rest), value)
        case (("kosten" | "dekking" | "formatie") as section, int(number), *rest):
            return row_figure(subject, str(section), number, path, tuple(rest), value)
        case ("gedrukt", int(number), "berekend" | "verschil"):
            return printed_figure(subject, number, path, value)
    return None


def _said(key: str) -> str:
    return _SAID.get(key, key.replace("_", " "))


def _undated(stream: Stream) -> float:
    return stream.total - sums.total(stream.by_year.values())


def _stream(subject: ProgrammeSubject, path: Path, key: str, value: float, probe: Probe) -> Derivation | None:
    base = format_path(path[:-1])
    if key in _RUNNING:
        return _running(subject, path, _RUNNING[key], value)
    if key in _SUMS:
        around = subject.data if path[0] == "totaal" else None
        node = (
            around["totaal"]
            if around
            else subject.data["per_jaar"].get(path[1], subject.data["niet_per_jaar"])
        )
        terms = [
            one(_said(name), node[name], path=f"{base}.{name}", sign=sign)
            for name, sign in _SUMS[key]
            if node[name] is not None
        ]
        names = ((_said(name), sign) for name, sign in _SUMS[key])
        formula = " ".join(f"{'+' if sign > 0 else '−'} {name}" for name, sign in names).lstrip("+ ")
        return total_of(path, value, formula, terms)
    formula = _FORMULAS.get(key, "som van wat hier telt")
    terms = stream_terms(subject, key, probe)
    return total_of(path, value, formula, terms, unit="aantal" if key == "fte" else "euro")


def _running(subject: ProgrammeSubject, path: Path, key: str, value: float) -> Derivation:
    result = subject.result
    stream = result.net if key == "saldo" else result.difference
    if stream is None or path[0] != "per_jaar":
        return total_of(path, value, f"totaal van {key}", [one(key, value, path=f"totaal.{key}")])
    last = int(path[1])
    terms = [
        one(f"{key} {y}", amount, path=f"per_jaar.{y}.{key}")
        for y, amount in stream.by_year.items()
        if y <= last
    ]
    terms += [
        one(f"over meer jaren, tot en met {y}", amount) for y, amount in stream.spans.items() if y <= last
    ]
    return total_of(path, value, f"som van {key} tot en met dit jaar", terms)


def _total(subject: ProgrammeSubject, path: Path, key: str, value: float) -> Derivation | None:
    if key == "terugverdienjaar":
        terms = tuple(one(f"saldo {year}", amount) for year, amount in subject.result.net.dated.items())
        formula = "eerste jaar waarna het gecumuleerde saldo nooit meer onder 0 komt"
        return Derivation(format_path(path), value, "afgelezen", formula, terms)
    if key == "verzilverbaar":
        terms = tuple(
            Term(
                (
                    Figure(
                        f"{item.measure.name}: gepland",
                        item.saving.booked,
                        path=f"{item.measure.path}.gepland",
                    ),
                    Figure("verzilverbaar deel", item.measure.cashable, "aandeel"),
                    Figure("deel in het perspectief", item.measure.share, "aandeel"),
                )
            )
            for item in subject.result.measures
            if item.measure.cashable is not None and item.measure.counted
        )
        return total_of(path, value, "geplande besparing × verzilverbaar deel", terms)
    return _stream(subject, path, key, value, lambda stream: stream.total)


def _domain(subject: ProgrammeSubject, path: Path, domain: str, key: str, value: float) -> Derivation:
    plan = subject.result.plan
    measures = [measure for measure in plan.measures if measure.counted]

    def inside(found: str | None) -> bool:
        return (found or NO_DOMAIN) == domain

    def probe(stream: Stream) -> float:
        return stream.total

    if key == "saldo":
        node = subject.data["per_domein"][domain]
        base = format_path(path[:-1])
        terms = [one(_said("in_plaats"), node["in_plaats"], path=f"{base}.in_plaats")]
        terms.append(one("investering", node["investering"], path=f"{base}.investering", sign=-1))
        return total_of(path, value, f"{_said('in_plaats')} − investering", terms)
    if key == "investering":
        terms = [
            term
            for measure in measures
            for item in measure.investments
            if inside(item.domain)
            for figure in (subject.invested(measure, item, f"{measure.name} {item.year}"),)
            for term in amount_terms(figure, item, plan.years, measure.investment_share, probe)
        ]
        return total_of(path, value, "som van de investeringen", terms)
    count, wanted = subject.counts(key)
    terms = tranche_terms(subject, measures, count, lambda t: wanted(t) and inside(t.domain), probe)
    return total_of(path, value, "som van wat in dit domein telt", terms)


def _actor(subject: ProgrammeSubject, path: Path, actor: str, value: float) -> Derivation:
    plan = subject.result.plan
    terms: list[Term] = []
    for measure in plan.measures:
        if not measure.counted:
            continue
        whole = in_place(measure.tranches, plan.years).total
        if measure.case is not None:
            terms += [
                one(f"{measure.name}: saldo", net) for code, net in measure.case.by_actor if code == actor
            ]
            continue
        if actor == plan.bearer:
            terms.append(one(f"{measure.name}: {_said('in_plaats')}", whole))
            terms.append(
                one(f"{measure.name}: investering", amounts(measure.investments, plan.years).total, sign=-1)
            )
        if actor == measure.counterparty:
            terms.append(one(f"{measure.name}: overdracht", whole, sign=-1))
    if actor == plan.bearer:
        terms += [one(row.name, amounts(row.amounts, plan.years).total, sign=-1) for row in plan.costs]
        terms += [
            one(row.name, row.rate * amounts(row.staff, plan.years).total, sign=-1) for row in plan.staff
        ]
    return total_of(path, value, "baten − lasten van deze actor", terms)
