"""With what a report was computed: the version, the files by their hashes, the rate, the price lists."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING

from rendement import __version__
from rendement.report.document import Cell, Facts, text
from rendement.report.dutch import plain
from rendement.report.wording import rate_text
from rendement.source.text import STDIN
from rendement.study.report import Reported

if TYPE_CHECKING:
    from rendement.engine.plan import Plan

SHORT = 19  # characters of a hash: what kind it is, and enough of it to tell files apart
Item = tuple[str, str]


def provenance(reported: Reported, *, whole: bool = False) -> Facts:
    """The facts; `whole`: with every hash in full."""
    items = [("Versie van rendement", __version__), *_files(reported)]
    day = reported.figures.day  # only of a file that departs from rules
    items += [("Beoordeeld op", day)] if day is not None else []
    return Facts("gerekend", "Waarmee gerekend is", tuple(_fact(item, whole=whole) for item in items))


def _fact(item: Item, *, whole: bool) -> tuple[str, Cell]:
    label, said = item
    short = said[:SHORT] if said.startswith("sha256:") and not whole else said
    return label, text(short)


def _files(reported: Reported) -> Iterable[Item]:
    given, figures = reported.calculation.name, reported.figures
    name = "(standaardinvoer)" if given == STDIN else plain(PurePath(given).name)
    if figures.kind == "casus":
        return _of_case(name, figures.result.plan)
    if figures.kind == "monitor":
        tables = [(f"Tabel {plain(table)}", hash_) for table, hash_ in figures.plan.tables]
        return [(f"Monitor {name}", figures.plan.file_hash), *tables]
    plan = figures.result.plan
    kinds = (("Casus", plan.cases), ("Programma", plan.programmes), ("Monitor", plan.monitors))
    return [
        (f"Programma {name}", plan.file_hash),
        *((f"{kind} {plain(PurePath(one.file).name)}", one.hash) for kind, found in kinds for one in found),
        *((f"Prijslijst {plain(found)}", hash_) for found, hash_ in plan.price_lists),
        *((f"Indexreeks {plain(use.name)}", use.hash) for use in plan.indices),
    ]


def _of_case(name: str, plan: "Plan") -> Iterable[Item]:
    return [
        (f"Casus {name}", plan.case_hash),
        ("Discontovoet", rate_text(plan.discount)),
        *((f"Prijslijst {plain(found)}", hash_) for found, hash_ in plan.price_lists),
        *((f"Indexreeks {plain(use.name)}", use.hash) for use in plan.indices),
    ]
