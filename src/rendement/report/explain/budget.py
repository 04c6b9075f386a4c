"""The derivation of every figure of the budget of the municipality, of a case or of a programme."""

from collections.abc import Callable, Iterator

from rendement.engine import budget
from rendement.engine.budget import Budget, BudgetPart, Count, Word
from rendement.engine.budget_entry import APART, MUNICIPALITY, WHOLE, Entry, When
from rendement.figures.budget_fields import UNSAID
from rendement.report.explain.programme_terms import ProgrammeSubject, sum_beside
from rendement.report.explain.records import Derivation, Figure, Subject, Term, sum_of
from rendement.report.explain.totals import portion
from rendement.source.path import Path, format_path
from rendement.source.saving_kinds import STRUCTURAL
from rendement.source.sums import total

_SUMS = {
    "saldo": (("verzilverbaar", 1), ("lasten", -1)),
    "na_dekking": (("saldo", 1), ("dekking", 1)),
}
_COUNTS: dict[str, tuple[Count, ...]] = {
    "lasten": (budget.costs,),
    "verzilverbaar": (budget.cashable,),
    "dekking": (budget.cover,),
    "baten": (budget.benefits,),
    "niet_verzilverbaar": (budget.not_cashable,),
    "niet_opgegeven": (budget.unsaid,),
    "structurele_lasten": (budget.costs,),
    "structurele_dekking": (budget.cashable, budget.cover),
}
_BY: dict[str, tuple[Count, Word]] = {
    "lasten_naar_soort": (budget.costs, budget.nature),
    "verzilverbaar_naar_soort": (budget.cashable, budget.nature),
    "dekking_naar_soort": (budget.cover, budget.nature),
    "dekking_uit": (budget.cover, budget.origin),
}
_OF_FIELD = "per_taakveld"


def budget_figure(subject: Subject | ProgrammeSubject, found: Budget, path: Path) -> Derivation | None:
    """The derivation of `begroting.<…>`."""
    rest = path[1:]
    if rest[0] == _OF_FIELD:
        found = {name or UNSAID: part for name, part in found.by_field.items()}[str(rest[1])]
        rest = rest[2:]
    length = 2 if rest[0] == "per_jaar" else 1
    when = int(rest[1]) if length == 2 else APART if rest[0] == APART else WHOLE
    part, key, base = (
        BudgetPart(found.entries, when),
        str(rest[length]),
        path[: len(path) - len(rest) + length],
    )
    if key in _SUMS:
        return sum_beside(_node(subject, base), format_path(base), _SUMS[key])
    return sum_of(_said(key), *_terms(subject, part, *_wanted(key, rest[length + 1 :])))


def cover_figure(subject: Subject, path: Path) -> Derivation:
    """The derivation of `dekking[i].<sleutel>` of a case."""
    row, year = subject.result.plan.cover[int(path[1])], path[-1]
    terms = (
        Term((subject.input(str(own), amount, "euro", f"{row.path}.bedragen.{own}"),))
        for own, amount in row.by_year.items()
        if year in (str(own), "totaal")
    )
    return sum_of("zoals geschreven", *terms)


def _said(key: str) -> str:
    if key.startswith("structurele"):
        return "som van wat van de gemeente is en structureel heet"
    return "som van wat van de gemeente is en hier telt"


def _node(subject: Subject | ProgrammeSubject, path: Path) -> dict[str, float | None]:
    node = subject.data
    for piece in path:
        node = node[str(piece)]
    return node


def _wanted(key: str, rest: Path) -> tuple[tuple[Count, ...], Callable[[Entry], bool]]:
    """How often entries count, and which of them."""
    if key in _BY:
        count, word = _BY[key]
        return (count,), lambda entry: (word(entry) or UNSAID) == rest[0]
    if key.startswith("structurele"):
        return _COUNTS[key], lambda entry: entry.nature == STRUCTURAL
    return _COUNTS[key], lambda _: True


def _terms(
    subject: Subject | ProgrammeSubject,
    part: BudgetPart,
    counts: tuple[Count, ...],
    wanted: Callable[[Entry], bool],
) -> Iterator[Term]:
    for entry in filter(wanted, part.entries):
        for count in counts:
            share = count(entry)
            if share is not None and entry.amount(part.when):
                term = _term(subject, entry, part.when)
                factors = () if share == 1 else (_factor(count, share),)
                yield Term((*term.figures, *factors), term.sign)


def _factor(count: Count, share: float) -> Figure:
    name = "niet verzilverbaar deel" if count is budget.not_cashable else "verzilverbaar deel"
    return Figure(name, share, "aandeel")


def _term(subject: Subject | ProgrammeSubject, entry: Entry, when: When) -> Term:
    """The whole amount of an entry, as a part of what it was made from."""
    amount = entry.amount(when)
    if entry.written is not None:
        return Term(tuple(_made(subject, entry, amount)))
    if isinstance(subject, ProgrammeSubject):
        return Term((Figure(entry.name, amount, source=entry.path),))
    item = next(found for found in subject.result.lines if found.line.path == entry.path)
    units = total(flow.unit for flow in item.flows if flow.actor == MUNICIPALITY)
    if when == WHOLE:
        whole, weight = Figure(entry.name, item.net, path=f"{entry.path}.netto"), item.weight
    else:
        year = int(when)
        whole = Figure(entry.name, item.by_year[year], path=f"{entry.path}.per_jaar.{year}")
        weight = item.weights[year]
    return portion(item, whole, units, weight, f"van {MUNICIPALITY}")


def _made(subject: Subject | ProgrammeSubject, entry: Entry, amount: float) -> Iterator[Figure]:
    """The number that was written, and by what it is multiplied."""
    written = entry.written or 0.0
    yield subject.input(entry.name, written, "euro" if entry.rate is None else "aantal", entry.path)
    if entry.rate is not None:
        yield Figure("tarief", entry.rate)
    elif amount != written:
        yield Figure("keer dat het telt", amount / written, "factor")
