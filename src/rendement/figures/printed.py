"""A figure that a source printed, beside the computed one."""

from collections.abc import Sequence
from typing import Any

from rendement.engine.printed import Printed
from rendement.figures.field import Family, Field, build, money, named, text
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.source.path import parse_path
from rendement.source.record import record

VERDICTS = ("volgt", "bronfout", "wijkt af", "bestaat niet", "onbekend pad", "niet vergeleken")
FOLLOWS, SOURCE_ERROR, DIFFERS, ABSENT, UNKNOWN, APART = VERDICTS


@record
class Verdict:
    """Whether a printed figure follows."""

    printed: Printed
    computed: float | None
    difference: float | None
    word: str

    @property
    def apart(self) -> bool:
        """Whether it was not compared."""
        return self.word == APART

    @property
    def follows(self) -> bool:
        """Whether it does."""
        return self.word == FOLLOWS


def compare(data: Any, printed: Printed) -> Verdict:
    """A printed figure beside what stands at its path in a result."""
    try:
        computed = lookup(data, parse_path(printed.path))
    except LookupFailedError:
        return Verdict(printed, None, None, UNKNOWN)
    if not isinstance(computed, int | float):
        return Verdict(printed, None, None, ABSENT)
    tolerance = printed.tolerance if printed.tolerance is not None else 0.5 / 10**printed.decimals
    difference = computed - printed.value
    agrees = abs(difference) <= tolerance + 1e-9
    word = FOLLOWS if agrees else SOURCE_ERROR if printed.error else DIFFERS
    return Verdict(printed, computed, difference, word)


PRINTED = named(
    "gedrukt",
    (
        text("pad", "printed.path"),
        Field("gedrukt", "factor", "printed.value", read_off=True),
        Field("berekend", "factor", "computed", maybe=True, read_off=True),
        Field("verschil", "factor", "difference", maybe=True, read_off=True),
        text("oordeel", "word", choices=VERDICTS),
        money("afronding", "printed.tolerance", maybe=True, read_off=True),
        text("bron", "printed.source", maybe=True),
        text("fout", "printed.error", maybe=True),
    ),
    "Een gedrukt cijfer naast het berekende.",
)
GEDRUKT = Field("gedrukt", PRINTED, "printed", form="many", read_off=True)


def verdicts(family: Family, figures: Any, printed: Sequence[Printed]) -> list[Verdict]:
    """Every printed figure beside the computed one; `figures` is a thing of the family.

    A source is held against its own file alone: where something else was asked nothing is compared.
    """
    if not figures.as_written:
        return [Verdict(item, None, None, APART) for item in printed]
    asked = {str(parse_path(item.path)[0]) for item in printed} - {GEDRUKT.key}
    data = build(family.only(asked), figures)
    return [compare(data, item) for item in printed]
