"""A model's validator, built straight from its fields.

pydantic's own way to one costs more than the whole of a calculation, and is left for what needs it (the JSON
Schema). This one knows the few shapes that our models have, and gives the same values and the same errors.
"""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticUndefined, SchemaValidator, core_schema

from rendement.model.fields import Reading


@cache
def validator_of(model: type[BaseModel]) -> SchemaValidator:
    """The validator of a model. Raises TypeError for a field of a shape that is not known here."""
    return SchemaValidator(_model(model))


def _model(model: type[BaseModel]) -> CoreSchema:
    fields = {name: core_schema.model_field(_field(info)) for name, info in model.model_fields.items()}
    inner = core_schema.model_fields_schema(fields, model_name=model.__name__, extra_behavior="forbid")
    return core_schema.model_schema(model, inner)


def _field(info: FieldInfo) -> CoreSchema:
    inner = _shape(info.annotation, info.metadata)
    if info.default_factory is not None:
        return core_schema.with_default_schema(inner, default_factory=info.default_factory)
    if info.default is not PydanticUndefined:
        return core_schema.with_default_schema(inner, default=info.default)
    return inner


def _shape(annotation: Any, metadata: tuple[Any, ...] | list[Any] = ()) -> CoreSchema:
    reading = next((item for item in metadata if isinstance(item, Reading)), None)
    if reading is not None:
        return core_schema.no_info_plain_validator_function(reading.validate)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        first, none = arguments
        if none is type(None):
            return core_schema.nullable_schema(_shape(first))
    if origin is tuple:
        return core_schema.tuple_schema([_shape(arguments[0])], variadic_item_index=0)
    if origin is dict:
        return core_schema.dict_schema(core_schema.str_schema(), _shape(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation)
    raise TypeError(f"no validator for {annotation}")
