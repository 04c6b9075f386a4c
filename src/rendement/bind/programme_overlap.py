"""What a programme says of overlap: every measure that it names found, and every pot with its budget."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import prod

from rendement.bind.context import Context
from rendement.engine.overlap_plan import Agreements, Choice, Claim, Pots, SharedPart, around, is_of
from rendement.engine.programme_plan import Measure, ProgrammePlan
from rendement.model import programme as written
from rendement.source.path import Path
from rendement.source.suggest import did_you_mean

OVERLAP, BUDGETS = "overlap", "budgetten"
_LISTS = ("tussen", "alternatieven", "opeenvolgend", "voor")
_SINGLE = ("gekozen", "voorwaarde")
MOST_VARIANTS = 32

Savers = dict[str, list[Claim]]  # by the measure, and by every programme that it stands in


def bind_pots(
    context: Context,
    programme: written.Programme,
    measures: Sequence[Measure],
    within: Iterable[ProgrammePlan],
) -> Pots:
    """The budgets and the agreements of the file, and those of the programmes inside it."""
    years = range(programme.periode[0], programme.periode[1] + 1)
    budgets = {
        pot: dict(own) if isinstance(own, dict) else dict.fromkeys(years, own)
        for pot, own in (programme.budgetten or {}).items()
    }
    errors = context.errors
    agreed = _agreements(context, programme, _names(context, measures)) if programme.overlap else None
    pots = Pots(budgets, agreed)
    for plan in within:
        pots = pots.with_(plan.pots)
    savers = list(_savers(measures))
    _check_budgets(context, budgets, {saver.pot for saver in savers})
    if agreed is not None and context.errors == errors:
        _check_rows(context, agreed, _by_name(savers), pots)
    return pots


def _names(context: Context, measures: Sequence[Measure]) -> dict[str, str]:
    """How a measure may be called, with its path; those of the file before those of a programme in it."""
    items = context.source.data.get("maatregelen")
    own = context.source.named(items) if isinstance(items, list) else {}
    found = {name: measures[number].path for name, number in own.items() if number < len(measures)}
    parts = (part for measure in measures for part in measure.parts)
    for measure in (*measures, *parts):
        found.setdefault(measure.slug, measure.path)
        found.setdefault(measure.path, measure.path)
    return found


def _agreements(context: Context, programme: written.Programme, names: dict[str, str]) -> Agreements:
    """The rows by form. A name that is no measure, or stands twice in a row, is a finding."""
    parts, choices, rows, enablers = [], [], [], []
    for number, row in enumerate(programme.overlap):
        place: Path = (OVERLAP, number)
        found = {key: _paths(context, getattr(row, key), (*place, key), names) for key in _LISTS}
        single = {key: _path(context, getattr(row, key), (*place, key), names) for key in _SINGLE}
        _check_once(context, place, [*found.values(), [single["voorwaarde"]]])
        if row.tussen and row.deel is not None and len(found["tussen"]) == len(row.tussen):
            parts.append(SharedPart(found["tussen"][0], found["tussen"][1], *row.deel))
        if row.alternatieven:
            chosen = single["gekozen"]
            if chosen is not None and chosen not in found["alternatieven"]:
                message = f"`{(row.gekozen or '')[:60]}` is geen van deze alternatieven"
                remedy = f"kies uit {', '.join(row.alternatieven)}"
                context.add((*place, "gekozen"), "overlap-onbekend", message, remedy)
            choices.append(Choice(found["alternatieven"], chosen))
        if row.opeenvolgend:
            rows.append(found["opeenvolgend"])
        if single["voorwaarde"] is not None:
            enablers.append((single["voorwaarde"], found["voor"]))
    return Agreements(tuple(parts), tuple(choices), tuple(rows), tuple(enablers))


def _paths(context: Context, asked: Iterable[str], place: Path, names: dict[str, str]) -> tuple[str, ...]:
    found = (_path(context, name, (*place, number), names) for number, name in enumerate(asked))
    return tuple(path for path in found if path is not None)


def _path(context: Context, name: str | None, place: Path, names: dict[str, str]) -> str | None:
    if name is not None and name not in names:
        otherwise = "noem de `id` van een maatregel, of haar naam met streepjes"
        remedy = did_you_mean(name, names, otherwise)
        context.add(place, "overlap-onbekend", f"er is geen maatregel `{name[:60]}`", remedy)
    return None if name is None else names.get(name)


def _check_once(context: Context, place: Path, found: Iterable[Sequence[str | None]]) -> None:
    """A measure, or a programme and a measure in it, stands in one row once."""
    paths = [path for own in found for path in own if path is not None]
    if any(is_of(one, other) or is_of(other, one) for one, other in combinations(paths, 2)):
        message = "in deze rij staat een maatregel twee keer"
        context.add(place, "overlap-dubbel", message, "noem elke maatregel één keer")


def _savers(measures: Sequence[Measure]) -> Iterator[Claim]:
    """What every measure saves from, for whom; whatever the amounts are."""
    for leaf in (leaf for measure in measures for leaf in measure.parts or (measure,)):
        groups = dict.fromkeys((item.pot, item.group) for item in leaf.claims)
        for pot, group in groups or ((leaf.pot, leaf.people),):
            if pot is not None:
                yield Claim(leaf.path, leaf.name, pot, group, 0, 0.0)


def _by_name(savers: Iterable[Claim]) -> Savers:
    found: Savers = {}
    for saver in savers:
        for named in around(saver.path):
            found.setdefault(named, []).append(saver)
    return found


def _check_budgets(context: Context, budgets: Iterable[str], known: set[str]) -> None:
    for pot in budgets:
        if pot not in known:
            message = f"geen maatregel bespaart op `{pot[:60]}`; dit budget doet niets"
            remedy = did_you_mean(pot, known, f"zet `budget: {pot[:60]}` bij wie erop bespaart")
            context.add((BUDGETS, pot), "budget-zonder-maatregel", message, remedy, "waarschuwing")


def _check_rows(context: Context, agreed: Agreements, savers: Savers, pots: Pots) -> None:
    """Every two measures are said of once, a row has its budget, and what is said touches something."""
    said: dict[tuple[str, str], str] = {}
    rows = context.source.data[OVERLAP]
    own: dict[str, Iterator[SharedPart | Choice | tuple[str, ...]]] = {
        "tussen": iter(agreed.parts),
        "alternatieven": iter(agreed.choices),
        "opeenvolgend": iter(agreed.rows),
    }
    in_a_row: dict[str, int] = {}
    for number, written_ in enumerate(rows):
        form = next((key for key in own if key in written_), None)
        if form is None:
            continue
        item = next(own[form])
        paths = _named(item)
        if form == "opeenvolgend" and (earlier := [in_a_row[path] for path in paths if path in in_a_row]):
            message = f"een maatregel staat ook in de volgorde van `overlap[{earlier[0]}]`"
            remedy = "zet alles wat op elkaar volgt in één rij"
            context.add((OVERLAP, number, form), "overlap-dubbel", message, remedy)
            continue
        in_a_row |= dict.fromkeys(paths if form == "opeenvolgend" else (), number)
        for one, other in combinations(paths, 2):
            pair = (min(one, other), max(one, other))
            if said.setdefault(pair, f"overlap[{number}]") != f"overlap[{number}]":
                message = f"van deze twee maatregelen zegt `{said[pair]}` het al"
                context.add((OVERLAP, number), "overlap-dubbel", message, "houd een van de twee rijen over")
        if form != "alternatieven":
            _check_meeting(context, (OVERLAP, number, form), paths, savers, pots)
    if prod(len(choice.options) for choice in agreed.choices if choice.chosen is None) > MOST_VARIANTS:
        message = f"met deze alternatieven zijn er meer dan {MOST_VARIANTS} varianten"
        context.add((OVERLAP,), "te-veel-varianten", message, "schrijf bij een deel ervan `gekozen`")


def _named(item: SharedPart | Choice | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(item, SharedPart):
        return item.one, item.other
    return item.options if isinstance(item, Choice) else item


def _check_meeting(context: Context, place: Path, paths: Sequence[str], savers: Savers, pots: Pots) -> None:
    """That some who stand together meet in a pot; and of a row, that every such pot has a budget."""
    shared = {
        first.pot
        for one, other in combinations(paths, 2)
        for first in savers.get(one, ())
        for second in savers.get(other, ())
        if first.pot == second.pot and first.meets(second)
    }
    if not shared:
        message = "deze maatregelen besparen nergens op hetzelfde, en hier volgt niets uit"
        remedy = "schrijf bij beide hetzelfde `budget` (en `doelgroep`), of haal de rij weg"
        context.add(place, "overlap-raakt-niets", message, remedy, "waarschuwing")
    bare = sorted(pot for pot in shared if pot not in pots.budgets)
    if place[-1] == "opeenvolgend" and bare:
        message = f"wat er op `{bare[0][:60]}` overblijft, is zonder budget niet te zeggen"
        remedy = f"schrijf `budgetten: {{{bare[0][:60]}: …}}`, met wat het nu per jaar kost"
        context.add(place, "opeenvolgend-zonder-budget", message, remedy)
