"""Several cases side by side: one row per case, and a total where adding up means something."""

from collections.abc import Iterable, Sequence

from rendement.figures.field import Data
from rendement.report.document import Block, Cell, Column, Document, Notes, Row, Table, text
from rendement.report.dutch import number, plain
from rendement.source import sums

_APART = {"perspectief": "perspectief", "prijspeil": "prijspeil"}
_FIGURES = ("baten", "kosten", "rendement", "baten per euro", "contante waarde")


def overview_document(contracts: Sequence[Data]) -> Document:
    """The document that stands after the cases themselves."""
    apart = [key for key in _APART if len({data.get(key) for data in contracts}) > 1]
    heads = ["casus", "gemeente", *(_APART[key] for key in apart)]
    columns = [*(Column(head, figures=False) for head in heads), *(Column(head) for head in _FIGURES)]
    rows = [Row((*_texts(data, apart), *_figures(_summary(data)))) for data in contracts]
    notes = [note for note in (_why_no_total(contracts, apart), _mixed(contracts)) if note and rows[1:]]
    if len(contracts) > 1 and not _why_no_total(contracts, apart):
        empty = (text(""),) * (len(heads) - 1)
        rows.append(Row((text("Totaal"), *empty, *_figures(_total(contracts))), "uitkomst"))
    blocks: list[Block] = [Table("overzicht", "", tuple(columns), tuple(rows))]
    if notes:
        blocks.append(Notes("overzicht-opmerkingen", "", tuple(notes)))
    count = f"{len(contracts)} casussen" if len(contracts) > 1 else "1 casus"
    return Document("Overzicht", f"{count} · bedragen in euro", tuple(blocks))


Summary = tuple[float | None, float | None, float | None, float | None, float | None]


def _summary(data: Data) -> Summary:
    total = data["totaal"]
    if data["soort"] == "programma":  # what is in place is the benefit; ratio and present value it has not
        parts = [total[key] for key in ("investering", "kosten", "formatie") if total[key] is not None]
        return total["in_plaats"], sums.total(parts) if parts else None, total["saldo"], None, None
    present = total.get("contante_waarde") or {}
    figures = (total.get("baten"), total.get("kosten"), total.get("rendement"))
    return *figures, total.get("baten_per_euro"), present.get("rendement")


def _total(contracts: Sequence[Data]) -> Summary:
    """Sums of the unrounded figures; the present values only add up when they are of one kind."""
    summaries = [_summary(data) for data in contracts]
    benefits, costs, net = (_sum(summary[i] for summary in summaries) for i in range(3))
    ratio = benefits / costs if benefits is not None and costs else None
    present = None if _mixed(contracts) else _sum(summary[4] for summary in summaries)
    return benefits, costs, net, ratio, present


def _sum(figures: Iterable[float | None]) -> float | None:
    """A sum with a part that does not exist does not exist."""
    total = 0.0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total


def _why_no_total(contracts: Sequence[Data], apart: Sequence[str]) -> str:
    if apart:
        return f"Geen totaal: de casussen verschillen in {' en '.join(_APART[key] for key in apart)}."
    if any(_summary(data)[2] is None for data in contracts):
        return "Geen totaal: niet elke casus heeft een rendement."
    return ""


def _mixed(contracts: Sequence[Data]) -> str:
    kinds = [data["disconteren"] for data in contracts if _summary(data)[4] is not None]
    if all(kind == kinds[0] for kind in kinds):
        return ""
    return "De contante waarden hebben niet dezelfde discontovoet en hetzelfde basisjaar; ze tellen niet op."


def _texts(data: Data, apart: Sequence[str]) -> list[Cell]:
    values = [data["naam"], data["gemeente"], *(data.get(key) for key in apart)]
    return [text(plain(str(value)) if value is not None else "-") for value in values]


def _figures(summary: Summary) -> list[Cell]:
    decimals = (0, 0, 0, 2, 0)
    return [Cell(number(value, places), value) for value, places in zip(summary, decimals, strict=True)]
