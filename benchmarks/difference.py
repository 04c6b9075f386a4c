"""Wat `diff` kost naast `calc`: twee casussen van honderd regels met tien wijzigingen ertussen.

    python benchmarks/difference.py [--rondes 11]

Whole processes, in turn within one run; a ratio is that of two measurements of one round, and the middle one
of the rounds counts: R is `calc` of the new case. Once every change is of one line, once three of the ten
are of the case as a whole, so that they are in the game of every line.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from batch import COMMAND, beside_the_first
from years import text

GOAL = 5
LINES = (
    ("aantal: 3, bedrag: 1000,", "aantal: 5, bedrag: 1100,"),
    ("aantal: 4, bedrag: 1001, per: jaar, duur: 5", "aantal: 4, bedrag: 1001, per: jaar, duur: 6"),
    ("aantal: 5, bedrag: 1002,", "aantal: 6, bedrag: 1002,"),
    ("aantal: 6, bedrag: 1003,", "aantal: 6, bedrag: 1203,"),
    ("fte: 0.5, tarief: 60000,", "fte: 0.7, tarief: 61000,"),
    ("tarief: 60001,", "tarief: 60501,"),
)
MORE = (
    ("aantal: 7, bedrag: 1004,", "aantal: 8, bedrag: 1004,"),
    ("tarief: 60002,", "tarief: 60502,"),
)
WHOLE = (("prijspeil: 2020\n", "prijspeil: 2020\nhorizon: 8\ndiscontovoet: 3%\nperspectief: maatschappij\n"),)


def changed(whole: str, changes: tuple[tuple[str, str], ...]) -> str:
    """The case with these changes, each once."""
    for old, new in changes:
        if old not in whole:
            raise ValueError(old)
        whole = whole.replace(old, new, 1)
    return whole


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Wat een verschil kost.")
    parser.add_argument("--rondes", dest="rounds", type=int, default=11)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        old, lines, whole = (str(Path(folder) / f"{name}.yaml") for name in ("oud", "regels", "geheel"))
        before = text(5, 5)
        for path, made in (
            (old, before),
            (lines, changed(before, (*LINES, *MORE))),
            (whole, changed(before, (*LINES[:5], *WHOLE))),
        ):
            Path(path).write_text(made, encoding="utf-8")
        commands = {
            "R: calc": [*COMMAND, "calc", lines],
            "diff, tien wijzigingen van regels": [*COMMAND, "diff", old, lines],
            "diff, drie van de casus erbij": [*COMMAND, "diff", old, whole],
        }
        beside_the_first(commands, chosen.rounds, GOAL)


if __name__ == "__main__":
    main()
