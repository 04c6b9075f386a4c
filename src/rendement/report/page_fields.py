"""The assumptions of a page: what each is called, between which ends it slides, and which move most."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rendement.bind.ledger import PAYERS
from rendement.report.dutch import plain
from rendement.source.path import Path, format_path, parse_path
from rendement.source.record import record
from rendement.source.tree import Source
from rendement.study.breakeven import in_units
from rendement.study.span import COUNTED

if TYPE_CHECKING:
    from rendement.engine.inputs import Input
    from rendement.engine.program import Program
    from rendement.study.calculation import Calculation
    from rendement.study.report import Reported

PRICES = "prijzen"
GENERAL, OF_LISTS = "Algemeen", "Prijzen uit prijslijsten"
SHARES = ("aandeel", "voet")
MOST = 8  # assumptions that stand on top
UNWRITTEN = {"bedrag": 1000.0, "aandeel": 1.0, "voet": 0.1}  # how far what is 0 slides; anything else to ten
OTHERWISE = 10.0

# how a value is written in `--set`: as a percentage, in thousands, with the sign of money, or as it is
IN_PERCENT, IN_THOUSANDS, SIGNED, BARE = "%", "k", "€", ""


@record
class Knob:
    """An assumption that can be moved: `low` and `high` are the ends of its slider, the others its bounds."""

    path: str
    label: str
    unit: str
    value: float
    low: float
    high: float
    least: float | None
    most: float | None
    written: str
    whole: bool = False


@record
class Fixed:
    """An assumption that stays: it gives the file its shape, or is read off an index."""

    label: str
    value: float
    kind: str
    why: str


@record
class Group:
    """The assumptions of one line, household table or measure."""

    title: str
    knobs: tuple[Knob, ...]
    fixed: tuple[Fixed, ...]


def groups_of(reported: "Reported") -> list[Group]:
    """Every assumption under what it belongs to, in the order of the file."""
    program, source = reported.program, reported.calculation.source
    worded = _worded(reported.calculation)
    members: dict[Path, list[Input]] = {}
    for item in reported.inputs:
        members.setdefault(_owner(parse_path(item.path)), []).append(item)
    return [
        Group(
            _title(source, owner),
            tuple(_knob(item, worded=worded) for item in items if item.path in program.inputs),
            tuple(_fixed(item) for item in items if item.path not in program.inputs),
        )
        for owner, items in members.items()
    ]


def _worded(calculation: "Calculation") -> bool:
    """Whether a bare amount may be times something, here or in a file under a measure."""
    return in_units(calculation) or any(map(_worded, calculation.measures.values()))


def foremost(knobs: Iterable[Knob], program: "Program", path: str) -> list[Knob]:
    """Those that move a figure most over their whole range: one pass backwards for all of them."""
    if path not in program.figures:
        return []
    slopes = program.slopes(path)
    reach = {knob.path: abs(slopes[knob.path] * (knob.high - knob.low)) for knob in knobs}
    moving = [knob for knob in knobs if reach[knob.path] > 0]
    return sorted(moving, key=lambda knob: -reach[knob.path])[:MOST]


def _owner(path: Path) -> Path:
    """The line, post or measure that an input belongs to; the prices together, and all the rest."""
    if len(path) > 1 and isinstance(path[1], int):
        return path[:2]
    return (PRICES,) if path[0] == PRICES else ()


def _title(source: Source | None, owner: Path) -> str:
    """What that is called."""
    node = source.get(owner) if source is not None and len(owner) > 1 else None
    if isinstance(node, dict):
        return plain(str(node.get("naam") or node.get("casus") or format_path(owner)))
    return OF_LISTS if owner else GENERAL


def _knob(item: "Input", *, worded: bool) -> Knob:
    low, high = _ends(item)
    whole = item.kind == "aantal" and all(end == round(end) for end in (item.value, low, high))
    return Knob(
        path=item.path,
        label=plain(item.label),
        unit=plain(item.unit),
        value=item.value,
        low=low,
        high=high,
        least=item.bounds[0],
        most=item.bounds[1],
        written=_written(item, worded=worded),
        whole=whole and high - low >= 4,
    )


def _ends(item: "Input") -> tuple[float, float]:
    """Its range if one is written; else a share from 0% to 100%, and anything else from 0 to twice."""
    low, high = item.bounds
    spread = item.spread
    if spread is not None and spread.distribution != COUNTED and spread.low < spread.high:
        return spread.low, spread.high
    if item.kind == "aandeel" or (spread is not None and spread.distribution == COUNTED):
        return 0.0, 1.0
    ends = sorted((0.0, 2 * item.value)) if item.value else (0.0, UNWRITTEN.get(item.kind, OTHERWISE))
    return max(ends[0], ends[0] if low is None else low), min(ends[1], ends[1] if high is None else high)


def _written(item: "Input", *, worded: bool) -> str:
    if item.kind in SHARES:
        return IN_PERCENT
    if item.kind != "bedrag":
        return BARE
    if worded:
        return IN_THOUSANDS
    return BARE if PAYERS.isdisjoint(parse_path(item.path)) else SIGNED


def _fixed(item: "Input") -> Fixed:
    why = "indexcijfer" if item.fixed else "bepaalt de vorm; verander het in het bestand zelf"
    return Fixed(plain(item.label), item.value, item.kind, why)


def all_knobs(groups: Sequence[Group]) -> list[Knob]:
    """Every assumption that can be moved."""
    return [knob for group in groups for knob in group.knobs]
