"""Where the page of each file stands: the folders of the files again, with names that every disk takes."""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.study.batch.files import EXTENSIONS, File

PAGE = ".html"
_MOST = 180  # bytes of a name, without its ending
# what some disk or browser does not take in a name, or reads in another way
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff" + r'<>:"|?*\\#%]+'
)


@record
class Places:
    """The page of every file, by the real path of that file; and how the file is called from their folder."""

    pages: Mapping[str, str]
    names: Mapping[str, str]

    def page_of(self, path: str | Path) -> str | None:
        """The page of a file, if it has one."""
        return self.pages.get(os.path.realpath(path))

    def name_of(self, path: str | Path) -> str:
        """The file as it is called from the folder that all have in common."""
        return self.names.get(os.path.realpath(path), str(path))


def places_of(files: Sequence[File], asked: Iterable[str], kept: Iterable[str]) -> Places:
    """A page for each: two never share one, nor one that is `kept`. `asked`: the names that were given.

    Raises UsageError when they have no folder in common.
    """
    entries = {file.path: _entry(file.path) for file in files}
    folders = {os.path.realpath(name) for name in asked if Path(name).is_dir()}
    folders |= {str(entry.parent) for entry in entries.values()}
    try:
        base = os.path.commonpath(folders)
    except ValueError:
        raise UsageError("deze bestanden staan op verschillende schijven; maak de pagina's apart") from None
    names = {path: entry.relative_to(base).as_posix() for path, entry in entries.items()}
    cleaned = {path: [*map(_fit, name.split("/"))] for path, name in names.items()}
    taken = {_same("/".join(pieces[:end])) for pieces in cleaned.values() for end in range(1, len(pieces))}
    taken |= {_same(name) for name in kept}
    pages: dict[str, str] = {}
    for path, pieces in cleaned.items():
        page = _free("/".join(pieces), taken)
        taken.add(_same(page))
        pages.setdefault(os.path.realpath(path), page)
    legible = {path: name.encode("utf-8", "backslashreplace").decode() for path, name in names.items()}
    return Places(pages, {os.path.realpath(path): name for path, name in legible.items()})


def _entry(path: str) -> Path:
    """Where a file stands, also when it leads elsewhere itself."""
    return Path(os.path.realpath(Path(path).parent), Path(path).name)


def _free(name: str, taken: set[str]) -> str:
    """The file with another ending; with its own before that, and a number, when somebody has that."""
    ending = next(filter(name.lower().endswith, EXTENSIONS), "")
    page, number = name.removesuffix(name[len(name) - len(ending) :]) + PAGE, 1
    while _same(page) in taken:
        page = f"{name}{f'-{number}' if number > 1 else ''}{PAGE}"
        number += 1
    return page


def _fit(piece: str) -> str:
    """A piece of an address that every disk takes.

    >>> _fit("Café & Co.yaml"), _fit("a:b?.yaml"), _fit(".x"), _fit("...")
    ('Café & Co.yaml', 'a-b-.yaml', '_.x', '_')
    """
    stem, dot, end = _UNFIT.sub("-", unicodedata.normalize("NFC", piece)).rpartition(".")
    stem, end = (part.encode()[:_MOST].decode(errors="ignore") for part in (stem, end))
    text = f"{stem}{dot}{end}".strip(" ").rstrip(". ")
    return f"_{text}" if not text or text.startswith(".") else text


def _same(name: str) -> str:
    """Alike for names that are one file on some disk."""
    return unicodedata.normalize("NFKC", name).casefold()


def address(page: str, seen_from: str = "") -> str:
    """A page as a link from another one.

    >>> address("a b/ü.html", "zoetermeer/x.html"), address("x.html")
    ('../a%20b/%C3%BC.html', 'x.html')
    """
    return "../" * seen_from.count("/") + quote(page)
