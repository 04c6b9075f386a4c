"""The fields of what draws say of a case."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, Form, Kind, named, text


def figure(key: str, kind: Kind, of: str | Callable[[Any], Any], **more: Any) -> Field:
    """A figure that draws give, and no formula."""
    return Field(key, kind, of, read_off=True, **more)


PERCENTILES = (("p5", "low"), ("p50", "middle"), ("p95", "high"))
BAND = named(
    "band",
    (
        figure("gemiddelde", "factor", "mean"),
        figure("sd", "factor", "deviation", maybe=True),
        *(figure(key, "factor", of) for key, of in PERCENTILES),
        figure("kans_positief", "aandeel", "positive"),
        figure("standaardfout", "factor", "error", maybe=True),
        Field(
            "fout",
            Family(
                (
                    *(figure(key, "factor", of) for key, of in PERCENTILES),
                    figure("kans_positief", "aandeel", "positive"),
                )
            ),
            "errors",
        ),
    ),
    "Een cijfer over alle trekkingen: in euro, of in de eenheid van het cijfer.",
)


def band(key: str, of: str, form: Form = "one", **more: Any) -> Field:
    """A figure over all draws."""
    return Field(key, BAND, of, form=form, **more)


def parts(key: str, of: str, figure: str) -> Field:
    """Things by their path, each with one figure over all draws."""
    fields = (text("pad", "path"), text("naam", "name"), band(figure, "band", maybe=True))
    return Field(key, Family(fields), of, form="many")


_YEAR = Family(
    tuple(
        band(key, of, maybe=True)
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
        figure("punt", "factor", "point"),
        figure("gemiddelde", "factor", "band.mean"),
        *(figure(key, "factor", f"band.{of}") for key, of in PERCENTILES),
    )
)
_HISTOGRAM = Family(
    (
        figure("grenzen", "bedrag", "bounds", form="many"),
        figure("aantallen", "telling", "counts", form="many"),
    )
)
COUNTS = (
    figure("trekkingen", "telling", "draws"),
    figure("zaad", "telling", "seed"),
    figure("onzeker", "telling", "uncertain"),
    figure("aannamen", "telling", "assumptions"),
)
DRAWN = (
    Field("invoer", _INPUT, lambda found: found.inputs.values(), form="many"),
    Field("histogram", _HISTOGRAM, "histogram", maybe=True),
)
_RETURN = band("rendement", "net", maybe=True), band("contante_waarde", "present_net", maybe=True)
IN_SCENARIO = Family(_RETURN)
UNCERTAINTY = named(
    "onzekerheid",
    (
        *COUNTS,
        *_RETURN,
        band("baten", "benefits"),
        band("kosten", "costs"),
        Field(
            "baten_per_euro",
            Family(tuple(figure(key, "verhouding", of) for key, of in PERCENTILES)),
            "per_euro",
            maybe=True,
        ),
        figure("terugverdiend", "aandeel", "paid_back", form="by", keys=YEARS),
        parts("regels", "lines", "netto"),
        Field("per_jaar", _YEAR, "years", form="by", keys=YEARS),
        band("per_actor", "actors", "by"),
        band("per_domein", "domains", "by"),
        band("begroting", "budget", maybe=True),
        parts("resultaten", "outcomes", "kosten_per_resultaat"),
        parts("omslag", "thresholds", "aantal"),
        *DRAWN,
    ),
    "Wat trekkingen uit de bandbreedtes zeggen.",
)


def drawn(family: Family) -> Field:
    """What draws say, where they were asked."""
    there = attrgetter("uncertainty")
    return Field("onzekerheid", family, there, when=lambda found: there(found) is not None, read_off=True)


def _seed(found: Any) -> int | None:
    return None if found.uncertainty is None else found.uncertainty.seed


def _draws(found: Any) -> int | None:
    return None if found.uncertainty is None else found.uncertainty.draws


DRAWS = Field("trekkingen", "telling", _draws, maybe=True, read_off=True)
SEED = Field("zaad", "telling", _seed, maybe=True, read_off=True)
