"""Every key of the case language is a field of a model, and every field a key: the two may not drift."""

import re

import pytest
from pydantic import ValidationError

from finding_codes import is_known
from rendement.model.case import Actor, Case, Cover, Deviation, Discounting, Outcome, Printed, Unvalued
from rendement.model.line import (
    BenefitLine,
    CostLine,
    Evidence,
    Household,
    Line,
    LineDiscounting,
    Repeat,
    Stay,
)
from rendement.model.monitor import Explanation, Monitor, MonitorPost, Part
from rendement.model.pricelist import Post, PriceList
from rendement.model.programme import (
    CostRow,
    CoverRow,
    Decision,
    Measure,
    OverlapRow,
    Programme,
    Saving,
    StaffRow,
)
from rendement.model.reading import Reading
from rendement.model.translate import TRANSLATED, findings_of
from rendement.source.tree import parse

# the reference list of the language; a star marks what must be written
LINE = """
naam* id domein taakveld groep doelgroep bron toelichting bewijs status telt_mee reden prijspeil index per
jaar jaren
maanden groei aantal bereik slaagkans factoren tegenpartij bedrag totaal prijs fte tarief uren_per_week
voltijd posten casussen blad leeg kleinste_groep splits opschalen_naar voor na duur aanlooptijd terugval
afname discontovoet disconteren
"""
PART = "naam* id domein bron toelichting bedragen onderdelen waarvan aantallen verklaring "
KEYS = {
    Case: """
    naam* gemeente plaats taal soort beschrijving nulalternatief doelgroep periode* bedragen_x valuta
    prijspeil index prijslijsten indexcijfers perspectief bron toelichting baten kosten horizon discontovoet
    disconteren actoren pm deelnemers resultaten omslag dekking samen scenarios gedrukt afwijken
    """,
    Line: LINE,
    CostLine: LINE + "additioneel betaler restwaarde herhaling tot_horizon soort",
    BenefitLine: LINE
    + """
    budget ontvanger over_jaren business_as_usual ingroei blijfkans toerekening verdringing
    optimismecorrectie verzilverbaar soort
    """,
    Household: "naam* omschrijving posten*",
    Evidence: "graad* looptijd",
    Stay: "uitstroomkansen* vanaf",
    Discounting: "voet basisjaar moment",
    LineDiscounting: "voet moment",
    Repeat: "elke* tot*",
    Actor: "naam* soort*",
    Unvalued: "naam* reden richting",
    Outcome: "naam* aantal* van jaren",
    Printed: "waarde* bron afronding fout",
    Deviation: "regel* pad reden* tot*",
    PriceList: "prijslijst* titel taal bedragen_x valuta prijspeil* bron indexcijfers posten*",
    Post: """
    naam* bedrag tarieven tabel factoren langs over_jaren terugval uitstroomkansen eenheid betaler
    tegenpartij domein bron prijspeil index toelichting bevat overlapt basis
    """,
    Programme: """
    soort* taal naam* gemeente plaats periode* bedragen_x valuta prijspeil indexcijfers perspectief
    peildatum bron toelichting actoren telling taakstelling dekking maatregelen kosten formatie budgetten
    overlap pm scenarios gedrukt afwijken
    """,
    Measure: """
    naam id domein taakveld groep doelgroep budget bron toelichting eigenaar huidig_budget monitor post
    besparing bijgesteld
    gerealiseerd vervangt pm investering status besluit
    bewijs verzilverbaar tegenpartij telt_mee reden casus programma
    """,
    Monitor: """
    soort* taal naam* gemeente plaats bron toelichting bedragen_x valuta kolommen* tabel verschillen posten
    gedrukt afwijken
    """,
    Part: PART,
    MonitorPost: PART + "bedragen_x bedragen_in telt_mee reden",
    Explanation: "van* naar* stappen* bron",
    Saving: "structureel jaarlijks incidenteel",
    Decision: "nodig planning genomen",
    Cover: "naam* uit soort bedragen* bron toelichting",
    CoverRow: "naam* uit soort bedragen* blok bron toelichting",
    OverlapRow: """
    tussen deel alternatieven gekozen opeenvolgend voorwaarde voor bron toelichting
    """,
    CostRow: "naam* taakveld bedragen* tot bron toelichting",
    StaffRow: "naam* taakveld fte* tot tarief* bron toelichting",
}


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_the_model_has_these_keys_and_no_others(model):
    assert set(model.model_fields) == {word.rstrip("*") for word in KEYS[model].split()}


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_what_must_be_written_is_required(model):
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    starred = {word.rstrip("*") for word in KEYS[model].split() if word.endswith("*")}
    assert required - {"posten"} == starred - {"posten"}


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_an_unknown_key_is_an_error(model):
    assert model.model_config["extra"] == "forbid"
    assert model.model_config["frozen"]


