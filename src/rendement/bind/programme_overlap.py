"""What a programme says of overlap: every measure that it names found, and every pot with its budget."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import prod

from rendement.bind.context import Context
from rendement.engine.overlap_plan import Agreements, Choice, Claim, Pots, SharedPart, around, is_among, is_of
from rendement.engine.programme_plan import Measure, ProgrammePlan
from rendement.model import programme as written
from rendement.source.notes import cut
from rendement.source.path import Path
from rendement.source.suggest import did_you_mean

OVERLAP, BUDGETS = "overlap", "budgetten"
_LISTS = ("tussen", "alternatieven", "opeenvolgend", "voor")
_SINGLE = ("gekozen", "voorwaarde")
MOST_VARIANTS = 32
_ONCE = {
    "opeenvolgend": "de volgorde",
    "alternatieven": "de alternatieven",
}  # a measure stands in one of them

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
        _check_rows(context, agreed, _by_name(savers), pots, years)
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
        known = ", ".join(f"`{own}`" for own, path in names.items() if own != path)
        otherwise = f"noem een maatregel bij haar `id`, of bij haar naam met streepjes: {cut(known, 120)}"
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


def _check_rows(context: Context, agreed: Agreements, savers: Savers, pots: Pots, years: range) -> None:
    """Every two measures are said of once, a row has its budget, and what is said touches something."""
    said: dict[tuple[str, str], str] = {}
    rows = context.source.data[OVERLAP]
    own: dict[str, Iterator[SharedPart | Choice | tuple[str, ...]]] = {
        "tussen": iter(agreed.parts),
        "alternatieven": iter(agreed.choices),
        "opeenvolgend": iter(agreed.rows),
    }
    once: dict[tuple[str, str], int] = {}
    for number, written_ in enumerate(rows):
        form = next((key for key in own if key in written_), None)
        if form is None:
            continue
        item = next(own[form])
        paths = _named(item)
        if (earlier := _earlier(once, form, paths)) is not None:
            message = f"een maatregel staat ook in {_ONCE[form]} van `overlap[{earlier}]`"
            remedy = "zet ze allemaal in één rij"
            context.add((OVERLAP, number, form), "overlap-dubbel", message, remedy)
            continue
        once |= {(form, path): number for path in paths if form in _ONCE}
        for one, other in combinations(paths, 2):
            pair = (min(one, other), max(one, other))
            if said.setdefault(pair, f"overlap[{number}]") != f"overlap[{number}]":
                message = f"van deze twee maatregelen zegt `{said[pair]}` het al"
                context.add((OVERLAP, number), "overlap-dubbel", message, "houd een van de twee rijen over")
        if form != "alternatieven":
            _check_meeting(context, (OVERLAP, number, form), paths, savers, pots, years)
    _check_enablers(context, agreed)
    if prod(len(choice.options) for choice in agreed.choices if choice.chosen is None) > MOST_VARIANTS:
        message = f"met deze alternatieven zijn er meer dan {MOST_VARIANTS} varianten"
        context.add((OVERLAP,), "te-veel-varianten", message, "schrijf bij een deel ervan `gekozen`")


def _earlier(once: dict[tuple[str, str], int], form: str, paths: Iterable[str]) -> int | None:
    """The row of the same form in which one of these, or what it is part of, stands already."""
    for (of, path), number in once.items():
        if of == form and any(is_of(path, own) or is_of(own, path) for own in paths):
            return number
    return None


def _check_enablers(context: Context, agreed: Agreements) -> None:
    """What makes others possible is not itself made possible by one of those."""
    numbers = (number for number, row in enumerate(context.source.data[OVERLAP]) if "voorwaarde" in row)
    for number, (path, others) in zip(numbers, agreed.enablers, strict=False):
        if is_among(path, agreed.with_dependants(others)):
            message = "deze maatregelen zijn over en weer elkaars voorwaarde"
            context.add((OVERLAP, number), "overlap-dubbel", message, "haal een van deze rijen weg")
            return


def _named(item: SharedPart | Choice | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(item, SharedPart):
        return item.one, item.other
    return item.options if isinstance(item, Choice) else item


def _check_meeting(
    context: Context, place: Path, paths: Sequence[str], savers: Savers, pots: Pots, years: range
) -> None:
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
    if place[-1] == "opeenvolgend":
        _check_known(context, place, sorted(shared), pots, years)


def _check_known(
    context: Context, place: Path, shared: Iterable[str], pots: Pots, years: Iterable[int]
) -> None:
    """In order nothing can be said without a budget: an error without any, a warning where a year lacks."""
    for pot in shared:
        bare = [year for year in years if year not in pots.budgets.get(pot, {})]
        if pot not in pots.budgets:
            message = f"wat er op `{pot[:60]}` overblijft, is zonder budget niet te zeggen"
            remedy = f"schrijf `budgetten: {{{pot[:60]}: …}}`, met wat het nu per jaar kost"
            context.add(place, "opeenvolgend-zonder-budget", message, remedy)
        elif bare:
            message = (
                f"`{pot[:60]}` heeft geen budget in {', '.join(map(str, bare[:5]))}: daar is niets bekend"
            )
            remedy = "schrijf het budget van elk jaar erbij; zonder kan alles er dezelfde euro zijn"
            context.add(place, "budget-zonder-jaar", message, remedy, "waarschuwing")
