"""Hoe lang het duurt voor er iets staat: `--help` en `calc`, naast wat de bibliotheken zelf al kosten.

    python benchmarks/start.py [--rondes 21] [--schrijf]

Everything is measured in turn within one run, so a busy machine weighs on all alike; what counts are the
ratios of the medians. With --schrijf the table goes into README.md.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

import readme  # noqa: E402 - a sibling folder, not a package

LINES = 100

# the same libraries, one small model, and none of our code
FLOOR = """
import typer, yaml
from pydantic import BaseModel
class Line(BaseModel):
    naam: str
    aantal: float = 1
Line(naam="een")
"""

COMMAND = "import sys; from rendement.__main__ import main; sys.exit(main())"

# every module of ours and every library that any of them may want, before the first line is read
EVERYTHING = """
import importlib, pkgutil, sys, rendement
for found in pkgutil.walk_packages(rendement.__path__, "rendement."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
for name in ("rich.console", "numpy", "pandas", "openpyxl"):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
from rendement.__main__ import main
sys.exit(main())
"""


def case() -> str:
    """A case of a hundred lines: sixty benefits and forty costs, over five domains and three years."""

    def lines() -> Iterator[str]:
        yield "naam: Honderd regels\ngemeente: Voorbeeld\nperiode: 2020-2022\nprijspeil: 2020\n\nbaten:"
        for number in range(60):
            yield f"  - naam: Baat {number + 1}\n    domein: domein-{number % 5}"
            yield f"    aantal: {3 + number % 7}\n    bedrag: {1000 + 137 * number}"
            yield f"    per: {'jaar' if number % 2 else 'periode'}"
            yield "    business_as_usual: 25%\n    toerekening: 50%"
        yield "\nkosten:"
        for number in range(LINES - 60):
            yield f"  - naam: Kostenpost {number + 1}\n    domein: domein-{number % 5}"
            yield f"    fte: {0.5 + number % 3}\n    tarief: 65000\n    additioneel: 50%"

    return "\n".join(lines()) + "\n"


def variants(path: str) -> dict[str, list[str]]:
    """What is measured, by the name it has in the table."""
    return {
        "`python -c pass`": ["-c", "pass"],
        "de vloer: typer, pydantic met één model, yaml": ["-c", FLOOR],
        "`rendement --help`": ["-c", COMMAND, "--help"],
        "`rendement calc`, tabel in een pijp": ["-c", COMMAND, "calc", path],
        "`rendement calc --format json`": ["-c", COMMAND, "calc", path, "--format", "json"],
        "`rendement calc`, alles vooraf ingeladen": ["-c", EVERYTHING, "calc", path],
    }


def measure(path: str, rounds: int, cache: str) -> dict[str, float]:
    """The median time of every variant in seconds; compiled once beforehand, as an installer does."""
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = cache
    times: dict[str, list[float]] = {name: [] for name in variants(path)}
    for turn in range(rounds + 1):
        for name, arguments in variants(path).items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], env=settings, check=True, capture_output=True)
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def as_markdown(times: dict[str, float], rounds: int) -> str:
    """The table of the README: milliseconds, and how many times the bare interpreter and the floor."""
    bare, floor, *_ = times.values()

    def ratio(value: float, decimals: int) -> str:
        return f"{value:.{decimals}f}".replace(".", ",")

    rows = [
        f"| {name} | {1000 * seconds:.0f} | {ratio(seconds / bare, 1)} | {ratio(seconds / floor, 2)} |"
        for name, seconds in times.items()
    ]
    where = f"Python {platform.python_version()}, {os.cpu_count()} kernen, {rounds} rondes"
    return "\n".join(["| wat | ms | × kaal | × vloer |", "|---|--:|--:|--:|", *rows, "", f"_{where}._"])


def main() -> None:
    """Measure, print the table, and write it when asked."""
    parser = argparse.ArgumentParser(description="Meet hoe snel het programma start.")
    parser.add_argument(
        "--rondes", dest="rounds", metavar="N", type=int, default=21, help="Hoe vaak elk om de beurt loopt."
    )
    parser.add_argument("--schrijf", dest="write", action="store_true", help="Zet de tabel in README.md.")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rendement-start-") as folder:
        path = Path(folder) / "honderd.yaml"
        path.write_text(case(), "utf-8")
        table = as_markdown(measure(str(path), chosen.rounds, folder), chosen.rounds)
    print(table)
    if chosen.write:
        text = readme.README.read_text("utf-8")
        readme.README.write_text(readme.put(text, "start", table), "utf-8")


if __name__ == "__main__":
    main()
