"""R8: what may be traced to somebody, and what is not seen for that reason."""

from collections.abc import Iterator

from rendement.engine.sample import called
from rendement.lint.known import KnownCase, number_of, percent_of
from rendement.lint.rule import Method, Seen, at
from rendement.source.path import parse_path
from rendement.source.rows import OTHERS
from rendement.source.sums import total

_MUCH = 0.25  # of a line in the row for posts of few
_FEW = 10  # from how many on a group is no longer called small


def _few(known: KnownCase) -> Iterator[Seen]:
    for number, outcome in enumerate(known.plan.outcomes):
        if 0 < outcome.count < _FEW:
            said = {"wat": f"`{outcome.name}` telt {number_of(outcome.count)}"}
            yield Seen(("resultaten", number, "aantal"), said=said)
    for item in known.result.lines:
        households = item.line.cases
        if 0 < households < _FEW and item.line.follows is None:
            one, more = called(item.line.sample, "huishouden", "huishoudens")
            many = f"{households} {one if households == 1 else more}"
            yield at(item.line, "casussen", wat=f"`{item.line.name}` beschrijft {many}")


def _much_together(known: KnownCase) -> Iterator[Seen]:
    """The lines of a table of rows of which much stands in one row for all posts of few."""
    for item in (*known.benefits, *known.costs):
        whole = total(part.amount for part in item.line.parts)
        joined = total(part.amount for part in item.line.parts if part.price.code == OTHERS)
        if item.line.sample is not None and joined > _MUCH * whole:
            said = {"deel": percent_of(joined / whole), "overig": OTHERS, "wie": item.line.sample.called[0]}
            said["ook"] = ", of laat `splits` weg" if known.written(item.line).splits is not None else ""
            yield Seen((*parse_path(item.line.path), "casussen"), (item.line,), said)


RULES: tuple[Method, ...] = (
    Method(
        "R805",
        "kleine-groep",
        "opmerking",
        "{wat}; dat is minder dan tien, en kan te herleiden zijn",
        "denk aan de privacy voordat dit naar buiten gaat: voeg samen, of laat het aantal weg",
        "In een kleine groep herkent een buurman of collega wie er bedoeld is.",
        case=_few,
        off=True,
    ),
    Method(
        "R806",
        "veel-in-overig",
        "opmerking",
        "{deel} van deze regel staat in `{overig}`",
        "tel in de tabel verwante posten per {wie} op tot één post{ook}",
        "Wat samen staat omdat weinigen het gebruiken, laat niet zien waar het geld heen gaat.",
        case=_much_together,
    ),
)
