"""Rules about the households of a line: each is one household, and not what others add up to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from rendement.model.facts import Facts
from rendement.model.line import Household
from rendement.model.values import point
from rendement.source.finding import Finding
from rendement.source.names import visible
from rendement.source.notes import cut
from rendement.source.path import Path
from rendement.source.record import record

FEWEST = 3  # a sum of fewer others is met by chance

_MILLION = 1_000_000  # numbers are compared in millionths, so that adding them is exact
_ANYWHERE = frozenset({"totaal", "totalen", "subtotaal", "eindtotaal", "total", "totals", "subtotal"})
_IN_FRONT = _ANYWHERE | {"som", "sum", "gemiddelde", "gem", "average", "avg", "mean", "mediaan", "median"}
_FIRST, _LAST = re.compile(r"[^\W\d_]+"), re.compile(r"\b([^\W\d_]+)\W*$")
_LONGEST = 60  # characters at the end in which the last word is sought
_ALONE = frozenset({"gemiddeld", "σ", "∑"})

# rows are told apart by a polynomial in the base: two that differ agree once in so many times
_PRIME, _BASE = 2**89 - 1, 0x9E3779B97F4A7C15F39C


@record
class _Named:
    """A household or a post by its name, and the first place where that stands."""

    name: str
    place: Path
    what: str


def distinct_households(facts: Facts) -> Iterator[Finding]:
    """A line has households, and two of them do not share a name."""
    if facts.line.casussen == ():
        remedy = "voeg casussen toe met `naam:` en `posten:`, of haal de sleutel weg"
        yield Finding("geen-casussen", "er staan geen casussen", remedy, ("casussen",))
    seen: set[str] = set()
    for i, household in enumerate(facts.line.casussen or ()):
        if household.naam in seen:
            message = f"er is al een casus `{cut(household.naam)}`"
            remedy = "geef elke casus een eigen naam"
            yield Finding("dubbele-casus", message, remedy, ("casussen", i, "naam"), of_value=True)
        seen.add(household.naam)


def names_of_one_thing(facts: Facts) -> Iterator[Finding]:
    """No name stands for a sum of others, and no two look the same without being so."""
    households = facts.line.casussen or ()
    for named in (_households(households), _posts(households)):
        seen: dict[str, str] = {}
        for item in named:
            known = seen.setdefault(visible(item.name), item.name)
            if is_total(item.name):
                message = f"`{cut(item.name)}` is een optelling, geen {item.what}"
                remedy = "haal haar hele kolom of rij weg: optellen en middelen doet de rekenaar zelf"
                yield _about(item, Finding("totaal-in-tabel", message, remedy))
            elif known != item.name:
                message = (
                    f"`{cut(known)}` staat er al en ziet er hetzelfde uit, maar bestaat uit andere tekens"
                )
                remedy = "kopieer de naam van de ene plaats naar de andere"
                yield _about(item, Finding("onzichtbaar-verschil", message, remedy))


def no_sum_of_others(facts: Facts) -> Iterator[Finding]:
    """A household or post that is exactly the sum of others is most likely their total."""
    written = facts.line.casussen or ()
    names = [item for item in _households(written) if not is_total(item.name)]
    posts = {item.name: item for item in _posts(written) if not is_total(item.name)}
    kept = [household for household in written if not is_total(household.naam)]
    cells = [
        (row, str(item.post), round(point(item.quantity) * _MILLION))
        for row, household in enumerate(kept)
        for item in household.posten
        if str(item.post) in posts
    ]
    columns = {name: number for number, name in enumerate(posts)}
    by_household = fingerprints(len(names), ((row, columns[post], count) for row, post, count in cells))
    by_post = fingerprints(len(posts), ((columns[post], row, count) for row, post, count in cells))
    found = [(names[at], others) for at, others in sums_of_others(by_household)]
    found += [(list(posts.values())[at], others) for at, others in sums_of_others(by_post)]
    for item, others in found:
        message = f"`{cut(item.name)}` is precies de som van {others} andere"
        remedy = f"is deze {item.what} hun totaal, haal haar dan weg: optellen doet de rekenaar zelf"
        yield _about(item, Finding("som-van-andere", message, remedy, severity="waarschuwing"))


def _about(item: _Named, finding: Finding) -> Finding:
    return replace(finding, place=item.place, of_value=item.place[-1] == "naam")


def _households(households: Iterable[Household]) -> list[_Named]:
    return [_Named(item.naam, ("casussen", i, "naam"), "casus") for i, item in enumerate(households)]


def _posts(households: Iterable[Household]) -> list[_Named]:
    found: dict[str, _Named] = {}
    for i, household in enumerate(households):
        for item in household.posten:
            key = str(item.post)
            found.setdefault(key, _Named(key, ("casussen", i, "posten", key), "post"))
    return list(found.values())


def fingerprints(length: int, cells: Iterable[tuple[int, int, int]]) -> list[int]:
    """Of every row one number in place of its cells; that of a sum of rows is the sum of theirs."""
    prints = [0] * length
    powers: list[int] = [1]
    for row, column, count in cells:
        while len(powers) <= column:
            powers.append(powers[-1] * _BASE % _PRIME)
        prints[row] = (prints[row] + count * powers[column]) % _PRIME
    return prints


def is_total(name: str) -> bool:
    """Whether a name says that it is a sum or a mean of others.

    >>> [is_total(name) for name in ("Totaal", "gem. gezin", "Alle totaal", "Gezin Som", "wmo/totaal")]
    [True, True, True, False, False]
    """
    seen = visible(name).casefold()
    first, last = _FIRST.match(seen), _LAST.search(seen[-_LONGEST:])
    spoken = (first is not None and first[0] in _IN_FRONT) or (last is not None and last[1] in _ANYWHERE)
    return seen.strip(" .:") in _ALONE or (spoken and "/" not in seen)


def sums_of_others(prints: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The rows, by their fingerprints, that are the sum of all others or of a run beside them; of how many.

    A row of nothing adds nothing, and is no sum.

    >>> list(sums_of_others([10, 2, 0, 31, 43]))
    [(4, 3)]
    """
    filled = [(at, row) for at, row in enumerate(prints) if row]
    running = [whole % _PRIME for whole in accumulate((row for _, row in filled), initial=0)]
    first = {whole: at for at, whole in reversed(list(enumerate(running)))}
    last = {whole: at for at, whole in enumerate(running)}
    for number, (at, row) in enumerate(filled):
        before = number - first.get((running[number] - row) % _PRIME, number)
        after = last.get((running[number + 1] + row) % _PRIME, number + 1) - number - 1
        others = len(filled) - 1 if (running[-1] - 2 * row) % _PRIME == 0 else max(before, after)
        if others >= FEWEST:
            yield at, others
