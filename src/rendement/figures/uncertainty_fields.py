"""The fields of what draws say of a case."""

from typing import Any

from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, Form, Kind, named, text


def _figure(key: str, kind: Kind, of: str, **more: Any) -> Field:
    return Field(key, kind, of, read_off=True, **more)


_PERCENTILES = (("p5", "low"), ("p50", "middle"), ("p95", "high"))
BAND = named(
    "band",
    (
        _figure("gemiddelde", "factor", "mean"),
        _figure("sd", "factor", "deviation", maybe=True),
        *(_figure(key, "factor", of) for key, of in _PERCENTILES),
        _figure("kans_positief", "aandeel", "positive"),
        _figure("standaardfout", "factor", "error", maybe=True),
        Field(
            "fout",
            Family(
                (
                    *(_figure(key, "factor", of) for key, of in _PERCENTILES),
                    _figure("kans_positief", "aandeel", "positive"),
                )
            ),
            "errors",
        ),
    ),
    "Een cijfer over alle trekkingen: in euro, of in de eenheid van het cijfer.",
)


def _band(key: str, of: str, form: Form = "one", **more: Any) -> Field:
    return Field(key, BAND, of, form=form, **more)


def _parts(key: str, of: str, figure: str) -> Field:
    """Things by their path, each with one figure over all draws."""
    fields = (text("pad", "path"), text("naam", "name"), _band(figure, "band", maybe=True))
    return Field(key, Family(fields), of, form="many")


_YEAR = Family(
    tuple(
        _band(key, of, maybe=True)
        for key, of in (
            ("baten", "benefits"),
            ("kosten", "costs"),
            ("saldo", "net"),
            ("cumulatief", "cumulative"),
        )
    )
)
_INPUT = Family(
    (
        text("pad", "path"),
        text("verdeling", "distribution"),
        _figure("punt", "factor", "point"),
        _figure("gemiddelde", "factor", "band.mean"),
        *(_figure(key, "factor", f"band.{of}") for key, of in _PERCENTILES),
    )
)
_HISTOGRAM = Family(
    (
        _figure("grenzen", "bedrag", "bounds", form="many"),
        _figure("aantallen", "telling", "counts", form="many"),
    )
)
_RETURN = _band("rendement", "net", maybe=True), _band("contante_waarde", "present_net", maybe=True)
IN_SCENARIO = Family(_RETURN)
UNCERTAINTY = named(
    "onzekerheid",
    (
        _figure("trekkingen", "telling", "draws"),
        _figure("zaad", "telling", "seed"),
        _figure("onzeker", "telling", "uncertain"),
        _figure("aannamen", "telling", "assumptions"),
        *_RETURN,
        _band("baten", "benefits"),
        _band("kosten", "costs"),
        Field(
            "baten_per_euro",
            Family(tuple(_figure(key, "verhouding", of) for key, of in _PERCENTILES)),
            "per_euro",
            maybe=True,
        ),
        _figure("terugverdiend", "aandeel", "paid_back", form="by", keys=YEARS),
        _parts("regels", "lines", "netto"),
        Field("per_jaar", _YEAR, "years", form="by", keys=YEARS),
        _band("per_actor", "actors", "by"),
        _band("per_domein", "domains", "by"),
        _parts("resultaten", "outcomes", "kosten_per_resultaat"),
        _parts("omslag", "thresholds", "aantal"),
        Field("invoer", _INPUT, lambda found: found.inputs.values(), form="many"),
        Field("histogram", _HISTOGRAM, "histogram", maybe=True),
    ),
    "Wat trekkingen uit de bandbreedtes zeggen.",
)
