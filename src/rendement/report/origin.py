"""With what a result was computed, in every format: as a sentence, and as columns of a flat table."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from rendement import __version__
from rendement.figures.origin import rate_of, read_of, together
from rendement.report.document import Block, Cell, Notes, text
from rendement.report.dutch import counted, plain
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.study.contract import Figures

SHORT = 19  # characters of a hash: what kind it is, and enough of it to tell files apart
ORIGIN_WORDS = ("versie", "hash", "hash_overig", "discontovoet")
ORIGIN = (*ORIGIN_WORDS, "trekkingen", "zaad")


@record
class Facts:
    """What there is to say of it."""

    file: str | None
    hash: str
    read: tuple[tuple[str, str, str], ...]
    perspective: str | None = None
    rate: str | None = None
    drawn: tuple[int, int] | None = None


def facts_of(figures: "Figures") -> Facts:
    """With what a result was computed."""
    file, read = figures.origin.file, tuple(read_of(figures))
    if figures.kind == "monitor":
        return Facts(file, figures.plan.file_hash, read)
    found = figures.uncertainty
    drawn = None if found is None else (found.draws, found.seed)
    if figures.kind == "programma":
        programme = figures.result.plan
        return Facts(file, programme.file_hash, read, programme.perspective, None, drawn)
    plan = figures.result.plan
    return Facts(file, plan.case_hash, read, plan.perspective, rate_of(plan.discount), drawn)


def origin_cells(figures: "Figures") -> list[Cell]:
    """The columns of a flat table."""
    facts = facts_of(figures)
    rest = together([hash_ for _, _, hash_ in facts.read])
    words = (__version__, facts.hash, rest, facts.rate)
    return [
        *(text(word or "") for word in words),
        *(Cell(value=value) for value in facts.drawn or (None, None)),
    ]


def origin_note(figures: "Figures") -> Block:
    """One sentence under a document."""
    facts = facts_of(figures)
    name = "standaardinvoer" if facts.file is None else PurePath(facts.file).name
    said = [_told(figures.kind, name, facts.hash)]
    said += [_told(word, PurePath(named).name, hash_) for word, named, hash_ in facts.read]
    said += [f"perspectief {plain(facts.perspective)}"] if facts.perspective is not None else []
    said += [f"discontovoet {facts.rate}"] if facts.rate is not None else []
    said += [drawn_text(facts.drawn)] if facts.drawn is not None else []
    sentence = f"Gerekend met rendement {__version__}: {'; '.join(said)}."
    return Notes("gerekend", "", (sentence,), prose=True)


def drawn_text(drawn: tuple[int, int]) -> str:
    """How often was drawn, and from which seed."""
    return f"{counted(drawn[0], 'trekking', 'trekkingen')}, zaad {drawn[1]}"


def _told(word: str, name: str, hash_: str) -> str:
    return f"{word} {plain(name)} ({hash_[:SHORT]})"
