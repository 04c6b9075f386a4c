"""Wat een batch over Dask kost naast dezelfde batch in twee processen: twee werkers die al draaien.

    python benchmarks/batch_dask.py [10000] [--rondes 3]

A scheduler and two workers of one thread are started on the loopback, before anything is measured, and
stopped by their ids. Whole commands, in turn within one run; a ratio is that of two measurements of one
round, and the middle one counts. Files are named by their paths, and then travel along with their chunks.
The workers are started as docs/schaal.md says, without Dask's look at what they do a hundred times a second.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from batch import ROOT, batch, generate, note, seconds

GOAL = 1.3
WORKERS = 2
HOST = "127.0.0.1"
START = "from distributed.cli.{0} import main; main()"
DOORS = ["--host", HOST, "--dashboard-address", f"{HOST}:0"]


@contextmanager
def crew(folder: Path) -> Iterator[str]:
    """The address of a scheduler with its workers."""
    file = folder / "scheduler.json"
    started = [launch("dask_scheduler", "--port", "0", "--scheduler-file", str(file))]
    try:
        until = time.monotonic() + 60
        address = ""
        while not address and time.monotonic() < until:
            time.sleep(0.1)
            with suppress(OSError, ValueError):
                address = json.loads(file.read_text("utf-8"))["address"]
        own = ["--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
        started += [launch("dask_worker", address, *own) for _ in range(WORKERS)]
        yield address.replace("tcp://", "dask://")
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def launch(what: str, *words: str) -> "subprocess.Popen[bytes]":
    """A process of Dask, with the program of this checkout."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", START.format(what), *words, *DOORS],
        env=os.environ | {"PYTHONPATH": paths, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def measure(folder: Path, address: str, rounds: int) -> dict[str, list[float]]:
    """The seconds of each command, round after round."""
    commands = {
        "twee processen": batch(folder, "twee", "--workers", str(WORKERS)),
        "twee werkers van Dask": batch(folder, "dask", "--executor", address),
        "twee werkers van Dask, --meesturen": batch(folder, "mee", "--executor", address, "--meesturen"),
    }
    subprocess.run(commands["twee werkers van Dask"], check=True, capture_output=True)  # the workers are warm
    found: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            found[name].append(seconds(command))
        note(f"ronde {number + 1}: {', '.join(f'{times[-1]:.2f} s' for times in found.values())}")
    tables = {folder.with_name(f"{name}.csv").read_bytes() for name in ("twee", "dask", "mee")}
    if len(tables) > 1:
        raise ValueError("the tables differ")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Wat een batch over Dask kost naast twee processen.")
    parser.add_argument("count", metavar="aantal", nargs="?", type=int, default=10_000)
    parser.add_argument("--rondes", dest="rounds", metavar="N", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rendement-dask-") as place:
        folder = Path(place) / "zaken"
        generate(folder, chosen.count)
        with crew(Path(place)) as address:
            found = measure(folder, address, chosen.rounds)
    cores = os.cpu_count()
    print(f"Python {platform.python_version()}, {cores} kernen, {chosen.count} zaken, {chosen.rounds} rondes")
    first = next(iter(found.values()))
    for name, times in found.items():
        ratio = statistics.median(one / other for one, other in zip(times, first, strict=True))
        goal = f" (doel: ≤ {GOAL})" if name == "twee werkers van Dask" else ""
        print(f"{name:<36} {statistics.median(times):7.2f} s   {ratio:5.2f}{goal}")


if __name__ == "__main__":
    main()
