"""The fields of what draws say of a programme."""

from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, named
from rendement.figures.uncertainty_fields import COUNTS, DRAWN, band, figure, parts

_YEAR = Family(
    tuple(
        band(key, of, maybe=True)
        for key, of in (
            ("realisatie", "saved"),
            ("in_plaats", "in_place"),
            ("saldo", "net"),
            ("cumulatief_saldo", "cumulative_net"),
            ("verschil", "difference"),
            ("cumulatief", "cumulative"),
        )
    )
)
_REACHED = (figure("kans", "aandeel", "chance"), figure("gehaald_80", "bedrag", "reached"))
_MET = Family((*_REACHED, figure("kans_cumulatief", "aandeel", "cumulative")))
_BALANCE = band("saldo", "net", maybe=True)
_EVERY = (
    figure("kans_alle_jaren", "aandeel", lambda found: found.target and found.target.every, maybe=True),
    figure(
        "kans_alle_jaren_cumulatief",
        "aandeel",
        lambda found: found.target and found.target.every_cumulative,
        maybe=True,
    ),
)
IN_SCENARIO = Family((_BALANCE, _EVERY[0]))
UNCERTAINTY = named(
    "programmaonzekerheid",
    (
        *COUNTS,
        _BALANCE,
        band("realisatie", "saved", maybe=True),
        band("verschil", "difference", maybe=True),
        Field(
            "taakstelling",
            _MET,
            lambda found: found.target.years if found.target is not None else {},
            form="by",
            keys=YEARS,
        ),
        Field(
            "taakstelling_totaal",
            Family(_REACHED),
            lambda found: found.target and found.target.whole,
            maybe=True,
        ),
        *_EVERY,
        parts("maatregelen", "measures", "saldo"),
        Field("per_jaar", _YEAR, "years", form="by", keys=YEARS),
        band("per_domein", "domains", "by"),
        band("per_actor", "actors", "by"),
        band("begroting", "budget", maybe=True),
        *DRAWN,
    ),
    "Wat trekkingen uit de bandbreedtes van een programma zeggen.",
)
