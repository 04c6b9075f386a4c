"""What a YAML syntax error means to someone who never heard of YAML."""

import re
from dataclasses import dataclass, replace

import yaml

from rendement.source.finding import Finding, Mark
from rendement.source.notes import cut
from rendement.source.slips import Slip, find_slip, no_dash
from rendement.source.text import quote

_STUCK = re.compile(r"^\s*(?:- )*([A-Za-z_][\w-]*):([^\s/].*|\u00a0.*)$")
_KEY = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w-]*): +(.*)$")
_QUOTED = re.compile(r"^\s*(?:- +)*(?:\w[\w -]*: +)?([\"'])")
_BEFORE_KEY = re.compile(r"^ *(?:- +)*[^:\s\"'#]*$")
_WORDS = re.compile(r"^ *(?:- +)*([A-Za-z_][\w-]*)(?: +(\S.*))?$")
_PAIRS = re.compile(r"[\w/@-]+: [^\s,:{}\[\]\"'#]+(?:, [\w/@-]+: [^\s,:{}\[\]\"'#]+)+ *")
_SPECIAL = "@`%&*!|>"


@dataclass(frozen=True)
class _Problem:
    """Where the reader stopped, where what it was reading began, and what it said."""

    name: str
    lines: list[str]
    row: int
    column: int
    start: tuple[int, int] | None
    what: str
    around: str

    @property
    def line(self) -> str:
        """The line on which the reader stopped."""
        return self.lines[self.row]

    @property
    def sign(self) -> str:
        """The character on which the reader stopped; empty at the end of a line."""
        return self.line[self.column : self.column + 1]

    def finding(self, code: str, message: str, remedy: str, at: tuple[int, int] | None = None) -> Finding:
        """A finding at a place, or where the reader stopped."""
        row, column = at or (self.row, self.column)
        return Finding(code, message, remedy, mark=quote(self.name, self.lines, row + 1, column + 1))

    def slip(self, found: Slip) -> Finding:
        """A slip as a finding."""
        return self.finding(found.code, found.message, found.remedy, found.place)


