"""What a YAML syntax error means to someone who never heard of YAML."""

import re

import yaml

from rendement.source.finding import Finding, Mark
from rendement.source.text import quote

_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z_][\w-]*):(\S.*)$")
_SPECIAL = "@`%&*!|>"


def explain_syntax_error(error: yaml.YAMLError, name: str, lines: list[str]) -> Finding:
    """A finding at the place where the analyst must act, which is not always where the reader stopped."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Finding("schrijffout", "het bestand is niet te lezen", "controleer de opmaak", Mark(name))
    problem, context = error.problem_mark, error.context_mark
    line, column = min(problem.line, max(0, len(lines) - 1)), problem.column
    at = lines[line] if lines else ""
    what = error.problem or ""
    around = error.context or ""

    def finding(code: str, message: str, remedy: str, row: int = line, col: int = column) -> Finding:
        return Finding(code, message, remedy, quote(name, lines, row + 1, col + 1))

    tab = at.find("\t")
    if tab >= 0 and not at[:tab].strip(" -"):
        return finding("tab", "hier staat een tab", "spring in met spaties (twee per niveau)", col=tab)
    if "flow" in around and context is not None:
        opener = lines[context.line][context.column]
        closer = "]" if opener == "[" else "}"
        return finding(
            "haak-niet-gesloten",
            f"de haak `{opener}` wordt niet goed gesloten",
            f"sluit af met `{closer}` en scheid de onderdelen met een komma en een spatie",
            context.line,
            context.column,
        )
    if "quoted scalar" in around and context is not None:
        if "escape" in what:
            remedy = "gebruik enkele aanhalingstekens ('…')"
            return finding("schrijffout", "na `\\` staat een onbekend teken", remedy)
        remedy = "sluit de tekst af met hetzelfde aanhalingsteken"
        message = "de aanhaling die hier begint, eindigt nergens"
        return finding("aanhaling-niet-gesloten", message, remedy, context.line, context.column)
    for row in (context.line if context is not None else line, line):
        stuck = _NO_SPACE.match(lines[row]) if row < len(lines) else None
        if stuck:
            key, value = stuck.groups()
            remedy = f"schrijf `{key}: {value[:40]}`"
            message = f"na de dubbele punt van `{key}` ontbreekt een spatie"
            return finding("spatie-na-dubbele-punt", message, remedy, row, stuck.start(2))
    if "mapping values" in what:
        remedy = "zet tekst met een dubbele punt tussen aanhalingstekens; lijn anders de sleutels links uit"
        return finding("dubbele-punt", "hier staat een dubbele punt die niet kan", remedy)
    if "cannot start any token" in what and column < len(at) and at[column] in _SPECIAL:
        message = f"een waarde kan niet beginnen met `{at[column]}`"
        return finding("schrijffout", message, "zet de waarde tussen aanhalingstekens")
    if "expected ':'" in what and context is not None:
        remedy = "schrijf `sleutel: waarde`"
        return finding("schrijffout", "hier ontbreekt een dubbele punt", remedy, context.line, context.column)
    return finding(
        "inspringing",
        "de structuur klopt hier niet",
        "lijn sleutels van hetzelfde niveau even ver in uit en begin elk onderdeel van een lijst met `- `",
    )
