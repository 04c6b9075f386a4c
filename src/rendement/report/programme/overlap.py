"""What is left of a programme when every euro counts once: in a sentence, and by pot and year."""

from collections.abc import Callable, Collection, Iterator

from rendement.engine.overlap import Ends, Overlap, Sums
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import amount, heads, notes
from rendement.report.document import Block, Role, Row, Table, text
from rendement.report.dutch import euro, plain
from rendement.report.wording import within
from rendement.report.yearly import Yearly, yearly_table
from rendement.source.money import current

Step = tuple[str, Callable[[Sums], float], Role]

_NOTHING = 0.005
_ENDS = ("ten minste", "ten hoogste")
_MEANING = (
    "Ten minste: alles wat dezelfde euro kan zijn, telt één keer. Ten hoogste: alleen wat volgens `overlap` "
    "zeker dezelfde euro is, gaat eraf. De andere cijfers van dit verslag tellen alles op."
)


def overlap_said(figures: ProgrammeFigures) -> Iterator[str]:
    """Both ends of the balance, and whether the target is met at both."""
    overlap = figures.overlap
    if overlap is None:
        return
    low, high = overlap.balance.low.value, overlap.balance.high.value
    if high - low < _NOTHING:
        yield f"Telt elke euro één keer, dan is het saldo {euro(low)}."
    else:
        yield f"Telt elke euro één keer, dan ligt het saldo tussen {euro(low)} en {euro(high)}."
    if overlap.differences:
        yield _whether_met(overlap)


def _whether_met(overlap: Overlap) -> str:
    never = [str(year) for year, ends in overlap.differences.items() if ends.high.value < -_NOTHING]
    maybe = [
        str(year)
        for year, ends in overlap.differences.items()
        if ends.low.value < -_NOTHING <= ends.high.value
    ]
    if not never and not maybe:
        return "De taakstelling wordt dan ook elk jaar gehaald."
    said = [f"niet gehaald in {_listed(never)}"] if never else []
    said += [f"in {_listed(maybe)} alleen gehaald als er weinig overlapt"] if maybe else []
    return f"De taakstelling wordt dan {' en '.join(said)}."


def _listed(years: list[str]) -> str:
    *first, last = years
    return f"{', '.join(first)} en {last}" if first else last


def overlap_tables(figures: ProgrammeFigures) -> list[Block]:
    """By year, by pot, and the balance of every variant."""
    overlap = figures.overlap
    if overlap is None or not overlap.pots:
        return []
    return [
        _by_year(figures, overlap),
        _by_pot(overlap),
        *(_by_variant(overlap) if overlap.open_variants else []),
        *notes("overlap_uitleg", "Hoe dit is geteld", [_MEANING]),
    ]


def _by_year(figures: ProgrammeFigures, overlap: Overlap) -> Table:
    years = figures.result.plan.years
    found, whole = overlap.by_year, overlap.summed()

    def row(label: str, of: Callable[[Sums], float], role: Role = "regel") -> Yearly:
        cells = {str(year): amount(of(own)) for year, own in found.items()}
        return Yearly(label, cells, amount(of(whole)), role, summed=True)

    rows = [row(*step) for step in _steps([whole])]
    rows.append(Yearly("Saldo van het programma", {}, role="kop"))
    ends = zip(_ENDS, (overlap.balance.low, overlap.balance.high), strict=True)
    rows += [Yearly(label, {}, amount(bound.value), summed=True) for label, bound in ends]
    if overlap.differences:
        rows.append(Yearly("Verschil met de taakstelling", {}, role="kop"))
        for label, of in zip(_ENDS, (_low, _high), strict=True):
            cells = {str(year): amount(of(own)) for year, own in overlap.differences.items()}
            rows.append(Yearly(label, cells))
    return yearly_table("overlap", f"Dezelfde euro één keer geteld, {current().text}", "", years, rows)


def _by_pot(overlap: Overlap) -> Table:
    """Every pot over the years."""
    found = {pot.name: overlap.summed(pot=pot.name) for pot in overlap.pots}
    steps = _steps(found.values())
    columns = heads("pot", *(within(label) for label, _, _ in steps))
    rows = [Row((text(plain(name)), *(amount(of(own)) for _, of, _ in steps))) for name, own in found.items()]
    return Table("overlap_potten", "Per pot, over alle jaren", columns, tuple(rows))


def _by_variant(overlap: Overlap) -> list[Block]:
    rows = [
        Row((text(plain(variant.name)), amount(variant.ends.low.value), amount(variant.ends.high.value)))
        for variant in overlap.open_variants
    ]
    return [Table("overlap_varianten", "Saldo per alternatief", heads("variant", *_ENDS), tuple(rows))]


def _gross(found: Sums) -> float:
    return found.gross


def _low(ends: Ends) -> float:
    return ends.low.value


def _high(ends: Ends) -> float:
    return ends.high.value


def _maybe(found: Sums) -> float:
    return found.low.net - found.high.net


def _steps(shown: Collection[Sums]) -> list[Step]:
    """The steps that take something; where both ends are one figure it stands once."""
    steps = [step for step in _STEPS if step[2] != "regel" or step[1] is _gross or any(map(step[1], shown))]
    if any(abs(_maybe(found)) >= _NOTHING for found in shown):
        return steps
    *sure, (_, net, role) = (step for step in steps if step[1] is not _maybe)
    return [*sure[:-1], ("Netto", net, role)]


_STEPS: tuple[Step, ...] = (
    ("Bruto", _gross, "regel"),
    ("Alternatief dat niet komt", lambda found: -found.high.away, "regel"),
    ("Zeker dubbel", lambda found: found.high.away - found.high.cut, "regel"),
    ("Boven het budget", lambda found: -found.high.capped, "regel"),
    ("Ten hoogste", lambda found: found.high.net, "totaal"),
    ("Misschien dubbel", _maybe, "regel"),
    ("Ten minste", lambda found: found.low.net, "totaal"),
)
