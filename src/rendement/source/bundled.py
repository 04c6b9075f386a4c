"""Files that travel with the program: price lists, norms and cases; also when it runs from a zip."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NORMS = ("actoren", "normen", "indexcijfers")


@cache
def package() -> "Traversable":
    """The package itself: a folder, or what is in a zip."""
    folder = Path(__file__).parent.parent
    if folder.is_dir():
        return folder
    from importlib.resources import files  # noqa: PLC0415 - only from a zip

    return files("rendement")


@cache
def data_folder() -> "Traversable":
    """Where the data are: inside the installed package, or at the top of a checkout."""
    installed = package() / "gegevens"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def files_below(folder: "Traversable", ending: str, above: str = "") -> Iterator[tuple[str, "Traversable"]]:
    """Every file in a folder and in those below it: its name from there, and the file; in order."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from files_below(item, ending, f"{above}{item.name}/")
        elif item.name.endswith(ending):
            yield f"{above}{item.name}", item


def bundled_list(name: str) -> "Traversable":
    """The file of a bundled price list or norm; it need not exist."""
    return data_folder() / "prijslijst" / f"{name}.yaml"


@cache
def bundled_lists() -> tuple[str, ...]:
    """The names of the bundled price lists, in order."""
    files = files_below(data_folder() / "prijslijst", ".yaml")
    return tuple(stem for name, _ in files if (stem := name.removesuffix(".yaml")) not in NORMS)
