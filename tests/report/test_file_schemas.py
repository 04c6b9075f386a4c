"""The JSON Schema of what an analyst writes: it follows the reader, and every key has a Dutch description."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError

from project import files, short
from rendement.model import forms
from rendement.model.case import Case, Cover, Discounting, Outcome, Printed, Unvalued
from rendement.model.library import bundled_posts
from rendement.model.line import BenefitLine, CostLine, Evidence, Household, Stay
from rendement.model.post_price import price_of
from rendement.model.pricelist import Post, PriceList
from rendement.model.programme import CostRow, CoverRow, Decision, Measure, Programme, Saving, StaffRow
from rendement.report.key_texts import KEYS, MODELS
from rendement.report.schema import KINDS, file_schema, sentence
from rendement.source.tree import parse

SCHEMAS = {kind: file_schema(kind) for kind in KINDS}

HEAD = """
    naam gemeente plaats taal soort beschrijving nulalternatief doelgroep periode bedragen_x valuta prijspeil
    index prijslijsten indexcijfers perspectief bron toelichting baten kosten horizon discontovoet disconteren
    actoren pm deelnemers resultaten omslag dekking samen scenarios gedrukt afwijken
"""
LINE = """
    naam id domein taakveld groep doelgroep bron toelichting bewijs status telt_mee reden prijspeil index per
    jaar
    jaren maanden groei aantal bereik slaagkans factoren tegenpartij bedrag totaal prijs fte tarief
    uren_per_week voltijd posten casussen blad leeg kleinste_groep splits opschalen_naar voor na duur
    aanlooptijd terugval afname discontovoet disconteren
"""
COST = """
    additioneel betaler restwaarde herhaling tot_horizon soort
"""
BENEFIT = """
    budget ontvanger over_jaren business_as_usual ingroei blijfkans toerekening verdringing
    optimismecorrectie verzilverbaar soort
"""
POST = """
    naam bedrag tarieven tabel factoren langs over_jaren terugval uitstroomkansen eenheid betaler
    tegenpartij domein bron prijspeil index toelichting bevat overlapt basis
"""
PROGRAMME = """
    soort taal naam gemeente plaats periode bedragen_x valuta prijspeil indexcijfers perspectief
    peildatum bron toelichting actoren telling taakstelling dekking maatregelen kosten formatie budgetten
    overlap pm scenarios gedrukt afwijken
"""
MEASURE = """
    naam id domein taakveld groep doelgroep budget bron toelichting eigenaar huidig_budget monitor post
    besparing bijgesteld
    gerealiseerd vervangt pm investering status
    besluit bewijs verzilverbaar tegenpartij telt_mee reden casus programma
