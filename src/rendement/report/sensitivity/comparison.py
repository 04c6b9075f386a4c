"""Options side by side: as a document, and as one flat table."""

from collections.abc import Iterator, Sequence

from rendement.figures.comparison import ALIKE, Choice, Comparison, Pair
from rendement.figures.uncertainty import Band
from rendement.report.cells import EMPTY, amount, figure, heads, in_unit, notes
from rendement.report.document import Block, Cell, Column, Document, Row, Table, text
from rendement.report.dutch import number, plain
from rendement.report.sensitivity.compared_words import (
    NOTHING,
    compared_on,
    conclusion,
    drawn,
    of_pairs,
    on_top,
    ratio_sentences,
    worth_of_knowing,
)
from rendement.report.uncertainty import FEW_DRAWS, chance, rounded
from rendement.report.wording import asked_text
from rendement.source.money import current

_ENDS = ("mean", "low", "high")
_WORDS = ("optie", "tegenover", "bestand", "casus", "gemeente", "scenario", "uitkomst", "oordeel")
_FIGURES = ("punt", "gemiddelde", "sd", "p5", "p50", "p95", "kans", "kans_beste", "kosten")
_OF_RATIO = tuple(f"baten_per_euro_{key}" for key in ("punt", "gemiddelde", "p5", "p50", "p95", "kans_beste"))


def comparison_document(found: Comparison) -> Document:
    """What is in the way of comparing; the answer; the options, each pair, and what is worth measuring."""
    enough = found.draws >= FEW_DRAWS
    blocks: list[Block] = notes("verschillen", "Let op", on_top(found))
    blocks += notes("conclusie", "", conclusion(found), prose=True) if enough else []
    blocks.append(_options(found, enough=enough))
    if found.by_ratio:
        blocks += _per_euro(found, enough=enough)
    if enough:
        blocks += [_pairs(found), *notes("oordelen", "", of_pairs(found))]
    blocks += notes("weten", "Wat meten?", worth_of_knowing(found))
    blocks += notes("trekkingen", "Trekkingen", [compared_on(found), *drawn(found)])
    subtitle = f"{len(found.choices)} opties, naast {NOTHING} · bedragen {current().text}"
    return Document(plain(found.title), subtitle, tuple(blocks), asked_text(found.asked))


def _options(found: Comparison, *, enough: bool) -> Table:
    title = f"De opties: {found.outcome_title}, {current().text}"
    if not enough:
        rows = [Row((text(plain(one.label)), amount(one.point))) for one in found.choices]
        return Table("opties", title, heads("optie", "gewoon"), tuple(rows))
    rows = [
        Row((text(plain(one.label)), amount(one.point), *_amounts(one.band), _chance(one.best)))
        for one in found.choices
    ]
    rows.append(Row((text(NOTHING), *[amount(0.0)] * 4, _chance(found.nothing))))
    columns = heads("optie", "gewoon", "gemiddeld", "5%", "95%", "kans beste")
    return Table("opties", title, columns, tuple(rows))


def _per_euro(found: Comparison, *, enough: bool) -> Iterator[Block]:
    rows = []
    for one in found.choices:
        ratio = one.ratio
        cells = [text(plain(one.label)), amount(one.costs), figure(None if ratio is None else ratio.point, 2)]
        if enough:
            cells += [text("-")] * 4 if ratio is None else [*_ratios(ratio.band), _chance(ratio.best)]
        rows.append(Row(tuple(cells)))
    drawn_heads = ("gemiddeld", "5%", "95%", "kans beste") if enough else ()
    title = f"Bij een vast budget: baten per {current().word}"
    yield Table("baten-per-euro", title, heads("optie", "kosten", "gewoon", *drawn_heads), tuple(rows))
    yield from notes("vast-budget", "", ratio_sentences(found), prose=True)


def _pairs(found: Comparison) -> Table:
    rows = [
        Row(
            (
                text(plain(pair.first)),
                text(plain(pair.second)),
                *_amounts(pair.band),
                text("-") if pair.verdict == ALIKE else _chance(pair.band.positive),
            )
        )
        for pair in found.pairs
    ]
    columns = heads(
        "de eerste", "min de tweede", "gemiddeld", "5%", "95%", "kans eerste beter", words=("min de tweede",)
    )
    return Table("verschillen-per-paar", f"Per paar het verschil, {current().text}", columns, tuple(rows))


def _amounts(band: Band) -> Iterator[Cell]:
    """Mean, 5% and 95%, each rounded to its own error."""
    for which in _ENDS:
        value = getattr(band, which)
        error = band.error if which == "mean" else getattr(band.errors, which)
        yield Cell(amount(rounded(value, error)).text, in_unit(value))


def _ratios(band: Band) -> Iterator[Cell]:
    return (Cell(number(getattr(band, which), 2), getattr(band, which)) for which in _ENDS)


def _chance(share: float) -> Cell:
    return Cell(chance(share), share)


def comparison_rows(found: Comparison) -> Table:
    """A row for each option against doing nothing, and one for each pair."""
    enough = found.draws >= FEW_DRAWS
    rows = [_choice_row(one, enough=enough) for one in found.choices]
    rows += [_pair_row(pair, enough=enough) for pair in found.pairs]
    words = (Column(name, figures=False) for name in _WORDS)
    figures = (Column(name) for name in (*_FIGURES, *_OF_RATIO))
    return Table("vergelijking", "", (*words, *figures), tuple(rows))


def _choice_row(one: Choice, *, enough: bool) -> Row:
    words = (one.label, NOTHING, one.file, one.name, one.place, one.scenario or "", one.path, "")
    best = one.best if enough else None
    figures = [one.point, *_whole(one.band, enough=enough), best, one.costs]
    if one.ratio is None:
        return _row(words, [*figures, *[None] * len(_OF_RATIO)])
    ratio = one.ratio
    mean, _, *ends, _ = _whole(ratio.band, enough=enough)
    return _row(words, [*figures, ratio.point, mean, *ends, ratio.best if enough else None])


def _pair_row(pair: Pair, *, enough: bool) -> Row:
    words = (pair.first, pair.second, *[""] * 5, pair.verdict if enough else "")
    return _row(words, [pair.point, *_whole(pair.band, enough=enough), *[None] * (2 + len(_OF_RATIO))])


def _whole(band: Band, *, enough: bool) -> tuple[float | None, ...]:
    """Mean and deviation; percentiles and the chance above 0 only of enough draws."""
    ends = (band.low, band.middle, band.high, band.positive) if enough else (None,) * 4
    return band.mean, band.deviation, *ends


def _row(words: Sequence[str], figures: Sequence[float | None]) -> Row:
    cells = (EMPTY if value is None else Cell(value=value) for value in figures)
    return Row((*(text(plain(word)) for word in words), *cells))
