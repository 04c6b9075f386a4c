"""With what a result was computed, in every format: as a sentence, and as columns of a flat table."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from rendement.figures.origin import others
from rendement.report.document import Block, Cell, Notes, text
from rendement.report.dutch import counted, plain
from rendement.study.contract import head_of

if TYPE_CHECKING:
    from rendement.study.contract import Figures

SHORT = 19  # characters of a hash: what kind it is, and enough of it to tell files apart
ORIGIN_WORDS = ("versie", "hash", "hash_overig", "discontovoet")
ORIGIN = (*ORIGIN_WORDS, "trekkingen", "zaad")


def origin_of(figures: "Figures") -> dict[str, Any]:
    """What the contract says of it."""
    found: dict[str, Any] = head_of(figures, {"herkomst"})["herkomst"]
    return found


def together(hashes: Sequence[str]) -> str | None:
    """One hash for all: two rows with the same one were computed with the same lists and cases."""
    return "sha256:" + sha256("\n".join(hashes).encode()).hexdigest() if hashes else None


def origin_cells(figures: "Figures") -> list[Cell]:
    """The columns of a flat table."""
    origin = origin_of(figures)
    rest = together([hash_ for _, _, hash_ in others(origin)])
    words = (origin["versie"], origin["casus"], rest, origin.get("discontovoet"))
    numbers = (origin.get("trekkingen"), origin.get("zaad"))
    return [*(text(word or "") for word in words), *(Cell(value=value) for value in numbers)]


def origin_note(figures: "Figures") -> Block:
    """One sentence under a document."""
    origin = origin_of(figures)
    file = origin["bestand"]
    name = "standaardinvoer" if file is None else PurePath(file).name
    said = [_told(figures.kind, name, origin["casus"])]
    said += [_told(word, PurePath(named).name, hash_) for word, named, hash_ in others(origin)]
    said += [f"{word} {plain(origin[word])}" for word in ("perspectief", "discontovoet") if word in origin]
    if origin.get("trekkingen") is not None:
        said.append(f"{counted(origin['trekkingen'], 'trekking', 'trekkingen')}, zaad {origin['zaad']}")
    sentence = f"Gerekend met rendement {origin['versie']}: {'; '.join(said)}."
    return Notes("gerekend", "", (sentence,), prose=True)


def _told(word: str, name: str, hash_: str) -> str:
    return f"{word} {plain(name)} ({hash_[:SHORT]})"
