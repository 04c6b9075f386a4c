"""What the rules of method have to say of one file: a finding a rule, without what may stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rendement.lint import upkeep
from rendement.lint.choice import ALL, Choice
from rendement.lint.known import Known, KnownCase, KnownMonitor, KnownProgramme
from rendement.lint.registry import RULES, by_name
from rendement.lint.rule import Look, Method, Seen, concerns
from rendement.lint.waivers import Deviation, deviations, month_of, named_path
from rendement.source.finding import SEVERITIES, Finding, Place
from rendement.source.money import counted_in
from rendement.source.path import format_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation


def judge(
    calculation: Calculation, figures: Any, others: Sequence[Finding] = (), choice: Choice = ALL
) -> list[Finding]:
    """Of a file that computes; `others` is what else was found in it, which a waiver may cover as well."""
    source = calculation.source
    if calculation.failed or source is None:
        return []
    month = month_of(calculation.options.judged_on)
    waivers = deviations(source)
    holding = [item for item in waivers if not item.past(month)]
    known = _known(calculation, source, month, figures)
    found: list[Finding] = []
    with counted_in(calculation.money.single):
        for rule in RULES:
            look = _look(rule, known) if choice.runs(rule) else None
            if look is not None:
                found += _found(rule, look(known), holding, source)
    if waivers:
        used = {finding.waiver.number for finding in (*others, *found) if finding.waiver is not None}
        judged = [item for item in waivers if _ran(item, choice)]
        seen = {upkeep.PAST: upkeep.past(waivers, month), upkeep.IDLE: upkeep.idle(judged, month, used)}
        for rule, places in seen.items():
            found += _found(rule, places, (), source) if choice.runs(rule) else []
    return found


def known_of(calculation: Calculation, figures: Any) -> Known | None:
    """What is known of a file that computes."""
    source = calculation.source
    if calculation.failed or source is None:
        return None
    return _known(calculation, source, month_of(calculation.options.judged_on), figures)


def _known(calculation: Calculation, source: Source, month: tuple[int, int], figures: Any) -> Known:
    if calculation.programme is not None:
        return KnownProgramme(calculation, source, month, figures)
    kind = KnownMonitor if calculation.monitor is not None else KnownCase
    return kind(calculation, source, month, figures)


def _look(rule: Method, known: Known) -> Look | None:
    if isinstance(known, KnownCase):
        return rule.case
    return rule.programme if isinstance(known, KnownProgramme) else rule.monitor


def _ran(waiver: Deviation, choice: Choice) -> bool:
    """Whether what a waiver is about was looked for; what has no number always is."""
    rule = by_name().get(waiver.rule)
    return rule is None or (rule.over is None and choice.runs(rule))


def _found(
    rule: Method, seen: Iterable[Seen], waivers: Sequence[Deviation], source: Source
) -> Iterator[Finding]:
    """One finding of all places that nothing is said of, and one for every waiver that covers some."""
    groups: dict[Deviation | None, list[Seen]] = {}
    for item in seen:
        own = next((one for one in waivers if one.covers(rule.names, item.place)), None)
        groups.setdefault(own, []).append(item)
    for waiver, places in groups.items():
        finding = _one(rule, places, source)
        yield finding if waiver is None else waiver.waived(finding)


def _one(rule: Method, seen: Sequence[Seen], source: Source) -> Finding:
    """The gravest place first, and of those the first."""
    grave = [item.severity or rule.severity for item in seen]
    order = sorted(range(len(seen)), key=lambda number: SEVERITIES.index(grave[number]))
    first, rest = seen[order[0]], [seen[number] for number in order[1:]]
    about = {item.path: item for one in (first, *rest) for item in one.about}
    finding = Finding(
        rule.code,
        rule.message.format_map(first.said),
        rule.remedy.format_map(first.said),
        first.place,
        grave[order[0]],
        arguments=first.said,
        concerns=concerns(about.values(), source),
        number=rule.number,
        named=named_path(source, first.place),
        others=tuple(_place(rule, item, source) for item in rest),
    )
    return source.placed(finding)


def _place(rule: Method, seen: Seen, source: Source) -> Place:
    path, message = seen.place, rule.message.format_map(seen.said)
    mark, severity = source.locate(path, key=True), seen.severity or rule.severity
    return Place(format_path(path), named_path(source, path), mark, message, severity)


def as_error(finding: Finding) -> Finding:
    """The finding, as one that counts as an error."""
    others = tuple(replace(place, severity="fout") for place in finding.others)
    return replace(finding, severity="fout", others=others)