def explain_syntax_error(error: yaml.YAMLError, name: str, lines: list[str]) -> Finding:
    """A finding at the place where the analyst must act, which is not always where the reader stopped."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Finding("schrijffout", "het bestand is niet te lezen", "controleer de opmaak", mark=Mark(name))
    stop, begin = error.problem_mark, error.context_mark
    problem = _Problem(
        name,
        lines,
        min(stop.line, len(lines) - 1),
        stop.column if stop.line < len(lines) else len(lines[-1]),
        (begin.line, begin.column) if begin is not None and begin.line < len(lines) else None,
        error.problem or "",
        error.context or "",
    )
    explanations = (_slip, _tab, _brackets, _open_quote, _stuck_colon, _after_quote, _colon, _special)
    found = (explain(problem) for explain in explanations)
    return next((finding for finding in found if finding is not None), None) or _structure(problem)


def _slip(problem: _Problem) -> Finding | None:
    found = find_slip(problem.lines, problem.row)
    return None if found is None else problem.slip(found)


def _tab(problem: _Problem) -> Finding | None:
    at = problem.line.find("\t")
    if at < 0 or problem.line[:at].strip(" -"):
        return None
    remedy = "spring in met spaties (twee per niveau)"
    return problem.finding("tab", "hier staat een tab", remedy, (problem.row, at))


def _brackets(problem: _Problem) -> Finding | None:
    found = _opener(problem) if "flow" in problem.around else None
    if found is None:
        return None
    row, column = found
    opener = problem.lines[row][column : column + 1]
    closer = "]" if opener == "[" else "}"
    if problem.sign == "[" and problem.line[problem.column - 1 : problem.column].strip(" [{,"):
        remedy = "schrijf elke sleutel op een eigen regel, of zet het pad tussen aanhalingstekens"
        return problem.finding("tussen-haken", "een pad kan zo niet tussen haken staan", remedy)
    if row == problem.row and problem.sign.strip():
        message = f"hier hoort een komma of `{closer}`"
        if problem.sign in "]}":
            return problem.finding(
                "tussen-haken", message, f"schrijf `{closer}` in plaats van `{problem.sign}`"
            )
        remedy = (
            "scheid de onderdelen met een komma en een spatie; zet bijzondere tekst tussen aanhalingstekens"
        )
        return problem.finding("tussen-haken", message, remedy)
    message = f"de haak `{opener}` wordt niet goed gesloten"
    remedy = f"sluit af met `{closer}` en scheid de onderdelen met een komma en een spatie"
    return problem.finding("haak-niet-gesloten", message, remedy, found)


def _opener(problem: _Problem) -> tuple[int, int] | None:
    """The bracket that is not closed; behind the last one the reader names its own place."""
    if problem.start is not None:
        row, column = problem.start
        if problem.lines[row][column : column + 1] in ("[", "{"):
            return problem.start
    closed = 0
    for row in range(problem.row, -1, -1):
        line = problem.line[: problem.column] if row == problem.row else problem.lines[row]
        for column in range(len(line) - 1, -1, -1):
            if line[column] in "[{" and not closed:
                return row, column
            closed += (line[column] in "]}") - (line[column] in "[{")
    return None


def _open_quote(problem: _Problem) -> Finding | None:
    if "quoted scalar" not in problem.around or problem.start is None:
        return None
    if "end of stream" not in problem.what and "document indicator" not in problem.what:
        remedy = "gebruik enkele aanhalingstekens ('…'): daarin is `\\` een gewoon teken"
        return problem.finding("schrijffout", "tussen dubbele aanhalingstekens begint `\\` een code", remedy)
    message = "de aanhaling die hier begint, wordt niet gesloten"
    remedy = "sluit de tekst af met hetzelfde aanhalingsteken"
    return problem.finding("aanhaling-niet-gesloten", message, remedy, problem.start)


def _stuck_colon(problem: _Problem) -> Finding | None:
    rows = ([problem.start[0]] if problem.start is not None else []) + [problem.row]
    for row in rows:
        match = _STUCK.match(problem.lines[row])
        if match is None:
            continue
        key, value = match.groups()
        place = (row, match.start(2))
        if value.startswith("\u00a0"):
            message = f"na de dubbele punt van `{cut(key)}` staat een harde spatie (U+00A0)"
            return problem.finding("harde-spatie", message, "vervang hem door een gewone spatie", place)
        message = f"na de dubbele punt van `{cut(key)}` ontbreekt een spatie"
        return problem.finding("spatie-na-dubbele-punt", message, f"schrijf `{key}: {cut(value)}`", place)
    return None


def _after_quote(problem: _Problem) -> Finding | None:
    match = _QUOTED.match(problem.line)
    if match is None or problem.column <= match.end() or not problem.sign.strip():
        return None
    sign = match.group(1)
    double = "'' " if sign == "'" else '\\" '
    remedy = (
        f"zet de hele waarde tussen aanhalingstekens; een aanhalingsteken daarbinnen schrijft u als {double}"
    )
    message = "na het sluitende aanhalingsteken staat nog tekst"
    return problem.finding("aanhaling-te-vroeg", message, remedy.rstrip())


def _colon(problem: _Problem) -> Finding | None:
    if "mapping values" not in problem.what:
        return None
    before = problem.line[: problem.column]
    if _BEFORE_KEY.match(before):
        return _no_colon_above(problem) or _too_deep(problem)
    match = _KEY.match(problem.line)
    remedy = "zet tekst met een dubbele punt tussen aanhalingstekens"
    if match is not None and _PAIRS.fullmatch(match[2]):
        remedy = f"schrijf `{match[1]}: {{{cut(match[2].rstrip())}}}`"
        message = "deze sleutels met waarden staan niet tussen accolades"
        return problem.finding("dubbele-punt", message, remedy, (problem.row, match.start(2)))
    if match is not None and '"' not in match[2]:
        remedy += f': `{match[1]}: "{cut(match[2])}"`'
    return problem.finding("dubbele-punt", "in deze tekst staat een dubbele punt", remedy)


def _no_colon_above(problem: _Problem) -> Finding | None:
    """`- naam Scholing` above a deeper key: not the key is wrong, but the line that should have been one."""
    rows = [row for row in range(problem.row) if problem.lines[row].strip(" ") and not _is_note(problem, row)]
    if not rows:
        return None
    above = replace(problem, row=rows[-1])
    bare = above.line.lstrip(" ")
    indent = len(above.line) - len(bare)
    begins = bare.startswith("- ") or indent in (_levels(above) or [0])
    return _colon_missing(above, (above.row, indent)) if begins and ":" not in bare else None


def _is_note(problem: _Problem, row: int) -> bool:
    return problem.lines[row].lstrip(" ").startswith("#")


def _colon_missing(problem: _Problem, at: tuple[int, int]) -> Finding:
    bare = problem.lines[at[0]].partition(" #")[0].rstrip(" ")
    match, meant = _WORDS.match(bare), ""
    message = "op deze regel ontbreekt een dubbele punt"
    if match is not None and match[1][0].isupper() and not at[0]:
        remedy = "zet `# ` voor de regel als het commentaar is; schrijf anders `sleutel: waarde`"
        return problem.finding("dubbele-punt-ontbreekt", message, remedy, at)
    if match is not None:
        meant = f", dus `{match[1]}: {cut(match[2])}`" if match[2] else f", dus `{match[1]}:`"
    return problem.finding("dubbele-punt-ontbreekt", message, f"schrijf `sleutel: waarde`{meant}", at)


def _too_deep(problem: _Problem) -> Finding:
    indent = len(problem.line) - len(problem.line.lstrip(" "))
    message = "deze sleutel springt verder in dan de regel erboven toelaat"
    remedy = f"{_levels_remedy(problem, indent)}; of zet de tekst waar hij bij hoort tussen aanhalingstekens"
    return problem.finding("inspringing", message, remedy, (problem.row, indent))


def _special(problem: _Problem) -> Finding | None:
    starts = "cannot start any token" in problem.what or "scanning" in problem.around
    row, column = problem.start or (problem.row, problem.column)
    if problem.sign and problem.sign in _SPECIAL and "cannot start" in problem.what:
        row, column = problem.row, problem.column
    sign = problem.lines[row][column : column + 1]
    if not starts or not sign or sign not in _SPECIAL:
        return None
    shown = f"`{sign}`" if sign != "`" else "een accent grave"
    remedy = "zet de waarde tussen aanhalingstekens"
    return problem.finding("schrijffout", f"een waarde kan niet beginnen met {shown}", remedy, (row, column))


def _structure(problem: _Problem) -> Finding:
    if "expected ':'" in problem.what and problem.start is not None:
        return _colon_missing(problem, problem.start)
    if "block sequence entries" in problem.what:
        remedy = "schrijf een lijst op eigen regels onder de sleutel, en een negatief getal als -500"
        return problem.finding("inspringing", "hier kan geen onderdeel van een lijst staan", remedy)
    if problem.sign in ("]", "}", ":"):
        message = f"voor deze `{problem.sign}` ontbreekt een {'sleutel' if problem.sign == ':' else 'haak'}"
        return problem.finding(
            "schrijffout", message, "haal het teken weg, of zet de waarde tussen aanhalingstekens"
        )
    indent = len(problem.line) - len(problem.line.lstrip(" "))
    if "'-' indicator" in problem.what and problem.line.lstrip(" ").startswith("naam:"):
        return problem.slip(no_dash(problem.lines, problem.row, indent))
    known = _levels(problem)
    if problem.line.lstrip(" ").startswith("- ") and not known:
        remedy = "haal het streepje weg, of zet de lijst onder een sleutel"
        message = "hier kan geen onderdeel van een lijst staan"
        return problem.finding("inspringing", message, remedy, (problem.row, indent))
    if (problem.line.strip() and indent not in known) or "'-' indicator" in problem.what:
        message = "deze regel sluit met zijn inspringing bij geen regel erboven aan"
        return problem.finding("inspringing", message, _levels_remedy(problem, indent), (problem.row, indent))
    remedy = (
        "lijn sleutels van hetzelfde niveau even ver in uit en begin elk onderdeel van een lijst met `- `"
    )
    return problem.finding("inspringing", "de structuur klopt hier niet", remedy)


def _levels(problem: _Problem) -> list[int]:
    """The columns at which a line like this one may begin, given the lines above: a key, or a list item."""
    wanted = problem.line.lstrip(" ").startswith("- ")
    open_ones: list[tuple[int, bool]] = []
    for line in problem.lines[: problem.row]:
        bare = line.lstrip(" ")
        column = len(line) - len(bare)
        if not bare or bare.startswith("#"):
            continue
        open_ones = [level for level in open_ones if level[0] < column]
        while bare.startswith("- "):
            open_ones.append((column, True))
            step = len(bare) - len(bare[2:].lstrip(" "))
            column, bare = column + step, bare[step:]
        open_ones.append((column, False))
    return [column for column, item in open_ones if item == wanted]


def _levels_remedy(problem: _Problem, indent: int) -> str:
    known = [level for level in _levels(problem) if level != indent] or [0]
    nearest = min(abs(level - indent) for level in known)
    near = [level for level in known if abs(level - indent) == nearest]
    if near == [0]:
        return "begin de regel aan de kantlijn"
    options = " of ".join(map(str, near))
    return f"begin de regel {options} spaties vanaf de kantlijn, net als de regels waar hij bij hoort"
