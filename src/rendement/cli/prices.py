"""`rendement prices`: all price lists, a search, one post, the index series, and a list from a table."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rendement.cli import options
from rendement.cli.dutch import Verb, VerbGroup
from rendement.cli.exits import FAILED, misuse, usage
from rendement.cli.verbs import registry
from rendement.render.formats import FORMATS, WITHOUT_LINES, choose, listed

if TYPE_CHECKING:
    from rendement.report.document import Document
    from rendement.source.finding import Finding
    from rendement.study.price_text import About
    from rendement.study.prices import OpenList

Lijst = Annotated[
    list[str] | None,
    typer.Option("--lijst", metavar="PAD", help="Kijk ook in deze prijslijst (YAML; mag vaker)."),
]
Formaat = Annotated[str | None, options.format_option(FORMATS)]

prices = typer.Typer(
    name="prices",
    cls=VerbGroup,
    help="Prijslijsten: opsommen, doorzoeken, tonen, maken uit een tabel; en de indexreeksen.",
    rich_markup_mode=None,
    invoke_without_command=True,
)
registry.add_typer(prices)


@prices.callback()
def everything(context: typer.Context, lijst: Lijst = None, formaat: Formaat = None) -> None:
    """Toon de meegeleverde prijslijsten; met zoek, toon, reeksen of import: zie hun eigen --help."""
    if context.invoked_subcommand is not None:
        if lijst or formaat:
            misuse(f"zet --lijst en --format achter `{context.invoked_subcommand}`")
        return
    open_lists = _open_lists(lijst)
    from rendement.report.prices import list_data, lists_document

    _answer(formaat, lists_document(open_lists), [list_data(open_list) for open_list in open_lists])


@prices.command(cls=Verb, help="Zoek posten waarin alle woorden voorkomen.")
def zoek(
    woorden: Annotated[
        list[str],
        typer.Argument(metavar="WOORD...", help="Deel van code, naam, domein, toelichting of lijst."),
    ],
    lijst: Lijst = None,
    formaat: Formaat = None,
) -> None:
    """Search the posts."""
    open_lists = _open_lists(lijst)
    from rendement.report.prices import found_document, post_data
    from rendement.study.prices import search, similar

    found = search(open_lists, woorden)
    if found:
        _answer(formaat, found_document(found, woorden), [post_data(hit) for hit in found])
        return
    near = similar(open_lists, woorden)
    if near:
        _answer(formaat, found_document(near, woorden, exact=False), [])
    elif formaat == "json":
        _answer(formaat, None, [])
    sys.stderr.write(f"rendement: geen prijspost gevonden met {' '.join(woorden)[:80]}\n")
    raise typer.Exit(FAILED)


@prices.command(cls=Verb, help="Toon één post, en hoe u hem in een casus schrijft.")
def toon(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Zoals wonen/huisuitzetting.")],
    lijst: Lijst = None,
    formaat: Formaat = None,
) -> None:
    """Show one post."""
    open_lists = _open_lists(lijst)
    from rendement.report.prices import post_data, post_document
    from rendement.source.suggest import did_you_mean
    from rendement.study.prices import lookup

    found = lookup(open_lists, code.partition("@")[0].strip())
    if not found:
        known = [name for open_list in open_lists for name in open_list.entries]
        remedy = did_you_mean(code, known, "zoek met `rendement prices zoek …`")
        misuse(f"er is geen prijspost {code[:60]}; {remedy}")
    documents = [post_document(hit) for hit in found]
    _answer(formaat, documents, [post_data(hit) for hit in found])


@prices.command(cls=Verb, help="Toon de indexreeksen en hun jaren, ook die van eigen bestanden.")
def reeksen(
    bestanden: Annotated[
        list[str] | None, typer.Argument(metavar="[PAD]...", help="Bestanden met eigen indexcijfers (.yaml).")
    ] = None,
    formaat: Formaat = None,
) -> None:
    """List the index series."""
    from rendement.report.series import series_data, series_document
    from rendement.study.prices import open_series

    with usage():
        found, findings = open_series(bestanden or ())
    _refuse(findings)
    _answer(formaat, series_document(found), [series_data(item) for item in found])


_HELP = """Maak een prijslijst uit een tabel, of uit de gemiddelden van een monitor.

