"""The remarks on a monitor."""

from collections.abc import Iterator

from rendement.engine.arithmetic import total
from rendement.engine.monitor import MonitorResult, NodeResult, Series, every
from rendement.engine.monitor_plan import UNIQUE
from rendement.lint.rule import Rule, Seen, seen_in


def _part_of_a_year(result: MonitorResult) -> Iterator[Seen]:
    for key, column in result.plan.columns.items():
        if column.until is not None:
            yield Seen(("kolommen", key), said={"kolom": key, "maand": column.until})


def _left_out(result: MonitorResult) -> Iterator[Seen]:
    for post in result.plan.posts:
        if not post.counted:
            why = (post.why_not or "geen reden opgegeven").rstrip(".")
            yield from seen_in([post], "telt_mee", reden=why)


def _lacking(result: MonitorResult) -> Iterator[Seen]:
    """Sums that are without something: at each post of which parts lack, and of all posts together."""
    for item in every(result.posts):
        for key, names in _incomplete(item.amounts):
            yield from seen_in([item.node], kolom=key, namen=names)


def _total_lacking(result: MonitorResult) -> Iterator[Seen]:
    for key, names in _incomplete(result.total):
        yield Seen(("posten",), said={"kolom": key, "namen": names})


def _incomplete(sums: Series) -> Iterator[tuple[str, str]]:
    """What lacks, and in which columns."""
    found: dict[tuple[str, ...], list[str]] = {}
    for key, names in sums.lacking.items():
        found.setdefault(names, []).append(key)
    for names, keys in found.items():
        yield ", ".join(keys), ", ".join(names)


def _overlapping(result: MonitorResult) -> Iterator[Seen]:
    """Unique counts of parts beside the count of the whole, in the column where they differ most."""
    for item in every(result.posts):
        for name in item.counts:
            found = max(_surplus(item, name), default=None)
            if found is not None:
                _, key, together, own = found
                figures = {"samen": f"{together:.0f}", "geheel": f"{own:.0f}"}
                yield from seen_in([item.node], aantal=name, kolom=key, **figures)


def _surplus(item: NodeResult, name: str) -> Iterator[tuple[float, str, float, float]]:
    count = item.counts[name]
    parts = [part.counts[name].series.by_column for part in item.parts if name in part.counts]
    for key, own in count.series.by_column.items() if count.kind == UNIQUE and count.own else ():
        together = total(part.get(key, 0.0) for part in parts)
        if together > own:
            yield together - own, key, together, own


REMARKS: tuple[Rule, ...] = (
    Rule(
        "deel-van-een-jaar",
        "{kolom} gaat tot en met {maand}: een gemiddelde daarin is niet te vergelijken met dat van een heel "
        "jaar, en groei en volume staan er niet",
        "voeg een prognose over het hele jaar toe om te vergelijken",
        _part_of_a_year,
    ),
    Rule(
        "telt-niet-mee",
        "telt niet mee in de totalen ({reden})",
        "haal `telt_mee: nee` weg als de post wel mee moet tellen",
        _left_out,
    ),
    Rule(
        "som-onvolledig",
        "de som van {kolom} is zonder {namen}: daar ontbreekt een bedrag",
        "vul het bedrag aan; schrijf 0 als het er niet was",
        _lacking,
    ),
    Rule(
        "totaal-onvolledig",
        "het totaal van {kolom} is zonder {namen}: daar ontbreekt een bedrag",
        "vul het bedrag aan; schrijf 0 als het er niet was",
        _total_lacking,
    ),
    Rule(
        "uniek-telt-niet-op",
        "{aantal} zijn uniek geteld en tellen niet op: in {kolom} hebben de onderdelen er samen {samen}, het "
        "geheel {geheel}",
        "gebruik het aantal van het geheel; wie op twee plekken voorkomt, is er één",
        _overlapping,
    ),
)
