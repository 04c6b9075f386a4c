"""Where a file of the repository stands on the site, and whether every link of the site leads somewhere."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

# what has a page of another name; docs/ stands at the top, and a YAML file has a page of its own
PLACES = {
    "README.md": "leesmij.md",
    "CHANGELOG.md": "wijzigingen.md",
    "CONTRIBUTING.md": "meebouwen.md",
    "LICENSE": "licentie.txt",
    "cases/README.md": "gedrukt.md",
    "cases": "galerij.md",
    "examples": "galerij.md",
    "prijslijst": "prijzen/index.md",
    "prijslijst/WIJZIGINGEN.md": "prijzen/wijzigingen.md",
}

_FENCE = re.compile(r"^(```.*?^```[ ]*$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(\]\()([^)\s]+)(\))")
_OWN = re.compile(r"[a-z]+:|#|//", re.IGNORECASE)


def place(name: str) -> str:
    """The place on the site of a file or folder, named from the root of the repository.

    >>> place("docs/methode.md"), place("cases/"), place("cases/borne/x.yaml")
    ('methode.md', 'galerij.md', 'cases/borne/x.md')
    """
    path = PurePosixPath(name)
    known = PLACES.get(str(path))
    if known is not None:
        return known
    top, rest = path.parts[0], PurePosixPath(*path.parts[1:])
    if top == "docs" and path.suffix == ".md":
        return str(rest)
    if top in ("cases", "examples") and path.suffix == ".yaml":
        return str(path.with_suffix(".md"))
    if top == "prijslijst" and path.suffix == ".yaml":
        return str(PurePosixPath("prijzen", rest.with_suffix(".md")))
    if path.parent == PurePosixPath(".github/workflows"):
        return f"werkstromen/{path.stem}.md"
    raise ValueError(f"{name} staat niet op de site; geef het een plaats in tools/site_links.py")


def moved(text: str, name: str) -> str:
    """The text of a Markdown file of the repository, with its links as they are on the site."""
    here = dirname(name)
    there = dirname(place(name)) or "."

    def one(found: re.Match[str]) -> str:
        link, mark, anchor = found[2].partition("#")
        if not link or _OWN.match(link):
            return found[0]
        target = place(normpath(join(here, link)))
        return f"{found[1]}{relpath(target, there)}{mark}{anchor}{found[3]}"

    pieces = _FENCE.split(text)
    return "".join(piece if number % 2 else _LINK.sub(one, piece) for number, piece in enumerate(pieces))


class _Page(HTMLParser):
    """What a page asks for, links to, and can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses and the names of one element."""
        found = {key: value for key, value in attrs if value}
        self.anchors |= {found[key] for key in ("id", "name") if key in found}
        if tag == "a":
            self.links += [found["href"]] if "href" in found else []
        elif tag != "link" or found.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.asked += [found[key] for key in ("href", "src", "data", "poster") if key in found]


@cache
def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return page


def dead_links(folder: Path, root: str = "/") -> list[str]:
    """Every link of a built site to a page, file or anchor that is not there, and what it asks of elsewhere.

    `root` is the path at which the site will stand.
    """
    _read.cache_clear()
    found = []
    for path in sorted(folder.rglob("*.html")):
        page, name = _read(path), path.relative_to(folder).as_posix()
        for link in page.asked:
            if urlsplit(link).netloc:
                found.append(f"{name}: haalt {link} van elders")
        for link in dict.fromkeys([*page.links, *page.asked]):
            if not _leads(path, link, folder, root):
                found.append(f"{name}: {link} leidt nergens heen")
    return found


def _leads(path: Path, link: str, folder: Path, root: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    # the page of what is not found has no place of its own: its links begin at the root
    start = folder if parts.path.startswith(root) else path.parent
    target = (start / unquote(parts.path.removeprefix(root))).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not (target.is_file() and target.is_relative_to(folder.resolve())):
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target.suffix != ".html" or anchor in _read(target).anchors
