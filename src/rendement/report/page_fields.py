"""The assumptions of a page: what each is called, between which ends it slides, and which move most."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from rendement.bind.ledger import PAYERS
from rendement.report.document import Table
from rendement.report.dutch import percent, plain, quantity
from rendement.report.still import TOGETHER as STILL_TOGETHER
from rendement.report.still import has_together, why_still
from rendement.report.wording import per
from rendement.source.money import current
from rendement.source.path import Path, format_path, parse_path
from rendement.source.record import record
from rendement.study.breakeven import in_units
from rendement.study.span import COUNTED

if TYPE_CHECKING:
    from rendement.engine.inputs import Input
    from rendement.engine.program import Program
    from rendement.study.calculation import Calculation
    from rendement.study.report import Reported

PRICES, MEASURES = "prijzen", "maatregelen"
# columns of the table of assumptions, and what stands before them here
TOLD = {
    "omslag bij": "omslag bij ",
    "bewijs": "bewijs: ",
    "bron": "bron: ",
    "prijslijst": "prijslijst ",
    "waar": "",
}
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
    notes: tuple[str, ...] = ()


@record
class Fixed:
    """An assumption that stays: it gives the file its shape, or is read off an index."""

    label: str
    value: str
    why: str


@record
class Group:
    """The assumptions of one line or measure, and what is to say of all of them or of some together."""

    title: str
    knobs: tuple[Knob, ...]
    fixed: tuple[Fixed, ...]
    notes: tuple[str, ...] = ()


def groups_of(reported: "Reported", table: Table | None) -> list[Group]:
    """Every assumption under what it belongs to, in the order of the file; `table` says more of each."""
    program = reported.program
    worded, said = _worded(reported.calculation), _said(table)
    sign = "" if reported.figures.kind == "monitor" else current().sign  # each column has its own unit there
    still = (STILL_TOGETHER,) if has_together(reported.calculation) else ()
    members: dict[Path, list[Input]] = {}
    for item in reported.inputs:
        members.setdefault(_owner(parse_path(item.path)), []).append(item)
    together: dict[Path, list[str]] = {}
    for path in said.keys() - {item.path for item in reported.inputs}:
        together.setdefault(_owner(parse_path(path)), []).append(" · ".join(said[path]))
    groups = []
    for owner, items in members.items():
        shared = _shared([said.get(item.path, ()) for item in items])
        knobs, fixed = [], []
        for item in items:
            own = tuple(note for note in said.get(item.path, ()) if note not in shared)
            if item.path in program.inputs:
                knobs.append(_knob(item, own, sign, worded=worded))
            else:
                fixed.append(_fixed(item, program.inputs))
        notes = (*shared, *sorted(together.get(owner, ())), *(still if owner == (PRICES,) else ()))
        groups.append(Group(_title(reported, owner), tuple(knobs), tuple(fixed), notes))
    return groups


def _said(table: Table | None) -> dict[str, tuple[str, ...]]:
    """What a table of assumptions says of each beside its value, by the path in its last column."""
    if table is None:
        return {}
    heads = [column.head for column in table.columns]
    return {
        row.cells[-1].text: tuple(
            f"{TOLD[head]}{cell.text}"
            for head, cell in zip(heads, row.cells, strict=True)
            if cell.text and head in TOLD
        )
        for row in table.rows
    }


def _shared(said: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What is said of every one of several."""
    if len(said) < 2:
        return ()
    return tuple(note for note in said[0] if all(note in other for other in said))


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


def _title(reported: "Reported", owner: Path) -> str:
    """What that is called."""
    if len(owner) < 2:
        return OF_LISTS if owner else GENERAL
    if owner[0] == MEASURES and reported.figures.kind == "programma":
        return plain(reported.figures.result.measures[int(owner[1])].measure.name)
    source = reported.calculation.source
    node = source.get(owner) if source is not None else None
    return plain(str(node["naam"])) if isinstance(node, dict) and "naam" in node else format_path(owner)


def _knob(item: "Input", notes: tuple[str, ...], sign: str, *, worded: bool) -> Knob:
    low, high = _ends(item)
    whole = item.kind == "aantal" and all(end == round(end) for end in (item.value, low, high))
    return Knob(
        path=item.path,
        label=plain(item.label),
        unit=_unit(item, sign),
        value=item.value,
        low=low,
        high=high,
        least=item.bounds[0],
        most=item.bounds[1],
        written=_written(item, worded=worded),
        whole=whole and high - low >= 4,
        notes=notes,
    )


def _unit(item: "Input", sign: str) -> str:
    """What stands behind the field."""
    if item.kind in SHARES:
        return "%"
    if item.kind != "bedrag":
        return plain(item.unit)
    return " ".join(filter(None, (sign, per(item.unit) if item.unit else "")))


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


def _fixed(item: "Input", read: Collection[str]) -> Fixed:
    value = percent(item.value) if item.kind in SHARES else quantity(item.value, 4)
    return Fixed(plain(item.label), value, why_still(item, read))


def all_knobs(groups: Sequence[Group]) -> list[Knob]:
    """Every assumption that can be moved."""
    return [knob for group in groups for knob in group.knobs]
