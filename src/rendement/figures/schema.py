"""The JSON Schema of `calc --format json`, from the same families that make it."""

from collections.abc import Iterator
from typing import Any

from rendement import __version__
from rendement.figures.case_fields import CASE
from rendement.figures.comparison_fields import COMPARISON
from rendement.figures.difference_fields import DIFFERENCE
from rendement.figures.differences_fields import DIFFERENCES
from rendement.figures.field import SAME, Family, Field
from rendement.figures.monitor_fields import MONITOR
from rendement.figures.programme_fields import PROGRAMME
from rendement.figures.sensitivity_fields import SENSITIVITY

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that every editor knows

Schema = dict[str, Any]
WHOLE = (CASE, PROGRAMME, MONITOR, SENSITIVITY, COMPARISON, DIFFERENCE, DIFFERENCES)

_TYPES = {"tekst": "string", "hash": "string", "vlag": "boolean", "jaar": "integer", "telling": "integer"}
_NULL: Schema = {"type": "null"}


def result_schema() -> Schema:
    """One result, or a list of them when several files were computed."""
    one = [_ref(family.name) for family in WHOLE]
    definitions = {name: _record(family) for name, family in _named(*WHOLE)}
    return {
        "$schema": DIALECT,
        "title": "rendement: uitkomst",
        "$comment": f"rendement {__version__}",
        "description": "De uitkomst van `calc --format json` of `sensitivity --format json`, onafgerond; "
        "null: bestaat niet.",
        "anyOf": [*one, {"type": "array", "items": {"anyOf": one}}],
        "$defs": definitions,
    }


def _named(*families: Family) -> Iterator[tuple[str, Family]]:
    """Every family that stands once, each after those that use it."""
    for family in families:
        if family.name:
            yield family.name, family
        yield from _named(*(field.kind for field in family.fields if isinstance(field.kind, Family)))


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _record(family: Family) -> Schema:
    """An object with these keys and no other."""
    shape: Schema = {
        "type": "object",
        "properties": {field.key: _schema(field, family) for field in family.fields},
        "required": [field.key for field in family.fields if field.when is None],
        "additionalProperties": False,
    }
    return {"description": family.text, **shape} if family.text else shape


def _schema(field: Field, family: Family) -> Schema:
    item = _ref(family.name) if field.kind == SAME else _item(field)
    if field.form == "many":
        bounds = {"minItems": field.size, "maxItems": field.size} if field.size else {}
        return {"type": "array", "items": item, **bounds}
    if field.form == "grid":
        row = {"type": "array", "items": _maybe(item) if field.maybe else item}
        return {"type": "array", "items": row}
    if field.form in ("by", "table"):
        found = _by(field, _maybe(item) if field.maybe else item)
        return found if field.form == "by" else {"type": "object", "additionalProperties": found}
    if field.form == "either":
        return {"anyOf": [item, _by(field, item), *([_NULL] if field.maybe else [])]}
    return _maybe(item) if field.maybe else item


def _by(field: Field, item: Schema) -> Schema:
    """A mapping by name, or by keys of a pattern."""
    if field.keys:
        return {"type": "object", "patternProperties": {field.keys: item}, "additionalProperties": False}
    return {"type": "object", "additionalProperties": item}


def _item(field: Field) -> Schema:
    if isinstance(field.kind, Family):
        return _ref(field.kind.name) if field.kind.name else _record(field.kind)
    if field.choices:
        return {"enum": list(field.choices)} if len(field.choices) > 1 else {"const": field.choices[0]}
    return {"type": _TYPES.get(field.kind, "number")}


def _maybe(schema: Schema) -> Schema:
    """This, or null where it does not exist."""
    if set(schema) == {"type"}:
        return {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, _NULL]}
