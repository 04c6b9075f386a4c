"""Price lists and norms, read from disk: bundled by name, or a file inside the root."""

import hashlib
from contextlib import suppress
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from rendement.model.pricelist import (
    ActorList,
    IndexList,
    IndexSeries,
    Norm,
    NormException,
    NormList,
    Post,
    PriceList,
    post_findings,
)
from rendement.model.read import validate
from rendement.source.bundled import bundled_list, bundled_lists
from rendement.source.finding import Finding, ScalarError, UsageError, has_errors
from rendement.source.notes import cut
from rendement.source.path import Path as TreePath
from rendement.source.record import record
from rendement.source.root import OutsideRootError, inside, shown
from rendement.source.scalar import key_of, number
from rendement.source.suggest import did_you_mean
from rendement.source.text import read_text
from rendement.source.tree import Source, parse, parse_bytes

M = TypeVar("M", bound=BaseModel)

NO_LIST = Finding(
    "geen-prijslijst",
    "dit bestand is geen prijslijst",
    "een prijslijst begint met `prijslijst: naam`, `prijspeil:` en `posten:`",
)


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


@record
class _Loaded:
    """What one text gave: a price list with its posts, and what there is to say of it."""

    source: Source
    findings: tuple[Finding, ...]
    price_list: PriceList | None
    entries: dict[str, Entry]
    hash: str
    actors: frozenset[str]  # every actor that a post names


def content_hash(text: str) -> str:
    """The hash by which a file is known in the result."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def load_library(names: tuple[str, ...], case: Source, root: Path) -> tuple[Library, list[Finding]]:
    """The price lists of a case, in order."""
    entries: dict[str, Entry] = {}
    lists: list[tuple[str, str]] = []
    titles: dict[str, str] = {}
    findings: list[Finding] = []
    for i, name in enumerate(names):
        try:
            loaded = _open_list(name, case, root)
        except ScalarError as error:
            findings += [case.placed(found, ("prijslijsten", i)) for found in error.findings]
            continue
        findings += loaded.findings
        if loaded.price_list is None:
            continue
        findings += _wrong_actors(loaded, case)
        lists.append((loaded.price_list.prijslijst, loaded.hash))
        if loaded.price_list.titel is not None:
            titles[loaded.price_list.prijslijst] = loaded.price_list.titel
        entries |= loaded.entries
    return Library(entries, tuple(lists), titles), findings


@lru_cache(maxsize=16)  # a long list takes 15 MB; more of them at once are rare
def _load(name: str, text: str) -> _Loaded | None:
    """A list is read once, however many cases name it: the same text gives the same posts, or is no list."""
    source, found = parse(text, name)
    price_list, others = read_price_list(source) if source is not None else (None, [])
    if source is None or ("prijslijst" not in source.data and (found or not others)):
        return None  # so that no line of it is quoted
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
        findings += map(source.placed, post_findings(code, post))
    return (None if has_errors(findings) else price_list), findings


def _readable_posts(source: Source) -> dict[str, Post]:
    """The posts without a mistake, in a list that has some."""
    written = source.data.get("posten")
    posts: dict[str, Post] = {}
    for code, node in written.items() if isinstance(written, dict) else ():
        with suppress(ValueError):
            posts[code] = Post.model_validate(node)
    return posts


def place_of_price(entry: Entry, selector: str | None) -> TreePath:
    """Where below the post an amount is written: its price, a tariff by name or a row by its number."""
    if selector is None:
        return ("bedrag",)
    if entry.post.tarieven is not None:
        return ("tarieven", selector)
    node = entry.file.get(("posten", entry.code, "tabel"))
    return ("tabel", key_of(node or (), number(selector)))


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
                listed = f"bekend zijn {', '.join(known)}; of voeg hem in de casus toe onder `actoren:`"
                remedy = did_you_mean(actor, known, listed)
                message = f"`{cut(actor, 60)}` is geen bekende actor"
                found = Finding("onbekende-actor", message, remedy, path, of_value=len(keys) == 1)
                findings.append(loaded.source.placed(found))
    return findings


@cache
def bundled_source(name: str) -> Source:
    """A file that travels with the program; anything wrong with it is a bug of ours."""
    file = bundled_list(name)  # not noted among what was read: it belongs to the program
    source, findings = parse_bytes(file.read_bytes(), str(file))
    if source is None or findings:
        raise RuntimeError(f"{name}: {findings}")
    return source


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
def standing_norm() -> Norm:
    """The discount rate that stands."""
    return next(norm for norm in _bundled("normen", NormList).discontovoeten if norm.geldend)


@cache
def norm_exceptions() -> dict[str, NormException]:
    """The exceptions to the rate that stands, by name."""
    return _bundled("normen", NormList).uitzonderingen


@cache
def index_series() -> dict[str, IndexSeries]:
    """The price indices by name."""
    return _bundled("indexcijfers", IndexList).reeksen


def _bundled(name: str, model: type[M]) -> M:
    value, findings, _ = validate(model, bundled_source(name))
    if value is None:
        raise RuntimeError(f"{name}: {findings}")
    return value


def _open_list(name: str, case: Source, root: Path) -> _Loaded:
    """The list that a case names. Raises ScalarError when there is none."""
    own = name.lower().endswith((".yaml", ".yml"))
    file, text = _own_list(name, case, root) if own else _bundled_list(name)
    loaded = _load(file, text) if text is not None else None
    if loaded is None:
        raise ScalarError.of([NO_LIST])
    return loaded


def _bundled_list(name: str) -> tuple[str, str]:
    known = bundled_lists()
    if name not in known:
        otherwise = f"schrijf `{name[:60]}.yaml` als het een eigen bestand is"
        remedy = did_you_mean(name, known, f"{otherwise}; meegeleverd zijn: {', '.join(known)}")
        raise ScalarError("lijst-onbekend", f"er is geen prijslijst `{name[:60]}`", remedy)
    source = bundled_source(name)
    return source.name, source.text


def _own_list(name: str, case: Source, root: Path) -> tuple[str, str | None]:
    folder = Path.cwd() if case.name in ("-", "standaardinvoer") else Path(case.name).resolve().parent
    try:
        file = shown(inside(name, folder, root))
        return file, read_text(file)[0]
    except OutsideRootError as error:
        remedy = "zet de lijst bij de casus, of noem een meegeleverde lijst"
        raise ScalarError("pad-verlaat-wortel", str(error), remedy) from None
    except UsageError:
        message = f"het bestand `{name[:60]}` bestaat niet"
        raise ScalarError("lijst-onbekend", message, "verbeter het pad, vanaf de map van de casus") from None
