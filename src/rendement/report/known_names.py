"""Which names an editor offers where a key takes one: actors, prices, lists; any other text stays allowed."""

from collections.abc import Callable
from typing import Any

from rendement.bind.case import FINANCIAL, PUBLIC, SOCIETY
from rendement.model.index_files import bundled_series
from rendement.model.library import bundled_posts, known_actors, norm_exceptions
from rendement.source.bundled import bundled_lists

Schema = dict[str, Any]

ACTOR, PRICE = "een_actor", "een_prijspost"
OFFERED = {
    **dict.fromkeys(("betaler", "ontvanger", "tegenpartij"), ACTOR),
    **dict.fromkeys(("prijs", "tarief", "omslag", "posten", "voor", "na"), PRICE),
    "terugval": "een_terugvalpost",
    "perspectief": "een_perspectief",
    "prijslijsten": "een_prijslijst",
    "index": "een_indexreeks",
    **dict.fromkeys(("discontovoet", "voet"), "een_uitzondering"),
}


def offering(key: str, schema: Schema) -> Schema:
    """The schema of a key that also offers the names that are known for it."""
    if key not in OFFERED:
        return schema
    known = {"$ref": f"#/$defs/{OFFERED[key]}"}
    if "items" in schema:
        return {**schema, "items": offering(key, schema["items"])}
    if _is_basket(schema):
        return {**schema, "propertyNames": {"anyOf": [known, {"type": "string"}]}}
    head = {name: part for name, part in schema.items() if name == "description"}
    own = {name: part for name, part in schema.items() if name != "description"}
    options = own.get("anyOf", [own])
    if not any(option.get("minLength") for option in options):
        return schema  # no text can stand here
    # among actors something can be divided, with their names as its keys
    divided = OFFERED[key] == ACTOR
    options = [offering(key, option) if divided and _is_basket(option) else option for option in options]
    return {**head, "anyOf": [known, *options]}


def definitions(text: str) -> Schema:
    """The names themselves, in so far as a schema written as this text refers to them."""
    return {name: {"enum": make()} for name, make in _NAMES.items() if f'"#/$defs/{name}"' in text}


def _is_basket(schema: Schema) -> bool:
    """Whether the keys are names, each with a figure."""
    each = schema.get("additionalProperties")
    return isinstance(each, dict) and "anyOf" in each


def _posts(curve: str = "") -> list[str]:
    """Every bundled post with this curve, or with a price: by tariff or row when it has more than one."""
    names = []
    for code, entry in bundled_posts().items():
        post = entry.post
        if getattr(post, curve) if curve else post.terugval is None and post.uitstroomkansen is None:
            rows = [name for name, _ in post.tarieven or ()] + [f"{row:.15g}" for row, _ in post.tabel or ()]
            names += [f"{code}@{row}" for row in rows] or [code]
    return sorted(names)


_NAMES: dict[str, Callable[[], list[str]]] = {
    ACTOR: lambda: list(known_actors()),
    PRICE: _posts,
    "een_terugvalpost": lambda: _posts("terugval"),
    "een_perspectief": lambda: [FINANCIAL, PUBLIC, SOCIETY, *known_actors()],
    "een_prijslijst": lambda: list(bundled_lists()),
    "een_indexreeks": lambda: list(bundled_series()),
    "een_uitzondering": lambda: list(norm_exceptions()),
}
