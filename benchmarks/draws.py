"""Wat trekkingen kosten: `calc --draws N` naast `calc` zonder, en naast hetzelfde model met de hand in numpy.

    python benchmarks/draws.py [--rondes 11]

One case with 7 benefits, 3 costs, a horizon of 10 years and 20 uncertain inputs; whole processes, in turn
within one run, so a busy machine weighs on all alike. What counts are the ratios of the medians: R is `calc`
of the same case without draws, with the import of numpy. Then, within one process, what drawing and
evaluating cost beside the same count of bare random numbers.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

COMMAND = "import sys; from rendement.__main__ import main; sys.exit(main())"
WITH_NUMPY = f"import numpy; {COMMAND}"
DRAWS = (10_000, 100_000, 1_000_000)

CASE = """naam: Twintig onzekere getallen
gemeente: Voorbeeld
periode: 2020-2021
horizon: 10
baten:
  - {naam: A, per: jaar, aantal: 5..8..12, bedrag: {laag: 9000, hoog: 20000, verdeling: lognormaal}, duur: 10, terugval: 40%, business_as_usual: 40%..60%}
  - {naam: B, per: jaar, aantal: {laag: 3, hoog: 9, verdeling: driehoek}, bedrag: {laag: 2000, hoog: 4000, verdeling: normaal}, duur: 8, afname: 10%}
  - {naam: C, per: periode, aantal: {laag: 10, hoog: 30, verdeling: driehoek}, bedrag: {laag: 500, hoog: 1500, verdeling: lognormaal}, slaagkans: {geteld: 13, van: 86}, duur: 5}
  - {naam: D, per: jaar, bedrag: {laag: 8000, hoog: 9000, verdeling: uniform}, toerekening: 30%..50%, duur: 3}
  - {naam: E, per: periode, aantal: {laag: 4, hoog: 8, verdeling: driehoek}, bedrag: {laag: 4000, hoog: 9000, verdeling: lognormaal}, verdringing: 5%..15%, duur: 6}
  - {naam: F, per: jaar, bedrag: {laag: 1000, hoog: 3000, verdeling: driehoek}, duur: 10}
  - {naam: G, per: periode, bedrag: {laag: 20000, hoog: 50000, verdeling: lognormaal}, toerekening: 40%..60%}
kosten:
  - {naam: H, fte: {laag: 1, hoog: 2, verdeling: driehoek}, tarief: {laag: 65000, hoog: 75000, verdeling: normaal}}
  - {naam: I, per: jaar, bedrag: {laag: 9000, hoog: 11000, verdeling: normaal}}
  - {naam: J, per: periode, bedrag: {laag: 4000, hoog: 6000, verdeling: uniform}}
"""  # noqa: E501 - a line of a file

# the return of that case alone, written out by somebody who knows numpy, with its mean and two percentiles
BY_HAND = """
import sys
import numpy as np
n = int(sys.argv[1])
r = np.random.default_rng(1)
z = 1.6448536269514722
def pert(l, m, h):
    a, b = 1 + 4 * (m - l) / (h - l), 1 + 4 * (h - m) / (h - l)
    return l + (h - l) * r.beta(a, b, n)
def mid(l, h): return pert(l, (l + h) / 2, h)
def logn(l, h): return np.exp((np.log(l) + np.log(h)) / 2 + (np.log(h) - np.log(l)) / (2 * z) * r.standard_normal(n))
def norm(l, h): return (l + h) / 2 + (h - l) / (2 * z) * r.standard_normal(n)
def tri(l, h): return r.triangular(l, (l + h) / 2, h, n)
def uni(l, h): return r.uniform(l, h, n)
def years(per_year, length, shares):
    w = np.zeros(12)
    for start in range(2 if per_year else 1):
        w[start:start + length] += shares[:length]
    return w[:10].sum()
