"""The sheet `Invoer`: every number that went in, and what is fixed."""

from collections.abc import Iterable
from math import floor
from pathlib import PurePath

from rendement.bind.context import PRICES
from rendement.engine.inputs import Input
from rendement.report.dutch import plain
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.names import unique_names
from rendement.report.sheets.records import LACKING, Bounds, Form, address
from rendement.report.sheets.spelling import LITERALS
from rendement.report.still import TOGETHER, why_still
from rendement.source.path import parse_path

SHEET = "Invoer"
_HEADS = ("wat", "waarde", "in het rapport", "gewijzigd", "eenheid", "pad (zoals `--set`)", "bron")
_WIDTHS = (46.0, 14.0, 14.0, 11.0, 14.0, 50.0, 56.0)
VALUE, REPORT, CHANGED = 1, 2, 3
LOWEST_RATE = -0.9  # a lower one, over a hundred years, is more than a cell can hold; `calc` refuses it then
REFUSED = "calc weigert dit"
MOST = 1e15  # of an amount without a bound: above it a cell holds no cents any more
_FORMS: dict[str, Form] = {"aandeel": "fijn", "voet": "fijn", "bedrag": "bedrag"}
_UNITS = {"voet": "per jaar"}


def input_sheet(
    desk: Desk, inputs: Iterable[Input], shape: Iterable[tuple[str, str]], currency: str, *, together: bool
) -> Grid:
    """A row for each input under the name of the line that it belongs to; what is fixed stands below.

    `together`: posts that few clients use stand together, and their price follows none of the inputs.
    """
    grid = desk.grid(SHEET, _WIDTHS)
    grid.texts("Invoer", role="titel")
    grid.sentence(
        "Gele cellen mag u wijzigen; alle bladen rekenen mee. Wat grijs is, ligt vast in dit werkboek.", 6
    )
    if together:
        grid.sentence(TOGETHER, 6)
    known = list(inputs)
    moving = [item for item in known if item.path in desk.terms.inputs]
    counters = grid.row
    grid.row += 3
    grid.texts(*_HEADS, role="kop")
    grid.heads = grid.row
    first = grid.row
    names = unique_names(item.key for item in moving)
    group = ""
    for item, name in zip(moving, names, strict=True):
        group = _headed(grid, group, _group(item))
        _changeable(grid, item, name, currency)
    if grid.row > first:
        grid.changes = (first, grid.row - 1, VALUE, REPORT)
    _count(grid, counters, first)
    _fixed(grid, [item for item in known if item.path not in desk.terms.inputs], shape, currency)
    return grid


def _headed(grid: Grid, before: str, group: str) -> str:
    if group != before:
        grid.texts(group, role="groep")
    return group


def _group(item: Input) -> str:
    """The line, price or household that an input belongs to."""
    if parse_path(item.path)[0] == PRICES:
        return "Prijzen"
    head, sign, _ = item.label.rpartition(": ")
    return plain(head) if sign else "Algemeen"


def _what(item: Input) -> str:
    if parse_path(item.path)[0] == PRICES:
        return item.label.removesuffix(": prijs")
    return item.label.rpartition(": ")[2]


def _changeable(grid: Grid, item: Input, name: str, currency: str) -> None:
    form = form_of_input(item)
    grid.put(0, _what(item))
    value = grid.entry(VALUE, grid.desk.terms.inputs[item.path], form)
    base = grid.put(REPORT, item.value, "vast", form)
    low, high = item.bounds
    grid.formula(CHANGED, _judged(value, base, low, high), LACKING, "oordeel")
    _about(grid, item, currency)
    low, high = -MOST if low is None else low, MOST if high is None else high
    low = max(low, LOWEST_RATE) if item.kind == "voet" else low
    grid.bounds.append(Bounds(grid.row, VALUE, low, high, _bounds_text(item)))
    grid.desk.names.append((name, value))
    grid.row += 1


def _judged(value: str, base: str, low: float | None, high: float | None) -> str:
    """Whether a value is another one; and whether it can be one at all, which pasting does not ask."""
    tests = [test for test in (_test(value, ">", low), _test(value, "<", high)) if test]
    same = f'IF({value}={base},"-","gewijzigd")'
    within = f'IF(AND({",".join(tests)}),{same},"{REFUSED}")' if tests else same
    return f'IF(ISNUMBER({value}),{within},"{REFUSED}")'


def _test(value: str, sign: str, bound: float | None) -> str:
    """A bound as far as a formula can say it: just above a whole number is more than that."""
    if bound is None or floor(bound) not in LITERALS:
        return ""
    return f"{value}{sign}{'=' if bound.is_integer() else ''}{floor(bound)}"


def _about(grid: Grid, item: Input, currency: str) -> None:
    unit = item.unit or _UNITS.get(item.kind, "")
    grid.put(4, currency if item.kind == "bedrag" and not item.unit else unit)
    grid.put(5, item.path)
    origin = item.origin
    file = PurePath(origin.file).name
    where = f"{file}, regel {origin.line}" if origin.line else file
    grid.put(6, "; ".join(filter(None, (origin.source, origin.price_list, where))))


def _bounds_text(item: Input) -> str:
    low, high = item.bounds
    if item.kind in ("aandeel", "voet"):
        return "een percentage binnen zijn grenzen, 100% is 1"
    if low is not None and high is not None:
        return f"een getal van {low:g} tot en met {high:g}"
    return "een getal" if low is None else "een getal vanaf 0"


def form_of_input(item: Input) -> Form:
    """How its value is written: cents and tenths only where they are."""
    if item.kind == "bedrag":
        return "bedrag" if item.value.is_integer() else "centen"
    return _FORMS.get(item.kind, "aantal")


def _count(grid: Grid, counters: int, first: int) -> None:
    """How many values are others, and how many of those cannot be one."""
    after, grid.row = grid.row, counters
    run = f"{SHEET}!{address(first, CHANGED)}:{address(after - 1, CHANGED)}"
    refused = f'COUNTIF({run},"{REFUSED}")'
    changed = f'COUNTIF({run},"gewijzigd")+{refused}'
    kinds = (
        ("Gewijzigde aannames", "aantal_gewijzigd", changed),
        ("waarvan geen getal, of buiten de grenzen", "aantal_geweigerd", refused),
    )
    for label, name, text in kinds:
        grid.put(0, label)
        if after > first:
            place = grid.formula(VALUE, text, 0.0, "oordeel", "aantal")
        else:
            place = grid.put(VALUE, 0.0, "oordeel", "aantal")
        grid.desk.names.append((name, place))
        grid.row += 1
    grid.row = after


def _fixed(grid: Grid, inputs: list[Input], shape: Iterable[tuple[str, str]], currency: str) -> None:
    grid.row += 1
    grid.texts("Vast in dit werkboek", role="groep")
    grid.sentence(
        "Wie dit wil wijzigen, wijzigt het bestand en maakt het werkboek opnieuw met `rendement report`.", 6
    )
    for label, value in shape:
        grid.put(0, label)
        grid.across[grid.row, VALUE] = len(_WIDTHS) - VALUE
        grid.put(VALUE, value, "vast")
        grid.row += 1
    for item in sorted(inputs, key=lambda item: not item.fixed):
        grid.put(0, f"{item.label}: {why_still(item, grid.desk.terms.read)}")
        grid.put(VALUE, item.value, "vast", form_of_input(item))
        _about(grid, item, currency)
        grid.row += 1
