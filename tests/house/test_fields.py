"""No key is silently ignored: every field of the models, changed, changes what comes out or what is shown.

A field without an example in tests/helpers/field_examples.py fails the test, so a new key cannot slip in
unseen.
"""

from types import SimpleNamespace

import pytest

from field_examples import ABSENT, BUNDLED, EXAMPLES, GAIN, WALKED, calculated
from rendement.cli.calc import WAYS
from rendement.model import case as cases
from rendement.model import index_series, pricelist
from rendement.model import line as lines
from rendement.report.case import case_document
from rendement.study.contract import contract, figures_of


def outcome_of(chosen, value, folder):
    """What comes out and what is shown; or the findings, when the value is refused."""
    outcome = calculated(chosen, value, folder)
    if outcome.result is None:
        return None, [finding.code for finding in outcome.findings]
    data = contract(outcome)
    document = case_document(figures_of(outcome), WAYS)
    del data["herkomst"]["casus"]  # the hash of the file changes with every letter
    for item in (*data["herkomst"]["prijslijsten"], *data["herkomst"]["indexcijfers"]):
        del item["hash"]
    return (data, document), []


@pytest.mark.parametrize("chosen", EXAMPLES)
def test_a_changed_field_changes_the_result_or_the_page(chosen, tmp_path):
    first, why = outcome_of(chosen, chosen.values[0], tmp_path)
    assert first is not None, f"{chosen.model.__name__}.{chosen.field} wordt geweigerd: {why}"
    second, refused = outcome_of(chosen, chosen.values[1], tmp_path)
    assert refused in EXPECTED.get((chosen.model, chosen.field), [[]])
    name = f"{chosen.model.__name__}.{chosen.field}"
    assert first != second, f"{name} doet niets: laat bind/ haar lezen, of report/ haar tonen"


def priced(**item):
    return GAIN | {
        "bedrag": ABSENT,
        "posten": {"wonen/huisuitzetting": {"aantal": 1, "bedrag": 10, "reden": "R"} | item},
    }


SHAPES = {
    "kans": [
        {"business_as_usual": {"kans": "7.5%", "van": 20}},
        {"business_as_usual": {"kans": "8%", "van": 20}},
    ],
    "van": [
        {"business_as_usual": {"kans": "7.5%", "van": 20}},
        {"business_as_usual": {"kans": "7.5%", "van": 30}},
    ],
    "geteld": [{"slaagkans": {"geteld": 13, "van": 86}}, {"slaagkans": {"geteld": 14, "van": 86}}],
    "geteld.van": [{"slaagkans": {"geteld": 13, "van": 86}}, {"slaagkans": {"geteld": 13, "van": 90}}],
    "discreet": [
        {"aantal": {"discreet": {"4": "30%", "6": "70%"}}},
        {"aantal": {"discreet": {"4": "40%", "6": "60%"}}},
    ],
    "laag": [{"bedrag": {"laag": 10, "hoog": 30}}, {"bedrag": {"laag": 20, "hoog": 30}}],
    "midden": [
        {"bedrag": {"laag": 10, "midden": 20, "hoog": 30}},
        {"bedrag": {"laag": 10, "midden": 21, "hoog": 30}},
    ],
    "hoog": [{"bedrag": {"laag": 10, "hoog": 30}}, {"bedrag": {"laag": 10, "hoog": 40}}],
    "verdeling": [
        {"bedrag": {"laag": 10, "hoog": 30, "verdeling": "lognormaal"}},
        {"bedrag": {"laag": 10, "hoog": 30, "verdeling": "uniform"}},
    ],
    "tweede bedrag": [{"bedrag": [10, 20]}, {"bedrag": [10, 30]}],
    "ontvanger": [
        {"ontvanger": {"rijk": "50%", "gemeente": "rest"}},
        {"ontvanger": {"rijk": 600, "gemeente": "rest"}},
    ],
    "posten.aantal": [priced(aantal=2), priced(aantal=3)],
    "posten.bedrag": [priced(bedrag=20), priced(bedrag=30)],
    "groei.voet": [
        {"per": "jaar", "groei": {"voet": "2%"}},
        {"per": "jaar", "groei": {"voet": "1%..4%"}},
    ],
    "posten.factoren": [priced(factoren={"weken": 42}), priced(factoren={"weken": 40})],
    "factoren": [{"factoren": {"weken": 42, "uren": 4}}, {"factoren": {"weken": 42, "uren": "50%"}}],
    "posten.reden": [priced(reden="zo gedrukt"), priced(reden="anders afgesproken")],
    "status per jaar": [
        {"per": "jaar", "status": {"2018": "gerealiseerd", "2019": "verwacht"}},
        {"per": "jaar", "status": {"2018": "gerealiseerd", "2019": "gerealiseerd"}},
    ],
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_key_inside_a_value_counts_too(name, tmp_path):
    outcomes = []
    for extra in SHAPES[name]:
        chosen = SimpleNamespace(model=lines.BenefitLine, field="naam", base=GAIN | extra)
        outcome, why = outcome_of(chosen, "Regel", tmp_path)
        assert outcome is not None, why
        outcomes.append(outcome)
    assert outcomes[0] != outcomes[1]


# values that are refused rather than shown: there is one language, one kind of file
EXPECTED = {
    (lines.BenefitLine, "telt_mee"): [["hoort-bij"]],  # a reason, for a line that counts
    (lines.CostLine, "telt_mee"): [["hoort-bij"]],
    (lines.BenefitLine, "leeg"): [["onbekende-keuze", "lege-cel"], ["lege-cel", "onbekende-keuze"]],
    (lines.CostLine, "leeg"): [["onbekende-keuze", "lege-cel"], ["lege-cel", "onbekende-keuze"]],
    (pricelist.Post, "over_jaren"): [["prijs-over-jaren"]],
    (cases.Case, "taal"): [["taal-onbekend"]],
    (cases.Case, "valuta"): [["andere-valuta"]],  # than that of the lists
    (cases.Case, "soort"): [["onbekende-keuze"]],
    (cases.Case, "actoren"): [["onbekende-actor"]],
    (pricelist.PriceList, "taal"): [["taal-onbekend"]],
    (index_series.IndexList, "taal"): [["taal-onbekend"]],
    (pricelist.PriceList, "valuta"): [["andere-valuta"]],
}


@pytest.mark.parametrize("model", WALKED)
def test_every_field_of_a_model_has_an_example(model):
    tried = [item.values[0].field for item in EXAMPLES if item.values[0].model is model]
    assert set(model.model_fields) - set(tried) == set(), (
        "zonder voorbeeld in tests/helpers/field_examples.py"
    )
    assert sorted(tried) == sorted(model.model_fields)


def test_every_model_is_walked():
    found = {
        item
        for module in (cases, lines, pricelist, index_series)
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, lines.Written)
    }
    assert found - {lines.Written, lines.Line} - set(BUNDLED) == set(WALKED)
