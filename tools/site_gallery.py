"""The gallery of the site: every case, programme and monitor as its report page, beside its YAML."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases_page import options
from rendement.render.markdown import escaped
from rendement.render.page import as_page
from rendement.report.contents import contents
from rendement.report.dutch import number
from rendement.source.currency import sign_of
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from rendement.study.report import reported

ROOT = Path(__file__).resolve().parent.parent
REPORT = "-rapport.html"
UNSEARCHED = "---\nsearch:\n  exclude: true\nhide:\n  - toc\n---\n\n"

HEAD = """# Galerij

Elke casus, elk programma en elke monitor van dit project, met het bestand ernaast: de pagina die
`rendement report BESTAND -o rapport.html` ervan maakt. Op zo'n pagina staan schuiven: verander een aanname,
en elk cijfer gaat mee. Zij is één bestand en vraagt niets op.

Begin met [Zoveel Meer](cases/zoetermeer/zoveel-meer-rapport.html): twee baten, twee kosten.
Wat de bronnen zelf afdrukten, en waar zij dwalen, staat bij [gedrukt en berekend](gedrukt.md).
"""

FOLDERS = {
    "examples": "Voorbeelden van de handleiding",
    "cases/bergen-op-zoom": "Bergen op Zoom",
    "cases/borne": "Borne",
    "cases/noordoostpolder": "Noordoostpolder",
    "cases/oude-ijsselstreek": "Oude IJsselstreek",
    "cases/zoetermeer": "Zoetermeer",
    "cases/elders": "Gepubliceerde analyses van anderen",
}
COLUMNS = ("rapport", "soort", "periode", "rendement of saldo", "baten per euro", "bevindingen", "bestand")


def gallery() -> Iterator[tuple[str, str]]:
    """Every file of the gallery, by its place on the site.

    Call it at the root of the repository: a report names its file as it was asked for.
    """
    rows: dict[str, list[str]] = {folder: [] for folder in FOLDERS}
    for folder, own in rows.items():
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            name = path.relative_to(ROOT)
            place = name.with_suffix("").as_posix()
            text = path.read_text("utf-8")
            calculation = calculate(name.as_posix(), options(name))
            data = contract(calculation)
            own.append(_row(data, place))
            yield f"{place}{REPORT}", as_page(contents("pagina", reported(calculation)))
            yield f"{place}.yaml", text
            yield f"{place}.md", source_page(text, name.as_posix(), str(data["naam"]))
    yield "galerij.md", "\n".join([HEAD, *(_table(FOLDERS[folder], own) for folder, own in rows.items())])


def source_page(text: str, name: str, title: str) -> str:
    """The text of a file as a page, and where its report is, if it has one; the search leaves it out."""
    path = Path(name)
    links = [f"[het bestand zelf]({path.name})"]
    if name.startswith(("cases/", "examples/")):
        links.insert(0, f"[de pagina met schuiven]({path.stem}{REPORT})")
    head = f"{UNSEARCHED}# {escaped(title)}\n\n`{name}`: {' · '.join(links)}"
    return f"{head}\n\n````yaml\n{text.rstrip()}\n````\n"


def _table(title: str, rows: list[str]) -> str:
    lines = [f"| {' | '.join(COLUMNS)} |", "|---|---|---|--:|--:|--:|---|", *rows]
    return "\n".join([f"## {title}", "", *lines, ""])


def _row(data: dict[str, Any], place: str) -> str:
    total, sign = data["totaal"], sign_of(data["bedragen_in"])
    net = total.get("rendement", total.get("saldo"))
    ratio = total.get("baten_per_euro")
    first, last = data["periode"]
    cells = (
        f"[{escaped(str(data['naam']))}]({place}{REPORT})",
        data["soort"],
        f"{first}" if first == last else f"{first}-{last}",
        "–" if net is None else f"{sign} {number(net)}".replace(" ", "\u00a0"),
        "–" if ratio is None else number(ratio, 2),
        str(len(data["bevindingen"])),
        f"[YAML]({place}.md)",
    )
    return f"| {' | '.join(cells)} |"
