"""From a source to a model: every finding at once, and what can still be trusted when there are any."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rendement.model.case import Case
from rendement.model.case_rules import WHOLE_RULES, HeadFacts
from rendement.model.facts import Facts
from rendement.model.line import BenefitLine, CostLine
from rendement.model.rules import line_findings
from rendement.model.translate import Suspects, findings_of
from rendement.source import money, years
from rendement.source.build import Node
from rendement.source.finding import Finding, has_errors, too_many
from rendement.source.path import Path
from rendement.source.prune import prune
from rendement.source.tree import Source

M = TypeVar("M", bound=BaseModel)

_SECTIONS: dict[str, type[BaseModel]] = {"baten": BenefitLine, "kosten": CostLine}
_NAMELESS = {"naam": "?"}
_BASKETS = ("posten", "voor", "na", "casussen")
_UNSAFE = frozenset({"aantal-nul", "knoop-op-nul"})  # a division by zero, were it computed


def read_case(source: Source) -> tuple[Case | None, list[Finding]]:
    """The case, or None; and everything there is to say about it."""
    case, findings, suspects = validate(Case, source)
    if too_many(findings):
        return None, findings
    period = case.periode if case else _try(lambda: years.period(str(source.data["periode"])))
    for place, line, written in lines(source, case, _SECTIONS, findings, suspects):
        facts = Facts(written, line, period)
        findings += [source.placed(found, place) for found in line_findings(facts)]
        if too_many(findings):
            return None, findings
    known = case or draft_case(source)
    head = HeadFacts(source, known, period, frozenset(suspects.values()))
    findings += [source.placed(found) for rule in WHOLE_RULES for found in rule(head)]
    return (None if has_errors(findings) else case), findings


def draft_case(source: Source) -> Case | None:
    """A case without what cannot be read in it, to check the rest; None if too little is left."""
    _, findings, _ = validate(Case, source)
    bad = _bad_paths(findings)
    last = years.FIRST_YEAR + years.LONGEST_PERIOD - 1
    draft: dict[str, Node] = {**_NAMELESS, "gemeente": "?", "periode": f"{years.FIRST_YEAR}-{last}"}
    draft |= {
        key: node for key, node in source.data.items() if key in Case.model_fields and (key,) not in bad
    }
    with money.counted_in(money.money_of(source.data)):
        for section, model in _SECTIONS.items():
            items = enumerate(_listed(source, section))
            draft[section] = [_readable(model, item, bad.get((section, i), [])) for i, item in items]
        return _try(partial(Case.model_validate, draft))  # type: ignore[no-any-return]


def _readable(model: type[BaseModel], item: Node, bad: list[Path]) -> dict[str, Node]:
    """As much of a line as can be read, and computed without dividing by nothing."""
    line, sound = _read_line(model, item, bad)
    facts = Facts(frozenset(sound), line, None)
    unsafe = line is None or any(found.code in _UNSAFE for found in line_findings(facts))
    return dict(_NAMELESS) if unsafe else sound


def validate(model: type[M], source: Source) -> tuple[M | None, list[Finding], Suspects]:
    """The model or its findings; and which misspelt key stands for which known one."""
    try:
        with money.counted_in(money.money_of(source.data)):
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
    bad = _bad_paths(findings)
    for section, model in models.items():
        for i, item in enumerate(_listed(source, section)):
            place = (section, i)
            if not isinstance(item, dict):
                continue
            if whole is not None:
                yield place, getattr(whole, section)[i], frozenset(item)
                continue
            with money.counted_in(money.money_of(source.data)):
                line, _ = _read_line(model, item, bad.get(place, []))
            if line is not None:
                meant = {suspects.get((*place, key), "") for key in item}
                yield place, line, frozenset(item) | meant


def _listed(source: Source, section: str) -> list[Node]:
    items = source.data.get(section)
    return items if isinstance(items, list) else []


def _bad_paths(findings: list[Finding]) -> dict[Path, list[Path]]:
    """What cannot be read: of each line the paths below it, and of the whole the keys."""
    bad: dict[Path, list[Path]] = {}
    for path in (finding.place for finding in findings if finding.place):
        bad.setdefault(path[:2], []).append(path[2:])
        bad.setdefault(path[:1], [])
    return bad


def _read_line(model: type[BaseModel], item: Node, bad: list[Path]) -> tuple[Any, dict[str, Node]]:
    """A line without its keys that cannot be read; of a basket only the posts go, when that is enough."""
    if not isinstance(item, dict):
        return None, {}
    posts = [path for path in bad if path and path[0] in _BASKETS]
    keys = {path[0] for path in bad if path}
    for gone, pruned in ((keys - {path[0] for path in posts}, prune(item, posts)), (keys, item)):
        sound = {**_NAMELESS, **{key: node for key, node in pruned.items() if key not in gone}}
        line = _try(partial(model.model_validate, sound))
        if line is not None:
            return line, sound
    return None, {}


def _try(function: Callable[[], Any]) -> Any:
    try:
        return function()
    except (ValueError, KeyError):
        return None
