"""`rendement verify`: whether an outcome in JSON is still what comes out of its files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb
from rendement.cli.exits import FAILED, outcomes, usage
from rendement.cli.verbs import registry
from rendement.render.formats import FORMATS

if TYPE_CHECKING:
    from rendement.study.verify.again import Roots
    from rendement.study.verify.reading import Outcome
    from rendement.study.verify.verdict import Verdict
    from rendement.study.verify.why import Reason

MOST = 5  # differences that are shown


@registry.command(cls=Verb, help="Reken een uitkomst in json na: klopt elk cijfer nog?")
def verify(
    uitkomst: Annotated[
        str, typer.Argument(metavar="UIT.json", help="Van `calc --format json` of `batch --format json`.")
    ],
    wortel: options.Root = None,
) -> None:
    """Compute an outcome again and compare every figure."""
    from rendement.study.verify.again import roots_of
    from rendement.study.verify.reading import read_outcomes

    with usage(), outcomes():
        roots = roots_of(uitkomst, wortel)
        found = read_outcomes(uitkomst)
    verdicts, reasons = _with_then(uitkomst, found, roots)
    _tell(verdicts, reasons)
    if any(verdict.failed for verdict in verdicts):
        raise typer.Exit(FAILED)


def _with_then(path: str, found: "list[Outcome]", roots: "Roots") -> "tuple[list[Verdict], list[Reason]]":
    """What came of each; and why, of what a file that changed made another."""
    verdicts = _verdicts(found, roots)
    if not any(verdict.moved and verdict.changed for verdict in verdicts):
        return verdicts, []
    from rendement.study.verify.why import with_then

    return with_then(path, found, verdicts, roots)


def _tell(verdicts: "list[Verdict]", reasons: "list[Reason]") -> None:
    """What came of each, with why of the first that are others; and of all together."""
    from rendement.report.verify import closing_lines, more_lines, verdict_lines

    for number, verdict in enumerate(verdicts):
        _say(verdict_lines(verdict))
        own = [reason for reason in reasons[:MOST] if reason.of == number]
        if sum(map(_explained, own)):
            _say([""])
    _say(more_lines([reason.command for reason in reasons[MOST:]]))
    _say(closing_lines(verdicts))


def _explained(reason: "Reason") -> bool:
    """Show the difference that a command would tell, or say why there is none; whether there was one."""
    from rendement.cli.output import deliver
    from rendement.report.verify import unexplained_line

    told = reason.told()
    if isinstance(told, str):
        _say(filter(None, [unexplained_line(reason.command, told)]))
        return False
    from rendement.report.diff.document import difference_document

    _say([""])
    deliver([difference_document(told, brief=True)], FORMATS["table"], None)
    return True


def _say(lines: "Iterable[str]") -> None:
    from rendement.render.stream import harmless, write

    write(harmless("".join(f"{line}\n" for line in lines)))


def _verdicts(found: "list[Outcome]", roots: "Roots") -> "list[Verdict]":
    """Results one by one, and the rows of a batch together."""
    from rendement.study.verify.again import verified

    if any(kind == "rij" for kind, _ in found):
        from rendement.report.batch.verify import verified_rows

        rows = iter(verified_rows([data for kind, data in found if kind == "rij"], roots))
        return [next(rows) if kind == "rij" else verified(data, roots) for kind, data in found]
    return [verified(data, roots) for _, data in found]
