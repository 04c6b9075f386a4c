"""With what a report was computed: the version, the files by their hashes, the rate, what was asked."""

from collections.abc import Iterable
from pathlib import PurePath

from rendement import __version__
from rendement.report.document import Cell, Facts, text
from rendement.report.dutch import plain
from rendement.report.origin import SHORT, drawn_text, facts_of
from rendement.report.wording import rate_text
from rendement.study.report import Reported

Item = tuple[str, str]
PERSPECTIVE = "Perspectief"


def provenance(reported: Reported, *, whole: bool = False) -> Facts:
    """The facts; `whole`: with every hash in full, and what stands under the title of the summary as well."""
    items = tuple(_fact(item, whole=whole) for item in _items(reported) if whole or item[0] != PERSPECTIVE)
    return Facts("gerekend", "Waarmee gerekend is", items)


def _fact(item: Item, *, whole: bool) -> tuple[str, Cell]:
    label, said = item
    short = said[:SHORT] if said.startswith("sha256:") and not whole else said
    return label, text(short)


def _items(reported: Reported) -> Iterable[Item]:
    figures, facts = reported.figures, facts_of(reported.figures)
    name = "(standaardinvoer)" if facts.file is None else plain(PurePath(facts.file).name)
    yield "Versie van rendement", __version__
    yield f"{figures.kind.capitalize()} {name}", facts.hash
    if figures.kind == "casus":
        yield "Discontovoet", rate_text(figures.result.plan.discount)
    for word, named, hash_ in facts.read:
        yield f"{word.capitalize()} {plain(PurePath(named).name)}", hash_
    asked = figures.asked
    yield from (("Scenario", plain(asked.scenario)),) if asked.scenario is not None else ()
    yield from ((f"Gewijzigd met --set ({place})", plain(said)) for place, said in enumerate(asked.sets, 1))
    if facts.perspective is not None:
        yield PERSPECTIVE, plain(facts.perspective)
    if facts.drawn is not None:
        yield "Trekkingen", drawn_text(facts.drawn)
    if figures.day is not None:  # only of a file that departs from rules
        yield "Beoordeeld op", figures.day
