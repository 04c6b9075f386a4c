"""What a source printed, each figure at the path of a result and in the unit in which it was written."""

from collections.abc import Callable
from dataclasses import replace

from rendement.bind.context import Context
from rendement.engine.printed import Printed
from rendement.figures.field import Family, kind_at
from rendement.source import money
from rendement.source.notation import no_unit
from rendement.source.notes import cut
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.suggest import nearest

PowerAt = Callable[[Path], int]  # what a bare figure at a path was printed in, as a power of ten


def of_file(context: Context, family: Family) -> PowerAt:
    """Amounts are in the unit of the file, and all other figures what they say."""
    power = money.money_of(context.source.data).power
    return lambda path: power if power and kind_at(family, path) == "bedrag" else 0


def printed(context: Context, power_at: PowerAt, family: Family | None = None) -> tuple[Printed, ...]:
    """The printed figures; with a family, a path that none of its results has is a finding."""
    figures = []
    for text, item in context.case.gedrukt.items():
        try:
            path = parse_path(text)
        except PathError as error:
            remedy = "schrijf bijvoorbeeld totaal.rendement"
            context.add(("gedrukt", text), "pad-onbekend", str(error), remedy)
            continue
        if family is not None:
            _check_path(context, text, path, family)
        value, decimals, of_hundred = item.waarde
        more = item.afronding, item.bron, item.fout, of_hundred, text
        figure = Printed(format_path(path), value, decimals, *more)
        figures.append(_in_unit(context, figure, power_at(path)))
    return tuple(figures)


def _in_unit(context: Context, figure: Printed, power: int) -> Printed:
    """An amount that was printed bare, times ten to a power; as precise as it was printed."""
    if not power:
        return figure
    place = ("gedrukt", figure.written_as or figure.path)
    if _bare(context, (*place, "waarde"), power):
        value = money.shifted(f"{figure.value:.15g}", power)
        figure = replace(figure, value=value, decimals=figure.decimals - power)
    if figure.tolerance is not None and _bare(context, (*place, "afronding"), power):
        figure = replace(figure, tolerance=money.shifted(f"{figure.tolerance:.15g}", power))
    return figure


def _bare(context: Context, place: Path, power: int) -> bool:
    refuse_sign(context, place, power)
    return money.bare(str(context.source.get(place)))


def refuse_sign(context: Context, place: Path, power: int) -> None:
    """An amount with a sign and no word, where a bare one is times something, can be read in two ways."""
    text = str(context.source.get(place))
    if power and money.signed(text) and money.split(text.strip())[1] is None:
        with money.counted_in(replace(money.money_of(context.source.data), power=power)):
            error = no_unit(text, [text])
        context.add(place, error.code, error.message, error.remedy)


def _check_path(context: Context, text: str, path: Path, family: Family) -> None:
    """The block is one of the results, and what is asked of the totals is one of those."""
    blocks = {field.key: field.kind for field in family.fields}
    totals = blocks["totaal"]
    known, piece = list(blocks), str(path[0])
    if piece == "totaal" and len(path) > 1 and isinstance(totals, Family):
        known, piece = [field.key for field in totals.fields], str(path[1])
    if piece not in known:
        message = f"`{cut(text, 60)}` wijst niets aan in de uitkomst"
        name = nearest(piece, known)
        whole = tuple(name if step == piece and name else step for step in path[:2]) + path[2:]
        remedy = f"bedoelt u `{format_path(whole)}`?" if name else f"bekend zijn hier: {', '.join(known)}"
        context.add(("gedrukt", text), "pad-onbekend", message, remedy)
