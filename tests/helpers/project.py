"""Where the project is, from wherever the tests are started, and the files that it brings along."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*folders: str, pattern: str = "*.yaml") -> list[Path]:
    """Every file below these folders of the project, in order of name."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob(pattern))


def without_monitors(paths: list[Path]) -> list[Path]:
    """The cases and programmes among these: a monitor has no return."""
    return [path for path in paths if "soort: monitor" not in path.read_text("utf-8").splitlines()]


def short(path: Path) -> str:
    """The name of a file as seen from the root of the project."""
    return path.relative_to(ROOT).as_posix()


def whole_run() -> bool:
    """Whether `tools/toets.py --alles` asked for it."""
    return os.environ.get("RENDEMENT_ALLES") == "1"


def times(few: int, whole: int) -> int:
    """How often a sweep is tried: a few times, or as often as `tools/toets.py --alles` asks for."""
    return whole if whole_run() else few
