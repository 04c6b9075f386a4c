"""Een miljoen gemaakte zaken op één machine: hoe lang, met hoeveel geheugen, en wat afbreken halverwege kost.

    python benchmarks/million.py [1000000] [--klein 10000] [--map MAP] [--deel 8] [--kort]

The cases of benchmarks/batch.py, in folders of some thousands; whole processes, start-up included. First a
batch of some and one of ten times as many, for what one more case costs; then all of them, with the most
memory of each process. Then the same with a cache, killed half-way, and again: both pieces together may take
a twentieth more than a run in one go. When all is known, what remains is reading that again, the table itself
and what the rules say of all files together. Last the shards of it, and what joining them takes. In short the
run in one go is left out: it is killed at half of what ten times as few say, and both pieces are the whole.
"""

import argparse
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from batch import batch, case, children, dutch, note, peak

A_FOLDER = 5000  # files
EVERY = 0.1  # seconds between two looks at the memory
LINEAR, RESUMED = 1.10, 0.05


@dataclass
class Run:
    """A command that was run: how long, and the most memory of itself and of any process below it (MB)."""

    seconds: float
    itself: float
    workers: float


def generate(folder: Path, count: int) -> Path:
    """So many cases; the same ones every time."""
    for number in range(count):
        own = folder / f"{number // A_FOLDER:04d}"
        if number % A_FOLDER == 0:
            own.mkdir(parents=True)
        text = "\n".join(case(random.Random(number), number)) + "\n"  # noqa: S311 - figures, not secrets
        (own / f"zaak-{number:07d}.yaml").write_text(text, "utf-8")
    return folder


def watched(command: list[str], until: float | None = None) -> Run:
    """Run it, killed with all below it after so many seconds."""
    start, itself, below = time.perf_counter(), 0, 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None:
            time.sleep(EVERY)
            itself = max(itself, peak(str(process.pid)))
            for starter in children(str(process.pid)):
                below = max([below, peak(starter), *(peak(worker) for worker in children(starter))])
            if until is not None and time.perf_counter() - start >= until:
                os.killpg(process.pid, signal.SIGKILL)
                until = None
    return Run(time.perf_counter() - start, itself / 1024, below / 1024)


def scaled(place: Path, few: int) -> float:
    """What ten times as many cases cost, each; the seconds of one of those."""
    times = []
    for count in (few, 10 * few):
        folder = generate(place / f"schaal-{count}", count)
        times.append(watched(batch(folder, f"schaal-{count}")).seconds)
        shutil.rmtree(folder)
    each = times[1] / times[0] / 10
    note(f"{dutch(few)} zaken in {times[0]:.1f} s, {dutch(10 * few)} in {times[1]:.1f} s")
    print(f"{dutch(10 * few)} ÷ {dutch(few)} zaken, per zaak: {each:.2f} (doel: ≤ {LINEAR})")
    return times[1] / (10 * few)


def at_once(folder: Path, count: int) -> float:
    """All of them in one go; how long."""
    whole = watched(batch(folder, "alles"))
    print(f"ineens: {whole.seconds:.0f} s, {whole.seconds / count * 1e3:.2f} ms per zaak")
    told(whole)
    return whole.seconds


def told(run: Run) -> None:
    """Say how much memory it took."""
    print(f"hooguit {run.itself:.0f} MB in het proces zelf, {run.workers:.0f} MB in een werker")


def killed(folder: Path, after: float, whole: float | None) -> None:
    """What is kept when all processes are killed half-way: the same command again, and once more."""
    kept = batch(folder, "hervat", "--cache", str(folder.with_name("cache")))
    half = watched(kept, after)
    again = watched(kept)
    print(f"afgeschoten na {half.seconds:.0f} s; daarna nog {again.seconds:.0f} s tot de hele tabel")
    told(again)
    first = folder.with_name("hervat.csv").read_bytes()
    last = watched(kept)
    told(last)
    if first != folder.with_name("hervat.csv").read_bytes():
        raise ValueError("the tables differ")
    pieces = half.seconds + again.seconds
    share = last.seconds / (whole or pieces)
    print(f"alles al gedaan: {last.seconds:.1f} s, {share:.3f} van het geheel")
    if whole is not None:
        if first != folder.with_name("alles.csv").read_bytes():
            raise ValueError("the tables differ")
        more = f"{pieces / whole:.3f} (doel: ≤ {1 + RESUMED})"
        print(f"afbreken en hervatten samen ÷ ineens: {more}")


def sharded(folder: Path, parts: int) -> None:
    """The shards one after the other, joined."""
    for form in ("csv", "parquet"):
        names = [str(folder.with_name(f"deel-{number}.{form}")) for number in range(1, parts + 1)]
        for number, name in enumerate(names, 1):
            shard = ("--shard", f"{number}/{parts}", "--cache", str(folder.with_name("cache")))
            watched([*batch(folder, "x", *shard)[:-6], "-o", name, *shard])
        target = folder.with_name(f"samen.{form}")
        joined = watched([*batch(folder, "x")[:-3], "--samen", *names, "-o", str(target)])
        print(f"{parts} delen samen, {form}: {joined.seconds:.0f} s, hooguit {joined.itself:.0f} MB")
    if folder.with_name("samen.csv").read_bytes() != folder.with_name("hervat.csv").read_bytes():
        raise ValueError("the joined table differs")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Wat een miljoen zaken op één machine vragen.")
    parser.add_argument("count", metavar="aantal", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--klein", dest="few", metavar="N", type=int, default=10_000, help="0: niet.")
    parser.add_argument("--map", dest="place", metavar="MAP", help="Waar de zaken komen te staan.")
    parser.add_argument("--deel", dest="parts", metavar="N", type=int, default=8, help="0: niet.")
    parser.add_argument("--kort", dest="short", action="store_true", help="Niet ook nog ineens.")
    chosen = parser.parse_args()
    if chosen.short and not chosen.few:
        parser.error("--kort: met --klein 0 is niet te zeggen waar de helft is")
    print(f"Python {platform.python_version()}, {os.cpu_count()} kernen, {dutch(chosen.count)} zaken")
    with tempfile.TemporaryDirectory(prefix="rendement-miljoen-", dir=chosen.place) as name:
        place = Path(name)
        each = scaled(place, chosen.few) if chosen.few else 0.0
        folder = generate(place / "zaken", chosen.count)
        note("de zaken staan er")
        whole = None if chosen.short else at_once(folder, chosen.count)
        killed(folder, (whole or each * chosen.count) / 2, whole)
        if chosen.parts:
            sharded(folder, chosen.parts)


if __name__ == "__main__":
    main()
