"""Fields of a case and of a programme alike."""

from rendement.engine.inputs import DISTRIBUTIONS
from rendement.engine.plan import Discount
from rendement.figures.field import Family, Field, named, text
from rendement.source.finding import SEVERITIES

YEARS = r"^\d{4}$"
AMOUNTS_IN = text("bedragen_in", "currency")  # in whole ones, whatever the file multiplies by


def _rate(discount: Discount) -> object:
    """One rate, or a rate by the years after the base year."""
    return discount.steps[0][1] if len(discount.steps) == 1 else dict(discount.steps)


DISCOUNT = Family(
    (
        Field("voet", "voet", _rate, "Discontovoet", form="either", keys=r"^\d+$"),
        Field("basisjaar", "jaar", "base"),
        text("moment", "moment", choices=("begin", "midden", "eind")),
    )
)

UNVALUED = named(
    "pm",
    (
        text("pad", "path"),
        text("naam", "name"),
        text("reden", "reason", maybe=True),
        text("richting", "direction", maybe=True),
    ),
)

_ASKED = named(
    "opdracht",
    (
        text("set", "sets", form="many"),
        text("scenario", "scenario", maybe=True),
        text("perspectief", "perspective", maybe=True),
    ),
    "Wat er naast het bestand zelf gevraagd is.",
)
ASKED = Field(
    "opdracht", _ASKED, lambda figures: None if figures.asked.nothing else figures.asked, maybe=True
)

OP = text("op", "day", when=lambda figures: figures.day is not None)  # on which waivers are judged

_CONCERN = Family((text("pad", "path"), text("naam", "name"), Field("regel", "jaar", "line")))
_PLACE = Family(
    (
        text("bestand", "mark.file"),  # of a rule over more files it may be another
        text("pad", "path"),
        text("naampad", "named"),
        Field("regel", "jaar", "mark.line"),
    )
)
_WAIVER = Family(
    (text("reden", "reason"), text("tot", "until"), text("ernst", "severity", choices=SEVERITIES))
)
FINDING = named(
    "bevinding",
    (
        text("code", "code"),
        text("nummer", lambda finding: finding.number or None, maybe=True),
        text("ernst", "severity", choices=SEVERITIES),
        text("bestand", "mark.file"),
        Field("regel", "jaar", lambda finding: finding.mark.line or None, maybe=True),
        Field("kolom", "jaar", lambda finding: finding.mark.column or None, maybe=True),
        text("pad", "path"),
        text("naampad", lambda finding: finding.named or finding.path),
        text("melding", "message"),
        text("remedie", "remedy"),
        Field("betreft", _CONCERN, "concerns", form="many"),
        Field("paden", _PLACE, "others", form="many"),
        Field("afwijking", _WAIVER, "waiver", maybe=True),
    ),
    "Een waarschuwing of opmerking.",
)
FINDINGS = Field("bevindingen", FINDING, "findings", form="many")

_CHANCE = Family(
    (
        Field("waarde", "factor", lambda option: option[0], read_off=True),
        Field("kans", "aandeel", lambda option: option[1], read_off=True),
    )
)
_RANGE = named(
    "bandbreedte",
    (
        text("pad", "path"),
        text("naam", "label"),
        text("soort", "spread.distribution", choices=DISTRIBUTIONS),
        Field("laag", "factor", "spread.low", read_off=True),
        Field("hoog", "factor", "spread.high", read_off=True),
        Field("waarde", "factor", "value", read_off=True),
        Field(
            "kansen",
            _CHANCE,
            "spread.options",
            form="many",
            when=lambda item: bool(item.spread.options),
        ),
    ),
    "Een invoer die als bandbreedte is geschreven, en de waarde waarmee gerekend is.",
)
RANGES = Field("bandbreedtes", _RANGE, "result.plan.ledger.ranges", form="many", read_off=True)
