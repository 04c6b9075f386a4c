"""Rules over the files of a run: what each file brings along, and what they say of it together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from rendement.lint.choice import Choice
from rendement.lint.facts import Noted
from rendement.lint.judge import known_of
from rendement.lint.registry import RULES
from rendement.lint.rule import Method
from rendement.lint.waivers import deviations, month_of, named_path
from rendement.source.finding import Finding, Place
from rendement.source.path import format_path, parse_path
from rendement.source.tree import Source
from rendement.study.calculation import Calculation

_ENOUGH = 20  # signs of a hash


def facts_of(calculation: Calculation, figures: Any, choice: Choice) -> tuple[Noted, ...]:
    """What one file brings along, for the rules over files that are asked for."""
    known = known_of(calculation, figures)
    return () if known is None else tuple(_noted(known, known.source, calculation.options.judged_on, choice))


def _noted(known: Any, source: Source, day: str, choice: Choice) -> Iterator[Noted]:
    holding = [item for item in deviations(source) if not item.past(month_of(day))]
    for rule in RULES:
        for fact in rule.facts(known) if rule.facts is not None and choice.runs(rule) else ():
            own = next((item for item in holding if item.covers(rule.names, fact.place)), None)
            mark = source.locate(fact.place, key=True)
            named = named_path(source, fact.place)
            same = sha256(repr(fact.key).encode("utf-8", "backslashreplace")).hexdigest()[:_ENOUGH]
            fact = replace(fact, key=same)  # noqa: PLW2901 - there may be very many
            yield Noted(
                rule.number, fact, Place(format_path(fact.place), named, mark, "", rule.severity), own
            )


def over_files(facts: Mapping[str, Iterable[Noted]]) -> Iterator[Finding]:
    """A finding of every group of facts in which a rule sees something; it stands where the first does.

    The facts are there by the number of their rule. A group has one key: a fact that is the only one with its
    key says nothing.
    """
    for rule in RULES:
        own = [*facts.get(rule.number, ())] if rule.over is not None else []
        for group in rule.over(own) if rule.over is not None and own else ():
            yield _finding(rule, group)


def _finding(rule: Method, group: Sequence[Noted]) -> Finding:
    first, *rest = group
    elsewhere = (item.where.mark.file for item in rest if item.where.mark.file != first.where.mark.file)
    said = {**first.fact.said, "andere": next(elsewhere, first.where.mark.file)}
    message = rule.message.format_map(said)
    finding = Finding(
        rule.code,
        message,
        rule.remedy.format_map(said),
        parse_path(first.where.path),
        first.where.severity,
        mark=first.where.mark,
        arguments=said,
        number=rule.number,
        named=first.where.named,
        others=tuple(replace(item.where, message=message) for item in rest),
    )
    waiver = next((item.waiver for item in group if item.waiver is not None), None)
    return finding if waiver is None else waiver.waived(finding)
