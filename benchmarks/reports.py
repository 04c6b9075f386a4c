"""Wat een rapport kost in elke vorm, als verhouding tot `calc` van hetzelfde bestand, en hoe groot het is.

    python benchmarks/reports.py [BESTAND...] [--rondes 9] [--toets]

Every round starts every variant once, in turn, each as a process of its own; the middle of the ratios within
a round counts, so that a busy machine slows both sides. With --toets the exit code is 1 above a bound.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rendement.render.formats import OF_A_REPORT

ROOT = Path(__file__).resolve().parent.parent
CASES = [ROOT / "cases/zoetermeer/zoveel-meer.yaml", ROOT / "examples/05-volledig.yaml"]
PICTURES = "grafieken"
BOUNDS = {"html": 1.5, "xlsx": 1.5, "docx": 10.0, "pdf": 10.0, PICTURES: 10.0}
SIZES = {"docx": 600_000, "pdf": 200_000}  # bytes, of a normal case


def variants(case: Path, folder: Path) -> dict[str, list[str]]:
    """What is run: the measure first, then a report in every form there is."""
    report = ["report", str(case)]
    found = {"calc": ["calc", str(case), "-o", str(folder / "calc.md")]}
    for name, form in OF_A_REPORT.items():
        found[name] = [*report, "-o", str(folder / f"uit{form.extension}")]
    return found | {PICTURES: [*report, "--grafieken", str(folder / PICTURES)]}


def seconds(words: list[str]) -> float:
    """How long one run takes, from nothing."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "rendement", *words], check=True, capture_output=True)
    return time.perf_counter() - began


def measure(case: Path, rounds: int) -> tuple[dict[str, float], dict[str, int]]:
    """The middle ratio of every form to `calc`; and how large those with a bound are."""
    ratios: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        runs = variants(case, Path(folder))
        for _ in range(rounds):
            spent = {name: seconds(words) for name, words in runs.items()}
            for name, one in spent.items():
                ratios.setdefault(name, []).append(one / spent["calc"])
        sizes = {name: Path(folder, f"uit{OF_A_REPORT[name].extension}").stat().st_size for name in SIZES}
    return {name: statistics.median(found) for name, found in ratios.items()}, sizes


def main() -> int:
    """Measure and show; with --toets, judge."""
    parser = argparse.ArgumentParser(description="Wat een rapport kost naast calc.")
    parser.add_argument("cases", metavar="bestand", type=Path, nargs="*", default=CASES)
    parser.add_argument("--rondes", dest="rounds", metavar="N", type=int, default=9)
    parser.add_argument("--toets", dest="judge", action="store_true", help="faal boven een grens")
    chosen = parser.parse_args()
    wrong = []
    for case in chosen.cases:
        print(case.name)
        ratios, sizes = measure(case, chosen.rounds)
        for name, size in sizes.items():
            print(f"  {name:<12}{size:>7} bytes  (hooguit {SIZES[name]})")
            if size > SIZES[name]:
                wrong.append(f"{case.name}: {name} is {size} bytes, hooguit {SIZES[name]}")
        for name, ratio in ratios.items():
            bound = BOUNDS.get(name)
            print(f"  {name:<12}{ratio:6.2f} × calc{'' if bound is None else f'  (hooguit {bound:g})'}")
            if bound is not None and ratio > bound:
                wrong.append(f"{case.name}: {name} {ratio:.2f} maal calc, hooguit {bound:g}")
    for line in wrong:
        print(line)
    return 1 if wrong and chosen.judge else 0


if __name__ == "__main__":
    sys.exit(main())
