"""What draws say of a case: under the answer, as a table of ranges, as a histogram, and in words."""

from collections.abc import Iterator, Sequence
from math import floor, log10

from rendement.figures.case import CaseFigures
from rendement.figures.uncertainty import Band, Histogram, ProgrammeUncertainty, Uncertainty
from rendement.report.cells import amount, heads, in_unit, notes, price
from rendement.report.document import Block, Cell, Column, Row, Table, text
from rendement.report.dutch import counted, euro, number, plain
from rendement.report.wording import actor_name
from rendement.source.money import current

_BAR = 30
ALL_ALIKE = "alle gelijk"
FEW_DRAWS = 300  # of fewer, what never happened may still have a chance of 1% (3 ÷ N)
FEW = 10  # households: of fewer the range is rather too narrow
_MIDDLE = "90% van de trekkingen"

Drawn = Uncertainty | ProgrammeUncertainty


def answer_facts(found: Drawn) -> Iterator[tuple[str, Cell]]:
    """Three lines that stand right below the return or the balance; one where draws have nothing to say."""
    if found.net is None:
        return
    if alike(found):
        yield "  trekkingen", text(ALL_ALIKE + ("" if found.uncertain else ": geen bandbreedtes"))
        return
    if found.draws < FEW_DRAWS:
        yield "  trekkingen", text(f"minder dan {FEW_DRAWS}: te weinig voor grenzen en kansen")
        return
    low, high = (_euros(found.net, which) for which in ("low", "high"))
    yield f"  {_MIDDLE}", text(f"{low} – {high}")
    yield "  gemiddelde van de trekkingen", Cell(_euros(found.net, "mean"), in_unit(found.net.mean))
    yield "  kans dat het positief is", Cell(chance(found.net.positive), found.net.positive)


def range_sentence(found: Drawn, what: str = "rendement") -> str:
    """Between which amounts the return lies in most draws, and how likely it is above 0."""
    if found.net is None:
        return ""
    low, high = (_euros(found.net, which) for which in ("low", "high"))
    sure = f"de kans op een positief {what} is {in_words(found.net.positive)}"
    return f"In 90 van de 100 trekkingen ligt het {what} tussen {low} en {high}; {sure}"


def drawn_sentence(found: Drawn, *, sampled: bool, what: str = "rendement") -> str:
    """The same for a conclusion: also on how many assumptions it rests; nothing of too few draws."""
    if found.net is None:
        return ""
    if not alike(found):
        few = found.draws < FEW_DRAWS
        return "" if few else f"{range_sentence(found, what)}; {resting_on(found, sampled=sampled)}"
    why = "geen enkele aanname heeft een bandbreedte"
    if found.uncertain:
        why = f"{resting_on(found, sampled=sampled)}, maar beweegt het {what} hier niet"
    return f"alle trekkingen zijn gelijk: {why}"


def alike(found: Drawn) -> bool:
    """Whether every draw gives the same return, so that there is no range and no chance to tell of."""
    return found.net is not None and not found.net.deviation and found.draws > 1


def resting_on(found: Drawn, *, sampled: bool) -> str:
    """How many assumptions have a range; without any it comes of a sample."""
    assumed = counted(found.assumptions, "aanname", "aannamen")
    if not found.uncertain and sampled:
        why = "het verschil komt uit de steekproef"
        return f"geen van de {assumed} heeft een bandbreedte, {why}"
    verb = "heeft" if found.uncertain == 1 else "hebben"
    beside = ", en daarbij komt de steekproef" if sampled else ""
    return f"{number(found.uncertain)} van de {assumed} {verb} een bandbreedte{beside}"


def is_sampled(figures: CaseFigures) -> bool:
    """Whether households were drawn that stand for a larger group."""
    return any(found is not None and found.group > found.sample > 1 for _, found in figures.scaled)


