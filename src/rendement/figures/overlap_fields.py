"""The fields of what a programme is left with when every euro of a pot counts once."""

from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, money, text

_BOUNDS = Family((money("laag", "low.value", "Ten minste"), money("hoog", "high.value", "Ten hoogste")))
_CUT = Family(
    (money("laag", "high.cut", "Overlap ten minste"), money("hoog", "low.cut", "Overlap ten hoogste"))
)
_NET = Family((money("laag", "low.net", "Ten minste"), money("hoog", "high.net", "Ten hoogste")))
_CAPPED = Family(
    (
        money("laag", "low.capped", "Boven het budget, ten minste"),
        money("hoog", "high.capped", "Boven het budget, ten hoogste"),
    )
)
_CLAIM = Family(
    (
        text("maatregel", "path"),
        text("naam", "name"),
        text("doelgroep", "group", maybe=True),
        money("bedrag", "amount", "Claim"),
    )
)
_LEFT = (
    money("bruto", "gross", "Bruto"),
    Field("overlap", _CUT, ""),
    Field("afgetopt", _CAPPED, ""),
    Field("netto", _NET, ""),
)
_POT = Family(
    (
        text("pot", "name"),
        Field("jaar", "jaar", "year"),
        Field("claims", _CLAIM, "claims", form="many"),
        *_LEFT,
    )
)
_VARIANT = Family(
    (
        text("naam", "name"),
        Field("saldo", _BOUNDS, "ends"),
    )
)
_OVERLAP = Family(
    (
        Field("saldo", _BOUNDS, "balance"),
        Field("verschil", _BOUNDS, "differences", form="by", keys=YEARS),
        Field("potten", _POT, "pots", form="many"),
        Field("per_jaar", Family(_LEFT), "by_year", form="by", keys=YEARS),
        Field("totaal", Family(_LEFT), lambda overlap: overlap.summed()),
        Field("varianten", _VARIANT, "open_variants", form="many"),
    )
)
OVERLAP = Field(
    "overlap", _OVERLAP, "overlap", when=lambda programme: programme.overlap is not None, read_off=True
)
