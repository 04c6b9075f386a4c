"""Does to a file what a remedy says, as an analyst would who copies it: literally."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rendement.source.finding import Finding

EITHER = re.compile(r"(.+) als u duizendtallen bedoelt, of (.+) als het decimalen zijn")

BRACKETS = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Spot:
    """The place of a finding in the text: its line and the columns of what is marked."""

    lines: list[str]
    row: int
    begin: int
    end: int

    @property
    def line(self) -> str:
        """The line itself."""
        return self.lines[self.row]

    @property
    def marked(self) -> str:
        """What the caret points at."""
        return self.line[self.begin : self.end]

    @property
    def indent(self) -> str:
        """White space under which a key beside this one stands."""
        return " " * len(re.match(r" *(?:- )*", self.line)[0])

    def instead(self, text: str) -> str:
        """The file with this in place of what is marked; of a list or block in brackets that is all of it."""
        end = self.end
        if self.marked in BRACKETS and not text.startswith(tuple(BRACKETS.values())):
            end = self.line.rindex(BRACKETS[self.marked]) + 1
        return self.with_line(self.line[: self.begin] + text + self.line[end:])

    def with_line(self, *lines: str) -> str:
        """The file with these in place of the line."""
        return "\n".join([*self.lines[: self.row], *lines, *self.lines[self.row + 1 :]])


def followed(name: str, text: str, finding: Finding) -> list[str]:
    """The file as each alternative of the remedy has it; nothing when it cannot be done mechanically."""
    if finding.mark.file != name:
        return []
    lines = text.splitlines()
    row, begin = max(finding.mark.line - 1, 0), max(finding.mark.column - 1, 0)
    if row >= len(lines):
        return []
    spot = Spot(lines, row, begin, begin + finding.mark.width)
    for pattern, rule in RULES:
        match = re.fullmatch(pattern, finding.remedy)
        if match is not None:
            return list(rule(spot, match, finding))
    return []


Rule = Callable[[Spot, re.Match[str], Finding], Iterator[str]]


def _values(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """One spelling, two, or both readings of an ambiguous number."""
    either = EITHER.fullmatch(match[1])
    for group in either.groups() if either else (match[1],):
        for option in group.split(" of "):
            yield spot.instead(option.strip("`"))


def _each(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """Each reading that is offered."""
    yield from map(spot.instead, match.groups())


def _pair(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """`key: value` in place of the key that is marked, or whose value is."""
    key = next(piece for piece in reversed(finding.place) if isinstance(piece, str)) if finding.place else ""
    before = re.search(rf"(?:^|(?<=[\s{{,])){re.escape(key)}: *$", spot.line[: spot.begin]) if key else None
    begin = before.start() if before else spot.begin
    if before is None and (inside := re.match(r" *(?:- )*", spot.line)[0]) and not finding.place:
        begin = len(inside)
    end = spot.end if before or ":" in spot.marked else len(spot.line)
    yield spot.with_line(spot.line[:begin] + match[1] + spot.line[end:])


def _beside(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """A key more in the block in which the marked line stands, or that key with another value."""
    pair = re.search(r"`(\w+: [^`]+)`", match[0])[1]
    there = re.compile(rf" +{pair.partition(':')[0]}: ")
    near = range(max(spot.row - 2, 0), min(spot.row + 3, len(spot.lines)))
    at = next((i for i in near if there.match(spot.lines[i])), None)
    if at is not None:
        yield "\n".join([*spot.lines[:at], spot.indent + pair, *spot.lines[at + 1 :]])
    elif spot.marked != "{" and "}" not in spot.line:
        yield spot.with_line(spot.line, spot.indent + pair)
    else:
        inside = (
            spot.line.index("{", spot.begin) if spot.marked == "{" else spot.line.rindex("{", 0, spot.end)
        )
        yield spot.with_line(f"{spot.line[: inside + 1]}{pair}, {spot.line[inside + 1 :]}")


def _without_line(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    yield spot.with_line()


def _around_comma(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """A number that was cut in two by its comma, in each spelling that is offered."""
    if finding.code != "komma-tussen-haken":
        yield from _values(spot, match, finding)
        return
    numbers, apart = match.groups()
    for group in EITHER.fullmatch(numbers).groups() if EITHER.fullmatch(numbers) else numbers.split(" of "):
        cut = re.compile(r'[^\s,:\[\]{}][^,:\[\]{}"]*, ?\d+ ?%?')
        old = next(m for m in cut.finditer(spot.line) if m.start() < spot.end and m.end() >= spot.begin)
        yield spot.with_line(spot.line[: old.start()] + group + spot.line[old.end() :])
    if apart:
        yield spot.instead(", ")


def _listed(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """A post, with the line of price lists at the top."""
    rest = [line for line in spot.instead(match[1]).splitlines() if not line.startswith("prijslijsten:")]
    yield "\n".join([match[2], *rest])


def _char(replacement: str) -> Rule:
    def rule(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
        yield spot.with_line(spot.line[: spot.begin] + replacement + spot.line[spot.begin + 1 :])

    return rule


def _item(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    yield spot.with_line(spot.line[: spot.begin] + match[1])


def _aligned(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """The first key behind a dash, the others of the block two further."""
    below = [line if line[:1].strip() else f"  {line}" for line in spot.lines[spot.row + 1 :]]
    yield "\n".join([*spot.lines[: spot.row], spot.line[: spot.begin] + match[1], *below])


def _before(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    yield spot.with_line(match[1] + spot.line)


def _product(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    yield spot.with_line(f"{spot.indent}aantal: {match[1]}", spot.indent + match[2])


def _closed(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """The quote closed where the line ends, and the one that closed it before taken away."""
    if spot.line.count(spot.marked) == 1:
        yield spot.with_line(spot.line + spot.marked)


def _last(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    """The last thing that is named: a bound, or an example."""
    yield spot.instead(next(group for group in reversed(match.groups()) if group))


def _one(spot: Spot, match: re.Match[str], finding: Finding) -> Iterator[str]:
    yield spot.instead("1")


# a value as it is written
V = r"(?!laag)(?:\{[^}]*\}|\[[^\]]*\]|(?:€ )?[^\s{\[`]\S*?(?: m(?:ln|iljoen|ld|iljard))?)"
VALUES = rf"({V}(?: of {V})?|.+ als u duizendtallen bedoelt, of \S+ als het decimalen zijn)"

# the first that fits the whole remedy is what is done
RULES: tuple[tuple[str, Rule], ...] = (
    (r"bedoelt u `?(.+?)`?\?", _values),
    (rf"schrijf ({V}) als u .+ bedoelt, of ({V}) als u .+ bedoelt", _each),
    (
        r"schrijf een (?:percentage|getal|jaar) van \S+ t/m (\S+?)(?:, bijvoorbeeld (\S+?))?(?:[,;] .*)?",
        _last,
    ),
    (r"schrijf een (?:percentage|periode) .* zoals (\S+)", _last),
    (r"schrijf (?:hooguit|ten minste) (\S+)", _last),
    (r"schrijf (?:een \w+ van )?(\S+) of (?:meer|minder)(?:; .*)?", _last),
    (r"schrijf een getal boven 0|geef of kies een prijs boven 0", _one),
    (r"het dichtst bij ligt `(.+)`|schrijf bijvoorbeeld `(.+?)`(?:, langs .*)?", _last),
    (r"kies `([^`]+)`, .*", _last),
    (r"schrijf `([^`]+)`, en bovenaan `(prijslijsten: .+)`", _listed),
    (r"schrijf `(- [^`]+)`(?:: met .*)?", _item),
    (r"schrijf `aantal: (\d+)` met `(bedrag: .+)`", _product),
    (r"sluit de tekst op deze regel af met hetzelfde aanhalingsteken", _closed),
    (r"begin elk onderdeel met een streepje: `(- .+)`, de rest recht eronder", _aligned),
    (r"schrijf `(\[.*\])`", _values),
    (r"geef elk een deel, bijvoorbeeld (.+)", _values),
    (r"schrijf `(.)` in plaats van `.`", _values),
    (r"schrijf `(\{.*\})`", _values),
    (r"schrijf `sleutel: waarde`, dus `(\w+:.*)`", _pair),
    (r"schrijf `per: jaar`.*|geef een van de twee een eigen `id`, bijvoorbeeld .*", _beside),
    (r'voeg (?:`naam: …`|`gemeente: …`|`reden: "…"`|`over_jaren: \d+`) toe(?:[,;] .*)?', _beside),
    (r"(?:.*: )?schrijf `([^`]+: [^`]*)`(?:;.*|, of haal .*)?", _pair),
    (r"schrijf `([\w/.@-]+)`", _values),
    (
        r'schrijf ((?:\S+ of )?"[^"]+"|\S+ als u duizendtallen bedoelt, of \S+ als het decimalen zijn)'
        r"(; of zet een spatie na de komma: .*)?",
        _around_comma,
    ),
    (r"zet `(# )` voor de regel als het commentaar is; .*", _before),
    (r"haal de komma weg|verwijder het teken", _char("")),
    (r"vervang hem door een gewone spatie", _char(" ")),
    (r"zet een spatie na de komma: .*", _char(", ")),
    (r"haal `\w+` weg|haal de reden weg|haal dit jaar weg", _without_line),
    (
        r"(?:rond af: |zet het laagste getal voorop: |zet de bron .*, )?schrijf(?: dan)? "
        r"(?:alleen |het getal uit: |één getal: |(?:één getal, )?bijvoorbeeld |een bereik met twee punten: )?"
        rf"{VALUES}(?:, zonder \w+| \(met een komma\))?(?: zonder euroteken, of .*)?"
        r"(?:; .*|: kleine .*|, of noem .*)?",
        _values,
    ),
    (rf"zet het laagste getal voorop: {VALUES}", _values),
)