def scenario_table(figures: CaseFigures) -> Table:
    """The return of every scenario beside that of the file, with its range."""
    rows = []
    for name, found in (("zoals geschreven", figures), *figures.scenario_figures.items()):
        band = None if found is None or found.uncertainty is None else found.uncertainty.net
        point = amount(None if found is None else found.net)
        if band is None:
            rows.append(Row((text(plain(name)), point, *(text("-"),) * 3)))
            continue
        if not band.deviation:
            rows.append(Row((text(plain(name)), point, text(ALL_ALIKE), *(text("-"),) * 2)))
            continue
        ends = band_cells(band, "low", "high")
        rows.append(Row((text(plain(name)), point, *ends, Cell(chance(band.positive), band.positive))))
    columns = heads("scenario", "rendement", "5%", "95%", "kans boven nul")
    return Table("scenarios", "Scenario's", columns, tuple(rows))


def uncertainty_blocks(figures: CaseFigures, found: Uncertainty, by: Sequence[str]) -> list[Block]:
    """The tables and the words."""
    words = notes("trekkingen", "Trekkingen", _words(figures, found))
    if found.draws < FEW_DRAWS or (alike(found) and not found.uncertain):
        return words
    blocks: list[Block] = [band_table(_rows(figures, found, by))]
    if found.histogram is not None and not alike(found):
        blocks.append(histogram_table(found.histogram, found.draws))
    if found.net is not None and found.costs.mean and not alike(found):
        blocks.append(_paid_back(found))
    return [*blocks, *words]


def chance(share: float) -> str:
    """A chance in whole percents; never certain, as draws cannot say that.

    >>> chance(0.874), chance(0.002), chance(1.0)
    ('87%', '< 1%', '> 99%')
    """
    percents = floor(100 * share + 0.5)
    return "< 1%" if percents == 0 else "> 99%" if percents == 100 else f"{percents}%"


def in_words(share: float) -> str:
    """The same within a sentence.

    >>> in_words(0.874), in_words(1.0)
    ('87%', 'meer dan 99%')
    """
    return chance(share).replace("<", "minder dan").replace(">", "meer dan")


def rounded(value: float, error: float | None) -> float:
    """To the power of ten below twice its error, and at least to the euro.

    >>> rounded(113_482.0, 700.0), rounded(113_482.4, 30.0), rounded(0.4, 0.0)
    (113000.0, 113480.0, 0.0)
    """
    step = 10.0 ** max(0, floor(log10(2 * error))) if error else 1.0
    return round(value / step) * step


def _euros(band: Band, which: str) -> str:
    return euro(_of(band, which))


def _of(band: Band, which: str) -> float:
    error = band.error if which == "mean" else getattr(band.errors, which)
    return rounded(getattr(band, which), error)


def band_table(rows: list[Row]) -> Table:
    """A row for each figure, with its ends and its middle."""
    return Table("bandbreedte", f"Bandbreedte, {current().text}", heads("", "5%", "50%", "95%"), tuple(rows))


def _rows(figures: CaseFigures, found: Uncertainty, by: Sequence[str]) -> list[Row]:
    rows = [*band_row("Rendement", found.net), *band_row("Contante waarde", found.present_net)]
    rows += [*band_row("Totaal baten", found.benefits), *band_row("Totaal kosten", found.costs)]
    rows += band_group("Regels", [(plain(line.name), line.band) for line in found.lines])
    rows += band_group("Saldo per domein", [(plain(name), band) for name, band in found.domains.items()])
    actors = figures.result.plan.actors
    rows += band_group(
        "Saldo per actor", [(actor_name(actors, code), band) for code, band in found.actors.items()]
    )
    if "jaar" in by:
        rows += band_group("Saldo per jaar", [(year, bands.net) for year, bands in found.years.items()])
    return rows


def band_group(title: str, items: Sequence[tuple[str, Band | None]]) -> Iterator[Row]:
    """Figures under one head; nothing where there is none."""
    shown = [row for name, band in items for row in band_row(f"  {name}", band)]
    if shown:
        yield Row((text(title), text(""), text(""), text("")), "groep")
    yield from shown


def band_row(name: str, band: Band | None) -> list[Row]:
    """One figure, if it exists."""
    if band is None:
        return []
    return [Row((text(name), *band_cells(band, "low", "middle", "high")))]


def band_cells(band: Band, *which: str) -> Iterator[Cell]:
    """Its ends, each rounded to its own error."""
    return (Cell(amount(_of(band, end)).text, in_unit(getattr(band, end))) for end in which)


