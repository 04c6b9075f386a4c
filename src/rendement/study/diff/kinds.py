"""Which keys of the language are one kind of change, and which move no figure: every key stands here once."""

from collections.abc import Mapping

from rendement.source.record import record

Keys = Mapping[str, tuple[str, ...]]

COME, GONE = "regel erbij", "regel eraf"
SIZE, PRICE, RATE, LEVEL = "omvang", "prijs", "voet", "prijspeil"
PERSPECTIVE, DOMAIN, STATUS, FIRM = "perspectief", "domein", "status", "hardheid"
PARTICIPANTS = "deelnemers"
BASKETS = ("posten", "voor", "na")  # in which a price is set on the spot: that is a price, the rest is size
ON_THE_SPOT = ("bedrag", "reden")


@record
class Table:
    """The keys of one block of a file, by kind; and those that move no figure, or are handled apart."""

    kinds: Keys
    still: tuple[str, ...]
    apart: tuple[str, ...] = ()

    @property
    def kind_of(self) -> dict[str, str]:
        """The kind of each key that moves a figure."""
        return {key: kind for kind, keys in self.kinds.items() for key in keys}

    @property
    def every(self) -> list[str]:
        """Every key that stands in it."""
        return [*self.kind_of, *self.still, *self.apart]


CHAIN = (
    "terugval",
    "blijfkans",
    "business_as_usual",
    "toerekening",
    "verdringing",
    "optimismecorrectie",
    "additioneel",
)
LINE = Table(
    {
        SIZE: (
            *("aantal", "bereik", "slaagkans", "factoren", "fte", "uren_per_week", "voltijd"),
            *(*BASKETS, "casussen", "blad", "leeg", "opschalen_naar"),
        ),
        PRICE: ("bedrag", "totaal", "prijs", "tarief", "groei"),
        "tijd": (
            *("per", "jaar", "jaren", "maanden", "aanlooptijd"),
            *("herhaling", "restwaarde", "tot_horizon"),
        ),
        "duur": ("duur", "over_jaren"),
        "terugval": ("terugval", "afname", "ingroei"),
        **{key: (key,) for key in CHAIN[1:]},
        "wie": ("betaler", "ontvanger", "tegenpartij"),
        "telt mee": ("telt_mee", "reden"),
        RATE: ("discontovoet", "disconteren"),
        LEVEL: ("prijspeil", "index"),
        DOMAIN: ("domein",),
        STATUS: ("status",),
        FIRM: ("verzilverbaar", "soort", "bewijs"),
    },
    still=("naam", "id", "groep", "bron", "toelichting"),
)
CASE = Table(
    {
        "periode": ("periode",),
        "horizon": ("horizon",),
        RATE: ("discontovoet", "disconteren"),
        LEVEL: ("prijspeil", "index", "indexcijfers"),
        PERSPECTIVE: ("perspectief",),
        "actoren": ("actoren",),
        PARTICIPANTS: ("deelnemers",),
    },
    still=(
        *("naam", "gemeente", "plaats", "taal", "soort", "beschrijving", "nulalternatief", "bron"),
        *("toelichting", "pm", "resultaten", "omslag", "samen", "scenarios", "gedrukt", "afwijken"),
    ),
    # lines and posts are compared one by one, and an amount by what it stands for
    apart=("baten", "kosten", "prijslijsten", "bedragen_x", "valuta"),
)
POST = Table(
    {
        PRICE: (
            *("bedrag", "tarieven", "tabel", "factoren", "over_jaren", "terugval", "uitstroomkansen"),
            *("prijspeil", "index"),
        ),
        "wie": ("betaler", "tegenpartij"),
        DOMAIN: ("domein",),
    },
    still=("naam", "langs", "eenheid", "bron", "toelichting", "bevat", "overlapt", "basis"),
)
LIST = Table(
    {LEVEL: ("prijspeil", "indexcijfers")},
    still=("prijslijst", "titel", "taal", "bron"),
    apart=("posten", "bedragen_x", "valuta"),
)
SERIES = Table({LEVEL: ("reeksen",)}, still=("taal",))
ONE_SERIES = Table({LEVEL: ("cijfers",)}, still=("naam", "basis", "bron", "toelichting", "voorlopig"))

# kinds that only move some figures, by how the paths of those begin
ONLY = {
    DOMAIN: ("per_domein",),
    STATUS: ("totaal.gerealiseerd", "totaal.verwacht"),
    FIRM: ("hardheid",),
    PARTICIPANTS: ("totaal.per_deelnemer",),
}


def may_move(kind: str, path: str) -> bool:
    """Whether a change of this kind can move a figure.

    >>> may_move("domein", "totaal.rendement"), may_move("domein", "per_domein.zorg.saldo")
    (False, True)
    """
    return path.startswith(ONLY.get(kind, ""))
