"""What else is wrong with a file that cannot be computed: all of its errors at once, and no echoes."""

from rendement.bind import bind
from rendement.model.library import load_library
from rendement.model.read import draft_case
from rendement.source.finding import Finding, has_errors
from rendement.source.names import visible
from rendement.source.root import find_root
from rendement.source.tree import Source
from rendement.study.calculation import Options
from rendement.study.override import Change, apply_prices

# says nothing when other figures are missing
_OF_AMOUNTS = frozenset({"betalers-geen-100", "kosten-negatief", "samen-onbekend", "samen-zeker"})
_OF_NAMES = frozenset({"totaal-in-tabel", "onzichtbaar-verschil"})
_OF_YEARS = frozenset({"voet-buiten-bereik"})  # the draft has years of its own
_OF_LISTS = frozenset({"onbekende-prijs"})
_OF_SERIES = frozenset({"onbekende-index", "jaar-buiten-index"})
_OF_ACTORS = frozenset({"onbekende-actor", "onbekend-perspectief"})
_OF_THE_TEXT = frozenset(
    {
        "anker",
        "label",
        "samenvoegsleutel",
        "dubbele-sleutel",
        "komma-tussen-haken",
        "spatie-na-dubbele-punt",
        "hekje-kapt-af",
        "harde-spatie",
    }
)
_OF_TABLES = frozenset(
    {"tabel-onbekend", "tabel-leeg", "csv-vorm", "kop-onbekend", "lege-cel", "pad-verlaat-wortel"}
)
_OF_CELLS = frozenset({"cel-fout", "formule-zonder-waarde"})
_OF_WHAT_IS_MISSING = frozenset({"sleutel-ontbreekt", "geen-omvang", "geen-regels", "hoort-bij"})


def other_errors(
    name: str,
    source: Source,
    changes: list[Change],
    findings: list[Finding],
    options: Options,
) -> list[Finding]:
    """Wrong names of prices, actors and lists in what can still be read of a case."""
    draft = draft_case(source)
    if draft is None:
        return []
    root = find_root(name, options.root)
    library, found = load_library(draft.prijslijsten, source, root, draft.indexcijfers, options.series)
    library, priced = apply_prices(library, changes)
    _, bound = bind(draft, source, library, options.perspective)
    known = {finding.path for finding in findings if finding.severity == "fout"}
    silent = set(_OF_AMOUNTS)
    if has_errors(found) or any(path.startswith("prijslijsten") for path in known):
        silent |= _OF_LISTS | _OF_SERIES
    if any(path.startswith("indexcijfers") for path in known):
        silent |= _OF_SERIES
    if any(path.startswith("actoren") for path in known) or any(f.code in _OF_ACTORS for f in found):
        silent |= _OF_ACTORS
    if "periode" in known:
        silent |= _OF_YEARS
    return found + [
        finding for finding in [*priced, *bound] if finding.code not in silent and finding.path not in known
    ]


def without_echoes(findings: list[Finding]) -> list[Finding]:
    """One mistake is one finding: what only follows from another one is dropped."""
    spoilt = {(f.mark.file, f.mark.line) for f in findings if f.code in _OF_THE_TEXT and f.mark.line}
    merged = [f.path.removesuffix("<<").rstrip(".") for f in findings if f.code == "samenvoegsleutel"]
    misnamed = {visible(str(f.place[-1])) for f in findings if f.code in _OF_NAMES}
    no_table = any(f.code in _OF_TABLES for f in findings)

    cells = {f.mark for f in findings if f.code in _OF_CELLS}

    def echo(finding: Finding) -> bool:
        if finding.code in _OF_THE_TEXT:
            return False
        if (finding.mark.file, finding.mark.line) in spoilt:
            return True
        if finding.code not in _OF_CELLS and finding.mark in cells:
            return True
        if finding.code in _OF_LISTS and finding.place and visible(str(finding.place[-1])) in misnamed:
            return True
        if finding.code == "geen-casussen":
            return no_table
        return finding.code in _OF_WHAT_IS_MISSING and any(_below(finding.path, block) for block in merged)

    return [finding for finding in findings if not echo(finding)]


def _below(path: str, block: str) -> bool:
    return not block or path == block or path.startswith(f"{block}.")
