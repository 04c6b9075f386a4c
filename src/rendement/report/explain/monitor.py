"""The derivation of every figure of a monitor."""

from collections.abc import Iterable, Iterator, Mapping

from rendement.engine.compute import NO_DOMAIN
from rendement.engine.monitor import Counted, NodeResult, counts_in_total, leaves_of
from rendement.engine.monitor_plan import EURO, Pair
from rendement.report.explain.monitor_changes import change_figure
from rendement.report.explain.monitor_terms import Found, MonitorSubject, amount_path, less
from rendement.report.explain.records import Derivation, Figure, Term, Unit, one, product_of, sum_of
from rendement.source.path import Path, format_path, parse_path


def monitor_figure(subject: MonitorSubject, path: Path) -> Found:
    """The derivation of a figure at a path of a monitor; None for what is not computed."""
    match path:
        case ("posten", int(number), *rest):
            item, within = subject.result.posts[number], subject.result.total.by_column
            whole = within if counts_in_total(item.node, subject.result.plan) else {}
            return _of_post(subject, item, whole, {}, "totaal.bedragen", tuple(rest))
        case ("volume", int(number), *rest):
            return change_figure(subject, subject.changes[number], tuple(rest))
        case ("per_domein", str(domain), *rest):
            return _of_domain(subject, domain, tuple(rest))
        case ("verschillen", int(number), str(key)):
            return _difference(
                subject.result.total.by_column, subject.result.plan.comparisons, number, key, "totaal"
            )
        case ("totaal", "bedragen", str(key)):
            posts = (item for item in subject.result.posts if counts_in_total(item.node, subject.result.plan))
            return _sum("som van de posten die meetellen", posts, key, _unit(subject.result.plan.unit))
        case ("totaal", "groei", str(key)):
            return _growth(subject, subject.result.total.by_column, key, "totaal")
    return None


def _of_post(
    subject: MonitorSubject,
    item: NodeResult,
    whole: Mapping[str, float],
    whole_counts: Mapping[str, Mapping[str, float]],
    above: str,
    path: Path,
) -> Found:
    base = item.node.path
    amounts = item.amounts.by_column
    match path:
        case ("onderdelen" | "waarvan" as key, int(number), *rest):
            part = (item.parts if key == "onderdelen" else item.of_which)[number]
            counts = {name: count.series.by_column for name, count in item.counts.items()}
            return _of_post(subject, part, amounts, counts, f"{base}.bedragen", tuple(rest))
        case ("bedragen", str(key)) if key in amounts:
            return _amount(subject, item, key)
        case ("aantallen", str(name), str(key)):
            return _count(subject, item, item.counts[name], key)
        case ("gemiddelden", str(name), str(key)) if item.average(name, key) is not None:
            counted = item.counts[name].series.by_column[key]
            return product_of(
                "bedrag ÷ aantal",
                Figure("bedrag", amounts[key], "euro", amount_path(base, key)),
                Figure(
                    name,
                    counted,
                    "aantal",
                    format_path((*parse_path(base), "aantallen", name, key)),
                    inverse=True,
                ),
            )
        case ("rest", str(key)):
            told = (one(part.node.name, -part.amounts.by_column[key]) for part in item.of_which)
            return sum_of("bedrag − wat genoemd is", one("bedrag", amounts[key]), *told)
        case ("aandeel", str(key)):
            return _share(item, whole, whole_counts, key, above)
        case ("groei", str(key)):
            return _growth(subject, amounts, key, base)
        case ("verschillen", int(number), str(key)):
            return _difference(amounts, subject.result.plan.comparisons, number, key, base)
    return None


def _amount(subject: MonitorSubject, item: NodeResult, key: str) -> Derivation:
    unit = _unit(item.node.unit)
    if item.parts:
        return _sum("som van de onderdelen", item.parts, key, unit)
    if key in item.node.cells:
        term = subject.cell(f"{item.node.name} {key}", item.node.cells[key], unit)
        return sum_of("zo ingevoerd, in zijn eenheid", term, unit=unit)
    terms = (
        one(part, item.amounts.by_column[part], amount_path(item.node.path, part), unit=unit)
        for part in subject.result.plan.columns[key].adds
    )
    return sum_of("som van de kolommen", *terms, unit=unit)


