"""Findings written out in a report: which rule, what stands there, where, and what helps."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rendement.report.document import Block, Notes
from rendement.report.dutch import counted, number, plain
from rendement.report.wording import CURLED, MOST_NAMES, concerned, findings_blocks
from rendement.source.finding import Finding, Mark

MOST_WARNINGS = 5  # that a summary has room for
LISTED, WARNS = "bevindingen", "waarschuwing"


def listed(blocks: Sequence[Block], findings: Sequence[Finding]) -> list[Block]:
    """The blocks of a file, with its findings written out instead of counted by rule."""
    full = tuple(map(_in_full, _standing(findings)))
    return [
        Notes(LISTED, block.title, full, coded=True) if block.key == LISTED else block for block in blocks
    ]


def in_full(findings: Sequence[Finding]) -> list[Block]:
    """The same for who has no blocks yet: the findings, and what is waived of them."""
    return listed(findings_blocks(findings), findings)


def warnings(findings: Sequence[Finding]) -> Iterator[str]:
    """Every warning in one line, also one that may stand, as far as a summary has room."""
    found = [item for item in _standing(findings) if item.severity == WARNS]
    found += [item for item in findings if item.waiver is not None and item.waiver.severity == WARNS]
    for item in found[:MOST_WARNINGS]:
        rule = f" {item.number}" if item.number else ""
        head = "Waarschuwing" if item.waiver is None else "Afgeweken"
        yield f"{head}{rule}: {_sentence(item, _first(item)).replace('`', CURLED)}."
    more = len(found) - MOST_WARNINGS
    if more > 0:
        yield f"En nog {counted(more, 'waarschuwing', 'waarschuwingen')}: zie de bijlage."


def _standing(findings: Sequence[Finding]) -> list[Finding]:
    return [item for item in findings if item.waiver is None]


def _in_full(item: Finding) -> str:
    rule = f"{item.number} " if item.number else ""
    said = _sentence(item, concerned(item).replace("`", CURLED))
    remedy = item.remedy if item.remedy.endswith("?") else f"{item.remedy}."
    return plain(f"{rule}({item.severity}) {said}{_where(item)}. Wat helpt: {remedy}")


def _first(item: Finding) -> str:
    """The first line that a finding is about, and how many more there are."""
    names = [plain(of.name) for of in item.concerns]
    return "".join(names[:1]) + (f" en nog {number(len(names) - 1)}" if len(names) > 1 else "")


def _sentence(item: Finding, names: str) -> str:
    """What stands there, of which lines."""
    said = plain(f"{names}: {item.message}" if names else item.message)
    return said if names else said[:1].upper() + said[1:]


def _where(item: Finding) -> str:
    """Its place in the file, and the others; nothing where the lines that it concerns say it."""
    if item.concerns:
        return ""
    places = [_line(item.mark), *(_line(place.mark) for place in item.others[: MOST_NAMES - 1])]
    more = 1 + len(item.others) - len(places)
    said = ", ".join(dict.fromkeys(places)) + (f" en nog {number(more)}" if more else "")
    return f" ({said})"


def _line(mark: Mark) -> str:
    name = PurePath(mark.file).name.replace("`", CURLED)
    return f"regel {mark.line} van {name}" if mark.line else name
