"""Why costs changed: the derivation of volume, mix and cost per client, and of what the author explained."""

from collections.abc import Callable

from rendement.engine.monitor_volume import Change, Halves, Split
from rendement.report.explain.monitor_terms import Found, MonitorSubject, less
from rendement.report.explain.records import Derivation, Figure, one, product_of, sum_of
from rendement.source.path import Path, format_path


def change_figure(subject: MonitorSubject, change: Change, path: Path) -> Found:
    """The derivation of a figure of a change; None for what is not computed."""
    split, base = change.split, format_path(("volume", subject.changes.index(change)))
    match path:
        case ("stappen", int(number), "bedrag"):
            step, _ = change.steps[number]
            if step.amount is not None:
                return sum_of("zo ingevoerd, in zijn eenheid", subject.cell(step.name, step.amount, "euro"))
            was = Figure(change.pair[0], change.item.amounts.by_column[change.pair[0]])
            rate = subject.input(step.name, step.rate or 0.0, "aandeel", f"{step.path}.index")
            return product_of("index × wat het was", rate, was)
        case ("verschil",):
            return less(change.item.amounts.by_column, change.pair, change.item.node.path)
        case ("volume" | "kosten_per_client",) if split.halves is not None and not split.halves.known:
            return sum_of("in een van beide kolommen is niemand geteld")
        case ("volume",) if split.halves is not None:
            return _volume(split.halves)
        case ("kosten_per_client",) if split.halves is not None and not split.parts:
            return _per_client(split.halves)
        case ("samenstelling",) if split.halves is not None and split.volume is not None:
            volumes = [one(f"volume van {name}", _volumes(part)) for name, part in split.parts]
            own = one("volume van het geheel", split.volume, f"{base}.volume", sign=-1)
            return sum_of("volumes van de onderdelen − volume van het geheel", *volumes, own)
        case ("zonder_aantal",) if not split.parts:
            if split.halves is None or not split.halves.known:
                return less(change.item.amounts.by_column, change.pair, change.item.node.path)
            return sum_of("alles hier heeft een aantal")
        case (str(key),) if key in _OF_PARTS and split.parts:
            take = _OF_PARTS[key]
            terms = (one(name, value) for name, part in split.parts if (value := take(part)) is not None)
            return sum_of("som van de onderdelen", *terms)
    return _of_explanation(change, path, base)


def _of_explanation(change: Change, path: Path, base: str) -> Found:
    split = change.split
    match path:
        case ("verklaard" | "tarief" as key,):
            steps = ((i, step, own) for i, (step, own) in enumerate(change.steps))
            wanted = (
                one(s.name, own, f"{base}.stappen[{i}].bedrag")
                for i, s, own in steps
                if key != "tarief" or s.rate
            )
            return sum_of("som van de stappen", *wanted)
        case ("onverklaard",) if change.explained is not None:
            told = one("verklaard", change.explained, f"{base}.verklaard", sign=-1)
            return sum_of("verschil − verklaard", one("verschil", split.change, f"{base}.verschil"), told)
        case ("buiten_tarief",) if split.per_client is not None and change.tariff is not None:
            rate = one("tarief", change.tariff, f"{base}.tarief", sign=-1)
            own = one("kosten per cliënt", split.per_client, f"{base}.kosten_per_client")
            return sum_of("kosten per cliënt − tarief", own, rate)
    return None


_OF_PARTS: dict[str, Callable[[Split], float | None]] = {
    "volume": lambda part: part.volume,
    "samenstelling": lambda part: part.mix,
    "kosten_per_client": lambda part: part.per_client,
    "zonder_aantal": lambda part: part.uncounted,
}


def _volumes(part: Split) -> float:
    return (part.volume or 0.0) + (part.mix or 0.0)


def _volume(halves: Halves) -> Derivation:
    (before, after), (low, high) = halves.counts, halves.averages
    return product_of(
        "verschil in aantal × midden van beide gemiddelden",
        Figure("verschil in aantal", after - before, "aantal"),
        Figure("midden van de gemiddelden", (low + high) / 2),
    )


def _per_client(halves: Halves) -> Derivation:
    (before, after), (low, high) = halves.counts, halves.averages
    return product_of(
        "verschil in gemiddelde × midden van beide aantallen",
        Figure("verschil in gemiddelde", high - low),
        Figure("midden van de aantallen", (before + after) / 2, "aantal"),
    )
