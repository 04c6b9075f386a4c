"""What knowing is worth, in sentences."""

from collections.abc import Iterator

from rendement.figures.sensitivity import Sensitivity, Worth
from rendement.figures.sensitivity_fields import told
from rendement.report.dutch import counted, euro, plain
from rendement.report.sensitivity.values import about, outcome_text, rounded_text
from rendement.report.uncertainty import FEW_DRAWS

_WHY = {
    "gevraagd": "de gevraagde uitkomst ({path}) boven of onder nul",
    "verwacht": "wat nog te besluiten is: het verwachte deel (totaal.verwacht.rendement); de rest ligt vast",
    "contant": "de contante waarde, want het geld valt in meer dan één jaar",
    "rendement": "het rendement",
}
_EACH = (
    "Het besluit is per maatregel doorgaan of stoppen, op wat zij nog brengt: wat gerealiseerd is, ligt "
    "vast. Kosten en formatie van het programma zelf horen bij geen ervan."
)
_ONE = "Dat geldt voor één zo'n besluit; wie het vaker neemt (elk jaar, in meer plaatsen), telt het vaker."
MOST_TOLD = 8


def driven_by(found: Sensitivity) -> Iterator[str]:
    """What the outcome depends on most."""
    first = next((bar for bar in found.bars if bar.swing and not bar.certain), None)
    if first is None:
        if not found.driven:
            yield "Geen enkel getal heeft een bandbreedte; schrijf in het bestand wat onzeker is, zoals 4..8."
        return
    ends = [outcome_text(found, end) for end in (first.at_low, first.at_high) if end is not None]
    yield (
        f"Het meest hangt de uitkomst af van {plain(first.label)}. Van het 10%- tot het 90%-punt, al het "
        f"andere gelijk, loopt zij van {' naar '.join(ends)}."
    )


def worth_sentences(found: Sensitivity) -> Iterator[str]:
    """What perfect knowledge is worth, of everything and of each thing."""
    decision, evpi = found.decision, told(found)
    if not found.driven and not decision.behind:
        return  # that nothing has a range is said already
    each = decision.why == "maatregelen"
    if each and decision.measures:
        yield _EACH
    elif not each and not decision.behind:
        yield f"Het besluit is doorgaan of stoppen, op {_WHY[decision.why].format(path=decision.path)}."
    yield worth_sentence(found)
    if decision.behind or evpi is None or found.draws < FEW_DRAWS:
        return
    if not evpi.value:
        yield from _other_question(found)
        return
    yield from _by_measure(found)
    yield from _each(found)
    for one in found.together:
        names = " en ".join(plain(label) for label in one.labels)
        yield f"Samen weten, {names}: {_at_most(one.worth)}."
    yield _ONE


def _other_question(found: Sensitivity) -> Iterator[str]:
    """Bars may cross zero where no decision turns: they are of another figure, with what is settled."""
    decision = found.decision
    apart = decision.path != found.outcome or decision.why == "maatregelen"
    if apart and any(bar.turns for bar in found.bars):
        yield f"Het woord nul bij een staaf gaat over het geheel ({found.title}), en niet over dit besluit."


def _by_measure(found: Sensitivity) -> Iterator[str]:
    """Of which measures it is doubtful whether to go on, the most first."""
    known = [(plain(one.name), one.evpi) for one in found.decision.measures if one.evpi is not None]
    some = sorted((pair for pair in known if pair[1].value > pair[1].error), key=lambda pair: -pair[1].value)
    if some and len(known) > 1:
        pieces = [f"{name} ({about(worth.value, worth.error)})" for name, worth in some[:MOST_TOLD]]
        yield f"Dat zit in {len(some)} van de {len(known)} maatregelen: {', '.join(pieces)}."


def worth_sentence(found: Sensitivity) -> str:
    """What it is worth to know everything, or why nothing is to be said of that."""
    evpi, each = told(found), found.decision.why == "maatregelen"
    if found.decision.behind:
        return "Alles is gerealiseerd: het besluit ligt achter ons, en weten kan het niet meer veranderen."
    if each and not found.decision.measures:
        return "Geen enkele maatregel heeft een eigen saldo, dus per maatregel valt er niets te besluiten."
    if evpi is None or found.draws < FEW_DRAWS:
        return f"Met minder dan {FEW_DRAWS} trekkingen valt niet te zeggen wat weten waard is."
    if not evpi.value:
        turned = "een besluit per maatregel" if each else "het oordeel"
        what = "wat een maatregel nog brengt" if each else "de uitkomst"
        return (
            f"Geen van deze onzekerheden kan {turned} omkeren: in geen enkele van "
            f"{counted(found.draws, 'trekking', 'trekkingen')} ligt {what} aan de andere kant van nul."
        )
    return _everything(found.what, evpi)


def _everything(what: str, evpi: Worth) -> str:
    if about(evpi.value, evpi.error) == "verwaarloosbaar":
        return f"Wie alles vooraf zeker wist, zou met {what} nauwelijks beter kiezen: verwaarloosbaar."
    return (
        f"Wie alles vooraf zeker wist, zou met {what} gemiddeld {about(evpi.value, evpi.error)} beter "
        "kiezen; meer is onderzoek vooraf voor dit ene besluit niet waard."
    )


def _each(found: Sensitivity) -> Iterator[str]:
    """One sentence: what each is worth alone, the most first; those that are worth nothing together."""
    known = [(plain(one.label), one.worth) for one in found.driven if one.worth is not None]
    some = [(name, worth) for name, worth in known if worth.value > worth.error]
    some.sort(key=lambda pair: -pair[1].value)
    pieces = [f"{name}, ten hoogste {about(worth.value, worth.error)}" for name, worth in some[:MOST_TOLD]]
    left = len(known) - len(pieces)
    if left and pieces:
        others = "de andere" if left == 1 else f"elk van de andere ({left})"
        pieces.append(f"{others} {'minder' if len(some) > MOST_TOLD else 'verwaarloosbaar'}")
    if not pieces:
        yield "Eén ding apart weten is verwaarloosbaar: geen ervan keert het oordeel alleen om."
        return
    yield f"Alleen weten van {'; '.join(pieces)}."


def _at_most(worth: Worth | None) -> str:
    if worth is None:
        return "niet te zeggen"
    shown = about(worth.value, worth.error)
    return shown if shown == "verwaarloosbaar" else f"ten hoogste {shown} (fout {euro(worth.error)})"


def reached(found: Sensitivity) -> Iterator[str]:
    """Which outcome is met in so many of a hundred draws."""
    if found.curve:
        pieces = [f"{rounded_text(found, one.value, one.error)} in {one.times}" for one in found.met]
        yield f"Gehaald of meer: {', '.join(pieces[:-1])} en {pieces[-1]} van de 100 trekkingen."


def drawn(found: Sensitivity) -> Iterator[str]:
    """How it was drawn, and what stays out."""
    moved = any(bar.certain for bar in found.bars)
    only = "is niet getrokken: het beweegt alleen in de staven hierboven, met 10% omlaag en omhoog"
    yield (
        f"{counted(found.draws, 'trekking', 'trekkingen')}, zaad {found.seed}, zoals die van calc --draws. "
        "Alles geldt binnen de opgegeven bandbreedtes; wat als zeker is opgeschreven, "
        f"{only if moved else 'telt niet mee'}."
    )
    if found.draws == 1:
        yield "Met één trekking is er geen spreiding: wat elk ding verklaart, staat er niet."
    shares = [one.share for one in found.driven if one.share is not None]
    if not found.curve and shares:
        yield "In elke trekking is de uitkomst dezelfde: niets van wat onzeker is, beweegt haar."
