"""R8: what may be traced to somebody."""

from collections.abc import Iterator

from rendement.lint.known import KnownCase, number_of
from rendement.lint.rule import Method, Seen, at

_FEW = 10  # from how many on a group is no longer called small


def _few(known: KnownCase) -> Iterator[Seen]:
    for number, outcome in enumerate(known.plan.outcomes):
        if 0 < outcome.count < _FEW:
            said = {"wat": f"`{outcome.name}` telt {number_of(outcome.count)}"}
            yield Seen(("resultaten", number, "aantal"), said=said)
    for item in known.result.lines:
        households = item.line.cases
        if 0 < households < _FEW and item.line.follows is None:
            many = "1 huishouden" if households == 1 else f"{households} huishoudens"
            yield at(item.line, "casussen", wat=f"`{item.line.name}` beschrijft {many}")


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
)
