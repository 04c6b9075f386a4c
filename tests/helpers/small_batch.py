"""Texts of small cases and a price list, and work that another process can import."""

import os
import signal
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path

from rendement.cli import app
from rendement.study.batch import pool
from rendement.study.batch.job import Scored

CASE = """\
naam: {name}
gemeente: Borne
periode: 2018
baten:
  - {{naam: Uitstroom, aantal: {count}, bedrag: 37000, business_as_usual: 50%, bron: blz. 4}}
kosten:
  - {{naam: Personeel, bedrag: 20000, bron: blz. 5}}
"""
LISTED = """\
naam: Met een lijst
gemeente: Borne
periode: 2018
prijspeil: 2018
prijslijsten: [prijzen.yaml]
baten:
  - {naam: Plaatsing, aantal: 2, prijs: jeugd/plaatsing}
kosten:
  - {naam: Personeel, bedrag: 500}
"""
LIST = """\
prijslijst: eigen
prijspeil: 2018
bron: proef
posten:
  jeugd/plaatsing: {{naam: Plaatsing, bedrag: {amount}, eenheid: keer, betaler: gemeente}}
"""


def numbered(number):
    """The case of this number: no rule says anything of it, and no line of it is in another."""
    text = CASE.format(name=f"Zaak {number}", count=number + 1)
    text = text.replace("20000", str(max(20_000, 2_000 * (number + 1))))  # no return that nobody believes
    return text.replace("Personeel", f"Personeel {number}") + "nulalternatief: zoals het was\n"


def doubled(numbers):
    return [2 * number for number in numbers]


def dies_of(number, numbers):
    if number in numbers:
        os._exit(1)
    return doubled(numbers)


def dies_once(marker, work, *words, **named):
    """The first process that gets here is killed, as when the memory is full."""
    if _first(marker):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(*words, **named)


def dies_while_it_answers(marker, work, *words, **named):
    """The first process that gets here is killed when half of its answer is on its way."""
    if _first(marker):
        frame = sys._getframe()
        while "result_queue" not in frame.f_locals:
            frame = frame.f_back
        os.write(frame.f_locals["result_queue"]._writer.fileno(), struct.pack("!i", 1000) + b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    return work(*words, **named)


def _first(marker):
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def slowly_doubled(numbers):
    time.sleep(0.01)
    return doubled(numbers)


def blocked_signs(numbers):
    """The signals that do not reach the process that does the work."""
    return [signal.pthread_sigmask(signal.SIG_BLOCK, ())] * len(numbers)


def beats(path):
    """Work without an end, that can be heard."""
    while True:
        with Path(path).open("ab") as file:
            file.write(b".")
        time.sleep(0.02)


BATCH = ["batch", "zaken", "--cache", "cache", "-o", "uit.csv", "--workers"]


def batch_of(folder, size):
    """The whole command, in chunks of so many, in a process of its own."""
    pool.SMALLEST = pool.LARGEST = size
    os.chdir(folder)
    app([*BATCH, "1"], standalone_mode=False)


# -- work that goes wrong in a worker elsewhere


def stands_still_once(marker, work, *words):
    """The first process that gets here stops without an end, as when its machine is gone; its id is kept."""
    if _first(marker):
        Path(marker).write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGSTOP)
    return work(*words)


def sleeps_once(marker, seconds, work, *words):
    """The first that gets here waits, as for a disk that does not answer; its process goes on."""
    if _first(marker):
        time.sleep(seconds)
    return work(*words)


def dies_at(name, work, files, *words):
    """A process that meets this file is killed."""
    if any(name in file.path for file in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(files, *words)


def strikes_at(name, pid, work, files, *words):
    """Who meets this file kills another process: the scheduler."""
    if any(name in file.path for file in files):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        time.sleep(1)
    return work(files, *words)


def eats_once(marker, work, *words):
    """The first that gets here takes memory until it is stopped for it."""
    if _first(marker):
        eaten = []
        while True:
            eaten.append(bytearray(20_000_000))
            time.sleep(0.02)
    return work(*words)


def slowed(seconds, work, files, *words):
    time.sleep(seconds * len(files))
    return work(files, *words)


def garbled(files, job):
    """An answer that is none."""
    return [Scored(file, ["goed", 1]) for file in files]
