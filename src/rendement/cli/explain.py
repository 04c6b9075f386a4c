"""`rendement explain`: where a figure comes from."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import misuse, usage
from rendement.cli.opening import opening, told
from rendement.cli.verbs import registry
from rendement.render.formats import WITHOUT_LINES, choose

if TYPE_CHECKING:
    from rendement.lint.rule import Method


@registry.command(cls=Verb, help="Leg uit waar een getal vandaan komt, of wat een regel is.")
def explain(
    bestand: Annotated[
        str, typer.Argument(metavar="BESTAND", help="Casus of programma (YAML), of een regel: R201.")
    ],
    pad: Annotated[
        str | None,
        typer.Argument(metavar="PAD", help="Een uitkomst, zoals baten[0].netto of totaal.rendement."),
    ] = None,
    diep: Annotated[
        bool, typer.Option("--diep", help="Werk elk getal helemaal uit, tot in het bestand.")
    ] = False,
    formaat: Annotated[str | None, options.format_option(WITHOUT_LINES)] = None,
    uitvoer: options.Target = None,
    stel: options.Changes = None,
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    wortel: options.Root = None,
) -> None:
    """Say where a figure comes from."""
    if (rule := _rule(bestand)) is not None:
        _explain_rule(rule, formaat, uitvoer, others=bool(pad or diep or stel or scenario or perspectief))
        return
    from rendement.cli.output import deliver
    from rendement.report.explain.answer import answer, meant, subject_of
    from rendement.source.money import counted_in
    from rendement.study.calculation import Options
    from rendement.study.pipeline import calculate

    begun = opening(wortel, uitvoer, lambda: [bestand])
    with usage():
        form = choose(formaat, uitvoer, WITHOUT_LINES)
        with begun.reading():
            calculation = calculate(bestand, Options(tuple(stel or ()), scenario, perspectief, wortel))
    subject = subject_of(told(calculation))
    with usage():
        path = meant(subject, pad)
    with counted_in(calculation.money.single):
        shown = answer(subject, path, data=form.kind == "contract", deep=diep)
    deliver(shown, form, uitvoer)


def _rule(written: str) -> "Method | None":
    """The rule of this number or name, unless a file is called so."""
    if any(sign in written for sign in "./\\*") or Path(written).exists():
        return None
    from rendement.lint.registry import RULES, by_name, is_number

    if not is_number(written):
        return by_name().get(written)
    if (rule := by_name().get(written.upper())) is None:
        family = ", ".join(rule.number for rule in RULES if rule.family == written.upper())
        hint = f"noem er een: {family}" if family else "docs/regels.md noemt ze alle"
        misuse(f"explain {written[:60]}: dat is {'een familie' if family else 'geen regel'}; {hint}")
    return rule


def _explain_rule(rule: "Method", name: str | None, target: str | None, *, others: bool) -> None:
    from rendement.cli.output import deliver
    from rendement.report.rule_page import rule_data, rule_page
    from rendement.study.files import check_report

    if others:
        misuse(f"explain {rule.number}: een regel heeft geen pad, --set, --scenario, --perspective of --diep")
    with usage():
        if target is not None:
            check_report(target, ())
        form = choose(name, target, WITHOUT_LINES)
    deliver(rule_data(rule) if form.kind == "contract" else [rule_page(rule)], form, target)
