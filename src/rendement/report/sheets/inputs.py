"""The sheet `Invoer`: every number that went in, and what is fixed."""

from collections.abc import Iterable
from pathlib import PurePath

from rendement.bind.context import PRICES
from rendement.engine.inputs import Input
from rendement.report.dutch import plain
from rendement.report.sheets.desk import Desk, Grid
from rendement.report.sheets.names import unique_names
from rendement.report.sheets.records import LACKING, Bounds, Form, address
from rendement.source.path import parse_path

SHEET = "Invoer"
_HEADS = ("wat", "waarde", "in het rapport", "gewijzigd", "eenheid", "pad (zoals `--set`)", "bron")
_WIDTHS = (46.0, 14.0, 14.0, 11.0, 14.0, 50.0, 56.0)
VALUE, REPORT, CHANGED = 1, 2, 3
LOWEST_RATE = -0.9  # a lower one, over a hundred years, is more than a cell can hold; `calc` refuses it then
MOST = 1e15  # of an amount without a bound: above it a cell holds no cents any more
_FORMS: dict[str, Form] = {"aandeel": "fijn", "voet": "fijn", "bedrag": "bedrag"}
_UNITS = {"voet": "per jaar"}


def input_sheet(desk: Desk, inputs: Iterable[Input], shape: Iterable[tuple[str, str]], currency: str) -> Grid:
    """A row for each input under the name of the line that it belongs to; what is fixed stands below."""
    grid = desk.grid(SHEET, _WIDTHS)
    grid.texts("Invoer", role="titel")
    grid.sentence(
        "Gele cellen mag u wijzigen; alle bladen rekenen mee. Wat grijs is, ligt vast in dit werkboek.", 6
    )
    known = list(inputs)
    moving = [item for item in known if item.path in desk.terms.inputs]
    grid.put(0, "Gewijzigde aannames")
    counter = (grid.row, VALUE)
    grid.row += 2
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
    _count_changes(grid, counter, first)
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
    value = grid.term(VALUE, grid.desk.terms.inputs[item.path], form, "invoer")
    base = grid.put(REPORT, item.value, "vast", form)
    grid.formula(CHANGED, f'IF({value}={base},"-","gewijzigd")', LACKING, "oordeel")
    _about(grid, item, currency)
    low, high = item.bounds
    low, high = -MOST if low is None else low, MOST if high is None else high
    low = max(low, LOWEST_RATE) if item.kind == "voet" else low
    grid.bounds.append(Bounds(grid.row, VALUE, low, high, _bounds_text(item)))
    grid.desk.names.append((name, value))
    grid.row += 1


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


def _count_changes(grid: Grid, counter: tuple[int, int], first: int) -> None:
    after = grid.row
    grid.row, column = counter
    if after > first:
        run = f"{SHEET}!{address(first, CHANGED)}:{address(after - 1, CHANGED)}"
        place = grid.formula(column, f'COUNTIF({run},"gewijzigd")', 0.0, "oordeel", "aantal")
    else:
        place = grid.put(column, 0.0, "oordeel", "aantal")
    grid.desk.names.append(("aantal_gewijzigd", place))
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
        grid.put(0, item.label if item.fixed else f"{item.label} (beweegt geen cijfer)")
        grid.put(VALUE, item.value, "vast", form_of_input(item))
        _about(grid, item, currency)
        grid.row += 1
