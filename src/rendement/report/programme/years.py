"""A programme by year: target, balance, costs and staff; and by domain and actor."""

from collections.abc import Mapping, Sequence

from rendement.engine.arithmetic import total
from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import NEW, AmountRow, ProgrammePlan
from rendement.engine.stream import Stream
from rendement.figures.programme import ProgrammeFigures
from rendement.figures.streams import apart, whole
from rendement.report.cells import EMPTY, across, amount, heads, marked, price, unless_zero
from rendement.report.document import Block, Cell, Role, Row, Table, text
from rendement.report.dutch import plain, quantity
from rendement.report.ranges import Ranges
from rendement.report.wording import actor_name
from rendement.report.yearly import Yearly, amounts, unfolded, yearly_table
from rendement.source.money import current
from rendement.source.path import format_path
from rendement.source.record import record

APART = "niet per jaar"


@record
class Line:
    """A row of a table by year: a stream, or what runs up of it.

    `key` is that of the figure, `base` the path of what it is a figure of: nothing for the programme itself.
    """

    label: str
    stream: Stream | None
    key: str
    role: Role = "regel"
    running: bool = False
    base: str = ""

    @property
    def by_year(self) -> Mapping[int, float]:
        """What stands in each year."""
        if self.stream is None:
            return {}
        return self.stream.cumulative if self.running else self.stream.by_year

    def path(self, year: int | None) -> str:
        """The path of its figure of a year, or in total; nothing where the contract has no such figure."""
        own = [self.base] if self.base else []
        if year is not None:
            return ".".join([*own, "per_jaar", str(year), self.key])
        whole = "" if self.base.startswith("per_blok") else f"{self.base}.{self.key}"
        return whole if self.base else f"totaal.{self.key}"

    @property
    def apart(self) -> float:
        """What stands in no year of its own."""
        return 0.0 if self.running else apart(self.stream) or 0.0


def summary_table(figures: ProgrammeFigures) -> list[Block]:
    """The target beside what is in place, realised and expected; without a target the balance."""
    streams = figures.streams
    if streams.target is None:
        return balance_table(figures, progress=figures.result.plan.counting != NEW)
    told = [
        line for line in _target_lines(figures) if not line.running and (line.key != "dekking" or _any(line))
    ]
    lines = [Line("In plaats", streams.in_place, "in_plaats"), *told]
    return [
        _year_table("doel_per_jaar", "Taakstelling en besparing per jaar", figures.result.plan.years, lines)
    ]


def target_table(figures: ProgrammeFigures) -> list[Block]:
    """Realised and expected against the target."""
    if figures.streams.target is None:
        return []
    counting = "wat er bij komt" if figures.result.plan.counting == NEW else "wat er staat"
    title = f"Taakstelling tegenover {counting}"
    return [_year_table("taakstelling", title, figures.result.plan.years, _target_lines(figures))]


def _target_lines(figures: ProgrammeFigures) -> list[Line]:
    streams = figures.streams
    lines = [
        Line("Gerealiseerd", streams.realised, "gerealiseerd"),
        Line("Verwacht", streams.expected, "verwacht"),
        Line("Telt voor de taakstelling", streams.measured, "realisatie", "totaal"),
        Line("Dekking", streams.cover, "dekking"),
        Line("Taakstelling", streams.target, "taakstelling"),
        Line("Verschil", streams.difference, "verschil", "uitkomst"),
        Line("Cumulatief", streams.difference, "cumulatief", running=True),
    ]
    if whole(streams.difference) != whole(streams.lasting):
        lines.append(Line("Verschil zonder dekking en incidenteel", streams.lasting, "verschil_structureel"))
    return lines


