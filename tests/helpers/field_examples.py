"""A field of a model, the rest of the file around it, and two values: one example of every key.

Without a second value the field is there or not.
"""

import json
from types import SimpleNamespace

import openpyxl
import pytest

from rendement.model import case as cases
from rendement.model import index_series, pricelist
from rendement.model import line as lines
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source

ABSENT = object()
PERIOD = {"periode": "2018-2020", "prijspeil": 2018}
COST = {"naam": "Inzet", "bedrag": 900, "per": "periode"}
COVER = {"naam": "Dekking", "bedragen": {"2018": 50}}
GAIN = {"naam": "Winst", "bedrag": 1000, "aantal": 6, "per": "periode"}
LASTING = GAIN | {"duur": 4}
BASKET = {"wonen/huisuitzetting": 2}
OTHER = {"wonen/huisuitzetting": 3}
WORKBOOK = "gezinnen.xlsx"
ROWS = {"casussen": "rijen.csv"}
LEVELS = {"2015": 100, "2016": 102, "2017": 104, "2018": 106}
SERIES = {"naam": "Lonen", "bron": "CBS", "cijfers": LEVELS}
HOUSEHOLDS = [{"naam": "Eerste", "posten": BASKET}, {"naam": "Tweede", "posten": OTHER}]


def example(model, field, one, two, **around):
    return pytest.param(
        SimpleNamespace(model=model, field=field, values=(one, two), **around), id=f"{model.__name__}.{field}"
    )


def shared(model, start):
    """What costs and benefits have in common, tried on both."""

    def of(field, one, two, base=None, **extra):
        return example(model, field, one, two, base=(start if base is None else base) | extra)

    bare = {"naam": "Regel"}
    return [
        of("naam", "Een", "Twee"),
        of("id", "een", "twee"),
        of("domein", "zorg", "wonen"),
        of("taakveld", "6.1 Samenkracht", "6.2 Toegang"),
        of("groep", "jong", "oud"),
        of("doelgroep", "jongeren", "ouderen"),
        of("bron", "blz. 1", "blz. 2"),
        of("toelichting", "Zo gemeten.", "Anders gemeten."),
        of("bewijs", {"graad": "gemeten"}, {"graad": "aanname"}),
        of("status", "verwacht", "gerealiseerd"),
        of("telt_mee", "nee", "ja", reden="dubbel"),
        of("reden", "dubbel", "te onzeker", telt_mee="nee"),
        of("prijspeil", 2012, 2016),
        of("index", "cpi", "ova", prijspeil=2016),
        of("tegenpartij", "client", ABSENT),
        of("per", "jaar", "periode"),
        of("jaar", 2018, 2019, base=start | {"per": "jaar"}),
        of("jaren", "2018-2019", "2018-2020", base=start | {"per": "jaar"}),
        of("maanden", 9, 6, base=start | {"per": "jaar"}, jaar=2018),
        of("groei", "2%", {"voet": "2%", "vanaf": 2016}, base=start | {"per": "jaar"}),
        of("aantal", 4, 5),
        of("bereik", "50%", "60%"),
        of("slaagkans", "33%", "44%"),
        of("factoren", {"weken": 42}, {"weken": 40}),
        of("bedrag", 1000, 2000),
        of("totaal", 1000, 2000, base=bare | {"aantal": 7, "per": "jaar"}),
        of("prijs", "wonen/huisuitzetting", "jeugd/ots@kort", base=bare | {"per": "jaar"}),
        of("fte", 0.5, 0.75, base=bare | {"tarief": 65000}),
        of("uren_per_week", 18, 24, base=bare | {"tarief": 65000, "voltijd": 36}),
        of("voltijd", 36, 40, base=bare | {"tarief": 65000, "uren_per_week": 18}),
        of("tarief", 65000, 70000, base=bare | {"fte": 1}),
        of("posten", BASKET, OTHER, base=bare | {"per": "jaar"}),
        of("casussen", HOUSEHOLDS[:1], HOUSEHOLDS, base=bare),
        of("blad", "Een", "Twee", base=bare | {"casussen": WORKBOOK}),
        of("leeg", 0, 1, base=bare | {"casussen": "huishoudens.csv"}),
        of("kleinste_groep", 1, 2, base=bare | ROWS),
        of("splits", "groep", ABSENT, base=bare | ROWS | {"kleinste_groep": 1}),
        of("opschalen_naar", 60, 70, base=bare | {"casussen": HOUSEHOLDS}),
        of("voor", BASKET, OTHER, base=bare | {"na": {"jeugd/ots@kort": 1}}),
        of("na", BASKET, OTHER, base=bare | {"voor": {"jeugd/ots@kort": 90}}),
        of("duur", 2, 3),
        of("aanlooptijd", 1, 2),
        of("terugval", {"1": "25%", "2": "42%"}, {"1": "25%", "2": "50%"}, duur=4),
        of("afname", "10%", "20%", duur=4),
        of("discontovoet", "1%", "2%"),
        of("disconteren", {"voet": "1%"}, {"moment": "eind"}),
    ]


