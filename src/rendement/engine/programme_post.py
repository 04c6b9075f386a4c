"""What measures say to have saved on a post of a monitor, beside how that post moved."""

from collections.abc import Iterable

from rendement.engine.arithmetic import Number, difference
from rendement.engine.monitor_post import Move, NamedPost
from rendement.engine.programme_plan import Measure, ProgrammePlan, Tranche
from rendement.engine.stream import in_place
from rendement.source.record import record


@record
class PostYear:
    """A move, and what is saved more in its last year than in its first: of the municipality."""

    move: Move
    saved: Number
    realised: Number


@record
class PostResult:
    """A post with the measures that name it and count, by the last year of each move."""

    post: NamedPost
    measures: tuple[Measure, ...]
    years: dict[int, PostYear]


def by_post(plan: ProgrammePlan) -> tuple[PostResult, ...]:
    """Every post that a measure names, in the order of the file; of moves that end in the programme."""
    named: dict[tuple[object, str], list[Measure]] = {}  # by where it was read, and its path there
    posts: dict[tuple[object, str], NamedPost] = {}
    for leaf in plan.leaves:
        if leaf.post is not None and leaf.counted:
            key = leaf.post.read, leaf.post.path
            posts.setdefault(key, leaf.post)
            named.setdefault(key, []).append(leaf)
    return tuple(_result(post, named[key], plan) for key, post in posts.items())


def _result(post: NamedPost, measures: list[Measure], plan: ProgrammePlan) -> PostResult:
    tranches = [item.times(measure.own_share) for measure in measures for item in measure.budgeted]
    realised = [item for item in tranches if item.realised]
    years = {
        move.years[1]: PostYear(move, _more(tranches, move, plan), _more(realised, move, plan))
        for move in post.moves
        if move.years[1] in plan.years
    }
    return PostResult(post, tuple(measures), years)


def _more(tranches: Iterable[Tranche], move: Move, plan: ProgrammePlan) -> Number:
    """What stands in the last year more than in the first; before the programme nothing stands."""
    standing = in_place(tranches, plan.years).by_year
    before, after = standing.get(move.years[0], 0.0), standing[move.years[1]]
    return difference(after, before)
