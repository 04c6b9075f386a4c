"""How firm the benefits are, under the total."""

from rendement.figures.case_fields import UNSAID
from rendement.figures.field import Data
from rendement.report.document import Block, Cell, Facts
from rendement.report.dutch import euro, percent, plain


def firmness_blocks(data: Data) -> list[Block]:
    """What the lines say of it; nothing when none says anything."""
    found = data["hardheid"]
    if not found["opgegeven"]:
        return []
    total = data["totaal"]["baten"]
    items: list[tuple[str, Cell]] = []
    if found["verzilverbaar"] or found["niet_verzilverbaar"]:
        items.append(_item("Verzilverbaar", found["verzilverbaar"], total))
        items.append(_item("Niet verzilverbaar", found["niet_verzilverbaar"], total))
        if found["niet_opgegeven"]:
            items.append(_item("Verzilverbaar of niet: niet opgegeven", found["niet_opgegeven"], total))
    for name, amounts in (("Soort", found["soort"]), ("Bewijs", found["bewijs"])):
        if set(amounts) - {UNSAID}:
            items += [_item(f"{name}: {plain(word)}", amount, total) for word, amount in amounts.items()]
    if found["na_bewijs"]:
        items.append(_item("Na afloop van het bewijs", found["na_bewijs"], total))
    return [Facts("hardheid", "Hoe hard zijn de baten", tuple(items))]


def _item(label: str, amount: float, total: float) -> tuple[str, Cell]:
    share = f" ({percent(round(amount / total, 2))})" if total else ""
    return label, Cell(f"{euro(amount)}{share}", amount)
