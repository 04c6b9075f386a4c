"""The errors of pydantic as findings in Dutch: the one module that knows them."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from rendement.model.case import Case
from rendement.model.line import BenefitLine, CostLine
from rendement.model.synonyms import instead, meant
from rendement.source.finding import MAX_FINDINGS, Finding
from rendement.source.notes import cut, stuck
from rendement.source.path import Path
from rendement.source.scalar import ScalarError, number
from rendement.source.slips import MARKERS
from rendement.source.tree import Source

_EMPTY = ("lege-waarde", "hier ontbreekt een waarde", "vul een waarde in of haal de sleutel weg")
_BLOCK = ("verkeerde-vorm", "hier hoort een blok met sleutels", "schrijf `sleutel: waarde` op regels eronder")
_EMPTY_LIST = (
    "lege-waarde",
    "hier ontbreekt een lijst",
    "zet er onderdelen onder die met `- ` beginnen, of haal de sleutel weg",
)
_LIST = ("verkeerde-vorm", "hier hoort een lijst", "begin elk onderdeel op een eigen regel met `- `")

# pydantic's own error types; every other type is one of our codes and brings its own text
TRANSLATED: dict[str, tuple[str, str, str]] = {
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "dict_type": _BLOCK,
    "tuple_type": _LIST,
    "list_type": _LIST,
}

_PAIRED = ("laag", "hoog", "kans", "van", "geteld")  # inside a value: one needs the other
_PLAIN = re.compile(r"[\w€][\w €./+%-]*")  # a text that means the same inside braces
_MARKED = re.compile(rf"(?:^|\s)[{MARKERS}]")
_LISTS = ("tuple_type", "list_type")
_MODELS = ("model_type", "model_attributes_type")

Suspects = dict[Path, str]


def findings_of(
    error: ValidationError, model: type[BaseModel], source: Source
) -> tuple[list[Finding], Suspects]:
    """Every error as a finding; and which misspelt key stands for which known one."""
    suspects: Suspects = {}
    # one more than is shown, so that whoever shows them knows that there are more
    details = error.errors(include_url=False)[: MAX_FINDINGS + 1]
    findings = [_translate(source, model, detail, suspects) for detail in details]
    # a misspelt key is not missing as well
    targets = {(*place[:-1], name) for place, name in suspects.items() if name}
    return [f for f in findings if f.code != "sleutel-ontbreekt" or f.place not in targets], suspects


def _translate(source: Source, model: type[BaseModel], detail: Any, suspects: Suspects) -> Finding:
    place: Path = tuple(detail["loc"])
    kind, given = detail["type"], detail.get("input")
    if kind == "missing":
        name = str(place[-1])
        message, remedy = f"hier ontbreekt `{name}`", f"voeg `{name}: …` toe"
        return Finding("sleutel-ontbreekt", message, remedy, place, mark=source.locate(place[:-1]))
    if kind == "extra_forbidden":
        found = _unknown_key(model, place, suspects)
    elif kind in TRANSLATED:
        found = _wrong_shape(model, place, kind, given)
    else:
        found = replace(detail["ctx"]["bevinding"], place=place)
    if found.code == "lege-waarde" and _is_required(model, found.place):
        found = replace(found, remedy=found.remedy.partition(" of haal")[0])  # it is required
    return source.placed(found)


def _is_required(model: type[BaseModel], place: Path) -> bool:
    around = _inner_model(_annotation_at(model, place[:-1])) or model
    field = around.model_fields.get(str(place[-1]))
    return field.is_required() if field is not None else place[-1] in _PAIRED


def _wrong_shape(model: type[BaseModel], place: Path, kind: str, given: Any) -> Finding:
    code, message, remedy = TRANSLATED[kind]
    if given == "":
        code, message, remedy = _EMPTY_LIST if kind in _LISTS else _EMPTY
    elif isinstance(given, str) and kind not in _LISTS and (pair := stuck(given)):
        key, value = pair
        code, message = "spatie-na-dubbele-punt", f"na de dubbele punt van `{cut(key)}` ontbreekt een spatie"
        remedy = f"schrijf `{key}: {cut(value)}`"
    elif isinstance(given, dict) and kind in _LISTS and isinstance(next(iter(given.values()), None), str):
        key = next(iter(given))
        first = f"`- {cut(key)}: {cut(given[key])}`"
        remedy = f"begin elk onderdeel met een streepje: {first}, de rest recht eronder"
    elif isinstance(given, str):
        remedy = _shaped(_annotation_at(model, place), kind, given, place[-1]) or remedy
    return Finding(code, message, remedy, place, of_value=True)


def _shaped(annotation: Any, kind: str, given: str, key: str | int) -> str:
    """The remedy for a single text where a list or a block belongs: the analyst's own text, well shaped."""
    inner = _inner_model(annotation)
    before = f"{key}: " if isinstance(key, str) else ""
    text = _quoted(given)
    if inner is None:
        items = [_quoted(item.strip()) for item in _MARKED.split(given) if item.strip()]
        written = f"[{', '.join(items)}]" if _MARKED.match(given) else f"{before}[{text}]"
        return f"schrijf `{written}`" if kind in _LISTS else ""
    if kind not in _MODELS:
        return ""
    fields = inner.model_fields
    wanted = [name for name, field in fields.items() if field.is_required()] or [next(iter(fields))]
    own = next((name for name in ("bedrag", "aantal") if name in fields), "") if _is_number(given) else ""
    values = dict.fromkeys(wanted, "…") | {own or wanted[0]: text}
    return f"schrijf `{before}{{{', '.join(f'{name}: {value}' for name, value in values.items())}}}`"