def histogram_table(found: Histogram, draws: int, what: str = "rendement") -> Table:
    """In how many draws it lies between each two bounds."""
    most, rows = max(found.counts), []
    for low, high, count in zip(found.bounds, found.bounds[1:], found.counts, strict=False):
        zero = "  ← nul" if low == 0 else ""
        bar = "█" * round(_BAR * count / most) or ("▏" if count else "")
        share = Cell(chance(count / draws) if count else "", count / draws)
        rows.append(Row((text(f"{price(low).text} tot {price(high).text}"), share, text(bar + zero))))
    columns = (*heads(f"{what}, {current().text}", "trekkingen"), Column("", figures=False))
    return Table("verdeling", f"Hoe het {what} verdeeld is", columns, tuple(rows))


def _paid_back(found: Uncertainty) -> Table:
    rows = [
        Row((text(f"uiterlijk in {year}"), Cell(chance(share), share)))
        for year, share in found.paid_back.items()
    ]
    return Table("terugverdiend", "Kans dat het is terugverdiend", heads("", "kans"), tuple(rows))


def _words(figures: CaseFigures, found: Uncertainty) -> Iterator[str]:
    drawn = f"{counted(found.draws, 'trekking', 'trekkingen')}, zaad {found.seed}"
    if not found.uncertain and not (found.net is not None and found.net.deviation):
        yield f"{drawn}. Geen enkel cijfer heeft een bandbreedte, dus elke trekking is de gewone berekening."
        return
    within = (
        f"Dat geldt binnen wat als onzeker is opgegeven: {resting_on(found, sampled=is_sampled(figures))}; "
        "wat als zeker is opgeschreven, telt hier niet mee. Grenzen van regels tellen niet op."
    )
    if found.net is None:
        yield f"{drawn}. {within}"
        return
    if found.draws < FEW_DRAWS:
        yield f"{drawn}. Grenzen en kansen staan er vanaf {FEW_DRAWS}; neem er bijvoorbeeld 10.000. {within}"
        return
    if alike(found):
        yield f"Alle trekkingen geven hetzelfde rendement ({drawn}). {within}"
        return
    low, high = _euros(found.net, "low"), _euros(found.net, "high")
    yield f"In 90 van de 100 trekkingen ligt het rendement tussen {low} en {high} ({drawn}). {within}"
    yield from leaning(found.net, figures.net or 0.0, "rendement")
    yield from _together(figures)
    yield from samples(
        [found.sample for _, found in figures.scaled if found is not None and found.group > found.sample]
    )


def leaning(band: Band, point: float, what: str) -> Iterator[str]:
    """Which way the ranges lean, where that is more than a little."""
    if (apart := abs(band.mean - point)) > (band.deviation or 0.0) / 10:
        way = "boven" if band.mean > point else "onder"
        yield (
            f"Het gemiddelde van de trekkingen ligt {euro(rounded(apart, band.error))} {way} het "
            f"{what}: samen hellen de bandbreedtes naar {'boven' if way == 'boven' else 'beneden'}."
        )


def samples(sizes: Sequence[int]) -> Iterator[str]:
    """What households that stand for a larger group do to the range."""
    if any(size == 1 for size in sizes):
        yield "Eén doorgerekend huishouden zegt niet hoe ver de groep ervan verschilt; dat is niet getrokken."
    if any(1 < size < FEW for size in sizes):
        few = min(size for size in sizes if size > 1)
        yield (
            f"Met {few} doorgerekende huishoudens is het bereik van hun groep eerder te nauw dan te ruim: "
            "zij zeggen ook weinig over hoe ver zij uiteenlopen. Het interval bij de opschaling telt dat mee."
        )


def _together(figures: CaseFigures) -> Iterator[str]:
    """What was drawn together."""
    plan = figures.result.plan
    labels = {item.path: plain(item.label) for item in plan.ledger.inputs} if plan.groups else {}
    for group in plan.groups:
        yield f"Samen getrokken, {plain(group.name)}: {'; '.join(labels[path] for path in group.paths)}."
