"""What is drawn as one, by the path and the words it is known by."""

from collections.abc import Iterable

from rendement.bind.context import PRICES
from rendement.draws.drivers import Driver, drivers
from rendement.engine.over_years import name_of_all, years_of
from rendement.engine.sample import called
from rendement.source.finding import UsageError
from rendement.source.path import PathError, format_path, parse_path
from rendement.source.record import record
from rendement.source.rows import CLIENTS
from rendement.source.suggest import did_you_mean
from rendement.study.drawing import Drawable

TOGETHER, HOUSEHOLDS = "samen", "casussen"
MOST_NAMED = 8


@record
class Thing:
    """A driver; `kind` is that of its number, none where several numbers move together."""

    driver: Driver
    path: str
    label: str
    kind: str


def things(drawing: Drawable) -> list[Thing]:
    """Everything that is drawn as one, in the order of the file; samples last."""
    return [_thing(driver, drawing) for driver in drivers(drawing.of)]


def line_of(driver: Driver) -> str:
    """The path of the line with the households of a sample."""
    return driver.paths[0].rpartition(f".{HOUSEHOLDS}[")[0]


def _thing(driver: Driver, drawing: Drawable) -> Thing:
    if driver.sample is not None:
        line = line_of(driver)
        case, own = drawing.sampled(line)
        years = years_of(case.result.lines, own)
        _, more = called(years[0].line.sample, *CLIENTS["huishouden"])
        label = f"{name_of_all(years)}: gewicht van de {more}"
        return Thing(driver, f"{line}.{HOUSEHOLDS}", label, "factor")
    first = driver.inputs[0]
    if len(driver.name) > 2 and driver.name[2] == TOGETHER and driver.name[0] != PRICES:
        return Thing(driver, format_path(driver.name[2:]), f"samen: {driver.name[3]}", "")
    if len(driver.inputs) == 1:
        return Thing(driver, first.path, first.label, first.kind)
    path, label = _stem(driver), first.label
    if label.endswith(f" in {parse_path(first.path)[-1]}"):
        label = label.rpartition(" in ")[0]
    return Thing(driver, path, label, "")


def _stem(driver: Driver) -> str:
    """The path that all have in common: of a series, of a curve, or of the rows of a price."""
    if driver.name[0] == PRICES:
        return format_path(driver.name)
    every = [parse_path(item.path) for item in driver.inputs]
    common = 0
    while all(len(path) > common + 1 and path[common] == every[0][common] for path in every):
        common += 1
    return format_path(every[0][:common])


def _by_names(driver: Driver) -> str:
    """The path with lines by their names, of what has no input there itself."""
    last = driver.name[2:] if driver.name[0] != PRICES else ()
    return ".".join(last) if driver.sample is not None else (last[0] if len(last) == 1 else "")


def found(every: Iterable[Thing], drawing: Drawable, option: str, text: str) -> Thing:
    """The thing of this path or name. Raises UsageError when it is certain or not there."""
    every = list(every)
    names: dict[str, Thing] = {}
    for thing in every:
        keys = (item.key for item in thing.driver.inputs)
        bare = thing.path.removeprefix(f"{TOGETHER}.")
        for name in (thing.path, bare, _by_names(thing.driver), *thing.driver.paths, *keys):
            names.setdefault(name, thing)
    try:
        path = format_path(parse_path(text.strip()))
    except PathError as error:
        raise UsageError(f"{option} {text[:80]}: {error}") from None
    if path in names:
        return names[path]
    certain = {name for item in drawing.plan.ledger.inputs for name in (item.path, item.key)} - names.keys()
    known = [thing.path for thing in every]
    if path in certain:
        remedy = f"geef dat getal een bandbreedte, in het bestand of met --set {text.strip()[:80]}=van..tot"
        raise UsageError(f"{option} {text[:80]}: dat getal is zeker, er valt niets te weten; {remedy}")
    listed = ", ".join([*known[:MOST_NAMED], *(["…"] if len(known) > MOST_NAMED else [])])
    otherwise = f"onzeker zijn hier: {listed}" if known else f"{drawing.what} heeft geen bandbreedtes"
    remedy = did_you_mean(path, names, otherwise)
    raise UsageError(f"{option} {text[:80]}: dat wijst niets onzekers aan; {remedy}")
