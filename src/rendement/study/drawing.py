"""A computed file, ready to be drawn: which inputs are drawn together, and which figures can be asked."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from rendement.bind.context import PRICES
from rendement.bind.rows import WEIGHT
from rendement.draws.samples import Sample, Sums
from rendement.draws.simulate import Drawn, Draws, Rising, Watch, simulate
from rendement.engine.inputs import Input
from rendement.engine.plan import Line, Plan
from rendement.engine.program import Program
from rendement.engine.programme_plan import ProgrammePlan
from rendement.engine.result import Result
from rendement.source.path import Path, format_path, parse_path
from rendement.study.calculation import Calculation
from rendement.study.recording_case import record_case
from rendement.study.recording_return import CONTROL, RETURN
from rendement.study.rising import rising

BY_YEAR = "per_jaar"
PRESENT = "totaal.contante_waarde.rendement"
BENEFITS, COSTS, PER_EURO = "totaal.baten", "totaal.kosten", "totaal.baten_per_euro"
BUDGET = "begroting.totaal.saldo"  # of the municipality alone
RUNNING = "cumulatief"
IN_YEAR = ("baten", "kosten", "saldo", RUNNING)
_TOTALS = (RETURN, PRESENT, BENEFITS, COSTS, PER_EURO, BUDGET)
_CURVES = ("ingroei", "uitstroomkansen")


class Drawable:
    """A computed file and its draws.

    Of the figures that are `exact` the percentiles come from all draws; what is no further above 0 than
    `nothing` is not positive. `headline` is the figure that is asked about unless another one is named.
    """

    headline: str
    what: str  # it is called in a sentence
    plan: Plan | ProgrammePlan

    def __init__(self, of: Draws, whole: Program, nothing: float, exact: Collection[str]) -> None:
        self.of, self._whole, self.nothing, self.exact = of, whole, nothing, exact

    @property
    def drawn(self) -> Sequence[Drawn]:
        """Every input that is drawn."""
        return self.of.inputs

    @property
    def samples(self) -> Sequence[Sample | Sums]:
        """The households that stand for more than themselves."""
        return self.of.samples

    def figures(self, chosen: Iterable[str]) -> Program:
        """The program of these figures, as far as they exist."""
        wanted = frozenset(chosen)
        return self._whole.only(path for path in self._whole.figures if path in wanted)

    def with_controls(self, figure: str) -> Program:
        """The program of one figure, with what would be refused. Raises KeyError when there is none."""
        controls = (path for path in self._whole.figures if path.startswith(CONTROL))
        return self._whole.only([figure, *controls])

    @property
    def known(self) -> frozenset[str]:
        """The path of every figure that is computed."""
        return frozenset(path for path in self._whole.figures if not path.startswith(CONTROL))

    def sampled(self, path: str) -> "tuple[Drawing, str]":
        """The case that has a line with sampled households, and the path of that line in it."""
        raise NotImplementedError

    def run(self, program: Program, draws: int, seed: int, watch: Watch) -> None:
        """Draw it so many times."""
        simulate(program, self.of, draws, seed, watch)


class Drawing(Drawable):
    """A computed case, ready to be drawn. Raises ValueError when there is no result."""

    headline, what = RETURN, "deze casus"

    def __init__(self, calculation: Calculation) -> None:
        if calculation.result is None:
            raise ValueError("no result")
        self.result: Result = calculation.result
        self.plan = self.result.plan
        of = draws_of(self.result)
        whole = record_case(calculation, sampled=bool(of.samples), within=True)
        super().__init__(of, whole, float(self.result.nothing), (RETURN, PRESENT))

    @cached_property
    def nets(self) -> dict[str, str]:
        """The path of the net amount of each line, by that of the line."""
        return {item.line.path: f"{item.line.path}.netto" for item in self.result.lines}

    def sampled(self, path: str) -> "tuple[Drawing, str]":
        """Itself."""
        return self, path

    @property
    def years(self) -> list[str]:
        """Every year that a draw may reach."""
        found = (parse_path(path) for path in self.shown)
        return sorted(str(path[1]) for path in found if path[0] == BY_YEAR and path[2] == RUNNING)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The figures that draws are shown of, in the order of the contract."""
        return tuple(path for path in self._whole.figures if _is_shown(path))


def draws_of(result: Result) -> Draws:
    """All that is drawn of a computed case."""
    plan = result.plan
    own = plan.place, plan.name
    groups = {path: (*own, "samen", group.name) for group in plan.groups for path in group.paths}
    drawn = [Drawn(item, groups.get(item.path) or _name(item, *own)) for item in plan.ledger.ranges]
    samples = [found for item in result.lines if (found := _sample(item.line, own)) is not None]
    return Draws(drawn, samples, _rising(plan.ledger.inputs))


def _sample(line: Line, own: tuple[str, str]) -> Sample | Sums | None:
    """The households of a line that stand for more than themselves; one alone says nothing about spread.

    The clients of a later year are those of the first.
    """
    size, group = line.cases, line.scaled_to
    if group is None or size < 2 or group <= size or line.year_of is not None:
        return None
    if line.sample is not None:
        named = (*own, f"{line.side}.{line.slug}", "casussen")
        counts = tuple((*named, *name) for name in line.sample.names)
        own_sums = line.sample
        return Sums(own_sums.places, counts, group, size, own_sums.spread, own_sums.alike, own_sums.key)
    paths = tuple(f"{line.path}.casussen[{number}].{WEIGHT}" for number in range(size))
    names = tuple((*own, f"{line.side}.{line.slug}", "casussen", name) for name, _ in line.households)
    return Sample(paths, names, group)


def _is_shown(path: str) -> bool:
    if path in _TOTALS:
        return True
    match parse_path(path):
        case ("baten" | "kosten", int(), "netto") | ("per_actor" | "per_domein", _, "saldo"):
            return True
        case ("per_jaar", _, key):
            return key in IN_YEAR
        case ("resultaten", int(), "kosten_per_resultaat") | ("omslag", int(), "aantal"):
            return True
    return False


def _name(item: Input, place: str, case: str) -> tuple[str, ...]:
    """What an input is drawn from: its path by names, without the year, the knot or the row of a table.

    A price is the same in every case.
    """
    path = parse_path(item.key)
    if path[0] == PRICES:
        post, _, row = str(path[1]).partition("@")
        tariff = () if _is_number(row) else (row,)
        return (PRICES, post, *tariff, *map(str, _stem(path[2:])))
    return (place, case, format_path(_stem(path)))


def _stem(path: Path) -> Path:
    if not path:
        return path
    last = path[-1]
    in_curve = isinstance(last, int) and len(path) > 1 and path[-2] in _CURVES
    return path[:-1] if in_curve or (isinstance(last, str) and _is_number(last)) else path


def _is_number(piece: str) -> bool:
    return piece.replace(",", ".").replace(".", "", 1).isdigit()


def _rising(inputs: Iterable[Input]) -> list[Rising]:
    """The curves that never fall, with the path of each knot that is drawn and the value of the others."""
    return [[item.value if item.spread is None else item.path for item in knots] for knots in rising(inputs)]
