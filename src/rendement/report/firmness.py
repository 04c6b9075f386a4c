"""How firm the benefits are, under the total."""

from rendement.engine.firmness import Firmness
from rendement.report.document import Block, Cell, Facts
from rendement.report.dutch import euro, percent, plain

UNSAID = "niet opgegeven"


def firmness_blocks(found: Firmness, benefits: float) -> list[Block]:
    """What the lines say of it, beside all benefits; nothing when none says anything."""
    if not found.stated:
        return []
    items: list[tuple[str, float]] = []
    if found.cashable or found.not_cashable:
        items += [("Verzilverbaar", found.cashable), ("Niet verzilverbaar", found.not_cashable)]
        items += [(f"Verzilverbaar of niet: {UNSAID}", found.unsaid)] if found.unsaid else []
    for name, amounts in (("Soort", found.by_nature), ("Bewijs", found.by_evidence)):
        if set(amounts) - {None}:
            items += [(f"{name}: {plain(word or UNSAID)}", amount) for word, amount in amounts.items()]
    items += [("Na afloop van het bewijs", found.after_evidence)] if found.after_evidence else []
    facts = tuple((label, _share(amount, benefits)) for label, amount in items)
    return [Facts("hardheid", "Hoe hard zijn de baten", facts)]


def _share(amount: float, benefits: float) -> Cell:
    share = f" ({percent(round(amount / benefits, 2))})" if benefits else ""
    return Cell(f"{euro(amount)}{share}", amount)
