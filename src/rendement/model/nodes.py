"""Reading a node of the file piece by piece: everything wrong is collected, each with its place."""

from collections.abc import Callable, Iterable, Sized
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from rendement.model.synonyms import meant
from rendement.source import scalar
from rendement.source.finding import Finding
from rendement.source.notes import cut
from rendement.source.path import Path
from rendement.source.scalar import ScalarError
from rendement.source.suggest import did_you_mean

T = TypeVar("T")
K = TypeVar("K")
Node = Any


def gather(pieces: Iterable[tuple[Path, Callable[[], T]]]) -> list[T]:
    """Run every piece; all values, or one error with all that is wrong."""
    values: list[T] = []
    findings: list[Finding] = []
    for place, parse in pieces:
        try:
            values.append(parse())
        except ScalarError as error:
            findings += [replace(found, place=(*place, *found.place)) for found in error.findings]
    if findings:
        raise ScalarError.of(findings)
    return values


def mapping(node: dict[str, Node], key: Callable[[str], K], value: Callable[[Node], T]) -> list[tuple[K, T]]:
    """Every pair of a mapping, keys and values read; all that is wrong at once, each at its key."""

    def pair(name: str, item: Node) -> tuple[K, T]:
        both: list[Any] = gather([((), partial(_key, name, key)), ((), partial(value, item))])
        return both[0], both[1]

    return gather(((name,), partial(pair, name, item)) for name, item in node.items())


def _key(name: str, read: Callable[[str], K]) -> K:
    try:
        return read(name)
    except ScalarError as error:
        error.findings = [replace(found, of_value=False) for found in error.findings]
        raise


def sequence(node: list[Node], value: Callable[[Node], T]) -> tuple[T, ...]:
    """Every item of a list; all that is wrong at once, each at its number."""
    return tuple(gather(((i,), partial(value, item)) for i, item in enumerate(node)))


def text(node: Node) -> str:
    """A text that is not empty."""
    return scalar.filled(one_value(node, "tekst"))


def at_most(node: Sized, most: int, what: str) -> None:
    """Refuse more parts than anybody writes; `what` says how many there are."""
    if len(node) > most:
        message = f"{what.format(len(node))}; meer dan {most} kan niet"
        raise ScalarError("te-veel-onderdelen", message, "neem onderdelen samen")


def choice(node: Node, options: tuple[str, ...], hint: str = "") -> str:
    """One of a few words; the hint is for who writes another one."""
    value = text(node)
    if value not in options:
        message = f"`{value[:40]}` is hier geen keuze"
        remedy = did_you_mean(value, options, f"kies uit {', '.join(options)}{hint}")
        raise ScalarError("onbekende-keuze", message, remedy, arguments={"bekend": options})
    return value


def only(node: dict[str, Node], allowed: tuple[str, ...], required: tuple[str, ...]) -> None:
    """Refuse unknown keys, and missing ones; a misspelt key is not missing as well."""
    findings: list[Finding] = []
    suspects = set()
    for key in node:
        if key not in allowed:
            name = meant(key, allowed)
            suspects.add(name)
            remedy = f"bedoelt u `{name}`?" if name else f"bekend zijn hier: {', '.join(allowed)}"
            message = f"`{cut(key)}` is hier geen bekende sleutel"
            known = {"bekend": allowed}
            findings.append(Finding("onbekende-sleutel", message, remedy, (key,), arguments=known))
    missing = [f"`{key}`" for key in required if key not in node and key not in suspects]
    if missing:
        needed = " en ".join(missing)
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        message, remedy = f"hier {verb} {needed}", f"voeg {needed} toe"
        findings.append(Finding("sleutel-ontbreekt", message, remedy, of_value=True))
    if findings:
        raise ScalarError.of(findings)


def one_value(node: Node, what: str) -> str:
    """The text of a scalar, or that something else stands there."""
    if isinstance(node, str):
        return node
    found = "lijst" if isinstance(node, list) else "blok met sleutels"
    remedy = "schrijf één waarde achter de dubbele punt"
    raise ScalarError("verkeerde-vorm", f"hier hoort {what}, geen {found}", remedy)
