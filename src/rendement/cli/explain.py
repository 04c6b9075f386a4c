"""`rendement explain`: where a figure comes from."""

import sys
from typing import Annotated

import typer

from rendement.cli.app import FAILED, app, misuse, usage

FORMATS = ("table", "markdown", "json")


@app.command()
def explain(
    bestand: Annotated[str, typer.Argument(metavar="BESTAND", help="Een casus (YAML).")],
    pad: Annotated[
        str | None,
        typer.Argument(metavar="[PAD]", help="Een uitkomst, zoals baten[0].netto of totaal.rendement."),
    ] = None,
    formaat: Annotated[str, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = "table",
    stel: Annotated[
        list[str] | None, typer.Option("--set", metavar="PAD=WAARDE", help="Reken met een andere waarde.")
    ] = None,
    scenario: Annotated[str | None, typer.Option("--scenario", help="Reken met dit scenario.")] = None,
    perspectief: Annotated[
        str | None, typer.Option("--perspective", help="financieel, overheid, maatschappij of een actor.")
    ] = None,
    wortel: Annotated[
        str | None, typer.Option("--wortel", metavar="MAP", help="Lees geen bestanden buiten deze map.")
    ] = None,
) -> None:
    """Leg uit waar een getal vandaan komt: formule, invoer met regelnummer, bron en prijslijst."""
    from rendement.render import findings as findings_text
    from rendement.render.stream import write
    from rendement.report.contract import contract
    from rendement.report.explain import ProgrammeSubject, Subject, derive, every_path
    from rendement.report.lookup import LookupFailedError
    from rendement.source.path import PathError, format_path, parse_path
    from rendement.source.suggest import did_you_mean
    from rendement.study.single import Options, calculate

    if formaat not in FORMATS:
        misuse(f"--format {formaat}: kies {', '.join(FORMATS)}")
    with usage():
        outcome = calculate(bestand, Options(tuple(stel or ()), scenario, perspectief, wortel))
    sys.stderr.write(findings_text.as_text(outcome.findings))
    if outcome.failed or outcome.source is None:
        raise typer.Exit(FAILED)
    data = contract(outcome)
    subject: Subject | ProgrammeSubject
    if outcome.programme is not None:
        subject = ProgrammeSubject(data, outcome.source, outcome.programme)
    elif outcome.result is not None:
        subject = Subject(data, outcome.source, outcome.result, outcome.scenarios)
    try:
        path = parse_path(pad) if pad is not None else None
        if path is not None:
            derive(subject, path)
    except PathError as error:
        misuse(str(error))
    except LookupFailedError:
        known = [format_path(found) for found in every_path(subject.data)]
        listed = "zonder pad ziet u de hele casus; met --format json alle paden"
        misuse(f"`{pad}` is geen uitkomst van deze casus; {did_you_mean(str(pad), known, listed)}")
    if formaat == "json":
        from rendement.render.json import as_json
        from rendement.report.explain.data import as_data

        paths = [path] if path is not None else list(every_path(subject.data))
        found = [as_data(derive(subject, one)) for one in paths]
        write(as_json(found if path is None else found[0]))
        return
    from rendement.report.explain.page import figure_page, whole_page

    document = figure_page(subject, path) if path is not None else whole_page(subject)
    if formaat == "markdown":
        from rendement.render.markdown import as_markdown

        write(as_markdown([document]))
        return
    from rendement.render.terminal import show

    show(document)
