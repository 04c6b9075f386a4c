"""The streams of a programme: what stands by year and in total."""

from rendement.engine.arithmetic import Number, total
from rendement.engine.programme import ProgrammeResult
from rendement.engine.stream import Stream
from rendement.source.record import record


@record
class Streams:
    """Every stream; None where it does not exist."""

    measured: Stream | None  # what is held against the target
    in_place: Stream | None
    new: Stream | None
    structural: Stream | None
    yearly: Stream | None
    once: Stream | None
    realised: Stream | None
    expected: Stream | None
    enacted: Stream | None
    investment: Stream | None
    costs: Stream | None
    staff: Stream | None
    net: Stream | None
    target: Stream | None
    cover: Stream | None
    difference: Stream | None
    lasting: Stream | None  # the difference without cover and without what is incidental


def streams_of(result: ProgrammeResult) -> Streams:
    """The streams as far as they exist: savings need an amount, a difference a way of counting."""
    saving, valued, filled = result.saving, result.valued, not result.empty
    counted = valued and result.plan.counting is not None
    return Streams(
        measured=_if(counted, saving.measured),
        in_place=_if(valued, saving.in_place),
        new=_if(valued, saving.new),
        structural=_if(valued, saving.structural),
        yearly=_if(valued, saving.yearly),
        once=_if(valued, saving.once),
        realised=_if(valued, saving.realised),
        expected=_if(valued, saving.expected),
        enacted=result.enacted,
        investment=_if(filled, result.investment),
        costs=_if(filled, result.costs),
        staff=_if(filled, result.staff),
        net=_if(filled, result.net),
        target=result.target,
        cover=_if(result.target is not None or bool(result.plan.cover), result.cover),
        difference=_if(counted, result.difference),
        lasting=_if(counted, result.lasting),
    )


def whole(stream: Stream | None) -> Number | None:
    """All of a stream."""
    return None if stream is None else stream.total


def apart(stream: Stream | None) -> Number | None:
    """What of a stream stands in no year of its own."""
    return None if stream is None else stream.total - total(stream.by_year.values())


def _if(exists: bool, stream: Stream | None) -> Stream | None:
    return stream if exists else None
