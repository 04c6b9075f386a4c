"""Price lists and norms: what their texts say."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from rendement.model.currencies import apart, refusal
from rendement.model.index_files import Naming, Series, bundled_series, load_series
from rendement.model.list_files import LISTS, NO_LIST, bundled_source, content_hash, open_lists, unreadable
from rendement.model.pricelist import (
    ActorList,
    Norm,
    NormException,
    NormList,
    Post,
    PriceList,
    inside_findings,
    post_findings,
)
from rendement.model.read import validate
from rendement.source.bundled import bundled_lists
from rendement.source.finding import Finding, ScalarError, has_errors, too_many
from rendement.source.money import counted_in, money_of
from rendement.source.notes import cut
from rendement.source.path import Path as TreePath
from rendement.source.record import record
from rendement.source.scalar import keys_by_number, number, written_number
from rendement.source.suggest import did_you_mean, listed
from rendement.source.tree import Source, parse

M = TypeVar("M", bound=BaseModel)


@record
class Entry:
    """A post, and the list it came from."""

    code: str
    post: Post
    list_name: str
    level: int | None
    source: str | None
    file: Source  # where it is written


@record
class Library:
    """Every post a case may name; later lists override earlier ones."""

    entries: dict[str, Entry] = field(default_factory=dict)
    lists: tuple[tuple[str, str], ...] = ()  # name and content hash
    titles: dict[str, str] = field(default_factory=dict)  # of the lists that have one
    own_series: Mapping[str, Series] = field(default_factory=dict)  # beside those bundled

    def series(self, name: str) -> Series | None:
        """An index series by name: one's own before the bundled one."""
        return self.own_series.get(name) or bundled_series().get(name)

    @property
    def series_names(self) -> tuple[str, ...]:
        """Every index series that may be chosen."""
        return tuple({**bundled_series(), **self.own_series})


@record
class _Loaded:
    """What one text gave: a price list with its posts, and what there is to say of it."""

    source: Source
    findings: tuple[Finding, ...]
    price_list: PriceList | None
    entries: dict[str, Entry]
    hash: str
    actors: frozenset[str]  # every actor that a post names


def load_library(
    names: tuple[str, ...],
    case: Source,
    root: Path,
    series_files: tuple[str, ...] = (),
    around: Mapping[str, Series] | None = None,
) -> tuple[Library, list[Finding]]:
    """The price lists of a case in order, and the index series beside the bundled ones.

    Those that the case names go before those of its lists, and these before those of the programme `around`.
    """
    entries: dict[str, Entry] = {}
    lists: list[tuple[str, str]] = []
    titles: dict[str, str] = {}
    findings: list[Finding] = []
    namings: list[Naming] = []
    opened, refused = open_lists(names, case, root)
    if refused is not None:
        return Library(), [case.placed(refused)]
    for i, text in enumerate(opened):
        loaded = _load(*text) if isinstance(text, tuple) else text
        if isinstance(loaded, ScalarError):
            findings += [case.placed(found, ("prijslijsten", i)) for found in loaded.findings]
            continue
        findings += loaded.findings
        if loaded.price_list is None:
            continue
        if apart(loaded.source, case):
            refused = refusal(f"`{cut(names[i])}`", loaded.source, case, ("prijslijsten", i))
            findings.append(case.placed(refused))
        findings += _wrong_actors(loaded, case)
        lists.append((loaded.price_list.prijslijst, loaded.hash))
        if loaded.price_list.titel is not None:
            titles[loaded.price_list.prijslijst] = loaded.price_list.titel
        entries |= loaded.entries
        namings.append(Naming(loaded.price_list.indexcijfers, loaded.source))
    series, found = load_series((*namings, Naming(series_files, case)), root)
    return Library(entries, tuple(lists), titles, {**(around or {}), **series}), findings + found


@lru_cache(maxsize=16)  # a long list takes 15 MB; more of them at once are rare
def _load(name: str, text: str) -> _Loaded | ScalarError:
    """A list is read once, however many cases name it: the same text gives the same posts, or is no list."""
    source, found = parse(text, name)
    if source is None and found[0].code in ("geen-sleutels", "leeg-bestand"):
        return ScalarError.of([NO_LIST])
    if source is None:
        return unreadable(name, f"op regel {found[0].mark.line} klopt de schrijfwijze niet", LISTS)
    price_list, others = read_price_list(source)
    if "prijslijst" not in source.data and (found or not others):
        return ScalarError.of([NO_LIST])  # so that no line of it is quoted
    posts = price_list.posten.values() if price_list is not None else ()
    bearers = {part.actor for post in posts for part in post.betaler or ()}
    return _Loaded(
        source,
        (*found, *others),
        price_list,
        entries_of(price_list, source) if price_list is not None else {},
        content_hash(text),
        frozenset(bearers | {post.tegenpartij for post in posts if post.tegenpartij is not None}),
    )


