"""What a file says may stand: whether it can be said, and which findings it is about."""

from collections.abc import Iterator, Sequence
from functools import cache

from rendement.lint.registry import by_name, is_number, waivable
from rendement.lint.waivers import KEY, applied, month_of
from rendement.model.case import Case
from rendement.model.line import BenefitLine, CostLine
from rendement.source.build import Node
from rendement.source.finding import Finding, has_errors
from rendement.source.notes import cut
from rendement.source.path import Path, PathError, format_path, parse_path
from rendement.source.suggest import did_you_mean, nearest
from rendement.source.tree import Source
from rendement.study.calculation import Options

_NO_PATH = "noem een sleutel of regel die er staat, of laat `pad` weg"
_ALL = "docs/regels.md noemt alle regels, docs/fouten.md alle opmerkingen en waarschuwingen"


def with_waivers(findings: list[Finding], source: Source, options: Options) -> list[Finding]:
    """The findings of a file that departs from some, and what is wrong with how it says so."""
    found = [source.placed(finding) for finding in _wrong(source)]
    if has_errors((*findings, *found)):
        return findings + found
    return waived(findings, source, options)


def waived(findings: Sequence[Finding], source: Source, options: Options) -> list[Finding]:
    """The findings, with those that may stand marked as such."""
    return applied(findings, source, month_of(options.judged_on))


def _wrong(source: Source) -> Iterator[Finding]:
    """Rules and paths that there are not; what cannot be read is said of it elsewhere."""
    items = source.data.get(KEY)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        rule, path = item.get("regel"), item.get("pad")
        if isinstance(rule, str) and rule.strip() and rule.strip() not in waivable():
            yield _unknown_rule((KEY, number, "regel"), rule.strip())
        if isinstance(path, str) and path.strip():
            yield from _wrong_path(source, path, (KEY, number, "pad"))


def _unknown_rule(place: Path, written: str) -> Finding:
    if written in by_name():
        message, remedy = (
            f"`{written}` gaat over afwijkingen zelf; daar kan niet van afgeweken worden",
            ("haal deze afwijking weg, en los op wat de regel over de andere zegt"),
        )
        return Finding("onbekende-regel", message, remedy, place, of_value=True)
    what = f"`{cut(written, 60)}` is geen regel, opmerking of waarschuwing"
    message = f"{what}; van een fout kan niet afgeweken worden"
    return Finding("onbekende-regel", message, _meant(written), place, of_value=True)


def _meant(written: str) -> str:
    """Another number is no slip of this one."""
    return _ALL if is_number(written) else did_you_mean(written, waivable(), _ALL)


def _wrong_path(source: Source, written: str, place: Path) -> Iterator[Finding]:
    try:
        asked = parse_path(written.strip())
    except PathError as error:
        yield Finding("pad-onbekend", str(error), "schrijf bijvoorbeeld baten[0]", place, of_value=True)
        return
    node: Node = source.data
    for number, piece in enumerate(source.resolve(asked)):
        inner = _below(node, piece)
        last = number == len(asked) - 1
        if inner is None and not (last and isinstance(node, dict) and piece in _keys()):
            names = source.named(node) if isinstance(node, list) else node if isinstance(node, dict) else {}
            near = nearest(str(piece), names)
            whole = (*asked[:number], near, *asked[number + 1 :])
            remedy = f"bedoelt u `{format_path(whole)}`?" if near else _NO_PATH
            message = f"`{cut(written, 60)}` wijst niets aan in dit bestand"
            yield Finding("pad-onbekend", message, remedy, place, of_value=True)
            return
        node = inner


def _below(node: Node, piece: str | int) -> Node:
    if isinstance(node, dict):
        return node.get(str(piece))
    inside = isinstance(node, list) and isinstance(piece, int) and piece < len(node)
    return node[piece] if inside else None


@cache
def _keys() -> frozenset[str]:
    """Keys that may be missing where a finding stands, for that is what it says."""
    from rendement.model.programme import Measure, Programme  # noqa: PLC0415 - only where something departs

    models = (Case, BenefitLine, CostLine, Programme, Measure)
    return frozenset(key for model in models for key in model.model_fields)
