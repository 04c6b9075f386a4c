"""The derivation of what is left of a programme when every euro counts once."""

from typing import Any

from rendement.engine.overlap import Bound, Overlap
from rendement.engine.overlap_bounds import Cut, End
from rendement.engine.overlap_pots import Pot
from rendement.report.explain.programme_terms import ProgrammeSubject
from rendement.report.explain.records import Derivation, Figure, Term, one, sum_of
from rendement.source.path import Path, format_path

_LOW, _HIGH = "laag", "hoog"
_WHY = {
    "overlap": "dezelfde euro",
    "volgorde": "er blijft minder over voor",
    "voorwaarde": "maakt andere mogelijk",
    "alternatief": "komt er niet",
}


def overlap_figure(subject: ProgrammeSubject, path: Path) -> Derivation | None:
    """The derivation of `overlap.<...>`."""
    found = subject.overlap
    if found is None:
        return None
    match path[1:]:
        case ("saldo", str(end)):
            return _bound(found.balance.low if end == _LOW else found.balance.high)
        case ("verschil", year, str(end)):
            ends = found.differences[int(year)]
            return _bound(ends.low if end == _LOW else ends.high)
        case ("varianten", int(number), "saldo", str(end)):
            ends = found.variants[number].ends
            return _bound(ends.low if end == _LOW else ends.high)
        case ("potten", int(number), "claims", int(claim), "bedrag"):
            return _claim(subject, found.pots[number], claim)
        case ("potten", int(number), "bruto"):
            base = format_path(path[:-1])
            claims = found.pots[number].claims
            terms = (one(c.name, c.amount, f"{base}.claims[{i}].bedrag") for i, c in enumerate(claims))
            return sum_of("som van wat de maatregelen op deze pot besparen", *terms)
        case ("potten", int(number), "overlap", str(end)):
            pot = found.pots[number]
            return _cuts(pot.high if end == _LOW else pot.low)
        case ("potten", int(number), "afgetopt", str(end)):
            pot = found.pots[number]
            return _capped(pot.low if end == _LOW else pot.high)
        case (*_, "netto", str(end)):
            return _left(subject, path, end)
        case (("per_jaar" | "totaal"), *_):
            return _summed(found, path)
    return None


def _bound(bound: Bound) -> Derivation:
    return sum_of("som, min wat niet nog eens telt", *(one(*term) for term in bound.terms))


def _claim(subject: ProgrammeSubject, pot: Pot, number: int) -> Derivation:
    claim = pot.claims[number]
    leaf = next(leaf for leaf in subject.result.plan.leaves if leaf.path == claim.path)
    if leaf.case is not None:
        there = f"{leaf.case.file}: {pot.year}, {pot.name}"
        return sum_of("van de casus", Term((Figure(claim.name, claim.amount, source=there),)))
    whole = claim.amount / leaf.share
    stands = Figure(f"{leaf.name}: in plaats", whole, path=f"{leaf.path}.in_plaats.{pot.year}")
    return sum_of(
        "wat er van de maatregel staat",
        Term((stands, Figure("deel in het perspectief", leaf.share, "aandeel"))),
    )


def _cuts(end: End) -> Derivation:
    formula = "wat niet nog eens telt: deel × claim, van twee de kleinste"
    return sum_of(formula, *(_cut(cut) for cut in end.cuts))


def _cut(cut: Cut) -> Term:
    name = f"{_WHY[cut.why]}: {', '.join(cut.names)}"
    return Term((Figure("deel", cut.share, "aandeel"), Figure(name, cut.of)))


def _capped(end: End) -> Derivation:
    formula = "wat na de overlap boven het budget komt"
    if end.budget is None or not end.capped:
        return sum_of(formula)
    return sum_of(
        formula, one("bruto", end.gross), one("overlap", end.cut, sign=-1), one("budget", end.budget, sign=-1)
    )


def _left(subject: ProgrammeSubject, path: Path, end: str) -> Derivation:
    """What is left is least where most is cut."""
    node: Any = subject.data
    for piece in path[:-2]:
        node = node[int(piece)] if isinstance(node, list) else node[str(piece)]
    base, cut = format_path(path[:-2]), _HIGH if end == _LOW else _LOW
    return sum_of(
        "bruto − overlap − wat boven het budget komt",
        one("bruto", node["bruto"], f"{base}.bruto"),
        one("overlap", node["overlap"][cut], f"{base}.overlap.{cut}", sign=-1),
        one("boven het budget", node["afgetopt"][end], f"{base}.afgetopt.{end}", sign=-1),
    )


def _summed(found: Overlap, path: Path) -> Derivation | None:
    """A figure of a year or of all years: the same of every pot."""
    sums = found.by_year[int(path[2])] if path[1] == "per_jaar" else found.summed()
    match path[-2:]:
        case (_, "bruto"):
            terms = [(pot, pot.gross) for pot, _ in sums.low.pots]
        case ("overlap", str(end)):
            terms = [(pot, own.cut) for pot, own in (sums.high if end == _LOW else sums.low).pots]
        case ("afgetopt", str(end)):
            terms = [(pot, own.capped) for pot, own in (sums.low if end == _LOW else sums.high).pots]
        case _:
            return None
    return sum_of("som van de potten", *(one(f"{pot.name} {pot.year}", amount) for pot, amount in terms))
