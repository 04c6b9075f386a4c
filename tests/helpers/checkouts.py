"""A case with a price list, and git as it is for anybody: without the settings of who runs the tests."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CASE = """naam: Proef
gemeente: Voorbeeldstad
periode: 2024
prijslijsten: [lijst.yaml]
baten:
  - {naam: Uitstroom, aantal: 4, prijs: a/b}
kosten:
  - {naam: Coach, bedrag: 1000}
scenarios:
  laag: {'baten[0].aantal': 1}
"""
LIST = "prijslijst: l\nprijspeil: onbekend\nposten:\n  a/b: {naam: Post, bedrag: 500}\n"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is er niet")


def git(folder: Path | str, *words: str) -> str:
    """What git answers in a folder; CalledProcessError where it refuses."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    own |= {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=own).stdout
