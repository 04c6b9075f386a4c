"""From a source to a model, with every finding in Dutch: the one module that knows pydantic's errors."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from rendement.model.case import Case
from rendement.model.line import BenefitLine, CostLine
from rendement.model.rules import RULES, Facts, Problem
from rendement.model.whole import WHOLE_RULES, HeadFacts
from rendement.source import scalar
from rendement.source.finding import Finding
from rendement.source.path import Path, format_path
from rendement.source.suggest import nearest
from rendement.source.tree import Source

M = TypeVar("M", bound=BaseModel)

NOT_YET = {"afwijken": "afwijkingen van methoderegels"}

_SECTIONS: dict[str, type[BaseModel]] = {"baten": BenefitLine, "kosten": CostLine}
_OTHER_SIDE: dict[type[BaseModel], type[BaseModel]] = {CostLine: BenefitLine, BenefitLine: CostLine}
_EMPTY = ("lege-waarde", "hier ontbreekt een waarde", "vul een waarde in of haal de sleutel weg")
_BLOCK = ("verkeerde-vorm", "hier hoort een blok met sleutels", "schrijf `sleutel: waarde` op regels eronder")
_LIST = ("verkeerde-vorm", "hier hoort een lijst", "begin elk onderdeel op een eigen regel met `- `")

# pydantic's own error types; every other type is one of our codes and brings its own text
TRANSLATED: dict[str, tuple[str, str, str]] = {
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "dict_type": _BLOCK,
    "tuple_type": _LIST,
    "list_type": _LIST,
}


def read_case(source: Source) -> tuple[Case | None, list[Finding]]:
    """The case, or None; and everything there is to say about it."""
    case, findings, suspects = validate(Case, source)
    period = case.periode if case else _try(lambda: scalar.period(str(source.data["periode"])))
    for place, line, written in lines(source, case, _SECTIONS, findings, suspects):
        facts = Facts(written, line, period)
        findings += [at(source, place, problem) for rule in RULES for problem in rule(facts)]
    head = HeadFacts(source, case, period)
    findings += [at(source, (), problem) for rule in WHOLE_RULES for problem in rule(head)]
    return (case if not findings else None), findings


def validate(model: type[M], source: Source) -> tuple[M | None, list[Finding], dict[Path, str]]:
    """The model or its findings; and which misspelt key stands for which known one."""
    try:
        return model.model_validate(source.data), [], {}
    except ValidationError as error:
        suspects: dict[Path, str] = {}
        details = error.errors(include_url=False)
        findings = [_translate(source, model, detail, suspects) for detail in details]
        # a misspelt key is not missing as well
        missing = {place: name for place, name in suspects.items() if name}
        targets = {format_path((*place[:-1], name)) for place, name in missing.items()}
        kept = [f for f in findings if f.code != "sleutel-ontbreekt" or f.path not in targets]
        return None, kept, suspects


def _translate(source: Source, model: type[BaseModel], detail: Any, suspects: dict[Path, str]) -> Finding:
    place: Path = tuple(detail["loc"])
    kind, given = detail["type"], detail.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(source, model, place, suspects)
    if kind == "missing":
        name = str(place[-1])
        around = source.locate(place[:-1]) if len(place) > 1 else source.locate(())
        message, remedy = f"hier ontbreekt `{name}`", f"voeg `{name}: …` toe"
        return Finding("sleutel-ontbreekt", message, remedy, around, format_path(place))
    if kind in TRANSLATED:
        code, message, remedy = _EMPTY if given == "" else TRANSLATED[kind]
    else:
        code, message, remedy = kind, detail["ctx"]["melding"], detail["ctx"]["remedie"]
    at_key = code in ("onbekende-sleutel",) or (code == "lege-waarde")
    return Finding(code, message, remedy, source.locate(place, key=at_key), format_path(place))


def _unknown_key(source: Source, model: type[BaseModel], place: Path, suspects: dict[Path, str]) -> Finding:
    key = str(place[-1])
    around = _model_at(model, place[:-1])
    mark, path = source.locate(place, key=True), format_path(place)
    shown = key if len(key) <= 40 else key[:40] + "…"
    if key in NOT_YET:
        remedy = "haal de sleutel voorlopig weg"
        message = f"`{key}` ({NOT_YET[key]}) wordt nog niet ondersteund"
        return Finding("nog-niet-ondersteund", message, remedy, mark, path)
    other = _OTHER_SIDE.get(around)
    if other is not None and key in other.model_fields:
        side = "een baat" if other is BenefitLine else "kosten"
        message = f"`{key}` hoort bij {side} en kan hier niet staan"
        return Finding("sleutel-elders", message, f"haal `{key}` weg", mark, path)
    known = list(around.model_fields)
    name = nearest(key, known)
    suspects[place] = name or ""
    remedy = f"bedoelt u `{name}`?" if name else f"bekend zijn hier: {', '.join(known)}"
    return Finding("onbekende-sleutel", f"`{shown}` is hier geen bekende sleutel", remedy, mark, path)


def _model_at(model: type[BaseModel], place: Path) -> type[BaseModel]:
    for piece in place:
        if isinstance(piece, str) and piece in model.model_fields:
            inner = _inner_model(model.model_fields[piece].annotation)
            model = inner or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner_model(piece) for piece in get_args(annotation))
    return next((inner for inner in found if inner), None)


def lines(
    source: Source,
    whole: BaseModel | None,
    models: Mapping[str, type[BaseModel]],
    findings: list[Finding],
    suspects: dict[Path, str],
) -> Iterator[tuple[Path, Any, frozenset[str]]]:
    """Every line that could be read, wholly or without the keys that could not."""
    bad = {finding.path for finding in findings}
    for section, model in models.items():
        items = source.data.get(section)
        for i, item in enumerate(items if isinstance(items, list) else []):
            place = (section, i)
            if not isinstance(item, dict):
                continue
            if whole is not None:
                yield place, getattr(whole, section)[i], frozenset(item)
                continue
            own = format_path(place)
            sound = {key: node for key, node in item.items() if not _touched(f"{own}.{key}", bad)}
            line = _try(lambda model=model, sound=sound: model.model_validate({"naam": "?", **sound}))  # type: ignore[misc]
            if line is not None:
                meant = {suspects.get((*place, key), "") for key in item}
                yield place, line, frozenset(item) | meant


def _touched(path: str, bad: set[str]) -> bool:
    return any(other == path or other.startswith((path + ".", path + "[")) for other in bad)


def at(source: Source, place: Path, problem: Problem) -> Finding:
    """A rule's problem as a finding at its place in the file."""
    path = (*place, *problem.place)
    mark = source.locate(path, key=True)
    return Finding(problem.code, problem.message, problem.remedy, mark, format_path(path))


def _try(function: Callable[[], Any]) -> Any:
    try:
        return function()
    except (ValueError, KeyError):
        return None
