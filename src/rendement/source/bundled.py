"""Files that travel with the program: price lists, norms and cases."""

from functools import cache
from pathlib import Path


@cache
def data_folder() -> Path:
    """Where they are: inside the installed package, or at the top of a checkout."""
    installed = Path(__file__).parent.parent / "gegevens"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def bundled_list(name: str) -> Path:
    """The file of a bundled price list or norm; it need not exist."""
    return data_folder() / "prijslijst" / f"{name}.yaml"


@cache
def bundled_lists() -> tuple[str, ...]:
    """The names of the bundled price lists, in order."""
    norms = {"actoren", "normen", "indexcijfers"}
    files = (data_folder() / "prijslijst").glob("*.yaml")
    return tuple(sorted(file.stem for file in files if file.stem not in norms))
