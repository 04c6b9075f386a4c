"""Wat de pagina's van een map kosten: naast losse opdrachten, en een tweede keer naast de eerste.

    python benchmarks/pages.py [200] [--rondes 3] [--toets]

Every run is a process of its own, start-up included, and the runs take turns; a ratio is that of two runs of
one round, and the middle one counts. Separate commands are measured on some of the files. With --toets the
exit code is 1 above a bound.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from batch import generate
from reports import seconds

SAMPLE = 20  # files that get a command of their own
BOUNDS = {"map ÷ losse opdrachten": 0.4, "tweede keer ÷ eerste keer": 0.2, "één gewijzigd ÷ eerste keer": 0.4}


def one_round(source: Path, target: Path) -> dict[str, float]:
    """The ratios of one round."""
    shutil.rmtree(target, ignore_errors=True)
    files = sorted(source.glob("*.yaml"))
    sample = files[:: max(1, len(files) // SAMPLE)][:SAMPLE]
    alone = [
        seconds(["report", str(file), "-o", str(target.with_name(f"{number}.html"))])
        for number, file in enumerate(sample)
    ]
    separate = statistics.mean(alone) * len(files)
    words = ["report", str(source), "-o", str(target)]
    first, again = seconds(words), seconds(words)
    text = files[0].read_text("utf-8")
    files[0].write_text(f"{text}\n# gewijzigd\n", "utf-8")
    changed = seconds(words)
    files[0].write_text(text, "utf-8")
    return dict(zip(BOUNDS, (first / separate, again / first, changed / first), strict=True))


def main() -> int:
    """Measure and show; with --toets, judge."""
    parser = argparse.ArgumentParser(description="Wat de pagina's van een map kosten.")
    parser.add_argument("count", metavar="aantal", nargs="?", type=int, default=200)
    parser.add_argument("--rondes", dest="rounds", metavar="N", type=int, default=3)
    parser.add_argument("--toets", dest="judge", action="store_true", help="faal boven een grens")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place) / "zaken", Path(place) / "uit"
        generate(source, chosen.count)
        rounds = [one_round(source, target) for _ in range(chosen.rounds)]
    wrong = False
    for name, bound in BOUNDS.items():
        ratio = statistics.median(found[name] for found in rounds)
        wrong = wrong or ratio > bound
        print(f"{name:<32}{ratio:6.2f}  (hooguit {bound:g})")
    return 1 if wrong and chosen.judge else 0


if __name__ == "__main__":
    sys.exit(main())