def block_table(figures: ProgrammeFigures) -> list[Block]:
    """The target by domain or group, and what of it is not covered by any measure yet."""
    lines = []
    for name, block in figures.result.by_block.items():
        rows: list[tuple[str, Stream, str, Role]] = [
            ("telt", block.measured, "realisatie", "regel"),
            ("dekking", block.cover, "dekking", "regel"),
            ("taakstelling", block.target, "taakstelling", "regel"),
            ("verschil", block.difference, "verschil", "totaal"),
        ]
        base = format_path(("per_blok", name))
        lines += [
            Line(f"{plain(name)}: {word}", stream, key, role, base=base)
            for word, stream, key, role in rows
            if key != "dekking" or any(stream.by_year.values())
        ]
    title = f"Taakstelling per {figures.result.plan.block_by}"
    return [_year_table("per_blok", title, figures.result.plan.years, lines)] if lines else []


def domain_years_table(figures: ProgrammeFigures) -> list[Block]:
    """The balance of every domain by year."""
    lines = [
        Line(plain(name), own.net, "saldo", base=format_path(("per_domein", name)))
        for name, own in figures.result.by_domain.items()
    ]
    title = "Saldo per domein en jaar, zonder kosten en formatie"
    return [_year_table("per_domein_jaar", title, figures.result.plan.years, lines)] if lines else []


def balance_table(figures: ProgrammeFigures, *, progress: bool = False) -> list[Block]:
    """What stands in each year, structural and incidental apart, less what it costs.

    `progress`: also how much of it is realised, which adds up where what stands is what counts.
    """
    streams = figures.streams
    if streams.net is None:
        return []
    lines = (
        Line("Structureel", streams.structural, "structureel"),
        Line("Jaarlijks", streams.yearly, "jaarlijks"),
        Line("Incidenteel", streams.once, "incidenteel"),
        Line("Besparing", streams.in_place, "in_plaats", "totaal"),
        *(_progress(figures) if progress else ()),
        Line("Investering", streams.investment, "investering"),
        Line("Kosten", streams.costs, "kosten"),
        Line("Formatie", streams.staff, "formatie"),
        Line("Saldo", streams.net, "saldo", "uitkomst"),
        Line("Cumulatief", streams.net, "cumulatief_saldo", running=True),
    )
    needed = [line for line in lines if line.role != "regel" or _any(line)]
    return [_year_table("saldo", "Saldo", figures.result.plan.years, needed)]


def _progress(figures: ProgrammeFigures) -> tuple[Line, ...]:
    streams = figures.streams
    return (
        Line("waarvan gerealiseerd", streams.realised, "gerealiseerd"),
        Line("waarvan verwacht", streams.expected, "verwacht"),
    )


def _any(line: Line) -> bool:
    return any((whole(line.stream), *line.by_year.values()))


def _year_table(key: str, title: str, years: Sequence[int], lines: Sequence[Line]) -> Table:
    """Rows by year with a total; in a narrow window every year under the other."""
    extra = any(line.apart for line in lines)
    columns = heads("", *map(str, years), *([APART] if extra else []), "totaal")
    by_year = [line.by_year for line in lines]
    wide = []
    for line, own in zip(lines, by_year, strict=True):
        cells = [amount(own.get(year), line.path(year)) for year in years]
        cells += [unless_zero(line.apart)] if extra else []
        wide.append(Row((text(line.label), *cells, amount(whole(line.stream), line.path(None))), line.role))
    slim = []
    for head, figures in (
        *((str(year), [own.get(year) for own in by_year]) for year in years),
        ("totaal", [whole(line.stream) for line in lines]),
    ):
        slim.append(across(2, head, role="groep"))
        slim += [Row((text(line.label), amount(value))) for line, value in zip(lines, figures, strict=True)]
    narrow = Table(key, title, heads("", "bedrag"), tuple(slim))
    return Table(key, title, columns, tuple(wide), narrow)


def rows_table(plan: ProgrammePlan) -> list[Block]:
    """The costs and the covers, row by row."""
    ranges = Ranges(plan.ledger)
    blocks: list[Block] = []
    for key, title, items in (("kosten", "Kosten", plan.costs), ("dekking", "Dekking", plan.cover)):
        rows = [_amount_row(item, bool(ranges.under(item.path))) for item in items]
        blocks += [yearly_table(f"{key}_regels", title, "", plan.years, rows)] if rows else []
    return blocks


