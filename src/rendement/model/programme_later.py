"""What became of a plan: adjusted or realised amounts by year, and how sure what was realised is."""

from functools import partial
from typing import Annotated, Any

from rendement.model import fields as f
from rendement.model.durations import duration
from rendement.model.forms import GRADES
from rendement.model.line import Evidence
from rendement.model.parse import Node, choice, gather, is_unsure, mapping, only
from rendement.model.programme_values import BY_SPAN, SPANS, Booked, refuse_twice, uncertain_amount
from rendement.model.reading import Reading, Schema
from rendement.model.year_amounts import needs_years
from rendement.source import years
from rendement.source.record import record
from rendement.source.saving_kinds import KINDS
from rendement.source.scalar import ScalarError

EVIDENCE = "bewijs"
_EXAMPLE = "{2023: 80000}"


@record
class Later:
    """What became of a plan, by kind; of kind None are amounts of the one kind that the plan has."""

    kinds: tuple[tuple[str | None, tuple[Booked, ...]], ...]
    evidence: Evidence | None = None


def realised(node: Node) -> Later:
    """`{2023: 80000}`, or `{structureel: {2023: 80000}}`; with `bewijs` beside it when that is known."""
    if not isinstance(node, dict) or EVIDENCE not in node:
        return adjusted(node)
    amounts = {key: item for key, item in node.items() if key != EVIDENCE}
    pieces: list[Any] = [((), partial(adjusted, amounts)), ((EVIDENCE,), partial(_evidence, node[EVIDENCE]))]
    found, evidence = gather(pieces)
    return Later(found.kinds, evidence)


def adjusted(node: Node) -> Later:
    """The same without `bewijs`; every amount has its year and is known."""
    if not isinstance(node, dict) or not node or is_unsure(node):
        raise needs_years(node, _EXAMPLE)
    if EVIDENCE in node:
        message = "`bewijs` hoort hier bij wat `gerealiseerd` is; dat van een plan staat bij de maatregel"
        raise ScalarError("hoort-bij", message, "zet het bij de maatregel zelf", (EVIDENCE,), of_value=False)
    if not any(key in KINDS for key in node):
        return Later(((None, _with_years(node)),))
    only(node, KINDS, ())
    found = gather(((kind,), partial(_with_years, item)) for kind, item in node.items())
    return Later(tuple(zip(node, found, strict=True)))


def _with_years(node: Node) -> tuple[Booked, ...]:
    if not isinstance(node, dict) or not node or is_unsure(node):
        raise needs_years(node, _EXAMPLE)
    pairs = mapping(node, years.period, uncertain_amount)
    refuse_twice(list(node), [span for span, _ in pairs])
    return tuple(Booked(amount, key, span) for key, (span, amount) in zip(node, pairs, strict=True))


def _evidence(node: Node) -> Evidence:
    if not isinstance(node, dict) or not node:
        own = node[:40] if isinstance(node, str) and node in GRADES else GRADES[1]
        remedy = f"schrijf `bewijs: {{graad: {own}}}`"
        raise ScalarError("verkeerde-vorm", "hier hoort een blok met een graad", remedy)
    only(node, ("graad", "looptijd"), ("graad",))
    readers: dict[str, Any] = {"graad": lambda item: choice(item, GRADES), "looptijd": duration}
    found = gather(((key,), partial(readers[key], item)) for key, item in node.items())
    return Evidence.model_construct(**{"looptijd": None, **dict(zip(node, found, strict=True))})


_EVIDENCE: Schema = {
    "type": "object",
    "properties": {"graad": {"enum": list(GRADES)}, "looptijd": f.LASTING},
    "required": ["graad"],
    "additionalProperties": False,
}


def _beside(form: Schema) -> Schema:
    return {**form, "properties": {**form.get("properties", {}), EVIDENCE: _EVIDENCE}}


Adjusted = Annotated[Later, Reading(adjusted, {"anyOf": [SPANS, BY_SPAN]})]
Realised = Annotated[Later, Reading(realised, {"anyOf": [_beside(SPANS), _beside(BY_SPAN)]})]
