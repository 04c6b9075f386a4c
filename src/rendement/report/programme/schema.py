"""The part of the result schema that describes a programme."""

from rendement.report.schema_shapes import (
    FLAG,
    NUMBER,
    TEXT,
    YEAR,
    Schema,
    by,
    by_year,
    each,
    head,
    many,
    maybe,
    record,
    ref,
)

SPAN = r"^\d{4}(-\d{4})?$"
STATUS: Schema = {"enum": ["verwacht", "gerealiseerd"]}
KINDS = ("structureel", "jaarlijks", "incidenteel")
STREAMS = (
    "realisatie",
    "in_plaats",
    "nieuw",
    *KINDS,
    "gerealiseerd",
    "verwacht",
    "investering",
    "kosten",
    "formatie",
    "saldo",
    "taakstelling",
    "dekking",
    "verschil",
    "verschil_structureel",
)
RUNNING = ("cumulatief_saldo", "cumulatief")
DOMAIN = ("realisatie", "in_plaats", "nieuw", "gerealiseerd", "verwacht", "investering", "saldo")


def programme_definitions() -> Schema:
    """A programme, its measures and its rows."""
    streams = each(maybe(NUMBER), *STREAMS)
    running = each(maybe(NUMBER), *RUNNING)
    rows = {
        "maatregelen": many(ref("maatregel")),
        **each(many(ref("jaarregel")), "kosten", "dekking"),
        "formatie": many(ref("formatieregel")),
        "per_jaar": by_year(record({**streams, **running, "fte": NUMBER})),
        "niet_per_jaar": record(streams),
        "per_domein": by(record({**each(NUMBER, *DOMAIN), "realisatie": maybe(NUMBER)})),
        "per_actor": by(record({"saldo": NUMBER})),
        "pm": many(ref("pm")),
        "gedrukt": many(ref("gedrukt")),
        "herkomst": _origin(),
        "totaal": record(
            {
                **streams,
                **running,
                "terugverdienjaar": maybe(YEAR),
                "verzilverbaar": maybe(NUMBER),
                "pm": many(ref("pm")),
            }
        ),
    }
    counting = {"telling": maybe({"enum": ["nieuw", "stand"]})}
    years = by_year(NUMBER)
    about = each(maybe(TEXT), "bron", "toelichting")
    row = {**each(TEXT, "pad", "naam"), "per_jaar": years, "totaal": NUMBER, **about}
    return {
        "programma": record({**head("programma"), **counting, **rows}, text="Een programma."),
        "maatregel": _measure(),
        "jaarregel": record(row),
        "formatieregel": record({**row, "fte": years, "tarief": NUMBER}),
    }


def _measure() -> Schema:
    required = {
        **each(TEXT, "pad", "id", "naam"),
        **each(
            maybe(TEXT), "domein", "groep", "reden", "pm", "eigenaar", "tegenpartij", "bron", "toelichting"
        ),
        **each(by(NUMBER, SPAN), *KINDS),
        "zonder_jaar": record({}, each(NUMBER, *KINDS)),
        **each(by_year(maybe(NUMBER)), "investering", "in_plaats", "nieuw", "saldo"),
        "status": {"anyOf": [STATUS, by(STATUS, SPAN), {"type": "null"}]},
        **each(maybe(NUMBER), "gepland", "gerealiseerd", "huidig_budget", "verzilverbaar"),
        "telt_mee": FLAG,
        "besluit": maybe(record({"nodig": maybe(FLAG), "planning": maybe(TEXT)})),
        "bewijs": maybe(record({"graad": TEXT, "looptijd": maybe(NUMBER)})),
        "casus": maybe(_case()),
    }
    return record(required, text="Een maatregel.")


def _case() -> Schema:
    return record(
        {
            **each(TEXT, "bestand", "naam", "gemeente", "perspectief"),
            "periode": many(YEAR, 2),
            **each(maybe(YEAR), "prijspeil", "horizon"),
            "buiten_programma": by_year(record(each(NUMBER, "baten", "kosten"))),
        }
    )


def _origin() -> Schema:
    return record(
        {
            **each(TEXT, "versie", "casus"),
            "casussen": many(record(each(TEXT, "naam", "bestand", "hash"))),
            "prijslijsten": many(record(each(TEXT, "naam", "hash"))),
            "zaad": maybe(YEAR),
        }
    )
