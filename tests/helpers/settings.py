"""Other values for the inputs of a file, as `--set` takes them, and what the program makes of them."""

import random

from rendement.figures.lookup import LookupFailedError, lookup
from rendement.source.path import format_path, parse_path
from rendement.source.scalar import number
from rendement.study.breakeven import setting_text
from rendement.study.recording_return import CONTROL

NOTATION = {"bedrag": "bedrag", "aandeel": "aandeel", "voet": "voet"}


def inputs_of(calculation, program):
    """The inputs that a setting may change: those of the program, and no price of what few clients use."""
    plan = calculation.plan or (calculation.programme or calculation.monitor).plan
    apart = prices_of_few(calculation)
    return [item for item in plan.ledger.inputs if item.path in program.inputs and item.path not in apart]


def prices_of_few(calculation):
    """The prices of posts of which a table of rows has some in `overige posten`."""
    found = set()
    for line in calculation.plan.lines if calculation.plan is not None else ():
        names = [name for name, *_ in line.households]
        shown = {(names[part.household], part.price.code) for part in line.parts if line.sample is not None}
        posts = line.sample.names if line.sample is not None else ()
        joined = {post for name, post in posts if name in names and (name, post) not in shown}
        found |= {format_path(("prijzen", post)) for post in joined}
    return found


def another(rng, item):
    """Another value of an input, within its bounds and as it would be read."""
    low, high = item.bounds
    if item.kind == "aandeel":
        value = rng.choice([0.0, 1.0, item.value, rng.random()])
    elif item.kind == "voet":
        value = rng.uniform(-0.02, 0.08)
    elif item.kind == "maanden":
        value = rng.uniform(0, 12)
    elif item.kind == "jaren":
        value = rng.uniform(*(0.5, 9) if item.spread is None else (item.spread.low, item.spread.high))
    else:
        value = item.value * rng.choice([0.0, 0.5, 1.3, 2.0, 3 * rng.random()]) or rng.choice(
            [0.0, 5.5, 100.0]
        )
        value = -value if low is None and rng.random() < 0.1 else value
    value = value if low is None else max(value, low)
    value = value if high is None else min(value, high)
    return number(setting_text(item, value), NOTATION.get(item.kind, "aantal"))


def random_setting(rng: random.Random, items):
    """Other values for one, some or all of these inputs, by path; and the same as `--set` takes it."""
    some = rng.sample(items, min(len(items), rng.choice([1, 2, 4, len(items)])))
    setting = {item.path: another(rng, item) for item in some}
    return setting, tuple(f"{item.path}={setting_text(item, setting[item.path])}" for item in some)


def refused(figures):
    """What the program says would be refused."""
    return [
        path for path, value in figures.items() if path.startswith(CONTROL) and (value is None or value < 0)
    ]


def differences(figures, data):
    """The figures of a program that are not those of a contract, beyond 10⁻⁹ of the money that moves."""
    money = 1 + sum(abs(value) for path, value in figures.items() if path.endswith(".bedrag") and value)
    return [
        (path, value, found)
        for path, value in figures.items()
        if not path.startswith(CONTROL) and not close(value, found := at(data, path), money)
        if not (found == "ontbreekt" and of_longer(path, data))
    ]


def of_longer(path, data):
    """Whether a figure is of a year that only a longer duration reaches, or of the horizon that cuts it."""
    years = [int(year) for year in data.get("per_jaar", ())]
    pieces = [str(piece) for piece in parse_path(path)]
    later = any(len(piece) == 4 and piece.isdigit() and int(piece) > max(years) for piece in pieces)
    return bool(years) and (later or "stappen" in pieces)


def at(data, path):
    """What stands at a path of a contract."""
    try:
        return lookup(data, parse_path(path))
    except LookupFailedError:
        return "ontbreekt"


def close(value, found, money):
    """Whether both do not exist, or differ by no more than adding up leaves."""
    if value is None or not isinstance(found, int | float):
        return value is found
    return abs(value - found) <= 1e-9 * (money if abs(found) > 2 else 1)
