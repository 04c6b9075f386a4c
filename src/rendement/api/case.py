"""For notebooks and scripts: `rendement.calc(...)` computes a case and gives its figures.

Nothing here adds a figure: everything comes from the same result and contract as the command line.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from rendement.api.asking import CaseError, calculated, changes_from, day_from, draws_from, text_from
from rendement.api.frames import DRAWN, OF_DRAWS, every_draw, flat, of_draws, pandas

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from rendement.api.frames import Array
    from rendement.figures.case import CaseFigures
    from rendement.report.document import Document, Table
    from rendement.source.finding import Finding
    from rendement.study.calculation import Calculation

Balance = Literal["regels", "jaren", "domeinen", "actoren"]
Ranges = Literal["bandbreedtes", "terugverdiend", "histogram", "invoer", "trekkingen"]  # with draws

_BY = {"jaren": ("per_jaar", "jaar"), "domeinen": ("per_domein", "domein"), "actoren": ("per_actor", "actor")}


@dataclass(frozen=True, repr=False)
class Result:
    """A computed case or programme; `data` is what `calc --format json` gives: unrounded, None: no figure."""

    data: dict[str, Any]
    findings: "tuple[Finding, ...]"  # warnings and remarks; an error raises CaseError
    _calculation: "Calculation" = field(compare=False)

    @property
    def naam(self) -> str:
        """The name of the case."""
        return str(self.data["naam"])

    @property
    def baten(self) -> float:
        """Benefits, undiscounted, in the perspective of the case."""
        return self._case("baten").result.total.benefits

    @property
    def kosten(self) -> float:
        """Costs, undiscounted."""
        return self._case("kosten").result.total.costs

    @property
    def rendement(self) -> float | None:
        """Benefits less costs; None when no benefit has an amount."""
        return self._case("rendement").net

    @property
    def contante_waarde(self) -> float | None:
        """The return, discounted."""
        return self._case("contante_waarde").present_net

    @property
    def baten_per_euro(self) -> float | None:
        """Benefits per euro of costs."""
        return self._case("baten_per_euro").totals.per_euro

    @property
    def terugverdienjaar(self) -> int | None:
        """The first year from which the balance stays at or above zero."""
        programme = self._calculation.programme
        return programme.payback if programme is not None else self._case("terugverdienjaar").totals.payback

    def to_frame(self, table: Balance | Ranges = "regels") -> "pd.DataFrame":
        """One table as a pandas frame: the lines (as in the CSV), the balance by year, domain or actor.

        With draws also every figure with its range, when it is paid back, the histogram, what was drawn, and
        every draw as a row (as `--trekkingen` writes it).
        """
        library = pandas()
        if table == "regels":
            return self._lines(library)
        if table in OF_DRAWS:
            return self._of_draws(library, table)
        if table not in _BY:
            known = ("regels", *_BY, *(OF_DRAWS if DRAWN in self.data else ()))
            raise ValueError(f"`{table}` is geen tabel; kies {', '.join(known)}")
        key, name = _BY[table]
        if key not in self.data:
            raise ValueError(f"een {self.data['soort']} heeft geen {table}; kies regels of domeinen")
        part = {label: flat(values) for label, values in self.data[key].items()}
        frame: pd.DataFrame = library.DataFrame.from_dict(part, orient="index").rename_axis(name)
        if table == "jaren":
            frame.index = frame.index.astype(int)
        return frame

    @cached_property
    def draws(self) -> "dict[str, Array]":
        """Every draw: the uncertain inputs by path, the return, its present value, the net of each line."""
        from rendement.study.draw_table import draw_table

        self._asked_for_draws()
        if not self._calculation.only_case:
            raise ValueError(
                f"elke trekking apart is er alleen voor een casus, niet voor een {self.data['soort']}"
            )
        options = self._calculation.options
        rows: dict[str, Array] = draw_table(self._calculation, options.draws or 0, options.seed)
        return rows

    def __repr__(self) -> str:
        """Name and headline."""
        from rendement.report.dutch import euro, plain
        from rendement.source.money import counted_in

        total = self.data["totaal"]
        key = next((key for key in ("rendement", "saldo") if key in total), None)
        if key is None:
            return f"<{plain(self.naam)}: {self.data['soort']}>"
        with counted_in(self._calculation.money.single):
            return f"<{plain(self.naam)}: {key} {euro(self.data['totaal'][key])}>"

    def __str__(self) -> str:
        """The tables of the terminal."""
        from rendement.render.plain import as_plain

        return as_plain(self._documents())

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from rendement.render.html import as_fragment

        return as_fragment(self._documents())

    def _documents(self) -> "list[Document]":
        from rendement.report.assembly import assemble

        documents: list[Document] = assemble("verslag", [self._calculation])
        return documents

    def _of_draws(self, pandas: Any, table: str) -> "pd.DataFrame":
        self._asked_for_draws()
        if table == "trekkingen":
            return every_draw(pandas, self.draws)
        return of_draws(pandas, self.data[DRAWN], table)

    def _asked_for_draws(self) -> None:
        if self._calculation.options.draws is None:
            raise ValueError("er is niets getrokken; schrijf bijvoorbeeld rendement.calc(…, draws=10000)")

    def _lines(self, pandas: Any) -> "pd.DataFrame":
        """The table of the CSV; a column of figures holds floats, also where it is empty."""
        from rendement.report.assembly import assemble

        lines: Table = assemble("regels", [self._calculation])
        columns: dict[str, Any] = {}
        for place, column in enumerate(lines.columns):
            cells = [row.cells[place] for row in lines.rows]
            values = [cell.value if column.figures else cell.text or None for cell in cells]
            columns[column.head] = pandas.Series(values, dtype="float64" if column.figures else "object")
        frame: pd.DataFrame = pandas.DataFrame(columns)
        return frame

    def _case(self, key: str) -> "CaseFigures":
        """The figures of a case; a programme has none of this name."""
        from rendement.study.contract import figures_of

        figures = figures_of(self._calculation)
        if figures.kind != "casus":
            raise AttributeError(f"een {figures.kind} heeft geen `{key}`; zie data['totaal']")
        return figures


def calc(  # noqa: PLR0913 - the options of the command line
    path_or_text: "str | os.PathLike[str]",
    *,
    sets: Iterable[str] = (),
    scenario: str | None = None,
    perspective: str | None = None,
    draws: int | None = None,
    seed: int = 1,
    day: "str | date | None" = None,
) -> Result:
    """Compute a case or programme: a path, or the text of one (more than one line).

    `sets` are changes as on the command line (`baten[0].aantal=4`); with `draws` its ranges are drawn so many
    times, from a seed. `day` is the one on which it is judged (`2026-11-30`, today when nothing is said).
    Raises CaseError with every finding.
    """
    from rendement.study.calculation import Options
    from rendement.study.contract import contract, findings_of

    many, start = draws_from(draws, seed)
    named = (text_from("scenario", scenario), text_from("perspective", perspective))
    options = Options(changes_from(sets), *named, draws=many, seed=start, day=day_from(day))
    calculation = calculated(path_or_text, options)
    data = contract(calculation)
    if many is not None and DRAWN not in data:
        raise CaseError(f"draws={many}: voor een {data['soort']} zijn er geen trekkingen")
    return Result(data, findings_of(calculation), calculation)
