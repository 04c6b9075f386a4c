"""For notebooks and scripts: `rendement.calc(...)` computes a case and gives its figures.

Nothing here adds a figure: everything comes from the same result and contract as the command line.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from rendement.figures.case import CaseFigures
    from rendement.report.document import Document, Table
    from rendement.source.finding import Finding
    from rendement.study.calculation import Calculation

Frame = Literal["regels", "jaren", "domeinen", "actoren"]

_BY = {"jaren": ("per_jaar", "jaar"), "domeinen": ("per_domein", "domein"), "actoren": ("per_actor", "actor")}
_TEXT_NAME = "tekst"  # what findings call a case that is no file


class CaseError(ValueError):
    """The case cannot be computed: `findings` says why, and so does the text, in Dutch."""

    def __init__(self, message: str, findings: "Iterable[Finding]" = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


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

    def to_frame(self, table: Frame = "regels") -> "pd.DataFrame":
        """One table as a pandas frame: the lines (as in the CSV), or the balance by year, domain or actor."""
        try:
            import pandas as pd
        except ImportError:
            raise ImportError("voor to_frame is pandas nodig: pip install 'rendement[pandas]'") from None
        if table == "regels":
            return self._lines(pd)
        if table not in _BY:
            raise ValueError(f"`{table}` is geen tabel; kies regels, {', '.join(_BY)}")
        key, name = _BY[table]
        if key not in self.data:
            raise ValueError(f"een {self.data['soort']} heeft geen {table}; kies regels of domeinen")
        part = {label: _flat(values) for label, values in self.data[key].items()}
        frame = pd.DataFrame.from_dict(part, orient="index").rename_axis(name)
        if table == "jaren":
            frame.index = frame.index.astype(int)
        return frame

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


def calc(
    path_or_text: "str | os.PathLike[str]",
    *,
    sets: Iterable[str] = (),
    scenario: str | None = None,
    perspective: str | None = None,
    day: "str | date | None" = None,
) -> Result:
    """Compute a case or programme: a path, or the text of one (more than one line).

    `sets` are changes as on the command line (`baten[0].aantal=4`), `day` is the one on which it is judged
    (`2026-11-30`, today when nothing is said). Raises CaseError with every finding.
    """
    from rendement.render.findings import as_text
    from rendement.source.finding import UsageError
    from rendement.study.calculation import Options
    from rendement.study.contract import contract, findings_of

    changes = (sets,) if isinstance(sets, str) else tuple(sets)
    try:
        calculation = _computed(path_or_text, Options(changes, scenario, perspective, day=day_from(day)))
    except UsageError as error:
        raise CaseError(str(error)) from None
    if calculation.failed:
        raise CaseError(as_text(calculation.findings), calculation.findings)
    return Result(contract(calculation), findings_of(calculation), calculation)


def day_from(day: "str | date | None") -> str:
    """A day as options have it; raises CaseError for what is none."""
    from rendement.source.today import is_day

    if day is None:
        return ""
    if not is_day(str(day)):
        raise CaseError(f"day={day!r}: geen dag; schrijf bijvoorbeeld day='2026-11-30'")
    return str(day)


def _computed(path_or_text: "str | os.PathLike[str]", options: Any) -> "Calculation":
    from rendement.source.tree import parse_bytes
    from rendement.study.pipeline import calculate, calculate_source

    name = os.fspath(path_or_text)
    if isinstance(path_or_text, str) and ("\n" in name or name.lstrip().startswith("{")):
        source, findings = parse_bytes(name.encode(errors="surrogatepass"), _TEXT_NAME)
        return calculate_source(_TEXT_NAME, source, findings, options)
    return calculate(name, options)


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is itself a table."""
    return {key: value for key, value in values.items() if not isinstance(value, dict)}
