"""R6: the same thing twice, and what a programme does not say."""

from collections.abc import Iterator

from rendement.engine.plan import Line
from rendement.lint.known import KnownCase
from rendement.lint.rule import Method, Seen, at
from rendement.lint.shared import lines_of, shared_with_another
from rendement.model.library import Entry
from rendement.source.finding import Severity
from rendement.source.path import Path, parse_path


def _one_in_another(known: KnownCase) -> Iterator[Seen]:
    """Of every line once, the gravest first."""
    for item in known.result.lines:
        if item.line.counted and item.line.residual_of is None:
            found = [pair for posts in _baskets(known, item.line) for pair in _pairs(posts)]
            if found:
                severity, one, other = min(found, key=lambda pair: pair[0] != "waarschuwing")
                verb = "zit al in" if severity == "waarschuwing" else "overlapt misschien met"
                yield at(item.line, severity=severity, post=other, verband=verb, andere=one)


def _baskets(known: KnownCase, line: Line) -> list[dict[str, Entry]]:
    """The posts of every basket of a line: of a household, or of before and after apart."""
    baskets: dict[Path, dict[str, Entry]] = {}
    for part, entry in known.posts(line):
        around = parse_path(part.basket)[:-1] if part.basket else ()
        baskets.setdefault(around, {})[entry.code] = entry
    return list(baskets.values())


def _pairs(posts: dict[str, Entry]) -> Iterator[tuple[Severity, str, str]]:
    for code, entry in posts.items():
        for other in posts:
            if other in entry.post.bevat:
                yield "waarschuwing", code, other
            elif other in entry.post.overlapt:
                yield "opmerking", code, other


RULES: tuple[Method, ...] = (
    Method(
        "R610",
        "zelfde-regel-elders",
        "waarschuwing",
        "{wat} met dezelfde bedragen ook in {andere}",
        "houd een van de twee over, of schrijf bij een ervan `telt_mee: nee` met de reden",
        "Wat in twee bestanden van één gemeente staat, telt in een optelling dubbel.",
        "lijsten van besparingen waarin één ding twee keer staat",
        facts=lines_of,
        over=shared_with_another,
    ),
    Method(
        "R611",
        "post-in-post",
        "waarschuwing",
        "`{post}` {verband} `{andere}`, en beide staan in één mandje",
        "houd een van de twee over",
        "Wat al in een andere prijs zit, telt anders dubbel.",
        "Meetstandaard: 26% minder na de overlap",
        case=_one_in_another,
    ),
)
