"""A measure that names a post of a monitor: which post that is, and the budget that may come from it."""

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import PurePath

from rendement.bind.context import Context
from rendement.bind.programme_part import Run
from rendement.engine.arithmetic import Number
from rendement.engine.monitor import MonitorResult, NodeResult
from rendement.engine.monitor_plan import EURO
from rendement.engine.monitor_post import MonitorFile, NamedPost, moves_of, named_posts
from rendement.engine.programme_plan import Measure
from rendement.model import programme as written
from rendement.model.programme_values import OfColumn
from rendement.source.path import Path, slug
from rendement.source.record import record


@record
class MonitorRun:
    """A monitor that a measure names, computed; and the name of its file."""

    file: str
    result: MonitorResult


@record
class Named:
    """Every file that measures name, computed, by the number of the measure."""

    runs: Mapping[int, Run]
    monitors: Mapping[int, MonitorRun] = field(default_factory=dict)


def with_posts(
    context: Context,
    programme: written.Programme,
    measures: tuple[Measure, ...],
    monitors: Mapping[int, MonitorRun],
) -> tuple[Measure, ...]:
    """The measures, each with the post that it names; `monitors` by the number of the measure."""
    found = list(measures)
    known = {run.file: named_posts(run.result) for run in monitors.values()}
    for number, run in monitors.items():
        item = programme.maatregelen[number]
        post = _find(context, item.post or "", known[run.file], ("maatregelen", number, "post"))
        if post is not None:
            column = item.huidig_budget.kolom if isinstance(item.huidig_budget, OfColumn) else None
            path = post.node.route.replace(" ", ".")
            own = NamedPost(path, post.node.name, _read(run), moves_of(run.result, post), column)
            budget = found[number].budget if column is None else _budget(context, column, post, number)
            found[number] = replace(found[number], post=own, budget=budget)
    return tuple(found)


def _read(run: MonitorRun) -> tuple[MonitorFile, ...]:
    plan, folder = run.result.plan, PurePath(run.file).parent
    return (
        MonitorFile(plan.name, run.file, plan.file_hash),
        *(
            MonitorFile(plan.name, str(folder / name.replace("\\", "/")), content)
            for name, content in plan.tables
        ),
    )


def _find(context: Context, name: str, known: Mapping[str, NodeResult], place: Path) -> NodeResult | None:
    """The post with a name, in euros; None after a finding."""
    post = known.get(".".join(map(slug, name.split("."))))
    if post is None:
        from rendement.source.suggest import did_you_mean  # noqa: PLC0415 - only when something is wrong

        remedy = did_you_mean(name, known, "noem een post met zijn id of naam, en een onderdeel na een punt")
        context.add(place, "monitorpost-onbekend", f"deze monitor heeft geen post `{name[:60]}`", remedy)
    elif post.node.unit != EURO:
        message = f"de post `{name[:60]}` is in {post.node.unit[:20]} en niet in euro"
        context.add(place, "monitorpost-niet-in-euro", message, "noem een post met bedragen in euro")
        return None
    return post


def _budget(context: Context, column: str, post: NodeResult, number: int) -> Number | None:
    amounts = post.amounts.by_column
    if column not in amounts:
        from rendement.source.suggest import did_you_mean  # noqa: PLC0415 - only when something is wrong

        place: Path = ("maatregelen", number, "huidig_budget", "kolom")
        message = f"de post heeft geen bedrag in een kolom `{column[:60]}`"
        remedy = did_you_mean(
            column, amounts, "noem een kolom van de monitor waarin de post een bedrag heeft"
        )
        context.add(place, "budget-zonder-kolom", message, remedy)
    return amounts.get(column)
