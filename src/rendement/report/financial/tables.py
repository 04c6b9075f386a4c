"""The tables of the financial paragraph."""

from collections.abc import Iterator, Sequence

from rendement.engine import budget
from rendement.engine.budget import Budget, Count, Word
from rendement.engine.plan import Unvalued
from rendement.figures.budget_fields import UNSAID
from rendement.report.document import Block, Role, Table
from rendement.report.dutch import plain
from rendement.report.financial.rows import BASE, Amounts, Heading, Years, of_part, summed
from rendement.source.path import Path
from rendement.source.saving_kinds import STRUCTURAL

CHARGES, YIELDS, COVER = "Extra kosten", "Verzilverbare baten", "Dekking"
CHARGES_BY, YIELDS_BY, COVER_BY = "lasten_naar_soort", "verzilverbaar_naar_soort", "dekking_naar_soort"


def by_year(found: Budget, unvalued: Sequence[Unvalued] = ()) -> Table:
    """What is spent more, what leaves a budget, what is left, and what covers it; not what has no amount."""
    charges, yields = (_without(unvalued, other) for other in ("baat", "last"))
    net = _without(unvalued, "")
    rows = [
        *_split(found, CHARGES, budget.costs, budget.nature, ("lasten", CHARGES_BY), charges),
        *_split(found, YIELDS, budget.cashable, budget.nature, ("verzilverbaar", YIELDS_BY), yields),
        _net(found, f"Saldo{net}", BASE, "uitkomst"),
        *_cover(found, net),
    ]
    return Years(found).table("begroting", "de gemeente, per begrotingsjaar", rows)


def _without(unvalued: Sequence[Unvalued], other: str) -> str:
    """What a sum says of itself where something without an amount may belong to it."""
    return " (zonder P.M.)" if any(item.direction != other for item in unvalued) else ""


def lasting(found: Budget) -> Table:
    """What is spent more for good, beside what covers that for good."""
    charges, yields, cover = (
        _natures(found, count) for count in (budget.costs, budget.cashable, budget.cover)
    )
    rows = [
        of_part("Structurele kosten", found, lambda part: part.lasting_costs, ("structurele_lasten",)),
        *(
            _one_word(found, label, count, budget.nature, (key, STRUCTURAL))
            for label, said, count, key in (
                ("Structurele verzilverbare baten", yields, budget.cashable, YIELDS_BY),
                ("Structureel deel van de dekking", cover, budget.cover, COVER_BY),
            )
            if STRUCTURAL in said
        ),
        of_part(
            "Structurele dekking samen",
            found,
            lambda part: part.lasting_cover,
            ("structurele_dekking",),
            role="totaal",
        ),
    ]
    rows += [
        _one_word(found, f"{label} waarvan de soort {UNSAID} is", count, budget.nature, (key, UNSAID))
        for label, words, count, key in (
            (CHARGES, charges, budget.costs, CHARGES_BY),
            (COVER, cover, budget.cover, COVER_BY),
        )
        if UNSAID in words
    ]
    title = "structurele kosten tegenover structurele dekking"
    return Years(found).table("begroting_structureel", title, rows)


def amendment(found: Budget) -> list[Block]:
    """A draft of what changes in the budget, by the part of it, if anything; and what covers that."""
    rows: list[Amounts | Heading] = []
    fields = found.by_field
    for name, part in fields.items():
        rows.append(Heading(f"Taakveld {plain(name or UNSAID)}"))
        rows += _changes(part, (*BASE, "per_taakveld", name or UNSAID))
    if len(fields) > 1:
        rows += [Heading("Alle taakvelden"), *_changes(found, BASE)]
    if _words(found, budget.cover, budget.origin):
        rows += _cover(found)
    table = Years(found).table("begrotingswijziging", "concept-begrotingswijziging", rows)
    return [table] if rows else []


def _changes(found: Budget, base: Path) -> Iterator[Amounts]:
    yield summed("Lasten", found, budget.costs, "lasten", base=base)
    yield summed("Baten", found, budget.cashable, "verzilverbaar", base=base)
    yield _net(found, "Saldo (baten − lasten)", base, "totaal")


def _cover(found: Budget, without: str = "") -> Iterator[Amounts]:
    """Where the difference comes from, and what is left with that; a dash where nothing says it."""
    words = _words(found, budget.cover, budget.origin)
    if not words:
        yield Amounts(f"{COVER}: {UNSAID}", lambda _: (None, ""))
        return
    yield from _split(found, COVER, budget.cover, budget.origin, ("dekking", "dekking_uit"))
    yield of_part(
        f"Saldo na dekking{without}", found, lambda part: part.covered, ("na_dekking",), role="uitkomst"
    )


def _net(found: Budget, label: str, base: Path, role: Role) -> Amounts:
    return of_part(label, found, lambda part: part.net, ("saldo",), base=base, role=role)


def _split(
    found: Budget, label: str, count: Count, word: Word, keys: tuple[str, str], without: str = ""
) -> Iterator[Amounts]:
    """A sum under its parts; of one part the sum alone, with the word of that."""
    whole, parts = keys
    words = _words(found, count, word)
    if len(words) == 1:
        yield summed(f"{label}: {words[0]}{without}", found, count, whole, "totaal")
        return
    for own in words:
        yield _one_word(found, f"{label}: {own}", count, word, (parts, own))
    yield summed(f"{label}{without}", found, count, whole, "totaal")


def _one_word(found: Budget, label: str, count: Count, word: Word, key: Sequence[str]) -> Amounts:
    own = None if key[-1] == UNSAID else key[-1]
    return of_part(label, found, lambda part: part.parts(count, word).get(own), key)


def _words(found: Budget, count: Count, word: Word) -> list[str]:
    return [own or UNSAID for own in found.whole.parts(count, word)]


def _natures(found: Budget, count: Count) -> list[str]:
    return _words(found, count, budget.nature)
