"""The formats: one registry, from which a name or an extension picks."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from rendement.source.finding import UsageError
from rendement.source.record import record

if TYPE_CHECKING:
    from rendement.report.assembly import ContentKind

Way = Literal["stream", "file", "narrow"]


@record
class Format:
    """One format: what it is made of, which function writes it, how it becomes bytes.

    `stream` is the function for standard output, `file` the one for a file of its own, `narrow` the one for
    a stream that lacks characters; `fixed` says that the encoding is part of the format, also in a pipe.
    """

    name: str
    extension: str
    kind: "ContentKind"
    stream: str
    file: str = ""
    narrow: str = ""
    codec: str = "utf-8"
    fixed: bool = False

    def text(self, content: Any, way: Way) -> str:
        """The content in this format; its module is imported only now."""
        chosen = {"file": self.file, "narrow": self.narrow, "stream": ""}[way] or self.stream
        module, _, function = chosen.partition(":")
        make: Callable[[Any], str] = getattr(import_module(f"rendement.render.{module}"), function)
        return make(content)


FORMATS = {
    item.name: item
    for item in (
        Format("table", ".txt", "verslag", "plain:as_plain"),
        Format("markdown", ".md", "verslag", "markdown:as_markdown"),
        Format("html", ".html", "verslag", "html:as_fragment", "html:as_page"),
        # Excel takes a tsv without a mark for an old code page
        Format("tsv", ".tsv", "verslag", "tsv:as_tsv", codec="utf-8-sig"),
        Format("csv", ".csv", "regels", "csv:as_csv", fixed=True),
        Format("csv-nl", "", "regels", "csv:as_dutch_csv", codec="utf-8-sig", fixed=True),
        Format("json", ".json", "contract", "json:as_json", narrow="json:as_ascii_json"),
    )
}


def choose(name: str | None, target: str | None, *, also: tuple[str, ...] = ()) -> Format:
    """The format by name, else by the extension of the target, else the table.

    `also` names formats that the caller has besides these; their extension is their name.

    Raises UsageError when there is no such format or extension.
    """
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"--format {name}: kies {', '.join((*FORMATS, *also))}")
        return FORMATS[name]
    if target is None:
        return FORMATS["table"]
    extension = PurePath(target).suffix.lower()
    for item in FORMATS.values():
        if item.extension and item.extension == extension:
            return item
    extensions = [item.extension for item in FORMATS.values() if item.extension]
    known = ", ".join([*extensions, *(f".{other}" for other in also)])
    what = f"de extensie {extension} is onbekend" if extension else "de naam heeft geen extensie"
    excel = "; voor Excel: --format csv-nl -o tabel.csv" if extension in (".xls", ".xlsx") else ""
    raise UsageError(f"-o {target}: {what}; kies {known}, of noem het formaat met --format{excel}")
