"""Wat trekkingen kosten in een batch: `batch --draws N` naast dezelfde batch zonder.

    python benchmarks/draws_batch.py [1000] [--rondes 5] [--geheugen 4000]

Cases with five uncertain numbers each, nearly all different: hardly an inverse serves twice. Whole processes,
in turn within one run; a ratio is that of two measurements of one round, and the middle one counts.
Then the most memory that one worker holds, with as many files and with more of them.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from batch import batch, seconds, worker_memory

DRAWS = "10000"
GOAL = 6
CASE = """naam: Zaak {number}
gemeente: Voorbeeld
periode: 2020-2021
horizon: 4
baten:
  - {{naam: A, per: jaar, aantal: "{low}..{middle}..{high}", bedrag: {{laag: 9000, hoog: {top}, verdeling: lognormaal}}, duur: 3, terugval: 40%, business_as_usual: "40%..45%..{share}%"}}
  - {{naam: C, per: periode, aantal: 10, bedrag: {{laag: 500, hoog: {third}, verdeling: driehoek}}, domein: jeugd}}
  - {{naam: D, per: jaar, bedrag: {fourth}, toerekening: 40%, duur: 2}}
kosten:
  - {{naam: H, fte: 1, tarief: {{laag: 65000, hoog: {tariff}, verdeling: normaal}}}}
  - {{naam: J, per: periode, bedrag: {amount}}}
"""  # noqa: E501 - a line of a file


def write(folder: Path, count: int) -> Path:
    """So many cases."""
    for number in range(count):
        text = CASE.format(
            number=number,
            low=3 + number % 3,
            middle=f"{6 + number % 500 / 100:.2f}".replace(".", ","),
            high=f"{12 + number % 100 / 50:.2f}".replace(".", ","),
            top=20_000 + number,
            share=f"{60 + number % 1000 / 100:.2f}".replace(".", ","),
            third=1_500 + number,
            fourth=8_500 + number,
            tariff=75_000 + number,
            amount=5_000 + number,
        )
        own = folder / f"{number // 1000:03d}"
        own.mkdir(parents=True, exist_ok=True)
        (own / f"zaak-{number:06d}.yaml").write_text(text, "utf-8")
    return folder


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Wat trekkingen in een batch kosten.")
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--rondes", dest="rounds", type=int, default=5)
    parser.add_argument("--geheugen", dest="many", type=int, default=4000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = write(Path(place) / "zaken", chosen.count)
        found: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for _ in range(chosen.rounds):
            for workers, times in found.items():
                words = ("zaken", "--workers", str(workers))
                without = seconds(batch(folder, *words))
                times.append((without, seconds(batch(folder, *words, "--draws", DRAWS))))
        print(f"Python {platform.python_version()}, {os.cpu_count()} kernen, {chosen.count} zaken")
        for workers, times in found.items():
            without, drawn = (statistics.median(column) for column in zip(*times, strict=True))
            ratio = statistics.median(one / other for other, one in times)
            each = f"{without / chosen.count * 1e3:.2f} en {drawn / chosen.count * 1e3:.2f} ms per zaak"
            print(f"--draws {DRAWS} ÷ zonder, --workers {workers}: {ratio:.2f} (doel: ≤ {GOAL}; {each})")
        more = write(Path(place) / "meer", chosen.many)
        for name, words in (("zonder", ()), (f"--draws {DRAWS}", ("--draws", DRAWS))):
            few, many = worker_memory(folder, *words), worker_memory(more, *words)
            print(f"geheugen per werker, {name}: {few:.0f} MB, en {many:.0f} MB bij {chosen.many} zaken")


if __name__ == "__main__":
    main()
