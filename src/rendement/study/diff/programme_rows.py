"""The rows of a programme as they were written, and which side of each a hybrid has."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from rendement.bind.programme_case import CaseRun
from rendement.bind.programme_part import Run
from rendement.engine.case_years import case_years
from rendement.model.programme import Measure
from rendement.source.build import Node
from rendement.source.path import slug
from rendement.source.tree import line_names
from rendement.study.diff.between import Taken
from rendement.study.diff.changes import Change, Pair, Written
from rendement.study.diff.kinds import COME, GONE, INCLUDED, SAVINGS


def there(pair: Pair, taken: Taken) -> Written | None:
    """The side that a hybrid has of what may be on one side only."""
    if pair.old is None:
        return pair.new if Change(pair.place, COME) in taken else None
    if pair.new is None:
        return None if Change(pair.place, GONE) in taken else pair.old
    return pair.new if any(change.place == pair.place for change in taken) else pair.old


def side_of(pair: Pair, change: Change, taken: Taken) -> Written:
    """The side that a hybrid has of one kind of key."""
    if pair.old is None or pair.new is None:
        return pair.either
    return pair.new if change in taken else pair.old


def row_of(node: Any, model: Any) -> Written:
    """A row as it was written; the kinds of a saving stand beside its other keys."""
    flat = {key: value for key, value in node.items() if key != "besparing"}
    saving = node.get("besparing")
    flat |= saving if isinstance(saving, dict) else {}
    values = dict(model)
    if isinstance(model, Measure):
        values |= {kind: getattr(model.besparing, kind, None) for kind in SAVINGS}
    return Written(flat, SimpleNamespace(**values), line_names(node), str(node.get("naam", "")))


def included_in(written: Written, run: Run) -> Written:
    """A measure that is a case or a programme: it is the same when it is worth the same."""
    worth: Any
    if isinstance(run, CaseRun):
        kind, years = INCLUDED[0], case_years(run.result)
        worth = [(c.line.side, c.year, c.actor, c.domain, c.amount, c.realised) for c in years]
    else:
        kind, plan = INCLUDED[1], run.plan
        worth = plan.leaves, plan.costs, plan.staff, plan.cover, plan.target
    model = SimpleNamespace(**{**vars(written.model), kind: worth})
    name = run.plan.name
    return Written(written.node, model, (slug(name),), name)


def without_amounts(target: Node, year: str) -> Node:
    """A target with the same blocks, of nothing."""
    if not isinstance(target, Mapping) or "per" not in target:
        return {year: "0"}
    return {key: value if key == "per" else {year: "0"} for key, value in target.items()}
