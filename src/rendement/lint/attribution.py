"""R2: what would have happened anyway, and who may claim it."""

from collections.abc import Iterator

from rendement.engine.result import LineResult
from rendement.lint.claimed import above_all, claimed
from rendement.lint.known import LOAD, KnownCase, percent_of
from rendement.lint.rule import Method, Seen, at
from rendement.source.finding import Severity

BAU, CLAIM, STAY, DISPLACED = "business_as_usual", "toerekening", "blijfkans", "verdringing"
COMPARED = "vergelijking"
_COUNTED = ("gemeten", "registratie")
_WORK = ("participatiewet", "participatie", "werk")
_CARE = ("jeugd", "wmo")
_SHARES = (
    "bereik",
    "slaagkans",
    BAU,
    CLAIM,
    DISPLACED,
    "optimismecorrectie",
    "afname",
)
_STEP = 0.05  # a share that is a multiple of it was likely thought up
_SAME = 1e-9
_SOCIETY = "maatschappij"
_CLIENT, _ENFORCEMENT = "client", "handhaving"


def _grade(item: LineResult) -> str | None:
    return item.line.evidence[0] if item.line.evidence is not None else None


def _steps(item: LineResult) -> dict[str, float]:
    """What the steps of a line leave, by name; without the curves, of which that is no single share."""
    return {step.name: step.share for step in item.steps if step.share is not None}


def _has(item: LineResult, name: str) -> bool:
    return any(step.name == name for step in item.steps)


