"""What is left of a programme when every euro counts once: in a sentence, and by pot and year."""

from collections.abc import Callable, Iterator

from rendement.engine.overlap import Ends, Overlap, Sums
from rendement.figures.programme import ProgrammeFigures
from rendement.report.cells import amount, heads, notes
from rendement.report.document import Block, Role, Row, Table, text
from rendement.report.dutch import euro, plain
from rendement.report.wording import within
from rendement.report.yearly import Yearly, yearly_table
from rendement.source.money import current

_NOTHING = 0.005
_ENDS = ("één keer geteld", "alles opgeteld")
_MEANING = (
    "Eén keer geteld: alles wat dezelfde euro kan zijn, telt eenmaal. Alles opgeteld: er gaat alleen af wat "
    "volgens `overlap` zeker dezelfde euro is. De andere cijfers van dit verslag tellen alles op."
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

    rows = [
        row(label, of, role) for label, of, role in _STEPS if role != "regel" or of(whole) or of is _gross
    ]
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
    columns = heads("pot", *(within(label) for label, _, _ in _STEPS))
    rows = []
    for name in dict.fromkeys(pot.name for pot in overlap.pots):
        found = overlap.summed(pot=name)
        rows.append(Row((text(plain(name)), *(amount(of(found)) for _, of, _ in _STEPS))))
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


_STEPS: tuple[tuple[str, Callable[[Sums], float], Role], ...] = (
    ("Bruto", _gross, "regel"),
    ("Zeker dubbel", lambda found: -found.high.cut, "regel"),
    ("Boven het budget", lambda found: -found.high.capped, "regel"),
    ("Alles opgeteld", lambda found: found.high.net, "totaal"),
    ("Misschien dubbel", lambda found: found.low.net - found.high.net, "regel"),
    ("Eén keer geteld", lambda found: found.low.net, "totaal"),
)
