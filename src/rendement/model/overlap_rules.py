"""The rules of what a programme says of the overlap of its measures."""

import re
from collections.abc import Iterator

from rendement.model.programme import OverlapRow
from rendement.model.programme_values import Span
from rendement.source.finding import Finding
from rendement.source.scalar import span_text
from rendement.source.tree import Source

# each form, how many measures it names at least and at most, and what belongs to it
_FORMS: dict[str, tuple[int, int | None, tuple[str, ...]]] = {
    "tussen": (2, 2, ("deel",)),
    "alternatieven": (2, None, ("gekozen",)),
    "opeenvolgend": (2, None, ()),
    "voorwaarde": (1, None, ("voor",)),
}
_YEAR = re.compile(r"[0-9]{4}")
_NEEDED = {"tussen": "deel", "voorwaarde": "voor"}
_SHOWN = {
    "tussen": "{tussen: [a, b], deel: 30%}",
    "alternatieven": "{alternatieven: [a, b]}",
    "opeenvolgend": "{opeenvolgend: [a, b]}",
    "voorwaarde": "{voorwaarde: a, voor: [b, c]}",
}


def overlap_rows(row: OverlapRow, keys: frozenset[str]) -> Iterator[Finding]:
    """A row has one form, with what belongs to that and nothing of another."""
    forms = [form for form in _FORMS if form in keys]
    if len(forms) != 1:
        found = f"heeft er {len(forms)}" if forms else "heeft er geen"
        message = f"een rij van `overlap` heeft één vorm; deze {found}"
        yield Finding("overlap-vorm", message, f"kies: {', '.join(map('`{}`'.format, _SHOWN.values()))}")
        return
    (form,) = forms
    at_least, at_most, own = _FORMS[form]
    for other, (_, _, beside) in _FORMS.items():
        for key in beside:
            if key in keys and key not in own:
                yield Finding("hoort-bij", f"`{key}` hoort bij `{other}`", f"haal `{key}` weg", (key,))
    needed = _NEEDED.get(form)
    if needed is not None and needed not in keys:
        remedy = f"schrijf `{_SHOWN[form]}`"
        if form == "tussen":
            remedy += ", of `deel: onbekend`"
        yield Finding("sleutel-ontbreekt", f"naast `{form}` ontbreekt `{needed}`", remedy, (form,))
    names = (row.voorwaarde, *row.voor) if form == "voorwaarde" else getattr(row, form)
    enough = at_least <= len(names) and (at_most is None or len(names) <= at_most)
    if form != "voorwaarde" and not enough:
        often = "precies twee" if at_most else "ten minste twee"
        message = f"`{form}` noemt {often} maatregelen; hier: {len(names)}"
        remedy = "noem er nog een" if len(names) < at_least else "schrijf van elk tweetal een eigen rij"
        yield Finding("overlap-aantal", message, remedy, (form,))


def budget_years(source: Source, period: Span | None) -> Iterator[Finding]:
    """A budget by year is of a year of the programme."""
    pots = source.data.get("budgetten")
    for name, own in pots.items() if isinstance(pots, dict) else ():
        for key in own if isinstance(own, dict) else ():
            year = int(key) if _YEAR.fullmatch(key) else None
            if period is not None and year is not None and not period[0] <= year <= period[1]:
                message = f"{year} ligt buiten de periode {span_text(period)}"
                remedy = "verbeter het jaar, of haal dit budget weg"
                yield Finding("jaar-buiten-periode", message, remedy, ("budgetten", name, key))
