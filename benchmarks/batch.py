"""Hoe snel een batch is, als verhoudingen: tegen de lus die men het eerst zou schrijven, en tegen zichzelf.

    python benchmarks/batch.py [10000] [--rondes 3] [--geheugen 100000] [--schrijf]

Every measurement is a process of its own, start-up included; they take turns, since the speed of a machine
drifts. A ratio is that of two measurements of one round, and the middle one of the rounds counts. With
--schrijf the table goes into README.md and docs/ci.md.
"""

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tools"))

import readme  # noqa: E402 - a sibling folder, not a package

COMMAND = [sys.executable, "-c", "import sys; from rendement.__main__ import main; sys.exit(main())"]
SAMPLE = 20  # cases that get a process each
SHORT = 5  # times that a measurement of less than a second is done in a round
FEW = 1000  # files of the small batch whose memory is measured
BLOCK = "batch"

Times = dict[str, float]


def obvious_loop(folder: Path) -> None:
    """What one would write first: read with CSafeLoader, validate, compute; every price list read once."""
    import yaml  # noqa: PLC0415 - only in the process that is measured

    from rendement.bind import bind  # noqa: PLC0415
    from rendement.engine.compute import compute  # noqa: PLC0415
    from rendement.model.case import Case  # noqa: PLC0415
    from rendement.model.library import Library, load_library  # noqa: PLC0415
    from rendement.source.root import find_root  # noqa: PLC0415
    from rendement.source.tree import Source  # noqa: PLC0415

    libraries: dict[tuple[str, ...], Library] = {}
    lines = []
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text("utf-8")
        data = as_text(yaml.load(text, Loader=yaml.CSafeLoader))
        case = Case.model_validate(data)
        source = Source(str(path), text, data)
        if case.prijslijsten not in libraries:
            libraries[case.prijslijsten], _ = load_library(case.prijslijsten, source, find_root(str(path)))
        plan, findings = bind(case, source, libraries[case.prijslijsten])
        if plan is None:
            raise ValueError(findings)
        total = compute(plan).total
        lines.append(f"{path},{case.naam},{total.benefits},{total.costs},{total.net}\n")
    folder.with_name("lus.csv").write_text("".join(lines), "utf-8")


def as_text(node: Any) -> Any:
    """The models take what the analyst typed; the loader has made numbers of it."""
    if isinstance(node, dict):
        return {str(key): as_text(value) for key, value in node.items()}
    return [as_text(item) for item in node] if isinstance(node, list) else str(node)


# -- time


def batch(folder: Path, name: str, *words: str) -> list[str]:
    """The command that makes the table `name` of a folder."""
    return [*COMMAND, "batch", str(folder), "-o", str(folder.with_name(f"{name}.csv")), *words]


def measure(folder: Path, rounds: int) -> list[Times]:
    """The time of every measurement in every round, in seconds."""
    kept = batch(folder, "weer", "--workers", "1", "--cache", str(folder.with_name("cache")))
    seconds(kept)
    files = sorted(folder.glob("*.yaml"))
    runs = {
        "lus": [[sys.executable, __file__, "--lus", str(folder)]],
        "een": [batch(folder, "een", "--workers", "1")],
        "twee": [batch(folder, "twee", "--workers", "2")],
        "weer": [kept],
        "los": [[*COMMAND, "calc", str(file), "--format", "json"] for file in files[:SAMPLE]],
    }
    found = []
    for number in range(rounds):
        times = {name: sum(seconds(command) for command in commands) for name, commands in runs.items()}
        times["weer"] = statistics.median([times["weer"], *(seconds(kept) for _ in range(SHORT - 1))])
        times["los"] *= len(files) / len(files[:SAMPLE])
        note(f"ronde {number + 1}: {', '.join(f'{name} {value:.2f} s' for name, value in times.items())}")
        found.append(times)
    tables = {folder.with_name(f"{name}.csv").read_bytes() for name in ("een", "twee", "weer")}
    if len(tables) > 1:
        raise ValueError("the tables differ")
    return found


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def beside_the_first(commands: dict[str, list[str]], rounds: int, goal: float) -> None:
    """Measure commands in turn and print each, with the ratio to the first: the middle one of the rounds."""
    taken = [[seconds(command) for command in commands.values()] for _ in range(rounds)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} kernen, mediaan van {rounds} rondes")
    for place, name in enumerate(commands):
        middle = statistics.median(times[place] for times in taken)
        ratio = statistics.median(times[place] / times[0] for times in taken)
        bound = f" (doel: ≤ {goal})" if place else ""
        print(f"{name:<40} {middle:6.3f} s   {ratio:5.2f} R{bound}")


