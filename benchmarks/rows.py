"""Wat een tabel van twintig miljoen rijen kost: `calc` naast de kale optelling van DuckDB zelf.

    python benchmarks/rows.py [--rijen 20000000] [--rondes 3] [--map /elders]

Whole processes in turn within one run; a ratio is that of two measurements of one round, and the middle one
counts. R is what the same question asks of DuckDB without any of ours: of every post the sum and the number
of clients. Beside it the plainest aggregate, of every post the sum alone. Of each the peak of memory.

The clients are scattered over the file, as they are where rows come by date; no client has a post twice.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PIECE = 1_000_000
EACH = 8  # rows of a client
POSTS = ("jeugd/ots", "jeugd/pleegzorg", "wonen/mutatie", "wonen/noodwoning", "wonen/huisuitzetting")
GOAL, GOAL_MB = 3, 300
CASE = """naam: Trajecten
gemeente: Nergenshuizen
periode: 2018
prijspeil: 2018
prijslijsten: [zoetermeer-2018]
baten:
  - naam: Trajecten
    casussen: rijen.parquet
    opschalen_naar: 90000000
"""
BARE = """import duckdb
config = {{"threads": 2, "memory_limit": "200MB", "temp_directory": {spill!r}}}
duckdb.connect(":memory:", config=config).execute(
    "SELECT post, sum(aantal){more} FROM read_parquet({file!r}) GROUP BY post"
).fetchall()
"""


def generate(path: Path, rows: int) -> None:
    """Rows of nobody: made by arithmetic, a piece at a time."""
    import numpy as np  # noqa: PLC0415 - not in the process that measures: a child begins with its peak
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    clients, turns = rows // EACH, len(POSTS)
    names = pa.array(POSTS)
    schema = pa.schema(
        [
            ("client", pa.int64()),
            ("post", pa.dictionary(pa.int32(), pa.string())),
            ("aantal", pa.int32()),
        ]
    )
    with pq.ParquetWriter(path, schema) as out:
        for start in range(0, rows, PIECE):
            at = np.arange(start, min(rows, start + PIECE))
            client, turn = (at % clients) * 2_654_435_761 % clients, at // clients
            kept = turn < turns  # a client has each post once at most
            post = ((client + turn) % turns).astype(np.int32)
            client = np.where(kept, client, clients + at)  # whoever is left over is somebody else
            columns = [
                pa.array(client),
                pa.DictionaryArray.from_arrays(pa.array(post), names),
                pa.array((at % 19 + 1).astype(np.int32)),
            ]
            out.write_table(pa.Table.from_arrays(columns, schema=schema))


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """How long a process takes, and its peak in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(command)
    return taken, usage.ru_maxrss / 1024


def main() -> int:
    """Measure and print; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description="Wat een tabel van rijen kost.")
    parser.add_argument("--rijen", dest="rows", type=int, default=20_000_000)
    parser.add_argument("--rondes", dest="rounds", type=int, default=3)
    parser.add_argument("--map", dest="folder")
    parser.add_argument("--maak", dest="made", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.made:
        generate(Path(chosen.made), chosen.rows)
        return 0
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        made = [
            sys.executable,
            __file__,
            "--rijen",
            str(chosen.rows),
            "--maak",
            str(folder / "rijen.parquet"),
        ]
        subprocess.run(made, check=True)
        (folder / "casus.yaml").write_text(CASE, encoding="utf-8")
        own = {"file": str(folder / "rijen.parquet"), "spill": str(folder / "kwijt")}
        commands = {
            "R: som en cliënten per post": BARE.format(more=", count(DISTINCT client)", **own),
            "alleen de som per post": BARE.format(more="", **own),
        }
        turns = {title: [sys.executable, "-c", text] for title, text in commands.items()}
        turns["calc"] = [sys.executable, "-m", "rendement", "calc", "casus.yaml"]
        found: dict[str, list[tuple[float, float]]] = {title: [] for title in turns}
        for _ in range(chosen.rounds):
            for title, command in turns.items():
                found[title].append(measured(command, folder))
    first = [taken for taken, _ in found["R: som en cliënten per post"]]
    wrong = False
    for title, every in found.items():
        ratio = statistics.median(taken / other for (taken, _), other in zip(every, first, strict=True))
        taken, peak = statistics.median(one for one, _ in every), max(two for _, two in every)
        goal = f"  (doel: ≤ {GOAL} R en ≤ {GOAL_MB} MB)" if title == "calc" else ""
        print(f"{title:<30} {taken:6.2f} s   {ratio:5.2f} R   {peak:5.0f} MB{goal}")
        wrong = wrong or (title == "calc" and (ratio > GOAL or peak > GOAL_MB))
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
