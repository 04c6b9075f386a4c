"""R0: waivers that have ended, or that cover nothing."""

from collections.abc import Collection, Iterator, Sequence

from rendement.lint.rule import Method, Seen
from rendement.lint.waivers import KEY, Deviation
from rendement.source.finding import Severity

_WARNING: Severity = "waarschuwing"
_REMARK: Severity = "opmerking"

PAST = Method(
    "R001",
    "afwijking-verlopen",
    _WARNING,
    "de afwijking van {regel} gold tot en met {tot} en is voorbij; de bevinding telt weer",
    "los de bevinding op en haal de afwijking weg, of schrijf een nieuwe `tot` met een reden die nog klopt",
    "Wie iets tijdelijk laat staan, moet er op tijd aan herinnerd worden; anders is tijdelijk voor altijd.",
)
IDLE = Method(
    "R002",
    "afwijking-zonder-bevinding",
    _REMARK,
    "de afwijking van {regel} dekt niets: die bevinding is er hier niet",
    "haal de afwijking weg, of verbeter `pad`",
    "Een afwijking die niets meer dekt, kan later een nieuwe bevinding verbergen die niemand heeft gezien.",
)
RULES: tuple[Method, ...] = (PAST, IDLE)


def past(waivers: Sequence[Deviation], month: tuple[int, int]) -> Iterator[Seen]:
    """The waivers that have ended."""
    for item in waivers:
        if item.past(month):
            yield Seen((KEY, item.number, "tot"), said={"regel": item.rule, "tot": item.until})


def idle(waivers: Sequence[Deviation], month: tuple[int, int], used: Collection[int]) -> Iterator[Seen]:
    """The waivers that hold and cover nothing."""
    for item in waivers:
        if not item.past(month) and item.number not in used:
            yield Seen((KEY, item.number, "regel"), said={"regel": item.rule})
