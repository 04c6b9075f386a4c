"""From a monitor to its plan: every figure becomes a number of the plan, in its unit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from rendement.bind.context import Context
from rendement.bind.ledger import inputs_of
from rendement.bind.monitor_columns import bind_columns
from rendement.bind.numbers import Numbers
from rendement.bind.printed import printed, refuse_sign
from rendement.engine.inputs import InputKind, Ledger
from rendement.engine.monitor_plan import (
    EURO,
    Cell,
    Count,
    Explanation,
    MonitorPlan,
    Node,
    Step,
)
from rendement.model import monitor as written
from rendement.model.case import Case
from rendement.model.library import Library
from rendement.model.list_files import content_hash
from rendement.source.finding import Finding, has_errors
from rendement.source.money import power_of
from rendement.source.path import Path, format_path
from rendement.source.record import record
from rendement.source.tree import Source, line_names

# figures of a post that are printed in its unit; all others are what they say
_IN_UNIT = ("bedragen", "rest", "verschillen")


@record
class _Given:
    """What a part has from what it stands below."""

    unit: str
    times: float
    domain: str | None
    route: tuple[str, ...] = ()


def bind_monitor(
    monitor: written.Monitor,
    source: Source,
    tables: tuple[tuple[str, str], ...] = (),
    numbers: Numbers | None = None,
) -> tuple[MonitorPlan | None, list[Finding]]:
    """The plan, or the findings that forbid it."""
    # a monitor has no price lists and no lines: a context over its printed figures is enough
    head = Case.model_construct(actoren={}, gedrukt=monitor.gedrukt, bron=monitor.bron)
    context = Context(head, source, Library(), numbers or Numbers())
    times = float(monitor.bedragen_x or 1)
    posts = tuple(_post(context, item, i, times) for i, item in enumerate(monitor.posten))
    plan = MonitorPlan(
        name=monitor.naam,
        place=monitor.gemeente or monitor.plaats or "",
        columns=bind_columns(monitor.kolommen),
        posts=posts,
        unit=_unit_of(posts),
        times=times,
        comparisons=tuple((pair.van, pair.naar) for pair in monitor.verschillen),
        printed=printed(context, lambda path: power_of(_times_of(path, posts, times))),
        source=monitor.bron,
        note=monitor.toelichting,
        file_hash=content_hash(source.text),
        tables=tables,
        ledger=Ledger(partial(inputs_of, context), context.numbers.uncertain),
    )
    return (None if has_errors(context.findings) else plan), context.findings


def _unit_of(posts: Iterable[Node]) -> str:
    """The unit of the totals: euros, unless nothing is in euros."""
    units = [post.unit for post in posts if post.counted]
    return units[0] if units and EURO not in units else EURO


def _post(context: Context, item: written.MonitorPost, number: int, times: float) -> Node:
    unit = item.bedragen_in or EURO
    own = float(item.bedragen_x) if item.bedragen_x is not None else times if unit == EURO else 1.0
    node = _node(context, item, ("posten", number), _Given(unit, own, item.domein))
    return replace(node, counted=item.telt_mee is not False, why_not=item.reden)


def _node(context: Context, item: written.Part, place: Path, given: _Given) -> Node:
    slug = next(iter(line_names(context.source.get(place))), format_path(place))
    given = replace(given, domain=item.domein or given.domain, route=(*given.route, slug))
    below = {
        key: tuple(_node(context, part, (*place, key, i), given) for i, part in enumerate(getattr(item, key)))
        for key in ("onderdelen", "waarvan")
    }
    kind: InputKind = "bedrag" if given.unit == EURO else "aantal"
    amounts = item.bedragen or {}
    return Node(
        path=format_path(place),
        name=item.naam,
        slug=slug,
        route=" ".join(given.route),
        counted=True,
        unit=given.unit,
        times=given.times,
        cells={
            key: _cell(context, (*place, "bedragen", key), amount, given, kind)
            for key, amount in amounts.items()
            if amount is not None
        },
        pm=tuple(key for key, amount in amounts.items() if amount is None),
        counts=tuple(_counts(context, item.aantallen or {}, (*place, "aantallen"))),
        parts=below["onderdelen"],
        of_which=below["waarvan"],
        domain=given.domain,
        explanation=_explanation(context, item.verklaring, (*place, "verklaring"), given),
        source=item.bron,
        note=item.toelichting,
    )


def _cell(
    context: Context, place: Path, amount: written.Amount, given: _Given, kind: InputKind = "bedrag"
) -> Cell:
    if given.unit == EURO:
        refuse_sign(context, place, power_of(given.times))
    times = 1.0 if amount.signed or amount.worded else given.times
    return Cell(format_path(place), context.number(place, amount.value, kind), times)


def _counts(context: Context, counts: Mapping[str, written.Counts], place: Path) -> Iterable[Count]:
    for name, count in counts.items():
        cells = {}
        for key, value in count.by_column.items():
            own = (*place, name, key)
            cells[key] = Cell(format_path(own), context.number(own, value, "aantal"))
        yield Count(name, count.kind, cells)


def _explanation(
    context: Context, item: written.Explanation | None, place: Path, given: _Given
) -> Explanation | None:
    if item is None:
        return None
    steps = []
    for i, step in enumerate(item.stappen):
        own = (*place, "stappen", i)
        if isinstance(step.size, written.Amount):
            amount = _cell(context, (*own, "bedrag"), step.size, given)
            steps.append(Step(format_path(own), step.name, amount))
        else:
            rate = context.number((*own, "index"), step.size, "voet")
            steps.append(Step(format_path(own), step.name, rate=rate))
    return Explanation((item.van, item.naar), tuple(steps), item.bron)


# -- what a source printed, in the unit of what it stands for


def _times_of(path: Path, posts: tuple[Node, ...], times: float) -> float:
    """What one of a printed figure is, in the unit of the result."""
    match path:
        case ("posten", *rest):
            return _in_posts(tuple(rest), posts)
        case ("volume", *_):
            return times
        case (_, *rest) if "bedragen" in rest or ("bedrag" in rest and "verschillen" in path):
            return times
    return 1.0


def _in_posts(path: Path, nodes: tuple[Node, ...]) -> float:
    """Of a figure of a post: that of the post, for an amount."""
    named = (node for i, node in enumerate(nodes) if path and path[0] in (i, node.slug, node.name))
    node = next(named, None)
    match path[1:]:
        case ("onderdelen", *rest) if node is not None:
            return _in_posts(tuple(rest), node.parts)
        case ("waarvan", *rest) if node is not None:
            return _in_posts(tuple(rest), node.of_which)
        case (str(key), *_) if node is not None and key in _IN_UNIT and path[-1] != "aandeel":
            return node.times
    return 1.0
