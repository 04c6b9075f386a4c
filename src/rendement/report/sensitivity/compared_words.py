"""What is said of options side by side, in sentences."""

from collections.abc import Iterator, Sequence

from rendement.figures.comparison import ALIKE, CLEAR, CLEAR_YET, OPEN, Comparison, Pair, Verdict
from rendement.report.dutch import counted, number, plain
from rendement.report.sensitivity.values import about
from rendement.report.uncertainty import FEW_DRAWS, chance

NOTHING = "niets doen"
SMALLER = "het verschil is kleiner dan de onzekerheid"
MOST_TOLD = 8
_WHY = {
    "gevraagd": "de gevraagde uitkomst ({outcome})",
    "verwacht": "wat nog te besluiten is: het verwachte deel van het rendement; de rest ligt vast",
    "contant": "de contante waarde, want het geld valt in meer dan één jaar",
    "rendement": "het rendement",
}


def on_top(found: Comparison) -> Iterator[str]:
    """In what the options differ that ought to be alike."""
    if not found.apart:
        return
    what = listed([item.what for item in found.apart])
    yield f"De opties zijn niet zonder meer te vergelijken: zij verschillen in {what}."
    for item in found.apart:
        having: dict[str, list[str]] = {}
        for label, value in item.values:
            having.setdefault(value, []).append(label)
        pieces = (f"{plain(value)} ({listed(labels)})" for value, labels in having.items())
        yield f"{item.what[:1].upper()}{item.what[1:]}: {'; '.join(pieces)}."


def conclusion(found: Comparison) -> Iterator[str]:
    """Which option is the best, where that can be said."""
    best = max(found.choices, key=lambda one: one.band.mean)
    rivals, alike = (_beside(found, best.label, verdict) for verdict in (OPEN, ALIKE))
    if alike:
        yield f"Tussen {listed([best.label, *alike])} is er geen verschil."
    others = len(found.choices) - 1 - len(alike)
    if rivals:
        yield f"Geen rangorde tussen {listed([best.label, *rivals])}: {SMALLER}."
    elif others:
        verb = "zijn" if alike else "is"
        than = "de andere optie" if others == 1 else "elk van de andere opties"
        yield f"{listed([best.label, *alike])} {verb} beter dan {than}."
    if best.band.mean <= 0:
        yield f"Gemiddeld is {NOTHING} beter dan elke optie."
    elif best.band.low <= 0:
        share = chance(best.band.positive)
        yield f"Beter dan {NOTHING} is {plain(best.label)} in {share} van de trekkingen{_rather(found)}."


def _rather(found: Comparison) -> str:
    """Where doing nothing is as likely the best as the likeliest option, that is said."""
    if found.nothing < max(one.best for one in found.choices):
        return ""
    return f"; {NOTHING} is minstens zo vaak de beste als elke optie ({chance(found.nothing)})"


def _beside(found: Comparison, best: str, verdict: Verdict) -> list[str]:
    """The other of every pair of the best one of which this is said."""
    pairs = [pair for pair in found.pairs if best in (pair.first, pair.second) and pair.verdict == verdict]
    return [pair.second if pair.first == best else pair.first for pair in pairs]


def of_pairs(found: Comparison) -> Iterator[str]:
    """Of every pair whether one is better."""
    yield from _told(found, OPEN, SMALLER, ordered=False)
    yield from _told(found, ALIKE, "er is geen verschil", ordered=False)
    yield from _told(found, CLEAR, "het verschil is duidelijk", ordered=True)
    why = "het verschil is duidelijk, al overlappen de bandbreedtes"
    moved = "; wat zij delen, beweegt beide tegelijk" if found.shared else ""
    yield from _told(found, CLEAR_YET, why + moved, ordered=True)


