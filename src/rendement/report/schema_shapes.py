"""The shapes of which the schema of a result is made: records that know no other keys, maps, lists, null."""

from typing import Any

Schema = dict[str, Any]

NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
YEAR: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}


def record(required: Schema, optional: Schema | None = None, text: str = "") -> Schema:
    """An object with these keys and no other."""
    shape: Schema = {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }
    return {"description": text, **shape} if text else shape


def maybe(schema: Schema) -> Schema:
    """This, or null where it does not exist."""
    if set(schema) == {"type"}:
        return {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def by(value: Schema, pattern: str = "") -> Schema:
    """A mapping by name, or by a key of this pattern."""
    if pattern:
        return {"type": "object", "patternProperties": {pattern: value}, "additionalProperties": False}
    return {"type": "object", "additionalProperties": value}


def by_year(value: Schema) -> Schema:
    """A mapping by year."""
    return by(value, r"^\d{4}$")


def many(item: Schema, size: int | None = None) -> Schema:
    """A list."""
    bounds = {"minItems": size, "maxItems": size} if size else {}
    return {"type": "array", "items": item, **bounds}


def ref(name: str) -> Schema:
    """A definition by name."""
    return {"$ref": f"#/$defs/{name}"}


def each(schema: Schema, *keys: str) -> Schema:
    """The same schema under every key."""
    return dict.fromkeys(keys, schema)


def head(kind: str) -> Schema:
    """What every result begins with."""
    return {
        "naam": TEXT,
        "gemeente": TEXT,
        "soort": {"const": kind},
        "periode": many(YEAR, 2),
        "prijspeil": maybe(YEAR),
        "perspectief": TEXT,
    }