def _no_counterfactual(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits if known.is_business_case else ():
        grade = _grade(item)
        told = any(_has(item, name) for name in (BAU, STAY, CLAIM))
        if told or item.line.form == "voor" or grade == COMPARED:
            continue
        if _passes_on(item):
            continue
        proven = f"het bewijs is `{grade}` (voor en na), en " if grade in _COUNTED else ""
        severity: Severity = "waarschuwing" if proven else "opmerking"
        yield at(item.line, severity=severity, bewijs=proven)


def _passes_on(item: LineResult) -> bool:
    """Whether it is only taken from another: a bill that another payer gets, or a claim of who enforces.

    Neither comes by itself. What a client no longer receives does: many leave on their own.
    """
    others = {part.counterparty for part in item.line.parts}
    if not others or None in others:
        return False
    return item.domain == _ENFORCEMENT or _CLIENT not in others


def _cut_twice(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        left = _steps(item)
        if _grade(item) != COMPARED:
            continue
        if left.get(BAU, 1.0) < 1:
            taken = percent_of(1 - left[BAU])
            yield at(item.line, BAU, stap=f"`{BAU}` nog eens {taken} af")
        elif left.get(CLAIM, 1.0) < 1:
            taken = percent_of(1 - left[CLAIM])
            yield at(item.line, CLAIM, "opmerking", stap=f"`{CLAIM}` nog eens {taken} af")


def _same_share(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        left = _steps(item)
        if BAU in left and CLAIM in left and left[BAU] < 1 and abs(left[BAU] - left[CLAIM]) < _SAME:
            yield at(item.line, CLAIM, deel=percent_of(1 - left[CLAIM]))


def _round_share(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        line = item.line
        if line.source or line.note or line.evidence is not None:
            continue
        written = known.benefit(line)
        shares = ((key, getattr(written, key, None)) for key in _SHARES)
        for key, value in shares:
            if isinstance(value, float) and _is_round(value):
                yield at(line, key, sleutel=key, deel=percent_of(value))
                break


def _is_round(value: float) -> bool:
    """Whether a share lies between nothing and all and is a multiple of 5%."""
    times = value / _STEP
    return 0 < value < 1 and abs(times - round(times)) < _SAME


def _no_displacement(known: KnownCase) -> Iterator[Seen]:
    wide = known.plan.perspective == _SOCIETY
    for item in known.benefits if known.is_business_case else ():
        if item.domain in _WORK and not _has(item, DISPLACED):
            yield at(item.line, severity="waarschuwing" if wide else "opmerking", domein=item.domain)


def _waterbed(known: KnownCase) -> Iterator[Seen]:
    if any(item.direction == LOAD for item in known.plan.unvalued):
        return
    for item in known.benefits:
        if item.domain in _CARE and not any(part.counterparty for part in item.line.parts):
            yield at(item.line, domein=item.domain)


def _more_after(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        if item.line.form == "voor" and item.gross < 0:
            yield at(item.line, "na")


def _no_control(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        told = _has(item, BAU) or _has(item, CLAIM)
        if item.line.form == "voor" and _grade(item) == COMPARED and not told:
            yield at(item.line, "bewijs")


def _two_exits(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        if _has(item, STAY) and _has(item, BAU):
            yield at(item.line, BAU)


def _inside_the_price(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits:
        own = {step.name for step in item.steps}
        for _, entry in known.posts(item.line):
            twice = [name for name in entry.post.bevat if name in own]
            if twice:
                yield at(item.line, twice[0], post=entry.code, stap=twice[0])
                break


RULES: tuple[Method, ...] = (
    Method(
        "R201",
        "zonder-vergelijking",
        "opmerking",
        "{bewijs}er staat niet wat er zonder de aanpak ook was gebeurd",
        "schrijf `business_as_usual: {{kans: …, van: …}}`, `blijfkans` of `toerekening`",
        "Een deel van elk resultaat was er ook zonder gekomen; voor en na meten laat dat niet zien.",
        "Social Value UK: deadweight; HACT schatte de eigen waarden in 2022 opnieuw",
        case=_no_counterfactual,
    ),
    Method(
        "R202",
        "dubbel-gecorrigeerd",
        "waarschuwing",
        "het bewijs is een vergelijking, en toch gaat er met {stap}",
        "haal de stap weg, of neem een ander bewijs",
        "Het verschil met een controlegroep is al wat de aanpak zelf deed.",
        "Solórzano-García e.a. 2019: onduidelijke filters in 25 SROI-studies",
        case=_cut_twice,
    ),
    Method(
        "R203",
        "zelfde-aftrek",
        "opmerking",
        "`business_as_usual` en `toerekening` halen er allebei {deel} af",
        "is het hetzelfde argument, haal er dan een weg",
        "Eén argument rechtvaardigt één aftrek.",
        "Solórzano-García e.a. 2019: onduidelijke filters in 25 SROI-studies",
        case=_same_share,
    ),
    Method(
        "R204",
        "te-veel-toegerekend",
        "waarschuwing",
        "{hoeveel} regels rekenen zich samen {samen} toe van wat er voor `{groep}` op `{pot}` wordt bespaard",
        "verdeel de `toerekening` over de aanpakken, samen hooguit 100%",
        "Wat de een bereikte, kan een ander niet ook nog bereikt hebben.",
        "Social Value UK, attribution: samen is het nooit meer dan alles",
        facts=claimed,
        over=above_all,
    ),
    Method(
        "R205",
        "rond-aandeel",
        "opmerking",
        "`{sleutel}` is een rond aandeel ({deel}) zonder bron, toelichting of bewijs",
        "schrijf waar het vandaan komt: `bron`, `toelichting` of `bewijs`",
        "Een rond aandeel is meestal bedacht; dat mag, als het er staat.",
        "Meetstandaard: eigen aandelen staan er als niet gevalideerd",
        case=_round_share,
    ),
    Method(
        "R206",
        "zonder-verdringing",
        "opmerking",
        "een baat in het domein {domein} zonder `verdringing`",
        "schrijf `verdringing` met het deel dat elders verloren gaat; `verdringing: 0%` is ook een antwoord",
        "Wie een baan vindt, neemt haar soms van een ander; voor de samenleving telt alleen het verschil.",
        "Werkwijzer MKBA in het sociaal domein; Meetstandaard: 15% (0 tot 30)",
        case=_no_displacement,
    ),
    Method(
        "R207",
        "waterbed",
        "opmerking",
        "een baat in het domein {domein}, zonder dat er staat of een andere wet meer gaat doen",
        "schrijf `tegenpartij`, of een `pm` met `richting: last`",
        "Minder in de ene wet is vaak meer in de andere.",
        "Stade Advies en Radar over waterbedeffecten in het sociaal domein",
        case=_waterbed,
        off=True,
    ),
    Method(
        "R208",
        "na-meer-dan-voor",
        "opmerking",
        "na de aanpak is er meer dan ervoor, en zo is dit geen baat",
        "wissel `voor` en `na` als zij zijn omgedraaid",
        "Een omgedraaid teken valt in een totaal niet op.",
        "aphp/heemod#20, BCEA#4",
        case=_more_after,
    ),
    Method(
        "R209",
        "voor-na-als-vergelijking",
        "waarschuwing",
        "het bewijs heet een vergelijking, maar er staat alleen een voor en een na",
        "schrijf `bewijs: {{graad: registratie}}`, of wat er zonder was gebeurd (`business_as_usual`)",
        "Voor en na van dezelfde mensen is geen controlegroep.",
        "CalTRACK: een besparing vraagt een model van wat er zonder was gebeurd",
        case=_no_control,
    ),
    Method(
        "R210",
        "twee-keer-uitstroom",
        "opmerking",
        "`business_as_usual` en `blijfkans` staan op één regel",
        "kijk of zij niet over dezelfde uitstroom gaan: de ene tot het resultaat, de andere erna",
        "Dezelfde uitstroom telt anders twee keer mee.",
        "docs/casustaal.md, deel 6",
        case=_two_exits,
        off=True,
    ),
    Method(
        "R211",
        "stap-zit-in-prijs",
        "waarschuwing",
        "in de prijs `{post}` zit `{stap}` al",
        "haal `{stap}` weg, of neem een prijs zonder",
        "Wat de prijs al meeneemt, gaat er anders twee keer af.",
        case=_inside_the_price,
    ),
)