def note(text: str) -> None:
    """Say how far it is."""
    sys.stderr.write(text + "\n")


# -- memory


def measure_memory(folder: Path, many: int) -> tuple[float, float] | None:
    """The most that one worker holds (MB) in a batch of some and of very many files; None without /proc."""
    if not Path("/proc/self/task").exists():
        return None
    found = [worker_memory(linked(folder, count)) for count in (FEW, many)]
    note(f"geheugen per werker: {found[0]:.1f} en {found[1]:.1f} MB")
    return found[0], found[1]


def linked(folder: Path, count: int) -> Path:
    """A folder of so many files; their names are all different, their contents repeat."""
    target = folder.with_name(f"geheugen-{count}")
    files = sorted(folder.glob("*.yaml"))
    for number in range(count):
        own = target / f"{number // 5000:03d}"
        own.mkdir(parents=True, exist_ok=True)
        (own / f"zaak-{number:06d}.yaml").hardlink_to(files[number % len(files)])
    return target


def worker_memory(folder: Path, *words: str) -> float:
    """The highest peak of the processes that do the work of a batch."""
    command = batch(folder, "geheugen", "--workers", "2", *words)
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(0.05)
            for starter in children(str(process.pid)):
                most = max([most, *(peak(worker) for worker in children(starter))])
    if most == 0:
        raise ValueError("no worker was seen")
    return most / 1024


def children(process: str) -> list[str]:
    """The processes that a process started; workers are started by one that does nothing else."""
    return contents(f"/proc/{process}/task/{process}/children").split()


def peak(process: str) -> int:
    """The most memory that a process ever had (kB)."""
    lines = contents(f"/proc/{process}/status").splitlines()
    return max((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), default=0)


def contents(path: str) -> str:
    """A file of the system; empty when the process is gone."""
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""


# -- the cases


def generate(folder: Path, count: int) -> None:
    """Cases of some fifty lines, with a bundled price list; the same ones every time."""
    folder.mkdir()
    for number in range(count):
        text = "\n".join(case(random.Random(number), number)) + "\n"  # noqa: S311 - figures, not secrets
        (folder / f"zaak-{number:06d}.yaml").write_text(text, "utf-8")


def case(chance: random.Random, number: int) -> Iterator[str]:
    """One case: three to five benefits and two costs, over two to five years."""
    first = 2016 + number % 3
    yield f"naam: Proef {number}\ngemeente: Zoetermeer\nperiode: {first}-{first + number % 4 + 1}"
    yield f'prijspeil: 2018\nprijslijsten: [zoetermeer-2018]\nbron: "Gemaakt geval {number}"\n\nbaten:'
    for i in range(3 + number % 3):
        amount = (f"{chance.randint(1, 40)}000", f"€ {chance.randint(1, 40)}.{chance.randint(100, 999)}")[
            i % 2
        ]
        size = "prijs: pwet/schadelast@7" if i % 3 == 2 else f"bedrag: {amount}"
        yield f"  - naam: Uitstroom van groep {i} in proef {number}\n    domein: participatiewet"
        yield f"    aantal: {chance.randint(1, 40)}\n    {size}\n    per: {'jaar' if i % 2 else 'periode'}"
        yield f"    business_as_usual: {chance.randint(5, 80)}%\n    toerekening: {chance.randint(20, 100)}%"
        yield '    bron: "rapportage, bladzijde 12"'
        if i % 2:
            yield "    duur: 3\n    terugval: {1: 25%, 2: 42%, 3: 43%}"
    yield f"\nkosten:\n  - naam: Maatwerkbudget\n    bedrag: {chance.randint(1000, 30000)}\n    per: jaar"
    yield "    betaler: {gemeente: 60%, rijk: rest}"
    yield f"  - naam: Personeel\n    fte: {chance.randint(1, 20) / 10}\n    additioneel: 50%"
    yield f"    tarief: {chance.randint(50, 80)}000"


