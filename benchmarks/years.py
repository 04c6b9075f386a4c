"""Wat meer jaren kosten, als verhouding: een casus van honderd regels met vijf en met tachtig jaar.

    python benchmarks/years.py [--rondes 25] [--toets]

Every round computes every variant once, in turn, and the fastest of all rounds counts: one run, one
machine, so only the ratios mean something. `vijf` is the measure: effects of 5 years in a period of 5. With
--toets the exit code is 1 when 80 years cost more than 1.3 times as much, or when computing takes longer
than parsing.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rendement.bind import bind
from rendement.engine.compute import compute
from rendement.model.library import Library
from rendement.model.read import read_case
from rendement.source.tree import read_source
from rendement.study.pipeline import calculate

MOST = 1.3
LINES = 100
VARIANTS = {"vijf": (5, 5), "tachtig jaar effect": (5, 80), "tachtig jaar periode": (80, 5)}
CURVES = (
    "terugval: {1: 25%, 2: 42%, 3: 43%, 4: 44%, 5: 45%}",
    "afname: 10%",
    "blijfkans: {uitstroomkansen: [30%, 20%, 10%]}",
    "verdringing: 10%",
)
STEPS = ("lezen", "binden", "rekenen", "alles")

Times = dict[tuple[str, str], float]


def text(period: int, duration: int) -> str:
    """A case of a hundred lines, half of them benefits with a curve and a chain."""
    rows = [f"naam: Honderd\ngemeente: Plaats\nperiode: 2020-{2019 + period}\nprijspeil: 2020\nbaten:"]
    rows += [
        f"  - {{naam: Baat {i}, domein: domein-{i % 7}, aantal: {3 + i % 5}, bedrag: {1000 + i}, per: jaar, "
        f"duur: {duration}, {CURVES[i % 4]}, business_as_usual: 50%, toerekening: 80%, bron: regel {i}}}"
        for i in range(LINES // 2)
    ]
    rows.append("kosten:")
    rows += [
        f"  - {{naam: Last {i}, domein: domein-{i % 7}, fte: 0.5, tarief: {60000 + i}, additioneel: 50%, "
        f"betaler: {{gemeente: 60%, rijk: rest}}, bron: regel {i}}}"
        for i in range(LINES - LINES // 2)
    ]
    return "\n".join(rows) + "\n"


def work(path: Path) -> dict[str, Callable[[], object]]:
    """The steps of one variant, each ready to be run alone."""
    name = str(path)
    source, _ = read_source(name)
    outcome = calculate(name)
    if source is None or outcome.case is None or outcome.plan is None:
        raise ValueError(outcome.findings)
    case, plan = outcome.case, outcome.plan
    return {
        "lezen": lambda: read_case(read_source(name)[0] or source),
        "binden": lambda: bind(case, source, Library()),
        "rekenen": lambda: compute(plan),
        "alles": lambda: calculate(name),
    }


def measure(folder: Path, rounds: int) -> Times:
    """The fastest processor time of every step of every variant, in milliseconds."""
    steps = {}
    for number, (name, (period, duration)) in enumerate(VARIANTS.items()):
        path = folder / f"casus-{number}.yaml"
        path.write_text(text(period, duration), "utf-8")
        steps[name] = work(path)
    best: Times = {}
    for _ in range(rounds):
        for name, own in steps.items():
            for step, run in own.items():
                began = time.process_time()
                run()
                spent = 1000 * (time.process_time() - began)
                best[name, step] = min(best.get((name, step), spent), spent)
    return best


def main() -> int:
    """Measure and show; with --toets, judge."""
    parser = argparse.ArgumentParser(description="Wat meer jaren kosten.")
    parser.add_argument(
        "--rondes", dest="rounds", metavar="N", type=int, default=25, help="hoe vaak alles gemeten wordt"
    )
    parser.add_argument(
        "--toets",
        dest="judge",
        action="store_true",
        help="faal boven 1,3 maal of als rekenen langer duurt dan lezen",
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), chosen.rounds)
    wrong = []
    print("".join(f"{head:>12}" for head in (*STEPS, "verhouding")).rjust(82))
    for name in VARIANTS:
        ratio = found[name, "alles"] / found["vijf", "alles"]
        cells = "".join(f"{found[name, step]:>9.1f} ms" for step in STEPS)
        print(f"{name:<22}{cells}{ratio:>11.2f}×")
        if ratio > MOST:
            wrong.append(f"{name}: {ratio:.2f} maal zo lang, hooguit {MOST}")
        if found[name, "rekenen"] >= found[name, "lezen"]:
            wrong.append(f"{name}: rekenen duurt langer dan lezen")
    for line in wrong:
        print(line)
    return 1 if wrong and chosen.judge else 0


if __name__ == "__main__":
    sys.exit(main())
