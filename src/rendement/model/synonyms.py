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
    "betaler": "ontvanger",
    "deadweight": "business_as_usual",
    "discount_rate": "discontovoet",
    "displacement": "verdringing",
    "drop_off": "afname",
    "dropoff": "afname",
    "eenheid": "per",
    "effectduur": "duur",
    "financier": "betaler",
    "frequentie": "per",
    "hoeveelheid": "aantal",
    "jaar": "periode",
    "kostendrager": "betaler",
    "kostprijs": "bedrag",
    "looptijd": "duur",
    "nulalternatief": "business_as_usual",
    "omschrijving": "toelichting",
    "ontvanger": "betaler",
    "opmerking": "toelichting",
    "optimism_bias": "optimismecorrectie",
    "prijs_per_stuk": "bedrag",
    "rente": "discontovoet",
    "salaris": "tarief",
    "succespercentage": "slaagkans",
    "titel": "naam",
    "uurtarief": "tarief",
    "vertraging": "aanlooptijd",
    "waarde": "bedrag",
}


def meant(key: str, known: Iterable[str]) -> str | None:
    """The known key that an unknown one probably stands for.

    >>> meant("deadweight", ["business_as_usual", "toerekening"])
    'business_as_usual'
    """
    names = list(known)
    word = _MEANT.get(key.casefold().replace("-", "_").replace(" ", "_"))
    return word if word in names else nearest(key, names)