"""


def as_editor(node: Any) -> Any:
    """What an editor's YAML reader gives: typed scalars, and keys that are text."""
    if isinstance(node, dict):
        return {str(key): as_editor(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_editor(item) for item in node]
    return node if isinstance(node, str | int | float | bool | None) else str(node)


def errors(kind: str, text: str) -> list[str]:
    found = Draft7Validator(SCHEMAS[kind]).iter_errors(as_editor(yaml.safe_load(text)))
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def properties(node: Any, model: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every key of a schema with the model it stands in."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from ((model, name, part) for name, part in value.items())
            inner = value.items() if key == "$defs" else [(model, value)]
            for name, part in inner:
                yield from properties(part, name)
    elif isinstance(node, list):
        for item in node:
            yield from properties(item, model)


def kind_of(text: str) -> str:
    source, _ = parse(text, "x")
    assert source is not None
    if "prijslijst" in source.data:
        return "prijslijst"
    return str(source.data.get("soort", "casus"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind):
    Draft7Validator.check_schema(SCHEMAS[kind])
    assert json.loads(json.dumps(SCHEMAS[kind])) == SCHEMAS[kind]
    assert len(json.dumps(SCHEMAS[kind])) < 40_000


@pytest.mark.parametrize("file", files("cases", "examples"), ids=short)
def test_every_case_and_example_fits(file):
    text = file.read_text(encoding="utf-8")
    assert errors(kind_of(text), text) == []


@pytest.mark.parametrize("file", files("prijslijst", pattern="*-20*.yaml"), ids=short)
def test_every_bundled_list_fits(file):
    assert errors("prijslijst", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_dutch_description(kind):
    found = list(properties(SCHEMAS[kind], "top"))
    assert len(found) > 7
    assert [
        name for _, name, part in found if not str(part.get("description", "")).endswith((".", ")"))
    ] == []
    assert all(part["description"] in KEYS.values() for _, _, part in found)
    models = {name: part for name, part in SCHEMAS[kind]["$defs"].items() if name[0].isupper()}
    assert {name: part["description"] for name, part in models.items()} == {
        name: MODELS[name] for name in models
    }


def test_no_description_is_left_over():
    used = {part["description"] for schema in SCHEMAS.values() for _, _, part in properties(schema, "top")}
    assert [key for key, text in KEYS.items() if text not in used] == []
    names = {name for schema in SCHEMAS.values() for name in schema["$defs"]} | {
        name for _, name in KINDS.values()
    }
    assert set(MODELS) <= names


def test_a_key_is_described_where_it_stands():
    assert sentence(("Case", "naam")) != sentence(("BenefitLine", "naam"))
    assert sentence(("Case", "omslag", "bedrag")) == "Prijs per stuk."
    with pytest.raises(KeyError):
        sentence(("Case", "bestaat-niet"))


@pytest.mark.parametrize(
    ("kind", "model", "keys"),
    [
        ("casus", None, HEAD),
        ("casus", "CostLine", f"{LINE} {COST}"),
        ("casus", "BenefitLine", f"{LINE} {BENEFIT}"),
        ("casus", "Evidence", "graad looptijd"),
        ("casus", "Stay", "uitstroomkansen vanaf"),
        ("casus", "Household", "naam omschrijving posten"),
        ("casus", "Discounting", "voet basisjaar moment"),
        ("casus", "LineDiscounting", "voet moment"),
        ("casus", "Repeat", "elke tot"),
        ("casus", "Actor", "naam soort"),
        ("casus", "Unvalued", "naam reden richting"),
        ("casus", "Outcome", "naam aantal van jaren"),
        ("casus", "Printed", "waarde bron afronding fout"),
        ("prijslijst", None, "prijslijst taal titel bedragen_x valuta prijspeil bron indexcijfers posten"),
        ("prijslijst", "Post", POST),
        ("indexcijfers", None, "taal reeksen"),
        ("indexcijfers", "IndexSeries", "naam basis bron toelichting voorlopig cijfers"),
        ("programma", None, PROGRAMME),
        ("programma", "Measure", MEASURE),
        ("programma", "Saving", "structureel jaarlijks incidenteel"),
        ("programma", "Decision", "nodig planning genomen"),
    ],
)
def test_the_schema_knows_every_key_of_the_language_and_no_other(kind, model, keys):
    part = SCHEMAS[kind]["$defs"][model] if model else SCHEMAS[kind]
    assert set(part["properties"]) == set(keys.split())
    assert part["additionalProperties"] is False


def test_the_richer_forms_are_spelt_out():
    shown = {name for _, name, _ in properties(SCHEMAS["casus"], "top")}
    assert {"laag", "midden", "hoog", "verdeling", "geteld", "van", "discreet", "kans"} <= shown


WRONG = {
    "een sleutel verkeerd gespeld": "bedrga: 5",
    "een sleutel op de verkeerde plaats": "additioneel: 50%",
    "een woord als getal": "bedrag: veel",
    "een lijst als aantal": "aantal: [1, 2]",
    "een aandeel boven 1": "toerekening: 50",
    "een keuze die niet bestaat": "per: maand",
    "ja als aandeel": "toerekening: ja",
    "een lege waarde": "bedrag:",
    "een lege tekst": "domein: ''",
    "een onbekende sleutel in een bereik": "bedrag: {laag: 1, hoogg: 2}",
    "een kans zonder van": "business_as_usual: {kans: 50%}",
    "een jaar van twee cijfers": "jaar: 18",
    "een reeks op iets anders dan jaren": "fte: {eerst: 1}",
    "een onbekende graad": "bewijs: {graad: vermoeden}",
    "een id met hoofdletters": "id: Baat-1",
    "een verdeling met een lijst": "ontvanger: {gemeente: [1]}",
    "een mandje zonder posten": "posten: {}",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_on_a_line_is_refused(text):
    case = "naam: A\ngemeente: B\nperiode: 2018\nbaten:\n  - naam: C\n    "
    assert errors("casus", case + "bedrag: 5\n") == []
    assert len(errors("casus", case + text + "\n")) == 1


def test_households_may_stand_in_a_table():
    case = "naam: A\ngemeente: B\nperiode: 2018\nbaten: [{naam: C, casussen: %s}]\n"
    assert errors("casus", case % "huishoudens.csv") == []
    assert errors("casus", case % "huishoudens.xlsx") == []
    assert len(errors("casus", case % "huishoudens.pdf")) == 1


@pytest.mark.parametrize(
    "text", ["gemeente: B\nperiode: 2018\n", "naam: A\ngemeente: B\nperiode: 18-19\n", "[]", "tekst"]
)
def test_a_head_that_is_incomplete_is_refused(text):
    assert len(errors("casus", text)) >= 1


SCALARS = """
    37000 37_000 37000.50 0.5 0.125 1 0 12 2018 1.234.567 12,5 0,125 -500 −500 50% 12,5% 0.5% -2% 43
    1,5 40.000 18 1e3 50 100 -1 201 30000..40000 5%..10% 30000..35000..40000 2018-2019 ja nee Ja
    gemeente rest casus onbekend wonen/huisuitzetting pwet/schadelast@7 jeugd/ots verwacht jaar
    begin cpi gemeten structureel baat veel gemiddeld
"""
# whether such a name is known is for the binding to say, so the reader takes any text
NAMES = {"betaler", "ontvanger", "uitstroomkansen", "omslag", "prijs"}
TEXTS = [
    *SCALARS.split(),
    "€ 37.000",
    "€ 37.000,50",
    "€37.000,-",
    "€ -12",
    "€ 30.000..40.000",
    "1.234,50",
    "2017 - 2018",
    "'2018'",
    "'7,5%'",
    "een lange tekst",
    "{laag: 30000, midden: 35000, hoog: 40000, verdeling: pert}",
    "{laag: 5%, hoog: 10%}",
    "{geteld: 13, van: 86}",
    "{discreet: {4: 30%, 6: 70%}}",
    "{2018: 3, 2019: 4..6}",
    "{2018: verwacht, 2019: gerealiseerd}",
    "{1: 25%, 2: 42%}",
    "{0: 3.5%, 30: 3%}",
    "{0.5: 10%, 1: 20%}",
    "{gemeente: 50%, rijk: 50%}",
    "{gemeente: € 500, rijk: rest}",
    "{kans: 7.5%, van: 86}",
    "{jeugd/ots: 2, wonen/mutatie: {bedrag: 5, aantal: 2, reden: gedrukt}}",
    "{naam: X, bedrag: 100}",
    "{dag: 35, interventie: 13500..14000}",
    "[8040, 28400, 2100]",
    "[10%, 5%]",
    "[]",
    "{}",
    "''",
]


# at least one value for every field that is a record of its own
EXAMPLES = (
    "[{naam: X, bedrag: 5}]",
    "[{naam: X, reden: Y, richting: last}]",
    "[{naam: X, aantal: 5}]",
    "[{naam: X, bedragen: {2020: 5}}]",
    "[{naam: X, fte: {2020: -0.5}, tarief: 80000}]",
    "[{naam: X, posten: {jeugd/ots: 1}}]",
    "[wonen/huisuitzetting]",
    "{wijkteam: {naam: Wijkteam, soort: organisatie}}",
    "{totaal.rendement: {waarde: 5, bron: blz. 2}}",
    "{laag: {'baten[0].aantal': 4}}",
    "{voet: 3%, moment: eind}",
    "{graad: gemeten}",
    "{2020-2021: 5, bewijs: {graad: registratie, looptijd: 6 weken}}",
    "{structureel: {2020: 5}, bewijs: {graad: gemeten}}",
    "{elke: 10, tot: 2054}",
    "{bedrag: 12000, jaar: 2030}",
    "{uitstroomkansen: [10%, 5%]}",
    "{structureel: {2020-2021: 5}, incidenteel: 7}",
    "{nodig: ja, planning: 2021}",
    "{jeugd/ots: {naam: OTS, bedrag: 5}}",
    "{2020-2021: gerealiseerd}",
    "{2020: 5, 2021: 7}",
    "{structureel: {2020: 5}, incidenteel: {2021: 7}}",
    "{2020: 5, 2021: pm}",
    "programma",
    "reserve",
    "groep",
    "nieuw",
    "GBP",
    "€ 85k",
    "1.3 mln",
    "900k..1.1 mln",
    "2 duizend",
)


def written(text: str) -> Any:
    """The value as our own reader gives it; None when it refuses the text as it stands."""
    source, findings = parse(f"w: {text}\n", "x")
    return None if source is None or findings else source.data["w"]


NODES = {text: written(text) for text in (*TEXTS, *EXAMPLES)}
VALUES = {text: as_editor(yaml.safe_load(f"w: {text}\n"))["w"] for text in NODES}


def accepted(adapter: TypeAdapter[Any], text: str) -> bool:
    try:
        adapter.validate_python(NODES[text])
    except ValidationError:
        return False
    return NODES[text] is not None


MODELS_OF = {
    "casus": (
        Case,
        Cover,
        BenefitLine,
        CostLine,
        Stay,
        Evidence,
        Discounting,
        Outcome,
        Unvalued,
        Printed,
        Household,
    ),
    "prijslijst": (PriceList, Post),
    "programma": (Programme, Measure, Saving, Decision, CoverRow, CostRow, StaffRow),
}


@pytest.mark.parametrize(
    ("kind", "model"), [(kind, model) for kind, models in MODELS_OF.items() for model in models]
)
def test_what_the_reader_accepts_the_schema_accepts(kind, model):
    whole = SCHEMAS[kind]
    part = whole["$defs"].get(model.__name__, whole)["properties"]
    for name, info in model.model_fields.items():
        adapter = TypeAdapter(
            Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        )
        validator = Draft7Validator({**part[name], "$defs": whole["$defs"]})
        taken = [text for text in NODES if accepted(adapter, text)]
        assert taken, f"geen voorbeeld van {model.__name__}.{name}"
        number_as_name = [text for text in taken if name in NAMES and re.match(r"[-\[\d]", str(VALUES[text]))]
        refused = [text for text in taken if not validator.is_valid(VALUES[text])]
        assert set(refused) <= set(number_as_name), name


# -- what an editor offers where a name belongs


def offered(kind: str, model: str, key: str) -> list[str]:
    """Every word that an editor can put behind a key: also inside what a key refers to."""
    whole = SCHEMAS[kind]
    return _words(whole["$defs"].get(model, whole)["properties"][key], whole)


def _words(node: Any, whole: dict[str, Any]) -> list[str]:
    if "$ref" in node:
        return _words(whole["$defs"][node["$ref"].rpartition("/")[2]], whole)
    inner = [*node.get("anyOf", []), *(node[key] for key in ("items", "propertyNames") if key in node)]
    return [*node.get("enum", []), *(word for part in inner for word in _words(part, whole))]


OFFERS = [
    ("casus", "top", "perspectief", "maatschappij"),
    ("casus", "top", "perspectief", "gemeente"),
    ("casus", "top", "prijslijsten", "zoetermeer-2018"),
    ("casus", "top", "omslag", "justitie/detentie"),
    ("casus", "BenefitLine", "prijs", "wonen/huisuitzetting"),
    ("casus", "BenefitLine", "prijs", "pwet/schadelast@7"),
    ("casus", "BenefitLine", "ontvanger", "zorgverzekeraar"),
    ("casus", "BenefitLine", "tegenpartij", "client"),
    ("casus", "BenefitLine", "terugval", "pwet/terugval"),
    ("casus", "BenefitLine", "posten", "jeugd/ots"),
    ("casus", "BenefitLine", "voor", "jeugd/ots"),
    ("casus", "BenefitLine", "na", "jeugd/ots"),
    ("casus", "BenefitLine", "index", "cpi"),
    ("casus", "Household", "posten", "jeugd/uithuisplaatsing-begeleiding@dag"),
    ("casus", "CostLine", "betaler", "werkgever"),
    ("casus", "CostLine", "tarief", "tarief/beleidsmedewerker"),
    ("casus", "CostLine", "prijs", "wonen/mutatie"),
    ("prijslijst", "Post", "betaler", "rijk"),
    ("prijslijst", "Post", "tegenpartij", "client"),
    ("programma", "Measure", "tegenpartij", "client"),
]


@pytest.mark.parametrize(("kind", "model", "key", "word"), OFFERS)
def test_an_editor_offers_the_names_that_a_key_takes(kind, model, key, word):
    assert word in offered(kind, model, key)


def test_a_division_among_actors_has_their_names_as_keys():
    parts = SCHEMAS["casus"]["$defs"]["CostLine"]["properties"]["betaler"]["anyOf"][-1]
    part = SCHEMAS["casus"]["$defs"][parts["$ref"].rpartition("/")[2]] if "$ref" in parts else parts
    assert "werkgever" in _words(part, SCHEMAS["casus"])


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_offers_no_true_or_false_and_no_name_that_the_reader_refuses(kind):
    assert "boolean" not in json.dumps(SCHEMAS[kind])
    assert offered("prijslijst", "top", "posten") == []  # a list has codes of its own
    assert offered("prijslijst", "Post", "terugval") == []
    for names in SCHEMAS[kind]["$defs"].values():
        assert names.get("enum") != []


def test_a_name_that_no_editor_knows_stays_allowed():
    line = "kosten: [{naam: K, prijs: eigen/post, betaler: {sportbedrijf: 50%, gemeente: rest}}]"
    own = (
        f"naam: A\ngemeente: B\nperiode: 2018\nperspectief: sportbedrijf\nprijslijsten: [eigen.yaml]\n{line}"
    )
    assert errors("casus", own) == []


def test_every_offered_price_is_one_that_the_reader_takes():
    for word in offered("casus", "BenefitLine", "prijs"):
        reference = forms.post(word)
        assert price_of(bundled_posts()[reference.name].post, reference)
