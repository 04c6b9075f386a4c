"""What `diff` says, as a document: old and new, the parts, and where they fall."""

from collections.abc import Sequence
from fractions import Fraction

from rendement.figures.difference import AS_WHOLE, Difference, Moved, Part
from rendement.report.cells import EMPTY, heads, notes
from rendement.report.diff.rounding import apportioned, rounded
from rendement.report.document import Block, Cell, Column, Document, Row, Table, text
from rendement.report.dutch import number, percent, plain
from rendement.report.wording import asked_text, is_year
from rendement.source.money import current
from rendement.source.notes import cut

LONGEST = 220  # of what something was, in a table
MOST_NAMES = 2  # of what is one part
RATIO = 100  # a ratio is printed in hundredths


def difference_document(found: Difference, *, brief: bool = False) -> Document:
    """The document; `brief`: without where the parts fall."""
    blocks: list[Block] = [_ends(found)]
    blocks += notes("reden", "", [f"Geen delen: {found.reason}."] if found.reason else [], prose=True)
    if found.parts:
        blocks += [_parts(found), *([] if brief else _by_line(found))]
    elif not found.reason:
        same = "Niets wat veranderd is, verandert dit cijfer." if found.silent else "Er is niets gewijzigd."
        blocks += notes("gelijk", "", [same], prose=True)
    blocks += notes("zonder-gevolg", "", _silent(found))
    blocks += notes("samengevoegd", "Als één deel geteld", _joints(found))
    counted = f"in {found.figure.unit}" if found.figure.unit else f"bedragen {current().text}"
    subtitle = f"{plain(found.sides[0])} → {plain(found.sides[1])} · {counted}"
    return Document(
        f"Waarom {_title(found)}: {plain(found.title)}", subtitle, tuple(blocks), asked_text(found.asked)
    )


def _title(found: Difference) -> str:
    return f"{found.figure.title} anders is"


def _ends(found: Difference) -> Table:
    rows = [
        Row(
            (
                text(figure.title),
                *(_end(figure, value, found) for value in (figure.old, figure.new)),
                _cell(figure.gap, found),
            )
        )
        for figure in found.figures
    ]
    return Table("cijfers", "", heads("cijfer", "oud", "nieuw", "verschil"), tuple(rows))


def _end(figure: Moved, value: float | None, found: Difference) -> Cell:
    if value is not None and is_year(figure.path):
        return text(str(int(value)))
    return _cell(value, found)


def _decimals(found: Difference) -> int:
    return 2 if found.method == AS_WHOLE or _small(found.figure) else 0


def _small(figure: Moved) -> bool:
    """Whether it is no amount: a ratio, a rate or a share."""
    return bool(figure.unit) or any(
        word in figure.path for word in ("per_euro", "aandeel", "rentevoet", "terugverdientijd")
    )


def _times(found: Difference) -> Fraction:
    """What a printed figure is a whole number of: the unit of the document, or hundredths."""
    return Fraction(1, RATIO) if _decimals(found) else Fraction(current().times)


def _cell(value: float | None, found: Difference) -> Cell:
    if value is None:
        return text("-")
    unit = Fraction(1) if _decimals(found) else _times(found)
    shown = float(Fraction(value) / unit)
    return Cell(number(shown, _decimals(found)), shown)


def _printed(units: int, found: Difference) -> Cell:
    decimals = _decimals(found)
    value = units / RATIO if decimals else float(units)
    return Cell(number(value, decimals), value)


def _whole(found: Difference, figure: int = 0) -> list[int]:
    """The parts as they are printed: with the old figure they are the new one."""
    moved, times = found.figures[figure], _times(found)
    gap = sum((part.amounts[figure] for part in found.parts), Fraction(0))
    if moved.old is not None and moved.new is not None:
        gap = Fraction(moved.new) - Fraction(moved.old)
    return apportioned([part.amounts[figure] / times for part in found.parts], rounded(gap / times))


