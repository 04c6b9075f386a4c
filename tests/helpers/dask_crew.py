"""A scheduler and workers of Dask in processes of their own, on the loopback alone; stopped by their ids."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

from project import ROOT

HOST = "127.0.0.1"
DOORS = ["--host", HOST, "--dashboard-address", f"{HOST}:0"]
START = "import sys; sys.argv[0] = 'dask'; from distributed.cli.{0} import main; main()"
PRELOAD = str(Path(__file__).with_name("dask_preload.py"))


class Crew:
    """What is started here ends with it, and so does what that started."""

    def __init__(self, folder, failures=3):
        self.folder = folder
        self.failures = failures
        self.started = []
        file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        until = time.monotonic() + 30
        while True:
            with suppress(OSError, ValueError):
                self.tcp = json.loads(file.read_text())["address"]
                break
            assert time.monotonic() < until
            time.sleep(0.05)

    @property
    def address(self):
        return self.tcp.replace("tcp://", "dask://")

    def worker(self, *words, **settings):
        """One more; with a nanny unless told otherwise."""
        words = words or ("--nanny",)
        place = self.folder / f"werker-{len(self.started)}"
        return self._start(
            *("dask_worker", self.tcp, "--nthreads", "1", "--preload", PRELOAD, *words),
            *("--local-directory", str(place), "--death-timeout", "30"),
            **settings,
        )

    def ready(self, count=2):
        """Once so many workers have told the scheduler that they are there."""
        until = time.monotonic() + 60
        while (
            sum(log.read_text("utf-8").count("Registered to:") for log in self.folder.glob("*.log")) < count
        ):
            assert time.monotonic() < until
            time.sleep(0.05)
        return self

    def _start(self, what, *words, **settings):
        paths = [str(ROOT / "src"), str(ROOT / "tests" / "helpers")]
        own = {
            "PYTHONPATH": os.pathsep.join(paths),
            "CREW": str(self.folder),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(self.failures),
        }
        with (self.folder / f"{len(self.started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", START.format(what), *words, *DOORS],
                env=os.environ | own | settings,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        self.started.append(process)
        return process

    def opened(self):
        """Every path that a worker opened: how, and which."""
        with suppress(OSError):
            return [tuple(line.split(" ", 1)) for line in (self.folder / "open").read_text().splitlines()]
        return []

    def stop(self, *processes):
        """These, or all; children first noted, for a nanny that is gone no longer knows them."""
        chosen = processes or tuple(reversed(self.started))
        known = []
        for process in chosen:
            with suppress(psutil.Error):
                one = psutil.Process(process.pid)
                known += [one, *one.children(recursive=True)]
        for one in known:
            with suppress(psutil.Error):
                one.kill()
        for process in chosen:
            process.wait(10)
        psutil.wait_procs(known, 10)
