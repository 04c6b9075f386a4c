"""The derivation of figures of a programme by domain, by block of the target and by actor."""

from typing import Any

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.programme_blocks import block_of
from rendement.engine.programme_plan import Measure
from rendement.engine.stream import Stream, amounts, in_place
from rendement.report.explain.programme_terms import (
    Probe,
    ProgrammeSubject,
    amount_terms,
    money_of,
    said,
    sum_beside,
    tranche_terms,
)
from rendement.report.explain.records import Derivation, Term, one, sum_of
from rendement.source.path import Path, format_path

_DIFFERENCE = (("realisatie", 1), ("dekking", 1), ("taakstelling", -1))


def breakdown(subject: ProgrammeSubject, by: str, name: str, rest: Path) -> Derivation | None:
    """The derivation of `per_domein.<name>.<rest>`, and so on."""
    path = (by, name, *rest)
    match (by, *rest):
        case ("per_domein", "per_jaar", year, str(key)):
            return _domain(subject, path, name, key, lambda stream: stream.by_year[int(year)])
        case ("per_domein", str(key)):
            return _domain(subject, path, name, key, lambda stream: stream.total)
        case ("per_blok", "per_jaar", year, str(key)):
            return _block(subject, path, name, int(year), key)
        case ("per_actor", "saldo"):
            terms = (term for measure in subject.counted for term in _of_actor(subject, measure, name))
            return sum_of("baten − lasten van deze actor", *terms, *_of_bearer(subject, name))
    return None


def _node(subject: ProgrammeSubject, path: Path) -> Any:
    """What stands at a path of the contract."""
    node: Any = subject.data
    for piece in path:
        node = node[str(piece)]
    return node


def _block(subject: ProgrammeSubject, path: Path, name: str, year: int, key: str) -> Derivation:
    plan = subject.result.plan

    def probe(stream: Stream) -> float:
        return stream.by_year[year]

    if key == "verschil":
        return sum_beside(_node(subject, path[:-1]), format_path(path[:-1]), _DIFFERENCE)
    if key == "cumulatief":
        difference = subject.result.by_block[name].difference
        dated = [(y, amount) for y, amount in difference.by_year.items() if y <= year]
        spans = [(y, amount) for y, amount in difference.spans.items() if y <= year]
        base = format_path(("per_blok", name, "per_jaar"))
        terms = [one(f"verschil {y}", amount, f"{base}.{y}.verschil") for y, amount in dated]
        terms += [one(f"over meer jaren, tot en met {y}", amount) for y, amount in spans]
        return sum_of("som van het verschil tot en met dit jaar", *terms)
    if key == "dekking":
        rows = [row for row in plan.cover if (row.block or NO_DOMAIN) == name]
        items = [(row.name, item) for row in rows for item in row.amounts]
    elif key == "taakstelling":
        items = [(b.name, item) for b in plan.blocks if b.name == name for item in b.target]
    else:
        count, wanted = subject.counts(key)
        found = tranche_terms(
            subject,
            subject.counted,
            count,
            lambda t: wanted(t) and block_of(plan, t) == name,
            probe,
            money="gemeente",
        )
        return sum_of("som van wat in dit blok telt", *found)
    return sum_of(
        "zoals geschreven",
        *(Term((subject.input(label, i.value, "euro", i.path),)) for label, i in items if i.year == year),
    )


def _domain(subject: ProgrammeSubject, path: Path, domain: str, key: str, probe: Probe) -> Derivation:
    def inside(found: str | None) -> bool:
        return (found or NO_DOMAIN) == domain

    if key == "saldo":
        node = _node(subject, path[:-1])
        return sum_beside(node, format_path(path[:-1]), (("in_plaats", 1), ("investering", -1)))
    if key == "investering":
        terms = amount_terms(subject, key, probe, lambda item: inside(item.domain))
        return sum_of("som van de investeringen", *terms)
    count, wanted = subject.counts(key)
    found = tranche_terms(
        subject,
        subject.counted,
        count,
        lambda t: wanted(t) and inside(t.domain),
        probe,
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
        terms.append(one(f"{measure.name}: {said('in_plaats')}", saved))
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
