"""The price lists of the site: every list as tables by subject, and what else stands in `prijslijst/`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rendement.render.markdown import as_markdown, escaped
from rendement.report.document import Facts
from rendement.report.dutch import plain
from rendement.report.prices import lists_document, post_document
from rendement.report.series import series_document
from rendement.study.prices import Hit, OpenList, open_price_lists, open_series
from site_gallery import source_page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "prijslijst"
COLUMNS = ("post", "prijs", "eenheid", "betaler", "prijspeil", "bron en toelichting")
OTHERS = {
    "actoren": "Wie er betaalt en ontvangt",
    "indexcijfers": "Indexcijfers",
    "normen": "De discontovoet door de tijd",
}


def prices() -> Iterator[tuple[str, str]]:
    """Every page about prices, by its place on the site."""
    found, _ = open_price_lists()
    for open_list in found:
        yield f"prijzen/{open_list.reference}.md", _list_page(open_list)
    for name, title in OTHERS.items():
        path = FOLDER / f"{name}.yaml"
        yield f"prijzen/{name}.md", source_page(path.read_text("utf-8"), f"prijslijst/{path.name}", title)
    for path in sorted(FOLDER.glob("*.yaml")):
        yield f"prijzen/{path.name}", path.read_text("utf-8")
    yield "prijzen/index.md", _index(found)


def _index(found: list[OpenList]) -> str:
    """What lists there are, and the series and norms beside them."""
    lists = "\n".join(
        f"- [{escaped(item.price_list.titel or item.reference)}]({item.reference}.md)" for item in found
    )
    others = "\n".join(f"- [{title}]({name}.md)" for name, title in OTHERS.items())
    series = as_markdown([series_document(open_series()[0])])
    series = series.replace("\n## ", "\n### ").replace("# ", "## ", 1)
    return (
        f"{as_markdown([lists_document(found)])}\n## De lijsten\n\n{lists}\n\n"
        f"[Wijzigingen van de lijsten](wijzigingen.md)\n\n## En verder\n\n{others}\n\n{series}"
    )


def _list_page(open_list: OpenList) -> str:
    """One list: its source, and a table per subject."""
    own = open_list.price_list
    lines = [
        f"# {escaped(own.titel or open_list.reference)}",
        "",
        f"In een casus: `prijslijsten: [{open_list.reference}]`, en dan `prijs:` met de naam van een post. "
        f"Bron: {escaped(own.bron or 'niet genoemd')}. "
        f"[Het bestand zelf]({open_list.reference}.yaml) · [alle lijsten](index.md)",
    ]
    hits = [Hit(open_list, entry) for entry in open_list.entries.values()]
    for subject, some in groupby(sorted(hits, key=_subject), key=_subject):
        lines += ["", f"## {escaped(subject)}", "", f"| {' | '.join(COLUMNS)} |", "|---|--:|---|---|---|---|"]
        lines += [_row(hit) for hit in some]
    return "\n".join(lines) + "\n"


def _subject(hit: Hit) -> str:
    return hit.entry.code.partition("/")[0]


def _row(hit: Hit) -> str:
    """A post as `rendement prices toon` shows it, in one row."""
    shown, post = post_document(hit), hit.entry.post
    items = next(block.items for block in shown.blocks if isinstance(block, Facts))
    facts = [(label, escaped(cell.text).replace("€ ", "€\u00a0")) for label, cell in items]
    labels, known = [label for label, _ in facts], dict(facts)
    first = facts[: labels.index("Eenheid")]
    sources = (plain(one).rstrip(".") for one in (post.bron, post.toelichting) if one)
    cells = (
        f"{escaped(shown.title)}<br>`{hit.entry.code}`",
        "<br>".join(text if label == "Prijs" else f"{escaped(label)}: {text}" for label, text in first),
        known["Eenheid"],
        "<br>".join(
            f"{escaped(label[8:])} {text}".strip() for label, text in facts if label[:7] == "Betaler"
        ),
        known["Prijspeil"],
        escaped(". ".join(sources)),
    )
    return f"| {' | '.join(cells)} |"
