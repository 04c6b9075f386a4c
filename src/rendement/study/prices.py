"""The price lists at hand: opened one by one, searched, and looked up by code."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from rendement.model.index_files import NO_SERIES, Series, bundled_series, read_series
from rendement.model.library import Entry, entries_of, read_price_list
from rendement.model.list_files import NO_LIST, bundled_source, content_hash
from rendement.model.pricelist import PriceList
from rendement.source.bundled import bundled_lists
from rendement.source.finding import Finding, Mark, has_errors
from rendement.source.path import slug
from rendement.source.record import record
from rendement.source.root import find_root, outside
from rendement.source.suggest import FLOOR
from rendement.source.tree import read_source

SUGGESTIONS = 5


@record
class OpenList:
    """One price list with its posts; `reference` is what a case writes to use it."""

    reference: str
    price_list: PriceList
    entries: dict[str, Entry]


@record
class Hit:
    """A post, and the list it stands in."""

    open_list: OpenList
    entry: Entry


def open_price_lists(files: Iterable[str] = ()) -> tuple[list[OpenList], list[Finding]]:
    """The bundled lists and the files named; what cannot be read is a finding.

    Raises UsageError for a file that does not exist.
    """
    open_lists: list[OpenList] = []
    findings: list[Finding] = []
    for name in bundled_lists():
        price_list, found = read_price_list(bundled_source(name))
        if price_list is None:
            raise RuntimeError(f"{name}: {found}")
        open_lists.append(OpenList(name, price_list, entries_of(price_list, bundled_source(name))))
    for file in files:
        wrong = outside(file, find_root(file))
        source, found = read_source(file) if wrong is None else (None, [wrong])
        findings += found
        if source is None or has_errors(found):
            continue
        price_list, found = read_price_list(source)
        findings += found
        if price_list is not None:
            open_lists.append(OpenList(file, price_list, entries_of(price_list, source)))
        elif not found:
            findings.append(replace(NO_LIST, mark=Mark(file)))
    return open_lists, findings


def open_series(files: Iterable[str] = ()) -> tuple[list[Series], list[Finding]]:
    """The bundled index series and those of the files named; what cannot be read is a finding.

    Raises UsageError for a file that does not exist.
    """
    found = [*bundled_series().values()]
    findings: list[Finding] = []
    for file in files:
        wrong = outside(file, find_root(file))
        source, said = read_source(file) if wrong is None else (None, [wrong])
        findings += said
        if source is None or has_errors(said):
            continue
        if "reeksen" not in source.data:
            findings.append(replace(NO_SERIES, mark=Mark(file)))
            continue
        index_list, said = read_series(source)
        findings += said
        own = index_list.reeksen if index_list is not None else {}
        found += [Series(name, item, source, content_hash(source.text)) for name, item in own.items()]
    return found, findings


def hits(open_lists: Iterable[OpenList]) -> Iterator[Hit]:
    """Every post of every list."""
    return (Hit(open_list, entry) for open_list in open_lists for entry in open_list.entries.values())


def search(open_lists: Iterable[OpenList], words: Iterable[str]) -> list[Hit]:
    """The posts in which every word occurs, those that carry it in their code or name first."""
    wanted = [piece for word in words for piece in slug(word).split("-") if piece]
    if not wanted:
        return []
    ranked = [(min(_rank(hit, word) for word in wanted), hit) for hit in hits(open_lists)]
    found = [pair for pair in ranked if pair[0] >= 0]
    return [hit for _, hit in sorted(found, key=lambda pair: -pair[0])]


def similar(open_lists: list[OpenList], words: Iterable[str]) -> list[Hit]:
    """The posts whose code or name is spelt most like one of the words."""
    by_word: dict[str, list[Hit]] = {}
    for hit in hits(open_lists):
        for word in set(slug(f"{hit.entry.code} {hit.entry.post.naam}").split("-")):
            by_word.setdefault(word, []).append(hit)
    known = [word for word in by_word if len(word) > 2]
    near = [
        name
        for word in words
        for name in get_close_matches(slug(word)[:60], known, SUGGESTIONS, cutoff=FLOOR)
    ]
    found = {(hit.open_list.reference, hit.entry.code): hit for name in near for hit in by_word[name]}
    return list(found.values())[:SUGGESTIONS]


def lookup(open_lists: Iterable[OpenList], code: str) -> list[Hit]:
    """The post with this code, in every list that has it."""
    return [Hit(open_list, open_list.entries[code]) for open_list in open_lists if code in open_list.entries]


def _rank(hit: Hit, word: str) -> int:
    """Where a word occurs: 4 in the code, 3 in the name, 2 domain, 1 note, 0 the name of the list."""
    post = hit.entry.post
    places = (hit.open_list.reference, post.toelichting, post.domein, post.naam, hit.entry.code)
    return max((rank for rank, text in enumerate(places) if word in slug(text or "")), default=-1)
