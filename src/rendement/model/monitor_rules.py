"""Reading a monitor: its model, and the rules across its columns and posts."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rendement.model.case_rules import place_named
from rendement.model.monitor import Column, Monitor, MonitorPost, Pair, Part
from rendement.model.monitor_time import months_of, span_of, year_of
from rendement.model.read import validate
from rendement.source.finding import Finding, has_errors
from rendement.source.notes import cut
from rendement.source.path import Path
from rendement.source.suggest import did_you_mean, nearest
from rendement.source.tree import Source, line_names

REALISED = "realisatie"
KINDS = (REALISED, "prognose", "begroting")
ACHIEVED = "gerealiseerd"  # as a programme says it
_NAMED = 4  # columns of a circle by their name


def read_monitor(source: Source) -> tuple[Monitor | None, list[Finding]]:
    """The monitor, or None; and everything there is to say about it."""
    monitor, findings, suspects = validate(Monitor, source)
    findings += map(source.placed, place_named(source, suspects.values()))
    if monitor is None:
        return None, findings
    for rule in RULES:
        findings += map(source.placed, rule(monitor))
    findings += [
        source.placed(found, place)
        for place, node in every_part(("posten",), monitor.posten)
        for rule in PART_RULES
        for found in rule(node, monitor)
    ]
    findings += [source.placed(found) for found in _twice(source.data.get("posten"), ("posten",))]
    return (None if has_errors(findings) else monitor), findings


def every_part(base: Path, nodes: Iterable[Part]) -> Iterator[tuple[Path, Part]]:
    """Every post and part with its place, each before what stands below it."""
    for i, node in enumerate(nodes):
        yield (*base, i), node
        for key in ("onderdelen", "waarvan"):
            yield from every_part((*base, i, key), getattr(node, key))


# -- the columns


def columns_known(monitor: Monitor) -> Iterator[Finding]:
    """A column that is added up or replaced is one that there is."""
    for key, column in monitor.kolommen.items():
        others = {name: other for name, other in monitor.kolommen.items() if name != key}
        if column.vervangt is not None and column.vervangt not in monitor.kolommen:
            yield _unknown(column.vervangt, others, ("kolommen", key, "vervangt"))
        plain = {name: other for name, other in others.items() if not other.som}
        for i, part in enumerate(column.som):
            if part not in plain or part in column.som[:i]:
                yield _unknown(part, plain, ("kolommen", key, "som", i))


def columns_replaced(monitor: Monitor) -> Iterator[Finding]:
    """No column comes in place of itself, by way of others or not; each circle is said once."""
    asked = {key: column.vervangt for key, column in monitor.kolommen.items()}
    seen: set[str] = set()
    for first in asked:
        chain: dict[str, None] = {}
        key: str | None = first
        while key in asked and key not in seen:
            seen.add(key)
            chain[key] = None
            key = asked[key]
        if key in chain:
            yield _circle([*chain][[*chain].index(key) :])


def _circle(names: list[str]) -> Finding:
    place: Path = ("kolommen", names[-1], "vervangt")
    message = f"`{cut(names[0])}` vervangt zichzelf"
    remedy = "noem de eerdere kolom, of haal `vervangt` weg"
    if len(names) > 1:
        shown = [*map(cut, names[:_NAMED]), *(["…"] if len(names) > _NAMED else []), cut(names[0])]
        message = f"deze kolommen vervangen elkaar: {' → '.join(shown)}"
        remedy = "haal `vervangt` weg bij de kolom die er het eerst was"
    return Finding("vervangt-in-kring", message, remedy, place, of_value=True)


def columns_in_time(monitor: Monitor) -> Iterator[Finding]:
    """A part of a year lies in the year, and is realised."""
    for key, column in monitor.kolommen.items():
        place: Path = ("kolommen", key)
        if not column.som and year_of(key, column) is None:
            message = f"bij `{cut(key)}` is niet te zien welk jaar dit is"
            yield Finding(
                "kolom-zonder-jaar", message, "voeg `jaar: 2023` toe, of begin de naam ermee", place
            )
        if column.tot_en_met is None:
            continue
        year, month = column.tot_en_met
        if column.soort != REALISED:
            message = f"`tot_en_met` hoort bij een realisatie, niet bij {cut(column.soort)}"
            remedy = "een prognose gaat over het hele jaar; schrijf met `peildatum` wanneer zij gemaakt is"
            yield Finding("hoort-bij", message, remedy, (*place, "tot_en_met"))
        elif year_of(key, column) not in (None, year):
            message = f"{year}-{month:02} ligt niet in {year_of(key, column)}"
            remedy = "verbeter de maand of het jaar van deze kolom"
            yield Finding("maand-buiten-jaar", message, remedy, (*place, "tot_en_met"), of_value=True)


def kinds_of_columns(monitor: Monitor) -> Iterator[Finding]:
    """Any word may be a kind; one that is nearly a known one, or another word for it, is a slip."""
    for key, column in monitor.kolommen.items():
        meant = REALISED if column.soort == ACHIEVED else nearest(column.soort, KINDS)
        if column.soort in KINDS or meant is None:
            continue
        message = f"`{cut(column.soort)}` lijkt op `{meant}`, maar telt als een eigen soort"
        remedy, alone = f"bedoelt u `{meant}`?", column == Column(column.soort)
        place: Path = ("kolommen", key) if alone else ("kolommen", key, "soort")
        yield Finding("soort-lijkt-op", message, remedy, place, "waarschuwing", of_value=True)


def comparisons(monitor: Monitor) -> Iterator[Finding]:
    """Two columns that are compared are two known ones, of as many months."""
    for i, pair in enumerate(monitor.verschillen):
        yield from _pair(pair, monitor.kolommen, ("verschillen", i))


def something_to_show(monitor: Monitor) -> Iterator[Finding]:
    """A monitor has posts."""
    if not monitor.posten:
        remedy = "voeg `posten:` toe, met regels die met `- ` beginnen"
        yield Finding("geen-regels", "er staan geen posten", remedy)


# -- the posts


def figures_of_part(node: Part, monitor: Monitor) -> Iterator[Finding]:
    """A post has amounts or parts, or at least counts."""
    if node.bedragen is not None and node.onderdelen:
        message = "deze post heeft `bedragen` en ook `onderdelen`; zijn bedrag is de som van de onderdelen"
        remedy = "haal `bedragen` weg; een gedrukte som hoort onder `gedrukt`"
        yield Finding("bedrag-en-onderdelen", message, remedy, ("bedragen",))
    if node.bedragen is None and not node.onderdelen and node.aantallen is None:
        remedy = "voeg `bedragen:`, `onderdelen:` of `aantallen:` toe"
        yield Finding("post-zonder-cijfers", "deze post heeft geen cijfers", remedy)


def columns_of_part(node: Part, monitor: Monitor) -> Iterator[Finding]:
    """A figure stands in a column that there is, and not in one that adds others up."""
    known = monitor.kolommen
    for key in node.bedragen or ():
        yield from _in_column(key, known, ("bedragen", key), adds=True)
    for name, count in (node.aantallen or {}).items():
        for key in count.by_column:
            yield from _in_column(key, known, ("aantallen", name, key), adds=count.kind == "stroom")


def explained(node: Part, monitor: Monitor) -> Iterator[Finding]:
    """An explanation is of two known columns, of as many months."""
    if node.verklaring is not None:
        pair = Pair(node.verklaring.van, node.verklaring.naar)
        yield from _pair(pair, monitor.kolommen, ("verklaring",))


def reason_belongs(node: Part, monitor: Monitor) -> Iterator[Finding]:
    """A reason stands only with a post that does not count."""
    if isinstance(node, MonitorPost) and node.reden is not None and node.telt_mee is not False:
        yield Finding("hoort-bij", "`reden` hoort bij `telt_mee: nee`", "haal de reden weg", ("reden",))


RULES: tuple[Callable[[Monitor], Iterator[Finding]], ...] = (
    columns_known,
    columns_replaced,
    columns_in_time,
    kinds_of_columns,
    comparisons,
    something_to_show,
)
PART_RULES: tuple[Callable[[Part, Monitor], Iterator[Finding]], ...] = (
    figures_of_part,
    columns_of_part,
    explained,
    reason_belongs,
)


def _unknown(name: str, known: Iterable[str], place: Path, *, of_value: bool = True) -> Finding:
    known = tuple(known)
    listed = f"bekend zijn: {', '.join(known)}" if known else "voeg hem toe onder `kolommen`"
    remedy = listed if name.isdigit() else did_you_mean(name, known, listed)  # a year is not misspelt
    message = f"er is geen kolom `{cut(name)}` die hier kan staan"
    return Finding("kolom-onbekend", message, remedy, place, of_value=of_value, arguments={"bekend": known})


def _in_column(key: str, known: dict[str, Column], place: Path, *, adds: bool) -> Iterator[Finding]:
    if key not in known:
        yield _unknown(key, known, place, of_value=False)
    elif adds and known[key].som:
        message = f"`{cut(key)}` is de som van andere kolommen, en heeft geen eigen bedragen of stromen"
        remedy = "haal dit cijfer weg; een gedrukte som hoort onder `gedrukt`"
        yield Finding("som-met-cijfer", message, remedy, place)


def _pair(pair: Pair, known: dict[str, Column], place: Path) -> Iterator[Finding]:
    wrong = [key for key in ("van", "naar") if getattr(pair, key) not in known]
    for key in wrong:
        yield _unknown(getattr(pair, key), known, (*place, key))
    if wrong:
        return
    if pair.van == pair.naar:
        message = f"`van` en `naar` zijn allebei `{cut(pair.van)}`"
        yield Finding("kolommen-gelijk", message, "noem twee verschillende kolommen", place)
    lengths = {months_of(span_of(key, known)) for key in (pair.van, pair.naar)}
    if len(lengths) > 1:
        message = f"`{cut(pair.van)}` en `{cut(pair.naar)}` gaan niet over evenveel maanden"
        remedy = "vergelijk kolommen over even lange tijd, of voeg een prognose over het hele jaar toe"
        yield Finding("kolommen-ongelijk", message, remedy, place)


def _twice(items: Any, place: Path) -> Iterator[Finding]:
    """Two parts of one post that share a name."""
    seen: dict[str, int] = {}
    for i, item in enumerate(items if isinstance(items, list) else []):
        name = next(iter(line_names(item)), None)
        if name is not None and name in seen:
            message = (
                f"deze regel heet in paden `{cut(name, 60)}`, net als nummer {seen[name] + 1} van de lijst"
            )
            own = (*place, i, "id" if "id" in item else "naam")
            yield Finding("dubbele-regel", message, "geef een van de twee een eigen `id`", own, of_value=True)
        seen.setdefault(name or "", i)
        for key in ("onderdelen", "waarvan"):
            yield from _twice(item.get(key), (*place, i, key))