Kolommen: code, naam en bedrag; en als u ze hebt tarief, eenheid, betaler, domein, prijspeil, bron en
toelichting. Rijen met dezelfde code zijn tarieven van één post.
"""


@prices.command("import", cls=Verb, help=_HELP)
def import_(
    tabel: Annotated[
        str, typer.Argument(metavar="TABEL", help="Een tabel (.csv, .xlsx), of een monitor (.yaml).")
    ],
    uitvoer: Annotated[
        str, typer.Option("-o", "--output", metavar="LIJST", help="De prijslijst die gemaakt wordt (.yaml).")
    ],
    naam: Annotated[
        str | None, typer.Option("--naam", help="Naam van de lijst; anders de naam van het bestand.")
    ] = None,
    titel: Annotated[str | None, typer.Option("--titel", help="Titel van de lijst.")] = None,
    bron: Annotated[
        str | None, typer.Option("--bron", help="Bron van alle posten die er zelf geen noemen.")
    ] = None,
    prijspeil: Annotated[
        int | None, typer.Option("--prijspeil", help="Prijspeil van alle posten die er zelf geen noemen.")
    ] = None,
    blad: Annotated[
        str | None, typer.Option("--blad", help="Blad van het werkboek; anders het eerste.")
    ] = None,
    kolom: Annotated[
        str | None,
        typer.Option("--kolom", help="Kolom van de monitor; anders het laatste hele gerealiseerde jaar."),
    ] = None,
    overschrijf: options.Overwrite = False,
) -> None:
    """Make a price list from a table."""
    from rendement.cli.saving import refuse_existing, save
    from rendement.study.files import check_target
    from rendement.study.price_text import About

    with usage():
        about = About(naam or Path(uitvoer).stem, titel, bron, prijspeil)
        if not uitvoer.lower().endswith((".yaml", ".yml")):
            misuse(f"-o {uitvoer}: een prijslijst is een .yaml-bestand")
        check_target(uitvoer, [tabel])
        refuse_existing(uitvoer, overschrijf)
        if tabel.lower().endswith((".yaml", ".yml")):
            text, findings = _from_monitor(tabel, about, kolom)
        else:
            text, findings = _from_table(tabel, about, blad)
    _say(findings)
    if text is None:
        raise typer.Exit(FAILED)
    save(uitvoer, text)


def _from_table(file: str, about: "About", tab: str | None) -> "tuple[str | None, list[Finding]]":
    """The text of a list of the prices in a table."""
    from rendement.source.finding import has_errors
    from rendement.source.root import find_root, outside
    from rendement.source.sheet import read_sheet
    from rendement.study.price_table import import_table

    wrong = outside(file, find_root(file))
    sheet, findings = read_sheet(file, tab) if wrong is None else (None, [wrong])
    if sheet is None or has_errors(findings):
        return None, findings
    text, found = import_table(sheet, about)
    return text, findings + found


def _from_monitor(file: str, about: "About", column: str | None) -> "tuple[str | None, list[Finding]]":
    """The text of a list of what a client costs, from the averages of a monitor."""
    from rendement.study.monitor_prices import prices_of
    from rendement.study.pipeline import calculate

    calculation = calculate(file)
    findings = list(calculation.findings)
    if calculation.monitor is not None:
        return prices_of(calculation.monitor, about, column, calculation.money.currency), findings
    if not calculation.failed or calculation.is_price_list:
        misuse(f"{file}: dit is geen monitor; een prijslijst wordt gemaakt uit een tabel of een monitor")
    return None, findings


def _open_lists(files: list[str] | None) -> list["OpenList"]:
    """The lists at hand; ends with exit code 1 when one that was named cannot be read."""
    from rendement.study.prices import open_price_lists

    with usage():
        open_lists, findings = open_price_lists(files or ())
    _refuse(findings)
    return open_lists


def _refuse(findings: "list[Finding]") -> None:
    """Say what there is to say; ends with exit code 1 when something of it is an error."""
    from rendement.source.finding import has_errors

    _say(findings)
    if has_errors(findings):
        raise typer.Exit(FAILED)


def _say(findings: "list[Finding]") -> None:
    from rendement.render.findings import as_text
    from rendement.source.finding import in_order

    if findings:
        sys.stderr.write(as_text(in_order(findings)))


def _answer(formaat: str | None, shown: "Document | list[Document] | None", data: list[Any]) -> None:
    """Write in the format asked for: documents, their table, or plain data."""
    from rendement.cli.output import deliver
    from rendement.report.document import Table

    with usage():
        form = choose(formaat, None)
    documents = shown if isinstance(shown, list) else [shown] if shown else []
    if form.kind == "contract":
        deliver(data, form, None)
    elif form.kind == "verslag":
        deliver(documents, form, None)
    else:
        tables = [block for document in documents for block in document.blocks if isinstance(block, Table)]
        if not tables:
            misuse(f"--format {formaat}: één post is geen tabel; kies {listed(WITHOUT_LINES)}")
        deliver(tables[0], form, None)
