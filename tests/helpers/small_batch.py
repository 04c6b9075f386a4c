"""Texts of small cases and a price list, and work that another process can import."""

import os
import time
from pathlib import Path

from rendement.cli import app

CASE = """\
naam: {name}
gemeente: Borne
periode: 2018
baten:
  - {{naam: Uitstroom, aantal: {count}, bedrag: 37000, business_as_usual: 50%}}
kosten:
  - {{naam: Personeel, bedrag: 20000}}
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
  jeugd/plaatsing: {{naam: Plaatsing, bedrag: {amount}, eenheid: keer}}
"""


def doubled(numbers):
    return [2 * number for number in numbers]


def dies_of(number, numbers):
    if number in numbers:
        os._exit(1)
    return doubled(numbers)


def beats(path):
    """Work without an end, that can be heard."""
    while True:
        with Path(path).open("ab") as file:
            file.write(b".")
        time.sleep(0.02)


BATCH = ["batch", "zaken", "--cache", "cache", "-o", "uit.csv", "--workers"]


def batch_of(folder):
    os.chdir(folder)
    app([*BATCH, "1"], standalone_mode=False)
