"""From a source to a model: every finding at once, and what can still be trusted when there are any."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rendement.model.case import Case
from rendement.model.line import BenefitLine, CostLine
from rendement.model.rules import RULES, Facts, Problem
from rendement.model.translate import Suspects, findings_of
from rendement.model.whole import WHOLE_RULES, HeadFacts
from rendement.source import scalar
from rendement.source.build import Node
from rendement.source.finding import Finding
from rendement.source.path import Path, format_path
from rendement.source.prune import prune
from rendement.source.tree import Source

M = TypeVar("M", bound=BaseModel)
_BadKeys = dict[str, set[str]]

_SECTIONS: dict[str, type[BaseModel]] = {"baten": BenefitLine, "kosten": CostLine}
_NAMELESS = {"naam": "?"}
_UNSAFE = frozenset({"aantal-nul", "knoop-op-nul"})  # a division by zero, were it computed


def read_case(source: Source) -> tuple[Case | None, list[Finding]]:
    """The case, or None; and everything there is to say about it."""
    case, findings, suspects = validate(Case, source)
    period = case.periode if case else _try(lambda: scalar.period(str(source.data["periode"])))
    for place, line, written in lines(source, case, _SECTIONS, findings, suspects):
        facts = Facts(written, line, period)
        findings += [at(source, place, problem) for rule in RULES for problem in rule(facts)]
    known = case or draft_case(source)
    head = HeadFacts(source, known, period, frozenset(suspects.values()))
    findings += [at(source, (), problem) for rule in WHOLE_RULES for problem in rule(head)]
    return (case if not findings else None), findings


def draft_case(source: Source) -> Case | None:
    """A case without what cannot be read in it, to check the rest; None if too little is left."""
    _, findings, _ = validate(Case, source)
    bad = _bad_keys(findings)
    sound = prune(source.data, [finding.path for finding in findings])
    sections = {section: _readable(source, sound, section, bad) for section in _SECTIONS}
    last = scalar.FIRST_YEAR + scalar.LONGEST_PERIOD - 1
    needed = {**_NAMELESS, "gemeente": "?", "periode": f"{scalar.FIRST_YEAR}-{last}"}
    for rest in (sound, {key: node for key, node in source.data.items() if key not in bad}):
        known = {key: node for key, node in rest.items() if key in Case.model_fields}
        case: Case | None = _try(partial(Case.model_validate, {**needed, **known, **sections}))
        if case is not None:
            return case
    return None


def _readable(source: Source, sound: dict[str, Node], section: str, bad: _BadKeys) -> list[Node]:
    """Every line of a section, as much of it as can be read."""
    left = sound.get(section)
    lines = []
    for i, item in enumerate(_listed(source, section)):
        pruned = left[i] if isinstance(left, list) else None
        coarse = _sound(item, bad.get(format_path((section, i)), set())) if isinstance(item, dict) else None
        options = [{**_NAMELESS, **line} for line in (pruned, coarse) if isinstance(line, dict)]
        lines.append(next((line for line in options if _computable(_SECTIONS[section], line)), _NAMELESS))
    return lines


def _computable(model: type[BaseModel], item: dict[str, Node]) -> bool:
    line = _try(lambda: model.model_validate(item))
    facts = Facts(frozenset(item), line, None)
    return line is not None and not any(p.code in _UNSAFE for rule in RULES for p in rule(facts))


def validate(model: type[M], source: Source) -> tuple[M | None, list[Finding], Suspects]:
    """The model or its findings; and which misspelt key stands for which known one."""
    try:
        return model.model_validate(source.data), [], {}
    except ValidationError as error:
        return (None, *findings_of(error, model, source))


def lines(
    source: Source,
    whole: BaseModel | None,
    models: Mapping[str, type[BaseModel]],
    findings: list[Finding],
    suspects: Suspects,
) -> Iterator[tuple[tuple[str, int], Any, frozenset[str]]]:
    """Every line that could be read, wholly or without the keys that could not."""
    bad = _bad_keys(findings)
    for section, model in models.items():
        for i, item in enumerate(_listed(source, section)):
            place = (section, i)
            if not isinstance(item, dict):
                continue
            if whole is not None:
                yield place, getattr(whole, section)[i], frozenset(item)
                continue
            sound = _sound(item, bad.get(format_path(place), set()))
            line = _try(lambda: model.model_validate(sound))  # noqa: B023 - called at once
            if line is not None:
                meant = {suspects.get((*place, key), "") for key in item}
                yield place, line, frozenset(item) | meant


def at(source: Source, place: Path, problem: Problem) -> Finding:
    """A rule's problem as a finding at its place in the file."""
    path = (*place, *problem.place)
    mark = source.locate(path, key=not problem.of_value)
    return Finding(problem.code, problem.message, problem.remedy, mark, format_path(path))


def _listed(source: Source, section: str) -> list[Node]:
    items = source.data.get(section)
    return items if isinstance(items, list) else []


def _bad_keys(findings: list[Finding]) -> _BadKeys:
    """The keys with a finding in or below them: of each line by its path, and of the whole by themselves."""
    bad: _BadKeys = {}
    for finding in findings:
        line, _, rest = finding.path.partition(".")
        key = re.match(r'"[^"]*"|[^.\[]*', rest)
        bad.setdefault(line, set()).add(key.group() if key else "")
        bad.setdefault(line.partition("[")[0], set())
    return bad


def _sound(item: dict[str, Node], bad: set[str]) -> dict[str, Node]:
    return {**_NAMELESS, **{key: node for key, node in item.items() if format_path((key,)) not in bad}}


def _try(function: Callable[[], Any]) -> Any:
    try:
        return function()
    except (ValueError, KeyError):
        return None
