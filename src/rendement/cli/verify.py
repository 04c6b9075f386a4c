"""`rendement verify`: whether an outcome in JSON is still what comes out of its files."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, usage
from rendement.cli.verbs import registry

if TYPE_CHECKING:
    from rendement.study.verify.again import Roots
    from rendement.study.verify.reading import Outcome
    from rendement.study.verify.verdict import Verdict


@registry.command(cls=Verb, help="Reken een uitkomst in json na: klopt elk cijfer nog?")
def verify(
    uitkomst: Annotated[
        str, typer.Argument(metavar="UIT.json", help="Van `calc --format json` of `batch --format json`.")
    ],
    wortel: options.Root = None,
) -> None:
    """Compute an outcome again and compare every figure."""
    from rendement.render.stream import harmless, write
    from rendement.report.verify import verdict_lines
    from rendement.study.verify.again import roots_of
    from rendement.study.verify.reading import NoOutcomeError, read_outcomes

    with usage():
        roots = roots_of(uitkomst, wortel)
        try:
            outcomes = read_outcomes(uitkomst)
        except NoOutcomeError as error:
            sys.stderr.write(f"rendement: {error}\n")
            raise typer.Exit(FAILED) from None
    verdicts = _verdicts(outcomes, roots)
    write(harmless("".join(f"{line}\n" for line in verdict_lines(verdicts))))
    if any(verdict.failed for verdict in verdicts):
        raise typer.Exit(FAILED)


def _verdicts(outcomes: "list[Outcome]", roots: "Roots") -> "list[Verdict]":
    """Results one by one, and the rows of a batch together."""
    from rendement.study.verify.again import verified

    if any(kind == "rij" for kind, _ in outcomes):
        from rendement.report.batch.verify import verified_rows

        rows = iter(verified_rows([data for kind, data in outcomes if kind == "rij"], roots))
        return [next(rows) if kind == "rij" else verified(data, roots) for kind, data in outcomes]
    return [verified(data, roots) for _, data in outcomes]