def cost(field, one, two, **extra):
    return example(lines.CostLine, field, one, two, base=COST | extra)


def gain(field, one, two, base=GAIN, **extra):
    return example(lines.BenefitLine, field, one, two, base=base | extra)


def whole(field, one, two, **extra):
    return example(cases.Case, field, one, two, base=extra)


def nested(model, field, one, two, base, put):
    """A field of a record inside the case: `put` says where the record goes."""
    return example(model, field, one, two, base=base, put=put)


def on_gain(key, base=LASTING):
    return lambda record: {"baten": [base | {key: record}]}


def on_cost(key):
    return lambda record: {"kosten": [COST | {"jaar": 2018, key: record}]}


def on_case(key):
    return lambda record: {key: record}


def posted(field, one, two, **extra):
    """A field of a post that a benefit line uses."""
    given = {"naam": "Post", "bedrag": 100} | {key: value for key, value in extra.items() if key != "line"}
    return example(pricelist.Post, field, one, two, base=given, line=extra.get("line", {}))


WAIVER = {"regel": "R201", "reden": "zo gedrukt", "tot": "blijvend"}


def waived(field, one, two):
    """A field of a waiver in a case."""
    base = {key: value for key, value in WAIVER.items() if key != field}
    return nested(cases.Deviation, field, one, two, base, lambda record: {"afwijken": [record]})


