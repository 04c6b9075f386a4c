"""A programme by year: target, balance, costs and staff; and by domain and actor."""

from collections.abc import Sequence

from rendement.engine.programme import ProgrammeResult
from rendement.engine.programme_plan import NEW
from rendement.figures.field import Data
from rendement.report.document import Block, Cell, Column, Role, Row, Table, text
from rendement.report.dutch import number, plain, quantity

APART = "niet per jaar"

Line = tuple[str, str, Role]  # label, key of the contract, role


def target_table(data: Data) -> list[Block]:
    """Realised and expected against the target."""
    if data["totaal"]["taakstelling"] is None:
        return []
    lines: list[Line] = [
        ("Gerealiseerd", "gerealiseerd", "regel"),
        ("Verwacht", "verwacht", "regel"),
        ("Realisatie", "realisatie", "totaal"),
        ("Dekking", "dekking", "regel"),
        ("Taakstelling", "taakstelling", "regel"),
        ("Verschil", "verschil", "uitkomst"),
        ("Cumulatief", "cumulatief", "regel"),
    ]
    if data["totaal"]["verschil"] != data["totaal"]["verschil_structureel"]:
        lines.append(("Verschil zonder dekking en incidenteel", "verschil_structureel", "regel"))
    counting = "wat er bij komt" if data["telling"] == NEW else "wat er staat"
    return [year_table("taakstelling", f"Taakstelling tegenover {counting}", data, lines)]


def balance_table(data: Data) -> list[Block]:
    """What stands in each year, structural and incidental apart, less what it costs."""
    if data["totaal"]["saldo"] is None:
        return []
    lines: list[Line] = [
        ("Structureel", "structureel", "regel"),
        ("Jaarlijks", "jaarlijks", "regel"),
        ("Incidenteel", "incidenteel", "regel"),
        ("Besparing", "in_plaats", "totaal"),
        ("Investering", "investering", "regel"),
        ("Kosten", "kosten", "regel"),
        ("Formatie", "formatie", "regel"),
        ("Saldo", "saldo", "uitkomst"),
        ("Cumulatief", "cumulatief_saldo", "regel"),
    ]
    figures = [data["totaal"], *data["per_jaar"].values()]
    needed = [line for line in lines if line[2] != "regel" or any(figure[line[1]] for figure in figures)]
    return [year_table("saldo", "Saldo", data, needed)]


def year_table(key: str, title: str, data: Data, lines: Sequence[Line]) -> Table:
    """Rows by year with a total; in a narrow window every year under the other."""
    years = list(data["per_jaar"])
    apart = any(data["niet_per_jaar"].get(name) for _, name, _ in lines)
    extra = [APART] if apart else []
    columns = (Column("", figures=False), *(Column(head) for head in (*years, *extra, "totaal")))
    wide = []
    for label, name, role in lines:
        cells = [_cell(data["per_jaar"][year][name]) for year in years]
        cells += [_blank_zero(data["niet_per_jaar"].get(name) or 0.0)] if apart else []
        wide.append(Row((text(label), *cells, _cell(data["totaal"][name])), role))
    slim = []
    for year, figures in [*data["per_jaar"].items(), ("totaal", data["totaal"])]:
        slim.append(Row((text(year), text("")), "groep"))
        slim += [Row((text(label), _cell(figures[name]))) for label, name, _ in lines]
    narrow = Table(key, title, (Column("", figures=False), Column("bedrag")), tuple(slim))
    return Table(key, title, columns, tuple(wide), narrow)


def rows_table(data: Data) -> list[Block]:
    """The costs and the covers, row by row."""
    blocks: list[Block] = []
    for key, title in (("kosten", "Kosten"), ("dekking", "Dekking")):
        rows = [(plain(row["naam"]), row["per_jaar"], row["totaal"]) for row in data[key]]
        if rows:
            blocks.append(_listed(f"{key}_regels", title, data, rows))
    return blocks


