"""Which keys of the language are one kind of change, and which move no figure: every key stands here once."""

from collections.abc import Mapping

from rendement.source.path import parse_path
from rendement.source.record import record

Keys = Mapping[str, tuple[str, ...]]

COME, GONE = "regel erbij", "regel eraf"
SIZE, PRICE, RATE, LEVEL = "omvang", "prijs", "voet", "prijspeil"
PERSPECTIVE, DOMAIN, STATUS, FIRM = "perspectief", "domein", "status", "hardheid"
FIELD, ORIGIN = "taakveld", "herkomst"  # where it stands in the budget, and what of the budget covers it
PARTICIPANTS = "deelnemers"
DECISION = "besluit"
BASKETS = ("posten", "voor", "na")  # in which a price is set on the spot: that is a price, the rest is size
ON_THE_SPOT = ("bedrag", "reden")
INCLUDED = ("casus", "programma")  # what a measure may be


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
            *(*BASKETS, "casussen", "blad", "leeg", "kleinste_groep", "splits", "opschalen_naar"),
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
        FIELD: ("taakveld",),
    },
    still=("naam", "id", "groep", "doelgroep", "budget", "bron", "toelichting"),
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
        *(
            "toelichting",
            "dekking",
            "doelgroep",
            "pm",
            "resultaten",
            "omslag",
            "samen",
            "scenarios",
            "gedrukt",
            "afwijken",
        ),
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

SAVINGS = ("structureel", "jaarlijks", "incidenteel")
_ROW = ("naam", "bron", "toelichting")
MEASURE = Table(
    {
        **{kind: (kind,) for kind in SAVINGS},
        "pro memorie": ("pm",),
        "investering": ("investering",),
        "bijgesteld": ("bijgesteld",),
        "gerealiseerd": ("gerealiseerd",),
        "vervangt": ("vervangt",),
        "wie": ("tegenpartij",),
        "telt mee": ("telt_mee", "reden"),
        "casus": ("casus",),
        "programma": ("programma",),
        STATUS: ("status",),
        DECISION: ("besluit",),
        FIRM: ("verzilverbaar",),
        DOMAIN: ("domein", "groep"),
        FIELD: ("taakveld",),
    },
    still=(
        "naam",
        "id",
        "bron",
        "toelichting",
        "eigenaar",
        "huidig_budget",
        "monitor",
        "post",
        "bewijs",
        "doelgroep",
        "budget",
    ),
    apart=("besparing",),  # its kinds stand here themselves
)
ROWS = {
    "kosten": Table({"kosten": ("bedragen",), "tijd": ("tot",), FIELD: ("taakveld",)}, still=_ROW),
    "formatie": Table(
        {"fte": ("fte",), "tijd": ("tot",), "tarief": ("tarief",), FIELD: ("taakveld",)}, still=_ROW
    ),
    "dekking": Table(
        {"dekking": ("bedragen",), FIRM: ("soort",), ORIGIN: ("uit",), DOMAIN: ("blok",)}, still=_ROW
    ),
}
TARGET = Table({"taakstelling": ("taakstelling",)}, still=())
PROGRAMME = Table(
    {
        "periode": ("periode",),
        PERSPECTIVE: ("perspectief",),
        "actoren": ("actoren",),
        "telling": ("telling",),
        "taakstelling": ("taakstelling",),
    },
    still=(
        *("soort", "taal", "naam", "gemeente", "plaats", "prijspeil", "peildatum", "bron", "toelichting"),
        *("pm", "scenarios", "gedrukt", "afwijken", "budgetten", "overlap"),
    ),
    apart=("maatregelen", *ROWS, "bedragen_x", "valuta", "indexcijfers"),
)

VOLUME, PER_CLIENT, UNCOUNTED = "volume", "kosten per cliënt", "zonder aantal"
MONITOR_POST = Table(
    {
        VOLUME: ("aantallen",),
        PER_CLIENT: ("bedragen",),
        "eenheid": ("bedragen_in",),
        "telt mee": ("telt_mee", "reden"),
        DOMAIN: ("domein",),
    },
    still=("naam", "id", "bron", "toelichting", "waarvan", "verklaring"),
    apart=("onderdelen", "bedragen_x"),  # parts are posts, and an amount is what it stands for
)
MONITOR = Table(
    {"kolommen": ("kolommen",)},
    still=(
        *("soort", "taal", "naam", "gemeente", "plaats", "bron", "toelichting", "verschillen"),
        *("gedrukt", "afwijken", "tabel"),
    ),
    apart=("posten", "bedragen_x", "valuta"),
)

_TABLES = (LINE, CASE, POST, MEASURE, *ROWS.values(), PROGRAMME, MONITOR_POST, MONITOR)
ORDER = (COME, GONE, *dict.fromkeys(kind for table in _TABLES for kind in table.kinds), UNCOUNTED)

# kinds that only move some figures, by a word in the paths of those
ONLY = {
    DOMAIN: ("per_domein", "per_blok"),
    STATUS: ("gerealiseerd", "verwacht"),
    FIRM: ("hardheid", "verzilverbaar", "begroting"),
    FIELD: ("per_taakveld",),
    ORIGIN: ("dekking_uit",),
    PARTICIPANTS: ("per_deelnemer",),
    DECISION: ("ingeboekt",),
}


def may_move(kind: str, path: str) -> bool:
    """Whether a change of this kind can move a figure.

    >>> may_move("domein", "totaal.rendement"), may_move("domein", "per_domein.zorg.saldo")
    (False, True)
    """
    return kind not in ONLY or not set(ONLY[kind]).isdisjoint(parse_path(path))


def path_of(key: str) -> tuple[str, ...]:
    """Where a key stands in its block."""
    return ("besparing", key) if key in SAVINGS else (key,)