BOTH = {"posten": {"p": 1, "jeugd/ots@kort": 1}}
EXAMPLES = [
    *shared(lines.BenefitLine, GAIN),
    *shared(lines.CostLine, COST | {"aantal": 3}),
    cost("additioneel", "50%", "60%"),
    cost("betaler", "rijk", {"gemeente": "50%", "rijk": "rest"}),
    example(lines.CostLine, "tot_horizon", "ja", "nee", base=COST | {"duur": 5}, head={"horizon": 3}),
    cost("soort", "structureel", "incidenteel"),
    cost("restwaarde", {"bedrag": 500, "jaar": 2030}, "500..600"),
    cost("herhaling", {"elke": 1, "tot": 2022}, {"elke": 2, "tot": 2022}, jaar=2018),
    gain("budget", "opvang", "verblijf"),
    gain("ontvanger", "rijk", {"gemeente": "50%", "rijk": "rest"}),
    gain("over_jaren", 2, 3, base=GAIN | {"afname": "10%"}),
    gain("blijfkans", {"uitstroomkansen": ["10%"]}, {"uitstroomkansen": ["20%"]}, base=LASTING),
    gain("ingroei", {"1": "25%", "2": "42%"}, {"1": "25%", "2": "50%"}, base=LASTING),
    gain("business_as_usual", {"kans": "7.5%", "van": 20}, {"kans": "7.5%", "van": 30}),
    gain("toerekening", "50%", "60%"),
    gain("verdringing", "10%", "20%"),
    gain("optimismecorrectie", "10%", "20%"),
    gain("verzilverbaar", "ja", "50%"),
    gain("soort", "structureel", "fictief"),
    whole("naam", "Een", "Twee"),
    whole("gemeente", "Zoetermeer", "Borne"),
    whole("plaats", "Leeds", "Gent", gemeente=ABSENT),
    whole("doelgroep", "jongeren", "ouderen"),
    whole("nulalternatief", "De opvang blijft.", "De opvang sluit."),
    whole("taal", 1, 2),
    whole("soort", "casus", "zaak"),
    whole("beschrijving", "Wat het was.", "Wat het werd."),
    whole("periode", "2018-2020", "2018-2021"),
    whole("bedragen_x", 1, 1000),
    whole("valuta", "EUR", "GBP"),
    whole("prijspeil", 2018, 2019),
    whole("prijslijsten", ["zoetermeer-2018"], ["borne-2023"]),
    whole("index", "cpi", "ova", baten=[GAIN | {"prijspeil": 2015}]),
    whole(
        "indexcijfers", ["reeksen.yaml"], ["andere.yaml"], index="loon", baten=[GAIN | {"prijspeil": 2015}]
    ),
    whole("perspectief", "overheid", "maatschappij"),
    whole("bron", "blz. 1", "blz. 2"),
    whole("toelichting", "Zo.", "Anders."),
    whole("baten", [GAIN], [LASTING]),
    whole("kosten", [COST], [COST | {"bedrag": 800}]),
    whole("horizon", 3, 4, baten=[LASTING]),
    whole("discontovoet", "2%", "3%"),
    whole("disconteren", {"voet": "2%"}, {"voet": "3%"}),
    whole(
        "actoren",
        {"wijk": {"naam": "Wijk", "soort": "organisatie"}},
        ABSENT,
        baten=[GAIN | {"ontvanger": "wijk"}],
    ),
    whole("pm", [{"naam": "Rust"}], [{"naam": "Rust"}, {"naam": "Reinheid"}]),
    whole("deelnemers", 64, 65),
    whole("resultaten", [{"naam": "Werk", "aantal": 4}], [{"naam": "Werk", "aantal": 5}]),
    whole(
        "omslag",
        [{"naam": "Iets", "bedrag": 100}],
        [{"naam": "Iets", "bedrag": 200}],
        kosten=[COST | {"bedrag": 9000}],
    ),
    whole("dekking", [COVER], [COVER | {"bedragen": {"2018": 60}}]),
    *(
        nested(cases.Cover, field, one, two, COVER, lambda r: {"dekking": [r]})
        for field, one, two in (
            ("naam", "Reserve", "Stelpost"),
            ("uit", "reserve", "stelpost"),
            ("soort", "incidenteel", "structureel"),
            ("bedragen", {"2018": 50}, {"2019": 50}),
            ("bron", "blz. 1", "blz. 2"),
            ("toelichting", "Zo besloten.", "Nog te besluiten."),
        )
    ),
    whole("scenarios", {"laag": {"baten[0].aantal": 4}}, {"laag": {"baten[0].aantal": 3}}),
    whole(
        "samen",
        {"groep": ["baten[0].aantal", "kosten[0].bedrag"]},
        {"andere": ["baten[0].aantal", "kosten[0].bedrag"]},
        baten=[GAIN | {"aantal": "4..8"}],
        kosten=[COST | {"bedrag": "700..900"}],
    ),
    whole("afwijken", [WAIVER], [WAIVER | {"reden": "anders"}]),
    waived("regel", "R201", "R103"),
    waived("pad", "baten[0]", "kosten"),
    waived("reden", "zo gedrukt", "anders"),
    waived("tot", "2020-01", "blijvend"),
    whole("gedrukt", {"totaal.baten": {"waarde": 6000}}, {"totaal.kosten": {"waarde": 900}}),
    nested(
        lines.Household,
        "naam",
        "Eerste",
        "Tweede",
        {"posten": BASKET},
        lambda r: {"baten": [{"naam": "R", "casussen": [r]}]},
    ),
    nested(
        lines.Household,
        "omschrijving",
        "Een ouder",
        "Twee ouders",
        {"naam": "Eerste", "posten": BASKET},
        lambda r: {"baten": [{"naam": "R", "casussen": [r]}]},
    ),
    nested(
        lines.Household,
        "posten",
        BASKET,
        OTHER,
        {"naam": "Eerste"},
        lambda r: {"baten": [{"naam": "R", "casussen": [r]}]},
    ),
    nested(lines.Evidence, "graad", "gemeten", "registratie", {}, on_gain("bewijs")),
    nested(lines.Evidence, "looptijd", 1, 2, {"graad": "gemeten"}, on_gain("bewijs")),
    nested(lines.Stay, "uitstroomkansen", ["10%", "20%"], ["10%", "30%"], {}, on_gain("blijfkans")),
    nested(lines.Stay, "vanaf", 1, 2, {"uitstroomkansen": ["10%", "20%", "30%"]}, on_gain("blijfkans")),
    nested(lines.Repeat, "elke", 1, 2, {"tot": 2022}, on_cost("herhaling")),
    nested(lines.Repeat, "tot", 2020, 2022, {"elke": 1}, on_cost("herhaling")),
    nested(lines.LineDiscounting, "voet", "1%", "3%", {}, on_gain("disconteren")),
    nested(lines.LineDiscounting, "moment", "begin", "eind", {"voet": "1%"}, on_gain("disconteren")),
    nested(cases.Discounting, "voet", "2%", "3%", {}, on_case("disconteren")),
    nested(cases.Discounting, "basisjaar", 2017, 2018, {"voet": "2%"}, on_case("disconteren")),
    nested(cases.Discounting, "moment", "begin", "midden", {"voet": "2%"}, on_case("disconteren")),
    nested(
        cases.Actor,
        "naam",
        "Wijk",
        "Buurt",
        {"soort": "organisatie"},
        lambda r: {"actoren": {"wijk": r}, "baten": [GAIN | {"ontvanger": "wijk"}]},
    ),
    nested(
        cases.Actor,
        "soort",
        "organisatie",
        "client",
        {"naam": "Wijk"},
        lambda r: {"actoren": {"wijk": r}, "baten": [GAIN | {"ontvanger": "wijk"}]},
    ),
    nested(cases.Unvalued, "naam", "Rust", "Reinheid", {}, lambda r: {"pm": [r]}),
    nested(cases.Unvalued, "reden", "onbekend", "te duur", {"naam": "Rust"}, lambda r: {"pm": [r]}),
    nested(cases.Unvalued, "richting", "baat", "last", {"naam": "Rust"}, lambda r: {"pm": [r]}),
    nested(cases.Outcome, "naam", "Werk", "School", {"aantal": 4}, lambda r: {"resultaten": [r]}),
    nested(cases.Outcome, "aantal", 4, 5, {"naam": "Werk"}, lambda r: {"resultaten": [r]}),
    nested(cases.Outcome, "van", 10, 20, {"naam": "Werk", "aantal": 4}, lambda r: {"resultaten": [r]}),
    nested(cases.Outcome, "jaren", 1, 2, {"naam": "Werk", "aantal": 4}, lambda r: {"resultaten": [r]}),
    nested(cases.Printed, "waarde", 6000, 6100, {}, lambda r: {"gedrukt": {"totaal.baten": r}}),
    nested(
        cases.Printed,
        "bron",
        "blz. 1",
        "blz. 2",
        {"waarde": 6100},
        lambda r: {"gedrukt": {"totaal.baten": r}},
    ),
    nested(cases.Printed, "afronding", 50, 150, {"waarde": 6100}, lambda r: {"gedrukt": {"totaal.baten": r}}),
    nested(
        cases.Printed,
        "fout",
        "tikfout",
        "rekenfout",
        {"waarde": 6100},
        lambda r: {"gedrukt": {"totaal.baten": r}},
    ),
    posted("naam", "Een", "Twee"),
    posted("bedrag", 100, 200),
    posted("tarieven", {"dag": 35}, {"dag": 36}, bedrag=ABSENT, line={"prijs": "p@dag"}),
    posted("tabel", {"1": 100, "3": 300}, {"1": 100, "3": 500}, bedrag=ABSENT, line={"prijs": "p@2"}),
    posted("factoren", {"weken": 42}, {"weken": 40}),
    posted(
        "langs", "duur in jaren", "leeftijd", bedrag=ABSENT, tabel={"1": 100, "3": 300}, line={"prijs": "p@2"}
    ),
    posted(
        "terugval",
        {"1": "25%", "2": "42%"},
        {"1": "25%", "2": "50%"},
        bedrag=ABSENT,
        line=LASTING | {"terugval": "p"},
    ),
    posted(
        "uitstroomkansen",
        {"1": "25%", "2": "42%"},
        {"1": "25%", "2": "50%"},
        bedrag=ABSENT,
        line=LASTING | {"blijfkans": {"uitstroomkansen": "p", "vanaf": 1}},
    ),
    posted("over_jaren", 7, 6, line={"over_jaren": 7}),
    posted("eenheid", "keer", "dag"),
    posted("betaler", "rijk", {"gemeente": "50%", "rijk": "rest"}),
    posted("tegenpartij", "client", ABSENT),
    posted("domein", "zorg", "wonen"),
    posted("bron", "blz. 1", "blz. 2"),
    posted("prijspeil", 2015, "onbekend"),
    posted("index", "cpi", "ova", prijspeil=2015),
    posted("bevat", ["terugval"], ["afname"], line={"terugval": "10%", "duur": 2}),
    posted("overlapt", ["jeugd/ots"], ["jeugd/jeugdzorg"], line=BOTH),
    posted("basis", "gemiddeld", "marginaal", line={"verzilverbaar": "ja"}),
    posted("toelichting", "Inclusief reizen.", "Exclusief reizen."),
    example(pricelist.PriceList, "prijslijst", "lokaal", "anders", base={}),
    example(pricelist.PriceList, "titel", "Onze lijst", "Hun lijst", base={}),
    example(pricelist.PriceList, "taal", 1, 2, base={}),
    example(pricelist.PriceList, "bedragen_x", 1, "miljoen", base={}),
    example(pricelist.PriceList, "valuta", "EUR", "GBP", base={}),
    example(pricelist.PriceList, "prijspeil", 2015, 2016, base={}),
    example(pricelist.PriceList, "bron", "Rapport A", "Rapport B", base={}),
    example(
        pricelist.PriceList,
        "indexcijfers",
        ["reeksen.yaml"],
        ["andere.yaml"],
        base={"posten": {"p": {"naam": "P", "bedrag": 1, "prijspeil": 2015, "index": "loon"}}},
    ),
    example(
        pricelist.PriceList,
        "posten",
        {"p": {"naam": "P", "bedrag": 1}},
        {"p": {"naam": "P", "bedrag": 2}},
        base={},
    ),
    example(index_series.IndexList, "taal", 1, 2, base={"reeksen": {"loon": SERIES}}),
    example(
        index_series.IndexList,
        "reeksen",
        {"loon": SERIES},
        {"loon": SERIES | {"cijfers": LEVELS | {"2015": 90}}},
        base={},
    ),
    example(index_series.IndexSeries, "naam", "Lonen", "Salarissen", base=SERIES),
    example(index_series.IndexSeries, "basis", "2015 = 100", "2010 = 100", base=SERIES),
    example(index_series.IndexSeries, "bron", "CBS", "CPB", base=SERIES),
    example(index_series.IndexSeries, "toelichting", "Cao-lonen.", "Loonkosten.", base=SERIES),
    example(index_series.IndexSeries, "voorlopig", [2018], ABSENT, base=SERIES),
    example(index_series.IndexSeries, "cijfers", LEVELS, LEVELS | {"2018": 107}, base=SERIES),
]

