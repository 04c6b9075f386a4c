"""R3: what the figures rest on."""

from collections.abc import Iterator

from rendement.bind.context import PRICES
from rendement.engine.firmness import firmness
from rendement.engine.plan import Line
from rendement.engine.result import LineResult, Result
from rendement.engine.sample import called
from rendement.lint.known import KnownCase, number_of, percent_of, years_of_effect
from rendement.lint.rule import Method, Seen, at
from rendement.model.values import point
from rendement.source.finding import Severity
from rendement.source.path import Path, parse_path
from rendement.source.scalar import euros

_SOFT = ("schatting", "aanname")
_CORRECTION = "optimismecorrectie"
_MUCH = 0.25  # of the benefits after the evidence ends
_FAR = 3  # times the households that were priced


def _grade(item: LineResult) -> str:
    return item.line.evidence[0] if item.line.evidence is not None else ""


def _soft(known: KnownCase) -> tuple[LineResult, ...]:
    """The benefits that somebody estimated or assumed."""
    return tuple(item for item in known.benefits if _grade(item) in _SOFT)


def _corrected(item: LineResult) -> bool:
    return any(step.name == _CORRECTION for step in item.steps)


def _after_evidence(known: KnownCase) -> Iterator[Seen]:
    found = firmness(known.result)
    share = found.after_share
    if share is not None and share > 0 and found.after_evidence > known.result.nothing:
        late = tuple(item.line for item in known.benefits if item.late_weight)
        said = {"deel": percent_of(share), "bedrag": euros(found.after_evidence)}
        severity: Severity = "waarschuwing" if share > _MUCH else "opmerking"
        yield Seen(("baten",), late, said, severity)


def _soft_without_range(known: KnownCase) -> Iterator[Seen]:
    soft = [item for item in _soft(known) if not _has_interval(item)]
    unsure = {_owner(item.path) for item in known.plan.ledger.ranges} if soft else set()
    tried = _tried(known) if soft else set()
    for item in soft:
        if parse_path(item.line.path) not in tried and not unsure & set(_owners(item.line)):
            yield at(item.line, "bewijs", graad=_grade(item))


def _tried(known: KnownCase) -> set[Path]:
    """The lines of which a scenario changes something."""
    paths = (path for changes in known.case.scenarios.values() for path in changes)
    return {known.source.resolve(parse_path(path))[:2] for path in paths}


def _has_interval(item: LineResult) -> bool:
    """Whether it is scaled up from more than one household, so that draws know how far it may be off."""
    return item.line.scaled_to is not None and item.line.cases > 1


def _owner(path: str) -> tuple[str | int, ...]:
    """The line or the post of a list that an input belongs to."""
    section, *rest = parse_path(path)
    if section == PRICES:
        return section, str(rest[0]).partition("@")[0]
    return (section, *rest[:1])


def _owners(line: Line) -> Iterator[tuple[str | int, ...]]:
    """A line and the posts whose price or curve it takes."""
    yield _owner(line.path)
    for part in line.parts:
        if part.price.post is not None:
            yield PRICES, part.price.post.partition("@")[0]
    yield from map(_owner, line.effect.places)


def _scaled_far(known: KnownCase) -> Iterator[Seen]:
    written = {item.line.path for item in _far(known.result)}
    for item in _far(known.result):
        place = (*parse_path(item.line.path), "opschalen_naar")
        yield Seen(place, (item.line,), _scaled(item))
    for name, result in known.calculation.scenarios.items():
        for item in _far(result) if result is not None else ():
            if item.line.path not in written:
                yield Seen(("scenarios", name), (item.line,), _scaled(item))


def _far(result: Result) -> Iterator[LineResult]:
    """The benefits of households that stand for more than a few times as many."""
    for item in result.benefits:
        group, sample = item.line.scaled_to, item.line.cases
        once = item.line.counted and item.line.follows is None
        if once and group is not None and group > _FAR * sample and not _corrected(item):
            yield item


def _scaled(item: LineResult) -> dict[str, object]:
    _, who = called(item.line.sample, "huishouden", "huishoudens")
    group = number_of(float(item.line.scaled_to or 0))
    return {"doorgerekend": number_of(item.line.cases), "wie": who, "groep": group}


def _uncorrected(known: KnownCase) -> Iterator[Seen]:
    expected = [item for item in _soft(known) if not _realised(item.line)]
    if expected and not any(map(_corrected, expected)):
        yield Seen(("baten",), tuple(item.line for item in expected), {"aantal": len(expected)})


def _realised(line: Line) -> bool:
    return line.realised is not None and line.realised >= set(line.years)


