"""Wat `diff` kost naast `calc`: twee casussen van honderd regels met tien wijzigingen ertussen.

    python benchmarks/difference.py [--rondes 11]

Whole processes, in turn within one run; a ratio is that of two measurements of one round, and the middle one
of the rounds counts: R is `calc` of the new case. Once every change is of one line, once three of the ten
are of the case as a whole, so that they are in the game of every line. Then two folders of small cases, each
with a change: R is that of 100, and one of 200 may take twice as long.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from batch import COMMAND, beside_the_first
from years import text

GOAL = 5
MANY, TWICE = (100, 200), 2
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


def folders_of(base: Path) -> Callable[[int], tuple[str, list[str]]]:
    """Two versions of a folder of so many cases, and the command that compares them."""

    def made(count: int) -> tuple[str, list[str]]:
        for side, size in (("oud", 8), ("nieuw", 4)):
            folder = base / f"{side}{count}"
            folder.mkdir()
            for number in range(count):
                head = f"naam: Zaak {number}\ngemeente: Borne\nperiode: 2020-2023\nprijspeil: 2020\n"
                lines = f"baten: [{{naam: B, aantal: {size}, bedrag: {number + 1}, per: jaar}}]\n"
                (folder / f"zaak{number}.yaml").write_text(head + lines, encoding="utf-8")
        return f"mappen van {count}", [
            *COMMAND,
            "diff",
            str(base / f"oud{count}"),
            str(base / f"nieuw{count}"),
        ]

    return made


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
        beside_the_first(dict(map(folders_of(Path(folder)), MANY)), chosen.rounds, TWICE)


if __name__ == "__main__":
    main()