def _amount_row(item: AmountRow, ranged: bool) -> Yearly:
    cells = {year: marked(cell, ranged) for year, cell in amounts(item.by_year).items()}
    return Yearly(plain(item.name), cells, marked(amount(total(item.by_year.values())), ranged))


def staff_table(result: ProgrammeResult) -> list[Block]:
    """Staff in fte by year, and what it costs."""
    plan = result.plan
    if not plan.staff:
        return []
    ranges, years = Ranges(plan.ledger), [str(year) for year in plan.years]
    wide, slim = [], []
    for row in plan.staff:
        label, rate = text(plain(row.name)), marked(price(row.rate), ranges.at(f"{row.path}.tarief"))
        ranged = ranges.under(f"{row.path}.fte")
        fte = {year: marked(cell, ranged) for year, cell in _staff(row.fte_by_year).items()}
        wide.append(Row((label, rate, *(fte.get(year, EMPTY) for year in years))))
        slim += [Row((label, rate)), *unfolded({year: fte[year] for year in years if year in fte})]
    sums: tuple[tuple[str, dict[str, Cell], Role], ...] = (
        ("Totaal fte", _staff(result.fte), "totaal"),
        (f"Totaal {current().text}", amounts(result.staff.by_year), "regel"),
    )
    for name, cells, role in sums:
        wide.append(Row((text(name), EMPTY, *cells.values()), role))
        slim += [across(2, name, role="groep"), *unfolded(cells)]
    narrow = Table("formatie", "Formatie", heads("fte", "tarief of fte"), tuple(slim))
    return [Table("formatie", "Formatie", heads("fte", "tarief", *years), tuple(wide), narrow)]


def _staff(by_year: Mapping[int, float]) -> dict[str, Cell]:
    return {str(year): Cell(quantity(fte), fte) for year, fte in by_year.items()}


def domain_table(figures: ProgrammeFigures) -> list[Block]:
    """The measures by domain, and what belongs to no domain."""
    result, streams = figures.result, figures.streams
    if not result.by_domain:
        return []
    new = result.plan.counting == NEW

    keys = ("nieuw", "gerealiseerd", "in_plaats", "investering", "saldo")

    def cells(base: str, *found: Stream | None) -> list[Cell]:
        shown = [amount(whole(stream), f"{base}.{key}") for stream, key in zip(found, keys, strict=True)]
        return shown if new else shown[1:]

    rows = []
    for domain, own in result.by_domain.items():
        saving = own.saving
        at = format_path(("per_domein", domain))
        sums = cells(at, saving.new, saving.realised, saving.in_place, own.investment, own.net)
        rows.append(Row((text(plain(domain)), *sums)))
    names = ("nieuw", "gerealiseerd", "besparing over de jaren", "investering", "saldo")
    columns = heads("domein", *(names if new else names[1:]))
    common = (whole(streams.costs) or 0.0) + (whole(streams.staff) or 0.0)
    if common:
        rows.append(across(len(columns), "kosten en formatie (geen domein)", amount(-common)))
    sums = cells("totaal", streams.new, streams.realised, streams.in_place, streams.investment, streams.net)
    rows.append(Row((text("Totaal"), *sums), "totaal"))
    return [Table("per_domein", "Per domein", columns, tuple(rows))]


def actor_table(result: ProgrammeResult) -> list[Block]:
    """The balance by actor, whatever the perspective."""
    rows = [
        Row(
            (
                text(actor_name(result.plan.actors, code)),
                amount(net, format_path(("per_actor", code, "saldo"))),
            )
        )
        for code, net in result.by_actor.items()
    ]
    return [Table("per_actor", "Per actor", heads("actor", "saldo"), tuple(rows))] if rows else []
