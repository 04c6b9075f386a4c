"""Wat `rendement sensitivity` kost, alles bij elkaar, naast `calc` zonder trekkingen.

    python benchmarks/sensitivity.py [--rondes 11] [--trekkingen 50000]

The case with twenty uncertain inputs of `draws.py`; whole processes, in turn within one run. A ratio is that
of two measurements of one round, and the middle one of the rounds counts: R is `calc` of the same case
without draws, with the import of numpy.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from batch import beside_the_first
from draws import CASE, COMMAND, WITH_NUMPY

GOAL = 3
TABLES = ("--ook-zeker", "--one-way", "baten[0].aantal", "--two-way", "baten[0].aantal", "baten[1].aantal")
KNOWN = ("--weten", "baten[0].aantal,baten[0].bedrag")


def variants(path: str, draws: int) -> dict[str, list[str]]:
    """What is measured, by the name it has in the table; R first."""
    whole = [sys.executable, "-c", COMMAND, "sensitivity", path, "--draws", str(draws)]
    return {
        "R: calc zonder trekkingen, met numpy": [sys.executable, "-c", WITH_NUMPY, "calc", path],
        f"sensitivity --draws {draws}": whole,
        "met --ook-zeker, --one-way, --two-way": [*whole, *TABLES],
        "en met --weten van twee": [*whole, *TABLES, *KNOWN],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Wat gevoeligheid kost.")
    parser.add_argument("--rondes", dest="rounds", type=int, default=11)
    parser.add_argument("--trekkingen", dest="draws", type=int, default=50_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "casus.yaml"
        path.write_text(CASE, encoding="utf-8")
        commands = variants(str(path), chosen.draws)
        beside_the_first(commands, chosen.rounds, GOAL)


if __name__ == "__main__":
    main()
