"""What a figure of the contract is called in a row: the thing it belongs to, and what it says of that."""

from dataclasses import replace
from typing import Any

from rendement.figures.field import SAME, Family, Field, kind_at
from rendement.report.sheets.records import Form
from rendement.source.path import Path

_FORMS: dict[str, Form] = {
    "bedrag": "bedrag",
    "aandeel": "aandeel",
    "voet": "fijn",
    "verhouding": "verhouding",
    "aantal": "aantal",
    "telling": "aantal",
    "factor": "aantal",
    "jaar": "jaar",
}


def form_of(family: Family, path: Path) -> Form:
    """How the figure at a path is written."""
    return _FORMS.get(kind_at(family, path) or "", "aantal")


def label_of(family: Family, data: Any, path: Path, said: int = 0) -> str:
    """The figure at a path in words, without the first pieces, which are said already: `Uitstroom, bruto`."""
    words: list[str] = []
    above = data
    for place, piece in enumerate(path):
        above, data = data if isinstance(data, dict) else above, _below(data, piece)
        if place < said:
            continue
        if isinstance(piece, int):
            words[-1:] = [_name(data, words[-1] if words else "", piece, above)]
        else:
            words.append(piece)
    field = field_at(family, path)
    if field is not None and field.label and field.form == "one" and isinstance(path[-1], str):
        words[-1] = field.label
    return ", ".join(word.replace("_", " ") for word in words)


_ONE_OF = {"totalen": "totaal"}


def _name(data: Any, before: str, number: int, above: Any) -> str:
    if isinstance(data, dict):
        for key in ("naam", "stap", "post", "reeks"):
            if isinstance(data.get(key), str):
                return str(data[key])
    names = above.get("casussen") if isinstance(above, dict) else None
    if isinstance(names, list) and isinstance(_below(names, number), str):
        return f"{names[number]}, {_ONE_OF.get(before, before)}"
    return f"{before} {number + 1}"


def _below(data: Any, piece: str | int) -> Any:
    try:
        return data[piece]
    except (KeyError, IndexError, TypeError):
        return None


def field_at(family: Family, path: Path) -> Field | None:
    """The field at a path; None where it is a name or a number within one."""
    if not path:
        return None
    field = next((field for field in family.fields if field.key == path[0]), None)
    if field is None or len(path) == 1:
        return field
    if field.kind == "zelf":
        inner = family
    elif isinstance(field.kind, Family):
        inner = field.kind
    else:
        return None
    rest = path[1 + {"many": 1, "by": 1, "table": 2}.get(field.form, 0) :]
    return field_at(inner, rest)


_WORDS = ("tekst", "hash", "jaar", SAME)
_ELSEWHERE = frozenset(
    {"scenarios", "onzekerheid", "bevindingen", "omslagwaarden", "bandbreedtes", "gedrukt"}
)


def names_of(family: Family) -> Family:
    """The same without its figures: what things are called, and where they come from."""
    return Family(
        tuple(
            replace(field, kind=names_of(field.kind)) if isinstance(field.kind, Family) else field
            for field in family.fields
            if field.key not in _ELSEWHERE and (isinstance(field.kind, Family) or field.kind in _WORDS)
        )
    )