def _quoted(text: str) -> str:
    return cut(text) if _PLAIN.fullmatch(text) else '"' + cut(text).replace('"', "'") + '"'


def _is_number(text: str) -> bool:
    with suppress(ScalarError):
        number(text, "bedrag")
        return True
    return False


def _unknown_key(model: type[BaseModel], place: Path, suspects: Suspects) -> Finding:
    key = str(place[-1])
    around = _inner_model(_annotation_at(model, place[:-1])) or model
    known = list(around.model_fields)
    name = meant(key, known)
    elsewhere = _belongs(key, around)
    if elsewhere is not None:
        remedy = f"bedoelt u `{name}`?" if name else elsewhere[1]
        return Finding("sleutel-elders", f"`{key}` {elsewhere[0]}", remedy, place)
    suspects[place] = name or ""
    otherwise = (instead(key) if around in (BenefitLine, CostLine) else "") or _listed(known)
    remedy = f"bedoelt u `{name}`?" if name else otherwise
    message = f"`{cut(key)}` is hier geen bekende sleutel" if key else "hier staat een lege sleutel"
    return Finding("onbekende-sleutel", message, remedy, place, arguments={"bekend": tuple(known)})


def _listed(known: list[str]) -> str:
    return f"bekend zijn hier: {', '.join(known)}"


def _belongs(key: str, around: type[BaseModel]) -> tuple[str, str] | None:
    """Where a key that is known elsewhere does belong, and what to do about it."""
    if key == "over_jaren" and around is CostLine:
        remedy = "zet het hele bedrag in het jaar van betaling; een bedrag dat jaren terugkomt heeft `duur`"
        return "schrijft af en kan niet bij kosten: een investering telt wanneer zij wordt betaald", remedy
    lines: dict[type[BaseModel], tuple[str, str]] = {
        BenefitLine: ("een baat", "baten"),
        CostLine: ("kosten", "kosten"),
    }
    for model, (noun, section) in lines.items():
        if key not in model.model_fields:
            continue
        if around in lines:
            return f"hoort bij {noun} en kan hier niet staan", f"haal `{key}` weg"
        if around is Case:
            return "hoort bij een regel, niet bij de casus", f"zet hem onder een regel van `{section}`"
    if around in lines and key in Case.model_fields:
        return "hoort bij de casus, niet bij een regel", f"begin `{key}:` aan de kantlijn"
    return None


def _annotation_at(model: type[BaseModel], place: Path) -> Any:
    """The type of the field at a place; of what stands in a list or mapping, the type of one."""
    annotation: Any = model
    for piece in place:
        inner = _inner_model(annotation)
        if inner is not None and isinstance(piece, str) and piece in inner.model_fields:
            annotation = inner.model_fields[piece].annotation
        elif inner is not None:
            annotation = inner
    return annotation


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner_model(piece) for piece in get_args(annotation))
    return next((inner for inner in found if inner), None)
