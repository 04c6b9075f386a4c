"""One version of a case as it was written, with its lines and the prices that it uses."""

from rendement.model.library import Entry, Library
from rendement.source.money import brought, money_of
from rendement.source.tree import line_names
from rendement.study.calculation import Calculation
from rendement.study.diff.changes import Written
from rendement.study.diff.kinds import PERSPECTIVE


def side_of_case(calculation: Calculation) -> Written:
    """The case as it was computed, in which every amount says what it stands for."""
    source, case, plan = calculation.source, calculation.case, calculation.plan
    if source is None or case is None or plan is None:
        raise ValueError("no result")
    plain = {key: value for key, value in source.data.items() if key != "bedragen_x"}
    node = {**brought(plain, money_of(source.data)), PERSPECTIVE: plan.perspective}
    return Written(node, case.model_copy(update={PERSPECTIVE: plan.perspective}), title="de casus")


def lines_of(side: Written, section: str) -> list[Written]:
    """The lines of a section as they were written."""
    nodes = side.node.get(section) or []
    models = getattr(side.model, section)
    return [
        Written(node, model, line_names(node), str(node.get("naam", "")))
        for node, model in zip(nodes, models, strict=True)
        if isinstance(node, dict)
    ]


def library_of(calculation: Calculation) -> Library:
    """The prices that it was computed with."""
    return calculation.library or Library()


def entry_of(entry: Entry) -> Written:
    """A post as it was written."""
    post = entry.post.model_copy(update={"prijspeil": entry.level})
    node = entry.file.get(("posten", entry.code))
    return Written(node if isinstance(node, dict) else {}, post, title=post.naam)
