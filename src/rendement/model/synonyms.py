"""Other words for a key: not read as that key, only named in 'bedoelt u ...?'."""

from collections.abc import Iterable

from rendement.source.suggest import nearest

_MEANT = {
    "aantallen": "aantal",
    "attributie": "toerekening",
    "attribution": "toerekening",
    "autonoom": "business_as_usual",
    "bau": "business_as_usual",
    "begunstigde": "ontvanger",
    "bedragen": "bedrag",
    "betaler": "ontvanger",
    "bovengrens": "hoog",
    "deadweight": "business_as_usual",
    "discount_rate": "discontovoet",
    "displacement": "verdringing",
    "drop_off": "afname",
    "dropoff": "afname",
    "eenheid": "per",
    "gemiddelde": "midden",
    "groeivoet": "groei",
    "groeipercentage": "groei",
    "effectduur": "duur",
    "financier": "betaler",
    "frequentie": "per",
    "hoeveelheid": "aantal",
    "jaar": "periode",
    "kosten": "bedrag",
    "kostendrager": "betaler",
    "kostprijs": "bedrag",
    "lasten": "kosten",
    "looptijd": "duur",
    "max": "hoog",
    "maximum": "hoog",
    "min": "laag",
    "minimum": "laag",
    "nulalternatief": "business_as_usual",
    "omschrijving": "toelichting",
    "ondergrens": "laag",
    "ontvanger": "betaler",
    "opbouw": "ingroei",
    "opbrengst": "bedrag",
    "opbrengsten": "baten",
    "opmerking": "toelichting",
    "optimism_bias": "optimismecorrectie",
    "prijs_per_stuk": "bedrag",
    "rente": "discontovoet",
    "salaris": "tarief",
    "stijging": "groei",
    "succespercentage": "slaagkans",
    "titel": "naam",
    "toename": "groei",
    "vertraging": "aanlooptijd",
    "waarde": "bedrag",
}

# words for which a line has no key, and what is written instead; some look like a key for something else
_INSTEAD = {
    "schrijf `groei: -2%`, of elk jaar apart achter `aantal` of `bedrag`: {2023: 5, 2024: 4}": (
        "daling afbouw"
    ),
    "zet alles in één prijspeil: `prijspeil` bovenaan, en op een regel het jaar van dat bedrag": (
        "indexatie indexering inflatie prijsstijging"
    ),
    "schrijf `per: periode`": "eenmalig incidenteel",
    "schrijf `per: jaar`": "jaarlijks structureel",
    "schrijf het maandbedrag achter `bedrag`, met `aantal: 12` en `per: jaar`": "maandbedrag maandelijks",
    "schrijf de uren achter `aantal` en de prijs van een uur achter `bedrag`": "uurprijs uurloon uurtarief",
    "schrijf de jaren achter `jaren`; begint een baat later, dan zegt `aanlooptijd` hoeveel jaar": (
        "start startjaar begin einde eind eindjaar"
    ),
    "schrijf `bewijs: {graad: aanname}`, en de aanname zelf achter `toelichting`": "aanname aannames",
    "tel de opslag op bij het bedrag": "opslag",
    "zet de hele uitgave in het jaar waarin zij valt": "afschrijving",
}


# words that are no slip for the key they look like
_OTHER = frozenset(" ".join(_INSTEAD.values()).split()) | {
    "groei",
    "ingroei",
    "label",
    "periodiek",
    "samenwerking",
    "totaal",
}


def instead(key: str) -> str:
    """What is written instead of a word that is no key of a line and stands for none; empty when unknown."""
    return next((remedy for remedy, words in _INSTEAD.items() if _plain(key) in words.split()), "")


def meant(key: str, known: Iterable[str]) -> str | None:
    """The known key that an unknown one probably stands for.

    >>> meant("deadweight", ["business_as_usual", "toerekening"])
    'business_as_usual'
    >>> meant("groei", ["groep"]) is None
    True
    """
    names, word = list(known), _plain(key)
    if word in _OTHER:
        return None
    other = _MEANT.get(word)
    return other if other in names else nearest(key, names)


def _plain(key: str) -> str:
    return key.casefold().replace("-", "_").replace(" ", "_")
