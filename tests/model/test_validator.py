"""Our validator of a model gives what pydantic's own gives: the same values, and the same errors."""

import pytest
from pydantic import BaseModel, ValidationError

from project import files
from rendement.model import case, line, pricelist, programme
from rendement.model.validator import validator_of
from rendement.source.tree import read_source

FILES = files("tests/fouten", "cases", "examples", "prijslijst")
MODELS = sorted(
    {
        item
        for module in (case, line, pricelist, programme)
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, line.Written)
    },
    key=lambda model: model.__name__,
)


def model_of(data):
    if "maatregelen" in data or data.get("soort") == "programma":
        return programme.Programme
    return pricelist.PriceList if "prijslijst" in data else case.Case


def outcome(validate, data):
    try:
        return validate(data), None
    except ValidationError as error:
        return None, error.errors(include_url=False)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_one(model):
    assert outcome(validator_of(model).validate_python, {}) == outcome(model.model_validate, {})
    assert outcome(validator_of(model).validate_python, []) == outcome(model.model_validate, [])


def test_every_file_gives_the_same_values_and_the_same_errors():
    looked = refused = 0
    for path in FILES:
        source, _ = read_source(str(path))
        if source is None:
            continue
        model = model_of(source.data)
        mine = outcome(validator_of(model).validate_python, source.data)
        assert mine == outcome(model.model_validate, source.data), path
        looked += 1
        refused += mine[0] is None
    assert looked > 60
    assert refused > 20


def test_what_it_makes_is_frozen_and_knows_what_was_given():
    made = validator_of(case.Unvalued).validate_python({"naam": "Rust"})
    assert (made, made.model_fields_set) == (case.Unvalued(naam="Rust"), {"naam"})
    with pytest.raises(ValidationError):
        made.naam = "Anders"


def test_a_shape_it_does_not_know_is_refused_at_once():
    class Strange(BaseModel):
        field: set[int]

    with pytest.raises(TypeError, match="no validator"):
        validator_of(Strange)

    class Either(BaseModel):
        field: int | str

    with pytest.raises(TypeError, match="no validator"):
        validator_of(Either)