# files that travel with the program and are no key of the analyst's
BUNDLED = (
    pricelist.ActorList,
    pricelist.NormList,
    pricelist.Norm,
    pricelist.NormException,
)
WALKED = (
    lines.BenefitLine,
    lines.CostLine,
    lines.Household,
    lines.Evidence,
    lines.Stay,
    lines.LineDiscounting,
    lines.Repeat,
    cases.Case,
    cases.Cover,
    cases.Discounting,
    cases.Actor,
    cases.Unvalued,
    cases.Outcome,
    cases.Printed,
    cases.Deviation,
    pricelist.Post,
    pricelist.PriceList,
    index_series.IndexList,
    index_series.IndexSeries,
)


def case_of(record, chosen):
    """A whole case around the record under test, and the price list beside it."""
    case = {"naam": "Proef", "gemeente": "Zoetermeer", **PERIOD, "baten": [GAIN], "kosten": [COST]}
    listed = {"prijslijst": "lokaal", "prijspeil": 2018, "posten": {"p": {"naam": "P", "bedrag": 10}}}
    listed["posten"]["wonen/huisuitzetting"] = {
        "naam": "Uitzetting",
        "bedrag": 6000,
        "betaler": "woningcorporatie",
    }
    listed["posten"]["jeugd/ots"] = {"naam": "Toezicht", "tarieven": {"kort": 8900}}
    model = chosen.model
    if model is not cases.Case or chosen.field != "prijslijsten":
        case["prijslijsten"] = ["lokaal.yaml"]
    if model is lines.BenefitLine:
        case["baten"] = [record, {"naam": "Vast", "bedrag": 10, "per": "periode", "status": "gerealiseerd"}]
    elif model is lines.CostLine:
        case["kosten"] = [record, {"naam": "Vast", "bedrag": 10, "per": "periode", "status": "gerealiseerd"}]
        case |= getattr(chosen, "head", {})
    elif model is cases.Case:
        case = {key: item for key, item in case.items() if chosen.base.get(key) is not ABSENT} | record
    elif model is pricelist.Post:
        listed["posten"]["p"] = record
        case["baten"] = [
            {"naam": "Winst", "per": "periode"}
            | ({} if {"bedrag", "posten"} & set(chosen.line) else {"prijs": "p"})
            | chosen.line
        ]
    elif model is pricelist.PriceList:
        listed |= record
        case["baten"] = [{"naam": "Winst", "per": "periode", "prijs": "p"}]
    elif model in (index_series.IndexList, index_series.IndexSeries):
        case |= {"indexcijfers": ["reeksen.yaml"], "index": "loon", "baten": [GAIN | {"prijspeil": 2015}]}
    else:
        case |= chosen.put(record)
    return case, listed