def _parts(found: Difference) -> Table:
    beside = found.figures[1:]
    columns = heads(
        *("deel", "was", "wordt", "verschil", *(figure.title for figure in beside), "aandeel"),
        words=("was", "wordt"),
    )
    printed = [_whole(found, number) for number in range(len(found.figures))]
    gap = Fraction(found.figure.gap or 0.0)
    rows = [
        Row(
            (
                text(f"{_few(part.subjects)}: {part.group}"),
                text(cut(plain(part.was), LONGEST)),
                text(cut(plain(part.now), LONGEST)),
                *(_printed(units[at], found) for units in printed),
                _share(part, gap),
            )
        )
        for at, part in enumerate(found.parts)
    ]
    sums = [_printed(sum(units), found) for units in printed]
    rows.append(Row((text("Samen"), EMPTY, EMPTY, *sums, text("100%") if gap else EMPTY), "totaal"))
    return Table("delen", "", columns, tuple(rows))


def _few(names: Sequence[str]) -> str:
    """Names, and how many more there are."""
    more = [f"en nog {number(len(names) - MOST_NAMES)}"] if len(names) > MOST_NAMES else []
    return ", ".join([*map(plain, names[:MOST_NAMES]), *more])


def _share(part: Part, gap: Fraction) -> Cell:
    if not gap:
        return EMPTY
    share = float(part.amounts[0] / gap)
    return Cell(percent(round(share, 2)), share)


def _by_line(found: Difference) -> list[Block]:
    """Every line that moved, by kind of change: what is printed adds up both ways."""
    names: dict[str, str] = {}
    table: dict[str, dict[str, int]] = {}
    for part, whole in zip(found.parts, _whole(found), strict=True):
        amounts = [line[2][0] / _times(found) for line in part.by_line]
        for (path, name, _), units in zip(part.by_line, apportioned(amounts, whole), strict=True):
            names[path] = name
            row = table.setdefault(path, {})
            row[part.group] = row.get(part.group, 0) + units
    groups = list(dict.fromkeys(part.group for part in found.parts if part.by_line and part.amounts[0]))
    if len(names) < 2 or len(groups) < 2:
        return []
    rows = [
        _matrix_row(plain(names[path]), [row.get(group, 0) for group in groups], found)
        for path, row in table.items()
        if any(row.values())
    ]
    sums = [sum(row.get(group, 0) for row in table.values()) for group in groups]
    rows.append(_matrix_row("Samen", sums, found, last=True))
    columns = (Column("regel", figures=False), *map(Column, (*groups, "samen")))
    return [Table("per-regel", "Per regel en soort", columns, tuple(rows))]


def _matrix_row(name: str, units: Sequence[int], found: Difference, *, last: bool = False) -> Row:
    cells = [_printed(unit, found) if unit else EMPTY for unit in units]
    return Row((text(name), *cells, _printed(sum(units), found)), "totaal" if last else "regel")


def _silent(found: Difference) -> list[str]:
    if not found.silent:
        return []
    pieces = [
        plain(name) if count == 1 else f"{number(count)} × {plain(name)}" for name, count in found.silent
    ]
    without = "" if found.reason else ", zonder gevolg"  # of what is read off nobody knows what moved it
    return [f"Ook gewijzigd{without}: {', '.join(pieces)}."]


def _joints(found: Difference) -> list[str]:
    return [f"{'; '.join(map(plain, joint.what))} ({joint.why})" for joint in found.joints]


HEADS = ("groep", "naam", "pad", "regel", "was", "wordt", "bedrag", "aandeel")
_WORDS = {*HEADS[:6], "cijfer"}
COLUMNS = tuple(
    Column(head, figures=head not in _WORDS) for head in (*HEADS, "cijfer", "oud", "nieuw", "verschil")
)


def difference_rows(found: Difference) -> Table:
    """A row for each part on each line; the whole stands on every row."""
    whole = found.figure
    last = (text(whole.path), *map(_plain, (whole.old, whole.new, whole.gap)))
    rows = [
        Row(
            (
                *map(text, (part.group, plain(part.subject), "; ".join(part.paths), plain(line))),
                *map(text, (plain(part.was), plain(part.now))),
                _plain(float(amount)),
                _plain(float(amount) / whole.gap if whole.gap else None),
                *last,
            )
        )
        for part in found.parts
        for line, amount in _lines(part)
    ]
    return Table("verschil", "", COLUMNS, tuple(rows))


def _lines(part: Part) -> list[tuple[str, Fraction]]:
    """The lines that a part moves; all of it where it is of the whole."""
    return [(name, amounts[0]) for _, name, amounts in part.by_line] or [("", part.amounts[0])]


def _plain(value: float | None) -> Cell:
    return EMPTY if value is None else Cell(value=value)