# -- the table


def as_markdown(count: int, rounds: list[Times], memory: tuple[float, float] | None, many: int) -> str:
    """The table of the README: ratios, each beside what it should be."""

    def middle(part: str, whole: str) -> float:
        return statistics.median(times[part] / times[whole] for times in rounds)

    rows = [
        (f"batch van {dutch(count)} zaken, één proces ÷ de lus", middle("een", "lus"), ""),
        (f"batch van {dutch(count)} zaken, twee processen ÷ de lus", middle("twee", "lus"), "≤ 0,7"),
        ("twee processen ÷ één", middle("twee", "een"), "≤ 0,6"),
        ("dezelfde batch, niets gewijzigd, met `--cache` ÷ zonder", middle("weer", "een"), "≤ 0,05"),
        (f"een proces per zaak (naar {SAMPLE} ervan) ÷ één proces", middle("los", "een"), "≥ 100"),
    ]
    if memory is not None:
        what = f"geheugen per werker, {dutch(many)} ÷ {dutch(FEW)} bestanden"
        rows.append((what, memory[1] / memory[0], "vlak"))
    lines = [f"| {name} | {ratio(value)} | {aim} |" for name, value, aim in rows]
    where = (
        f"Python {platform.python_version()}, {os.cpu_count()} kernen, de middelste van {len(rounds)} rondes"
    )
    return "\n".join(["| wat | verhouding | doel |", "|---|--:|--:|", *lines, "", f"_{where}._"])


def dutch(count: int) -> str:
    """A count with Dutch marks."""
    return f"{count:,}".replace(",", ".")


def ratio(value: float) -> str:
    """As many decimals as matter."""
    decimals = 0 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:.{decimals}f}".replace(".", ",")


def main() -> None:
    """Measure, print the table, and write it when asked."""
    parser = argparse.ArgumentParser(description="Meet hoe snel een batch is.")
    parser.add_argument("count", metavar="aantal", nargs="?", type=int, default=10_000, help="Hoeveel zaken.")
    parser.add_argument(
        "--rondes", dest="rounds", metavar="N", type=int, default=3, help="Hoe vaak elk om de beurt loopt."
    )
    parser.add_argument(
        "--geheugen",
        dest="memory",
        metavar="N",
        type=int,
        default=100_000,
        help="Bestanden voor het geheugen; 0: niet.",
    )
    parser.add_argument(
        "--schrijf", dest="write", action="store_true", help="Zet de tabel in README.md en docs/ci.md."
    )
    parser.add_argument("--lus", dest="loop", metavar="MAP", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.loop:
        obvious_loop(Path(chosen.loop))
        return
    with tempfile.TemporaryDirectory(prefix="rendement-batch-") as place:
        folder = Path(place) / "zaken"
        generate(folder, chosen.count)
        rounds = measure(folder, chosen.rounds)
        memory = measure_memory(folder, chosen.memory) if chosen.memory else None
    table = as_markdown(chosen.count, rounds, memory, chosen.memory)
    print(table)
    for page in (readme.README, ROOT / "docs" / "ci.md") if chosen.write else ():
        page.write_text(readme.put(page.read_text("utf-8"), BLOCK, table), "utf-8")


if __name__ == "__main__":
    main()
