"""What programmes of one place save from the same pot, each in a file of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme
from rendement.lint.overlap import names_of, written_at
from rendement.source.scalar import euros


def claims(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """What every measure of a programme saves from a pot."""
    if not isinstance(known, KnownProgramme):
        return
    from rendement.study.shared_pots import claims_on_pots  # noqa: PLC0415 - not for a case

    for claim in claims_on_pots(known.figures):
        pot, name, path, *_ = claim
        key = (known.result.plan.place.casefold(), known.figures.currency, pot)
        yield Fact(written_at(known, path), key, {"pot": pot, "naam": name, "claim": claim})


def meet_elsewhere(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """The claims on a pot that meet one in another file."""
    from rendement.study.shared_pots import PotClaim, meetings  # noqa: PLC0415 - only where there are claims

    pots: dict[Any, dict[str, list[Noted]]] = {}
    for item in facts:
        pots.setdefault(item.fact.key, {}).setdefault(item.where.mark.file, []).append(item)
    for files in pots.values():
        own = [[_claim(PotClaim, item) for item in items] for items in files.values()]
        for meeting in meetings(own):
            there = {(file, claim.path) for file, claim in meeting.claims}
            group = [
                item
                for number, items in enumerate(files.values())
                for item in items
                if (number, item.fact.said["claim"][2]) in there
            ]
            said = {
                "pot": meeting.pot,
                "wie": names_of([str(item.fact.said["naam"]) for item in group]),
                "hoeveel": len({number for number, _ in there}),
                "bruto": euros(meeting.gross),
                "laag": euros(meeting.least),
            }
            yield [replace(item, fact=replace(item.fact, said=said)) for item in group]


def _claim(kind: Any, item: Noted) -> Any:
    """The claim again, also where it was kept as JSON."""
    *words, by_year = item.fact.said["claim"]
    return kind(*words, tuple((year, amount) for year, amount in by_year))