def staff_table(data: Data) -> list[Block]:
    """Staff in fte by year, and what it costs."""
    if not data["formatie"]:
        return []
    years = list(data["per_jaar"])
    columns = (Column("fte", figures=False), Column("tarief"), *(Column(year) for year in years))
    wide, slim = [], []
    for row in data["formatie"]:
        cells = [_staff(row["fte"].get(year)) for year in years]
        wide.append(Row((text(plain(row["naam"])), _cell(row["tarief"]), *cells)))
        slim.append(Row((text(plain(row["naam"])), _cell(row["tarief"]))))
        pairs = zip(years, cells, strict=True)
        slim += [Row((text(f"  {year}"), cell)) for year, cell in pairs if cell.text]
    sums = [_staff(data["per_jaar"][year]["fte"]) for year in years]
    money = [_cell(data["per_jaar"][year]["formatie"]) for year in years]
    wide.append(Row((text("Totaal fte"), text(""), *sums), "totaal"))
    wide.append(Row((text("Totaal in euro"), text(""), *money)))
    for label, cells in (("Totaal fte", sums), ("Totaal in euro", money)):
        slim.append(Row((text(label), text("")), "groep"))
        slim += [Row((text(f"  {year}"), cell)) for year, cell in zip(years, cells, strict=True)]
    narrow = Table("formatie", "Formatie", (columns[0], Column("tarief of fte")), tuple(slim))
    return [Table("formatie", "Formatie", columns, tuple(wide), narrow)]


def domain_table(data: Data) -> list[Block]:
    """The measures by domain, and what belongs to no domain."""
    if not data["per_domein"]:
        return []
    keys = (
        *(("nieuw",) if data["telling"] == NEW else ()),
        "gerealiseerd",
        "in_plaats",
        "investering",
        "saldo",
    )
    heads = ["besparing over de jaren" if key == "in_plaats" else key for key in keys]
    columns = (Column("domein", figures=False), *(Column(head) for head in heads))
    rows = [
        Row((text(plain(domain)), *(_cell(own[key]) for key in keys)))
        for domain, own in data["per_domein"].items()
    ]
    total = data["totaal"]
    common = (total["kosten"] or 0.0) + (total["formatie"] or 0.0)
    if common:
        label = "kosten en formatie (geen domein)"
        rows.append(Row((text(label), *(text(""),) * (len(keys) - 1), _cell(-common))))
    rows.append(Row((text("Totaal"), *(_cell(total[key]) for key in keys)), "totaal"))
    return [Table("per_domein", "Per domein", columns, tuple(rows))]


def actor_table(result: ProgrammeResult, data: Data) -> list[Block]:
    """The balance by actor, whatever the perspective."""
    names = result.plan.actors
    rows = [
        Row((text(plain(names[code].name if code in names else code)), _cell(own["saldo"])))
        for code, own in data["per_actor"].items()
    ]
    columns = (Column("actor", figures=False), Column("saldo"))
    return [Table("per_actor", "Per actor", columns, tuple(rows))] if rows else []


def _listed(key: str, title: str, data: Data, rows: Sequence[tuple[str, Data, float]]) -> Table:
    years = list(data["per_jaar"])
    columns = (Column("", figures=False), *(Column(head) for head in (*years, "totaal")))
    wide, slim = [], []
    for name, amounts, total in rows:
        cells = [_cell(amounts[year]) if year in amounts else text("") for year in years]
        wide.append(Row((text(name), *cells, _cell(total))))
        slim.append(Row((text(name), _cell(total))))
        slim += [Row((text(f"  {year}"), _cell(amount))) for year, amount in amounts.items()]
    narrow = Table(key, title, (columns[0], Column("bedrag")), tuple(slim))
    return Table(key, title, columns, tuple(wide), narrow)


def _staff(value: float | None) -> Cell:
    return text("") if value is None else Cell(quantity(value), value)


def _cell(value: float | None) -> Cell:
    return Cell(number(value), value)


def _blank_zero(value: float) -> Cell:
    return _cell(value) if value else text("")