def entries_of(price_list: PriceList, file: Source) -> dict[str, Entry]:
    """The posts of a list; what a post leaves out (price level, source) is the list's."""
    entries: dict[str, Entry] = {}
    for code, post in price_list.posten.items():
        level = price_list.prijspeil if post.prijspeil is None else post.prijspeil
        year = level if isinstance(level, int) else None
        entries[code] = Entry(code, post, price_list.prijslijst, year, post.bron or price_list.bron, file)
    return entries


def read_price_list(source: Source) -> tuple[PriceList | None, list[Finding]]:
    """A price list, or its findings; nothing and no findings when the file is no price list at all."""
    if "prijslijst" not in source.data and "posten" not in source.data:
        return None, []
    price_list, findings, _ = validate(PriceList, source)
    posts = price_list.posten if price_list is not None else _readable_posts(source)
    for code, post in posts.items():
        found = (*post_findings(code, post), *inside_findings(code, post, posts))
        findings += map(source.placed, found)
    return (None if has_errors(findings) else price_list), findings


def _readable_posts(source: Source) -> dict[str, Post]:
    """The posts without a mistake, in a list that has some."""
    written = source.data.get("posten")
    posts: dict[str, Post] = {}
    for code, node in written.items() if isinstance(written, dict) else ():
        with suppress(ValueError), counted_in(money_of(source.data)):
            posts[code] = Post.model_validate(node)
    return posts


def place_of_price(entry: Entry, selector: str | None) -> TreePath:
    """Where below the post an amount is written: its price, a tariff by name or a row by its number."""
    if selector is None:
        return ("bedrag",)
    if entry.post.tarieven is not None:
        return ("tarieven", selector)
    row = number(selector)
    keys = keys_by_number(entry.file.get(("posten", entry.code, "tabel")))
    return ("tabel", keys.get(row, written_number(row)))


def _wrong_actors(loaded: _Loaded, case: Source) -> list[Finding]:
    """The actors in a list that neither the program nor the case knows; each where the list names it."""
    own = case.data.get("actoren", {})
    if not isinstance(own, dict):
        return []
    known = {**known_actors(), **own}
    if loaded.actors <= known.keys():
        return []
    findings = []
    for code, entry in loaded.entries.items():
        parts = entry.post.betaler or ()
        named = [("betaler", part.actor) if len(parts) > 1 else ("betaler",) for part in parts]
        actors = [part.actor for part in parts]
        if entry.post.tegenpartij is not None:
            named.append(("tegenpartij",))
            actors.append(entry.post.tegenpartij)
        for keys, actor in zip(named, actors, strict=True):
            if actor not in known:
                path = ("posten", code, *keys)
                otherwise = f"bekend zijn {listed(known)}; of voeg hem in de casus toe onder `actoren:`"
                remedy = did_you_mean(actor, known, otherwise)
                message = f"`{cut(actor, 60)}` is geen bekende actor"
                found = Finding("onbekende-actor", message, remedy, path, of_value=len(keys) == 1)
                findings.append(loaded.source.placed(found))
        if too_many(findings):
            break
    return findings


@cache
def bundled_posts() -> dict[str, Entry]:
    """Every post of the bundled lists by its code; of one in more lists that of the newest."""
    entries: dict[str, Entry] = {}
    for name in sorted(bundled_lists(), key=lambda name: name[-4:]):  # a name ends in its year
        price_list, found = read_price_list(bundled_source(name))
        if price_list is None:
            raise RuntimeError(f"{name}: {found}")
        entries |= entries_of(price_list, bundled_source(name))
    return entries


@cache
def known_actors() -> dict[str, tuple[str, str]]:
    """Code to name and kind."""
    actors = _bundled("actoren", ActorList).actoren
    return {code: (actor.naam, actor.soort) for code, actor in actors.items()}


@cache
def norms() -> tuple[Norm, ...]:
    """The discount rates through the years."""
    return _bundled("normen", NormList).discontovoeten


@cache
def standing_norm() -> Norm:
    """The discount rate that stands."""
    return next(norm for norm in norms() if norm.geldend)


@cache
def norm_exceptions() -> dict[str, NormException]:
    """The exceptions to the rate that stands, by name."""
    return _bundled("normen", NormList).uitzonderingen


def _bundled(name: str, model: type[M]) -> M:
    value, findings, _ = validate(model, bundled_source(name))
    if value is None:
        raise RuntimeError(f"{name}: {findings}")
    return value
