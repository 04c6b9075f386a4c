"""The fields of what `diff` says of folders."""

from rendement.figures.difference_fields import DIFFERENCE
from rendement.figures.field import Family, Field, named, text

NAME = "verschillen"


def _figure(key: str, of: object) -> Field:
    return Field(key, "factor", of, read_off=True, maybe=True)  # type: ignore[arg-type]


_FILE = Family(
    (
        text("pad", "path"),
        text("cijfer", "figure"),
        text("bedragen_in", "currency"),
        _figure("oud", "old"),
        _figure("nieuw", "new"),
        _figure("verschil", "gap"),
        text("reden", "why", when=lambda row: bool(row.why)),
        Field("uitleg", DIFFERENCE, "found", maybe=True),
    ),
    text="Een bestand; `uitleg` is er als het aan beide kanten staat.",
)
_KIND = Family((text("groep", lambda kind: kind[0]), _figure("bedrag", lambda kind: float(kind[1]))))
_SUM = Family(
    (
        text("cijfer", "figure"),
        text("bedragen_in", "currency"),
        _figure("verschil", lambda found: float(found.gap)),
        Field("delen", _KIND, "by_kind", form="many"),
    )
)

DIFFERENCES = named(
    NAME,
    (
        text("soort", lambda _: NAME, choices=(NAME,)),
        text("kant_oud", lambda found: found.sides[0]),
        text("kant_nieuw", lambda found: found.sides[1]),
        Field("bestanden", _FILE, "rows", form="many"),
        Field("samen", _SUM, "sums", form="many"),
        text("overgeslagen", "passed_over", form="many"),
    ),
    "Waarom cijfers tussen twee versies van een map zijn veranderd.",
)
