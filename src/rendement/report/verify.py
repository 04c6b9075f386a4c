"""What came of outcomes that were computed again, in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from rendement import __version__
from rendement.report.dutch import counted, exact, number, plain
from rendement.report.origin import SHORT
from rendement.report.wording import is_year
from rendement.study.verify.comparing import ABSENT, is_figure, leaves
from rendement.study.verify.verdict import Apart, Changed, Verdict

_SHOWN, _FEW = 20, 5  # places of one outcome; few where the difference says why
_LONGEST = 60  # signs of a value
_LONGEST_NAME = 300
_DAY = "regels kijken ook naar de dag waarop geoordeeld wordt"
_AGAIN = "klopt het bestand, maak de uitkomst dan opnieuw met `rendement calc … --format json -o uit.json`"


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """What came of one."""
    for line in _lines(verdict):
        yield line.encode("utf-8", "backslashreplace").decode()  # half a character may stand in JSON


def unexplained_line(command: str, why: str) -> str:
    """Why there is no difference to show; nothing where there is nothing to say."""
    return f"  waarom is niet te zeggen: {plain(why)} ({plain(command)})" if why else ""


def more_lines(commands: Sequence[str]) -> Iterator[str]:
    """The differences that are not shown."""
    if commands:
        yield f"waarom, van nog {counted(len(commands), 'bestand', 'bestanden')}:"
        yield from (f"  {plain(command)}" for command in commands[:_SHOWN])
        yield from ([f"  en nog {number(len(commands) - _SHOWN)}"] if len(commands) > _SHOWN else [])


def closing_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """What there is to say of all together."""
    if any(verdict.failed and not verdict.why for verdict in verdicts):
        yield _AGAIN
    if lost := [verdict for verdict in verdicts if verdict.lost]:
        yield _where(lost[0].name)
    if len(verdicts) > 1:
        failed = len([verdict for verdict in verdicts if verdict.failed])
        yield f"{counted(len(verdicts), 'uitkomst', 'uitkomsten')}: {number(failed)} niet gelijk"


def _lines(verdict: Verdict) -> Iterator[str]:
    name = plain(verdict.name[:_LONGEST_NAME])
    if verdict.why:
        yield f"{name}: niet na te rekenen: {plain(verdict.why)}"
        return
    yield f"{name}: {_headline(verdict)}"
    if verdict.other_version:
        yield f"  versie: gemaakt met {_shown(verdict.version)}, hier is {__version__}"
    yield from (f"  veranderd: {_changed(item)}" for item in verdict.changed)
    if verdict.altered:
        yield f"  {_many(verdict.altered)} daarvan ook niet uit de bestanden van toen, dus later gewijzigd:"
        yield from _places(verdict.altered, "toen berekend")
    yield from _places(verdict.moved, most=_FEW if verdict.changed else _SHOWN)
    yield from _places(verdict.words)
    if verdict.near:
        yield f"  {counted(len(verdict.near), 'cijfer is', 'cijfers zijn')} gelijk op 10⁻⁹ na"
    if verdict.findings:
        day = "" if verdict.changed else f" ({_DAY})"  # a file that changed says enough
        yield f"  {counted(len(verdict.findings), 'bevinding is', 'bevindingen zijn')} anders{day}"
        yield from _places(verdict.findings)


def _where(name: str) -> str:
    """Which folder to give."""
    first, *more = PurePosixPath(name.replace("\\", "/")).parts
    what = f"de map {_shown(first)}" if more else _shown(first)
    return f"niet gevonden; noem met --wortel de map waar {what} in staat: --wortel MAP"


def _headline(verdict: Verdict) -> str:
    figures = counted(verdict.figures, "cijfer", "cijfers")
    if verdict.moved:
        many = counted(_many(verdict.moved), "cijfer komt", "cijfers komen")
        same = "" if verdict.explained else ", en de bestanden zijn dezelfde"
        return f"{many} er niet uit{same}"
    if verdict.failed:
        many = counted(_many(verdict.words), "tekst komt", "teksten komen")
        return f"{many} er niet uit, en de bestanden zijn dezelfde"
    if verdict.changed:
        return f"een bestand is veranderd, en geen enkel cijfer ({figures})"
    return f"gelijk ({figures})"


def _many(items: Sequence[Apart]) -> int:
    return sum(item.count for item in items)


def _changed(item: Changed) -> str:
    was, now = (_shown(value)[:SHORT] if value else "niets" for value in (item.was, item.now))
    return f"{plain(item.what)} ({was} is nu {now})"


def _places(items: Sequence[Apart], computed: str = "berekend", most: int = _SHOWN) -> Iterator[str]:
    first = sorted(items, key=lambda item: not item.path.startswith("totaal"))
    for item in first[:most]:
        stands, now = (_of(item, value) for value in (item.stands, item.computed))
        yield f"  {plain(item.path)}: er staat {stands}, {computed} {now}"
    if len(items) > most:
        yield f"  en nog {number(len(items) - most)}"


def _of(item: Apart, value: Any) -> str:
    return str(value) if isinstance(value, int) and is_year(item.path) else _value(value)


def _value(value: Any) -> str:
    """A figure as it is written here, anything else as JSON has it, no longer than can be read."""
    if value is ABSENT:
        return str(value)
    if is_figure(value):
        return _shown(exact(value))
    if isinstance(value, (Mapping, list)):
        inside = list(leaves(value))
        figures = len(list(filter(is_figure, inside)))
        many = counted(figures, "cijfer", "cijfers") if figures else counted(len(inside), "tekst", "teksten")
        return f"een blok met {many}"
    return _shown(json.dumps(value, ensure_ascii=False))


def _shown(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return plain(short)
