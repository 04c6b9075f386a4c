"""What a file says may stand: which finding, where, why, and until when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rendement.source.finding import WAIVED, Finding, Waiver
from rendement.source.path import Path, format_path, parse_path
from rendement.source.record import record
from rendement.source.tree import Source

KEY = "afwijken"
ALWAYS = "blijvend"


@record
class Deviation:
    """One waiver, as it was written; without a path it is about the whole file."""

    number: int
    rule: str
    path: Path
    reason: str
    until: str

    def past(self, month: tuple[int, int]) -> bool:
        """Whether it has ended in this month: it holds up to and including its own."""
        return self.until != ALWAYS and month_of(self.until) < month

    def covers(self, names: Sequence[str], place: Path) -> bool:
        """Whether it is about what these rules say of this place."""
        return self.rule in names and place[: len(self.path)] == self.path

    def waived(self, finding: Finding) -> Finding:
        """The finding, as one that may stand."""
        waiver = Waiver(self.reason, self.until, finding.severity, self.number)
        return replace(finding, severity=WAIVED, waiver=waiver)


def month_of(text: str) -> tuple[int, int]:
    """Year and month of `2027-01` or of a day.

    >>> month_of("2027-01-31")
    (2027, 1)
    """
    year, month = text.split("-")[:2]
    return int(year), int(month)


def deviations(source: Source) -> tuple[Deviation, ...]:
    """The waivers of a file that can be read."""
    return tuple(_read(source))


def _read(source: Source) -> Iterator[Deviation]:
    for number, item in enumerate(source.data.get(KEY) or ()):
        path = source.resolve(parse_path(item["pad"])) if "pad" in item else ()
        yield Deviation(number, item["regel"].strip(), path, item["reden"], item["tot"].strip())


def applied(findings: Sequence[Finding], source: Source, month: tuple[int, int]) -> list[Finding]:
    """Findings that are about one place each, with those that may stand marked as such; never an error."""
    waivers = [item for item in deviations(source) if not item.past(month)]
    return [_applied(finding, waivers, source) for finding in findings]


def _applied(finding: Finding, waivers: Sequence[Deviation], source: Source) -> Finding:
    if finding.severity in ("fout", WAIVED) or finding.mark.file != source.name:
        return finding
    names = (finding.code, finding.number)
    own = next((item for item in waivers if item.covers(names, finding.place)), None)
    return finding if own is None else own.waived(finding)


def named_path(source: Source, path: Path) -> str:
    """A path with every line by its id or slug: the same wherever the line stands.

    What has no name, and a name that an earlier line has as well, keeps its number.
    """
    node: object = source.data
    pieces: list[str | int] = []
    for piece in path:
        named = piece
        if isinstance(node, list) and isinstance(piece, int):
            names = source.named(node)
            named = next((name for name, number in names.items() if number == piece), piece)
        pieces.append(named)
        node = _child(node, piece)
    return format_path(tuple(pieces))


def _child(node: object, piece: str | int) -> object:
    if isinstance(node, dict):
        return node.get(str(piece))
    if isinstance(node, list) and isinstance(piece, int) and piece < len(node):
        return node[piece]
    return None
