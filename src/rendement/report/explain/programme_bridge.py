"""The derivation of the steps from the plan as it was decided to what came of it."""

from typing import Any

from rendement.engine.programme_bridge import CHANGES, STEPS
from rendement.report.explain.programme_terms import ProgrammeSubject, said
from rendement.report.explain.records import Derivation, one, sum_of
from rendement.source import sums
from rendement.source.path import Path, format_path

_READ = {
    "vastgesteld": "zoals vastgesteld, elk bedrag eenmaal, van de gemeente",
    "vervangen": "van of naar de maatregel die in de plaats komt",
    "doorgeschoven": "wat in dit jaar minder is en in een later jaar meer",
    "afgeraamd": "wat bij de bijstelling minder werd",
    "bijgeraamd": "wat bij de bijstelling meer werd",
    "vervallen": "wat bij de bijstelling minder werd, van een maatregel waar niets van overblijft",
    "gerealiseerd": "wat gerealiseerd is",
}


def bridge_figure(subject: ProgrammeSubject, path: Path) -> Derivation | None:
    """The derivation of `brug.<...>`."""
    node: Any = subject.data
    for piece in path[:-1]:
        node = node[int(piece)] if isinstance(node, list) else node[str(piece)]
    step, base = str(path[-1]), format_path(path[:-1])
    if step not in STEPS:
        return None
    if path[-2] == "maatregelen":
        return Derivation("aantal maatregelen met een bedrag in deze stap", kind="afgelezen")
    if path[1] != "maatregelen":
        rows = enumerate(subject.data["brug"]["maatregelen"])
        places = [(item["naam"], format_path(("brug", "maatregelen", i, *path[1:]))) for i, item in rows]
        values = [_at(item, path[1:]) for item in subject.data["brug"]["maatregelen"]]
        pairs = zip(places, values, strict=True)
        terms = [one(name, value, place) for (name, place), value in pairs if value]
        return sum_of(f"som van {said(step)} van de maatregelen", *terms)
    if step in _READ:
        return Derivation(_READ[step], kind="afgelezen")
    if step == "bijgesteld":
        terms = [
            one(said(name), node[name], f"{base}.{name}") for name in ("vastgesteld", *CHANGES) if node[name]
        ]
        return sum_of("vastgesteld en wat daaraan veranderde", *terms)
    if path[-2] == "totaal":
        years = subject.data["brug"]["maatregelen"][path[2]]["per_jaar"]
        place = format_path(path[:-2])
        terms = [
            one(f"{said(step)} {year}", own[step], f"{place}.per_jaar.{year}.{step}")
            for year, own in years.items()
            if own[step]
        ]
        undated = node[step] - sums.total(own[step] for own in years.values())
        return sum_of(f"som van {said(step)} over de jaren", *terms, one("zonder eigen jaar", undated))
    pair = (("bijgesteld", 1), ("gerealiseerd", -1)) if node[step] else ()
    terms = [one(name, node[name], f"{base}.{name}", sign=sign) for name, sign in pair]
    return sum_of("bijgesteld − gerealiseerd", *terms)


def _at(node: Any, path: Path) -> float:
    for piece in path:
        node = node[str(piece)]
    return float(node)
