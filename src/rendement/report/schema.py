"""JSON Schemas: of the files an analyst writes, from the models themselves, with a Dutch sentence per key."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from typing import Any

from pydantic import BaseModel

from rendement import __version__
from rendement.figures.schema import DIALECT
from rendement.report.key_texts import KEYS, MODELS
from rendement.report.known_names import definitions, offering
from rendement.study.household_table import ENDINGS
from rendement.study.rows.files import PARQUET

Schema = dict[str, Any]

LONG = 50  # characters from which a repeated form is worth a name
KINDS = {
    "casus": ("rendement.model.case", "Case"),
    "prijslijst": ("rendement.model.pricelist", "PriceList"),
    "programma": ("rendement.model.programme", "Programme"),
    "monitor": ("rendement.model.monitor", "Monitor"),
    "indexcijfers": ("rendement.model.index_series", "IndexList"),
}


def file_schema(kind: str) -> Schema:
    """The schema of a case, a price list, a programme, a monitor or index series."""
    module, name = KINDS[kind]
    model: type[BaseModel] = getattr(import_module(module), name)
    raw = model.model_json_schema()
    models = {key: _model(_tabled(part), key) for key, part in raw.pop("$defs", {}).items()}
    whole = _model(raw, name)
    known = definitions(_text({**whole, "$defs": models}))
    head = {"$schema": DIALECT, "title": title(kind), "$comment": f"rendement {__version__}"}
    return {**head, **_shared({**whole, "$defs": {**models, **known}})}


def title(kind: str) -> str:
    """By this title a schema file of ours is known."""
    return f"rendement: {kind}"


def _lean(node: Any, place: tuple[str, ...]) -> Any:
    """Without pydantic's titles, defaults and null, for an empty value is missing; with our own sentences."""
    if isinstance(node, list):
        return [_lean(item, place) for item in node]
    if not isinstance(node, dict):
        return node
    lean: Schema = {}
    for key, value in node.items():
        if key == "properties":
            lean[key] = {name: _property(part, (*place, name)) for name, part in value.items()}
        elif key not in ("title", "default", "description"):
            lean[key] = _lean(value, place)
    options = [option for option in lean.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        lean.pop("anyOf")
        return {**lean, **options[0]}
    return {**lean, "anyOf": options} if options else lean


def _property(node: Schema, place: tuple[str, ...]) -> Schema:
    return offering(place[-1], {"description": sentence(place), **_lean(node, place)})


def _model(node: Schema, model: str) -> Schema:
    """A model with a description, and one on every key, however deep."""
    return {"description": MODELS[model], **_lean(node, (model,))}


def _tabled(model: Schema) -> Schema:
    """Households may stand in a table beside the case, which is written out before the model sees it."""
    if "casussen" in model["properties"]:
        endings = "|".join(re.escape(ending) for ending in (*ENDINGS, PARQUET))
        file = {"type": "string", "pattern": f"({endings}|/)$"}
        model["properties"]["casussen"]["anyOf"].append(file)
    return model


def sentence(place: tuple[str, ...]) -> str:
    """What a key means: as said of it at this place, of it in this model, or of it anywhere."""
    model, *_, key = place
    for name in (".".join(place), f"{model}.{key}"):
        if name in KEYS:
            return KEYS[name]
    return KEYS[key]


def _shared(schema: Schema) -> Schema:
    """The same schema with every long option that occurs more than once written once, under `$defs`."""
    seen = Counter(_text(option) for option in _options(schema))
    often = [text for text, times in seen.items() if times > 1 and len(text) > LONG]
    names: dict[str, str] = {}
    for text in often:
        names[text] = _form_name(json.loads(text), set(names.values()))

    def short(node: Any, top: bool = False) -> Any:
        if isinstance(node, list):
            return [short(item) for item in node]
        if not isinstance(node, dict):
            return node
        name = None if top else names.get(_text(node))
        if name:
            return {"$ref": f"#/$defs/{name}"}
        if not top and not _is_model(node) and (name := names.get(_text(_form(node)))):
            return {"description": node["description"], "anyOf": [{"$ref": f"#/$defs/{name}"}]}
        return {key: short(value) for key, value in node.items()}

    forms = {name: short(json.loads(text), top=True) for text, name in names.items()}
    lean: Schema = short(schema)
    return {**lean, "$defs": {**lean.get("$defs", {}), **forms}}


def _form_name(form: Schema, taken: set[str]) -> str:
    """What an editor calls a form when it says what it expected."""
    if "properties" in form:
        name = "_".join(list(form["properties"])[:2])
    elif "patternProperties" in form:
        name = "per_jaar" if r"\d{4}" in next(iter(form["patternProperties"])) else "tabel"
    elif "additionalProperties" in form:
        name = "tabel"
    elif form.get("type") == "string" or "enum" in form:
        name = "tekst"
    else:
        name = "getal" if "anyOf" in form else "lijst"
    return next(option for n in count(1) if (option := name if n == 1 else f"{name}_{n}") not in taken)


def _options(node: Any) -> Iterator[Schema]:
    """Every alternative of an `anyOf`, and what may stand under a key or under any key, however deep."""
    if isinstance(node, dict):
        yield from node.get("anyOf", [])
        if not _is_model(node) and ("description" in node or len(node.get("anyOf", [])) > 1):
            yield _form(node)
        if isinstance(under := node.get("additionalProperties"), dict):
            yield under
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _options(child)


def _is_model(node: Schema) -> bool:
    return isinstance(node.get("properties"), dict)


def _form(node: Schema) -> Schema:
    """What may stand under a key, whatever it means there."""
    return {key: value for key, value in node.items() if key != "description"}


def _text(node: Schema) -> str:
    return json.dumps(node, ensure_ascii=False)
