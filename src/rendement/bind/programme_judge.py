"""What measures may not be together, and what is probably not meant with them."""

from collections.abc import Iterable

from rendement.bind.context import Context
from rendement.bind.programme_case import warn_mixed
from rendement.bind.programme_measure import amounts_of
from rendement.bind.programme_target import UNSIGNED
from rendement.engine.programme_plan import Measure
from rendement.model import programme as written


def judge(context: Context, programme: written.Programme, measures: tuple[Measure, ...]) -> None:
    """What measures may not be together, and what is probably not meant."""
    _refuse_same_case(context, measures)
    warn_mixed(context, measures, programme.prijspeil, programme.periode[1])
    _warn_lists(context, measures)
    saved = {i: amounts_of(item) for i, item in enumerate(programme.maatregelen)}
    saving = [i for i, values in saved.items() if values]
    if saving and max(max(saved[i]) for i in saving) < 0:
        message = "alle besparingen zijn hier negatief; alleen een tegenvaller is dat"
        remedy = f"{UNSIGNED}; zijn het alleen tegenvallers, zet ze dan zonder minteken onder `kosten:`"
        place = ("maatregelen", saving[0], "besparing")
        context.add(place, "alles-negatief", message, remedy, "waarschuwing")


def _warn_lists(context: Context, measures: Iterable[Measure]) -> None:
    """Cases that were priced with other content under one name are no sum of one thing."""
    seen: dict[str, tuple[str, str]] = {}
    for number, measure in enumerate(measures):
        for leaf in measure.parts or (measure,):
            for name, hash_ in leaf.case.price_lists if leaf.case is not None else ():
                first, where = seen.setdefault(name, (hash_, leaf.case.file if leaf.case is not None else ""))
                if first == hash_:
                    continue
                message = f"de prijslijst `{name[:60]}` heeft hier een andere inhoud dan in {where}"
                remedy = "laat beide casussen dezelfde prijslijst noemen"
                place = ("maatregelen", number, "casus" if measure.case is not None else "programma")
                context.add(place, "gemengd-prijslijst", message, remedy, "waarschuwing")


def _refuse_same_case(context: Context, measures: Iterable[Measure]) -> None:
    """What is included has its name from its own file, so only now it shows that two share one, or a case."""
    seen: dict[str, Measure] = {}
    files: dict[str, str] = {}
    for number, measure in enumerate(measures):
        first = seen.setdefault(measure.slug, measure)
        included = any(item.case is not None or item.programme is not None for item in (first, measure))
        if first is not measure and included:
            message = f"deze maatregel heet in paden `{measure.slug[:60]}`, net als {first.path}"
            remedy = "neem elk bestand één keer op, of geef een van de twee een andere `naam`"
            context.add(("maatregelen", number), "dubbele-regel", message, remedy)
            continue
        for leaf in measure.parts or (measure,):
            if leaf.case is not None and files.setdefault(leaf.case.file, leaf.path) != leaf.path:
                message = f"de casus {leaf.name[:60]} staat ook in {files[leaf.case.file]}, en telt zo dubbel"
                remedy = "neem elk bestand één keer op"
                context.add(("maatregelen", number), "dubbele-regel", message, remedy)
