"""What a source printed, each figure at the path of a result."""

from rendement.bind.context import Context
from rendement.engine.plan import Printed
from rendement.figures.field import Family
from rendement.source.notes import cut
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.suggest import nearest


def printed(context: Context, family: Family | None = None) -> tuple[Printed, ...]:
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
        figures.append(Printed(format_path(path), value, decimals, *more))
    return tuple(figures)


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