one = np.ones(12)
net = pert(5, 8, 12) * logn(9000, 20000) * (1 - mid(.4, .6)) * years(True, 10, one * .6)
net = net + tri(3, 9) * norm(2000, 4000) * years(True, 8, .9 ** np.arange(12))
net += tri(10, 30) * logn(500, 1500) * r.beta(13.5, 73.5, n) * years(False, 5, one)
net += uni(8000, 9000) * mid(.3, .5) * years(True, 3, one)
net += tri(4, 8) * logn(4000, 9000) * (1 - mid(.05, .15)) * years(False, 6, one)
net += tri(1000, 3000) * years(True, 10, one)
net += logn(20000, 50000) * mid(.4, .6)
net -= 2 * tri(1, 2) * norm(65000, 75000) + 2 * norm(9000, 11000) + uni(4000, 6000)
print(net.mean(), np.quantile(net, [.05, .95]), (net > 0).mean())
"""  # noqa: E501


def variants(path: str) -> dict[str, list[str]]:
    """What is measured, by the name it has in the table."""
    found = {"R: calc zonder trekkingen, met numpy": ["-c", WITH_NUMPY, "calc", path]}
    for draws in DRAWS:
        found[f"calc --draws {draws}"] = ["-c", COMMAND, "calc", path, "--draws", str(draws)]
        found[f"met de hand in numpy, {draws}"] = ["-c", BY_HAND, str(draws)]
    return found


def measure(rounds: int, path: str) -> dict[str, tuple[float, float]]:
    """The median seconds and the most memory in MB of each variant, measured in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in variants(path)}
    memory = dict.fromkeys(seconds, 0.0)
    for _ in range(rounds):
        for name, arguments in variants(path).items():
            began = time.perf_counter()
            process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            seconds[name].append(time.perf_counter() - began)
            memory[name] = max(memory[name], usage.ru_maxrss / 1024)
            if status:
                raise SystemExit(f"{name}: eindigde met {status}")
    return {name: (statistics.median(times), memory[name]) for name, times in seconds.items()}


INSIDE = """
import sys, time
import numpy as np
from rendement.draws.simulate import BLOCK
from rendement.study.calculation import Options
from rendement.study.drawing import PRESENT, Drawing
from rendement.study.pipeline import calculate
from rendement.study.recording_return import RETURN
drawing = Drawing(calculate(sys.argv[1], Options()))
count, bare = 32 * BLOCK, np.random.default_rng(1)
def numbers():
    for _ in range(32 * len(drawing.drawn)):
        bare.random(BLOCK)
def fastest(work):
    times = []
    for _ in range(9):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
def draws(paths):
    program = drawing.figures(paths)
    return lambda: drawing.run(program, count, 1, lambda *_: None)
few, every = draws({RETURN, PRESENT}), draws(drawing.shown)
few()
base = fastest(numbers)
print(f"kale toevalsgetallen: {base / count * 1e9:.0f} ns per trekking van {len(drawing.drawn)} getallen")
for name, work in (("rendement en contante waarde", few), (f"alle {len(drawing.shown)} cijfers", every)):
    print(f"{name}: {fastest(work) / base:.1f} keer zo lang")
"""


def longer(text: str, years: int) -> str:
    """The case with so many years of costs and of the longest effects."""
    return text.replace("horizon: 10", f"horizon: {years}").replace("duur: 10", f"duur: {years}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Wat trekkingen kosten.")
    parser.add_argument("--rondes", dest="rounds", type=int, default=11)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "casus.yaml"
        path.write_text(CASE, encoding="utf-8")
        found = measure(chosen.rounds, str(path))
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} kernen, mediaan van {chosen.rounds} rondes"
        )
        for years in (10, 5, 80):
            path.write_text(longer(CASE, years), encoding="utf-8")
            print(f"horizon {years}:", flush=True)
            subprocess.run([sys.executable, "-c", INSIDE, str(path)], check=True)
    base = next(iter(found.values()))[0]
    for name, (seconds, memory) in found.items():
        print(f"{name:<40} {seconds:6.3f} s   {seconds / base:5.2f} R   {memory:6.0f} MB")


if __name__ == "__main__":
    main()