def _count(subject: MonitorSubject, item: NodeResult, count: Counted, key: str) -> Derivation:
    if not count.own:
        parts = [(part, part.counts[count.name].series.by_column) for part in item.parts]
        terms = [one(part.node.name, own[key], unit="aantal") for part, own in parts if key in own]
        return sum_of("som van de onderdelen", *terms, unit="aantal")
    cells = next(own.cells for own in item.node.counts if own.name == count.name)
    if key in cells:
        return sum_of(
            "zo ingevoerd", subject.cell(f"{count.name} {key}", cells[key], "aantal"), unit="aantal"
        )
    adds = subject.result.plan.columns[key].adds
    return sum_of(
        "som van de kolommen",
        *(one(part, count.series.by_column[part], unit="aantal") for part in adds),
        unit="aantal",
    )


def _share(
    item: NodeResult,
    whole: Mapping[str, float],
    whole_counts: Mapping[str, Mapping[str, float]],
    key: str,
    above: str,
) -> Found:
    unit = _unit(item.node.unit)
    own, total, where = item.amounts.by_column, whole, f'{above}."{key}"'
    if not own and item.counts:
        name, count = next(iter(item.counts.items()))
        own, total, unit, where = count.series.by_column, whole_counts.get(name, {}), "aantal", ""
    if total.get(key, 0.0) <= 0:
        return None
    part, all_of_it = Figure("deel", own[key], unit), Figure("geheel", total[key], unit, where, inverse=True)
    return product_of("deel ÷ geheel", part, all_of_it, unit="aandeel")


def _growth(subject: MonitorSubject, amounts: Mapping[str, float], key: str, base: str) -> Found:
    before = subject.result.plan.columns[key].base
    return None if before is None else _relative(amounts, (before, key), base)


def _relative(amounts: Mapping[str, float], pair: Pair, base: str) -> Found:
    """The change as a share of what it was; None where that is 0 or below."""
    before, after = (amounts[key] for key in pair)
    if before <= 0:
        return None
    names = [amount_path(base, key) for key in pair]
    ratio = Term(
        (Figure(pair[1], after, "euro", names[1]), Figure(pair[0], before, "euro", names[0], inverse=True))
    )
    minus = one("1", 1.0, sign=-1, unit="factor")
    return sum_of(f"{pair[1]} ÷ {pair[0]} − 1", ratio, minus, unit="aandeel")


def _difference(
    amounts: Mapping[str, float], pairs: tuple[Pair, ...], number: int, key: str, base: str
) -> Found:
    shown = [pair for pair in pairs if set(pair) <= amounts.keys()]
    pair = shown[number]
    if key == "aandeel":
        return _relative(amounts, pair, base)
    if key != "bedrag":
        return None
    return less(amounts, pair, base)


def _of_domain(subject: MonitorSubject, domain: str, path: Path) -> Found:
    result = subject.result
    own, total = result.domains[domain].by_column, result.total.by_column
    base = format_path(("per_domein", domain))
    match path:
        case ("bedragen", str(key)):
            posts = (item for item in result.posts if counts_in_total(item.node, result.plan))
            leaves = (leaf for post in posts for leaf in leaves_of(post))
            inside = (leaf for leaf in leaves if (leaf.node.domain or NO_DOMAIN) == domain)
            return _sum("som van wat in dit domein staat", inside, key, _unit(result.plan.unit))
        case ("aandeel", str(key)) if total.get(key, 0.0) > 0:
            part, whole = Figure("domein", own[key]), Figure("totaal", total[key], inverse=True)
            return product_of("domein ÷ totaal", part, whole, unit="aandeel")
        case ("groei", str(key)):
            return _growth(subject, own, key, base)
        case ("verschillen", int(number), str(key)):
            return _difference(own, result.plan.comparisons, number, key, base)
    return None


def _sum(formula: str, items: Iterable[NodeResult], key: str, unit: Unit) -> Derivation:
    return sum_of(formula, *_terms(items, key, unit), unit=unit)


def _terms(items: Iterable[NodeResult], key: str, unit: Unit) -> Iterator[Term]:
    for item in items:
        if key in item.amounts.by_column:
            where = amount_path(item.node.path, key)
            yield one(item.node.name, item.amounts.by_column[key], where, unit=unit)


def _unit(unit: str) -> Unit:
    return "euro" if unit == EURO else "aantal"
