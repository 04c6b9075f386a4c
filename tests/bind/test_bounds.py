"""How far an input may go: its bounds, and the spread that was written."""

import random

import pytest

from project import files, short, times
from rendement.bind.ledger import SMALLEST
from rendement.engine.inputs import Spread
from rendement.source.tree import parse
from rendement.study.breakeven import setting_text
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording import record
from settings import refused

# a scenario of this case names what one of these no longer has
APART = {"cases/zoetermeer/crisisteam.yaml": 'baten[0].casussen[5].posten."jeugd/jeugdzorg"'}


def inputs_of(calculation):
    """The inputs that can be set."""
    plan = calculation.plan or (calculation.programme or calculation.monitor).plan
    return [item for item in plan.ledger.inputs if not item.fixed]


def around(bound, outward):
    """A value that is just too far."""
    if outward < 0 and bound in (SMALLEST, SMALLEST - 1):
        return bound - SMALLEST  # 0, and -100%
    return bound + outward * 0.0625


@pytest.mark.parametrize("path", files("cases", "examples", "tests/figures"), ids=short)
def test_a_bound_is_accepted_and_what_lies_beyond_it_is_refused(path):
    """What is refused for values together, a program says under `controle`."""
    calculation = calculate(str(path))
    program = record(calculation)

    def tried(item, value):
        again = calculate(str(path), Options(sets=(f"{item.path}={setting_text(item, value)}",)))
        together = item.path in program.inputs and refused(program.run({item.path: value}))
        return again, bool(together)

    items = [
        item for item in inputs_of(calculation) if not item.path.startswith(APART.get(short(path), "\0"))
    ]
    rng = random.Random(short(path))
    for item in rng.sample(items, min(len(items), times(3, 10_000))):
        far = (abs(item.value) + 1) * 1000
        for bound, outward in zip(item.bounds, (-1, 1), strict=True):
            again, together = tried(item, outward * far if bound is None else bound)
            assert again.failed == together, (item.path, bound, again.findings)
            if bound is not None:
                assert tried(item, around(bound, outward))[0].failed, (item.path, bound)


SPREADS = [
    ("aantal: {laag: 4, hoog: 8}", Spread("pert", 4.0, 8.0)),
    ("aantal: {laag: 4, midden: 5, hoog: 8}", Spread("pert", 4.0, 8.0, mode=5.0)),
    ("aantal: {laag: 4, hoog: 8, verdeling: normaal}", Spread("normaal", 4.0, 8.0)),
    ("slaagkans: {geteld: 13, van: 86}", Spread("geteld", 13.0, 86.0)),
    (
        "aantal: {discreet: {6: 70%, 4: 30%}}",
        Spread("discreet", 4.0, 6.0, options=((6.0, 0.7), (4.0, 0.3))),
    ),
    ("aantal: 6", None),
]


@pytest.mark.parametrize(("written", "spread"), SPREADS)
def test_how_far_a_number_may_differ(written, spread):
    head = "naam: K\ngemeente: G\nperiode: 2018\n"
    text = f"{head}baten: [{{naam: Winst, bedrag: 5, {written}}}]\n"
    (item,) = (
        item
        for item in inputs_of(calculate_source("k.yaml", *parse(text, "k.yaml")))
        if item.path == f"baten[0].{written.partition(':')[0]}"
    )
    assert item.spread == spread