def _one_outcome(known: KnownCase) -> Iterator[Seen]:
    soft, net = _soft(known) if known.costs else (), known.result.total.net
    tried = known.case.scenarios or known.plan.ledger.uncertain() or any(map(_has_interval, known.benefits))
    if soft and net > known.result.nothing and not tried:
        yield Seen(("scenarios",), tuple(item.line for item in soft), {"saldo": euros(net)})


def _not_followed(known: KnownCase) -> Iterator[Seen]:
    for item in known.benefits if known.is_business_case else ():
        line, years = item.line, years_of_effect(item.line)
        if years > 1 and (line.evidence is None or line.evidence[1] is None):
            key = "bewijs" if line.evidence is not None else ""
            yield at(line, key, jaren=number_of(years))


def _other_group(known: KnownCase) -> Iterator[Seen]:
    counts = [(point(outcome.aantal), outcome.naam) for outcome in known.case.resultaten]
    for item in known.benefits:
        priced = item.line.cases
        if not priced or item.line.scaled_to is not None or not counts:
            continue
        most, name = max(counts)
        if most > priced:
            _, who = called(item.line.sample, "huishouden", "huishoudens")
            few, many = number_of(priced), number_of(most)
            yield at(item.line, "casussen", doorgerekend=few, wie=who, aantal=many, naam=name)


RULES: tuple[Method, ...] = (
    Method(
        "R301",
        "na-het-bewijs",
        "opmerking",
        "{deel} van de baten ({bedrag}) valt na de `looptijd` van het bewijs",
        "kies een kortere `duur` of `horizon`, of bewijs dat langer volgde",
        "Wat op korte termijn is gezien, zegt weinig over jaren die niemand heeft gevolgd.",
        "Bernard 2020: vroege uitkomsten voorspellen over vijf jaar, niet over tien",
        case=_after_evidence,
    ),
    Method(
        "R303",
        "schatting-zonder-bandbreedte",
        "opmerking",
        "het bewijs is een {graad}, en de regel en zijn prijzen hebben geen bandbreedte",
        "schrijf een bandbreedte bij wat het minst zeker is, bijvoorbeeld `aantal: 8..15`",
        "Eén getal laat een schatting zekerder lijken dan zij is.",
        "Meetstandaard: een puntschatting is het misbruik dat het meest voorkomt",
        case=_soft_without_range,
    ),
    Method(
        "R304",
        "ver-opgeschaald",
        "waarschuwing",
        "{doorgerekend} doorgerekende {wie} staan voor {groep}, zonder `optimismecorrectie`",
        "noem het interval bij het bedrag, schrijf `optimismecorrectie`, of reken meer {wie} door",
        "Wie wordt doorgerekend, is zelden een willekeurige greep; de rest valt meestal lager uit.",
        "Green Book over optimismebias",
        case=_scaled_far,
    ),
    Method(
        "R305",
        "verwacht-zonder-correctie",
        "opmerking",
        "geen verwachte baat op schatting of aanname (het zijn er {aantal}) heeft een `optimismecorrectie`",
        "schrijf `optimismecorrectie` bij wat nog moet blijken, of neem gemeten cijfers",
        "Wat vooraf wordt verwacht, valt gemiddeld te hoog uit.",
        "Green Book 5.43 tot 5.46",
        case=_uncorrected,
        off=True,
    ),
    Method(
        "R306",
        "uitkomst-zonder-gevoeligheid",
        "opmerking",
        "het saldo van {saldo} steunt op schatting of aanname, en er staat geen bandbreedte en geen scenario",
        "schrijf een bandbreedte bij wat het minst zeker is, of `scenarios:` met een voorzichtige uitkomst",
        "Wie beslist, moet kunnen zien hoeveel er mis mag gaan voordat het saldo verdwijnt.",
        "Algemene leidraad voor maatschappelijke kosten-batenanalyse: gevoeligheid hoort bij de uitkomst",
        case=_one_outcome,
    ),
    Method(
        "R307",
        "effect-zonder-looptijd",
        "opmerking",
        "het effect telt {jaren} jaar, en er staat niet hoe lang het is gevolgd",
        "schrijf bij `bewijs` de `looptijd`: hoeveel jaar is gezien dat het effect er was?",
        "Zonder looptijd is niet te zien welk deel van de baten bewezen is en welk deel wordt doorgetrokken.",
        "Bernard 2020: vroege uitkomsten voorspellen over vijf jaar, niet over tien",
        case=_not_followed,
    ),
    Method(
        "R308",
        "andere-groep",
        "waarschuwing",
        "{doorgerekend} {wie} zijn doorgerekend, en er zijn {aantal} resultaten ({naam})",
        "schrijf `opschalen_naar`, of laat ook de kosten alleen over de doorgerekende {wie} gaan",
        "Baten van enkele huishoudens naast kosten van allemaal geven een saldo dat nergens bij hoort.",
        "een crisisteam: zeven huishoudens naast de kosten van 188 zaken",
        case=_other_group,
    ),
)
