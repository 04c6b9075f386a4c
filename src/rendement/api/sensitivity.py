"""For notebooks and scripts: `rendement.sensitivity(...)` says what drives an outcome, as the verb does."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rendement.api.asking import CaseError, calculated, changes_from, day_from, draws_from, text_from
from rendement.api.frames import by_path, every_draw, pandas, records

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from rendement.api.frames import Array
    from rendement.figures.sensitivity import Sensitivity as Found
    from rendement.report.document import Document
    from rendement.source.finding import Finding
    from rendement.study.calculation import Calculation

STANDARD = 50_000
_LISTS = ("tornado", "omslag", "weten", "aanvaardbaarheid")
_BY_PATH = {"variantie": ("eerste_orde", "totaal", "fout"), "evppi": ("waarde", "fout")}
_TABLES = (*_LISTS, *_BY_PATH, "gehaald_in", "een_op_een", "twee_weg", "trekkingen")


@dataclass(frozen=True, repr=False)
class Sensitivity:
    """What drives an outcome; `data` is what `sensitivity --format json` gives: unrounded."""

    data: dict[str, Any]
    findings: "tuple[Finding, ...]"  # warnings and remarks on the file; an error raises CaseError
    _found: "Found" = field(compare=False)
    _calculation: "Calculation" = field(compare=False)

    @property
    def naam(self) -> str:
        """The name of the case."""
        return str(self.data["naam"])

    @property
    def uitkomst(self) -> str:
        """The path of the figure that is asked about."""
        return str(self.data["uitkomst"])

    @property
    def evpi(self) -> float | None:
        """What knowing everything beforehand is worth; None where there is nothing to decide."""
        value: float | None = self.data["evpi"]
        return value

    @cached_property
    def draws(self) -> "dict[str, Array]":
        """Every draw: the uncertain inputs by path, the outcome, and what `rendement.calc(…).draws` has."""
        from rendement.study.draw_table import draw_table

        found = self._found
        return draw_table(self._calculation, found.draws, found.seed, {found.outcome})

    def to_frame(self, table: str = "tornado") -> "pd.DataFrame":
        """One table as a pandas frame, under the name that it has in the JSON; or every draw as a row."""
        library = pandas()
        if table not in _TABLES:
            raise ValueError(f"`{table}` is geen tabel; kies {', '.join(_TABLES)}")
        if table == "trekkingen":
            return every_draw(library, self.draws)
        found = self.data[table]
        if table in _BY_PATH:
            return by_path(library, found or {}, _BY_PATH[table])
        if table == "gehaald_in":
            rows = [{"keren_op_100": int(times), "waarde": value} for times, value in found.items()]
            return records(library, rows)
        if table == "een_op_een":
            rows = [{**_named(one), **step} for one in found for step in one["stappen"]]
            return records(library, rows)
        if table == "twee_weg":
            return self._two_way(library)
        return records(library, [_as_row(one) for one in found])

    def __repr__(self) -> str:
        """Name, outcome, and what the first of the tornado is."""
        from rendement.report.dutch import plain

        bars = self.data["tornado"]
        most = f": vooral {plain(bars[0]['naam'])}" if bars else ""
        return f"<{plain(self.naam)}: gevoeligheid van {self.uitkomst}{most}>"

    def __str__(self) -> str:
        """The tables of the terminal."""
        from rendement.render.plain import as_plain

        return as_plain(self._documents())

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from rendement.render.html import as_fragment

        return as_fragment(self._documents())

    def _documents(self) -> "list[Document]":
        from rendement.report.sensitivity.document import sensitivity_document
        from rendement.source.money import counted_in

        with counted_in(self._calculation.money):
            return [sensitivity_document(self._found, self._calculation)]

    def _two_way(self, library: Any) -> "pd.DataFrame":
        """The one down and the other across, each by its values."""
        found = self.data["twee_weg"]
        if found is None:
            raise ValueError("er is geen tweetal gevraagd; schrijf two_way=(pad, ander_pad)")
        rows, columns = (
            library.Index(axis["waarden"] or axis["kansen"], name=axis["pad"])
            for axis in (found["rijen"], found["kolommen"])
        )
        frame: pd.DataFrame = library.DataFrame(
            found["waarden"], index=rows, columns=columns, dtype="float64"
        )
        return frame


def _named(one: dict[str, Any]) -> dict[str, Any]:
    return {key: one[key] for key in ("pad", "naam")}


def _as_row(one: dict[str, Any]) -> dict[str, Any]:
    """A row of a list: without what each consists of, and a figure with its error side by side."""
    row = {key: value for key, value in one.items() if key not in ("delen", "evppi")}
    return {**row, **(one.get("evppi") or {})}


def sensitivity(  # noqa: PLR0913 - the options of the command line
    path_or_text: "str | os.PathLike[str]",
    *,
    draws: int = STANDARD,
    seed: int = 1,
    uitkomst: str | None = None,
    ook_zeker: bool = False,
    one_way: Iterable[str] = (),
    two_way: Sequence[str] | None = None,
    weten: Iterable[str | Iterable[str]] = (),
    sets: Iterable[str] = (),
    scenario: str | None = None,
    perspective: str | None = None,
    day: "str | date | None" = None,
) -> Sensitivity:
    """Say what drives the outcome of a case or programme, and what is worth measuring: a path, or its text.

    The options are those of `rendement sensitivity`, `one_way` takes paths or `pad=van..tot`, `weten`
    sets as `pad,pad` or `(pad, pad)`. Raises CaseError with every finding, or with what is wrong with a
    question.
    """
    from rendement.figures.field import build
    from rendement.figures.sensitivity_fields import SENSITIVITY
    from rendement.source.finding import UsageError
    from rendement.study.calculation import Options
    from rendement.study.contract import findings_of
    from rendement.study.sensitivity.questions import Questions
    from rendement.study.sensitivity.whole import sensitivity as found_of

    many, start = draws_from(draws, seed)
    if many is None:
        raise CaseError("draws=None: gevoeligheid vraagt trekkingen; laat draws weg of noem een getal")
    asked = (changes_from(one_way, "one_way"), _pair(two_way), _sets_of(weten))
    wanted = Questions(many, start, text_from("uitkomst", uitkomst), ook_zeker, *asked)
    named = (text_from("scenario", scenario), text_from("perspective", perspective))
    calculation = calculated(path_or_text, Options(changes_from(sets), *named, day=day_from(day)))
    if calculation.monitor is not None:
        raise CaseError(f"{calculation.name} is een monitor; gevoeligheid is er voor een casus of programma")
    try:
        found = found_of(calculation, wanted)
    except UsageError as error:
        raise CaseError(str(error)) from None
    return Sensitivity(build(SENSITIVITY, found), findings_of(calculation), found, calculation)


def _pair(two_way: Sequence[str] | None) -> tuple[str, str] | None:
    if two_way is None:
        return None
    sides = changes_from(two_way, "two_way")
    if isinstance(two_way, str) or len(sides) != 2:
        raise CaseError(f"two_way={two_way!r}: noem er twee, als (pad, ander_pad)")
    return sides[0], sides[1]


def _sets_of(weten: Iterable[str | Iterable[str]]) -> tuple[str, ...]:
    """Each set as `pad,pad`; it may be written as a tuple or list of paths too."""
    if isinstance(weten, str) or not isinstance(weten, Iterable):
        return changes_from(weten, "weten")
    joined: list[Any] = [
        ",".join(changes_from(one, "weten")) if isinstance(one, tuple | list) else one for one in weten
    ]
    return changes_from(joined, "weten")
