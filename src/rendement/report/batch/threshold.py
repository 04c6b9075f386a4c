"""Which rows of a batch stay below a threshold, as `--fail-under totaal.rendement=0` asks."""

from collections.abc import Callable
from functools import partial

from rendement.figures.field import Kind
from rendement.report.batch.columns import COLUMNS, GOOD, PLACE, WORDS, Values, no_column
from rendement.report.dutch import number, percent, plain
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.scalar import ScalarError
from rendement.source.scalar import number as read_number
from rendement.source.years import year

_LIMITS: dict[str, Callable[[str], float]] = {
    "jaar": year,
    "telling": read_number,
    "verhouding": read_number,
    "aantal": read_number,
    "bedrag": partial(read_number, kind="bedrag"),
    "voet": partial(read_number, kind="voet"),
    "aandeel": partial(read_number, kind="aandeel"),
}
_NOISE = 1e-9  # what adding up many amounts leaves behind is no shortage


@record
class Threshold:
    """A figure that must not fall below a limit."""

    name: str
    limit: float

    def below(self, row: Values) -> str | None:
        """The row's path and figure when it lies below the limit; a figure that does not exist never does."""
        value = row[PLACE[self.name]]
        if value is None or value >= self.limit - _NOISE * max(1, abs(self.limit)):
            return None
        kind = COLUMNS[PLACE[self.name]].kind
        shown = partial(_shown, kind)
        pairs = [(shown(value, least), shown(self.limit, least)) for least in range(11)]
        if kind == "aandeel":  # of draws, that never say 0% or 100%
            from rendement.report.uncertainty import chance  # noqa: PLC0415 - loads what a table of rows need not

            pairs.insert(0, (chance(value), shown(self.limit)))
        found, limit = next(pair for pair in pairs if pair[0] != pair[1])
        return f"{plain(row[PLACE['pad']])}: {self.name} is {found}, onder de grens {limit}"

    def missing(self, row: Values) -> bool:
        """Whether a file that could be computed lacks the figure."""
        return row[PLACE["status"]] == GOOD and row[PLACE[self.name]] is None


def read_threshold(written: str) -> Threshold:
    """`totaal.rendement=0`. Raises UsageError for what is no figure of the table or no number."""
    name, equals, limit = (piece.strip() for piece in written.partition("="))
    figures = [column.name for column in COLUMNS if column.kind not in WORDS]
    example = "schrijf bijvoorbeeld --fail-under totaal.rendement=0"
    if name not in figures:
        remedy = no_column(name, figures, example)
        raise UsageError(f"--fail-under {written}: de tabel heeft geen cijfer `{name[:60]}`; {remedy}")
    if not equals:
        raise UsageError(f"--fail-under {written}: er ontbreekt een grens; {example}")
    try:
        return Threshold(name, _LIMITS[COLUMNS[PLACE[name]].kind](limit))
    except ScalarError as error:
        raise UsageError(f"--fail-under {written}: {error.message}; {error.remedy}") from None


def _shown(kind: Kind, value: float, least: int = 0) -> str:
    """A figure as the table has it, with at least so many decimals when it is not whole."""
    if kind == "jaar":
        return f"{value:g}"
    if kind in ("voet", "aandeel"):
        return percent(value) if least < 3 else f"{number(value * 100, least)}%"
    return number(value, 0 if value == int(value) else max(2, least))
