"""The JSON Schema of `calc --format json`: the contract with whoever reads our results, written by hand.

It changes only with a version: a test holds every bundled case against it, and finds a key no result has.
"""

from rendement import __version__
from rendement.report.programme.schema import programme_definitions
from rendement.report.schema import DIALECT
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

SECTIONS = ("baten", "kosten")
_SCALING = {**each(NUMBER, "van", "naar", "gemiddelde", "netto"), **each(maybe(NUMBER), "laag", "hoog")}


def result_schema() -> Schema:
    """One result, or a list of them when several files were computed."""
    one = {"anyOf": [ref("casus"), ref("programma")]}
    return {
        "$schema": DIALECT,
        "title": "rendement: uitkomst",
        "$comment": f"rendement {__version__}",
        "description": "De uitkomst van `rendement calc --format json`, onafgerond; null: bestaat niet.",
        "anyOf": [*one["anyOf"], {"type": "array", "items": one}],
        "$defs": {**_case_definitions(), **programme_definitions(), **_shared_definitions()},
    }


def _shared_definitions() -> Schema:
    return {
        "pm": record({"pad": TEXT, "naam": TEXT, **each(maybe(TEXT), "reden", "richting")}),
        "gedrukt": record(
            {
                "pad": TEXT,
                "gedrukt": NUMBER,
                **each(maybe(NUMBER), "berekend", "verschil", "afronding"),
                "oordeel": {"enum": ["volgt", "bronfout", "wijkt af", "bestaat niet", "onbekend pad"]},
                **each(maybe(TEXT), "bron", "fout"),
            },
            text="Een gedrukt cijfer naast het berekende.",
        ),
        "opbrengst": record({**each(NUMBER, *SECTIONS), "rendement": maybe(NUMBER)}),
    }


def _case_definitions() -> Schema:
    required = {**head("casus"), **_assumptions(), **_figures(), **_beside(), "totaal": ref("totaal")}
    extra = {
        "scenario": TEXT,
        "scenarios": by(
            record({"totaal": ref("totaal"), "opschaling": many(record({"pad": TEXT, **_SCALING}))})
        ),
        "omslagwaarden": many(_crossing()),
    }
    return {"casus": record(required, extra, "Een casus."), "totaal": _total(), "regel": _line()}


def _assumptions() -> Schema:
    discount = {
        "voet": {"anyOf": [NUMBER, by(NUMBER, r"^\d+$")]},
        "basisjaar": YEAR,
        "moment": {"enum": ["begin", "midden", "eind"]},
    }
    return {"horizon": maybe(YEAR), "disconteren": record(discount)}


def _figures() -> Schema:
    """The lines, and the same money by year, actor and domain."""
    balance = each(NUMBER, "baten", "kosten", "saldo")
    firmness = {
        **each(NUMBER, "verzilverbaar", "niet_verzilverbaar", "niet_opgegeven", "na_bewijs"),
        **each(by(NUMBER), "soort", "bewijs"),
        "na_bewijs_aandeel": maybe(NUMBER),
        "opgegeven": FLAG,
    }
    return {
        **each(many(ref("regel")), *SECTIONS),
        "per_jaar": by_year(record({**balance, **each(NUMBER, "cumulatief", "contante_waarde")})),
        "per_actor": by(record({**balance, "bijdrage": maybe(NUMBER), "per_jaar": by_year(NUMBER)})),
        "per_domein": by(record({**balance, "per_jaar": by_year(NUMBER)})),
        "hardheid": record(firmness, text="Hoe hard de baten zijn."),
    }


def _beside() -> Schema:
    """What stands beside the money: outcomes, thresholds, effects without an amount, where it comes from."""
    outcome = {
        **each(TEXT, "pad", "naam"),
        "aantal": NUMBER,
        **each(maybe(NUMBER), "van", "aandeel", "jaren", "kosten_per_resultaat"),
    }
    threshold = {
        **each(TEXT, "pad", "naam"),
        **each(maybe(TEXT), "post", "eenheid"),
        "prijs": NUMBER,
        "betaler": many(TEXT),
        "aantal": maybe(NUMBER),
    }
    lists = many(record({**each(TEXT, "naam", "hash"), "titel": maybe(TEXT)}))
    return {
        "resultaten": many(record(outcome)),
        "omslag": many(record(threshold)),
        "pm": many(ref("pm")),
        "gedrukt": many(ref("gedrukt")),
        "herkomst": record({**each(TEXT, "versie", "casus"), "prijslijsten": lists, "zaad": maybe(YEAR)}),
    }


def _crossing() -> Schema:
    return record(
        {
            **each(TEXT, "pad", "soort"),
            "nu": NUMBER,
            "waarde": maybe(NUMBER),
            **each(maybe(TEXT), "set", "reden"),
            "stijgt": maybe(FLAG),
        }
    )


def _total() -> Schema:
    ratios = ("baten_per_euro", "contante_baten_per_euro", "interne_rentevoet")
    required = {
        **_yield(),
        "contante_waarde": ref("opbrengst"),
        **each(maybe(NUMBER), *ratios),
        "terugverdienjaar": maybe(YEAR),
        "interne_rentevoet_reden": maybe(TEXT),
        "afgekapt_na_horizon": NUMBER,
    }
    return record(required, each(ref("opbrengst"), "gerealiseerd", "verwacht"), "De totalen.")


def _yield() -> Schema:
    return {**each(NUMBER, *SECTIONS), "rendement": maybe(NUMBER)}


def _line() -> Schema:
    step = record({"stap": TEXT, "aandeel": maybe(NUMBER), **each(NUMBER, "bedrag", "aftrek")})
    required = {
        **each(TEXT, "pad", "id", "naam"),
        **each(maybe(TEXT), "domein", "groep", "bron", "toelichting"),
        "aantal": NUMBER,
        "stappen": many(step),
        **each(NUMBER, "netto", "contante_waarde"),
        "per_jaar": by_year(NUMBER),
        "per_actor": by(NUMBER),
        "telt_mee": FLAG,
    }
    optional = {
        "bewijs": record({"graad": TEXT, "looptijd": maybe(NUMBER), "na_looptijd": NUMBER}),
        **each(NUMBER, "verzilverbaar", "gerealiseerd"),
        "soort": TEXT,
        "delen": many(_part()),
        "casussen": many(_household()),
        "matrix": record(
            {
                "casussen": many(TEXT),
                "rijen": many(
                    record(
                        {
                            **each(TEXT, "post", "naam"),
                            "betaler": many(TEXT),
                            "bedragen": many(NUMBER),
                            "totaal": NUMBER,
                        }
                    )
                ),
                "totalen": many(NUMBER),
                "totaal": NUMBER,
            }
        ),
        "opschaling": maybe(record(_SCALING)),
    }
    return record(required, optional, "Een baat of een kostenregel, met elke stap van bruto naar netto.")


def _part() -> Schema:
    return record(
        {
            **each(TEXT, "pad", "post", "naam"),
            **each(NUMBER, "aantal", "prijs", "bedrag"),
            **each(maybe(TEXT), "eenheid", "prijslijst", "bron", "toelichting", "reden"),
            "prijspeil": maybe(YEAR),
        }
    )


def _household() -> Schema:
    cell = record(
        {
            "post": TEXT,
            **each(NUMBER, "aantal", "prijs", "bedrag"),
            **each(maybe(TEXT), "prijslijst", "reden"),
        }
    )
    return record({"naam": TEXT, "omschrijving": maybe(TEXT), "posten": many(cell), "totaal": NUMBER})
