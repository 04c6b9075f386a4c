"""Options of more than one verb: each stands once, and says and does the same everywhere."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli.exits import misuse
from rendement.figures.asked import MOST_DRAWS, MOST_SEED
from rendement.render.formats import listed
from rendement.report.dutch import number

if TYPE_CHECKING:
    from rendement.study.calculation import Calculation

LONGEST = 30  # digits of a number
_YEARS = 1900, 2100  # of a day

Target = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="BESTAND", help="Schrijf naar een bestand; extensie zegt het formaat."
    ),
]
Overwrite = Annotated[bool, typer.Option("--force", help="Overschrijf wat er al staat.")]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PAD=WAARDE", help="Reken met een andere waarde (mag vaker): baten[0].aantal=4."
    ),
]
Scenario = Annotated[
    str | None, typer.Option("--scenario", metavar="NAAM", help="Reken met dit scenario uit de casus.")
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="NAAM", help="Reken met dit scenario uit de casus; meer vergelijkt ze."
    ),
]
Perspective = Annotated[
    str | None,
    typer.Option("--perspective", metavar="WIE", help="financieel, overheid, maatschappij of een actor."),
]
Root = Annotated[
    str | None, typer.Option("--wortel", metavar="MAP", help="Lees geen bestanden buiten deze map.")
]
Day = Annotated[
    str | None,
    typer.Option("--op", metavar="DATUM", help="Beoordeel bevindingen op deze dag (anders vandaag)."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Eindig ook met code 1 als er een waarschuwing is.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Rekenprocessen (standaard: wat loont).")
]


Draws = Annotated[
    str | None,
    typer.Option("--draws", metavar="N", help="Trek zo vaak uit de bandbreedtes; toon wat dat geeft."),
]
Seed = Annotated[
    str | None,
    typer.Option("--seed", metavar="S", help="Begin van de trekkingen (standaard 1)."),
]


def draws_of(draws: str | None, seed: str | None) -> tuple[int | None, int]:
    """How many draws, if any, and from which seed."""
    if draws is None:
        if seed is not None:
            misuse(f"--seed {seed}: dat hoort bij --draws; schrijf bijvoorbeeld --draws 10000 --seed {seed}")
        return None, 1
    many = _whole("--draws", draws, 1, MOST_DRAWS)
    return many, 1 if seed is None else _whole("--seed", seed, 0, MOST_SEED)


def check_drawn(calculations: "Iterable[Calculation]") -> None:
    """A monitor has nothing to draw."""
    for calculation in calculations:
        if calculation.monitor is not None:
            misuse(
                f"--draws: {calculation.name} is een monitor; trekkingen zijn er voor een casus of programma"
            )


def day_of(written: str | None, option: str = "--op") -> str:
    """A day, or nothing where none was given."""
    if written is None:
        return ""
    from rendement.source.today import is_day

    if not is_day(written):
        misuse(f"{option} {written[:40]}: geen dag; schrijf bijvoorbeeld {option} 2026-11-30")
    first, last = _YEARS
    if not first <= int(written[:4]) <= last:
        misuse(f"{option} {written}: kies een dag in {first} tot en met {last}")
    return written


def check_sets(texts: Sequence[str]) -> None:
    """A change that cannot be read is wrong use, not a row for every file."""
    if not texts:
        return
    from rendement.render.findings import as_text
    from rendement.source.finding import has_errors
    from rendement.study.override import from_command

    _, findings = from_command(texts)
    if has_errors(findings):
        misuse(as_text(findings).strip())


def _whole(option: str, written: str, least: int, most: int) -> int:
    """A whole number, written in digits alone."""
    if not (written.isascii() and written.isdigit()):
        if re.fullmatch(r"-\d{1,30}", written):
            misuse(f"{option} {written}: kies een getal van {number(least)} tot {number(most)}")
        digits = re.sub(r"[.\s_]", "", written)
        meant = f": schrijf {digits}" if digits.isascii() and digits.isdigit() else ""
        misuse(f"{option} {written}: geen heel getal in cijfers{meant or ', bijvoorbeeld 10000'}")
    if not least <= (value := int(written) if len(written) <= LONGEST else most + 1) <= most:
        misuse(f"{option} {written}: kies een getal van {number(least)} tot {number(most)}")
    return value


def format_option(formats: Iterable[str]) -> Any:
    """`--format`, with the formats that this verb has."""
    return typer.Option("--format", metavar="FORMAAT", help=f"{listed(formats)}.")
