"""The inputs of a programme: its own, and those of every case and programme under its measure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from rendement.bind.context import PRICES, Context
from rendement.bind.ledger import inputs_of
from rendement.bind.programme_part import Run
from rendement.engine.inputs import Input, Ledger, Spread
from rendement.source.path import format_path, parse_path, slug


def programme_ledger(context: Context, cases: Mapping[int, Run]) -> Ledger:
    """The inputs, described when they are asked for; `cases` by the number of their measure."""

    def uncertain() -> bool:
        return context.numbers.uncertain() or any(run.plan.ledger.uncertain() for run in cases.values())

    return Ledger(partial(_describe, context, cases), uncertain)


def path_in_programme(number: int, path: str, apart: frozenset[str]) -> str:
    """Where `--set` finds an input of a case; a price that is the same in all cases is one input of all."""
    if parse_path(path)[0] == PRICES and path not in apart:
        return path
    return f"maatregelen[{number}].{path}"


def prices_apart(cases: Mapping[int, Run]) -> frozenset[str]:
    """The prices that are not the same in all cases."""
    seen: dict[str, tuple[float, Spread | None]] = {}
    inputs = [item for run in cases.values() for item in run.plan.ledger.inputs]
    prices = [item for item in inputs if parse_path(item.path)[0] == PRICES]
    said = [(item.path, (item.value, item.spread)) for item in prices]
    return frozenset(path for path, own in said if seen.setdefault(path, own) != own)


def _describe(context: Context, cases: Mapping[int, Run]) -> tuple[Input, ...]:
    apart = prices_apart(cases)
    found = {item.path: item for item in inputs_of(context)}
    for number, run in sorted(cases.items()):
        found |= {item.path: item for item in _of_case(number, run, apart) if item.path not in found}
    return tuple(found.values())


def _of_case(number: int, run: Run, apart: frozenset[str]) -> Iterator[Input]:
    plan = run.plan
    name = slug(plan.name)
    for item in plan.ledger.inputs:
        path = path_in_programme(number, item.path, apart)
        if path == item.path or item.fixed:
            yield item
        else:
            key = format_path(("maatregelen", name or number, *parse_path(item.key)))
            yield replace(item, path=path, key=key, label=_label(plan.name, item.label))


def _label(name: str, label: str) -> str:
    """`Crisisteam, Casus 7: Uithuisplaatsing, aantal`; `Crisisteam: discontovoet`."""
    return f"{name}{',' if ': ' in label else ':'} {label}"
