"""An outcome computed again, from what it says of itself: nothing outside the root is read."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from rendement.figures.asked import MOST_DRAWS, MOST_SEED
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.root import OutsideRootError, check_root, find_root, inside, root_around, shown
from rendement.source.today import is_day
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from rendement.study.verify.comparing import ORIGIN, DamagedError, compared
from rendement.study.verify.verdict import NOT_THERE, Verdict

_MOST_SETS = 1000
NO_NAME = "(standaardinvoer)"


@record
class Roots:
    """Where the files of an outcome may be; `above`: folders that are the root of what stands right there."""

    own: tuple[Path, ...]
    above: tuple[Path, ...] = ()


def roots_of(path: str, given: str | None) -> Roots:
    """The root that is given, else that of here or of the outcome, and what is above one without a checkout.

    Raises UsageError for a root that is no folder.
    """
    check_root(given)
    if given is not None:
        return Roots((root_around(Path(), given),))
    own = tuple(dict.fromkeys([root_around(Path()), root_around(Path(path).parent)]))
    above = dict.fromkeys(up for root in own if not (root / ".git").exists() for up in root.parents)
    return Roots(own, tuple(up for up in above if up not in own))


def verified(stands: Mapping[str, Any], roots: Roots) -> Verdict:
    """One result of `calc`, computed again and compared."""
    origin = stands[ORIGIN]
    name = origin.get("bestand")
    try:
        options = options_of(stands)
        file, root = placed(name, roots)
        calculation = calculate(file, replace(options, root=str(root)))
        wrong = next((found.message for found in calculation.findings if found.severity == "fout"), None)
        if calculation.failed:
            return Verdict(str(name), why=f"het bestand rekent nu niet: {wrong or 'er is geen uitkomst'}")
        return compared(str(name), stands, contract(calculation))
    except (DamagedError, OutsideRootError, UsageError) as error:
        return Verdict(name if isinstance(name, str) else NO_NAME, why=str(error))


def placed(name: Any, roots: Roots) -> tuple[str, Path]:
    """The file of this name and the root that it is in. Raises DamagedError and OutsideRootError."""
    if name is None:
        raise DamagedError("dit komt van standaardinvoer: er is geen bestand om na te rekenen")
    if not isinstance(name, str) or not name or PurePosixPath(name) == PurePosixPath("."):
        raise DamagedError("onder `herkomst` is `bestand` geen pad")
    for root in _tried(name, roots):
        file = inside(name, root, root)
        if os.path.isfile(file):  # noqa: PTH113 - that of pathlib fails for a name that is too long
            return shown(file), root
    raise DamagedError(NOT_THERE)


def _tried(name: str, roots: Roots) -> Iterator[Path]:
    """The roots from which `calc` could have written this name."""
    yield from roots.own
    yield from (up for up in roots.above if find_root(str(up / name)) == up)


def options_of(stands: Mapping[str, Any]) -> Options:
    """What was asked. Raises DamagedError."""
    origin = stands[ORIGIN]
    asked = origin.get("opdracht")
    asked = {} if asked is None else asked
    if not isinstance(asked, Mapping):
        raise DamagedError("onder `herkomst` is `opdracht` geen opdracht")
    sets = asked.get("set", [])
    if not isinstance(sets, list) or len(sets) > _MOST_SETS or not all(isinstance(one, str) for one in sets):
        raise DamagedError("onder `herkomst` is `opdracht.set` geen lijst van wijzigingen")
    day = origin.get("op", "")
    if not isinstance(day, str) or (day and not is_day(day)):
        raise DamagedError("onder `herkomst` is `op` geen dag")
    draws = whole(origin.get("trekkingen"), "trekkingen", 1, MOST_DRAWS)
    seed = whole(origin.get("zaad"), "zaad", 0, MOST_SEED)
    return Options(
        tuple(sets),
        _text(asked, "scenario"),
        _text(asked, "perspectief"),
        breakeven="omslagwaarden" in stands,
        draws=draws,
        seed=1 if seed is None or draws is None else seed,
        day=day,
    )


def whole(value: Any, name: str, least: int, most: int) -> int | None:
    """A whole number between these, or none. Raises DamagedError."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise DamagedError(f"onder `herkomst` is `{name}` geen heel getal van {least} tot {most}")
    return value


def _text(asked: Mapping[str, Any], key: str) -> str | None:
    value = asked.get(key)
    if value is not None and not isinstance(value, str):
        raise DamagedError(f"onder `herkomst` is `opdracht.{key}` geen tekst")
    return value
