"""What is said in the same words of a case and of a programme."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from rendement.report.document import Block, Cell, Notes, Role, text
from rendement.report.dutch import counted, number, percent, plain, quantity
from rendement.source.money import current
from rendement.source.scalar import span_text

if TYPE_CHECKING:
    from rendement.engine.inputs import Origin
    from rendement.engine.plan import Actor, Discount, Line, Plan, Unvalued
    from rendement.engine.programme_plan import Measure, ProgrammePlan
    from rendement.figures.asked import Asked
    from rendement.figures.printed import Verdict
    from rendement.source.finding import Finding, Waiver


SMALL = 100  # a printed figure below it may be no amount
MOST_NAMES = 8  # of the lines that a finding concerns
PERSPECTIVES = {
    "financieel": "overheid en organisaties",
    "overheid": "de overheid",
    "maatschappij": "de samenleving als geheel",
    "gemeente": "de gemeente",
    "rijk": "het rijk",
}
CURLED = "’"  # stands for a backtick in a name, where those mean code

YEARS = ("jaar", "periode", "prijspeil")  # the ends of keys that hold a year


def subtitle(
    plan: "Plan | ProgrammePlan", kind: str = "", more: Sequence[str] = (), *, always: bool = False
) -> str:
    """The line under the title: where, when, at which prices; for whom, `always` or where it is unusual."""
    pieces = [plain(plan.place), *([kind] if kind else []), span_text(plan.period)]
    if plan.price_level is not None:
        pieces.append(f"prijspeil {plan.price_level}")
    if always or plan.perspective != ("gemeente" if kind else "financieel"):
        pieces.append(f"perspectief {plain(plan.perspective)}")
    return " · ".join([*pieces, *more, f"bedragen {current().text}"])


def name_of(item: "Line | Measure") -> str:
    """A name as it stands in every table."""
    return plain(item.name) + ("" if item.counted else " (telt niet mee)")


def rate_text(discount: "Discount") -> str:
    """How something is discounted, in words."""
    rates = ", ".join(
        percent(step) if len(discount.steps) == 1 else f"{percent(step)} vanaf jaar {start}"
        for start, step in discount.steps
    )
    moment = "" if discount.moment == "begin" else f", {discount.moment} van het jaar"
    origin = f", {discount.origin}" if discount.origin else ""
    return f"{rates}, basisjaar {discount.base}{moment}{origin}"


def set_aside(uncounted: float, outside: float, perspective: str) -> Iterator[tuple[str, float, Role]]:
    """What lies between the items of a table and their total."""
    if uncounted:
        yield "af: telt niet mee", -uncounted, "regel"
    if abs(outside) > 0.005:
        yield f"af: buiten perspectief {plain(perspective)}", outside, "regel"


def effect(item: "Unvalued") -> str:
    """An effect without an amount, and why it has none."""
    direction = f" ({item.direction})" if item.direction else ""
    return plain(item.name) + direction + (f": {plain(item.reason)}" if item.reason else "")


def evidence_text(evidence: tuple[str, float | None]) -> str:
    """A grade, and how many years it covers."""
    grade, years = evidence
    return grade if years is None else f"{grade}, {quantity(years)} jaar"


def whose(plan: "Plan | ProgrammePlan") -> str:
    """Whose euros a perspective sums."""
    return PERSPECTIVES.get(plan.perspective) or within(actor_name(plan.actors, plan.perspective))


def within(name: str) -> str:
    """A name within a sentence.

    >>> within("Gemeente"), within("UWV"), within("Eén keer geteld")
    ('gemeente', 'UWV', 'één keer geteld')
    """
    if not name[1:].islower():
        return name
    return "é" + name[1:] if name.startswith("Eé") else name[:1].lower() + name[1:]  # É loses its accent


def is_year(path: str) -> bool:
    """Whether a figure is a calendar year, by its path: that has no point between the thousands.

    >>> is_year("totaal.terugverdienjaar"), is_year("periode[1]"), is_year("per_jaar.2024.saldo")
    (True, True, False)
    """
    return path.partition("[")[0].endswith(YEARS)


def findings_fact(findings: "Sequence[Finding]") -> tuple[str, Cell]:
    """How much there is to say of the file; what may stand is counted apart."""
    standing, more = _counts(findings)
    label = f"Bevindingen{', '.join(['', *more])} (zie onder)" if findings else "Bevindingen"
    return label, Cell(number(standing), standing)


def findings_sentence(findings: "Sequence[Finding]") -> Iterator[str]:
    """The same for who finds them elsewhere; nothing when there is nothing to say."""
    standing, more = _counts(findings)
    if findings:
        yield f"{', '.join([counted(standing, 'bevinding', 'bevindingen'), *more])}: zie de bijlage."


def _counts(findings: "Sequence[Finding]") -> tuple[int, list[str]]:
    """How many findings stand, and in words how many of them warn and how many are waived beside them."""
    standing = [item for item in findings if item.waiver is None]
    warned = sum(item.severity == "waarschuwing" for item in standing)
    waived = len(findings) - len(standing)
    more = [f"waarvan {counted(warned, 'waarschuwing', 'waarschuwingen')}"] if warned else []
    return len(standing), [*more, *([f"daarnaast {number(waived)} afgeweken"] if waived else [])]


def actor_name(actors: "Mapping[str, Actor]", code: str) -> str:
    """An actor by its Dutch name."""
    return plain(actors[code].name if code in actors else code)


def paid_back(year: int | None, time: float | None = None) -> Cell:
    """The year from which there is no shortage any more, and after how many years that is."""
    if year is None:
        return text("niet binnen deze jaren")
    return text(f"{year} (na {number(time, 1)} jaar)" if time else str(year))


def asked_text(asked: "Asked") -> str:
    """What was asked beside the file itself, as it is typed; nothing when it was the file itself."""
    pieces = [f"--set {change}" for change in asked.sets]
    pieces += [f"--scenario {asked.scenario}"] if asked.scenario is not None else []
    pieces += [f"--perspective {asked.perspective}"] if asked.perspective is not None else []
    return f"Opdracht: {plain(' · '.join(pieces))}" if pieces else ""


def findings_blocks(findings: "Sequence[Finding]") -> list[Block]:
    """What there is to say of the file, each with the lines that it concerns."""
    standing = [item for item in findings if item.waiver is None]
    items = [f"{_finding(item)}." for item in standing if not item.number]
    items += _of_method([item for item in standing if item.number])
    blocks: list[Block] = [Notes("bevindingen", "Bevindingen", tuple(items), coded=True)] if items else []
    waived = tuple(f"{_finding(item)}: {why}." for item in findings if (why := _why(item)))
    return blocks + ([Notes("afwijkingen", "Afgeweken", waived, coded=True)] if waived else [])


def _of_method(findings: "Sequence[Finding]") -> Iterator[str]:
    """How many rules of method have something to say, and which: `check` says what."""
    pieces = []
    for one, more in (("waarschuwing", "waarschuwingen"), ("opmerking", "opmerkingen")):
        numbers = [item.number for item in findings if item.severity == one]
        if numbers:
            pieces.append(f"{counted(len(numbers), one, more)} ({', '.join(sorted(numbers))})")
    if pieces:
        yield f"Methode: {' en '.join(pieces)}; `rendement check` zegt van elk wat er staat en wat helpt."


def _why(item: "Finding") -> str:
    """Why a finding may stand, which rule it is of, and until when; nothing of one that may not."""
    if item.waiver is None:
        return ""
    rule = item.number or item.code
    return plain(f"{item.waiver.reason} ({rule}, {until(item.waiver)})").replace("`", CURLED)


def per(unit: str) -> str:
    """What a price is for, also of a unit that says it already.

    >>> per("uur"), per("per tarief")
    ('per uur', 'per tarief')
    """
    said = plain(unit)
    return said if said.startswith("per ") else f"per {said}"


def place_text(origin: "Origin") -> str:
    """The file and the line in which a number was written; or that the command gave it."""
    if origin.file.startswith("--set "):
        return "opdracht"
    name = plain(PurePath(origin.file).name)
    return f"{name}, regel {origin.line}" if origin.line else name


def until(waiver: "Waiver") -> str:
    """Until when something may stand."""
    return "blijvend" if waiver.until == "blijvend" else f"tot en met {waiver.until}"


def _finding(item: "Finding") -> str:
    """A warning, a name or the sentence itself first."""
    warning = item.severity == "waarschuwing"
    names = concerned(item).replace("`", CURLED)
    place = f" (regel {item.mark.line} van {PurePath(item.mark.file).name})" if warning and not names else ""
    said = f"{'Waarschuwing: ' if warning else ''}{f'{names}: ' if names else ''}{item.message}{place}"
    return plain(said if names else said[:1].upper() + said[1:])


def concerned(item: "Finding") -> str:
    """The lines or measures that a finding is about, as many as anybody reads."""
    names = [f"{plain(of.name)} (regel {of.line})" for of in item.concerns[:MOST_NAMES]]
    more = len(item.concerns) - len(names)
    return ", ".join(names) + (f" en nog {number(more)}" if more else "")


def printed_blocks(found: "Sequence[Verdict]") -> list[Block]:
    """What the source printed: how much of it follows, and what does not."""
    if not found:
        return []
    if any(item.apart for item in found):
        count = counted(len(found), "gedrukt cijfer hoort", "gedrukte cijfers horen")
        why = f"{count} bij het bestand zoals het geschreven is; hier is anders gerekend (zie de opdracht)."
        return [Notes("gedrukt", "Gedrukt in de bron: niet vergeleken", (why,))]
    others = tuple(_verdict(item) for item in found if not item.follows)
    title = f"Gedrukt in de bron: {len(found) - len(others)} van {len(found)} volgen"
    return [Notes("gedrukt", title, others)]


def written_as(item: "Verdict") -> Callable[[float], str]:
    """How a printed figure is written."""
    return percent if item.printed.of_hundred else number if abs(item.printed.value) >= SMALL else quantity


def _verdict(item: "Verdict") -> str:
    printed, computed = item.printed, item.computed
    where = f" ({plain(printed.source)})" if printed.source else ""
    written = written_as(item)
    if computed is None:
        return f"{printed.path}: gedrukt {written(printed.value)}{where}, maar dit cijfer bestaat hier niet"
    shown = f"gedrukt {written(printed.value)}{where}, berekend {written(computed)}"
    reason = f"bronfout: {plain(printed.error)}" if printed.error else "dit volgt niet uit de invoer"
    return f"{printed.path}: {shown}; {reason}"
