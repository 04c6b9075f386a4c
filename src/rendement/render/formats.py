"""The formats: one registry for each kind of answer, from which a name or an extension picks."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from rendement.source.finding import UsageError
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.report.assembly import ContentKind

Way = Literal["stream", "file", "narrow"]


@record
class Format:
    """One format: what it is made of, which function writes it, how it becomes bytes.

    `stream` is the function for standard output, `file` the one for a file of its own, `narrow` the one for
    a stream that lacks characters, `rows` the one for very many rows of plain values, `flow` the one that
    writes those into a file one by one. `fixed` says that the
    encoding is part of the format, also in a pipe; without a codec it is no text. `commands` says that
    its lines are commands to whoever runs us. `needs` is a function that raises UsageError when a library
    lacks.
    """

    name: str
    extension: str
    kind: "ContentKind"
    stream: str = ""
    file: str = ""
    narrow: str = ""
    rows: str = ""
    flow: str = ""
    codec: str = "utf-8"
    fixed: bool = False
    commands: bool = False
    needs: str = ""

    def text(self, content: Any, way: Way) -> str | bytes:
        """The content in this format, bytes when it is no text; its module is imported only now."""
        made: str | bytes = _function({"file": self.file, "narrow": self.narrow}.get(way) or self.stream)(
            content
        )
        return made

    def table(self, fields: Any, rows: Any) -> str | bytes:
        """The rows in this format: text, or bytes when it is no text."""
        made: str | bytes = _function(self.rows)(fields, rows)
        return made

    def pour(self, fields: Any, rows: Any, sink: BinaryIO) -> None:
        """The same bytes into a file, of which no more than a few rows are held."""
        if self.flow:
            _function(self.flow)(fields, rows, sink)
        else:
            made = self.table(fields, rows)
            sink.write(made if isinstance(made, bytes) else made.encode(self.codec, "replace"))

    def prepare(self) -> None:
        """Raise UsageError when something lacks, before the work begins."""
        if self.needs:
            _function(self.needs)()


def _function(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(f"rendement.render.{module}"), name)
    return function


def _named(*formats: Format) -> dict[str, Format]:
    return {item.name: item for item in formats}


FORMATS = _named(
    Format("table", ".txt", "verslag", "plain:as_plain"),
    Format("markdown", ".md", "verslag", "markdown:as_markdown"),
    Format("html", ".html", "verslag", "html:as_fragment", "html:as_page"),
    # Excel takes a tsv without a mark for an old code page
    Format("tsv", ".tsv", "verslag", "tsv:as_tsv", codec="utf-8-sig"),
    Format("csv", ".csv", "regels", "csv:as_csv", rows="rows:as_csv", flow="csv_rows:write_rows", fixed=True),
    Format(
        "csv-nl", "", "regels", "csv:as_dutch_csv", rows="rows:as_dutch_csv", codec="utf-8-sig", fixed=True
    ),
    Format("json", ".json", "contract", "json:as_json", narrow="json:as_ascii_json"),
)
# an explanation and a single post are no table of lines
WITHOUT_LINES = _named(*(item for item in FORMATS.values() if item.kind != "regels"))
OF_A_BATCH = FORMATS | _named(
    Format(
        "parquet",
        ".parquet",
        "rijen",
        rows="parquet:as_parquet",
        flow="parquet:write_rows",
        codec="",
        needs="parquet:require",
    )
)
OF_A_CHECK = _named(
    Format("table", ".txt", "bevindingen", "findings:as_text"),
    Format("json", ".json", "contract", "json:as_json"),
    Format("github", "", "bevindingen", "github:as_github", commands=True),
    Format("sarif", ".sarif", "bestanden", "sarif:as_sarif"),
    Format("junit", ".xml", "bestanden", "junit:as_junit"),
)
# a step summary of GitHub is Markdown as well; it folds the rest away behind the parts
OF_A_DIFFERENCE = FORMATS | _named(Format("github", "", "verslag", "step_summary:as_step_summary"))
# each a document of its own, in a form that can be read without us
OF_A_REPORT = _named(
    FORMATS["markdown"],
    Format("html", ".html", "pagina", "page:as_page"),
    Format("xlsx", ".xlsx", "werkboek", file="xlsx:as_xlsx", codec="", needs="xlsx:require"),
    Format("docx", ".docx", "verslag", file="docx:as_docx", codec="", needs="docx:require"),
    Format("pdf", ".pdf", "drukwerk", file="pdf:as_pdf", codec="", needs="pdf:require"),
)

# endings of office programs; and the format that opens in them, its ending, and what to do with it
OFFICE = (
    ((".doc", ".odt", ".rtf"), "docx", ".docx", "Word opent dat"),
    ((".doc", ".docx", ".odt", ".rtf"), "html", ".html", "Word opent dat"),
    ((".pdf",), "html", ".html", "en druk dat af als pdf"),
    ((".xls", ".xlsx", ".ods"), "csv-nl", ".csv", "Excel opent dat"),
    ((".xls", ".xlsx", ".ods"), "tsv", ".tsv", "Excel opent dat"),
)


def listed(names: Iterable[str]) -> str:
    """Names to choose from, as the help gives them.

    >>> listed(["table", "html", "json"])
    'table, html of json'
    """
    *others, last = names
    return f"{', '.join(others)} of {last}" if others else last


def choose(
    name: str | None, target: str | None, among: Mapping[str, Format] = FORMATS, *, named: bool = True
) -> Format:
    """The format by name, else by the extension of the target, else the first of all.

    `named`: whether the command takes a name.

    Raises UsageError when there is no such format or extension.
    """
    if name is not None:
        if name not in among:
            raise UsageError(f"--format {name}: kies {', '.join(among)}")
        return among[name]
    if target is None:
        return next(iter(among.values()))
    extension = PurePath(target).suffix.lower()
    extensions = {item.extension: item for item in among.values() if item.extension}
    if extension in extensions:
        return extensions[extension]
    what = f"de extensie {extension} is onbekend" if extension else "de naam heeft geen extensie"
    kinds = f"kies {', '.join(extensions)}" + (", of noem het formaat met --format" if named else "")
    raise UsageError(f"-o {target}: {what}; {_opened_by(target, among)}{kinds}")


def _opened_by(target: str, among: Mapping[str, Format]) -> str:
    """For a file of an office program: what is written here and opens there."""
    path = PurePath(target)
    fits = (choice for choice in OFFICE if path.suffix.lower() in choice[0] and choice[1] in among)
    _, name, extension, why = next(fits, ((), "", "", ""))
    if not name:
        return ""
    option = "" if among[name].extension else f"--format {name} "
    return f"schrijf {option}-o {typed(str(path.with_suffix(extension)))} ({why}), of "


def typed(name: str) -> str:
    """The name of a file as it is typed.

    >>> typed("uit.html"), typed("mijn verslag.html")
    ('uit.html', "'mijn verslag.html'")
    """
    return name if name.split() == [name] else repr(name)