def test_every_model_is_in_the_list():
    """A new model must be compared with the reference as well."""
    known = set(KEYS)
    for model in (Case, Programme, PriceList, Monitor):
        assert reachable(model) <= known


def reachable(model, found=frozenset()):
    """A model and every model in its fields, however deep; one may hold more of itself."""
    found |= {model}
    for field in model.model_fields.values():
        for inner in models_in(field.annotation) - found:
            found |= reachable(inner, found)
    return found


def models_in(annotation):
    """The models that a type mentions."""
    if hasattr(annotation, "model_fields"):
        return {annotation}
    return {inner for piece in getattr(annotation, "__args__", ()) for inner in models_in(piece)}


def test_every_field_is_read_by_us():
    """Pydantic decides on the shape of a block only; what stands behind a key goes through our own parser."""
    for model in KEYS:
        for name, field in model.model_fields.items():
            own = any(isinstance(item, Reading) for item in field.metadata) or "Reading(" in str(
                field.annotation
            )
            assert own or models_in(field.annotation), f"{model.__name__}.{name}"


# -- the errors of pydantic

SHAPES = {
    "naam": "[a]",
    "periode": "{a: b}",
    "prijspeil": "[1]",
    "prijslijsten": "x",
    "baten": "x",
    "kosten": "{a: 1}",
    "actoren": "[a]",
    "pm": "[a]",
    "resultaten": "[[a]]",
    "omslag": "{a: 1}",
    "scenarios": "[a]",
    "gedrukt": "a",
    "disconteren": "[a]",
    "horizon": "{a: 1}",
}


@pytest.mark.parametrize(("key", "node"), SHAPES.items())
def test_a_wrong_shape_is_said_in_dutch(key, node):
    source, _ = parse(f"{key}: {node}\n", "casus.yaml")
    try:
        Case.model_validate(source.data)
    except ValueError as error:
        found, _ = findings_of(error, Case, source)
    assert key in {finding.path.partition("[")[0] for finding in found}
    for finding in found:
        assert not re.search(r"Input|should|valid|required", finding.message + finding.remedy)


NODES = ["", "x", "-1", [], ["x"], [[]], [{}], {}, {"x": "y"}, {"2018": []}, {"x": {}}, {"1": ["x"]}]


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_a_type_of_pydantic_without_dutch_text_fails(model):
    """Whatever shape stands behind a key: the error is one of ours, or a shape that is translated."""
    types = set()
    for name in model.model_fields:
        for node in NODES:
            try:
                model.model_validate({name: node})
            except ValidationError as error:
                types |= {detail["type"] for detail in error.errors(include_url=False)}
    assert types - {"missing", "extra_forbidden"}
    foreign = types - {"missing", "extra_forbidden"} - set(TRANSLATED)
    assert {kind for kind in foreign if not is_known(kind)} == set()


def test_an_unknown_type_is_a_bug_of_ours_not_a_silence():
    """A type without text raises, so that a test or a user sees it."""

    class Foreign:
        @staticmethod
        def errors(*, include_url):
            return [{"type": "int_parsing", "loc": ("naam",), "msg": "Input should be", "input": "x"}]

    source, _ = parse("naam: x\n", "casus.yaml")
    with pytest.raises(KeyError):
        findings_of(Foreign, Case, source)
