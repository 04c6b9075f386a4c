"""What options are called, and in what they differ that they may not differ in."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath

from rendement.engine.plan import Plan
from rendement.engine.result import Result
from rendement.figures.comparison import Apart
from rendement.figures.origin import rate_of
from rendement.source.scalar import span_text
from rendement.study.calculation import Calculation

_NONE, AS_WRITTEN = "geen", "zoals geschreven"
_OF: Mapping[str, Callable[[Plan], str]] = {
    "periode": lambda plan: span_text(plan.period),
    "horizon": lambda plan: _NONE if plan.horizon is None else f"{plan.horizon} jaar",
    "prijspeil": lambda plan: _NONE if plan.price_level is None else str(plan.price_level),
    "perspectief": lambda plan: plan.perspective,
}


def labels_of(calculations: Sequence[Calculation]) -> list[str]:
    """What each is called: scenarios of one file by their name, and cases by theirs.

    Cases of one name, such as versions of a case, are called by their file.
    """
    if len({found.name for found in calculations}) == 1:
        return [found.options.scenario or AS_WRITTEN for found in calculations]
    names = [found.case.naam if found.case is not None else found.name for found in calculations]
    bases = [PurePath(found.name).name for found in calculations]
    if len(set(bases)) < len(bases):
        bases = [found.name for found in calculations]
    times = Counter(names)
    return [file if times[name] > 1 else name for name, file in zip(names, bases, strict=True)]


def apart(labels: Sequence[str], results: Sequence[Result], why: str) -> Iterator[Apart]:
    """Period, horizon, price level and perspective; and of present values how they are discounted."""
    plans = [result.plan for result in results]
    for what, of in _OF.items():
        yield from _apart(what, labels, [of(plan) for plan in plans])
    if why == "contant":
        yield from _apart("discontovoet", labels, [rate_of(plan.discount) for plan in plans])
        yield from _apart("basisjaar", labels, [str(plan.discount.base) for plan in plans])


def _apart(what: str, labels: Sequence[str], values: Sequence[str]) -> Iterator[Apart]:
    if len(set(values)) > 1:
        yield Apart(what, tuple(zip(labels, values, strict=True)))