def write_workbook(file):
    """A sheet for each of two groups of households."""
    book = openpyxl.Workbook()
    book.active.title = "Een"
    for sheet, number in ((book.active, 1), (book.create_sheet("Twee"), 2)):
        sheet.append(["post", "Gezin"])
        sheet.append(["wonen/huisuitzetting", number])
    book.save(file)


def calculated(chosen, value, folder):
    """Everything that can be made of the file around a field with this value."""
    record = {key: item for key, item in (chosen.base | {chosen.field: value}).items() if item is not ABSENT}
    case, listed = case_of(record, chosen)
    series = {"reeksen": {"loon": SERIES}}
    if chosen.model is index_series.IndexList:
        series = record
    elif chosen.model is index_series.IndexSeries:
        series = {"reeksen": {"loon": record}}
    other = {"reeksen": {"loon": SERIES | {"cijfers": LEVELS | {"2015": 80}}}}
    for name, content in (("reeksen", series), ("andere", other)):
        (folder / f"{name}.yaml").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (folder / "lokaal.yaml").write_text(json.dumps(listed, ensure_ascii=False), "utf-8")
    if chosen.field == "blad":
        write_workbook(folder / WORKBOOK)
    rows = [f"c{i};wonen/huisuitzetting;1;{'ab'[i % 2]}" for i in range(8)]
    (folder / "rijen.csv").write_text("\n".join(["client;post;aantal;groep", *rows]), "utf-8")
    (folder / "huishoudens.csv").write_text("post;Een;Twee\nwonen/huisuitzetting;1;\n", "utf-8")
    source, findings = parse(json.dumps(case, ensure_ascii=False), str(folder / "zaak.yaml"))
    return calculate_source(str(folder / "zaak.yaml"), source, findings)