def _told(found: Comparison, verdict: Verdict, what: str, *, ordered: bool) -> Iterator[str]:
    pairs = [pair for pair in found.pairs if pair.verdict == verdict]
    names = [_better(pair) if ordered else listed([pair.first, pair.second]) for pair in pairs[:MOST_TOLD]]
    if len(pairs) > MOST_TOLD:
        names.append(f"en nog {counted(len(pairs) - MOST_TOLD, 'paar', 'paren')}")
    if names:
        yield f"{'; '.join(names)}: {what}."


def _better(pair: Pair) -> str:
    other = pair.second if pair.better == pair.first else pair.first
    return f"{plain(pair.better)} beter dan {plain(other)}"


def ratio_sentences(found: Comparison) -> Iterator[str]:
    """When benefits per euro are the measure; and of which options there are none."""
    lacking = [one.label for one in found.choices if one.ratio is None]
    yield (
        "De kosten verschillen meer dan een tiende. Ligt het budget vast en kan er van elke optie meer of "
        "minder, dan is dit de maat, en niet wat een optie in haar geheel oplevert."
    )
    if lacking:
        verb = "heeft" if len(lacking) == 1 else "hebben"
        yield f"{listed(lacking)} {verb} dit cijfer niet: niet in elke trekking zijn er kosten."


def worth_of_knowing(found: Comparison) -> Iterator[str]:
    """What perfect knowledge is worth for choosing between the options."""
    if found.behind:
        verb = "is" if len(found.behind) == 1 else "zijn"
        yield (
            f"{listed(found.behind)} {verb} helemaal gerealiseerd: dat besluit ligt achter ons, en weten kan "
            "het niet meer veranderen. De opties staan in hun geheel naast elkaar."
        )
        return
    if found.evpi is None or found.draws < FEW_DRAWS:
        what = "welke optie beter is, en wat weten waard is"
        yield f"Met minder dan {FEW_DRAWS} trekkingen valt niet te zeggen {what}."
        return
    yield f"Het besluit is één van deze {number(len(found.choices))} kiezen, of {NOTHING}."
    if not found.uncertain:
        return  # that nothing has a range is said below
    if not found.evpi.value:
        yield "Geen van deze onzekerheden kan de keuze veranderen: in elke trekking is zij dezelfde."
        return
    shown = about(found.evpi.value, found.evpi.error)
    if shown == "verwaarloosbaar":
        yield "Wie alles vooraf zeker wist, zou nauwelijks beter kiezen: verwaarloosbaar."
        return
    yield (
        f"Wie alles vooraf zeker wist, zou gemiddeld {shown} beter kiezen; meer is onderzoek vooraf voor "
        "deze ene keuze niet waard."
    )


def compared_on(found: Comparison) -> str:
    """The figure by which they are compared."""
    return f"Vergeleken is {_WHY[found.why].format(outcome=found.outcome)}."


def drawn(found: Comparison) -> Iterator[str]:
    """How it was drawn, and what moves together."""
    yield (
        f"{counted(found.draws, 'trekking', 'trekkingen')}, zaad {found.seed}, voor alle opties dezelfde: "
        "een prijs uit een lijst altijd, al het andere tussen scenario's en tussen versies van één casus. "
        "Alles geldt binnen de opgegeven bandbreedtes; wat als zeker is opgeschreven, telt niet mee."
    )
    if not found.uncertain:
        yield "Geen enkel getal heeft een bandbreedte: elke trekking is de gewone berekening."
        return
    names, left = found.shared[:MOST_TOLD], len(found.shared) - MOST_TOLD
    if not names:
        yield "De opties delen niets van wat onzeker is."
        return
    more = f" en nog {number(left)}" if left > 0 else ""
    yield f"Samen bewegen in meer dan één optie: {'; '.join(plain(name) for name in names)}{more}."


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["A"]), listed(["A", "B", "C"])
    ('A', 'A, B en C')
    """
    *first, last = [plain(name) for name in names]
    return f"{', '.join(first)} en {last}" if first else last
