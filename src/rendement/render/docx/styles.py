"""Which style of a template stands for which part of the report; where it has none, the nearest one."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from rendement.render.docx.xml import W

# what comes nearest, the best first; after those what stands for every paragraph
_NEAREST = {
    "Title": ("Heading 1",),
    "Heading 1": ("Heading 2", "Heading 3", "Title"),
    "Heading 2": ("Heading 3", "Heading 1"),
    "Caption": ("table of figures",),
    "List Bullet": ("List Bullet 2", "List Paragraph"),
    "TOC Heading": ("Subtitle",),
    "Strong": ("Intense Emphasis",),
    "Emphasis": ("Subtle Emphasis",),
}
# what Dutch Word calls them
_DUTCH = {
    "Title": "Titel",
    "Subtitle": "Ondertitel",
    "Heading 1": "Kop 1",
    "Heading 2": "Kop 2",
    "Heading 3": "Kop 3",
    "Caption": "Bijschrift",
    "Table Grid": "Tabelraster",
    "List Bullet": "Lijst opsom.teken",
    "List Bullet 2": "Lijst opsom.teken 2",
    "List Paragraph": "Lijstalinea",
    "TOC Heading": "Kopvaninhoudsopgave",
    "Strong": "Zwaar",
    "Emphasis": "Nadruk",
    "Intense Emphasis": "Intensieve benadrukking",
    "Subtle Emphasis": "Subtiele benadrukking",
}
_BARE = {"Strong": "<w:b/>", "Emphasis": "<w:i/>"}  # where no style is near
_PREFIX = "Rendement "
_CONTENTS = ("toc 1", "toc 2")  # Word as well makes them when it needs them


@cache
def own_part(name: str) -> bytes:
    """A part of the template that is used where none is given."""
    return files("rendement.render.docx").joinpath("eigen", name).read_bytes()


def named(style: str) -> str:
    """A style by its name, with the one that Dutch Word shows.

    >>> named("Heading 1"), named("vet")
    ('Heading 1 (Kop 1)', 'vet')
    """
    return f"{style} ({_DUTCH[style]})" if style in _DUTCH else style


class Styles:
    """The styles of a document by what they are for; what lacks is remembered."""

    def __init__(self, root: Any, settings: Any, width: int, parse: Callable[[bytes], Any]) -> None:
        self.root, self.width = root, width
        self.lacking: dict[str, str] = {}
        self.known: dict[tuple[str, str], Any] = {}
        self.default = ""
        for style in root.iterchildren(f"{W}style"):
            kind, name = style.get(f"{W}type", "paragraph"), _value(style, "name")
            self.known.setdefault((kind, name.lower()), style)
            if kind == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self.default = style.get(f"{W}styleId", "")
        self._add_own(parse(own_part("styles.xml")))
        self.table = self._table(settings)

    def paragraph(self, wanted: str) -> str:
        """The style of a paragraph."""
        return self._id("paragraph", wanted) or self.default

    def look(self, wanted: str) -> str:
        """The properties of letters that stand out."""
        found = self._id("character", wanted)
        return f'<w:rStyle w:val="{escape(found)}"/>' if found else _BARE[wanted]

    def cell(self, *, right: bool) -> str:
        """The style of what stands in a table."""
        return self._own("tabelcijfer" if right else "tabeltekst")

    def head(self, *, right: bool) -> str:
        """The style of the head of a column."""
        return self._own("tabelkop cijfer" if right else "tabelkop")

    @property
    def code(self) -> str:
        """The look of what can be typed."""
        return f'<w:rStyle w:val="{self._own("code")}"/>'

    def level(self, wanted: str) -> list[str]:
        """What makes a heading of a paragraph whose own style lacks."""
        self.paragraph(wanted)
        return [f'<w:outlineLvl w:val="{int(wanted[-1]) - 1}"/>'] if wanted in self.lacking else []

    def bulleted(self) -> bool:
        """Whether the style of a list has a mark of its own."""
        wanted: str | None = self.paragraph("List Bullet")
        by_id = {style.get(f"{W}styleId"): style for (kind, _), style in self.known.items() if kind[0] == "p"}
        seen = set()
        while wanted in by_id and wanted not in seen:
            seen.add(wanted)
            if by_id[wanted].find(f"{W}pPr/{W}numPr") is not None:
                return True
            wanted = _value(by_id[wanted], "basedOn")
        return False

    def _id(self, kind: str, wanted: str) -> str:
        for name in (wanted, *_NEAREST.get(wanted, ())):
            style = self.known.get((kind, name.lower()))
            if style is not None:
                if name != wanted:
                    self.lacking[wanted] = name
                return str(style.get(f"{W}styleId", ""))
        self.lacking[wanted] = "de gewone letter" if kind == "character" else "de gewone alinea"
        if wanted in _BARE:
            self.lacking[wanted] = "vet" if wanted == "Strong" else "schuin"
        return ""

    def _own(self, name: str) -> str:
        kind = "character" if name == "code" else "paragraph"
        return str(self.known[kind, f"{_PREFIX}{name}".lower()].get(f"{W}styleId"))

    def _add_own(self, ours: Any) -> None:
        """Styles of ours that the document has not itself, on top of its own letter."""
        taken = {style.get(f"{W}styleId") for style in self.known.values()}
        for style in ours.iterchildren(f"{W}style"):
            name, kind = _value(style, "name"), style.get(f"{W}type")
            if not name.startswith((_PREFIX, *_CONTENTS)) or (kind, name.lower()) in self.known:
                continue
            new = deepcopy(style)
            if new.get(f"{W}styleId") in taken:
                new.set(f"{W}styleId", f"{new.get(f'{W}styleId')}1")
            base = new.find(f"{W}basedOn")
            if base is not None:
                near = {"Rendementtabeltekst": "tabeltekst", "Rendementtabelkop": "tabelkop"}
                named = base.get(f"{W}val", "")
                base.set(f"{W}val", self._own(near[named]) if named in near else self.default)
            for tab in new.iter(f"{W}tab"):
                tab.set(f"{W}pos", str(self.width))
            self.known[kind, name.lower()] = new
            self.root.append(new)

    def _table(self, settings: Any) -> str:
        """The style of tables: what the template takes for new ones, else `Table Grid`, else its first."""
        found = None if settings is None else settings.find(f"{W}defaultTableStyle")
        tables = {name: style for (kind, name), style in self.known.items() if kind == "table"}
        ids = {style.get(f"{W}styleId"): name for name, style in tables.items()}
        if found is not None and found.get(f"{W}val") in ids:
            return str(found.get(f"{W}val"))
        if "table grid" in tables:
            return str(tables["table grid"].get(f"{W}styleId"))
        others = [style for name, style in tables.items() if name != "normal table"]
        near = (others or [None])[0]
        self.lacking["Table Grid"] = "geen" if near is None else _value(near, "name")
        return "" if near is None else str(near.get(f"{W}styleId"))


def _value(style: Any, tag: str) -> str:
    found = style.find(f"{W}{tag}")
    return "" if found is None else str(found.get(f"{W}val", ""))
