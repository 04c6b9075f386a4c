"""With what a report was computed: the version, the files by their hashes, the rate, what was asked."""

from collections.abc import Iterable
from pathlib import PurePath

from rendement.figures.origin import others
from rendement.report.document import Cell, Facts, text
from rendement.report.dutch import counted, plain
from rendement.report.origin import SHORT, origin_of
from rendement.report.wording import rate_text
from rendement.study.report import Reported

Item = tuple[str, str]


def provenance(reported: Reported, *, whole: bool = False) -> Facts:
    """The facts; `whole`: with every hash in full."""
    items = tuple(_fact(item, whole=whole) for item in _items(reported))
    return Facts("gerekend", "Waarmee gerekend is", items)


def _fact(item: Item, *, whole: bool) -> tuple[str, Cell]:
    label, said = item
    short = said[:SHORT] if said.startswith("sha256:") and not whole else said
    return label, text(short)


def _items(reported: Reported) -> Iterable[Item]:
    figures, origin = reported.figures, origin_of(reported.figures)
    file = origin["bestand"]
    name = "(standaardinvoer)" if file is None else plain(PurePath(file).name)
    yield "Versie van rendement", origin["versie"]
    yield f"{figures.kind.capitalize()} {name}", origin["casus"]
    if figures.kind == "casus":
        yield "Discontovoet", rate_text(figures.result.plan.discount)
    for word, named, hash_ in others(origin):
        yield f"{word.capitalize()} {plain(PurePath(named).name)}", hash_
    asked = figures.asked
    yield from (("Scenario", plain(asked.scenario)),) if asked.scenario is not None else ()
    yield from ((f"Gewijzigd met --set ({place})", plain(said)) for place, said in enumerate(asked.sets, 1))
    if "perspectief" in origin:
        yield "Perspectief", plain(origin["perspectief"])
    if origin.get("trekkingen") is not None:
        yield (
            "Trekkingen",
            f"{counted(origin['trekkingen'], 'trekking', 'trekkingen')}, zaad {origin['zaad']}",
        )
    if figures.day is not None:  # only of a file that departs from rules
        yield "Beoordeeld op", figures.day
