"""`rendement diff`: why a figure moved between two versions of a file."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, misuse, outcomes, usage
from rendement.cli.opening import opening
from rendement.cli.verbs import registry
from rendement.render.formats import OF_A_DIFFERENCE, choose

if TYPE_CHECKING:
    from rendement.figures.difference import Difference
    from rendement.figures.differences import Differences
    from rendement.render.formats import Format
    from rendement.source.finding import Finding
    from rendement.source.money import Money
    from rendement.study.calculation import Options
    from rendement.study.diff.sides import Side

WHOLE = 100  # from here on a figure is told without decimals


@registry.command(cls=Verb, help="Leg uit waarom een uitkomst anders is dan in een eerdere versie.")
def diff(
    kanten: Annotated[
        list[str],
        typer.Argument(metavar="[OUD] NIEUW", help="Bestand of map, REV:pad, bestand#scenario, uit.json."),
    ],
    cijfer: Annotated[
        str | None,
        typer.Option("--cijfer", metavar="PAD", help="Een cijfer van calc (anders totaal.rendement)."),
    ] = None,
    hooguit: Annotated[
        str | None,
        typer.Option("--max-verschil", metavar="BEDRAG", help="Eindig met code 1 bij een groter verschil."),
    ] = None,
    formaat: Annotated[str | None, options.format_option(OF_A_DIFFERENCE)] = None,
    uitvoer: options.Target = None,
    stel: options.Changes = None,
    scenario: options.Scenario = None,
    perspectief: options.Perspective = None,
    wortel: options.Root = None,
) -> None:
    """Say why a figure moved."""
    from rendement.cli.output import deliver
    from rendement.study.calculation import Options

    most = _most(hooguit)
    asked = Options(tuple(stel or ()), scenario, perspectief, wortel)
    sides, asked = _sides(kanten, asked)
    begun = opening(wortel, uitvoer, lambda: [side.file for side in sides if side.revision is None])
    with usage():
        form = choose(formaat, uitvoer, OF_A_DIFFERENCE)
    if scenario is not None and sides[1].scenario is not None:
        misuse(f"diff: {sides[1].written} noemt al een scenario; laat --scenario {scenario} weg")
    with usage():
        folders = [side.is_folder for side in sides]
    if any(folders):
        if not all(folders):
            misuse(f"diff: {sides[0].written} en {sides[1].written} zijn niet beide een map")
        _folders(sides, asked, cijfer, (form, uitvoer), most)
        return
    with begun.reading():
        found, money = _explained(sides, asked, cijfer)
    deliver(_content(form, found, money), form, uitvoer)
    _check([found.figure.gap], most)


def _folders(
    sides: "tuple[Side, Side]",
    asked: "Options",
    figure: str | None,
    target: "tuple[Format, str | None]",
    most: float | None,
) -> None:
    """The same of every file of two folders."""
    from rendement.cli.output import deliver
    from rendement.study.diff.folders import TwoFolders

    form, written = target
    if asked.sets or asked.scenario is not None or any(side.scenario for side in sides):
        misuse("diff: --set en een scenario gaan over één bestand; noem dat in plaats van een map")
    with usage():
        two = TwoFolders(sides, (replace(asked, perspective=None), asked))
        _stop(two.wrong)
        found = two.differences(figure)
    deliver(_of_folders(form, found), form, written)
    _check([row.gap for row in found.rows if not row.nowhere], most)


def _of_folders(form: "Format", found: "Differences") -> Any:
    if form.kind == "contract":
        from rendement.figures.differences_fields import DIFFERENCES
        from rendement.figures.field import build

        return build(DIFFERENCES, found)
    from rendement.report.diff.folder import differences_document, differences_rows

    return differences_rows(found) if form.kind == "regels" else [differences_document(found)]


def _stop(wrong: "Sequence[Finding]") -> None:
    """What is wrong ends the command."""
    if wrong:
        from rendement.render import findings as findings_text

        sys.stderr.write(findings_text.as_text(wrong))
        raise typer.Exit(FAILED)


def _sides(written: list[str], asked: "Options") -> "tuple[tuple[Side, Side], Options]":
    """Both sides, and what is asked of the new one: of an outcome alone first what it was made with."""
    from rendement.study.calculation import Options
    from rendement.study.diff.sides import before, side_of

    if len(written) > 2:
        misuse("diff: noem hooguit twee kanten: rendement diff OUD NIEUW")
    with usage():
        *first, last = map(side_of, written)
        if first or not last.is_outcome:
            return (first[0] if first else before(last), last), asked
    from rendement.study.diff.outcomes import behind, taken

    with usage(), outcomes():
        new, more = behind(taken(last, Options(root=asked.root)), asked)
    return (last, new), more


def _explained(
    sides: "tuple[Side, Side]", asked: "Options", figure: str | None
) -> "tuple[Difference, Money]":
    """Both sides compared; what is asked holds for the new one. What is wrong ends the command."""
    from rendement.study.diff.compared import refused
    from rendement.study.diff.outcomes import explained, taken

    plain = replace(asked, sets=(), scenario=None, perspective=None)
    if sides[1].is_outcome and asked != plain:
        misuse("diff: --set, --scenario en --perspective gaan over een bestand, niet over een uitkomst")
    with usage(), outcomes():
        old, new = taken(sides[0], plain), taken(sides[1], asked)
        there = [side.calculation for side in (old, new) if side.calculation is not None]
        _stop(refused(there))
        found = explained(old, new, (sides[0].written, sides[1].written), figure)
    return found, there[-1].money


def _most(written: str | None) -> float | None:
    """The largest difference that is no failure."""
    if written is None:
        return None
    from rendement.source.scalar import ScalarError, number

    try:
        value = number(written, "bedrag")
    except ScalarError as error:
        misuse(f"--max-verschil {written[:40]}: {error.message}; {error.remedy}")
    if value < 0:
        misuse(f"--max-verschil {written[:40]}: noem een bedrag van 0 of meer")
    return float(value)


def _content(form: "Format", found: "Difference", money: "Money") -> Any:
    """What the format is made of."""
    from rendement.source.money import counted_in

    if form.kind == "contract":
        from rendement.figures.difference_fields import DIFFERENCE
        from rendement.figures.field import build

        return build(DIFFERENCE, found)
    from rendement.report.diff.document import difference_document, difference_rows

    with counted_in(money):
        return difference_rows(found) if form.kind == "regels" else [difference_document(found)]


def _check(gaps: "Sequence[float | None]", most: float | None) -> None:
    """End with exit code 1 beyond what is allowed, also where there is nothing to compare."""
    if most is None or all(gap is not None and abs(gap) <= most for gap in gaps):
        return
    from rendement.report.dutch import number

    def shown(value: float) -> str:
        return number(value, 0 if value == int(value) or value >= WHOLE else 2)

    known = [abs(gap) for gap in gaps if gap is not None]
    gap = shown(max(known)) if len(known) == len(gaps) else "onbekend"
    sys.stderr.write(f"met --max-verschil {shown(most)} is de uitgangscode 1: het verschil is {gap}\n")
    raise typer.Exit(FAILED)
