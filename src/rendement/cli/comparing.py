"""Options of `rendement sensitivity` side by side: which they are, and what there is to say of them."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from rendement.cli.exits import FAILED, misuse, usage

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.study.calculation import Calculation, Options
    from rendement.study.sensitivity.questions import Questions

_OF_ONE = ("--ook-zeker", "--one-way", "--two-way", "--weten")


def comparing(written: Sequence[str], names: Sequence[str], scenarios: Sequence[str], *asked: Any) -> bool:
    """Whether options are compared; ends with exit code 2 for what cannot be.

    `written` are the files as they were typed, `names` what they stand for; `asked` is what only one case can
    be asked.
    """
    _check_twice(written, names, scenarios)
    if len(names) > 1 and len(scenarios) > 1:
        misuse("sensitivity vergelijkt bestanden of scenario's, niet beide; noem één bestand of één scenario")
    if len(names) < 2 and len(scenarios) < 2:
        return False
    given = [option for option, value in zip(_OF_ONE, asked, strict=True) if value]
    if given:
        verb = "gaat" if len(given) == 1 else "gaan"
        remedy = "laat dat weg, of noem één bestand en hooguit één scenario"
        misuse(f"{' en '.join(given)} {verb} over één casus; {remedy}")
    return True


def _check_twice(written: Sequence[str], names: Sequence[str], scenarios: Sequence[str]) -> None:
    from rendement.study.files import named_twice

    if (twice := named_twice(written)) is not None:
        one = "er blijft één optie over; noem een ander bestand om mee te vergelijken"
        misuse(f"sensitivity: {twice} staat er tweemaal; {'noem het één keer' if len(names) > 1 else one}")
    again = next((name for name in scenarios if scenarios.count(name) > 1), None)
    if again is not None:
        misuse(f"--scenario {again}: dat staat er tweemaal; noem een ander scenario om mee te vergelijken")


def compared(names: Sequence[str], every: "Sequence[Options]") -> "list[Calculation]":
    """The options, each computed: one file in several ways, or several files."""
    from rendement.render import findings as findings_text
    from rendement.source.finding import first_ones
    from rendement.study.calculation import other_currency
    from rendement.study.pipeline import calculate, calculate_each

    several = len(names) > 1
    with usage():
        many = [calculate(name, every[0]) for name in names] if several else calculate_each(names[0], every)
    _check_kinds(many)
    found = [finding for calculation in many for finding in calculation.findings if finding.waiver is None]
    other = other_currency(many)
    sys.stderr.write(findings_text.as_text(first_ones([*dict.fromkeys(found), *other])))
    if other or any(calculation.failed for calculation in many):
        raise typer.Exit(FAILED)
    return many


def _check_kinds(many: "Sequence[Calculation]") -> None:
    """Only cases are compared; also of a file with errors that comes first, and once."""
    from rendement.study.included import MONITOR, PROGRAMME, kind_of

    for calculation in many:
        source = calculation.source
        if source is not None and (kind := kind_of(source)) in (PROGRAMME, MONITOR):
            remedy = "vergelijken gaat alleen tussen casussen; noem alleen casussen"
            misuse(f"sensitivity: {calculation.name} is een {kind}; {remedy}")


def answered(form: "Format", calculations: "Sequence[Calculation]", wanted: "Questions") -> Any:
    """What the format is made of."""
    from rendement.source.money import counted_in
    from rendement.study.sensitivity.comparing import comparison

    found = comparison(calculations, wanted)
    if form.kind == "contract":
        from rendement.figures.comparison_fields import COMPARISON
        from rendement.figures.field import build

        return build(COMPARISON, found)
    from rendement.report.sensitivity.comparison import comparison_document, comparison_rows

    with counted_in(calculations[0].money.single):
        return comparison_rows(found) if form.kind == "regels" else [comparison_document(found)]
