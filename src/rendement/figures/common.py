"""Fields of a case and of a programme alike."""

from rendement.figures.field import Family, Field, named, text
from rendement.source.finding import SEVERITIES

YEARS = r"^\d{4}$"

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

_CONCERN = Family((text("pad", "path"), text("naam", "name"), Field("regel", "jaar", "line")))
FINDING = named(
    "bevinding",
    (
        text("code", "code"),
        text("ernst", "severity", choices=SEVERITIES),
        text("bestand", "mark.file"),
        Field("regel", "jaar", lambda finding: finding.mark.line or None, maybe=True),
        Field("kolom", "jaar", lambda finding: finding.mark.column or None, maybe=True),
        text("pad", "path"),
        text("melding", "message"),
        text("remedie", "remedy"),
        Field("betreft", _CONCERN, "concerns", form="many"),
    ),
    "Een waarschuwing of opmerking.",
)
FINDINGS = Field("bevindingen", FINDING, "findings", form="many")
