"""R9: an outcome that is too good."""

from collections.abc import Iterator

from rendement.lint.known import LOAD, KnownCase, number_of
from rendement.lint.rule import Method, Seen
from rendement.source.finding import Severity
from rendement.source.scalar import euros

_MUCH = 10.0  # euros of benefits for a euro of costs


def _too_good(known: KnownCase) -> Iterator[Seen]:
    """In present values, for late benefits beside early costs are worth less than they add up to."""
    each = known.result.present.per_euro if known.result.valued else None
    if each is not None and each > _MUCH:
        yield Seen(("kosten",), said={"keer": number_of(each)})


def _no_costs(known: KnownCase) -> Iterator[Seen]:
    """A file of which only single lines were printed is a check of those; its total is no outcome."""
    printed = known.plan.printed
    of_lines = bool(printed) and all(item.path.startswith(("baten", "kosten")) for item in printed)
    if known.benefits and not known.costs and not of_lines:
        open_end = any(item.direction == LOAD for item in known.plan.unvalued)
        severity: Severity = "opmerking" if open_end else "waarschuwing"
        what = "de kosten staan alleen bij pro memorie" if open_end else "er staan geen kosten"
        or_else = "" if open_end else " of een `pm` met `richting: last`"
        said = {"baten": euros(known.result.total.benefits), "kosten": what, "anders": or_else}
        yield Seen(("baten",), said=said, severity=severity)


RULES: tuple[Method, ...] = (
    Method(
        "R902",
        "te-mooi",
        "waarschuwing",
        "elke euro aan kosten levert contant {keer} op",
        "kijk of alle kosten erin staan: ook eigen uren, huisvesting en wat anderen doen",
        "Een verhouding boven tien is bijna altijd een kostenpost die ontbreekt.",
        "dampack#160: een verhouding die nergens op slaat",
        case=_too_good,
    ),
    Method(
        "R907",
        "baten-zonder-kosten",
        "waarschuwing",
        "er is {baten} aan baten, en {kosten}",
        "schrijf `kosten`{anders}; is dit geen afweging, schrijf dan `afwijken`",
        "Zonder kosten is een baat geen rendement.",
        case=_no_costs,
    ),
)
